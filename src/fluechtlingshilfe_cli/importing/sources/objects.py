"""JSON: a list of objects, or the one list in an object; sections become columns `kontakt.telefon`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..tables import Aside, NotATable, Row, Table

_DEEPEST = 6


def read_objects(path: Path, raw: bytes) -> Table:
    """The table of a JSON file; addresses are JSON pointers. Raises `NotATable`."""
    data = parsed(path.name, raw)
    where, items = _list_in(data)
    if items is None:
        raise NotATable(f"{path.name} enthält keine Liste von Einträgen, sondern einen einzelnen Wert.")
    asides = [Aside(place, shown(value), "steht neben der Liste der Einträge") for place, value in _beside(data, where)]
    return table_of_objects(items, where, "JSON", asides)


def parsed(name: str, raw: bytes) -> Any:
    """The content of a JSON file, lines of JSON as a list. Raises `NotATable`."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotATable(f"{name} ist nicht als JSON lesbar: Die Datei ist nicht in UTF-8 gespeichert.") from None
    try:
        return json.loads(text)
    except RecursionError:
        raise NotATable(f"{name} ist zu tief verschachtelt.") from None
    except ValueError as error:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise NotATable(f"{name} ist nicht als JSON lesbar ({error}).") from None


def table_of_objects(items: Sequence[Any], where: str, told: str, asides: Sequence[Aside] = ()) -> Table:
    """A list of objects as a table; what is no object is told aside."""
    columns: dict[str, None] = {}
    rows, others = [], list(asides)
    for index, item in enumerate(items):
        place = f"{where}/{index}"
        if not isinstance(item, Mapping):
            others.append(Aside(place, shown(item), "ist kein Eintrag mit Feldern"))
            continue
        cells = {name: (pointer, value) for name, pointer, value in flattened(item, place)}
        columns.update(dict.fromkeys(cells))
        rows.append(Row(place, {n: v for n, (_, v) in cells.items()}, {n: p for n, (p, _) in cells.items()}))
    return Table(list(columns), rows, told, others)


def shown(value: Any) -> str:
    """A value of JSON in one line for a report."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def flattened(item: Mapping[str, Any], place: str, prefix: str = "", depth: int = 1) -> Iterator[tuple[str, str, Any]]:
    """The values of an object as columns: name, JSON pointer, value; sections by their dotted path."""
    for name, value in item.items():
        pointer = f"{place}/{str(name).replace('~', '~0').replace('/', '~1')}"
        if isinstance(value, Mapping) and depth < _DEEPEST:
            yield from flattened(value, pointer, f"{prefix}{name}.", depth + 1)
        elif isinstance(value, list) and not any(isinstance(part, Mapping | list) for part in value):
            yield f"{prefix}{name}", pointer, "\n".join(_text(part) for part in value if part is not None)
        else:
            yield f"{prefix}{name}", pointer, value if isinstance(value, Mapping | list) else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return str(value).strip()


def _list_in(data: Any) -> tuple[str, list[Any] | None]:
    """The list of entries: the file itself, or the longest list of objects in an object."""
    if isinstance(data, list):
        return "", data
    if not isinstance(data, Mapping):
        return "", None
    lists = [(f"/{name}", value) for name, value in data.items() if isinstance(value, list) and value]
    lists = [(name, value) for name, value in lists if isinstance(value[0], Mapping)]
    return max(lists, key=lambda entry: len(entry[1])) if lists else ("", [data])


def _beside(data: Any, where: str) -> Iterator[tuple[str, Any]]:
    if where:
        for name, value in data.items():
            if f"/{name}" != where:
                yield f"/{name}", value
