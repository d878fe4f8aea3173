"""`fh report aenderungen`: what is new, ended, renamed, gone or changed since an earlier state, in field terms.

The earlier state comes with the options (`Options.before`): reports do not ask git. No value of a field is repeated,
so nothing that was taken back since appears again; from which value to which, `fh diff` tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...comparing import Changes, RecordChange, compare, no_content
from ...days import german
from ...publication import published
from ...registry import Registry
from ..differences.phrases import phrases
from ._report import Before, Column, Figure, Options, Paragraph, Report, Section, Table, Value, report
from ._scope import Scope
from ._whole import whole
from .saying import many, number, shortened

_WORDS = {
    "added": ("eintraege_neu", "neu"),
    "ended": ("eintraege_beendet", "beendet"),
    "renamed": ("eintraege_umbenannt", "umbenannt"),
    "removed": ("eintraege_entfallen", "entfallen"),
    "changed": ("eintraege_geaendert", "geändert"),
    "confirmed": ("eintraege_bestaetigt", "bestätigt"),
}
"""What happened to a record, most telling first: the name of the figure, and the word for people."""

_NAMED = 8


@report(
    "aenderungen",
    "Änderungen",
    "Was seit einem früheren Stand neu, geändert, beendet ist.",
    compares=True,
)
def aenderungen(registry: Registry, options: Options) -> Report:
    """The changes of content between `options.before` and the registry, as far as the channel shows them."""
    scope = Scope(registry, options)
    before = options.before
    if before is None or before.day > scope.as_of:
        return whole(scope, aenderungen, (), [Paragraph(_nothing_to_compare(scope, before))])
    changes = _compared(before.registry, registry, options)
    records = [change for change in changes.records if _belongs(scope, change)]
    records.sort(key=lambda change: (list(_WORDS).index(_how(change)), *change.rank))
    sections = [
        Section(
            "Im Überblick", tuple(_said(records)), tuple(_figures(scope, before, records, changes)), (_kinds(records),)
        ),
        Section("Eintrag für Eintrag", tables=(_entries(scope, records),)),
    ]
    period = f"{german(before.day)} bis {german(scope.as_of)}"
    period += f" · {scope.part_words}" if scope.part else ""
    notes = _notes(before, changes, options)
    return whole(scope, aenderungen, sections, notes=notes, period=period, main="aenderungen")


def _nothing_to_compare(scope: Scope, before: Before | None) -> str:
    if before is not None:
        is_past = scope.registry.project.past is not None
        day = before.day.isoformat()
        return (
            f"Der Stichtag {german(scope.as_of)} liegt vor dem Stand vom {german(before.day)}, "
            "mit dem verglichen wird; "
            + ("bitte mit »--seit« einen früheren nennen." if is_past else f"bitte mit »--today {day}« wiederholen.")
        )
    if scope.period.start > scope.as_of:
        return f"{scope.period.label} hat noch nicht begonnen; es gibt noch nichts zu vergleichen."
    return (
        "Ein früherer Stand ist hier nicht bekannt, deshalb lässt sich nichts vergleichen. "
        "Frühere Stände entstehen mit jedem »fh save«."
    )


def _compared(old: Registry, new: Registry, options: Options) -> Changes:
    if not options.public:
        return compare(old, new)
    aside = old.set_aside | new.set_aside
    return compare(published(old, options.channel), published(new, options.channel), aside)


def _belongs(scope: Scope, change: RecordChange) -> bool:
    """Whether the record lies, or lay, in the part asked for, or is meant for it."""
    return any(
        scope.belongs(record["gemeinde"], record["fuer_teilkreis"] or ())
        for record in (change.old, change.new)
        if record is not None
    )


def _how(change: RecordChange) -> str:
    """Checked is not changed: after the yearly enquiry every entry would be."""
    checks = no_content(change.record.kind)
    only_checked = all(field.field.partition(".")[0] in checks or field.field in checks for field in change.fields)
    return "confirmed" if change.how == "changed" and only_checked else change.how


def _of(records: Sequence[RecordChange], how: str) -> list[RecordChange]:
    return [change for change in records if _how(change) == how]


def _said(records: Sequence[RecordChange]) -> Iterator[Paragraph]:
    if not records:
        yield Paragraph("In diesem Zeitraum hat sich kein Eintrag im Inhalt geändert.")
    for how, (_, word) in _WORDS.items():
        titles = [change.record.title for change in _of(records, how)]
        if titles and how not in ("changed", "confirmed"):
            yield Paragraph(f"{word.capitalize()} ({number(len(titles))}): {shortened(titles, _NAMED)}.", "item")


def _figures(scope: Scope, before: Before, records: Sequence[RecordChange], changes: Changes) -> Iterator[Figure]:
    when = f"{german(before.day)} bis {german(scope.as_of)}"
    asked = sum(not record.kind.private for record in scope.registry) + len(changes.of("removed"))
    for how, (name, word) in _WORDS.items():
        found = tuple(change.record.key for change in _of(records, how))
        methods = (("gezaehlt", len(found)),) if found else ()
        silent = len(changes.unclear)
        yield Figure(
            name, f"Einträge {word}", len(found), when, methods=methods, asked=asked + silent, silent=silent, ids=found
        )


def _kinds(records: Sequence[RecordChange]) -> Table:
    columns = (
        Column("art", "Art"),
        *(Column(name.removeprefix("eintraege_"), word, "number") for name, word in _WORDS.values()),
    )
    plural = {change.record.kind.name: change.record.kind.plural for change in records}
    counted = Counter((change.record.kind.name, _how(change)) for change in records)
    rows: list[tuple[Value, ...]] = [
        (words, *(counted[name, how] for how in _WORDS))
        for name, words in sorted(plural.items(), key=lambda item: item[1])
    ]
    together: tuple[Value, ...] = ("Zusammen", *(len(_of(records, how)) for how in _WORDS))
    return Table("arten", "", columns, rows, together if rows else None, empty="Keine Änderungen.")


def _entries(scope: Scope, records: Sequence[RecordChange]) -> Table:
    columns = (
        Column("was", "Was"),
        Column("eintrag", "Eintrag"),
        Column("kennung", "Kennung", "code", on_screen=False),
        Column("art", "Art"),
        Column("gemeinde", "Gemeinde", on_screen=False),
        Column("im_einzelnen", "Im Einzelnen"),
    )
    rows = [
        (
            _WORDS[_how(change)][1],
            change.record.title,
            change.record.id,
            change.record.kind.title,
            scope.label("gemeinden", change.record["gemeinde"]),
            _detail(scope, change),
        )
        for change in records
    ]
    empty = "Kein Eintrag hat sich im Inhalt geändert."
    return Table("aenderungen", "", columns, rows, empty=empty, ids=[change.record.key for change in records])


def _detail(scope: Scope, change: RecordChange) -> str:
    if change.old is None or change.new is None:
        return ""
    return "; ".join(phrases(change, scope.registry.project.vocabularies))


def _notes(before: Before, changes: Changes, options: Options) -> list[str]:
    notes = [
        "Verglichen wird, was die Einträge sagen; andere Schreibweise und Reihenfolge zählen nicht. Bestätigt heißt: "
        "geprüft, und alles stimmt noch. Der private Ordner wird nicht verglichen.",
    ]
    if changes.unclear:
        some = many(len(changes.unclear), "Eintrag war oder ist", "Einträge waren oder sind")
        names = shortened(list(changes.unclear), 3)
        notes.append(f"{some} fehlerhaft und deshalb nicht verglichen{'' if options.public else f': {names}'}.")
    if not options.public:
        if changes.settings:
            notes.append("Auch die Einstellungen in fh.yaml haben sich geändert.")
        notes.append(f"Von welchem Wert zu welchem: fh diff {before.day.isoformat()}")
    return notes
