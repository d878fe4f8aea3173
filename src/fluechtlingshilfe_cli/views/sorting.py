"""The order of names in lists and indexes: DIN 5007-1, as in a lexicon. ä is a, ß is ss, é is e; signs do not count."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"})
_SIGNS = re.compile(r"[\W_]+")


def din_key(name: str) -> tuple[str, str]:
    """What to sort by; names that differ only in accents or signs keep a fixed order."""
    text = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    if not text.isascii():
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _SIGNS.sub(" ", text).strip(), name


def initial(name: str) -> str:
    """The letter a name stands under in an index: A to Z, another script's letter, or »0–9« for figures and signs."""
    first = din_key(name)[0][:1].upper()
    return first if first.isalpha() else "0–9"
