"""What a check says: a line, how it is meant, the next step, and a repair where the tool can make one itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a line is meant: all is well, something deserves attention, or nothing works until it is mended."""

    FINE = "✓"
    NOTE = "!"
    BLOCKS = "✗"


@dataclass(frozen=True, slots=True)
class Repair:
    """`what` is said before, as an infinitive; `make` says what was done. It raises OSError and `HistoryError`."""

    what: str
    make: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Line:
    """What was seen, and for a note the next step."""

    state: State
    text: str
    step: str = ""
    repair: Repair | None = None


def some(names: list[str], shown: int = 3) -> str:
    """The first names, and how many more there are."""
    more = len(names) - shown
    return ", ".join(names[:shown]) + (f" und {more} weitere" if more > 0 else "")
