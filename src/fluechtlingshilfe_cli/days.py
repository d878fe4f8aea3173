"""Calendar arithmetic in whole months, and days as people write them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
"""The names of the months, January first."""


def months_later(day: date, months: int) -> date:
    """The same day some months later (or earlier, if negative); the last of the month where it has fewer days."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(earlier: date, later: date) -> int:
    """Whole months that have passed between two days; negative when `later` comes first."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if months_later(earlier, months) > later else months


def german(day: date) -> str:
    """`14.03.2026`."""
    return f"{day.day:02}.{day.month:02}.{day.year}"


def german_short(day: date) -> str:
    """`14.03.`, where the year is known."""
    return f"{day.day:02}.{day.month:02}."


def months_in_words(months: int) -> str:
    """»einem Monat«, »14 Monaten«: for sentences with »seit«."""
    return "einem Monat" if months == 1 else f"{months} Monaten"
