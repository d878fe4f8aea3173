"""`fh report nachweis`: the annex on activities for the Verwendungsnachweis, by funder. Money stands elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...days import german
from ...records import Record
from ...registry import Registry
from ._events import Event, held, own_events
from ._figures import event_sums, figures_of, people
from ._report import Column, Options, Paragraph, Report, Section, Table, report
from ._scope import Scope
from ._whole import whole
from .saying import many
from .schulungen import place

_NONE = "ohne Angabe einer Förderung"


@report(
    "nachweis",
    "Nachweis der Tätigkeiten",
    "Tätigkeiten je fördernder Stelle, zum Verwendungsnachweis.",
    internal=True,
)
def nachweis(registry: Registry, options: Options) -> Report:
    """Events held, by funder, and the initiatives funded in the period by programme."""
    scope = Scope(registry, options)
    events, before = own_events(scope), own_events(scope.before())
    funders = _funders(scope, [*events, *before])
    sections = [
        Section("Insgesamt", figures=figures_of(scope, events, before), tables=(_overview(scope, events, funders),)),
        *(_one(scope, name, funder, events, before) for funder, name in funders.items()),
        Section("Geförderte Initiativen", tables=(_programmes(scope),)),
    ]
    notes = [
        "Teilnehmerstunden: Teilnehmende mal Unterrichtseinheiten, mehrere Abende einzeln gezählt.",
        "Hier stehen Tätigkeiten, keine Beträge; der zahlenmäßige Nachweis kommt aus der Buchhaltung.",
    ]
    return whole(scope, nachweis, sections, notes=notes, main="foerderstellen")


def _funders(scope: Scope, events: Sequence[Event]) -> dict[str, str]:
    """The funders of the events by name; events without any come last."""
    keys = {str(event.record["foerderung"] or "") for event in events}
    named = {key: scope.title(key, "partner") for key in keys if key}
    found = dict(sorted(named.items(), key=lambda item: (item[1], item[0])))
    return {**found, "": _NONE} if "" in keys else found


def _of(events: Sequence[Event], funder: str) -> list[Event]:
    return [event for event in events if str(event.record["foerderung"] or "") == funder]


def _overview(scope: Scope, events: Sequence[Event], funders: dict[str, str]) -> Table:
    columns = (
        Column("foerderung", "Fördernde Stelle"),
        Column("veranstaltungen", "Veranstaltungen", "number", "Veranst."),
        Column("ue", "UE", "number"),
        Column("teilnehmende", "Teilnehmende", "number", "Teiln."),
        Column("teilnehmerstunden", "Teilnehmerstunden", "number", "TN-Std."),
        Column("ohne_angabe", "ohne Angabe der UE oder Teilnehmenden", "number", "o. Ang."),
    )
    rows = []
    for funder, name in funders.items():
        mine = held(_of(events, funder))
        rows.append((name, len(mine), *event_sums(scope, mine), sum(event.hours is None for event in mine)))
    everything = held(events)
    total = (
        "Zusammen",
        len(everything),
        *event_sums(scope, everything),
        sum(event.hours is None for event in everything),
    )
    empty = "In diesem Zeitraum gibt es keine eigenen Veranstaltungen."
    return Table("foerderstellen", "", columns, rows, total if rows else None, empty)


def _one(scope: Scope, name: str, funder: str, events: Sequence[Event], before: Sequence[Event]) -> Section:
    columns = (
        Column("datum", "Datum", "date"),
        Column("titel", "Veranstaltung"),
        Column("art", "Art", on_screen=False),
        Column("ort", "Ort"),
        Column("ue", "UE", "number"),
        Column("teilnehmende", "Teilnehmende", "number", "TN"),
        Column("teilnehmerstunden", "Teilnehmerstunden", "number", "TN-Std."),
        Column("erhebung", "Erhebung", on_screen=False),
    )
    mine = held(_of(events, funder))
    rows = [
        (
            event.first,
            event.record.title,
            scope.label("veranstaltungsarten", event.record["art"]),
            place(scope, event),
            event.units,
            people(scope, event.participants, event.few),
            people(scope, event.hours, event.few),
            scope.label("erhebungen", event.method),
        )
        for event in mine
    ]
    sums = event_sums(scope, mine)
    table = Table(
        f"foerderung-{funder.rpartition('/')[2] or 'ohne'}",
        "",
        columns,
        rows,
        (None, "Zusammen", "", "", *sums, "") if rows else None,
        "Nichts durchgeführt.",
        ids=[event.record.key for event in mine],
    )
    return Section(name, tuple(_said(mine, _of(events, funder), _of(before, funder))), tables=(table,))


def _said(mine: Sequence[Event], all_of: Sequence[Event], before: Sequence[Event]) -> list[Paragraph]:
    text = many(len(mine), "Veranstaltung", "Veranstaltungen") + " durchgeführt"
    text += f" (Vorjahr: {len(held(before))})"
    planned = [event for event in all_of if event.state == "planned"]
    dropped = [event for event in all_of if event.state == "dropped"]
    if planned:
        text += f", {len(planned)} noch geplant ({', '.join(german(event.first) for event in planned)})"
    if dropped:
        text += f", {len(dropped)} ausgefallen oder verschoben ({', '.join(german(event.first) for event in dropped)})"
    return [Paragraph(text + ".")]


def _programmes(scope: Scope) -> Table:
    columns = (
        Column("foerderung", "Fördernde Stelle"),
        Column("programm", "Programm"),
        Column("initiative", "Initiative"),
        Column("von", "Von", "date"),
        Column("bis", "Bis", "date"),
    )
    first, last = scope.period.start.isoformat(), scope.period.end.isoformat()
    found: list[tuple[str, str, Record, date | None, date | None]] = []
    for record in scope.registry.of("initiative"):
        if record["status"] == "entwurf" or not scope.belongs(record["gemeinde"]):
            continue
        for item in record["foerderungen"] or ():
            begins, ends = item.get("von") or "", item.get("bis") or "9999"
            if begins <= last and ends >= first:
                begin, end = (date.fromisoformat(day) if day else None for day in (item.get("von"), item.get("bis")))
                funder = scope.title(item["foerderer"], "partner")
                found.append((funder, str(item.get("programm") or ""), record, begin, end))
    found.sort(key=lambda row: (row[0], row[1], row[2].id))
    rows = [(funder, programme, record.title, begins, ends) for funder, programme, record, begins, ends in found]
    return Table(
        "programme",
        "",
        columns,
        rows,
        empty="Bei keiner Initiative ist für diesen Zeitraum eine Förderung eingetragen.",
        ids=[row[2].key for row in found],
    )
