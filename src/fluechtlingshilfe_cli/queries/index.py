"""What every record says, so that a question takes apart only those that may answer it.

The folded texts of a record depend on nothing but its values, its schema and the word lists, so those of large
registries are kept between runs. Titles of records that are only referred to are looked up, they may have changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from ..caching import Keepsake
from ..records import Record
from . import Source
from .corpus import Plans, Unit
from .meaning import Code, Meaning
from .words import stem, strength

_COMMON = 0.25
"""The share of everything that has a word from which on having it says nothing, as the language German."""

_END = "\n"


class Entry(NamedTuple):
    """One record: a digest of its values, its folded texts, its words, whom it refers to, how many units it has."""

    digest: bytes
    text: str
    codes: str
    refers_to: tuple[str, ...]
    units: int


class Index:
    """The texts and words of all records and their parts; drafts and what has ended only with `everything`."""

    def __init__(self, source: Source, everything: bool) -> None:
        self._plans = Plans(source, everything)
        self._source = source
        self._units: dict[str, list[Unit]] = {}
        self._records: list[tuple[Record, Entry]] = []
        self._build(everything)
        self._titles = {
            reference: folded
            for reference in {one for _, entry in self._records for one in entry.refers_to}
            if (folded := self._plans.title(reference))
        }

    def _build(self, everything: bool) -> None:
        keepsake = Keepsake(self._source.project, "alles" if everything else "laufend")
        kept: tuple[Collection[tuple[str, int]], dict[str, tuple[Any, ...]]] = keepsake.value or ((), {})
        counted, known = kept
        self._counts = Counter(dict(counted))
        fresh: dict[str, tuple[Any, ...]] = {}
        for kind in self._source.project.kinds.values():
            for record in () if kind.private else self._source.of(kind.name):
                digest = _digest(record)
                old = known.get(record.file)
                entry = Entry(*old) if old and digest and old[0] == digest else None
                if entry is None:
                    entry = self._entry(record, digest)
                    self._counts.subtract(old[2].split() if old else ())
                    self._counts.update(entry.codes.split())
                self._records.append((record, entry))
                if digest:
                    fresh[record.file] = tuple(entry)
        for file in known.keys() - fresh.keys():
            self._counts.subtract(known[file][2].split())
        keepsake.keep((tuple(sorted(self._counts.items())), fresh) if fresh else None)

    def _entry(self, record: Record, digest: bytes) -> Entry:
        # What is kept is taken apart once and forgotten: all units of a large registry are far more than its answer.
        units = list(self._plans.units(record)) if digest else self.units(record)
        own = [text for unit in units for text in unit.texts if not text.field.refers_to]
        codes = (code for unit in units for code in sorted({text.code for text in unit.texts if text.code}))
        return Entry(
            digest,
            _END.join(text.folded for text in own),
            "".join(f"{_END}{_name(code)}" for code in codes) + _END,
            tuple(dict.fromkeys(self._plans.references(record))),
            len(units),
        )

    def units(self, record: Record) -> list[Unit]:
        """The record and its parts, as they are searched."""
        if record.file not in self._units:
            self._units[record.file] = list(self._plans.units(record))
        return self._units[record.file]

    def common(self) -> frozenset[Code]:
        """Words that nearly everything has: having them too says nothing."""
        least = sum(entry.units for _, entry in self._records) * _COMMON
        return frozenset(_code(name) for name, count in self._counts.items() if count > least)

    def texts(self) -> Iterator[str]:
        """All texts, folded, record by record."""
        for _, entry in self._records:
            yield entry.text
        yield from self._titles.values()

    def says(self, word: str) -> bool:
        """Whether a folded word stands anywhere."""
        return any(strength(word, text) for text in self.texts())

    def everything(self) -> Iterator[Unit]:
        """All units."""
        for record, _ in self._records:
            yield from self.units(record)

    def having(self, codes: Iterable[Code]) -> list[Unit]:
        """The units of records that have one of the words."""
        wanted = [f"{_END}{_name(code)}{_END}" for code in codes]
        return [
            unit
            for record, entry in self._records
            if any(name in entry.codes for name in wanted)
            for unit in self.units(record)
        ]

    def candidates(self, meanings: Collection[tuple[str, Meaning]]) -> list[Unit]:
        """The units of all records that may say or mean every word: none is missing, some are too many."""
        tests = []
        for word, meaning in meanings:
            beginning = stem(word)
            tests.append(
                (
                    beginning,
                    [f"{_END}{_name(code)}{_END}" for code in meaning.codes],
                    {reference for reference, title in self._titles.items() if beginning in title},
                )
            )
        return [
            unit
            for record, entry in self._records
            if all(
                beginning in entry.text
                or any(name in entry.codes for name in names)
                or not referred.isdisjoint(entry.refers_to)
                for beginning, names, referred in tests
            )
            for unit in self.units(record)
        ]


def _digest(record: Record) -> bytes:
    """Of the packed values; nothing where they never were packed, in registries too small to keep anything of."""
    if record.packed is None:
        return b""
    import hashlib

    return hashlib.blake2b(record.packed, digest_size=12).digest()


def _name(code: Code) -> str:
    return "/".join(code)


def _code(name: str) -> Code:
    vocabulary, _, word = name.partition("/")
    return vocabulary, word
