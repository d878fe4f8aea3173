"""When the appointments of a series take place: rules, exceptions, moved days of RFC 5545, on Berlin's clocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..tables import Aside

BERLIN = ZoneInfo("Europe/Berlin")
Moment = tuple[datetime, datetime]
"""Beginning and end, without a zone, in Berlin."""

_MOST = 10_000
"""Appointments looked at in one series; a rule by the second is no meeting."""


@dataclass(slots=True)
class Series:
    """One appointment with its rule; `instead` are days that were moved without changing anything else."""

    uid: str
    master: Any
    instead: list[Any] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    _gone: set[datetime] = field(default_factory=set)

    def without(self, moved: Any) -> None:
        """Leaves out the day an exception stands for."""
        self._gone.add(_wall(moved["RECURRENCE-ID"].dt, self.master))

    def between(self, first: date, last: date) -> list[Moment]:
        """All appointments that begin between two days, in order."""
        lasting = _lasting(self.master)
        found = [
            (_local(begin, self.master), _ending(begin, lasting, self.master))
            for begin in moments(self.master, last, self.asides, self.uid)
            if begin not in self._gone
        ]
        found += [
            (_local(begin, one), _ending(begin, _lasting(one), one))
            for one in self.instead
            for begin in [_wall(one["DTSTART"].dt, one)]
        ]
        return sorted({moment for moment in found if first <= moment[0].date() <= last})


def moments(event: Any, last: date, asides: list[Aside], uid: str) -> Iterator[datetime]:
    """The beginnings of an event by its own wall clock, until `last`."""
    start = _wall(event["DTSTART"].dt, event)
    days = {start}
    if rule := event.get("RRULE"):
        for one in rule if isinstance(rule, list) else [rule]:
            days |= set(_by_rule(event, one, start, last, asides, uid))
    days |= {_wall(_begin(value), event) for value in _all(event, "RDATE")}
    out = list(_all(event, "EXDATE"))
    gone = {_wall(value, event) for value in out if isinstance(value, datetime)}
    gone_days = {value for value in out if not isinstance(value, datetime)}
    yield from sorted(day for day in days if day not in gone and day.date() not in gone_days)


def _by_rule(event: Any, rule: Any, start: datetime, last: date, asides: list[Aside], uid: str) -> Iterator[datetime]:
    from dateutil.rrule import rrulestr

    parts = dict(rule)
    until = next(iter(parts.pop("UNTIL", [])), None)
    text = ";".join(part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("UNTIL="))
    try:
        wanted = rrulestr(text, dtstart=start)
    except (ValueError, TypeError, KeyError):
        asides.append(Aside(f"{uid} RRULE", text, "Diese Wiederholung ist nicht lesbar; nur der erste Termin zählt"))
        return
    end = datetime.combine(last, time.max)
    if until is not None:
        end = min(end, _wall(until, event) if isinstance(until, datetime) else datetime.combine(until, time.max))
    for number, day in enumerate(wanted):
        if day > end or number >= _MOST:
            return
        yield day


def _all(event: Any, name: str) -> Iterator[Any]:
    found = event.get(name)
    for part in found if isinstance(found, list) else [found] if found is not None else []:
        yield from (one.dt for one in getattr(part, "dts", [part]))


def _begin(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) else value


def _zone(event: Any) -> Any:
    value = event["DTSTART"].dt
    return (value.tzinfo if isinstance(value, datetime) else None) or BERLIN


def _wall(value: Any, event: Any) -> datetime:
    """A moment on the wall clock of the event's own zone."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value.astimezone(_zone(event)).replace(tzinfo=None) if value.tzinfo else value


def _local(wall: datetime, event: Any) -> datetime:
    """A moment of the event's wall clock as the clocks of Berlin show it."""
    return wall.replace(tzinfo=_zone(event)).astimezone(BERLIN).replace(tzinfo=None)


def _lasting(event: Any) -> timedelta:
    """How long it lasts by the wall clock; a whole day ends at its last minute."""
    start = event["DTSTART"].dt
    whole = not isinstance(start, datetime)
    if end := event.get("DTEND"):
        lasting = _wall(end.dt, event) - _wall(start, event)
    elif duration := event.get("DURATION"):
        lasting = duration.dt
    else:
        lasting = timedelta(days=1) if whole else timedelta()
    return max(lasting, timedelta()) - (timedelta(minutes=1) if whole and lasting else timedelta())


def _ending(begin: datetime, lasting: timedelta, event: Any) -> datetime:
    return max(_local(begin + lasting, event), _local(begin, event))


def start_of(event: Any, name: str = "DTSTART") -> datetime:
    """When an event begins, in Berlin."""
    return _local(_wall(event[name].dt, event), event)


def berlin(moment: datetime) -> str:
    """A moment as records write it: `2026-03-14T18:00`."""
    return moment.isoformat(timespec="minutes")
