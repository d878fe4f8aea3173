"""Public holidays (gesetzliche Feiertage) of the Länder, from a small table made by `tools/make_holidays.py`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from .resources import bundled

_LANDS = ("SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH")
"""In the order of the official keys 01 to 16, with which the key of every Kreis begins."""


def land_of(settings: Mapping[str, Any]) -> str | None:
    """The two letters of the Land, as set in fh.yaml or told by the key of the Kreis."""
    if land := settings.get("bundesland"):
        return str(land)
    number = str(settings.get("kreis", ""))[:2]
    return _LANDS[int(number) - 1] if number.isdigit() and 1 <= int(number) <= len(_LANDS) else None


def holiday(day: date, land: str) -> str | None:
    """The name of the public holiday on that day in the Land; None on other days, unknown Länder, years not listed."""
    name, lands = _table().get(day.isoformat(), ("", ()))
    return name if land in lands or ("*" in lands and land in _LANDS) else None


@cache
def _table() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Day → name and Länder. A day is a holiday by one name only."""
    lines = bundled("geo", "feiertage_de.csv").read_text("utf-8").splitlines()
    rows = (line.split(",") for line in lines if not line.startswith(("#", "tag,")))
    return {day: (name, tuple(lands.split(" "))) for day, name, lands in rows}
