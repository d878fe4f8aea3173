"""The districts (Kreise) and municipalities of Germany, as the tool brings them, and which district somebody means.

The bundled lists know names and keys only. Postal codes and population come from the official file (`gv100`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .folding import key, nearest
from .resources import bundled

COLUMNS = ("ags", "name", "art", "amt", "einwohner", "einwohner_stand", "lat", "lon")
"""The columns of `data/municipalities.csv`."""

_PREFIXES = r"(?:land|stadt)?kreis|kreisfreie stadt|stadt|region|städteregion|regionalverband"
_DECORATION = re.compile(rf"^(?:{_PREFIXES})\s+|\s*,.*$|[\s-]+(?:{_PREFIXES})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class District:
    """A Kreis: five-digit key, name, two letters of its Land."""

    code: str
    name: str
    land: str

    @property
    def core(self) -> str:
        """The name without »Landkreis« or »Stadt«: what people type."""
        return _DECORATION.sub("", self.name)


class Municipality(NamedTuple):
    """A Gemeinde. Unknown values are empty; unknown is not zero."""

    ags: str
    name: str
    art: str
    amt: str
    population: str = ""
    population_on: str = ""
    plz: str = ""
    several_plz: bool = False


def districts() -> list[District]:
    """All districts of Germany, by key."""
    return [District(row["kreis"], row["name"], row["land"]) for row in rows("kreise_de.csv")]


def municipalities(district: str) -> list[Municipality]:
    """The municipalities of a district, by key. One that belongs to no Amt is its own, as in the official list."""
    return [
        Municipality(row["ags"], row["name"], row["art"], row["amt"] or row["name"])
        for row in rows("gemeinden_de.csv")
        if row["ags"].startswith(district)
    ]


def sources() -> list[str]:
    """The lines that name the source of the bundled municipalities."""
    with bundled("geo", "gemeinden_de.csv").open(encoding="utf-8") as file:
        return [line[1:].strip() for line in file if line.startswith("#")][:1]


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a bundled list, without its comments."""
    with bundled("geo", name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def meant(text: str, known: Iterable[District]) -> list[District]:
    """The districts people mean by a key or a name: one when it is clear, several when they must choose, else none.

    The whole name beats the name without »Landkreis«, that beats a part of it. »München« is two districts.
    """
    text = text.strip()
    choices = list(known)
    if text.isdigit():
        code = text.zfill(5)[:5] if len(text) in (4, 5) else text[:5] if len(text) == 8 else text
        return [district for district in choices if district.code == code]
    wanted, bare = key(text), key(_DECORATION.sub("", text))
    if not wanted:
        return []
    for matches in (
        [district for district in choices if key(district.name) == wanted],
        [district for district in choices if key(district.core) == wanted],
        [district for district in choices if bare and key(district.core) == bare],
        [district for district in choices if wanted in key(district.name)],
    ):
        if matches:
            return matches
    return []


def homes(text: str, known: Iterable[District]) -> list[District]:
    """The districts that have a municipality of that name."""
    by_code = {district.code: district for district in known}
    wanted = key(text)
    codes = dict.fromkeys(row["ags"][:5] for row in rows("gemeinden_de.csv") if wanted and key(row["name"]) == wanted)
    return [by_code[code] for code in codes if code in by_code]


def similar(text: str, known: Iterable[District]) -> list[District]:
    """Districts somebody may have meant by a misspelt name."""
    by_code = {district.code: district for district in known}
    guesses = nearest(text, {code: [district.core, district.name] for code, district in by_code.items()}, 5)
    return [by_code[code] for code in guesses]
