"""Writes the public holidays of all Länder, from the package `holidays`, as the small table the tool carries.

    python tools/make_holidays.py

The package knows every country and takes a tenth of a second to load; the table is read in a millisecond. A test
compares both, so a change of law arrives with the next version of the package.
"""

from __future__ import annotations

from pathlib import Path

import holidays

LANDS = ("SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH")
YEARS = range(2015, 2046)
TARGET = Path(__file__).parent.parent / "src/fluechtlingshilfe_cli/geo/feiertage_de.csv"


def table() -> str:
    """The whole table as text: day, name, and the Länder that rest on it, `*` for all."""
    days: dict[tuple[str, str], list[str]] = {}
    for land in LANDS:
        for day, name in holidays.country_holidays("DE", subdiv=land, years=YEARS, language="de").items():
            days.setdefault((day.isoformat(), name), []).append(land)
    lines = [
        "# Gesetzliche Feiertage der Länder, erzeugt aus dem Python-Paket holidays (MIT) mit tools/make_holidays.py",
        "tag,name,laender",
    ]
    for (day, name), lands in sorted(days.items()):
        lines.append(f"{day},{name},{'*' if len(lands) == len(LANDS) else ' '.join(lands)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(), "utf-8")
