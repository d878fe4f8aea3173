"""A calm word to people who never save: history, editions and honest dates depend on it."""

from __future__ import annotations

import os
import sys
from datetime import date

from .. import terminal
from ..days import german
from ..project import Project

_DAYS = 3
"""Work that lies unsaved for so many days is worth a line."""
_MANY = 20
"""So many unsaved files are, too, however young."""


def remind(project: Project) -> None:
    """At most one dim line on stderr, for a person at a terminal; nothing in CI, of the past, or without a history."""
    if project.past is not None or not terminal.is_terminal(sys.stderr) or os.environ.get("CI"):
        return
    from ..history import HistoryError

    try:
        line = _line(project)
    except (HistoryError, OSError):
        return  # whoever needs the history is told why there is none
    if line:
        terminal.say(terminal.styled(line, "dim", stream=sys.stderr))


def _line(project: Project) -> str:
    from ..history import day_of, find_repository, is_underway
    from ..registry_files import of_registry

    repository = find_repository(project.root)
    names = of_registry(project, repository.changed(repository.head()))
    if not names or is_underway(repository):
        return ""
    moments = [path.stat().st_mtime for name in names if (path := project.root / name).is_file()]
    since = min((day_of(int(moment)) for moment in moments), default=project.as_of)
    if len(names) < _MANY and not _is_old(since, project.as_of):
        return ""
    count = "1 Datei" if len(names) == 1 else f"{len(names)} Dateien"
    return f"Noch nicht gespeichert: {count}, die älteste vom {german(since)}. Festhalten: fh save"


def _is_old(since: date, today: date) -> bool:
    return (today - since).days >= _DAYS
