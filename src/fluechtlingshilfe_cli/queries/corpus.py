"""Everything that is searched: records and their parts (offers), each with its texts, as the schema's weights say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..folding import fold
from ..records import Record
from ..schemas.kinds import Field, Kind
from ..schemas.vocabularies import Vocabulary
from . import Source
from .fields import STATES, reach

_ALIVE = ("aktiv", "")
HIDDEN = ("entwurf", "beendet")
"""States that are not found unless everything is searched."""


@dataclass(frozen=True, slots=True)
class Text:
    """One searched value: in words, folded, and vocabulary and code where it is a vocabulary's word."""

    field: Field
    said: str
    folded: str
    weight: int
    code: tuple[str, str] | None = None


class Unit:
    """What a hit is: a record, or a part of it such as an offer. `texts` are its own, `above` those of its record."""

    __slots__ = ("above", "list", "part", "record", "state", "texts")

    def __init__(self, record: Record, part: Mapping[str, Any] | None, list: Field | None, texts: list[Text]) -> None:
        self.record = record
        self.part = part
        self.list = list
        self.texts = texts
        self.above: Unit | None = None
        self.state = ""

    @property
    def title(self) -> str:
        """The name of the part, else of the record."""
        if self.part is None:
            return self.record.title
        naming = max(self.texts, key=lambda text: text.weight, default=None)
        return naming.said if naming else self.record.title

    @property
    def noun(self) -> str:
        """What it is, for people: »Angebot«, »Initiative«."""
        if self.list is None:
            return self.record.kind.title
        return str(self.list.schema.get("items", {}).get("title", self.list.label))

    def codes(self, vocabulary: str, many: bool) -> list[str]:
        """The words of a vocabulary in single fields (or in lists), the part's own before those of the record."""
        own = [t.code[1] for t in self.texts if t.code and t.code[0] == vocabulary and t.field.many == many]
        return own if own or self.above is None else self.above.codes(vocabulary, many)


@dataclass(frozen=True, slots=True)
class _Searched:
    """A searched field, and the way to it from the record or part that is searched."""

    field: Field
    steps: tuple[str, ...]
    weight: int
    vocabulary: Vocabulary | None
    refers_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which fields of a kind are searched, by the list of parts they stand in."""

    record: list[_Searched]
    parts: list[tuple[Field, list[_Searched]]]


@cache
def has_parts(kind: Kind) -> bool:
    """Whether records of the kind have searchable parts: they are the ones that offer something."""
    return bool(_lists(kind))


class Plans:
    """How records are taken apart; drafts and what has ended only with `everything`."""

    def __init__(self, source: Source, everything: bool) -> None:
        self._source = source
        self._everything = everything
        self._plans = {kind.name: _plan(source, kind) for kind in source.project.kinds.values() if not kind.private}

    def units(self, record: Record) -> Iterator[Unit]:
        """A record and its parts."""
        plan = self._plans[record.kind.name]
        whole = Unit(record, None, None, list(_texts(self._source, plan.record, record.data)))
        whole.state = _state(record.kind.schema, record.data)
        if not self._everything and whole.state in HIDDEN:
            return
        yield whole
        for holder, fields in plan.parts:
            for part in reach(record.data, tuple(holder.path.split("."))):
                unit = Unit(record, part, holder, list(_texts(self._source, fields, part)))
                unit.above = whole
                unit.state = _of_part(_state(holder.schema.get("items", {}), part), whole.state)
                if self._everything or unit.state not in HIDDEN:
                    yield unit

    def references(self, record: Record) -> Iterator[str]:
        """Whom the record names in searched fields, each with the kinds it may be: `awo partner`."""
        plan = self._plans[record.kind.name]
        for holder, fields in ((None, plan.record), *plan.parts):
            for one in (one for one in fields if one.refers_to):
                path = (*(holder.path.split(".") if holder else ()), *one.steps)
                yield from (" ".join((str(value), *one.refers_to)) for value in reach(record.data, path))

    def title(self, reference: str) -> str:
        """The folded name of whom `references` named; empty where nothing of it is searched."""
        named, *kinds = reference.split(" ")
        return fold(_title(self._source, named, tuple(kinds)))


def _of_part(own: str, record: str) -> str:
    """A part is never more alive than its record."""
    return own if own and record in _ALIVE else record


def _lists(kind: Kind) -> list[Field]:
    """The lists of a kind whose items are searched: outermost ones only."""
    searched = [field.path for field in kind.having("suche")]
    found: list[Field] = []
    for field in kind.fields.values():
        inside = any(field.path.startswith(f"{outer.path}.") for outer in found)
        if (
            field.many
            and field.type == "object"
            and not inside
            and any(path.startswith(f"{field.path}.") for path in searched)
        ):
            found.append(field)
    return found


def _plan(source: Source, kind: Kind) -> _Plan:
    lists = _lists(kind)
    own: list[_Searched] = []
    parts: dict[str, list[_Searched]] = {holder.path: [] for holder in lists}
    for field in kind.having("suche"):
        holder = next((one.path for one in lists if field.path.startswith(f"{one.path}.")), "")
        steps = tuple(field.path.removeprefix(f"{holder}.").split("."))
        words = source.vocabulary(field.vocabulary) if field.vocabulary else None
        searched = _Searched(field, steps, int(field.keyword("suche")), words, field.refers_to)
        (parts[holder] if holder else own).append(searched)
    return _Plan(own, [(holder, parts[holder.path]) for holder in lists])


def _texts(source: Source, searched: list[_Searched], data: Mapping[str, Any]) -> Iterator[Text]:
    for one in searched:
        if one.steps[0] not in data:  # most are not, and looking for them takes longer than for the others
            continue
        for value in reach(data, one.steps):
            said, code = str(value), None
            if one.vocabulary:
                said, code = one.vocabulary.label(said), (one.vocabulary.name, said)
            elif one.refers_to:
                said = _title(source, said, one.refers_to)
            if said:
                yield Text(one.field, said, _label(said) if code else fold(said), one.weight, code)


@cache
def _label(said: str) -> str:
    """The folded label of a word, which many records have."""
    return fold(said)


def _title(source: Source, reference: str, kinds: tuple[str, ...]) -> str:
    record = source.find(reference, kinds)
    return record.title if record and not record.kind.private else ""


def _state(schema: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    names = (name for name, part in schema.get("properties", {}).items() if part.get("x-fh-vokabular") == STATES)
    return next((str(data[name]) for name in names if name in data), "")
