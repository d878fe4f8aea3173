"""What fits on a page in portrait."""

from __future__ import annotations

from dataclasses import replace

from .._report import Table

_MOST_COLUMNS = 7


def fitting(table: Table) -> Table:
    """The table with as many columns as a page in portrait takes; spreadsheets have them all."""
    if table.heat or len(table.columns) <= _MOST_COLUMNS:
        return table
    kept = [index for index, column in enumerate(table.columns) if column.on_screen]
    rows = [[row[index] for index in kept] for row in table.rows]
    total = [table.total[index] for index in kept] if table.total else None
    return replace(table, columns=[table.columns[index] for index in kept], rows=rows, total=total)
