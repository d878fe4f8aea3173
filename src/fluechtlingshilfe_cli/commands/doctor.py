"""`fh doctor`: looks whether folders, settings, backup and tools are in order."""

from __future__ import annotations

import textwrap
from pathlib import Path

from .. import terminal
from ..health import Line, State, look, settings
from ..project import BrokenSettings, find_project
from . import options

_STYLES = {State.FINE: "green", State.NOTE: "yellow", State.BLOCKS: "red"}


def doctor(today: options.Today = None, color: options.Colour = "auto", folder: options.Folder = Path()) -> int:
    """Sieht nach, ob Einstellungen, Ordner, Sicherung und Werkzeuge in Ordnung sind, und ändert nichts.

    Ein ! ist ein Rat; das Ergebnis ist nur dann 1, wenn ein ✗ die Arbeit verhindert.

    Beispiele:
      fh doctor
    """
    try:
        lines = list(look(find_project(folder, today)))
    except BrokenSettings as broken:
        lines = list(settings(broken.project))
    for line in lines:
        _print(line)
    notes = sum(line.state is State.NOTE for line in lines)
    blocking = sum(line.state is State.BLOCKS for line in lines)
    if blocking:
        terminal.say(f"{blocking} {'Punkt verhindert' if blocking == 1 else 'Punkte verhindern'} die Arbeit.")
        return 1
    terminal.say(
        f"{notes} {'Punkt verdient' if notes == 1 else 'Punkte verdienen'} Beachtung." if notes else "Alles in Ordnung."
    )
    return 0


def _print(line: Line) -> None:
    sign = terminal.styled(line.state.value, _STYLES[line.state], "bold")
    first, *rest = textwrap.wrap(terminal.visible(line.text), terminal.width(80) - 2, break_long_words=False)
    print(f"{sign} {first}")
    for text in rest:
        print(f"  {text}")
    for text in textwrap.wrap(terminal.visible(line.step), terminal.width(80) - 4, break_long_words=False):
        print(f"    {terminal.styled(text, 'dim')}")
