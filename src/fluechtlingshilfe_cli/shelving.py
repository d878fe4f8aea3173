"""What lies packed one behind the other, such as the records of a kind, each taken out when somebody asks for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from .records import Record
from .schemas.kinds import Kind

_HYPHEN = ord("-")


class Row:
    """Pieces of bytes that lie one behind the other, mostly in a file of which only what is asked for is read."""

    def __init__(self, lengths: Iterable[int], begin: int, content: memoryview) -> None:
        self._ends = list(accumulate(lengths, initial=begin))
        self._content = content

    @property
    def end(self) -> int:
        """Where the last one ends."""
        return self._ends[-1]

    def __getitem__(self, place: int) -> memoryview:
        return self._content[self._ends[place] : self._ends[place + 1]]

    def places(self, wanted: bytes, no_hyphen: bool = False) -> set[int]:
        """Which pieces hold the bytes; with `no_hyphen`, only where none follows."""
        found: set[int] = set()
        find = self._content.obj.find  # type: ignore[attr-defined]  # bytes or a mapped file; a view cannot be searched
        at = find(wanted, self._ends[0], self.end)
        while at >= 0:
            after = at + len(wanted)
            if not (no_hyphen and self._content[after] == _HYPHEN):
                place = bisect_right(self._ends, at) - 1
                found.add(place)
                after = self._ends[place + 1]
            at = find(wanted, after, self.end)
        return found


class Shelf(Mapping[str, Record]):
    """The records of a kind by id, in the order in which they lie."""

    def __init__(self, kind: Kind, ids: Sequence[str], files: Sequence[str], row: Row) -> None:
        """All records of the kind; files that are not sound have nothing in the row and are left out."""
        self._kind = kind
        self._ids = ids
        self._files = files
        self._row = row
        self._taken: dict[int, Record] = {}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id: place for place, id in enumerate(self._ids)}

    def __getitem__(self, id: str) -> Record:
        return self._at(self._places[id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def saying(self, texts: Iterable[str], ids: bool = False) -> list[Record]:
        """Those whose values may say one of the texts: none is missing, and most others are not even unpacked.

        `ids`: the texts are ids, so what goes on with a hyphen is another one.
        """
        places = set().union(*(self._row.places(text.encode(), no_hyphen=ids) for text in texts))
        return [self._at(place) for place in sorted(places)]

    def _at(self, place: int) -> Record:
        if place not in self._taken:
            self._taken[place] = Record(self._kind, self._ids[place], self._files[place], self._row[place])
        return self._taken[place]
