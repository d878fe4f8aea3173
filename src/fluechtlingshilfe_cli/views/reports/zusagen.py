"""`fh report zusagen`: what was promised, what became of it, and what is still missing by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ...days import german, german_short
from ...promises import Counted, Result, results
from ...registry import Registry
from ._events import Event, own_events
from ._figures import people
from ._report import Column, NotPossible, Options, Paragraph, Report, Section, Table, Value, report
from ._scope import Scope
from ._whole import whole
from .saying import listed, many, number

_DONE = {"veranstaltung": "durchgeführt", "angebot": "vorhanden", "beratung": "geführt"}
_EACH = {"gemeinde": ("Gemeinde", "Gemeinden"), "initiative": ("Initiative", "Initiativen")}
_STATES = {"held": "durchgeführt", "planned": "geplant", "unclear": "noch nicht vermerkt", "dropped": "ausgefallen"}


@report(
    "zusagen",
    "Zugesagte Leistungen",
    "Was zugesagt ist: geplant, durchgeführt, was noch fehlt.",
)
def zusagen(registry: Registry, options: Options) -> Report:
    """Every promise of fh.yaml in the periods that end in the year."""
    if options.part:
        raise NotPossible("Zusagen gelten für den ganzen Kreis; bitte ohne --teilkreis aufrufen.")
    scope = Scope(registry, options)
    promises = registry.project.settings.get("zusagen") or ()
    notes = ["Gezählt werden nur eigene Veranstaltungen; wo wir nur teilgenommen haben, zählt es nicht."]
    if not promises:
        lead = [
            Paragraph("In fh.yaml stehen noch keine Zusagen. Sie kommen dort unter »zusagen«, je Zusage ein Absatz.")
        ]
        return whole(scope, zusagen, (), lead, notes)
    found = [result for result in results(registry, [scope.year]) if _is_asked(result, scope)]
    events = {event.record.key: event for event in own_events(_wide(scope))}
    sections = [_section(scope, list(group), events) for _, group in groupby(found, key=lambda result: result.index)]
    left_out = len(promises) - len({result.index for result in found})
    if left_out:
        notes.append(
            f"Nicht beurteilt: {many(left_out, 'Zusage', 'Zusagen')}. Über frühere Angebote sagt das Register nichts; "
            "Beratungen stehen im privaten Ordner; oder es gibt kein Gebiet, für das die Zusage gilt."
        )
    first = next((table.name for section in sections for table in section.tables), "")
    return whole(scope, zusagen, sections, _lead(found), notes, main=first)


def _is_asked(result: Result, scope: Scope) -> bool:
    """A half-year asks for the promises per half-year that end with it, and for all others in its year.

    Which offers there were in another year the registry does not tell: unknown is not missing.
    """
    if result.promise["was"] == "angebot" and not result.period.has(scope.as_of):
        return False
    return not scope.options.half or result.promise["zeitraum"] != "halbjahr" or result.period.end == scope.period.end


def _wide(scope: Scope) -> Scope:
    """The same scope with the year before in it: promises may cover two years."""
    wide = Scope(scope.registry, Options(scope.year, channel=scope.options.channel))
    wide.period = type(wide.period)("", wide.period.start.replace(year=scope.year - 1), wide.period.end)
    return wide


def _lead(found: Sequence[Result]) -> list[Paragraph]:
    """How many promises are kept everywhere, on the way, or lack something somewhere."""
    kept = lacking = 0
    groups = [list(group) for _, group in groupby(found, key=lambda result: result.index)]
    for group in groups:
        kept += all(len(result.of("held")) >= result.wanted for result in group)
        lacking += any(result.missing for result in group)
    parts = [f"{number(kept)} ganz erfüllt", f"{number(len(groups) - kept - lacking)} auf dem Weg"]
    said = [part for part in parts if not part.startswith("0 ")]
    said += [f"{number(lacking)} noch nicht überall erfüllt"] if lacking else []
    return [Paragraph(f"{many(len(groups), 'Zusage', 'Zusagen')}: {listed(said)}.")] if groups else []


def _section(scope: Scope, together: Sequence[Result], events: dict[str, Event]) -> Section:
    promise = together[0].promise
    if promise["je"] in _EACH:
        paragraphs = list(_by_period(together))
        # Whom the office has not advised yet is nobody else's business.
        tables = [] if scope.options.public and promise["je"] == "initiative" else [_gaps(together)]
    else:
        paragraphs = [Paragraph(_sentence(scope, result), "item") for result in together]
        tables = [_overview(together)]
        if promise["was"] == "veranstaltung":
            tables.append(_behind(scope, together, events))
    return Section(str(promise["titel"]), tuple(paragraphs), tables=tuple(tables))


def _sentence(scope: Scope, result: Result) -> str:
    """»Südkreis 2026: 1 von 2 durchgeführt, 1 geplant (21.11., Geesthacht).«"""
    done = _DONE[result.promise["was"]]
    kept = result.of("held")
    text = f"{result.space.label} {result.period.label}: {number(len(kept))} von {number(result.wanted)} {done}"
    for some, word in (
        (result.of("planned"), "geplant"),
        (result.of("unclear"), "vorbei, aber noch nicht vermerkt"),
    ):
        if some:
            text += f", {number(len(some))} {word} ({_dates(some)})"
    if dropped := result.of("dropped"):
        text += f", {number(len(dropped))} ausgefallen oder verschoben ({_dates(dropped)})"
    if result.missing:
        over = result.period.end < scope.as_of
        text += f". {'Es fehlte' if over else 'Es fehlt noch'} {number(result.missing)}"
        text += "" if over else f" bis {german(result.period.end)}"
    return text + "."


def _dates(items: Iterable[Counted]) -> str:
    return "; ".join(
        ", ".join(filter(None, (german_short(item.day) if item.day else "", item.place))) for item in items
    )


def _overview(together: Sequence[Result]) -> Table:
    columns = (
        Column("gebiet", "Wo"),
        Column("zeitraum", "Zeitraum", "code"),
        Column("zugesagt", "zugesagt", "number"),
        Column("erfuellt", _DONE[together[0].promise["was"]], "number", "erfüllt"),
        Column("geplant", "geplant", "number"),
        Column("ungeklaert", "ungeklärt", "number"),
        Column("ausgefallen", "ausgefallen", "number", "ausgef."),
        Column("fehlt", "fehlt", "number"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            result.space.label,
            result.period.label,
            result.wanted,
            *(
                len(some)
                for some in (result.of("held"), result.of("planned"), result.of("unclear"), result.of("dropped"))
            ),
            result.missing,
        )
        for result in together
    ]
    return Table(str(together[0].promise["id"]), "", columns, rows)


def _behind(scope: Scope, together: Sequence[Result], events: dict[str, Event]) -> Table:
    """The events behind the numbers, each with its areas, and why it did not take place."""
    columns = [
        Column("datum", "Datum", "date"),
        Column("titel", "Veranstaltung"),
        Column("gebiet", "Wo"),
        Column("stand", "Stand"),
        Column("teilnehmende", "Teilnehmende", "number", "Teiln."),
    ]
    if not scope.options.public:
        columns.append(Column("grund", "Grund"))
    seen: dict[str, tuple[Counted, list[str]]] = {}
    for result in together:
        for item in result.counted:
            seen.setdefault(item.record.key, (item, []))[1].append(result.space.label)
    rows: list[tuple[Value, ...]] = []
    for key, (item, spaces) in sorted(seen.items(), key=lambda pair: (str(pair[1][0].day), pair[0])):
        event = events.get(key)
        present = people(scope, event.participants, event.few) if event and event.state == "held" else None
        row = (
            item.day,
            item.record.title,
            ", ".join(dict.fromkeys(spaces)),
            _STATES[item.state],
            present if item.state == "held" else "",
        )
        rows.append((*row, item.record["absagegrund"] or "") if not scope.options.public else row)
    name = f"{together[0].promise['id']}-veranstaltungen"
    empty = "Dazu gibt es in diesem Zeitraum noch keine Veranstaltung."
    return Table(name, "Die Veranstaltungen dahinter", columns, rows, empty=empty, ids=sorted_keys(seen))


def sorted_keys(seen: dict[str, tuple[Counted, list[str]]]) -> list[str]:
    """The keys in the order of the days."""
    return [key for key, _ in sorted(seen.items(), key=lambda pair: (str(pair[1][0].day), pair[0]))]


def _by_period(together: Sequence[Result]) -> Iterator[Paragraph]:
    one, more = _EACH[together[0].promise["je"]]
    where = "Bei" if one == "Initiative" else "In"
    for _, group in groupby(together, key=lambda result: result.period):
        inside = list(group)
        kept = sum(len(result.of("held")) >= result.wanted for result in inside)
        text = f"{inside[0].period.label}: {where} {number(kept)} von {many(len(inside), one, more)} erfüllt"
        yield Paragraph(text + ".")


def _gaps(together: Sequence[Result]) -> Table:
    columns = (
        Column("gebiet", _EACH[together[0].promise["je"]][0]),
        Column("zeitraum", "Zeitraum", "code"),
        Column("zugesagt", "zugesagt", "number"),
        Column("erfuellt", _DONE[together[0].promise["was"]], "number"),
        Column("fehlt", "fehlt", "number"),
    )
    lacking = [result for result in together if result.missing]
    rows = [
        (result.space.label, result.period.label, result.wanted, len(result.of("held")), result.missing)
        for result in lacking
    ]
    name = f"{together[0].promise['id']}-offen"
    ids = [f"initiative/{result.space.code}" for result in lacking] if together[0].promise["je"] == "initiative" else []
    return Table(name, "Wo noch etwas fehlt", columns, rows, empty="Überall erfüllt.", ids=ids)
