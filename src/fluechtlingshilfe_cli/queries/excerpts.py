"""The sentence that shows why something was found, and which letters of it match."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..folding import fold
from .corpus import Text, Unit
from .fields import NAMING
from .words import stem

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
_SHORT = 30
"""A sentence with fewer letters takes the next one along."""

_WORD = re.compile(r"[^\W_]+")


def excerpt(unit: Unit, found: Text | None, needles: Iterable[str]) -> str:
    """The sentence of the text that was found; where it is only the name, the first sentence about the thing."""
    if found is None or (found.weight >= NAMING and not found.code):
        found = next((text for text in unit.texts if text.field.keyword("freitext")), None)
    if found is None:
        return ""
    if found.code:
        return f"{found.field.label}: {found.said}"
    sentences = _SENTENCE.split(" ".join(found.said.split()))
    forms = list(_forms(needles))
    at = next((at for at, one in enumerate(sentences) if any(form in fold(one) for form in forms)), 0)
    enough = 1 if len(sentences[at]) >= _SHORT else 2
    return " ".join(sentences[at : at + enough])


def marks(text: str, needles: Iterable[str]) -> list[tuple[int, int]]:
    """The stretches of a text that match, longest needle first: in »Behördenbegleitung« that is »begleitung«."""
    forms = sorted(set(_forms(needles)), key=lambda form: (-len(form), form))
    found = []
    for word in _WORD.finditer(text):
        folded = fold(word[0])
        for form in forms:
            at = folded.find(form)
            if at == 0 or (at > 0 and (len(form) > 3 or folded.endswith(form))):
                found.append(_stretch(word, form))
                break
    return found


def _stretch(word: re.Match[str], form: str) -> tuple[int, int]:
    """Where in a word its folded form stands; folding may shorten, so every beginning and end is tried."""
    text, start = word[0], word.start()
    for begin in range(len(text)):
        if fold(text[begin:]).startswith(form):
            for end in range(begin + 1, len(text) + 1):
                if fold(text[begin:end]) == form:
                    return start + begin, start + end
    return word.span()


def _forms(needles: Iterable[str]) -> Iterable[str]:
    for needle in needles:
        yield needle
        yield stem(needle)
