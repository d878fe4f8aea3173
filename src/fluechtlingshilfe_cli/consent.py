"""What a person has agreed to: which details, for which channel, until when.

Where these stand in a record, the schema of the kind says (`x-fh-einwilligung`); no field is named here. Nothing is
allowed unless somebody agreed to it, and a withdrawal always wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from .findings import Path
from .records import Record

FAR_AWAY = date.max
NEVER = date.min
SOON = timedelta(days=90)
"""How long before its end a consent should be renewed."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One declaration: the details and channels it names, its first and last day, the day it was withdrawn."""

    path: Path
    details: tuple[str, ...]
    channels: tuple[str, ...]
    given: date
    until: date = FAR_AWAY
    withdrawn: date | None = None

    def holds(self, as_of: date) -> bool:
        """Whether it was given by then, has not run out, and was never withdrawn."""
        return self.withdrawn is None and NEVER < self.given <= as_of <= self.until

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every channel with every detail."""
        return product(self.channels, self.details)


def valid(record: Record, channel: str, field: str, as_of: date) -> bool:
    """Whether a channel may show a detail of the person on that day.

    A withdrawal ends every consent given up to its day, on whatever day one looks: what was withdrawn in August is
    not shown again by building the edition of June. Only a consent given later counts anew.
    """
    given = withdrawn = NEVER
    for consent in consents(record):
        if channel in consent.channels and field in consent.details:
            if consent.withdrawn is not None:
                withdrawn = max(withdrawn, consent.withdrawn)
            elif consent.holds(as_of):
                given = max(given, consent.given)
    return given > withdrawn


def consents(record: Record) -> list[Consent]:
    """All declarations of a person in the order of the file; none for kinds that hold no persons."""
    names = record.kind.consent
    if not names:
        return []
    return [
        Consent(
            (names["liste"], index),
            tuple(item.get(names["umfang"]) or ()),
            tuple(item.get(names["kanaele"]) or ()),
            _day(item.get(names["von"])) or NEVER,
            _day(item.get(names["bis"])) or FAR_AWAY,
            _day(item.get(names["widerruf"])),
        )
        for index, item in enumerate(record[names["liste"]] or ())
    ]


def state_of(person: Record, day: date) -> tuple[str, Consent | None]:
    """How it stands with a person's consent on a day, and the one that lasts longest.

    `fehlt`, `abgelaufen`, `widerrufen`, `laeuft_ab` (within `SOON`) or `gueltig`.
    """
    given = consents(person)
    if not given:
        return "fehlt", None
    withdrawn = max((one for one in given if one.withdrawn), key=lambda one: one.withdrawn or day, default=None)
    alive = [
        one
        for one in given
        if one.holds(day) and not (withdrawn and withdrawn.withdrawn and one.given <= withdrawn.withdrawn)
    ]
    if alive:
        best = max(alive, key=lambda one: one.until)
        return ("laeuft_ab" if best.until <= day + SOON else "gueltig"), best
    if withdrawn:
        return "widerrufen", withdrawn
    return "abgelaufen", max(given, key=lambda one: one.until)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
