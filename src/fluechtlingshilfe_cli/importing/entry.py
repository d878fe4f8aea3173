"""What a row says, before it is a record: values, people, and notes about its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .. import prose
from .tables import Row

NO_FIELD = "dafür gibt es kein Feld"


@dataclass(frozen=True, slots=True)
class Note:
    """A cell that did not become the value of its field as it stands: where, what, why, and where it is now."""

    place: str
    column: str
    text: str
    reason: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """What of a cell became no value: the rest as text, why, and further values that were understood."""

    text: str
    reason: str
    more: tuple[str, ...] = ()


@dataclass(slots=True)
class Entry:
    """What a row says: the values of its record, the people it names, and notes about its cells."""

    row: Row
    data: dict[str, Any] = field(default_factory=dict)
    persons: list[prose.Named] = field(default_factory=list)
    private: dict[str, str] = field(default_factory=dict)
    """Texts that name people, by column: they go where persons are kept."""
    notes: list[Note] = field(default_factory=list)
