"""Changes as values: of fields, of records, of a registry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from ..findings import Path
from ..records import Record

Kind = Literal["removed", "ended", "renamed", "added", "changed"]
_ORDER: tuple[Kind, ...] = ("removed", "ended", "renamed", "added", "changed")


class How(StrEnum):
    """What happened to a field; ADDED, REMOVED and MOVED are said of the items of a list."""

    SET = "set"
    CHANGED = "changed"
    CLEARED = "cleared"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change. `field`: the dotted path of names; `old_path`, `new_path`: where it stands in either record.

    A path without a value on one side leads to the nearest section around it. MOVED carries the whole lists.
    """

    how: How
    field: str
    old_path: Path
    new_path: Path
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What happened to a record, before and after; one that ended or was renamed may have changes too."""

    how: Kind
    old: Record | None
    new: Record | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def record(self) -> Record:
        """The record as it is now, else as it was."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def has_new_id(self) -> bool:
        """Whether the record is called differently now."""
        return self.old is not None and self.new is not None and self.old.id != self.new.id

    @property
    def rank(self) -> tuple[int, str, str]:
        """The order of all outputs, removals first."""
        return (_ORDER.index(self.how), self.record.kind.name, self.record.id)


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes of content. `settings`: of `fh.yaml`; `unclear`: keys of records that were or are unreadable."""

    records: tuple[RecordChange, ...] = ()
    settings: tuple[FieldChange, ...] = ()
    unclear: tuple[str, ...] = ()

    def of(self, how: Kind) -> list[RecordChange]:
        """The records something happened to."""
        return [change for change in self.records if change.how == how]

    def __bool__(self) -> bool:
        return bool(self.records or self.settings)
