"""Languages in a cell, as codes of the vocabulary."""

from __future__ import annotations

import re

from ..schemas.vocabularies import Vocabulary
from .understood import Span, Understood, left_over

_PIECE = re.compile(r"[^,;/|\n+&•·()]+(?:\([^()]*\))?")
_AND = re.compile(r"(?<!\s)\s+(?:und|oder|u\.|sowie|and)\s+|(?<!\s)\s+[-–—]\s+")
_LABEL = re.compile(
    r"\s*(?:(?:und|auch|sprachen?|beratungssprachen?|sprachkenntnisse|auf|in)\b\s*:?\s*)*", re.IGNORECASE
)
_NAMED = re.compile(r"\b(?:beratungs)?sprachen?\s*:\s*\Z", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\([^()]*\)\s*\Z")


def languages(text: str, vocabulary: Vocabulary) -> Understood[tuple[str, ...]]:
    """The codes of the languages a text names, in its order, each once.

    A piece between commas, strokes or »und« counts where the vocabulary knows it by name, code or synonym and means
    only one language by it; »Deutsch Englisch« is taken word by word where each word is a language.
    """
    codes: list[str] = []
    spans: list[Span] = []
    for start, end in _pieces(text, vocabulary):
        found = _codes(text[start:end], vocabulary)
        if found:
            codes += found
            label = _NAMED.search(text, 0, start)
            spans.append((label.start() if label else start, end))
    return Understood(tuple(dict.fromkeys(codes)), left_over(text, spans))


def _pieces(text: str, vocabulary: Vocabulary) -> list[Span]:
    """The places of what may be a language: a piece with its bracket or stroke where that is a name as a whole."""
    whole = _trimmed(text, 0, len(text))
    if _codes(text[slice(*whole)], vocabulary):
        return [whole]
    pieces: list[Span] = []
    for match in _PIECE.finditer(text):
        around = _trimmed(text, *match.span())
        if _codes(text[slice(*around)], vocabulary):
            pieces.append(around)
            continue
        if (bracket := _BRACKET.search(match[0])) and _codes(match[0][: bracket.start()].strip(), vocabulary):
            pieces.append(_trimmed(text, match.start(), match.start() + bracket.start()))
            continue
        start = match.start()
        for joint in [*_AND.finditer(match[0]), None]:
            end = match.start() + joint.start() if joint else match.end()
            pieces.append(_trimmed(text, start, end))
            start = match.start() + joint.end() if joint else end
    return pieces


def _trimmed(text: str, start: int, end: int) -> Span:
    before = _LABEL.match(text, start, end)
    start = before.end() if before else start
    after = re.search(r"[\s.:]*\Z", text[start:end])
    return start, max(start, end - (len(after[0]) if after else 0))


def _codes(piece: str, vocabulary: Vocabulary) -> list[str]:
    """The languages a piece names as a whole or word by word; none unless every word is one."""
    if one := _one(piece, vocabulary):
        return [one]
    words = piece.split()
    codes = [_one(word, vocabulary) for word in words]
    return codes if len(words) > 1 and all(codes) else []


def _one(piece: str, vocabulary: Vocabulary) -> str:
    found = vocabulary.resolve(piece.strip())
    return found[0] if len(found) == 1 else ""
