"""Options that several commands share, so that they read and behave alike everywhere."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..project import Project, find_project
from ..schemas.dates import existing, parts


def day(text: str) -> date:
    """A day of the command line, German or as records hold it. Raises `BadParameter`."""
    found = parts(text.strip())
    if not found or not existing(*found):
        raise typer.BadParameter(f"»{text}« ist kein Tag. Zum Beispiel: 14.03.2026")
    return date(*found)


def _colour(choice: str) -> str:
    if choice not in ("auto", "always", "never"):
        raise typer.BadParameter("Möglich sind auto, always und never.")
    terminal.want_colour(choice)
    return choice


Folder = Annotated[
    Path,
    typer.Option("--projekt", "-C", metavar="ORDNER", help="Ordner des Registers; sonst der Ordner, in dem Sie sind."),
]
Today = Annotated[
    date | None,
    typer.Option(
        "--today",
        parser=day,
        metavar="DATUM",
        help="Stichtag, zum Beispiel 2026-11-02; sonst »stichtag« aus fh.yaml oder heute.",
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="STAND",
        help="Das Register, wie es damals war: ein Tag (2026-03-12) oder der Name eines gespeicherten Stands.",
    ),
]
Colour = Annotated[
    str,
    typer.Option("--color", callback=_colour, metavar="WANN", help="Farben: auto, always (immer) oder never (nie)."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DATEI", help="Ergebnis in diese Datei schreiben statt auf den Bildschirm."),
]
Name = Annotated[str, typer.Argument(metavar="KENNUNG", help="Kennung, art/kennung, Datei oder ein Teil des Namens.")]
Rows = Annotated[
    str, typer.Option("--format", "-f", metavar="FORM", help="Ausgabe: table, json, jsonl, csv, yaml oder ids.")
]
On = Annotated[date | None, typer.Option("--am", parser=day, metavar="TAG", help="Wann; sonst heute.")]
By = Annotated[
    str, typer.Option("--durch", metavar="STELLE", help="Wer geprüft hat, als Stelle; sonst wie beim letzten Mal.")
]
Heirs = Annotated[
    list[str] | None, typer.Option("--nachfolge", metavar="KENNUNG", help="Wer es fortführt; mehrmals möglich.")
]
Reference = Annotated[
    date | None,
    typer.Option("--zum", parser=day, metavar="TAG", help="Stichtag der Zahlen; sonst der letzte 31. Dezember."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Zeigt, was sich ändern würde, und ändert nichts.")]
Diff = Annotated[bool, typer.Option("--diff", help="Zeigt die Zeilen, die sich ändern würden, und ändert nichts.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Fragt nicht nach.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Stellt keine Fragen, auch nicht am Bildschirm.")]


def form_of(output: Path | None, by_ending: Mapping[str, str], otherwise: str) -> str:
    """The form of a file by its ending (`.md`), `otherwise` where it has none or a text's.

    Raises `BadParameter` for any other: a file that says it is something else helps nobody.
    """
    ending = output.suffix.casefold() if output else ""
    if ending in ("", ".txt"):
        return otherwise
    if ending not in by_ending:
        raise typer.BadParameter(
            f"Eine Datei mit der Endung »{ending}« macht dieser Befehl nicht. Möglich sind: {', '.join(by_ending)}."
        )
    return by_ending[ending]


def project(folder: Path, today: date | None, at: str | None = None) -> Project:
    """The registry a command works on, as it is or as it was; of invented data, people at a terminal are told so."""
    if at is None:
        found = find_project(folder, today)
        if found.settings.get("beispieldaten") and terminal.is_terminal(sys.stderr):
            terminal.say(terminal.styled("Beispieldaten: alle Einträge sind erfunden.", "dim", stream=sys.stderr))
        return found
    from ..days import german
    from ..history import day_of
    from ..past import project_at

    found, revision = project_at(folder, at, today)
    saved = day_of(revision.saved)
    since = f", gespeichert am {german(saved)}" if saved != revision.day else ""
    terminal.say(f"So war das Register am {german(revision.day)}{since}. Vertrauliches ist nicht dabei.")
    return found
