"""Records that may be the same as a new one: a shared distinctive word in the title, in the same Gemeinde."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .folding import fold, key
from .records import Record
from .registry import Registry
from .schemas.kinds import Kind

_SHORT = 4
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
        theirs = words_of(record.title)
        apart = bool(here and there and not here & there)
        shared = {word for word in mine & theirs if frequency[word] <= _COMMON}
        if key(record.title) == key(title):
            score = 3
        elif apart:
            continue
        elif shared and len(mine & theirs) * 2 >= min(len(mine), len(theirs)):
            score = 2 if here & there else 1
        else:
            continue
        scored.append((-score, record.id, record))
    return [record for _, _, record in sorted(scored, key=lambda entry: entry[:2])[:5]]


def words_of(title: str) -> set[str]:
    """The words of a title that may tell it from others: folded, from four letters."""
    return {word for word in re.findall(r"\w+", fold(title)) if len(word) >= _SHORT and not word.isdigit()}


def _places(kind: Kind, data: Mapping[str, Any]) -> Iterator[str]:
    for field in kind.fields.values():
        if "." not in field.path and field.vocabulary == "gemeinden" and not field.many and (value := data.get(field.path)):
            yield str(value)
