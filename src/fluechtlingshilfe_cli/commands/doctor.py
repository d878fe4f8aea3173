"""`fh doctor`: looks whether folders, settings, history, backup and tools are in order, and repairs what it can."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..health import Line, Repair, State, look, settings
from ..history import HistoryError
from ..project import BrokenSettings, find_project
from . import options

_STYLES = {State.FINE: "green", State.NOTE: "yellow", State.BLOCKS: "red"}


def doctor(
    fix: Annotated[bool, typer.Option("--fix", help="Bringt in Ordnung, was das Werkzeug selbst kann.")] = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Sieht nach, ob Einstellungen, Ordner, Verlauf, Sicherung und Werkzeuge in Ordnung sind.

    Ein ! ist ein Rat; das Ergebnis ist nur dann 1, wenn ein ✗ die Arbeit verhindert. Geändert wird nur
    mit --fix, und jede Reparatur wird vorher genannt und einzeln gefragt.

    Beispiele:
      fh doctor
      fh doctor --fix
      fh doctor --fix --yes
    """
    try:
        lines = list(look(find_project(folder, today)))
    except BrokenSettings as broken:
        lines = list(settings(broken.project))
    repairs = [line.repair for line in lines if line.repair]
    if fix:
        return _repaired(repairs, yes, terminal.can_ask() and not no_input)
    for line in lines:
        _print(line)
    notes = sum(line.state is State.NOTE for line in lines)
    blocking = sum(line.state is State.BLOCKS for line in lines)
    if blocking:
        terminal.say(f"{blocking} {'Punkt verhindert' if blocking == 1 else 'Punkte verhindern'} die Arbeit.")
        return 1
    if repairs:
        terminal.say(f"{_points(len(repairs))} kann das Werkzeug selbst in Ordnung bringen: fh doctor --fix")
    verb = "verdient" if notes == 1 else "verdienen"
    terminal.say(f"{_points(notes)} {verb} Beachtung." if notes else "Alles in Ordnung.")
    return 0


def _repaired(repairs: Sequence[Repair], yes: bool, asks: bool) -> int:
    """Makes the repairs that are wanted, each told before and after; the exit code."""
    if not repairs:
        terminal.say("Nichts zu reparieren. Was sonst Beachtung verdient, zeigt: fh doctor")
        return 0
    done = failed = 0
    for repair in repairs:
        print(terminal.visible(f"{repair.what}."))
        if not yes and not (asks and _wanted()):
            continue
        try:
            after = repair.make()
        except (OSError, HistoryError) as error:
            failed += 1
            terminal.say(terminal.visible(f"  Das ging nicht: {getattr(error, 'strerror', None) or error}"))
            continue
        done += 1
        print(f"  {terminal.styled(State.FINE.value, 'green', 'bold')} {terminal.visible(after)}.")
    if not yes and not asks:
        terminal.say("Nichts geändert. Ohne Rückfrage repariert: fh doctor --fix --yes")
        return 1
    terminal.say(f"{done} von {len(repairs)} erledigt.")
    return 1 if failed else 0


def _wanted() -> bool:
    from ..asking import confirm

    return confirm("Soll ich?", default=True)


def _points(number: int) -> str:
    return "1 Punkt" if number == 1 else f"{number} Punkte"


def _print(line: Line) -> None:
    sign = terminal.styled(line.state.value, _STYLES[line.state], "bold")
    first, *rest = textwrap.wrap(terminal.visible(line.text), terminal.width(80) - 2, break_long_words=False)
    print(f"{sign} {first}")
    for text in rest:
        print(f"  {text}")
    step = line.step or ("In Ordnung bringt es: fh doctor --fix" if line.repair else "")
    for text in terminal.folded(terminal.visible(step), terminal.width(80) - 4).splitlines():
        print(f"    {terminal.styled(text, 'dim')}")
