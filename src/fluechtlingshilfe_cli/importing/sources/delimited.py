"""CSV of any usual encoding and separator, as office programs save it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from ..tables import NotATable, Table
from .grids import table_of

_SEPARATORS = ";,\t|"
_LONGEST_CELL = 2**24


def read_delimited(path: Path, raw: bytes) -> Table:
    """The table of a CSV file. Rows count as in a spreadsheet, whatever lines a cell has. Raises `NotATable`."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotATable(
            f"{path.name} ist eine alte Excel-Datei. Bitte dort »Speichern unter« wählen, als Dateityp »Excel (.xlsx)«."
        )
    text, encoding = _decoded(raw, path)
    announced = re.match(r"sep=(.)\r?\n", text)
    body = text[announced.end() :] if announced else text
    separator = announced[1] if announced else _separator(body)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
        grid = [
            (number, [cell.strip() for cell in cells]) for number, cells in enumerate(reader, 2 if announced else 1)
        ]
    except (csv.Error, TypeError, ValueError) as error:
        raise NotATable(f"{path.name} ist nicht als Tabelle lesbar ({error}).") from None
    shown = "Tab" if separator == "\t" else separator
    return table_of(grid, f"CSV, {encoding}, Trennzeichen »{shown}«", path.name)


def _decoded(raw: bytes, path: Path) -> tuple[str, str]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), "UTF-16"
    try:
        return raw.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        raise NotATable(
            f"Die Schrift von {path.name} ist nicht zu erkennen. Bitte als »CSV UTF-8« speichern."
        ) from None


def _separator(text: str) -> str:
    """The separator that cuts the first lines into the same number of cells, the more the better."""
    lines = text.splitlines()[:20]
    best, best_score = ",", (0, 0)
    for separator in _SEPARATORS:
        try:
            counts = [len(cells) for cells in csv.reader(lines, delimiter=separator) if cells]
        except csv.Error:
            continue
        if counts and counts[0] > 1:
            score = (sum(count == counts[0] for count in counts), counts[0])
            if score > best_score:
                best, best_score = separator, score
    return best
