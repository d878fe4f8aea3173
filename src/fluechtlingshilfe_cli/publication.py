"""The gate: what may leave the house through one channel. Nothing does unless the schema says so.

`published` copies out of every record the leaves its schema releases for the channel, and nothing else: drafts never,
private records never, a person named by a record only as far as the person consented on the day. The gate names no
field. Every output that others see is made from `Published`; `leakcheck` looks for what slipped by all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from . import consent
from .project import Project
from .records import Record
from .registry import Registry
from .schemas.compiling import Schema
from .schemas.kinds import Kind
from .schemas.vocabularies import Vocabulary

CHANNELS = ("druck", "web")
"""The public channels an output can be made for."""

STATES = "status"
DRAFT, ENDED = "entwurf", "beendet"
Reason = Literal["draft", "consent", "withdrawn", "partly", "place"]
_CONSENT = "einwilligung"
_OFFER = "angebot"
_NOTHING: Any = object()
_FEW = range(1, 5)


class PublicRecord(Record):
    """What is public of a record, and of each person it names the released fields, in the order it names them."""

    __slots__ = ("persons",)

    def __init__(self, kind: Kind, id: str, file: str, data: dict[str, Any], persons: list[dict[str, Any]]) -> None:
        super().__init__(kind, id, file, data)
        self.persons = persons


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something a coordinator should know is not shown. `record`: its key, or that of the person.

    `draft`: not finished yet · `consent`: a person without any valid consent for the channel · `withdrawn`: the same
    because the consent was taken back · `partly`: a person of whom only some contact data are released ·
    `place`: the record keeps an address or a place to itself.
    """

    reason: Reason
    record: str
    kind: Kind


class Published:
    """All public records of one channel, asked for like a registry. Records of a kind come sorted by id."""

    def __init__(
        self,
        project: Project,
        channel: str,
        records: Iterable[PublicRecord],
        settings: dict[str, Any],
        withheld: tuple[Withheld, ...],
    ) -> None:
        self.project = project
        self.as_of: date = project.as_of
        self.generation = 0
        self.channel = channel
        self.settings = settings
        self.withheld = withheld
        self._records: dict[str, dict[str, PublicRecord]] = {}
        for record in records:
            self._records.setdefault(record.kind.name, {})[record.id] = record

    def of(self, kind: str) -> list[PublicRecord]:
        """The public records of a kind."""
        return list(self._records.get(kind, {}).values())

    def count(self, kind: str) -> int:
        """How many public records of a kind there are."""
        return len(self._records.get(kind, {}))

    def saying(self, kind: str, texts: Iterable[str], ids: bool = False) -> list[PublicRecord]:  # noqa: ARG002  (as a source has it)
        """The public records of a kind; they are unpacked, so all may say anything."""
        return self.of(kind)

    def get(self, kind: str, id: str) -> PublicRecord | None:
        """A public record, or None."""
        return self._records.get(kind, {}).get(id)

    def find(self, reference: str, kinds: Iterable[str]) -> PublicRecord | None:
        """The public record a reference names: a bare id, or `kind/id`."""
        kind, _, id = reference.rpartition("/")
        return next((record for name in ([kind] if kind else kinds) if (record := self.get(name, id))), None)

    def vocabulary(self, name: str) -> Vocabulary:
        """A list of words with labels and attributes."""
        return self.project.vocabularies[name]

    def __iter__(self) -> Iterator[PublicRecord]:
        for records in self._records.values():
            yield from records.values()

    def __len__(self) -> int:
        return sum(map(len, self._records.values()))


def published(registry: Registry, channel: str) -> Published:
    """Everything the channel may show on the registry's day, persons by their consent on the day of building."""
    return _Gate(registry, channel).open()


class _Gate:
    def __init__(self, registry: Registry, channel: str) -> None:
        self.registry = registry
        self.channel = channel
        self.admitted: dict[str, Record] = {}
        self.withheld: dict[tuple[str, str], Withheld] = {}
        self._at: Record | None = None

    def open(self) -> Published:
        project = self.registry.project
        for record in self.registry:
            if record.kind.private:
                continue
            if _is_in_state(record.kind.schema, record.data, DRAFT):
                self._withhold("draft", record)
            else:
                data = _without_drafts(record.kind.schema, record.data)
                self.admitted[record.key] = Record(record.kind, record.id, record.file, data)
        records = [self._released(record) for record in self.admitted.values()]
        self._at = None
        settings = self._fields(project.kinds.compiled("project"), project.settings, ())
        return Published(project, self.channel, records, settings, tuple(self.withheld.values()))

    def _released(self, record: Record) -> PublicRecord:
        self._at = record
        data = self._fields(record.kind.schema, record.data, ())
        return PublicRecord(record.kind, record.id, record.file, data, list(self._persons(record)))

    def _fields(self, schema: Schema, data: Mapping[str, Any], above: tuple[Mapping[str, Any], ...]) -> dict[str, Any]:
        above = (*above, data)
        shown = {}
        for name, value in data.items():
            part = described(schema, name)
            if part is not None and (kept := self._value(part, value, above)) is not _NOTHING:
                shown[name] = kept
        return shown

    def _value(self, part: Schema, value: Any, above: tuple[Mapping[str, Any], ...]) -> Any:
        if part.get("type") == "object":
            return (isinstance(value, dict) and self._fields(part, value, above)) or _NOTHING
        if part.get("type") == "array":
            inner = {**{key: word for key, word in part.items() if key.startswith("x-fh-")}, **part.get("items", {})}
            kept = [self._value(inner, item, above) for item in value] if isinstance(value, list) else []
            return [item for item in kept if item is not _NOTHING] or _NOTHING
        if not isinstance(value, str | int | float) or not self._shows(part, above):
            return _NOTHING
        if (kinds := part.get("x-fh-ref")) and not self._is_public(str(value), kinds):
            return _NOTHING
        return "<5" if part.get("x-fh-person-zahl") and value in _FEW else value

    def _shows(self, part: Schema, above: tuple[Mapping[str, Any], ...]) -> bool:
        """Whether the schema releases the leaf for the channel, its condition included."""
        if self.channel not in part.get("x-fh-sichtbar", ()):
            return False
        if holds(part.get("x-fh-sichtbar-wenn"), above):
            return True
        if self._at is not None:
            self._withhold("place", self._at)
        return False

    def _is_public(self, reference: str, kinds: Iterable[str]) -> bool:
        """Whether a reference may be shown: what it names is shown too."""
        prefix, _, id = reference.rpartition("/")
        if any(f"{kind}/{id}" in self.admitted for kind in kinds if prefix in ("", kind)):
            return True
        if _OFFER not in kinds:
            return False
        owner = prefix.removeprefix(f"{_OFFER}/")
        records = (record for key, record in self.admitted.items() if owner in (key, record.id))
        return any(_has_item(record.data, id) for record in records)

    def _persons(self, record: Record) -> Iterator[dict[str, Any]]:
        for field in record.kind.having("ref"):
            known = self.registry.project.kinds
            kinds = [name for name in field.refers_to if name in known and known[name].private]
            for _, value in record.values(field.path) if kinds else ():
                person = self.registry.find(str(value), kinds)
                if person is not None and (shown := self._person(person)):
                    yield shown

    def _person(self, person: Record) -> dict[str, Any]:
        if any(_is_in_state(person.kind.schema, person.data, state) for state in (DRAFT, ENDED)):
            return {}
        asked = {
            field.path: value
            for field in person.kind.fields.values()
            if _CONSENT in field.channels and isinstance(value := person[field.path], str)
        }
        shown = {name: value for name, value in asked.items() if self._consented(person, name)}
        if shown != asked:
            self._withhold("partly" if shown else _why_silent(person), person)
        return shown

    def _consented(self, person: Record, field: str) -> bool:
        return bool(person.kind.consent) and consent.valid(person, self.channel, field, self.registry.built_on)

    def _withhold(self, reason: Reason, record: Record) -> None:
        self.withheld[reason, record.key] = Withheld(reason, record.key, record.kind)


def described(schema: Schema, name: str) -> Schema | None:
    """The part of the schema that describes a field, own fields (`x_…`) included."""
    found: Schema | None = schema.get("properties", {}).get(name)
    if found is not None:
        return found
    parts = schema.get("patternProperties", {}).items()
    return next((part for pattern, part in parts if part and re.search(pattern, name)), None)


def holds(condition: str | None, above: tuple[Mapping[str, Any], ...]) -> bool:
    """Whether the yes/no field named by `x-fh-sichtbar-wenn` says yes; `above`: the sections around the leaf."""
    if condition is None:
        return True
    depth = len(above) - 1
    value: Any = above[-1] if above else None
    for step in condition.split("/"):
        if step == "..":
            depth -= 1
            value = above[depth] if depth >= 0 else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value is True


def _is_in_state(schema: Schema, data: Mapping[str, Any], state: str) -> bool:
    """Whether a field holding the state of a thing says so."""
    parts = schema.get("properties", {}).items()
    return any(part.get("x-fh-vokabular") == STATES and data.get(name) == state for name, part in parts)


def _without_drafts(schema: Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data without the parts that are drafts themselves, such as an offer."""
    result = {}
    for name, value in data.items():
        part = described(schema, name) or {}
        inner = part.get("items", {})
        if isinstance(value, list) and inner.get("type") == "object":
            kept = [item for item in value if isinstance(item, dict) and not _is_in_state(inner, item, DRAFT)]
            value = [_without_drafts(inner, item) for item in kept]
        elif isinstance(value, dict):
            value = _without_drafts(part, value)
        result[name] = value
    return result


def _has_item(data: Mapping[str, Any], id: str) -> bool:
    """Whether a section of the record has this id of its own."""
    lists = (value for value in data.values() if isinstance(value, list))
    return any(isinstance(item, dict) and item.get("id") == id for items in lists for item in items)


def _why_silent(person: Record) -> Reason:
    taken_back = any(given.withdrawn for given in consent.consents(person))
    return "withdrawn" if taken_back else "consent"
