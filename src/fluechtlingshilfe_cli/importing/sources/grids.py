"""A grid of cells as a spreadsheet holds it, made a table: the header found, titles above it named, no cell lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..tables import Aside, NotATable, Row, Table, distinct, letters

_LOOKED_AT = 10
"""Rows in which the header may stand."""
_DATA = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}|https?://|www\.|\+?[0-9][0-9 ()/-]{4,}\Z", re.IGNORECASE)
"""What stands in data and never in the name of a column."""

Grid = Sequence[tuple[int, Sequence[str]]]
"""The rows with their numbers in the file, from 1."""


def table_of(grid: Grid, told: str, name: str, sheet: str = "") -> Table:
    """The table in a grid. `sheet` comes before the addresses where a file has several. Raises `NotATable`."""
    filled = [index for index, (_, cells) in enumerate(grid) if any(cells)]
    if not filled:
        raise NotATable(f"{name} ist leer: Es gibt keine Kopfzeile mit den Namen der Spalten.")
    start = _header(grid, filled)
    names = grid[start][1]
    headless = any(_DATA.match(cell) for cell in names if cell)
    body = grid[start:] if headless else grid[start + 1 :]
    width = max([len(names), *(_used(cells) for _, cells in body)])
    padded = [*([""] * len(names) if headless else names), *[""] * (width - len(names))]
    columns = distinct(padded)
    prefix = f"{sheet}!" if sheet else ""
    rows = [_row(columns, number, cells, prefix) for number, cells in body]
    while rows and rows[-1].is_empty:
        rows.pop()
    asides = [
        Aside(f"{prefix}{letters(column)}{line}", cell, "steht über der Kopfzeile")
        for line, cells in grid[:start]
        for column, cell in enumerate(cells)
        if cell
    ]
    if headless:
        told += ", ohne Kopfzeile"
    return Table(columns, rows, told, asides)


def _header(grid: Grid, filled: list[int]) -> int:
    """The first row that has more than one cell filled, where the list has several columns."""
    for index in filled[:_LOOKED_AT]:
        if sum(map(bool, grid[index][1])) > 1:
            return index
    return filled[0]


def _used(cells: Sequence[str]) -> int:
    return max((position for position, cell in enumerate(cells, 1) if cell), default=0)


def _row(columns: Sequence[str], number: int, cells: Sequence[str], prefix: str) -> Row:
    values = dict(zip(columns, cells, strict=False))
    places = {name: f"{prefix}{letters(index)}{number}" for index, name in enumerate(values)}
    return Row(f"{prefix}Zeile {number}" if prefix else f"Zeile {number}", values, places, number)
