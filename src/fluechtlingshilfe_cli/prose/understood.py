"""What was understood of a text, and what was not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Understood(Generic[T_co]):
    """`value`: what is certain. `rest`: all else of the text, word for word in its order; empty when nothing is left.

    Every number and every word that carries meaning is in one of the two. A doubtful part is in the rest.
    """

    value: T_co
    rest: str = ""


Span = tuple[int, int]


def left_over(text: str, spans: Iterable[Span]) -> str:
    """The text without the spans that were understood; joints and empty brackets between them vanish too."""
    pieces, position = [], 0
    for start, end in [*sorted(spans), (len(text), len(text))]:
        pieces.append(bare(text[position:start]))
        position = max(position, end)
    return " ".join(filter(None, pieces))


_JOINTS = frozenset(("und", "oder", "sowie", "bzw", "bzw."))


def bare(piece: str) -> str:
    """A piece without the signs and conjunctions at its ends that only joined it to its neighbours."""
    while True:
        shorter = piece.strip().strip(",;|/+&·•–-").strip()
        for opening, closing in ("()", "[]", "<>"):
            if shorter.count(opening) != shorter.count(closing):
                shorter = shorter.strip(opening + closing) if len(shorter) < 2 else shorter
            shorter = "" if shorter in (opening + closing, opening, closing) else shorter
        words = shorter.split()
        if words and words[0].casefold() in _JOINTS:
            words = words[1:] if len(words) == 1 else words
            shorter = "" if not words else shorter
        if words and len(words) == 1 and words[0].casefold() in _JOINTS:
            shorter = ""
        if shorter in (".", ":"):
            shorter = ""
        if shorter == piece:
            return shorter
        piece = shorter
