"""What every record says, so that a question takes apart only those that may answer it.

The folded texts of a record depend on nothing but its values, its schema and the word lists, so those of large
registries are kept between runs. Titles of records that are only referred to are looked up, they may have changed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from ..caching import Keepsake
from ..records import Record, pack
from ..shelving import Row
from . import Source
from .corpus import Plans, Unit
from .meaning import Code, Meaning
from .words import stem, strength

_COMMON = 0.25
"""The share of everything that has a word from which on having it says nothing, as the language German."""

_END = "\n"
_DIGEST = 12


class _Entry(NamedTuple):
    """One record: its folded texts, its words, whom it refers to, each between ends of lines; how many units it has."""

    text: bytes
    codes: bytes
    refers_to: bytes
    units: int


class _Head(NamedTuple):
    """What is known of all records, in the order in which their texts, their words and whom they refer to lie."""

    generation: int = 0
    keys: str = ""
    digests: bytes = b""
    lengths: tuple[bytes, bytes, bytes] = (b"", b"", b"")
    units: bytes = b""
    counts: tuple[tuple[str, int], ...] = ()
    references: tuple[str, ...] = ()


class Index:
    """The texts and words of all records and their parts; drafts and what has ended only with `everything`."""

    def __init__(self, source: Source, everything: bool) -> None:
        self._plans = Plans(source, everything)
        self._source = source
        self._units: dict[str, list[Unit]] = {}
        keepsake = Keepsake(source.project, "alles" if everything else "laufend")
        self._head, begin, content = (
            _Head(*(keepsake.shelved.head or ())),
            keepsake.shelved.begin,
            keepsake.shelved.content,
        )
        if not source.generation or self._head.generation != source.generation:
            begin, content = 0, self._build(keepsake)
        self._keys = self._head.keys.split(_END) if self._head.keys else []
        self._texts, self._codes, self._references = _rows(self._head, begin, content)
        self._titles = {one: folded for one in self._head.references if (folded := self._plans.title(one))}

    def _build(self, keepsake: Keepsake) -> memoryview:
        """Takes all records apart, as far as what is known of them from another state does not still hold."""
        records = [
            record
            for kind in self._source.project.kinds.values()
            if not kind.private
            for record in self._source.of(kind.name)
        ]
        known = _known(self._head, keepsake) if self._source.generation else {}
        digests = [_digest(record) if self._source.generation else b"" for record in records]
        entries = [
            known.get((record.key, digest)) or self._entry(record)
            for record, digest in zip(records, digests, strict=True)
        ]
        texts = [entry.text for entry in entries]
        codes = [entry.codes for entry in entries]
        references = [entry.refers_to for entry in entries]
        counts = Counter(chain.from_iterable(one.decode().split() for one in codes))
        referred = dict.fromkeys(chain.from_iterable(one.decode().split(_END) for one in references))
        self._head = _Head(
            self._source.generation,
            _END.join(record.key for record in records),
            b"".join(digests),
            (_lengths(texts), _lengths(codes), _lengths(references)),
            array("q", (entry.units for entry in entries)).tobytes(),
            tuple(counts.items()),
            tuple(filter(None, referred)),
        )
        content = b"".join([*texts, *codes, *references])
        if self._source.generation:
            keepsake.keep(tuple(self._head), [content])
        return memoryview(content)

    def _entry(self, record: Record) -> _Entry:
        # What is kept is taken apart once and forgotten: all units of a large registry are far more than its answer.
        units = list(self._plans.units(record)) if self._source.generation else self.units(record)
        own = [text for unit in units for text in unit.texts if not text.field.refers_to]
        codes = [_name(code) for unit in units for code in sorted({text.code for text in unit.texts if text.code})]
        references = dict.fromkeys(self._plans.references(record))
        texts = (text.folded for text in own)
        return _Entry(_lines(texts), _lines(codes), _lines(references), len(units))

    def units(self, record: Record) -> list[Unit]:
        """The record and its parts, as they are searched."""
        if record.file not in self._units:
            self._units[record.file] = list(self._plans.units(record))
        return self._units[record.file]

    def common(self) -> frozenset[Code]:
        """Words that nearly everything has: having them too says nothing."""
        least = sum(array("q", self._head.units)) * _COMMON
        return frozenset(_code(name) for name, count in self._head.counts if count > least)

    def texts(self) -> Iterator[str]:
        """All texts, folded, record by record."""
        for place in range(len(self._keys)):
            yield str(self._texts[place], "utf-8")
        yield from self._titles.values()

    def says(self, word: str) -> bool:
        """Whether a folded word stands anywhere."""
        texts = (str(self._texts[place], "utf-8") for place in self._texts.places(stem(word).encode()))
        return any(strength(word, text) for text in chain(texts, self._titles.values()))

    def everything(self) -> Iterator[Unit]:
        """All units."""
        return self._at(range(len(self._keys)))

    def having(self, codes: Iterable[Code]) -> list[Unit]:
        """The units of records that have one of the words."""
        return list(self._at(sorted(_saying(self._codes, map(_name, codes)))))

    def candidates(self, meanings: Collection[tuple[str, Meaning]]) -> list[Unit]:
        """The units of all records that may say or mean every word: none is missing, some are too many."""
        found = set(range(len(self._keys)))
        for word, meaning in meanings:
            beginning = stem(word)
            named = [reference for reference, title in self._titles.items() if beginning in title]
            found &= (
                self._texts.places(beginning.encode())
                | _saying(self._codes, map(_name, meaning.codes))
                | _saying(self._references, named)
            )
        return list(self._at(sorted(found)))

    def _at(self, places: Iterable[int]) -> Iterator[Unit]:
        for place in places:
            kind, _, id = self._keys[place].partition("/")
            if record := self._source.get(kind, id):
                yield from self.units(record)


def _rows(head: _Head, begin: int, content: memoryview) -> tuple[Row, Row, Row]:
    texts = Row(array("q", head.lengths[0]), begin, content)
    codes = Row(array("q", head.lengths[1]), texts.end, content)
    return texts, codes, Row(array("q", head.lengths[2]), codes.end, content)


def _lengths(pieces: list[bytes]) -> bytes:
    return array("q", map(len, pieces)).tobytes()


def _known(head: _Head, keepsake: Keepsake) -> dict[tuple[str, bytes], _Entry]:
    """What was made of records, by their keys and the digests of their values."""
    if not head.keys:
        return {}
    texts, codes, references = _rows(head, keepsake.shelved.begin, keepsake.shelved.content)
    keys, units = head.keys.split(_END), array("q", head.units)
    return {
        (key, head.digests[place * _DIGEST : (place + 1) * _DIGEST]): _Entry(
            bytes(texts[place]), bytes(codes[place]), bytes(references[place]), units[place]
        )
        for place, key in enumerate(keys)
    }


def _saying(row: Row, lines: Iterable[str]) -> set[int]:
    return set().union(*(row.places(_lines([line])) for line in lines))


def _lines(texts: Iterable[str]) -> bytes:
    return "".join(f"{_END}{text}" for text in texts).encode() + _END.encode()


def _digest(record: Record) -> bytes:
    import hashlib  # only who builds an index needs it

    packed = pack(record.data) if record.packed is None else record.packed
    return hashlib.blake2b(packed, digest_size=_DIGEST).digest()


def _name(code: Code) -> str:
    return "/".join(code)


def _code(name: str) -> Code:
    vocabulary, _, word = name.partition("/")
    return vocabulary, word
