"""What a report looks at: the period asked for, the Stichtag, a part of the Kreis, and the records that belong to it.

One place decides what counts, so that two reports never give two answers: initiatives by their existence on the
Stichtag, numbers of volunteers by their own Stichtag, events by their first day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from ...days import german, months_later
from ...offers import Offer, offers
from ...promises import Period
from ...records import Record
from ...registry import Registry
from ...schemas.vocabularies import Word
from ._report import NotPossible, Number, Options

VALID_MONTHS = 12
"""How old a number of volunteers may be on the Stichtag; older ones say nothing about it."""

_RUNNING = ("aktiv", "im_aufbau", "pausiert")


class Scope:
    """A registry seen through the options of a report."""

    def __init__(self, registry: Registry, options: Options) -> None:
        self.registry = registry
        self.options = options
        self.as_of = registry.as_of
        self.year = options.year or registry.as_of.year
        self.period = period_of(registry, options)
        self.reference = min(self.period.end, self.as_of)
        self.municipalities: Mapping[str, Word] = registry.vocabulary("gemeinden").words
        self.parts = registry.vocabulary("teilkreise").words
        self.part = _part(registry, options.part)
        self._offers: list[Offer] | None = None

    def before(self) -> Scope:
        """The same a year earlier."""
        earlier = Scope(self.registry, replace(self.options, year=self.year - 1))
        earlier.reference = min(months_later(self.reference, -12), earlier.period.end)
        if self.is_running:
            # Ten months are compared with ten months, not with twelve.
            earlier.period = replace(earlier.period, end=earlier.reference)
        return earlier

    def within(self, part: str) -> Scope:
        """The same for one part of the Kreis."""
        inner = Scope(self.registry, replace(self.options, part=part))
        inner.reference = self.reference
        return inner

    @property
    def is_running(self) -> bool:
        """Whether the period has begun and not ended."""
        return self.period.start <= self.as_of < self.period.end

    @property
    def period_words(self) -> str:
        """»2025«, »2026, bisher (bis 02.11.2026)«, »2. Halbjahr 2027 (noch nicht begonnen)«, with the part."""
        words = self.period.label
        if self.period.start > self.as_of:
            words += " (noch nicht begonnen)"
        elif self.is_running:
            words += f", bisher (bis {german(self.as_of)})"
        return f"{words} · {self.part_words}" if self.part else words

    @property
    def stichtag_words(self) -> str:
        """»Stichtag 31.12.2025«."""
        return f"Stichtag {german(self.reference)}"

    @property
    def part_words(self) -> str:
        """The name of the part of the Kreis; »ganzer Kreis« without one."""
        return self.parts[self.part].label() if self.part else "ganzer Kreis"

    def label(self, vocabulary: str, code: str | None) -> str:
        """The words for a code; nothing for none."""
        return self.registry.vocabulary(vocabulary).label(str(code)) if code else ""

    def part_of(self, gemeinde: str | None) -> str:
        """The part of the Kreis a Gemeinde lies in; empty where that is not settled."""
        word = self.municipalities.get(gemeinde or "")
        return str(word.attributes.get("teilkreis", "")) if word else ""

    def belongs(self, gemeinde: str | None, parts: Iterable[str] = ()) -> bool:
        """Whether something with a place, or meant for these parts, belongs to the part asked for."""
        meant = tuple(parts)
        return not self.part or self.part in (meant or (self.part_of(gemeinde),))

    def title(self, reference: str | None, *kinds: str) -> str:
        """The title of a record as it is named in text; the reference itself where there is no such record."""
        record = self.registry.find(str(reference), kinds) if reference else None
        return record.title if record else str(reference or "")

    def running(self, reference: str) -> Record | None:
        """The initiative or partner a reference names, also by its offers; None for drafts and what has ended."""
        _, _, rest = reference.rpartition("angebot/")
        found = self.registry.find(reference, ("partner", "initiative"))
        if found is None and "/" in rest:
            owner = rest.partition("/")[0]
            found = self.registry.find(owner, ("initiative", "partner"))
        return found if found and found["status"] not in ("entwurf", "beendet") else None

    def initiatives(self) -> list[Record]:
        """Those that existed on the Stichtag: founded by then, not ended before; drafts never."""
        return [
            record
            for record in self.registry.of("initiative")
            if self.belongs(record["gemeinde"]) and existed(record, self.reference)
        ]

    def offers(self) -> list[Offer]:
        """The offers running now, of initiatives and partners."""
        if self._offers is None:
            self._offers = [
                offer
                for offer in offers(self.registry)
                if offer.status == "aktiv" and self.belongs(offer.gemeinde or offer.record["gemeinde"])
            ]
        return self._offers

    def target(self, name: str) -> Number | None:
        """The target for a figure in the whole year; halves and parts of the Kreis have none."""
        if self.options.half or self.part:
            return None
        found = None
        for goal in self.registry.project.settings.get("ziele") or ():
            if goal["kennzahl"] == name and goal.get("jahr") in (None, self.year):
                found = goal["wert"] if goal.get("jahr") or found is None else found
        return found


def existed(record: Record, day: date) -> bool:
    """Whether an initiative existed on a day, as far as the record tells: year of founding and day of its end."""
    if record["status"] == "entwurf":
        return False
    founded = record["gruendungsjahr"]
    if founded and founded > day.year:
        return False
    if record["gueltig_von"] and record["gueltig_von"] > day.isoformat():
        return False
    if record["status"] == "beendet":
        return bool(record["beendet_am"] and record["beendet_am"] > day.isoformat())
    return record["status"] in _RUNNING


@lru_cache(maxsize=64)
def _valid_span(day: date) -> tuple[str, str]:
    return months_later(day, -VALID_MONTHS).isoformat(), day.isoformat()


def volunteers(record: Record, day: date) -> Mapping[str, Any] | None:
    """The number of volunteers that counts on a day: the latest by its own Stichtag, at most twelve months old.

    When it was entered does not matter: that of 31 December counts for December, also if it arrives in late January.
    """
    oldest, newest = _valid_span(day)
    fitting = [item for item in record["ehrenamtliche"] or () if oldest < item["stichtag"] <= newest]
    return max(fitting, key=lambda item: str(item["stichtag"])) if fitting else None


def period_of(registry: Registry, options: Options) -> Period:
    """The year asked for, else that of the Stichtag, or one of its halves."""
    year, half = options.year or registry.as_of.year, options.half
    if half == 1:
        return Period(f"1. Halbjahr {year}", date(year, 1, 1), date(year, 6, 30))
    if half == 2:
        return Period(f"2. Halbjahr {year}", date(year, 7, 1), date(year, 12, 31))
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def _part(registry: Registry, asked: str | None) -> str | None:
    if not asked:
        return None
    parts = registry.vocabulary("teilkreise")
    found = parts.resolve(asked)
    short = {str(part.get("kurz", "")).casefold(): code for code, part in _settings(registry).items()}
    code = found[0] if found else short.get(asked.casefold())
    if code:
        return code
    if not parts.words:
        raise NotPossible("In fh.yaml sind noch keine Teilkreise eingetragen; ohne --teilkreis gilt der ganze Kreis.")
    names = ", ".join(parts.words)
    raise NotPossible(f"Den Teilkreis »{asked}« gibt es nicht. Möglich sind: {names}.")


def _settings(registry: Registry) -> Mapping[str, Any]:
    return registry.project.settings.get("teilkreise") or {}
