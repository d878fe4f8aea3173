"""What every source gives: rows of cells, each cell with the address under which people find it in their file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..folding import key

OWN = "x_import_"
"""Own fields that keep what has no field of its own begin like this."""


class NotATable(Exception):
    """The file cannot be read as a list of entries; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list. `place` tells people where it begins; `cells` are texts, or lists and sections of JSON."""

    place: str
    cells: Mapping[str, Any]
    places: Mapping[str, str]
    """The address of each cell: `B17`, a JSON pointer, the UID of an appointment with the name of its property."""
    number: int = 0
    """Of the row in a spreadsheet, from 1."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells.values())


@dataclass(frozen=True, slots=True)
class Aside:
    """Something of the file that belongs to no entry: where it stands, what it is, and why it is left out."""

    place: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """A list with its columns in order. `told` describes the file: »CSV, UTF-8, Trennzeichen »;««."""

    columns: Sequence[str]
    rows: Sequence[Row]
    told: str
    asides: Sequence[Aside] = ()
    mapping: str = ""
    """The name of the bundled mapping for this source, empty where columns are anybody's."""
    key: str = ""
    """The column the source itself knows its entries by."""
    begins: str = ""
    """The first year a calendar tells of; entries of earlier years have not vanished."""
    sheet: str = ""
    """The sheet of a workbook, where it is not the first that is filled."""


def letters(index: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def distinct(names: Iterable[str], before: int = 0) -> list[str]:
    """Names of columns such that each is there once and none is empty."""
    seen: set[str] = set()
    result = []
    for position, name in enumerate(names, before + 1):
        unique, number = name or f"Spalte {position}", position
        while unique in seen:
            unique = f"{name or 'Spalte'} {number}"
            number += 1
        seen.add(unique)
        result.append(unique)
    return result


def own_field(column: str) -> str:
    """The own field that keeps a column nobody mapped: »Tel. privat« becomes `x_import_tel_privat`."""
    from ..naming import slug

    return OWN + (slug(column, 60).replace("-", "_") or key(column) or "spalte")
