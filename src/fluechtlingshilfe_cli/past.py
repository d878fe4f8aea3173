"""A project as it was: the registry of a stored state, with the settings, schemas and word lists of that state.

Nothing private is read of the past: the private folder lies outside, and what it held then is nobody's business now.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from .documents import read_values
from .history import Blobs, HistoryError, Repository, Revision, Tree, find_repository
from .migrations import format_of, newest
from .project import SETTINGS, Project, usable


def project_at(folder: Path, state: str, today: date | None = None) -> tuple[Project, Revision]:
    """The project a folder lies in as it was in a state, and that state; its day is the Stichtag unless told.

    `folder` may also be a repository without files. Raises `HistoryError`, or `BrokenSettings`.
    """
    repository = find_repository(folder.resolve())
    revision = repository.revision(state)
    return as_of(repository, revision, today), revision


def as_of(repository: Repository, revision: Revision, today: date | None = None) -> Project:
    """The project as it was in a state. Raises `HistoryError`, or `BrokenSettings`."""
    home, tree = _stored(repository, revision)
    return usable(Project(_root(repository, home), today or revision.day, tree))


def tree_of(repository: Repository, revision: Revision) -> Tree:
    """The files of the project in a state, for who reads them as another project. Raises `HistoryError`."""
    return _stored(repository, revision)[1]


def formats(repository: Repository, commits: Iterable[str]) -> dict[str, int]:
    """The format of the registry's files in each state."""
    asked = list(dict.fromkeys(commits))
    if newest() == 1 or not asked:
        return dict.fromkeys(asked, 1)
    found = Blobs(repository.folder).peek([f"{commit}:{repository.prefix}{SETTINGS}" for commit in asked])
    told = (read_values(raw) if raw else None for raw in found)
    return {commit: format_of(values) for commit, values in zip(asked, told, strict=True)}


def about_to_be(project: Project, repository: Repository) -> Project:
    """The project as it is prepared to be stored, private folder included: it is the state of now."""
    return usable(Project(project.root, project.as_of, repository.index(), with_private=True))


def _stored(repository: Repository, revision: Revision) -> tuple[str, Tree]:
    whole = repository.tree(revision)
    home = _home(whole, repository.prefix)
    return home, whole.inside(home)


def _home(whole: Tree, here: str) -> str:
    """The folder of the project in that state, empty or with a slash: here or above, else the only one there is."""
    steps = here.split("/")[:-1]
    above = ["".join(f"{step}/" for step in steps[:depth]) for depth in range(len(steps), -1, -1)]
    if found := [folder for folder in above if f"{folder}{SETTINGS}" in whole.ids]:
        return found[0]
    homes = [name.removesuffix(SETTINGS) for name in whole.ids if name.rpartition("/")[2] == SETTINGS]
    if len(homes) == 1:
        return homes[0]
    reason = "lag das Register in einem anderen Ordner" if homes else "gab es noch kein Register"
    raise HistoryError(f"In diesem Stand {reason} (keine Datei {SETTINGS}).")


def _root(repository: Repository, home: str) -> Path:
    """Where the project lies, or would lie, on disk."""
    if repository.is_bare:
        return repository.git_dir
    top = repository.folder
    for _ in Path(repository.prefix).parts:
        top = top.parent
    return top / home
