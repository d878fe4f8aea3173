"""Options that several commands share, so that they read and behave alike everywhere."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..project import Project, find_project


def day(text: str) -> date:
    """A date of the command line. Raises BadParameter."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"»{text}« ist kein Datum der Form 2026-03-14.") from None


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
