"""Times of day: »9-12 Uhr«, »9.00 – 12.30 Uhr«, »ab 18 Uhr«, »9 bis 11 und 15 bis 17 Uhr«."""

from __future__ import annotations

from typing import NamedTuple

from .tokens import DASHES, Tokens
from .weekdays import index

_LEADS = ("von", "zwischen", "jeweils", "immer", "zusätzlich", "vom", "geöffnet", "auch")
_PARTS_OF_DAY = {
    "vormittag": (6, 11), "morgen": (6, 11), "mittag": (11, 14), "nachmittag": (12, 18), "abend": (16, 22),
}  # fmt: skip
"""When what is so called begins, in hours: a time that contradicts it was meant otherwise."""
_EARLIEST = 6
"""Nobody opens before; »3 bis 5 Uhr« means the afternoon, or something else."""


_MOST = 8
"""Times of one day; longer lists are something else."""


class Slot(NamedTuple):
    """Beginning and end as records hold them; the end is empty where it is open."""

    von: str
    bis: str = ""


class _Clock(NamedTuple):
    hour: int
    minute: int
    marked: bool
    """Whether minutes or »Uhr« show that it is a time."""

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"


def slots(tokens: Tokens, i: int) -> tuple[list[Slot], int] | None:
    """The times that stand here, and the place after them. None where there are none or they are doubtful."""
    found: list[Slot] = []
    marked, end, position = False, i, i
    while len(found) < _MOST and (read := _slot(tokens, position, first=not found)):
        slot, shown, end = read
        found.append(slot)
        marked = marked or shown
        position = tokens.joint(end)
        if position == end:
            break
    if not found or not (marked or _stands_alone(tokens, end)):
        return None
    return found, end


def clock(tokens: Tokens, i: int) -> tuple[_Clock, int] | None:
    """One time of day, and the place after it; 24 is none."""
    hour = tokens.number(i)
    if hour is None or hour > 23:
        return None
    minute, marked, end = 0, False, i + 1
    if tokens.low(end) in (":", ".") and tokens.glued(end) and tokens[end + 1].kind == "number":
        minutes = tokens.number(end + 1)
        if minutes is None or minutes > 59 or len(tokens[end + 1].text) != 2 or not tokens.glued(end + 1):
            return None
        minute, marked, end = minutes, True, end + 2
        if tokens.low(end) in (":", ".") and tokens.glued(end + 1) and tokens[end + 1].kind == "number":
            return None  # a date, or seconds
    if tokens.low(end) in ("uhr", "h"):
        marked, end = True, end + 1
        if tokens[end].kind == "number" and tokens.low(end - 1) == "uhr" and tokens.low(end + 1) != "uhr":
            return None if tokens.number(end) in (15, 30, 45) else (_Clock(hour, minute, marked), end)
    return _Clock(hour, minute, marked), end


def _slot(tokens: Tokens, i: int, first: bool) -> tuple[Slot, bool, int] | None:
    start = tokens.skip(i, _LEADS)
    low, high = 0, 23
    name = tokens.low(start).removesuffix("s")
    if name in _PARTS_OF_DAY:
        low, high = _PARTS_OF_DAY[name]
        start = tokens.skip(start + 1, (*_LEADS, ":"))
    open_ended = tokens.low(start) in ("ab", "um")
    start += open_ended
    if not (begin := clock(tokens, start)):
        return None
    von, after = begin
    if not low <= von.hour <= high or von.hour < _EARLIEST:
        return None
    between = tokens.low(after) in DASHES or (tokens.low(after) == "und" and tokens.low(i) == "zwischen")
    if between and (end := clock(tokens, after + 1)):
        bis, after = end
        if (bis.hour, bis.minute) <= (von.hour, von.minute):
            return None
        return Slot(str(von), str(bis)), von.marked or bis.marked, after
    if not (open_ended or (first and von.marked and tokens.low(after - 1) in ("uhr", "h"))) or between:
        return None
    return Slot(str(von)), von.marked, after


def _stands_alone(tokens: Tokens, i: int) -> bool:
    """Whether nothing follows that makes bare numbers something else: »12-15 Personen«, »9-12 €«."""
    return index(tokens, i) is not None or tokens.low(i) in (
        "",
        "\n",
        ",",
        ";",
        "(",
        ")",
        "|",
        "/",
        "+",
        "&",
        "und",
        "sowie",
    )
