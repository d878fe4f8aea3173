"""Every change of a field as a row: where, what it is called, from what to what in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...comparing import FieldChange, How, RecordChange
from ...findings import Path
from ...queries import Source
from ...schemas.kinds import Field, Kind
from ...tables.cells import Cells, plain

Data = dict[str, Any]


class Rows:
    """Says the changes of one kind of record."""

    def __init__(self, old: Source, new: Source, kind: Kind) -> None:
        self.kind = kind
        self._old = Cells(old, kind)
        self._new = Cells(new, kind)
        self._schedules = [field.path for field in kind.fields.values() if self._new.is_schedule(field)]

    def of_record(self, change: RecordChange) -> list[Data]:
        """The rows of one record; none where it is new or gone as a whole."""
        if change.old is None or change.new is None:
            return []
        return self.of(change.fields, change.old.data, change.new.data)

    def of(self, fields: Iterable[FieldChange], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Data]:
        """The rows of some changes. Words that joined or left one list are one row, and so is a week's plan."""
        rows: dict[Any, Data] = {}
        for change in (self._widened(change, before, after) for change in fields):
            row = self._row(change, before, after)
            key = (change.field, *row["where"], row["item"], _home(change))
            known = rows.setdefault(key, row)
            if known is not row:
                known["plus"] += row["plus"]
                known["minus"] += row["minus"]
        return list(rows.values())

    def _widened(self, change: FieldChange, before: Mapping[str, Any], after: Mapping[str, Any]) -> FieldChange:
        """The change of the whole week's plan that a change belongs to: its parts say nothing alone."""
        for path in self._schedules:
            if not change.field.startswith(f"{path}."):
                continue
            depth = path.count(".")
            old_path, new_path = (_cut(steps, depth) for steps in (change.old_path, change.new_path))
            old, new = _at(before, old_path), _at(after, new_path)
            how = How.SET if old is None else How.CLEARED if new is None else How.CHANGED
            return FieldChange(how, path, old_path, new_path, old, new)
        return change

    def _row(self, change: FieldChange, before: Mapping[str, Any], after: Mapping[str, Any]) -> Data:
        field = self.kind.fields.get(change.field)
        where = self._where(change, before, after)
        is_section = field is not None and field.many and field.type == "object"
        is_item = change.how in (How.ADDED, How.REMOVED)
        row: Data = {
            "how": change.how.value,
            "field": change.field,
            "label": field.label if field else change.field.rpartition(".")[2],
            "where": where,
            "item": "",
            "old": change.old,
            "new": change.new,
            "old_text": self._text(self._old, field, change.old),
            "new_text": self._text(self._new, field, change.new),
            "plus": [],
            "minus": [],
        }
        if is_item and is_section and field is not None:
            row["label"] = _one(field)
            row["item"] = item_title(field, change.old if change.new is None else change.new)
        elif is_item:
            row["plus" if change.how is How.ADDED else "minus"] = [row["new_text"] or row["old_text"]]
        elif is_section and change.how in (How.SET, How.CLEARED) and field is not None:
            row["old_text"], row["new_text"] = (
                ", ".join(filter(None, (item_title(field, item) for item in items or ())))
                for items in (change.old, change.new)
            )
        return row

    def _text(self, cells: Cells, field: Field | None, value: Any) -> str:
        if value is None:
            return ""
        return cells.text(field, value, with_id=True) if field else plain(value)

    def _where(self, change: FieldChange, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
        """The items of lists around the value, as »Angebot »Sprachcafé««, from outside to inside."""
        data, path = (after, change.new_path) if change.new is not None else (before, change.old_path)
        if change.how in (How.ADDED, How.REMOVED):
            path = path[:-1]
        found: list[str] = []
        names: list[str] = []
        for depth, step in enumerate(path):
            if isinstance(step, str):
                names.append(step)
            elif field := self.kind.fields.get(".".join(names)):
                title = item_title(field, _at(data, path[: depth + 1]))
                found.append(f"{_one(field)} »{title}«" if title else f"{_one(field)} {step + 1}")
        return found


def item_title(field: Field, item: Any) -> str:
    """How people name an item of a list: its most searched text, else the first plain value."""
    if not isinstance(item, Mapping):
        return plain(item)
    properties = field.schema.get("items", {}).get("properties", {})
    weights = {name: part.get("x-fh-suche", 0) for name, part in properties.items()}
    best = max(
        (name for name in weights if isinstance(item.get(name), str)), key=lambda name: weights[name], default=""
    )
    if best and weights[best]:
        return str(item[best])
    first = next((value for name in properties if not isinstance(value := item.get(name), Mapping | list | None)), "")
    return plain(first)


def _one(field: Field) -> str:
    return str(field.schema.get("items", {}).get("title", field.label))


def _home(change: FieldChange) -> Path:
    """The list that words joined or left; rows of other changes stand alone."""
    path = change.new_path if change.how is not How.REMOVED else change.old_path
    return path[:-1] if change.how in (How.ADDED, How.REMOVED) else path


def _cut(path: Path, names: int) -> Path:
    """The beginning of a path up to so many further names."""
    seen = -1
    for index, step in enumerate(path):
        seen += isinstance(step, str)
        if seen == names:
            return path[: index + 1]
    return path


def _at(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
