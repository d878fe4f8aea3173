"""Calendars (ICS): each series of appointments as one entry a year, with the days and hours it really takes place.

Days are those of Berlin. Of a series without end, this year and the next are taken: a registry says what comes, and
next year the same calendar brings the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ..tables import Aside, NotATable, Row, Table
from .occurrences import Moment, Series, berlin, start_of

_TAKEN = ("SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "CATEGORIES")
_TIMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID")
_PEOPLE = ("ATTENDEE", "ORGANIZER", "CONTACT")
_OWN_DAYS = ("SUMMARY", "LOCATION")
"""A moved appointment that differs here from its series is an entry of its own."""


def read_calendar(path: Path, raw: bytes, as_of: date) -> Table:
    """The appointments of this year and the next. Addresses are UIDs with the name of the property."""
    series, asides = _series(path.name, raw)
    first, last = date(as_of.year, 1, 1), date(as_of.year + 1, 12, 31)
    rows: list[Row] = []
    for uid, one in series.items():
        asides += one.asides
        years: defaultdict[int, list[Moment]] = defaultdict(list)
        for moment in one.between(first, last):
            years[moment[0].year].append(moment)
        if not years:
            begins = start_of(one.master).strftime("%d.%m.%Y")
            asides.append(
                Aside(
                    uid,
                    _property(one.master, "SUMMARY"),
                    f"kein Termin in {first.year} und {last.year}, Beginn {begins}",
                )
            )
        rows += [_row(uid, one.master, year, days) for year, days in sorted(years.items())]
        asides += _left(uid, one.master)
    columns = ["UID", *_TAKEN, "TERMINE"]
    told = f"Kalender, {len(series)} Reihen und Termine, {first.year} bis {last.year}"
    return Table(columns, rows, told, asides, mapping="ics", key="UID", begins=str(first.year))


def _series(name: str, raw: bytes) -> tuple[dict[str, Series], list[Aside]]:
    from icalendar import Calendar

    try:
        found = [event for calendar in Calendar.from_ical(raw, multiple=True) for event in calendar.walk("VEVENT")]
    except Exception as error:
        raise NotATable(f"{name} ist nicht als Kalender lesbar ({error}).") from None
    series: dict[str, Series] = {}
    moved: list[tuple[str, Any]] = []
    asides: list[Aside] = []
    for number, event in enumerate(found, 1):
        uid = str(event.get("UID") or f"Termin {number}")
        if "DTSTART" not in event or event.errors:
            asides.append(Aside(uid, _property(event, "SUMMARY"), "ohne lesbaren Beginn"))
        elif str(event.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL"):
            asides.append(Aside(uid, "", "im Kalender als privat gekennzeichnet"))
        elif "RECURRENCE-ID" in event:
            moved.append((uid, event))
        else:
            unique = uid
            while unique in series:
                unique += "'"
            series[unique] = Series(unique, event)
    for uid, event in moved:
        _take_moved(series, asides, uid, event)
    return series, asides


def _take_moved(series: dict[str, Series], asides: list[Aside], uid: str, event: Any) -> None:
    """A single appointment of a series that was moved, renamed or cancelled."""
    one = series.get(uid)
    when = start_of(event, "RECURRENCE-ID").strftime("%Y-%m-%dT%H:%M")
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    if one is not None:
        one.without(event)
    if cancelled:
        asides.append(Aside(f"{uid} {when}", _property(event, "SUMMARY"), "dieser Termin der Reihe ist abgesagt"))
    elif one is None or any(_property(one.master, name) != _property(event, name) for name in _OWN_DAYS):
        series[f"{uid} {when}"] = Series(f"{uid} {when}", event)
    else:
        one.instead.append(event)


def _row(uid: str, event: Any, year: int, days: list[Moment]) -> Row:
    cells: dict[str, Any] = {"UID": f"{uid} {year}"}
    cells |= {name: _property(event, name) for name in _TAKEN}
    cells["TERMINE"] = [[berlin(begin), berlin(end)] for begin, end in days]
    return Row(f"Termin {uid}", cells, {name: f"{uid} {name}" for name in cells})


def _property(event: Any, name: str) -> str:
    value = event.get(name)
    if value is None:
        return ""
    if name == "CATEGORIES":
        parts = value if isinstance(value, list) else [value]
        return "\n".join(str(one) for part in parts for one in getattr(part, "cats", [part]))
    return str(value).strip()


def _left(uid: str, event: Any) -> Iterator[Aside]:
    """What a calendar notes besides: about people nothing is told but that it is there."""
    rest = [name for name in dict.fromkeys(event) if name not in (*_TAKEN, *_TIMES, *_PEOPLE)]
    if people := [name for name in _PEOPLE if name in event]:
        yield Aside(f"{uid} {', '.join(people)}", "", "Personen aus Kalendern werden nicht übernommen")
    if rest:
        told = "; ".join(f"{name}={_told(event[name])}" for name in rest)
        yield Aside(uid, told, "Verwaltungsangaben des Kalenders")


def _told(value: Any) -> str:
    try:
        return str(value.to_ical().decode("utf-8", "replace"))
    except (AttributeError, ValueError):
        return str(value)
