"""The compiled schemas as an editor reads them: German labels and help, the words of every list explained.

Editors that know JSON Schema (VS Code with the YAML extension, and others) offer fields and words from these files,
which lie in `.fh/schema/`. They are made anew at any time with `fh schema --write`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .documents import is_misread
from .project import Project
from .schemas.compiling import Schema
from .schemas.kinds import Kinds
from .schemas.vocabularies import Vocabularies, Word

FOLDER = ".fh/schema"
SETTINGS_KIND = "project"
LISTED = 24
"""Longer lists of words do not stand in the help of a field; the editor offers them while typing."""


def file_name(kind: str) -> str:
    """The file of a kind's schema, relative to the project: what modelines point to."""
    return f"{FOLDER}/{kind}.schema.json"


def editor_schemas(kinds: Kinds) -> dict[str, str]:
    """The text of every schema file by its name relative to the project; `fh.yaml` has one too."""
    return {file_name(name): editor_schema(kinds, name) for name in (*kinds, SETTINGS_KIND)}


def editor_schema(kinds: Kinds, name: str) -> str:
    """The schema of one kind as JSON, in the order of the schema's file."""
    schema = kinds[name].schema if name in kinds else kinds.compiled(name)
    explained = _explained(schema, kinds.vocabularies)
    return json.dumps(_lenient(explained), ensure_ascii=False, indent=2) + "\n"


def outdated(project: Project) -> list[Path]:
    """The schema files that are missing or no longer what they should be."""
    found = []
    for name, text in editor_schemas(project.kinds).items():
        path = project.root / name
        if not path.is_file() or path.read_bytes() != text.encode("utf-8"):
            found.append(path)
    return found


def _explained(schema: Schema, vocabularies: Vocabularies) -> Schema:
    result: Schema = {}
    for key, value in schema.items():
        if key in ("properties", "patternProperties"):
            result[key] = {name: _explained(part, vocabularies) for name, part in value.items()}
        elif key == "items" and isinstance(value, dict):
            result[key] = _explained(value, vocabularies)
        elif key not in ("$id", "examples") or (key == "examples" and "properties" not in schema):
            result[key] = value
    if name := schema.get("x-fh-vokabular"):
        words = _words(vocabularies, name)
        if schema.get("type") == "array":
            result["items"] = {**result.get("items", {}), **words}
        else:
            result |= words
    if schema.get("description"):
        result["markdownDescription"] = "\n\n".join([schema["description"], *_listed(schema, vocabularies)])
    return result


def _words(vocabularies: Vocabularies, name: str) -> Mapping[str, Any]:
    """The codes with their labels; nothing for a list that is still empty, which would forbid every value.

    Codes other readers would misread get a snippet too: chosen by its label, the code comes with quotation marks.
    """
    words = list(vocabularies[name].words.values())
    if not words:
        return {}
    snippets = [
        {"label": f"{word.label()} ({word.code})", "body": f'"{word.code}"'} for word in words if is_misread(word.code)
    ]
    return {
        "enum": [word.code for word in words],
        "enumDescriptions": [_told(word) for word in words],
        **({"defaultSnippets": snippets} if snippets else {}),
    }


def _listed(schema: Schema, vocabularies: Vocabularies) -> list[str]:
    """The words of a field's list for its help, where they fit on a screen."""
    name = schema.get("x-fh-vokabular") or (schema.get("items") or {}).get("x-fh-vokabular")
    words = vocabularies[name].words.values() if name else ()
    if not words or len(words) > LISTED:
        return []
    return ["\n".join(f"- `{word.code}` – {_told(word)}" for word in words)]


def _told(word: Word) -> str:
    return ": ".join(filter(None, (word.label(), str(word.attributes.get("erklaerung", "")))))


def _lenient(schema: Schema) -> Schema:
    """Required fields as the tool judges them: in a draft they may still be missing."""
    rule = schema.get("x-fh-pflicht")
    if not rule:
        return schema
    field = rule["feld"]
    required = schema.get("required", [])
    states = {state: names for state, names in rule.items() if state != "feld"}
    told = {"properties": {field: {"enum": list(states)}}, "required": [field]}
    per_state = [
        {"if": {"properties": {field: {"const": state}}, "required": [field]}, "then": {"required": names}}
        for state, names in states.items()
        if names
    ]
    always = [name for name in required if name == field]
    others = [name for name in required if name != field]
    return {**schema, "required": always, "allOf": [{"if": told, "else": {"required": others}}, *per_state]}
