"""Everything that is searched: records and their parts (offers), each with its texts, as the schema's weights say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..folding import fold
from ..records import Record
from ..schemas.kinds import Field, Kind
from . import Source
from .fields import STATES, reach

HIDDEN = ("entwurf", "beendet")
"""States that are not found unless everything is searched."""


@dataclass(frozen=True, slots=True)
class Text:
    """One searched value: in words, folded, and its code where it is a vocabulary's word."""

    field: Field
    said: str
    folded: str
    weight: int
    code: str = ""


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
        own = [text.code for text in self.texts if text.field.vocabulary == vocabulary and text.field.many == many]
        return own if own or self.above is None else self.above.codes(vocabulary, many)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which fields of a kind are searched, by the list of parts they stand in (None: the record itself)."""

    record: tuple[Field, ...]
    parts: tuple[tuple[Field, tuple[Field, ...]], ...]


def has_parts(kind: Kind) -> bool:
    """Whether records of the kind have searchable parts: they are the ones that offer something."""
    return bool(_plan(kind).parts)


def units(source: Source, everything: bool = False) -> Iterator[Unit]:
    """All records of public kinds with their parts; drafts and what has ended only with `everything`."""
    for kind in source.project.kinds.values():
        if kind.private:
            continue
        plan = _plan(kind)
        for record in source.of(kind.name):
            whole = Unit(record, None, None, list(_texts(source, plan.record, record.data, "")))
            whole.state = _state(kind.schema, record.data)
            if not everything and whole.state in HIDDEN:
                continue
            yield whole
            for holder, fields in plan.parts:
                for part in reach(record.data, tuple(holder.path.split("."))):
                    unit = Unit(record, part, holder, list(_texts(source, fields, part, f"{holder.path}.")))
                    unit.above = whole
                    unit.state = _state(holder.schema.get("items", {}), part) or whole.state
                    if everything or unit.state not in HIDDEN:
                        yield unit


def _plan(kind: Kind) -> _Plan:
    searched = kind.having("suche")
    lists = [field for field in kind.fields.values() if field.many and field.type == "object"]
    parts = [(holder, tuple(f for f in searched if f.path.startswith(f"{holder.path}."))) for holder in lists]
    parts = [(holder, fields) for holder, fields in parts if fields and not any(f"{holder.path}.".startswith(f"{o.path}.") for o in lists if o is not holder)]
    inner = {field.path for _, fields in parts for field in fields}
    return _Plan(tuple(field for field in searched if field.path not in inner), tuple(parts))


def _texts(source: Source, fields: tuple[Field, ...], data: Mapping[str, Any], prefix: str) -> Iterator[Text]:
    for field in fields:
        weight = int(field.keyword("suche"))
        for value in reach(data, tuple(field.path.removeprefix(prefix).split("."))):
            if isinstance(value, Mapping):
                continue
            said, code = str(value), ""
            if field.vocabulary:
                said, code = source.vocabulary(field.vocabulary).label(said), said
            elif field.refers_to:
                record = source.find(said, field.refers_to)
                said = record.title if record and not record.kind.private else ""
            if said:
                yield Text(field, said, fold(said), weight, code)


def _state(schema: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    names = (name for name, part in schema.get("properties", {}).items() if part.get("x-fh-vokabular") == STATES)
    return next((str(data[name]) for name in names if name in data), "")
