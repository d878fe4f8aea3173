"""Records that may be the same as a new one: a shared distinctive word in the title, in the same Gemeinde."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .folding import key
from .naming import slug, value_at
from .records import Record
from .registry import Registry
from .schemas.kinds import Kind

_COMMON = 3
"""A word that more titles have than this tells nothing about one of them."""


def similar_records(registry: Registry, kind: Kind, data: Mapping[str, Any]) -> list[Record]:
    """The records of a kind that look like `data`, most alike first; at most five."""
    title = str(data.get(kind.title_field) or "")
    if not key(title):
        return []
    mine, here = words_of(title), set(_places(kind, data))
    records = registry.of(kind.name)
    frequency = Counter(word for record in records for word in words_of(record.title))
    scored: list[tuple[int, str, Record]] = []
    for record in records:
        there = set(_places(kind, record.data))
        if (here and there and not here & there) or _at_other_times(kind, data, record.data):
            continue
        theirs = words_of(record.title)
        shared = {word for word in mine & theirs if frequency[word] <= _COMMON}
        if key(record.title) == key(title):
            scored.append((0, record.id, record))
        elif shared and len(mine & theirs) * 2 >= len(mine | theirs):
            scored.append((1 if here & there else 2, record.id, record))
    return [record for _, _, record in sorted(scored, key=lambda entry: entry[:2])[:5]]


def _at_other_times(kind: Kind, data: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both stand in folders by a value that differs, such as their first day: a series, not a duplicate."""
    values = [value_at(data, str(kind.subfolder.get("feld", ""))), value_at(other, str(kind.subfolder.get("feld", "")))]
    return all(values) and values[0] != values[1]


def words_of(title: str) -> set[str]:
    """The words of a title that may tell it from others, without articles and the like."""
    return set(slug(title, 1000).split("-")) - {""}


def _places(kind: Kind, data: Mapping[str, Any]) -> Iterator[str]:
    for field in kind.fields.values():
        if (
            "." not in field.path
            and field.vocabulary == "gemeinden"
            and not field.many
            and (value := data.get(field.path))
        ):
            yield str(value)
