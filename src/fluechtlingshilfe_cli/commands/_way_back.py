"""How an edit is undone, in words a coordinator can type."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from ..changing import FileChange, differences
from ..project import Project

_FILES = 6
"""Records named one by one."""
_BY_HAND, _TAKE_AWAY = "den alten Wert wieder eintragen; er steht oben", "mit »fh remove« entfernen, was dazukam"


def way_back(project: Project, changes: Sequence[FileChange]) -> str:
    """How to undo changes that are about to be made; asked before they are, since git tells the state of now."""
    states = [_state(one.path) for one in changes]
    names = [os.path.relpath(one.path) for one in changes]
    if all(state == "new" for state in states):
        return f"Zurück: {' und '.join(names)} wieder löschen."
    if any(state == "dirty" for state in states):
        return "Was seit dem letzten Speichern anders ist, zeigt: fh diff"
    if not all(state == "clean" for state in states):
        private = all(one.kind.private for one in changes)
        return f"Zurück: {'den Vermerk dort wieder löschen' if private else _by_hand(changes)}."
    if any(one.kind.private for one in changes):
        return f"Zurück: git restore {' '.join(map(shlex.quote, names[:_FILES]))}"
    if not _has_unsaved(project):
        return "Zurück: fh undo"
    if len(changes) > _FILES:
        return "Was seit dem letzten Speichern anders ist, zeigt: fh diff"
    return f"Zurück: fh undo {' '.join(f'{one.kind.name}/{one.id}' for one in changes)}"


def _by_hand(changes: Sequence[FileChange]) -> str:
    own = {field.path for one in changes for field in one.kind.having("werkzeug")}
    found = [found for one in changes for found in differences(one) if found.path and found.path[0] not in own]
    return _TAKE_AWAY if all(one.old is None for one in found) else _BY_HAND


def _has_unsaved(project: Project) -> bool:
    from ..history import find_repository
    from ..registry_files import of_registry

    repository = find_repository(project.root)
    return bool(of_registry(project, repository.changed(repository.head())))


def _state(path: Path) -> str:
    """`clean` when git holds the file as it is, `dirty` when it holds another one, empty when it holds none.

    `new` when there is no such file yet.
    """
    from ..history.calling import HistoryError, asked

    if not path.exists():
        return "new"
    try:
        if asked(path.parent, "ls-files", "--error-unmatch", "--", path.name) is None:
            return ""
        changed = asked(path.parent, "status", "--porcelain", "--", path.name)
    except HistoryError:
        return ""
    return "dirty" if changed else "clean"
