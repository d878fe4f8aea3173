"""Translations of a record's texts: which text they are of, and whether it still says the same.

A translation remembers a digest of the German text it was made from. When that text changes, the translation is stale
until somebody looks at it; one without a digest is taken as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .records import Record

LIST = "uebersetzungen"
LANGUAGE, FIELD, TEXT, DIGEST, KIND = "sprache", "feld", "text", "quelle_hash", "art"
HUMAN, MACHINE = "mensch", "maschine"
State = Literal["current", "stale", "unknown"]


@dataclass(frozen=True, slots=True)
class Translation:
    """One text in one language. `index`: its place in the record's list; `state`: whether it fits the original."""

    index: int
    language: str
    field: str
    text: str
    is_machine: bool
    state: State


def digest(text: str) -> str:
    """Twelve signs that change with the words of a text, but not with its line breaks."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8")).hexdigest()[:12]


def translations(record: Record) -> Iterator[Translation]:
    """All translations of a record whose original there is."""
    for index, item in enumerate(record[LIST] or ()):
        original = original_of(record.data, item[FIELD])
        if original is not None:
            known = item.get(DIGEST)
            state: State = "unknown" if not known else "current" if known == digest(original) else "stale"
            yield Translation(index, item[LANGUAGE], item[FIELD], item[TEXT], item.get(KIND) == MACHINE, state)


def original_of(data: Mapping[str, Any], field: str) -> str | None:
    """The German text at `angebote/treff/titel`; parts of a list go by their id. None where there is none."""
    value: Any = data
    for step in field.split("/"):
        if isinstance(value, list):
            value = next((one for one in value if isinstance(one, dict) and one.get("id") == step), None)
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else None


def of_part(data: Mapping[str, Any], where: str) -> dict[int, str]:
    """The translations of one part, `angebote/treff`: their places in the list, and where in the part their text is."""
    items = data.get(LIST)
    fields = [str(one.get(FIELD)) if isinstance(one, dict) else "" for one in items] if isinstance(items, list) else []
    return {n: field.removeprefix(f"{where}/") for n, field in enumerate(fields) if field.startswith(f"{where}/")}


def translatable(record: Record) -> dict[str, str]:
    """Every text of the record that may be translated, by where it stands, in the order of the schema."""
    found: dict[str, str] = {}
    for path in (field.path for field in record.kind.having("uebersetzbar")):
        found.update(_texts(record.data, path.split("."), ""))
    return found


def _texts(value: Any, steps: list[str], where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for one in value:
            if isinstance(one, dict) and one.get("id"):
                yield from _texts(one, steps, f"{where}{one['id']}/")
    elif not steps:
        if isinstance(value, str):
            yield where.rstrip("/"), value
    elif isinstance(value, Mapping):
        yield from _texts(value.get(steps[0]), steps[1:], f"{where}{steps[0]}/")
