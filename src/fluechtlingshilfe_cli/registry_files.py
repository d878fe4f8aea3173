"""Which files belong to a registry: its records, settings, schemas, word lists, templates, tables, the texts and
pictures its settings name, what was recorded of its printed editions and of imported lists, and what a new registry
comes with.

Nothing private belongs to them, even where the private folder lies inside the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .project import SETTINGS, Project

_FOLDERS = ("schemas", "vocabularies", "templates")
_EDITIONS = "editions"
_IMPORTS = "importe"
_TABLES = (".csv", ".geojson")
_DATA = "data"
_BESIDE = ("README.md", ".gitignore", ".gitattributes", ".editorconfig")
_BESIDE_FOLDERS = (".github/", ".vscode/")
_KEPT = "/.gitkeep"


def belongs(project: Project, name: str) -> bool:
    """Whether a file, by its name below the project, is one of the registry's."""
    if is_private(project, name):
        return False
    if name == SETTINGS or name.startswith(tuple(f"{folder}/" for folder in (*_FOLDERS, _EDITIONS, _IMPORTS))):
        return True
    if name.startswith(f"{_DATA}/") and name.endswith(_TABLES):
        return True
    return is_record(project, name) or _is_beside(project, name) or name in _strings(project.settings)


def is_record(project: Project, name: str) -> bool:
    """Whether a file lies where public records are read."""
    public = (f"{kind.folder}/" for kind in project.kinds.values() if not kind.private)
    return name.endswith((".yaml", ".yml")) and name.startswith(tuple(public)) and "/." not in name


def is_frame(name: str) -> bool:
    """Whether a file decides how records are read and judged, so that a change of it may change every verdict."""
    if name in _BESIDE or name.startswith((*_BESIDE_FOLDERS, f"{_IMPORTS}/")) or name.endswith(_KEPT):
        return False
    return not name.endswith((".yaml", ".yml")) or name == SETTINGS or name.startswith(tuple(f"{f}/" for f in _FOLDERS))


def is_memory(name: str) -> bool:
    """Whether a file is what the tool remembers for itself, so that nobody reads a change of it."""
    return name.startswith(f"{_IMPORTS}/") and name.endswith(".json")


def of_registry(project: Project, names: Iterable[str]) -> list[str]:
    """Those of the names that belong to the registry."""
    return [name for name in names if belongs(project, name)]


def is_private(project: Project, name: str) -> bool:
    """Whether a file lies in the private folder."""
    private = project.settings.get("privat")
    if not private:
        return False
    folder = project.name_of(project.root / private).strip("/")
    return folder not in ("", ".") and name.startswith(f"{folder}/")


def _is_beside(project: Project, name: str) -> bool:
    """Whether a file is of those that `fh init` writes beside the registry, or keeps an empty folder of records."""
    if name in _BESIDE or name.startswith(_BESIDE_FOLDERS):
        return True
    return name.endswith(_KEPT) and any(name == f"{kind.folder}{_KEPT}" for kind in project.kinds.values())


def _strings(value: Any) -> Iterator[str]:
    """All texts in the settings; among them the names of files, such as those of a preface and a logo."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
