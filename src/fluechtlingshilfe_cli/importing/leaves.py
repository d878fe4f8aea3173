"""A record taken apart into its smallest values and put together again, so that two versions of it can be compared.

Sections of a list that bear an own id are told apart by it; any other list is one value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from ..interviewing import ID_PATTERN

Leaf = tuple[str, ...]
"""Steps from the top: names, and `#id` for a section of a list."""

Schema = Mapping[str, Any]


def leaves(data: Mapping[str, Any], schema: Schema) -> dict[Leaf, Any]:
    """All smallest values of a record, by their place."""
    return dict(_walk(data, schema, ()))


def _walk(data: Mapping[str, Any], schema: Schema, above: Leaf) -> Iterator[tuple[Leaf, Any]]:
    for name, value in data.items():
        part = schema.get("properties", {}).get(name, {})
        path = (*above, name)
        if isinstance(value, Mapping):
            yield from _walk(value, part, path)
        elif isinstance(value, list) and (id := id_field(part)) and _told_apart(value, id):
            for item in value:
                yield from _walk(item, part["items"], (*path, f"#{item[id]}"))
        else:
            yield path, value


def put(data: dict[str, Any], schema: Schema, path: Leaf, value: Any) -> None:
    """Sets one smallest value in place, or takes it away for None together with what is empty then."""
    name, *rest = path
    if not rest:
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value
        return
    part = schema.get("properties", {}).get(name, {})
    if rest[0].startswith("#") and (id := id_field(part)):
        items = data.setdefault(name, [])
        item = next((one for one in items if isinstance(one, dict) and one.get(id) == rest[0][1:]), None)
        if item is None:
            item = {id: rest[0][1:]}
            items.append(item)
        put(item, part["items"], tuple(rest[1:]), value)
        if not item:
            items.remove(item)
    else:
        section = data.setdefault(name, {})
        put(section, part, tuple(rest), value)
    if not data[name]:
        del data[name]


def id_field(part: Schema) -> str:
    """The field that tells the sections of a list apart; empty where none does."""
    properties = part.get("items", {}).get("properties", {})
    return next((name for name, inner in properties.items() if inner.get("pattern") == ID_PATTERN), "")


def _told_apart(items: list[Any], id: str) -> bool:
    ids = [item.get(id) if isinstance(item, Mapping) else None for item in items]
    return all(ids) and len(set(map(str, ids))) == len(ids)


def written(path: Leaf) -> str:
    """A place as one text: `angebote/#deutsch/titel`."""
    return "/".join(path)


def mark(value: Any) -> str:
    """A short checksum of a value: enough to see whether it is still the same, too little to tell what it was."""
    return sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()[:10]
