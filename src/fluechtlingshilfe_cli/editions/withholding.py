"""What has become secret since an edition was fixed: an address or a place that its record keeps to itself today.

It is left out of the edition like a name whose consent was withdrawn. What is merely no longer in the registry stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..numbering import Row
from ..publication import described
from ..records import Record
from ..registry import Registry
from ..schemas.compiling import Schema

_ID = "id"


def without_secrets(past: Iterable[Record], now: Registry, table: Iterable[Row]) -> Iterator[tuple[Record, bool]]:
    """Every record as it may be shown, and whether anything was taken out. `table`: which record has which id now."""
    rows = list(table)
    number = {row.key: row.number for row in rows}
    holder = {row.number: row.key for row in rows}
    for record in past:
        kind, _, id = holder.get(number.get(record.key, 0), record.key).rpartition("/")
        today = now.get(kind, id)
        data = _kept(record.kind.schema, record.data, today.data, ()) if today else record.data
        yield (record, False) if data == record.data else (Record(record.kind, record.id, record.file, data), True)


def _kept(
    schema: Schema, past: Mapping[str, Any], now: Mapping[str, Any], above: tuple[Mapping[str, Any], ...]
) -> dict[str, Any]:
    """The values of a section less those whose condition (`x-fh-sichtbar-wenn`) no longer says yes."""
    above = (*above, now)
    kept: dict[str, Any] = {}
    for name, value in past.items():
        part = described(schema, name) or {}
        condition = part.get("x-fh-sichtbar-wenn")
        if condition and _is_taken_back(condition, above):
            continue
        kept[name] = _inside(part, value, now.get(name), above)
    return kept


def _inside(part: Schema, past: Any, now: Any, above: tuple[Mapping[str, Any], ...]) -> Any:
    if isinstance(past, dict) and isinstance(now, dict):
        return _kept(part, past, now, above)
    if isinstance(past, list) and isinstance(now, list):
        known = {item[_ID]: item for item in now if isinstance(item, dict) and _ID in item}
        inner = part.get("items", {})
        return [
            _inside(inner, item, known.get(item.get(_ID)) if isinstance(item, dict) else None, above) for item in past
        ]
    return past


def _is_taken_back(condition: str, above: tuple[Mapping[str, Any], ...]) -> bool:
    """Whether the section with the yes/no field is there today, and the field does not say yes."""
    *steps, name = condition.split("/")
    depth = len(above) - 1
    section: Any = above[-1]
    for step in steps:
        if step == "..":
            depth -= 1
            section = above[depth] if depth >= 0 else None
        else:
            section = section.get(step) if isinstance(section, Mapping) else None
    return isinstance(section, Mapping) and bool(section) and section.get(name) is not True
