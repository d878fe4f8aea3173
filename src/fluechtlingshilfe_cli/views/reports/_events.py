"""The office's own events with what is counted about them. Events of others never enter; unknown is None, never 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ...promises import State, state_of
from ...promises import own_events as all_own
from ...records import Record
from ._report import Number
from ._scope import Scope


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its days, what became of it, units (UE of 45 minutes), participants, participant hours.

    `participants` counts each person once, `hours` are participants × UE in UE, each evening by itself.
    """

    record: Record
    first: date
    last: date
    evenings: int
    state: State
    units: Number | None
    participants: int | None
    newcomers: int | None
    hours: Number | None
    method: str

    @property
    def few(self) -> bool:
        """Whether so few people took part that no public number may show it."""
        return self.participants is not None and 0 < self.participants < 5

    @property
    def few_new(self) -> bool:
        """The same for those who came for the first time; they may show how few took part at all."""
        return self.few or (self.newcomers is not None and 0 < self.newcomers < 5)


def own_events(scope: Scope) -> list[Event]:
    """Our own events whose first day lies in the period, by day."""
    found = [event for event in _all(scope) if scope.period.has(event.first)]
    return sorted(found, key=lambda event: (event.record["termine"][0]["von"], event.record.id))


def events_ahead(scope: Scope) -> list[Event]:
    """Our own events still to come, whatever the period."""
    found = [event for event in _all(scope) if event.state == "planned"]
    return sorted(found, key=lambda event: (event.record["termine"][0]["von"], event.record.id))


def held(events: Iterable[Event]) -> list[Event]:
    """Those that took place."""
    return [event for event in events if event.state == "held"]


def participant_hours(record: Record, participants: int | None) -> Number | None:
    """Participants × UE. Where every evening has its own number, each counts by itself with its share of the units."""
    units = record["dauer_ue"]
    termine = record["termine"] or ()
    if units is None:
        return None
    present = [item.get("teilnehmende") for item in termine]
    if len(termine) > 1 and all(count is not None for count in present):
        minutes = [_minutes(item["von"], item["bis"]) for item in termine]
        whole = sum(minutes)
        share = [part / whole if whole else 1 / len(minutes) for part in minutes]
        return _neat(sum(count * units * part for count, part in zip(present, share, strict=True)))
    return None if participants is None else _neat(participants * units)


def _all(scope: Scope) -> Iterator[Event]:
    for record, days in all_own(scope.registry):
        if scope.belongs(record["gemeinde"], record["fuer_teilkreis"] or ()):
            yield _event(record, days, scope.as_of)


def _event(record: Record, days: list[date], as_of: date) -> Event:
    result = record["auswertung"] or {}
    participants = result.get("teilnehmende")
    if participants is None and len(days) == 1:
        participants = record["termine"][0].get("teilnehmende")
    state = state_of(record, max(days), as_of)
    if state == "held" and max(days) > as_of:
        state = "planned"  # seen from an earlier day
    return Event(
        record,
        min(days),
        max(days),
        len(days),
        state,
        record["dauer_ue"],
        participants,
        result.get("erstmals_dabei"),
        participant_hours(record, participants),
        str(result.get("erhebung") or ("gezaehlt" if participants is not None else "")),
    )


def _minutes(begin: str, end: str) -> float:
    return max(0.0, (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds() / 60)


def _neat(value: float) -> Number:
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
