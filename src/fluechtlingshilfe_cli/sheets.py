"""A table as office programs save it: CSV of any usual encoding and separator, read without losing a cell."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from .folding import key

_SEPARATORS = ";,\t|"


class NotATable(Exception):
    """The file cannot be read as a table; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file it begins in, and its cells by column, all stripped."""

    line: int
    cells: dict[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells.values())


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its columns in order; cells beyond the header are in columns named by their number."""

    columns: list[str]
    rows: list[Row]
    encoding: str
    separator: str


def read_sheet(path: Path) -> Sheet:
    """Reads a CSV file. Raises `NotATable` and OSError."""
    raw = path.read_bytes()
    if raw.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise NotATable(
            f"{path.name} ist eine Excel-Datei. Bitte dort »Speichern unter« wählen, als Dateityp »CSV UTF-8«."
        )
    text, encoding = _decoded(raw, path)
    announced = re.match(r"sep=(.)\r?\n", text)
    body = text[announced.end() :] if announced else text
    separator = announced[1] if announced else _separator(body)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
    try:
        return _sheet(reader, encoding, separator, 1 if announced else 0, path)
    except csv.Error as error:
        raise NotATable(f"{path.name} ist nicht als Tabelle lesbar (Zeile {reader.line_num}: {error}).") from None


def _sheet(reader: csv._reader, encoding: str, separator: str, skipped: int, path: Path) -> Sheet:  # type: ignore[name-defined]
    header = next(reader, None)
    if not header or not any(cell.strip() for cell in header):
        raise NotATable(f"{path.name} hat keine Kopfzeile mit den Namen der Spalten.")
    columns = _distinct([cell.strip() for cell in header])
    rows = []
    while True:
        line = reader.line_num + skipped + 1
        cells = next(reader, None)
        if cells is None:
            break
        columns += _distinct([""] * (len(cells) - len(columns)), len(columns))
        rows.append(Row(line, {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}))
    return Sheet(columns, rows, encoding, separator)


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
        counts = [len(cells) for cells in csv.reader(lines, delimiter=separator) if cells]
        if counts and counts[0] > 1:
            score = (sum(count == counts[0] for count in counts), counts[0])
            if score > best_score:
                best, best_score = separator, score
    return best


def _distinct(names: list[str], before: int = 0) -> list[str]:
    seen: set[str] = set()
    result = []
    for position, name in enumerate(names, before + 1):
        unique = name or f"Spalte {position}"
        while unique in seen:
            unique = f"{name or 'Spalte'} {position}"
            name = unique + "'"
        seen.add(unique)
        result.append(unique)
    return result


def own_field(column: str, prefix: str = "x_import_") -> str:
    """The own field that keeps a column nobody mapped: »Tel. privat« becomes `x_import_tel_privat`."""
    from .naming import slug

    return prefix + (slug(column, 60).replace("-", "_") or key(column) or "spalte")
