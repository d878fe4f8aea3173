"""Numbers of entries in the printed directory: given once, kept for ever, never given again.

They stand in `editions/nummern.csv`, one row each, new rows at the end. A record that got another id has a further row
with its old number. Reading never fails: what is wrong with the table is a finding with its line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from .findings import Finding, Severity, Span
from .project import Project
from .registry import Registry
from .resources import Folder

FOLDER = "editions"
FILE = f"{FOLDER}/nummern.csv"
HEADER = ("Nummer", "Eintrag", "Vorher", "Ausgabe", "Vergeben am")
CODE = "FH211"
_SEPARATOR = ";"
_NEXT = "Nummern vergibt die Freigabe: fh directory --edition … --freigeben"
_KEEP = "Gedruckte Nummern ändern sich nie. Den gespeicherten Stand zeigt »fh diff«, zurück geht es mit »fh undo«."


@dataclass(frozen=True, slots=True)
class Row:
    """A number, the key of the record that has it, the key it had before, and the edition that first printed it."""

    line: int
    number: int
    key: str
    before: str = ""
    edition: str = ""
    day: str = ""


def rows(folder: Folder) -> list[Row]:
    """The sound rows of a project's table; none where there is no table yet."""
    return [row for row in _read(folder)[0] if isinstance(row, Row)]


def numbers_of(table: Iterable[Row], keys: Collection[str]) -> dict[str, int]:
    """The number of each of these records that has one.

    An id that was given up and later taken for another record does not bring the old number along.
    """
    known: dict[str, int] = {}
    holder: dict[int, str] = {}
    for row in table:
        known[row.key] = row.number
        holder[row.number] = row.key
    return {key: known[key] for key in keys if key in known and holder[known[key]] == key}


def extended(folder: Folder, keys: Iterable[str], edition: str, day: str) -> tuple[str, dict[str, int]]:
    """The text of the table with a number for each of these records, and the numbers that are new."""
    table = rows(folder)
    wanted = list(dict.fromkeys(keys))
    known = numbers_of(table, wanted)
    last = max((row.number for row in table), default=0)
    new = {key: last + step for step, key in enumerate((key for key in wanted if key not in known), 1)}
    lines = ((number, key, "", edition, day) for key, number in new.items())
    return _with(folder, lines), new


def renamed(folder: Folder, old: str, new: str, day: str) -> str | None:
    """The text of the table after a record got another key; None where it has no number yet."""
    number = numbers_of(rows(folder), [old]).get(old)
    return _with(folder, [(number, new, old, "", day)]) if number else None


def findings(project: Project, registry: Registry) -> Iterator[Finding]:
    """What is wrong with the table, each with its line."""
    table, whole = _read(project.tree)
    yield from whole
    sound = [row for row in table if isinstance(row, Row)]
    yield from (row for row in table if isinstance(row, Finding))
    yield from _faults(sound)
    last = {row.number: row for row in sound}
    for row in last.values():
        kind, _, id = row.key.rpartition("/")
        if not registry.knows(kind, id):
            yield _finding(
                row.line,
                f"Den Eintrag »{row.key}« mit der Nummer {row.number} gibt es nicht.",
                "Gelöscht? Einträge werden beendet: fh end. Umbenannt? Das geht mit: fh rename",
            )


def _faults(table: list[Row]) -> Iterator[Finding]:
    seen: dict[int, Row] = {}
    keys: dict[str, Row] = {}
    for row in table:
        first = seen.setdefault(row.number, row)
        if row.before:
            if row.before not in keys or keys[row.before].number != row.number:
                yield _finding(row.line, f"»{row.before}« hatte die Nummer {row.number} vorher nicht.", _KEEP)
        elif first is not row:
            yield _finding(
                row.line,
                f"Die Nummer {row.number} ist schon vergeben, in Zeile {first.line} an »{first.key}«.",
                _NEXT,
            )
        elif row.number != len(seen):
            yield _finding(row.line, f"Hier müsste die Nummer {len(seen)} stehen, nicht {row.number}.", _KEEP)
            return
        other = keys.get(row.key)
        if other and other.number != row.number and not any(one.before == row.key for one in table):
            yield _finding(row.line, f"»{row.key}« hat schon die Nummer {other.number}, aus Zeile {other.line}.", _NEXT)
        keys[row.key] = row


def _read(folder: Folder) -> tuple[list[Row | Finding], list[Finding]]:
    """The rows, and what is wrong with the file as a whole."""
    path = folder / FOLDER / "nummern.csv"
    if not path.is_file():
        return [], []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (UnicodeDecodeError, OSError):
        return [], [_finding(1, "Die Datei ist nicht als UTF-8 gespeichert.", "Im Programm »CSV UTF-8« wählen.")]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_SEPARATOR)
    try:
        head = next(reader, [])
        if tuple(cell.strip() for cell in head) != HEADER:
            wanted = _SEPARATOR.join(HEADER)
            return [], [_finding(1, "Die erste Zeile nennt nicht die erwarteten Spalten.", f"Sie lautet: {wanted}")]
        return [_row(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)], []
    except csv.Error:
        return [], [_finding(max(reader.line_num, 1), "Ab hier ist die Tabelle nicht lesbar.", _KEEP)]


def _row(line: int, cells: list[str]) -> Row | Finding:
    number, key, before, edition, day = [cell.strip() for cell in [*cells, "", "", "", "", ""][:5]]
    if not (number.isascii() and number.isdigit() and int(number[:9])):
        return _finding(line, f"»{number}« ist keine Nummer." if number else "Hier fehlt die Nummer.", _KEEP)
    if not key:
        return _finding(line, f"Zur Nummer {number} fehlt der Eintrag.", "Er hat die Form: initiative/cafe-ankommen")
    return Row(line, int(number), key, before, edition, day)


def _with(folder: Folder, more: Iterable[tuple[object, ...]]) -> str:
    """The table as it is, byte for byte, and further rows at its end."""
    path = folder / FOLDER / "nummern.csv"
    text = path.read_bytes().decode("utf-8") if path.is_file() else _SEPARATOR.join(HEADER) + "\n"
    end = "\r\n" if "\r\n" in text else "\n"
    text += "" if text.endswith("\n") else end
    return text + "".join(_SEPARATOR.join(map(str, cells)) + end for cells in more)


def _finding(line: int, message: str, hint: str) -> Finding:
    return Finding(CODE, Severity.ERROR, message, FILE, Span(line, 1, line, 1), hint=hint)
