"""Questions to the registry: which records (filters), and where something stands (search). No field is named here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from ..project import Project
from ..records import Record
from ..schemas.vocabularies import Vocabulary


class Source(Protocol):
    """What questions are put to: the registry, or only what one channel may show."""

    project: Project
    as_of: date
    generation: int
    """A number that no other state of the records has; 0 where they are not kept between runs."""

    def of(self, kind: str) -> Sequence[Record]:
        """The records of a kind, sorted by id."""

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""

    def saying(self, kind: str, texts: Iterable[str], ids: bool = False) -> Sequence[Record]:
        """The records of a kind whose values may say one of the texts (or ids), sorted by id; no other does."""

    def get(self, kind: str, id: str) -> Record | None:
        """A record, or None."""

    def find(self, reference: str, kinds: Iterable[str]) -> Record | None:
        """The record a reference names."""

    def vocabulary(self, name: str) -> Vocabulary:
        """A list of words."""

    def __iter__(self) -> Iterator[Record]: ...


class Misunderstood(Exception):
    """What somebody typed is understood neither as question nor as value; the sentence says why and what would work."""


__all__ = ["Misunderstood", "Source"]
