"""Answers to the yearly enquiry as a table: which record, what was answered, when, by whom, how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from ..converting import Misunderstood
from ..enquiring import CHANGED, CONFIRMED, ENDED
from ..folding import key
from ..importing.sources import NotATable, read_table
from ..importing.tables import Row
from ..schemas.dates import existing, parts

_COLUMNS = {
    "kennung": ("kennung", "id", "eintrag", "datensatz"),
    "antwort": ("antwort", "rueckmeldung", "ergebnis"),
    "am": ("am", "datum", "tag", "geprueft am"),
    "durch": ("durch", "stelle", "geprueft durch"),
    "wie": ("wie", "weg", "geprueft wie"),
}
_YES = ("bestaetigt", "stimmt", "stimmt noch", "richtig", "unveraendert", "ja", "ok")
_OTHER = ("geaendert", "aenderung", "aenderungen", "stimmt nicht", "nein")
_GONE = ("beendet", "aufgeloest", "geschlossen", "gibt es nicht mehr")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `todo`: what a person has to do about it, as a sentence with places for `id` and `title`."""

    line: int
    name: str
    todo: str = ""
    day: str = ""
    by: str = ""
    how: str = ""
    fault: str = ""
    """Why it cannot be understood."""
    code: str = CONFIRMED
    """The word of the answer."""

    @property
    def place(self) -> str:
        """Where it stands in the table, for sentences; empty for one from the command line."""
        return f"Zeile {self.line}: " if self.line else ""

    def on(self, default: date) -> date:
        """The day it was given. Raises `Misunderstood`."""
        if not self.day:
            return default
        found = parts(self.day)
        if not found or not existing(*found):
            raise Misunderstood(f"»{self.day}« ist kein Tag. Zum Beispiel: 14.03.2026")
        return date(*found)


def answers(table: Path) -> list[Answer]:
    """The answers of a CSV file, rows without an answer left out. Raises `BadParameter` and OSError."""
    try:
        sheet = read_table(table)
    except NotATable as error:
        raise typer.BadParameter(str(error)) from None
    names = {key(column): column for column in sheet.columns}
    columns = {
        role: next((names[key(name)] for name in known if key(name) in names), "") for role, known in _COLUMNS.items()
    }
    missing = [role for role in ("kennung", "antwort") if not columns[role]]
    if missing:
        raise typer.BadParameter(
            f"In {table.name} fehlt die Spalte »{'« und »'.join(missing)}«. "
            "Erwartet werden: kennung, antwort, am, durch, wie."
        )
    return [answer for row in sheet.rows if (answer := _answer(row, columns))]


def _answer(row: Row, columns: dict[str, str]) -> Answer | None:
    cells = {role: row.cells.get(column, "") for role, column in columns.items()}
    if not cells["antwort"]:
        return None
    said = key(cells["antwort"])
    if said in map(key, _YES):
        code, todo = CONFIRMED, ""
    elif said in map(key, _OTHER):
        code, todo = CHANGED, "{title} meldet Änderungen. Bitte eintragen:\n  fh edit {id}\n  fh confirm {id}"
    elif said in map(key, _GONE):
        code, todo = ENDED, '{title} gibt es nicht mehr. Bitte beenden:\n  fh end {id} --grund "…"'
    else:
        unknown = f"Die Antwort »{cells['antwort']}« ist nicht bekannt; möglich sind bestaetigt, geaendert und beendet."
        return Answer(row.number, cells["kennung"], fault=unknown)
    return Answer(row.number, cells["kennung"], todo, cells["am"], cells["durch"], cells["wie"], code=code)
