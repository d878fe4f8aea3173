"""What was understood of a text, and what was not."""

from __future__ import annotations

import re
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


_BORDER = " \t\r\n\u00a0,;|/+&·•–—-"
_EMPTY = re.compile(r"(?:und|oder|sowie|bzw\.?|[()\[\]<>.:„“»«]|\(\s*\)|\[\s*\]|<\s*>)*\Z", re.IGNORECASE)


def bare(piece: str) -> str:
    """A piece without the signs at its ends that joined it to its neighbours; empty if it was only such a joint."""
    piece = piece.strip(_BORDER)
    return "" if _EMPTY.match(piece) else piece
