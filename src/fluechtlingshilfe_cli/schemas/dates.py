"""Dates and times as people write them, and the only way records hold them."""

from __future__ import annotations

import re
from datetime import date, datetime

_GERMAN = re.compile(r"\s*([0-9]{1,2})\.\s*([0-9]{1,2}|[A-Za-zä]+)\.?\s*([0-9]{4}|[0-9]{2})\s*\Z")
_ISO_LIKE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})\Z")
_CLOCK = re.compile(r"(.*?)(?:,?\s+(?:um\s+)?|T)([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::00)?(?:\s*Uhr)?\s*\Z")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::00)?\s*(?:Uhr|h)?\Z")
_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z")


def is_moment(text: object) -> bool:
    """Whether the text is an existing day and time such as `2026-03-14T18:00`."""
    if not isinstance(text, str) or not _MOMENT.match(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def parts(text: str) -> tuple[int, int, int] | None:
    """Year, month, day of a date in German or similar notation; the day need not exist."""
    if found := _ISO_LIKE.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if not (found := _GERMAN.match(text)):
        return None
    month = int(found[2]) if found[2].isdigit() else _month(found[2])
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    return (year, month, int(found[1])) if month else None


def moment(text: str) -> str | None:
    """Day and time as records hold them, from »14.03.2026, 18:00 Uhr« and the like; None when that is unclear."""
    if not (found := _CLOCK.match(text)) or not (day := parts(found[1].strip())) or not existing(*day):
        return None
    hour, minute = int(found[2]), int(found[3] or 0)
    return "{:04}-{:02}-{:02}T{:02}:{:02}".format(*day, hour, minute) if hour < 24 and minute < 60 else None


def clock(text: str) -> str | None:
    """A time as records hold it, from »16 Uhr«, »9.30« and the like; None when that is unclear."""
    found = _TIME.match(text)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def existing(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _month(name: str) -> int:
    short = name.casefold().replace("ae", "ä")[:3].replace("mrz", "mär")
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0
