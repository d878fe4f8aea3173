"""A table of records of one kind: which records, which columns, and their values in words or with their types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..folding import fold
from ..queries import Source
from ..queries.fields import Asked, asked
from ..records import Record
from ..schemas.kinds import Kind
from .cells import Cells


@dataclass(frozen=True, slots=True)
class Table:
    """Records in the order they are shown. `chosen`: the columns were asked for, so they are all that is wanted."""

    source: Source
    kind: Kind
    records: Sequence[Record]
    columns: Sequence[Asked]
    chosen: bool = False

    def headings(self) -> list[str]:
        """The labels of the columns; where two are alike, with that of the section before."""
        labels = [column.label for column in self.columns]
        result = []
        for column, label in zip(self.columns, labels, strict=True):
            above = self.kind.fields.get(column.field.path.rpartition(".")[0]) if column.field else None
            result.append(f"{above.label}: {label}" if above and labels.count(label) > 1 else label)
        return result

    def rows(self) -> list[list[str]]:
        """Every cell in words."""
        cells = Cells(self.source, self.kind)
        return [[cells.column(column, record) for column in self.columns] for record in self.records]

    def typed(self, record: Record) -> dict[str, Any]:
        """The record for other programs: the chosen columns, else kind, id and everything it holds."""
        if not self.chosen:
            return {"kind": record.kind.name, "id": record.id, **record.data}
        return {column.name: self.value(column, record) for column in self.columns}

    def value(self, column: Asked, record: Record) -> Any:
        """The value of a column with its type: a list where there may be several, None where there is none."""
        values = column.values(record)
        if column.attribute and column.field and column.field.vocabulary:
            words = self.source.vocabulary(column.field.vocabulary).words
            found = [words[value].attributes.get(column.attribute) for value in values if value in words]
            values = [value for value in found if value is not None]
        if self._many(column):
            return values
        return values[0] if values else None

    def _many(self, column: Asked) -> bool:
        """Whether the path passes through a list without saying which item."""
        path = ""
        for step, following in zip(column.steps, (*column.steps[1:], ""), strict=True):
            if step.lstrip("-").isdigit():
                continue
            path = f"{path}.{step}" if path else step
            field = self.kind.fields.get(path)
            if field and field.many and not following.lstrip("-").isdigit():
                return True
        return False


def columns(source: Source, kind: Kind, names: str | None) -> list[Asked]:
    """The columns asked for (`name,gemeinde,teilkreis`), else those the schema lists. Raises `Misunderstood`."""
    wanted = [name for name in (names.split(",") if names else kind.columns) if name.strip()]
    return [asked(kind, name, source.project.vocabularies)[0] for name in wanted]


def sorted_by(source: Source, kind: Kind, records: Sequence[Record], name: str | None) -> list[Record]:
    """The records ordered by a field, by the title if none is named; `-name` turns the order. Missing values last."""
    if name is None:
        return sorted(records, key=lambda record: (fold(record.title), record.id))
    column = asked(kind, name.removeprefix("-"), source.project.vocabularies)[0]
    cells, table = Cells(source, kind), Table(source, kind, records, ())

    def rank(record: Record) -> tuple[int, float, str]:
        values = column.values(record) if not column.attribute else [table.value(column, record)]
        first: Any = None
        if values:
            first = (max if name.startswith("-") else min)(values, key=lambda value: (isinstance(value, str), value))
        if isinstance(first, int | float):
            return (0, float(first), "")
        iso = (
            isinstance(first, str) and column.field is not None and first[:4].isdigit() and not column.field.vocabulary
        )
        return (0, 0.0, str(first) if iso else fold(cells.column(column, record)))

    filled = [record for record in records if column.values(record)]
    empty = [record for record in records if not column.values(record)]
    filled = sorted(filled, key=lambda record: record.id)
    return sorted(filled, key=rank, reverse=name.startswith("-")) + sorted(empty, key=lambda record: record.id)
