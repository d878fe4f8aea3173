"""Public holidays of a Land. The library that knows them is loaded only when a day might be one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

_LANDS = ["SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH"]
"""In the order of the official keys 01 to 16, with which the key of every Kreis begins."""

_FIXED = frozenset(
    [
        "01-01",
        "01-06",
        "03-08",
        "05-01",
        "05-08",
        "06-17",
        "08-15",
        "09-20",
        "10-03",
        "10-31",
        "11-01",
        "12-25",
        "12-26",
    ]
)
_FROM_EASTER = frozenset((-2, 0, 1, 39, 49, 50, 60))


def land_of(settings: Mapping[str, Any]) -> str | None:
    """The two letters of the Land, as set in fh.yaml or told by the key of the Kreis."""
    if land := settings.get("bundesland"):
        return str(land)
    number = str(settings.get("kreis", ""))[:2]
    return _LANDS[int(number) - 1] if number.isdigit() and 1 <= int(number) <= len(_LANDS) else None


def holiday(day: date, land: str) -> str | None:
    """The name of the public holiday on that day in the Land, None on other days or for an unknown Land."""
    return _names(land, day.year).get(day) if _may_be_one(day) else None


def _may_be_one(day: date) -> bool:
    """False for most days, at once. The repentance day (a Wednesday in November) is looked up as well."""
    if f"{day:%m-%d}" in _FIXED or (day.month == 11 and day.weekday() == 2):
        return True
    return (day - _easter(day.year)) // timedelta(1) in _FROM_EASTER


@cache
def _names(land: str, year: int) -> dict[date, str]:
    import holidays

    if land not in _LANDS:
        return {}
    return dict(holidays.country_holidays("DE", subdiv=land, years=year, language="de"))


@cache
def _easter(year: int) -> date:
    """Easter Sunday (Gauss, Lichtenberg)."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    golden = year % 19
    seed = (19 * golden + moon) % 30
    fix = (seed + golden // 11) // 29
    full = 21 + seed - fix
    sunday = 7 - (year + year // 4 + sun) % 7
    return date(year, 3, 1) + timedelta(full + 7 - (full - sunday) % 7 - 1)
