"""What an edit means, apart from how it is written: changes to the values of a record, and values as text.

Values may be numbers, yes/no or text; in files all is text, and that is how they are compared.
"""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..emitting import field_order
from ..findings import Path
from ..schemas.kinds import Kind

UNSURE = (
    "Diese Stelle ist so geschrieben, dass sie sich nicht sicher ändern lässt; die Datei bleibt, wie sie ist. "
    "Bitte im Editor ändern: fh edit"
)
"""What is said when an edit would not come out as meant."""

Order = Callable[[Path], Sequence[str]]
"""The names of the fields that may stand in the section at a path, in the order people read them."""


class EditRefused(Exception):
    """The edit cannot be made safely; the sentence says why. The file is untouched."""


@dataclass(frozen=True, slots=True)
class Set:
    """The value at `path` becomes `value`; sections on the way are made. An empty value takes the field away."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Add:
    """`value` joins the list at `path` as its last item, unless a word is there already."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """The field or item at `path` goes; with `value`, that item of the list at `path`."""

    path: Path
    value: Any = None


Change = Set | Add | Remove


def order_of(kind: Kind) -> Order:
    """The order in which a kind's fields stand in files."""

    def names(path: Path) -> Sequence[str]:
        if not path:
            return field_order(kind)
        schema: Mapping[str, Any] = kind.schema
        for step in path:
            schema = schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
        return list(schema.get("properties", {}))

    return names


def applied(data: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """The values with the changes made; what became empty is gone. Raises `EditRefused`."""
    result: dict[str, Any] = copy.deepcopy(dict(data))
    for one in changes:
        if isinstance(one, Set):
            value = normal(one.value)
            if value is None:
                _take(result, one.path)
            else:
                _put(result, one.path, value)
        elif isinstance(one, Add):
            _append(result, one.path, normal(one.value))
        elif one.value is None:
            if not _take(result, one.path):
                raise EditRefused(f"»{shown(one.path)}« steht nicht im Eintrag.")
        else:
            _drop(result, one.path, normal(one.value))
    return result


def normal(value: Any) -> Any:
    """The value as it will be read again: letters composed, line ends plain, nothing empty. None for nothing."""
    if isinstance(value, Mapping):
        return {name: inner for name, item in value.items() if (inner := normal(item)) is not None} or None
    if isinstance(value, list | tuple):
        return [inner for item in value if (inner := normal(item)) is not None] or None
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n") or None
    return value


def as_text(value: Any) -> Any:
    """The value with every scalar as the text that stands in the file."""
    if isinstance(value, Mapping):
        return {name: as_text(item) for name, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def ordered(value: Any, order: Order, path: Path = ()) -> Any:
    """The value with the fields of every section in their order, unknown ones last."""
    if isinstance(value, Mapping):
        known = {name: rank for rank, name in enumerate(order(path))}
        names = sorted(value, key=lambda name: known.get(name, len(known)))
        return {name: ordered(value[name], order, (*path, name)) for name in names}
    if isinstance(value, list):
        return [ordered(item, order, (*path, index)) for index, item in enumerate(value)]
    return value


def shown(path: Path) -> str:
    """The path as people type it."""
    return ".".join(map(str, path))


def _put(data: dict[str, Any], path: Path, value: Any) -> None:
    holder: Any = data
    for depth, step in enumerate(path):
        last = depth == len(path) - 1
        fresh: Any = value if last else [] if isinstance(path[depth + 1], int) else {}
        if isinstance(step, int):
            if not isinstance(holder, list) or not -1 < step <= len(holder):
                raise EditRefused(f"»{shown(path[:depth])}« hat keinen Eintrag Nummer {step}; gezählt wird ab 0.")
            if step == len(holder):
                holder.append(fresh)
            elif last:
                holder[step] = fresh
            holder = holder[step]
        elif not isinstance(holder, dict):
            raise EditRefused(f"»{shown(path[:depth])}« ist kein Abschnitt mit eigenen Feldern.")
        else:
            if last or step not in holder:
                holder[step] = fresh
            holder = holder[step]


def _append(data: dict[str, Any], path: Path, value: Any) -> None:
    items = value_at(data, path)
    if items is None:
        _put(data, path, [value])
    elif not isinstance(items, list):
        raise EditRefused(f"»{shown(path)}« ist keine Liste.")
    elif isinstance(value, Mapping) or as_text(value) not in as_text(items):
        items.append(value)


def _drop(data: dict[str, Any], path: Path, value: Any) -> None:
    items = value_at(data, path)
    if not isinstance(items, list) or as_text(value) not in as_text(items):
        raise EditRefused(f"»{as_text(value)}« steht nicht in »{shown(path)}«.")
    _take(data, (*path, as_text(items).index(as_text(value))))


def _take(data: Any, path: Path) -> bool:
    """Takes away what is at the path, and every section or list that is empty then."""
    holder: Any = value_at(data, path[:-1])
    step: Any = path[-1]
    if (isinstance(holder, list) and isinstance(step, int) and -1 < step < len(holder)) or (
        isinstance(holder, dict) and step in holder
    ):
        del holder[step]
    else:
        return False
    if not holder and len(path) > 1:
        _take(data, path[:-1])
    return True


def value_at(data: Any, path: Path) -> Any:
    """What stands at a path; None for nothing."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and -1 < step < len(data):
            data = data[step]
        else:
            return None
    return data
