"""Texts made comparable: what people type and what is written should meet.

`fold` sends ü, ue and u, ß and ss, upper and lower case to the same letters; `nearest` forgives slips of typing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

_FOLDS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "a", "œ": "o", "ı": "i"}) | str.maketrans(
    "äöüàáâãåçèéêëìíîïñòóôõùúûýÿšžčćńśźğşț", "aouaaaaaceeeeiiiinoooouuuyyszccnszgst"
)
"""The letters of our texts in one step; whatever else has marks is taken apart by Unicode's tables, much slower."""


def fold(text: str) -> str:
    """The text in the form in which words are compared: »Übergänge«, »Uebergaenge«, »ubergange« are one."""
    text = text.casefold()
    if not text.isascii():
        text = text.translate(_FOLDS)
        if not text.isascii():
            parts = unicodedata.normalize("NFKD", text)
            text = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def key(text: str) -> str:
    """A folded text without anything but letters and digits, for names of fields and words."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def distance(a: str, b: str, most: int) -> int:
    """Slips of typing between two texts (insert, delete, replace, swap of neighbours), `most + 1` when more."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(a, b, score_cutoff=most))


def _forms(text: str) -> set[str]:
    """Folded for »Uebung«, and only in small letters too: folding takes »nmae« for »nma« and misses »name«."""
    return {form for form in (key(text), "".join(filter(str.isalnum, text.casefold()))) if form}


class Names:
    """Codes with their other names, ready to be asked many times which one somebody meant."""

    def __init__(self, choices: Mapping[str, Iterable[str]]) -> None:
        self._codes = list(choices)
        self._keys: list[str] = []
        self._owners: list[tuple[int, bool]] = []
        for position, (code, names) in enumerate(choices.items()):
            for turn, name in enumerate((code, *names)):
                for form in _forms(name):
                    self._keys.append(form)
                    self._owners.append((position, turn > 0))

    def nearest(self, wanted: str, limit: int = 3) -> list[str]:
        """The codes people probably meant, best first; empty when unsure.

        Equal after folding beats a near miss, a near miss of the code beats one of another name. A miss may be one
        slip of typing in four letters (insert, delete, replace, swap of neighbours).
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        best: dict[int, int] = {}
        for needle in _forms(wanted):
            allowed = 0 if len(needle) < 3 else max(1, len(needle) // 4)
            for _, slips, index in process.extract_iter(
                needle, self._keys, scorer=OSA.distance, processor=None, score_cutoff=allowed
            ):
                position, other = self._owners[index]
                score = int(slips) * 2 + other
                best[position] = min(best.get(position, score), score)
        scored = sorted((score, position) for position, score in best.items())
        return [self._codes[position] for score, position in scored if score <= scored[0][0] + 1][:limit]


def nearest(wanted: str, choices: Mapping[str, Iterable[str]], limit: int = 3) -> list[str]:
    """The choices people probably meant, best first; `choices` maps each code to its other names."""
    return Names(choices).nearest(wanted, limit)


def subscriber(number: str) -> str:
    """The digits that every notation of a phone number shares: without `+49`, `0049`, `(0)` and leading `0`."""
    number = number.strip().replace("(0)", "")
    abroad = number.startswith(("+", "00"))
    digits = "".join(letter for letter in number if letter in "0123456789")
    if not abroad:
        return digits.removeprefix("0")
    return digits.removeprefix("00").removeprefix("49").removeprefix("0")
