"""One self-contained JSON Schema per kind: references, `allOf` and vocabularies resolved, our keywords kept.

Everything else in the tool uses only the result. What is wrong with a schema is a fault of the schema, not of the
data: `SchemaFault`, exit code 2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..resources import Resources

Schema = dict[str, Any]

FORMATS = frozenset({"date"})
_UNIONS = ("required", "x-fh-gruppen")
_FORBIDDEN = ("oneOf", "anyOf", "not", "if", "then", "else", "dependentSchemas", "$dynamicRef")


class SchemaFault(Exception):
    """A schema, vocabulary or setting of the project cannot be used; the sentence is for people."""


def compile_schema(name: str, resources: Resources, words: Callable[[str], list[str] | None]) -> Schema:
    """The self-contained schema of `name`, for example `initiative.schema.json`.

    `words` gives the codes of a vocabulary, or None for one that stays open. Raises `SchemaFault`.
    """
    return _Compiler(resources, words).schema(name)


class _Compiler:
    def __init__(self, resources: Resources, words: Callable[[str], list[str] | None]) -> None:
        self.resources = resources
        self.words = words
        self.files: dict[str, Schema] = {}

    def schema(self, name: str) -> Schema:
        return self.resolve(self.file(name), name, ())

    def file(self, name: str) -> Schema:
        if name not in self.files:
            import json

            path = self.resources.find("schemas", name)
            if path is None:
                raise SchemaFault(f"Das Schema »{name}« gibt es nicht.")
            try:
                loaded = json.loads(path.read_text("utf-8"))
            except (ValueError, OSError) as error:
                raise SchemaFault(f"Das Schema {path} ist nicht lesbar: {error}") from None
            self.files[name] = loaded
        return self.files[name]

    def resolve(self, schema: Schema, where: str, trail: tuple[str, ...]) -> Schema:
        base: Schema = {}
        if reference := schema.get("$ref"):
            if reference in trail:
                raise SchemaFault(f"{where}: Der Verweis {reference} führt im Kreis.")
            base = self.resolve(self.target(reference, where), reference, (*trail, reference))
        for part in schema.get("allOf", ()):
            base = merge(base, self.resolve(part, where, trail), where)
        own = {key: value for key, value in schema.items() if key not in ("$ref", "allOf", "$defs")}
        for word in _FORBIDDEN:
            if word in own:
                raise SchemaFault(f"{where}: »{word}« gehört in eine Regel, nicht in ein Schema.")
        for holder in ("properties", "patternProperties"):
            if holder in own:
                own[holder] = {key: self.resolve(value, f"{where}/{key}", trail) for key, value in own[holder].items()}
        if isinstance(own.get("items"), dict):
            own["items"] = self.resolve(own["items"], f"{where}[]", trail)
        return self.checked(merge(base, own, where), where)

    def target(self, reference: str, where: str) -> Schema:
        name, _, pointer = reference.partition("#")
        found: Any = self.file(name or where.partition("#")[0].partition("/")[0])
        for step in pointer.strip("/").split("/") if pointer.strip("/") else ():
            if not isinstance(found, dict) or step not in found:
                raise SchemaFault(f"{where}: Den Verweis {reference} gibt es nicht.")
            found = found[step]
        if not isinstance(found, dict):
            raise SchemaFault(f"{where}: Der Verweis {reference} führt zu keinem Schema.")
        return found

    def checked(self, schema: Schema, where: str) -> Schema:
        if schema.get("format", "date") not in FORMATS:
            raise SchemaFault(f"{where}: Das Format »{schema['format']}« ist unbekannt; erlaubt ist »date«.")
        vocabulary = schema.get("x-fh-vokabular")
        holder = schema.get("items", schema) if schema.get("type") == "array" else schema
        if vocabulary and "enum" not in holder and (codes := self.words(vocabulary)) is not None:
            if holder is schema:
                schema["enum"] = codes
            else:
                schema["items"] = {**holder, "enum": codes}
        return schema


def merge(base: Schema, over: Schema, where: str) -> Schema:
    """Both descriptions at once: fields and duties add up, the later one wins; two types are a fault."""
    result = dict(base)
    for key, value in over.items():
        if key not in result:
            result[key] = value
        elif key == "type" and result[key] != value:
            raise SchemaFault(f"{where}: Der Wert ist einmal »{result[key]}« und einmal »{value}«.")
        elif key in ("properties", "patternProperties"):
            both = dict(result[key])
            for name, part in value.items():
                both[name] = merge(both[name], part, f"{where}/{name}") if name in both else part
            result[key] = both
        elif key in _UNIONS:
            result[key] = [*result[key], *(item for item in value if item not in result[key])]
        elif key == "items":
            result[key] = merge(result[key], value, f"{where}[]")
        else:
            result[key] = value
    return result
