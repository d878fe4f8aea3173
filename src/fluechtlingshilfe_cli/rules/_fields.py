"""The fields a rule looks at, found in a record without asking for every field of its kind.

Ten thousand records pass every rule, so the way to the fields is worked out once per kind; a record then costs only
the sections it really has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..findings import Path

if TYPE_CHECKING:
    from ..records import Record
    from ..schemas.kinds import Field, Kind

Found = tuple[Path, Any, "Field", dict[str, Any]]
"""Where a value stands, the value, its field, and the section around it."""

Way = list[tuple[str, "Way | Field"]]


class Fields:
    """All fields of every kind for which `choose(kind, field)` holds."""

    def __init__(self, choose: Callable[[Kind, Field], Any]) -> None:
        self._choose = choose
        self._way = lru_cache(maxsize=64)(self._find_way)

    def needs(self, kind: Kind) -> list[str]:
        """Their dotted paths: what a registry rule declares."""
        return [field.path for field in kind.fields.values() if self._choose(kind, field)]

    def of(self, record: Record) -> list[Found]:
        """Their values in a record, in the order of the schema; an item of a list is a value of its own."""
        way = self._way(record.kind)
        found: list[Found] = []
        if way:
            _collect(record.data, way, (), found)
        return found

    def _find_way(self, kind: Kind) -> Way:
        tree: dict[str, Any] = {}
        for path in self.needs(kind):
            *sections, name = path.split(".")
            branch = tree
            for section in sections:
                branch = branch.setdefault(section, {})
            branch[name] = kind.fields[path]
        return _as_way(tree)


def _as_way(tree: Mapping[str, Any]) -> Way:
    return [(name, _as_way(step) if isinstance(step, dict) else step) for name, step in tree.items()]


def _collect(section: dict[str, Any], way: Way, path: Path, found: list[Found]) -> None:
    for name, step in way:
        value = section.get(name)
        if value is None:
            continue
        if type(step) is list:
            if type(value) is dict:
                _collect(value, step, (*path, name), found)
            elif type(value) is list:
                for index, item in enumerate(value):
                    if type(item) is dict:
                        _collect(item, step, (*path, name, index), found)
        elif type(value) is list:
            found.extend([((*path, name, index), item, step, section) for index, item in enumerate(value)])  # type: ignore[misc]
        else:
            found.append(((*path, name), value, step, section))  # type: ignore[arg-type]
