"""`fh report parallel`: offers at the same time for the same people, an invitation to talk; and probable duplicates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...offers import Offer
from ...records import Record
from ...registry import Registry
from ...rules.duplicates import Duplicate, duplicates
from ...rules.overlap import Overlap, overlaps
from ...times import in_words
from ._figures import keys
from ._report import Column, Figure, Options, Paragraph, Report, Section, Table, report
from ._scope import Scope
from ._whole import whole
from .saying import listed, many, number

_INVITED = 12


@report(
    "parallel",
    "Parallelstrukturen und Doppeltes",
    "Wer zur selben Zeit dasselbe anbietet; Doppeltes.",
    internal=True,
)
def parallel(registry: Registry, options: Options) -> Report:
    """Overlaps between carriers, what is agreed, and entries that may be the same."""
    scope = Scope(registry, options)
    pairs = [pair for pair in _pairs(registry) if scope.belongs(pair.first.gemeinde)]
    pairs.sort(key=lambda pair: (-_weight(pair), pair.first.reference, pair.second.reference))
    open_ones = [pair for pair in pairs if not pair.agreed]
    twins = [pair for pair in duplicates(registry) if scope.belongs(pair.first["gemeinde"])]
    sections = [
        Section("Im Überblick", figures=_figures(scope, pairs, open_ones, twins)),
        Section("Einladung zum Gespräch", tuple(_invitations(scope, open_ones)), (), (_table(scope, open_ones),)),
        Section("Abgestimmt", tables=(_agreements(scope),)),
        Section("Vielleicht doppelt", tables=(_twins(twins),)),
    ]
    notes = [
        "Das ist kein Fehler und kein Vorwurf: Zwei Gruppen wissen oft nichts voneinander. Gezeigt wird nur, was "
        "sicher ist: gleiches Handlungsfeld, gleiche Gemeinde, gemeinsame Zielgruppe, überschneidende Zeiten, "
        "verschiedene Träger.",
        "Ist es abgesprochen, gehört es bei einer der beiden unter »abgestimmt_mit«; dann ruht der Hinweis.",
    ]
    day = f"Stichtag {scope.as_of:%d.%m.%Y}" + (f" · {scope.part_words}" if scope.part else "")
    return whole(scope, parallel, sections, notes=notes, period=day, main="ueberschneidungen")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two offers with all the weekdays on which they meet."""

    first: Offer
    second: Offer
    days: tuple[str, ...]
    minutes: int
    agreed: bool


def _pairs(registry: Registry) -> Iterator[_Pair]:
    together: dict[tuple[str, str], list[Overlap]] = {}
    for overlap in overlaps(registry):
        together.setdefault((overlap.first.reference, overlap.second.reference), []).append(overlap)
    for found in together.values():
        first = found[0]
        days = tuple(dict.fromkeys(overlap.tag for overlap in found))
        yield _Pair(first.first, first.second, days, sum(overlap.minutes for overlap in found), first.agreed)


def _weight(pair: _Pair) -> int:
    """Longer together and more languages in common come first."""
    return pair.minutes + 30 * len(_languages(pair.first) & _languages(pair.second))


def _languages(offer: Offer) -> set[str]:
    return set(offer["sprachen"] or offer.record["sprachen"] or ()) - {"de"}


def _figures(
    scope: Scope, pairs: Sequence[_Pair], open_ones: Sequence[_Pair], twins: Sequence[Duplicate]
) -> tuple[Figure, ...]:
    day = f"Stichtag {scope.as_of:%d.%m.%Y}"

    def figure(name: str, label: str, ids: tuple[str, ...], count: int) -> Figure:
        return Figure(name, label, count, day, methods=(("gezaehlt", count),) if count else (), asked=count, ids=ids)

    agreed = [pair for pair in pairs if pair.agreed]
    return (
        figure("ueberschneidungen", "Überschneidungen ohne Absprache", _references(open_ones), len(open_ones)),
        figure("abgestimmt", "Überschneidungen mit Absprache", _references(agreed), len(agreed)),
        figure("doppelt", "Vielleicht doppelte Einträge", keys(pair.second for pair in twins), len(twins)),
    )


def _references(pairs: Sequence[_Pair]) -> tuple[str, ...]:
    return tuple(f"{pair.first.reference} + {pair.second.reference}" for pair in pairs)


def _invitations(scope: Scope, pairs: Sequence[_Pair]) -> Iterator[Paragraph]:
    if not pairs:
        yield Paragraph("Keine Überschneidung, die nicht abgestimmt wäre.")
    for pair in pairs[:_INVITED]:
        one, other = pair.first, pair.second
        place = scope.label("gemeinden", one.gemeinde)
        field = scope.label("handlungsfelder", one["handlungsfeld"])
        days = listed([scope.label("wochentage", day) for day in pair.days])
        yield Paragraph(
            f"{place}, {days}, {field}: »{one.title}« ({one.record.title}, {in_words(one['zeiten'])}) und "
            f"»{other.title}« ({other.record.title}, {in_words(other['zeiten'])}). {_shared(scope, pair)}"
            f"Ein Gespräch lohnt vielleicht: {contact_line(one.record)}; {contact_line(other.record)}.",
            "item",
        )
    if len(pairs) > _INVITED:
        yield Paragraph(f"… und {many(len(pairs) - _INVITED, 'weitere Überschneidung', 'weitere Überschneidungen')}.")


def _shared(scope: Scope, pair: _Pair) -> str:
    codes = sorted(_languages(pair.first) & _languages(pair.second))
    return f"Gemeinsame Sprachen: {listed([scope.label('sprachen', code) for code in codes])}. " if codes else ""


def contact_line(record: Record) -> str:
    """Whom to ring up: the function contact of the record, never a person's."""
    contact: Mapping[str, str] = record["kontakt"] or {}
    if contact.get("ueber") == "koordinationsstelle":
        return f"{record.title} über die Koordinierungsstelle"
    ways = [contact[name] for name in ("telefon", "mobil", "email", "web") if contact.get(name)]
    return f"{record.title} ({ways[0]})" if ways else f"{record.title} (kein Kontakt eingetragen)"


def _table(scope: Scope, pairs: Sequence[_Pair]) -> Table:
    columns = (
        Column("gemeinde", "Gemeinde"),
        Column("handlungsfeld", "Handlungsfeld"),
        Column("tage", "Tage"),
        Column("minuten", "Minuten gleichzeitig", "number", "Min."),
        Column("angebot_1", "Angebot"),
        Column("wer_1", "Wer", on_screen=False),
        Column("kontakt_1", "Kontakt", on_screen=False),
        Column("angebot_2", "gleichzeitig"),
        Column("wer_2", "Wer (gleichzeitig)", on_screen=False),
        Column("kontakt_2", "Kontakt (gleichzeitig)", on_screen=False),
    )
    rows = [
        (
            scope.label("gemeinden", pair.first.gemeinde),
            scope.label("handlungsfelder", pair.first["handlungsfeld"]),
            ", ".join(scope.label("wochentage", day) for day in pair.days),
            pair.minutes,
            pair.first.title,
            pair.first.record.title,
            contact_line(pair.first.record),
            pair.second.title,
            pair.second.record.title,
            contact_line(pair.second.record),
        )
        for pair in pairs
    ]
    return Table("ueberschneidungen", "", columns, rows, empty="Keine.", ids=list(_references(pairs)))


def _agreements(scope: Scope) -> Table:
    """Every documented agreement, whether or not the calendar meets: they are what the office is asked for."""
    columns = (
        Column("wer", "Wer"),
        Column("mit", "Mit"),
        Column("am", "Am", "code"),
        Column("vereinbarung", "Vereinbarung"),
    )
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    for kind in ("initiative", "partner"):
        for record in scope.registry.of(kind):
            if not scope.belongs(record["gemeinde"]):
                continue
            own = [*(record["abgestimmt_mit"] or ())]
            own += [item for offer in record["angebote"] or () for item in offer.get("abgestimmt_mit") or ()]
            for item in own:
                other = scope.running(str(item["mit"]))
                day = str(item.get("am") or "")
                # Both sides often note the same agreement: told once.
                key = (*sorted((record.key, other.key if other else str(item["mit"]))), day)
                row = (
                    record.title,
                    other.title if other else str(item["mit"]),
                    _german(day),
                    str(item.get("vereinbarung") or ""),
                )
                seen.setdefault(key, row)
    rows = [row for _, row in sorted(seen.items(), key=lambda pair: (pair[0][-1], pair[0]), reverse=True)]
    return Table("absprachen", "", columns, rows, empty="Noch keine Absprache eingetragen.", ids=_ids(seen))


def _ids(seen: Mapping[tuple[str, ...], object]) -> list[str]:
    ordered = sorted(seen, key=lambda key: (key[-1], key), reverse=True)
    return [f"{key[0]} + {key[1]}" for key in ordered]


def _german(day: str) -> str:
    return ".".join(reversed(day.split("-"))) if day else ""


def _twins(twins: Sequence[Duplicate]) -> Table:
    columns = (
        Column("eintrag_1", "Eintrag"),
        Column("kennung_1", "Kennung", "code", on_screen=False),
        Column("eintrag_2", "vielleicht derselbe"),
        Column("kennung_2", "Kennung des anderen", "code", on_screen=False),
        Column("gruende", "Warum"),
    )
    rows = [
        (pair.first.title, pair.first.key, pair.second.title, pair.second.key, f"ähnlicher Name, {pair.reasons}")
        for pair in twins
    ]
    return Table(
        "doppelt",
        "",
        columns,
        rows,
        empty="Nichts gefunden, was doppelt aussieht.",
        note=f"Sind es {number(2)} verschiedene, gehört das Paar in fh.yaml unter »keine_dubletten«." if rows else "",
        ids=[f"{pair.first.key} + {pair.second.key}" for pair in twins],
    )
