"""`fh report schulungen`: the events of a year with units and participants; as a year programme for calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ...days import german
from ...registry import Registry
from ..pictures.timeline import Mark, timeline
from ._events import Event, own_events
from ._figures import event_figures, event_sums, people
from ._report import Column, Options, Paragraph, Picture, Report, Section, Table, Value, report
from ._scope import Scope
from ._whole import whole
from .saying import many

_TRAININGS = ("schulung", "akademie_modul")
_STATES = {"unclear": "vorbei, noch nicht vermerkt"}


@report(
    "schulungen",
    "Schulungen und Veranstaltungen",
    "Veranstaltungen mit UE und Teilnehmenden; auch Kalender.",
)
def schulungen(registry: Registry, options: Options) -> Report:
    """Our own events of the period: what took place, what is planned, what fell through."""
    scope = Scope(registry, options)
    events = own_events(scope)
    took_place = [event for event in events if event.state in ("held", "unclear")]
    ahead = [event for event in events if event.state == "planned"]
    dropped = [event for event in events if event.state == "dropped"]
    sections = [
        Section("Im Überblick", (Paragraph(_summary(events)),), event_figures(scope), pictures=_picture(scope, events)),
        Section("Durchgeführt", () if options.public else _unclear(took_place), tables=(_held(scope, took_place),)),
        Section("Geplant", tables=(_planned(scope, ahead),)),
        Section("Ausgefallen oder verschoben", tables=(_dropped(scope, dropped),)),
    ]
    notes = ["Veranstaltungen anderer, an denen wir nur teilgenommen haben, stehen hier nicht."]
    return whole(scope, schulungen, sections, notes=notes, main="durchgefuehrt")


def year_programme(registry: Registry, options: Options) -> str:
    """The events of the period as a calendar; cancelled ones stay in it, struck out."""
    from .formats.calendar import calendar

    scope = Scope(registry, options)
    name = f"{registry.project.settings.get('name') or 'Veranstaltungen'} {scope.period.label}"
    return calendar(scope, own_events(scope), name)


schulungen.extra["ics"] = year_programme


def _picture(scope: Scope, events: Sequence[Event]) -> tuple[Picture, ...]:
    marks = [
        Mark(scope.label("veranstaltungsarten", event.record["art"]), event.first, event.state, event.record.title)
        for event in events
    ]
    drawn = timeline(marks, scope.period.start, scope.period.end, scope.as_of)
    title = "Das Programm im Lauf des Zeitraums"
    return (Picture("zeitstrahl", title, drawn.svg, drawn.alt, "durchgefuehrt", drawn.ratio),) if drawn else ()


def _summary(events: Sequence[Event]) -> str:
    if not events:
        return "In diesem Zeitraum gibt es keine eigenen Veranstaltungen."
    trainings = sum(event.record["art"] in _TRAININGS and event.state == "held" for event in events)
    text = many(len(events), "Veranstaltung", "Veranstaltungen") + " im Programm, davon "
    text += many(trainings, "durchgeführte Schulung", "durchgeführte Schulungen") + "."
    full = [event for event in events if event.state == "planned" and _is_full(event)]
    return text + (f" Ausgebucht: {', '.join(event.record.title for event in full)}." if full else "")


def _unclear(events: Sequence[Event]) -> tuple[Paragraph, ...]:
    """Asks for what only people know: whether it took place."""
    open_ones = [event for event in events if event.state == "unclear"]
    return tuple(
        Paragraph(
            f"»{event.record.title}« ({german(event.first)}) ist vorbei, aber noch nicht vermerkt. "
            f"Fand sie statt: fh set {event.record.id} durchfuehrung=durchgefuehrt"
        )
        for event in open_ones
    )


def _held(scope: Scope, events: Sequence[Event]) -> Table:
    columns = (
        Column("datum", "Datum", "date"),
        Column("titel", "Veranstaltung"),
        Column("art", "Art", on_screen=False),
        Column("ort", "Ort"),
        Column("veranstalter", "Veranstalter", on_screen=False),
        Column("abende", "Termine", "number", on_screen=False),
        Column("ue", "UE", "number"),
        Column("teilnehmende", "Teilnehmende", "number", "TN"),
        Column("teilnehmerstunden", "Teilnehmerstunden", "number", "TN-Std."),
        Column("stand", "Stand", on_screen=False),
    )
    rows: list[tuple[Value, ...]] = [
        (
            event.first,
            event.record.title,
            scope.label("veranstaltungsarten", event.record["art"]),
            place(scope, event),
            organisers(scope, event),
            event.evenings,
            event.units,
            people(scope, event.participants, event.few),
            people(scope, event.hours, event.few),
            _STATES.get(event.state, "durchgeführt"),
        )
        for event in events
    ]
    sums = event_sums(scope, [event for event in events if event.state == "held"])
    total = (None, "Zusammen", "", "", "", sum(event.evenings for event in events), *sums, "")
    return Table(
        "durchgefuehrt",
        "",
        columns,
        rows,
        total if rows else None,
        "Noch keine.",
        ids=[event.record.key for event in events],
    )


def _planned(scope: Scope, events: Sequence[Event]) -> Table:
    columns = [
        Column("datum", "Datum", "date"),
        Column("beginn", "Beginn", "code"),
        Column("titel", "Veranstaltung"),
        Column("art", "Art", on_screen=False),
        Column("ort", "Ort"),
        Column("ue", "UE", "number", on_screen=False),
        Column("plaetze", "Plätze", "number"),
        Column("stand", "Stand"),
    ]
    if not scope.options.public:
        columns.insert(7, Column("angemeldet", "angemeldet", "number", "angem."))
    rows = []
    for event in events:
        record = event.record
        row: list[Value] = [
            event.first,
            f"{datetime.fromisoformat(record['termine'][0]['von']):%H:%M}",
            record.title,
            scope.label("veranstaltungsarten", record["art"]),
            place(scope, event),
            event.units,
            (record["plaetze"] or {}).get("max"),
            "ausgebucht" if _is_full(event) else scope.label("durchfuehrung", record["durchfuehrung"]),
        ]
        if not scope.options.public:
            row.insert(7, record["angemeldet"])
        rows.append(tuple(row))
    return Table("geplant", "", columns, rows, empty="Nichts geplant.", ids=[event.record.key for event in events])


def _dropped(scope: Scope, events: Sequence[Event]) -> Table:
    columns = [
        Column("datum", "Datum", "date"),
        Column("titel", "Veranstaltung"),
        Column("stand", "Stand"),
        Column("neuer_termin", "Neuer Termin"),
    ]
    if not scope.options.public:
        columns.append(Column("grund", "Grund"))
    rows = []
    for event in events:
        record = event.record
        instead = (
            scope.registry.find(str(record["verschoben_auf"]), ("training",)) if record["verschoben_auf"] else None
        )
        day = instead["termine"][0]["von"][:10] if instead and instead["termine"] else ""
        row: list[Value] = [
            event.first,
            record.title,
            scope.label("durchfuehrung", record["durchfuehrung"]),
            ".".join(reversed(day.split("-"))),
        ]
        rows.append(tuple(row if scope.options.public else [*row, record["absagegrund"] or ""]))
    return Table(
        "ausgefallen", "", columns, rows, empty="Nichts ausgefallen.", ids=[event.record.key for event in events]
    )


def place(scope: Scope, event: Event) -> str:
    """The Gemeinde, »online« where there is none."""
    gemeinde = scope.label("gemeinden", event.record["gemeinde"])
    return gemeinde or ("online" if event.record["format"] == "online" else "")


def organisers(scope: Scope, event: Event) -> str:
    """All who organise it, by their short names where they have one."""
    names = []
    for reference in event.record["veranstalter"] or ():
        record = scope.registry.find(str(reference), ("partner", "initiative"))
        names.append(str(record["kurzname"] or record.title) if record else str(reference))
    return ", ".join(names)


def _is_full(event: Event) -> bool:
    most = (event.record["plaetze"] or {}).get("max")
    return bool(most and (event.record["angemeldet"] or 0) >= most)
