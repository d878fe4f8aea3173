"""Single days, lists of days and spans of days in German prose, with their times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from .clocks import Slot, slots
from .rhythms import month
from .tokens import DASHES, Tokens
from .understood import Span, Understood, left_over
from .weekdays import index

_BEFORE = ("am", "den", "der", "vom", "von", "ab")
_BETWEEN = (",", "jeweils", "um", ":", "|", "(", "-", "–")


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day, or a span of days where `last` is later; `von` and `bis` are times such as `"18:00"`, empty if unsaid."""

    day: date
    last: date
    von: str = ""
    bis: str = ""

    @property
    def termin(self) -> dict[str, str]:
        """The item of `termine`; empty where beginning or end is unsaid."""
        if not self.von or not self.bis:
            return {}
        return {"von": f"{self.day.isoformat()}T{self.von}", "bis": f"{self.last.isoformat()}T{self.bis}"}


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as far as it was written; month and year are 0 where they come later in the list, or not at all."""

    day: int
    month: int = 0
    year: int = 0
    weekday: int | None = None

    def complete(self, after: _Day, year: int) -> date | None:
        month, written = self.month or after.month, self.year or after.year or year
        try:
            found = date(written, month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.weekday()) else None


def dates(text: str, year: int | None = None) -> Understood[tuple[Appointment, ...]]:
    """The days of a text in its order. A day without a year counts only where `year` says which one is meant.

    A day whose name of the week contradicts the calendar stays in the rest, with the list it stands in.
    """
    tokens = Tokens(text)
    found: list[Appointment] = []
    spans: list[Span] = []
    i = 0
    while i < len(tokens):
        if not (read := _group(tokens, i, year or 0)):
            i = max(_past(tokens, i), i + 1)
            continue
        appointments, end = read
        found += appointments
        spans.append((tokens[i].start, tokens[end - 1].end))
        i = end
    return Understood(tuple(dict.fromkeys(found)), left_over(text, spans))


def _past(tokens: Tokens, i: int) -> int:
    """After the days that begin here and could not be taken: a part of them would be something else."""
    position = i
    while read := _day(tokens, position):
        i = read[1]
        position = i + 1 if tokens.low(i) in DASHES else tokens.joint(i)
        if position == i:
            break
    return i


def _group(tokens: Tokens, i: int, year: int) -> tuple[list[Appointment], int] | None:
    """»3., 10. und 17. Mai 2024, 18–20 Uhr«: days that share month, year and time."""
    written: list[tuple[_Day, _Day | None]] = []
    end = position = i
    while read := _day(tokens, position):
        first, end = read
        last = None
        if tokens.low(end) in DASHES and (span := _day(tokens, end + 1)):
            last, end = span
        written.append((first, last))
        position = tokens.joint(end)
        if position == end:
            break
    days: list[Appointment] = []
    after = _Day(1)
    for first, last in reversed(written):
        closing = (last or first).complete(after, year)
        after = _carried(last or first, after)
        opening = first.complete(after, year)
        if not closing or not opening or opening > closing:
            return None
        after = _carried(first, after)
        days.insert(0, Appointment(opening, closing))
    if not days:
        return None
    times, end = _times(tokens, end)
    if len(times) == 1:
        return [replace(day, von=times[0].von, bis=times[0].bis) for day in days], end
    return [replace(day, von=slot.von, bis=slot.bis) for day in days for slot in times] or days, end


def _carried(day: _Day, after: _Day) -> _Day:
    return _Day(1, day.month or after.month, day.year or after.year)


def _times(tokens: Tokens, i: int) -> tuple[list[Slot], int]:
    read = slots(tokens, tokens.skip(i, _BETWEEN))
    return read or ([], i)


def _day(tokens: Tokens, i: int) -> tuple[_Day, int] | None:
    i = tokens.skip(i, _BEFORE)
    weekday = index(tokens, i)
    if weekday is not None:
        i = tokens.skip(tokens.dot(i + 1), (",", "den", "der", "dem"))
    if (iso := tokens.number(i, 4)) and len(tokens[i].text) == 4:
        return _iso(tokens, i, iso, weekday)
    day = tokens.number(i)
    if day is None or not 1 <= day <= 31 or tokens.dot(i + 1) == i + 1:
        return None
    i += 2
    if named := month(tokens, i):
        number, i = named
    else:
        read = tokens.number(i)
        if read is None or tokens.dot(i + 1) == i + 1:
            return _Day(day, weekday=weekday), i
        number, i = read, i + 2
    year = tokens.number(i, 4)
    if year is not None and len(tokens[i].text) == 4:
        return _Day(day, number, year, weekday), i + 1
    if year is not None and len(tokens[i].text) == 2 and tokens.glued(i) and tokens.low(i + 1) not in ("uhr", ":", "."):
        return _Day(day, number, 2000 + year, weekday), i + 1
    return _Day(day, number, 0, weekday), i


def _iso(tokens: Tokens, i: int, year: int, weekday: int | None) -> tuple[_Day, int] | None:
    month, day = tokens.number(i + 2), tokens.number(i + 4)
    if tokens.low(i + 1) == "-" == tokens.low(i + 3) and tokens.glued(i + 1) and month and day:
        return _Day(day, month, year, weekday), i + 5
    return None
