"""Kinds and their fields as the compiled schemas describe them. Nothing here or above names a field.

A field is addressed by the dotted path of its names, lists left out: `angebote.titel`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..folding import key, nearest
from ..resources import Resources
from .compiling import Schema, SchemaFault, compile_schema
from .vocabularies import Vocabularies

SUFFIX = ".schema.json"
_NO_KIND = ("common", "project")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind. `many`: a list of values; `type` is then that of one of them."""

    path: str
    schema: Mapping[str, Any]
    type: str
    many: bool
    required: bool

    @property
    def name(self) -> str:
        """The last step of the path: the name written in the file."""
        return self.path.rpartition(".")[2]

    @property
    def label(self) -> str:
        """The German name for people."""
        return str(self.schema.get("title", self.name))

    @property
    def help(self) -> str:
        """What belongs into the field."""
        return str(self.schema.get("description", ""))

    @property
    def vocabulary(self) -> str | None:
        """The name of the list its words come from."""
        name: str | None = self.keyword("vokabular")
        return name

    @property
    def refers_to(self) -> tuple[str, ...]:
        """The kinds whose ids it may hold."""
        return tuple(self.keyword("ref") or ())

    @property
    def channels(self) -> frozenset[str]:
        """The channels that may show it; none unless the schema says so."""
        return frozenset(self.keyword("sichtbar") or ())

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Other names people use for it."""
        return tuple(self.keyword("synonyme") or ())

    def keyword(self, name: str) -> Any:
        """The value of `x-fh-NAME` on the field or, for a list, on its items."""
        value = self.schema.get(f"x-fh-{name}")
        return value if value is not None else (self.schema.get("items") or {}).get(f"x-fh-{name}")


class Kind:
    """One kind of record: its compiled schema and everything that follows from it."""

    def __init__(self, name: str, schema: Schema) -> None:
        self.name = name
        self.schema = schema
        self.title = str(schema.get("title", name))
        self.plural = str(schema.get("x-fh-plural", self.title))
        self.names = (name, self.plural.casefold(), *schema.get("x-fh-namen", ()))
        self.folder = str(schema.get("x-fh-ordner", f"data/{name}"))
        self.subfolder: Mapping[str, Any] = schema.get("x-fh-unterordner") or {}
        self.private = bool(schema.get("x-fh-privat"))
        self.title_field = str(schema.get("x-fh-titel", "name"))
        self.leniency: Mapping[str, Any] = schema.get("x-fh-pflicht") or {}
        self.consent: Mapping[str, str] = schema.get("x-fh-einwilligung") or {}
        self.columns = tuple(schema.get("x-fh-liste") or (self.title_field,))
        self.groups: list[Mapping[str, Any]] = schema.get("x-fh-gruppen") or []
        self._having: dict[str, list[Field]] = {}

    @cached_property
    def fields(self) -> dict[str, Field]:
        """All fields at any depth by dotted path, in the order of the schema."""
        return {field.path: field for field in _walk(self.schema, "")}

    def having(self, keyword: str) -> list[Field]:
        """The fields that carry `x-fh-KEYWORD`."""
        if keyword not in self._having:
            self._having[keyword] = [field for field in self.fields.values() if field.keyword(keyword) is not None]
        return self._having[keyword]

    def needed_in_state(self, data: Mapping[str, Any]) -> tuple[str, ...] | None:
        """The fields a record cannot do without, where its state lets others wait; None where it does not."""
        state_field = str(self.leniency.get("feld"))
        state = data.get(state_field)
        if not isinstance(state, str) or state not in self.leniency or state == "feld":
            return None
        return tuple(self.leniency[state])

    def called(self, text: str) -> list[Field]:
        """The fields people mean by a path, a name, a label or a synonym, outermost first."""
        if text in self.fields:
            return [self.fields[text]]
        wanted = key(text)
        by_name = [field for field in self.fields.values() if key(field.name) == wanted or key(field.path) == wanted]
        others = [
            field
            for field in self.fields.values()
            if field not in by_name and wanted in map(key, (field.label, *field.synonyms))
        ]
        return sorted([*by_name, *others], key=lambda field: field.path.count("."))


def _walk(schema: Schema, prefix: str) -> Iterator[Field]:
    required = set(schema.get("required", ()))
    for name, part in schema.get("properties", {}).items():
        path = f"{prefix}{name}"
        many = part.get("type") == "array"
        inner = part.get("items", {}) if many else part
        yield Field(path, part, str(inner.get("type", "string")), many, name in required)
        if inner.get("type") == "object":
            yield from _walk(inner, f"{path}.")


class Kinds(Mapping[str, Kind]):
    """All kinds of a project, by name; every one also answers to its plural and further names."""

    def __init__(
        self, resources: Resources, vocabularies: Vocabularies, kept: Mapping[str, Schema] | None = None
    ) -> None:
        """`kept`: the compiled schemas of all kinds and of `project`, where they are known."""
        self.vocabularies = vocabularies
        self._resources = resources
        self._kept = kept or {}
        self._kinds: dict[str, Kind] = {}
        names = self._kept or [name.removesuffix(SUFFIX) for name in resources.names("schemas", SUFFIX)]
        for name in sorted(names):
            if name not in _NO_KIND:
                self._kinds[name] = Kind(name, self.compiled(name))

    def compiled(self, name: str) -> Schema:
        """The self-contained schema of a kind or of `project`, the description of `fh.yaml`."""
        if name in self._kept:
            return self._kept[name]
        return compile_schema(f"{name}{SUFFIX}", self._resources, self._codes)

    def _codes(self, vocabulary: str) -> list[str] | None:
        return None if self.vocabularies.is_open(vocabulary) else list(self.vocabularies[vocabulary].words)

    def __getitem__(self, name: str) -> Kind:
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def called(self, text: str) -> Kind | None:
        """The kind people mean by its German or English name, singular or plural."""
        wanted = key(text)
        return next((kind for kind in self.values() if wanted in map(key, (*kind.names, kind.title))), None)


def require_kind(kinds: Kinds, text: str) -> Kind:
    """The kind of that name. Raises `SchemaFault` with the names there are."""
    if kind := kinds.called(text):
        return kind
    meant = nearest(text, {kind.plural: kind.names for kind in kinds.values()}, 1)
    hint = f"Meinten Sie »{meant[0]}«?" if meant else f"Bekannt sind: {', '.join(k.plural for k in kinds.values())}."
    raise SchemaFault(f"Die Art »{text}« gibt es nicht. {hint}")
