"""Another registry: its records of one kind, field by field."""

from __future__ import annotations

from pathlib import Path

from ...project import SETTINGS, Project
from ...reading import load_registry
from ..tables import NotATable, Table
from .objects import table_of_objects

_ID = "Kennung"


def read_folder(path: Path, kind: str) -> Table:
    """The sound records of a kind in another registry; what lies in its private folder stays there."""
    if not (path / SETTINGS).is_file():
        raise NotATable(f"{path} ist kein Register: Es fehlt die Datei {SETTINGS}.")
    project = Project(path)
    if kind not in project.kinds:
        raise NotATable(f"Das Register {path} kennt diese Art von Einträgen nicht.")
    registry, _ = load_registry(project)
    records = registry.of(kind)
    items = [{_ID: record.id, **record.data} for record in records]
    table = table_of_objects(items, "", f"Register »{project.settings.get('name', path.name)}«")
    return Table(table.columns, table.rows, table.told, table.asides, key=_ID)
