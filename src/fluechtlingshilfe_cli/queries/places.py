"""Gemeinden in a question and how far they are: by name, by the beginning of a name, by a part of the Kreis.

What a place is, the vocabulary of municipalities says: its words carry `lat` and `lon`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from ..schemas.vocabularies import Vocabulary
from .words import slipped, words_of

PLACES = "gemeinden"
"""The vocabulary whose words are places."""

PARTS = "teilkreise"
_PART = "teilkreis"
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is asked for: one Gemeinde, several of like name, or all of a part of the Kreis."""

    name: str
    codes: frozenset[str]
    words: frozenset[str]
    """The words of the question that named it."""


def place_in(words: list[str], places: Vocabulary, parts: Vocabulary | None = None) -> Place | None:
    """The place the words name: the longest full name first, then names that begin with a word (»Lauenburg«)."""
    names = {code: words_of(word.label()) for code, word in places.words.items()}
    for size in range(min(len(words), 4), 0, -1):
        for start in range(len(words) - size + 1):
            said = words[start : start + size]
            exact = [code for code, name in names.items() if name == said]
            if exact:
                return _place(exact, places, said)
    if parts:
        for word in words:
            if (found := parts.resolve(word)) and not word.isdigit():
                codes = [code for code, known in places.words.items() if known.attributes.get(_PART) == found[0]]
                return Place(parts.label(found[0]), frozenset(codes), frozenset({word})) if codes else None
    for word in words:
        begins = [code for code, name in names.items() if len(name) > 1 and name[0] == word and len(word) > 4]
        if begins:
            return _place(begins, places, [word])
    return None


def misspelt_place(words: Iterable[str], places: Vocabulary) -> Place | None:
    """The place one slip of typing away from one of the words."""
    names = {"".join(words_of(word.label())): code for code, word in places.words.items()}
    for word in words:
        near = [name for name in slipped(word, set(names)) if abs(len(name) - len(word)) <= 1]
        if near:
            return _place([names[near[0]]], places, [word])
    return None


def distances(place: Place, places: Vocabulary) -> dict[str, float]:
    """Kilometres as the crow flies from the place to every Gemeinde with known coordinates; 0 within the place."""
    origins = [at for code in place.codes if (at := _at(places.words[code].attributes))]
    found = {}
    for code, word in places.words.items():
        if code in place.codes:
            found[code] = 0.0
        elif origins and (here := _at(word.attributes)):
            found[code] = min(_kilometres(origin, here) for origin in origins)
    return found


def _place(codes: list[str], places: Vocabulary, said: list[str]) -> Place:
    return Place(" / ".join(places.label(code) for code in codes), frozenset(codes), frozenset(said))


def _at(attributes: Mapping[str, object]) -> tuple[float, float] | None:
    lat, lon = attributes.get("lat"), attributes.get("lon")
    return (float(lat), float(lon)) if isinstance(lat, int | float) and isinstance(lon, int | float) else None


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance (haversine)."""
    (lat, lon), (other_lat, other_lon) = (tuple(map(radians, point)) for point in (a, b))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
