"""XLSX from Excel or LibreOffice: one sheet with a list; real dates and numbers as people write them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ...folding import key
from ..tables import Aside, NotATable, Table
from .grids import table_of


def read_workbook(path: Path, raw: bytes, wanted: str = "") -> Table:
    """The table of the sheet with this name, else of the first that has one; further ones are named.

    Raises `NotATable`.
    """
    book = open_book(path.name, raw)
    sheets = {sheet.title: _grid(sheet) for sheet in book.worksheets}
    filled = {title: grid for title, grid in sheets.items() if any(any(cells) for _, cells in grid)}
    if not filled:
        raise NotATable(f"{path.name} ist leer: Auf keinem Blatt steht etwas.")
    first = next(iter(filled))
    title = _named(path.name, wanted, sheets, filled) if wanted else first
    others = [other for other in filled if other != title]
    told = f"Excel, Blatt »{title}«" + (f"; weitere: {_listed(others)}" if others else "")
    table = table_of(filled[title], told, path.name)
    asides = [
        Aside(f"Blatt »{other}«", f"{sum(any(cells) for _, cells in filled[other])} Zeilen", "liest --blatt NAME")
        for other in others
    ]
    return replace(table, asides=[*table.asides, *asides], sheet="" if title == first else title)


def _named(file: str, wanted: str, sheets: Iterable[str], filled: Iterable[str]) -> str:
    found = next((title for title in sheets if key(title) == key(wanted)), "")
    if found in filled:
        return found
    what = f"Das Blatt »{found}« in {file} ist leer." if found else f"Ein Blatt »{wanted}« hat {file} nicht."
    raise NotATable(f"{what} Es gibt: {_listed(filled)}.")


def _listed(titles: Iterable[str]) -> str:
    return ", ".join(f"»{title}«" for title in titles)


def open_book(name: str, raw: bytes) -> Any:
    """The workbook with the values its formulas had. Raises `NotATable`."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and validations it does not need
            return load_workbook(io.BytesIO(raw), data_only=True)
    except Exception:
        raise NotATable(
            f"{name} ist nicht als Excel-Datei lesbar. Bitte in Excel öffnen und neu als .xlsx speichern."
        ) from None


def text_of(value: Any) -> str:
    """A cell as text: days as 2026-03-14, whole numbers without a point, yes and no as ja and nein."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        moment = value.replace(second=0, microsecond=0, tzinfo=None)
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _grid(sheet: Any) -> list[tuple[int, list[str]]]:
    return [
        (number, [text_of(value) for value in row]) for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
    ]
