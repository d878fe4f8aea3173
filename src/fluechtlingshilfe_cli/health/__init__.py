"""Is everything around the data in order: settings, folders, history, backup, tools. Looks and changes nothing.

Each check gives one or more lines; a line may block work or only deserve attention, and may bring its own repair,
which is made only when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..project import Project
from ._line import Line, Repair, State
from .files import drafts, files
from .git import history
from .surroundings import examples, municipalities, parts, private_folder, settings, tools

__all__ = [
    "Line",
    "Repair",
    "State",
    "drafts",
    "examples",
    "files",
    "history",
    "look",
    "municipalities",
    "parts",
    "private_folder",
    "settings",
    "tools",
]


def look(project: Project) -> Iterator[Line]:
    """All checks, in the order of a reader's questions."""
    yield from settings(project)
    yield from private_folder(project)
    yield from municipalities(project)
    yield from parts(project)
    yield from files(project)
    yield from drafts(project)
    yield from examples(project)
    yield from history(project)
    yield from tools(project)
