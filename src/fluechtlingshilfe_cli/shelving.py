"""Records of a kind that lie packed one behind the other, each taken out when somebody asks for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from .records import Record
from .schemas.kinds import Kind

_HYPHEN = ord("-")


class Shelf(Mapping[str, Record]):
    """The records of a kind by id, in the order in which they lie."""

    def __init__(
        self,
        kind: Kind,
        ids: Sequence[str],
        files: Sequence[str],
        lengths: Sequence[int],
        begin: int,
        content: memoryview,
    ) -> None:
        """Packed values of these lengths lie in the content from `begin` on; those without any are left out."""
        if 0 in lengths:
            ids = [id for id, length in zip(ids, lengths, strict=True) if length]
            files = [file for file, length in zip(files, lengths, strict=True) if length]
            lengths = [length for length in lengths if length]
        self._kind = kind
        self._ids = ids
        self._files = files
        self._ends = list(accumulate(lengths, initial=begin))
        self._content = content
        self._taken: dict[int, Record] = {}

    @cached_property
    def _places(self) -> dict[str, int]:
        return dict(zip(self._ids, range(len(self._ids)), strict=True))

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
        found: set[int] = set()
        find = self._content.obj.find  # type: ignore[attr-defined]  # bytes or mmap; a view cannot be searched
        stop = self._ends[-1]
        for text in texts:
            wanted = text.encode()
            at = find(wanted, self._ends[0], stop)
            while at >= 0:
                after = at + len(wanted)
                if ids and self._content[after] == _HYPHEN:
                    at = find(wanted, after, stop)
                    continue
                place = bisect_right(self._ends, at) - 1
                found.add(place)
                at = find(wanted, self._ends[place + 1], stop)
        return [self._at(place) for place in sorted(found)]

    def _at(self, place: int) -> Record:
        if place not in self._taken:
            packed = self._content[self._ends[place] : self._ends[place + 1]]
            self._taken[place] = Record(self._kind, self._ids[place], self._files[place], packed)
        return self._taken[place]
