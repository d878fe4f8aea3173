"""A text as words, numbers and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_TOKEN = re.compile(r"(?P<word>[^\W\d_]+(?:[’'*][^\W\d_]+)*)|(?P<number>[0-9]+)|(?P<sign>\n|\S)")
DASHES = ("-", "‐", "‑", "–", "—", "−", "bis")
"""What stands between the ends of a span."""

JOINTS = (",", "+", "&", "/", "und", "u", "sowie")
"""What stands between the items of a list where all of them hold; »oder« is not among them."""


class Token(NamedTuple):
    """`kind`: word, number or sign. `low`: the text for comparing."""

    kind: str
    text: str
    low: str
    start: int
    end: int


_NOTHING = Token("", "", "", -1, -1)


class Tokens:
    """The tokens of a text. Beyond its ends there are empty ones, so that grammars need not look."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._all = [
            Token(str(found.lastgroup), found[0], found[0].lower(), found.start(), found.end())
            for found in _TOKEN.finditer(text)
        ]

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, i: int) -> Token:
        return self._all[i] if 0 <= i < len(self._all) else _NOTHING

    def low(self, i: int) -> str:
        """The text of a token in small letters; empty beyond the ends."""
        return self[i].low

    def number(self, i: int, digits: int = 2) -> int | None:
        """The number at a place if it has no more than these digits."""
        token = self[i]
        return int(token.text) if token.kind == "number" and len(token.text) <= digits else None

    def glued(self, i: int) -> bool:
        """Whether no space separates a token from the one before it."""
        return 0 < i < len(self._all) and self._all[i].start == self._all[i - 1].end

    def skip(self, i: int, words: Iterable[str]) -> int:
        """The place after all tokens from here on that are among these."""
        while i < len(self) and self.low(i) in words:
            i += 1
        return i

    def phrase(self, i: int, *words: str | Iterable[str]) -> int:
        """The place after these words in turn, each one or one of several; 0 where they do not stand here."""
        for offset, word in enumerate(words):
            low = self.low(i + offset)
            if not low or (low != word if isinstance(word, str) else low not in word):
                return 0
        return i + len(words)

    def dot(self, i: int) -> int:
        """The place after a full stop that sticks to the token before it."""
        return i + 1 if self.low(i) == "." and self.glued(i) else i

    def joint(self, i: int) -> int:
        """The place after what joins two items of a list (»,«, »und«, »u.«); the same place if nothing does."""
        after = self.skip(i, JOINTS)
        return self.dot(after) if self.low(after - 1) == "u" and after > i else after
