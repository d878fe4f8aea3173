"""`fh migrate`: brings the files of a registry to the format of this version of the tool."""

from __future__ import annotations

from pathlib import Path

import typer

from .. import terminal
from ..editing import EditRefused
from ..migrating import migrated
from ..migrations import newest, steps_from
from ..project import BrokenSettings, Project, find_project
from . import options
from ._meant import Finder
from ._saving import Wish, nothing_written, show, write


def migrate(
    dry_run: options.DryRun = False,
    diff: options.Diff = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Stellt alle Dateien auf das Format dieser Version um, den privaten Ordner eingeschlossen.

    Nötig ist das nur nach einer neuen Version mit neuem Format; »fh« sagt es dann. Bemerkungen,
    Reihenfolge und alle übrigen Zeilen bleiben. Frühere Stände bleiben lesbar, wie sie sind.

    Beispiele:
      fh migrate --dry-run
      fh migrate --diff
      fh migrate
    """
    wish = Wish(dry_run, diff, yes, no_input)
    project = _project(folder)
    steps = steps_from(project.format)
    if not steps:
        terminal.say(f"Nichts umzustellen: Das Register hat schon Format {newest()}.")
        return 0
    try:
        changes = list(migrated(project))
    except EditRefused as error:
        raise typer.BadParameter(terminal.visible(f"{error}\nEs wurde nichts umgestellt.")) from None
    for number, step in enumerate(steps, project.format):
        print(f"Format {number} → {number + 1}: {step.title}")
    if diff:
        show(changes, [], wish, Finder(project).registry)
    count = "1 Datei" if len(changes) == 1 else f"{len(changes)} Dateien"
    if wish.only_shows:
        terminal.say(f"Es {'würde' if len(changes) == 1 else 'würden'} {count} geändert.")
        return nothing_written(wish)
    if not _agreed(wish, count):
        return 1
    write(changes)
    terminal.say(f"Umgestellt: {count}. Prüfen: fh validate. Festhalten: fh save. Zurück: fh undo")
    if any(change.kind.private for change in changes):
        terminal.say("Der private Ordner gehört nicht zum Verlauf; zurück geht es dort nur mit seiner Sicherung.")
    return 0


def _project(folder: Path) -> Project:
    """The project, also one that cannot be used before it is migrated. Raises `BrokenSettings`."""
    try:
        return find_project(folder)
    except BrokenSettings as broken:
        if broken.project.is_old and len(broken.findings) == 1:
            return broken.project
        raise


def _agreed(wish: Wish, count: str) -> bool:
    if wish.yes:
        return True
    if wish.asks:
        from ..asking import confirm

        if confirm(f"{count} umstellen?", default=True):
            return True
        terminal.say("Nichts umgestellt.")
        return False
    terminal.say("Nichts umgestellt. Ohne Rückfrage geht es mit: fh migrate --yes")
    return False
