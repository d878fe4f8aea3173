"""Lists written beside a registry and taken over, for the tests of `fh import`."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook

from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.importing.guessing import Guesser
from fluechtlingshilfe_cli.importing.memory import Decisions, State
from fluechtlingshilfe_cli.importing.planning import Planner
from fluechtlingshilfe_cli.importing.sources import read_source
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from new_registries import TODAY, fh


def guessed(root: Path, file: str, content: str | bytes, kind: str = "initiatives", *more: str):
    """A list written and taken over with a guessed mapping."""
    (root.parent / file).write_bytes(content.encode() if isinstance(content, str) else content)
    return fh(root, "import", kind, f"../{file}", "--guess", "--yes", "--no-input", "--today", TODAY, *more)


def values(root: Path, name: str) -> dict:
    data = read((root / name).read_bytes()).data
    return {key: value for key, value in data.items() if key not in ("x_importiert", "letzte_aenderung")}


def book(rows: list[list[object]], **more: list[list[object]]) -> bytes:
    """A workbook with these rows on its first sheet, and further sheets by name."""
    opened, memory = Workbook(), io.BytesIO()
    for sheet, table in [(opened.active, rows), *((opened.create_sheet(name), more[name]) for name in more)]:
        for row in table:
            sheet.append(row)
    opened.save(memory)
    return memory.getvalue()


HSDS = {
    "contents": [
        {
            "id": "s1",
            "name": "Deutsch am Abend",
            "status": "active",
            "description": "Offene Runde.",
            "organization": {"id": "o1", "name": "Willkommen Mölln", "email": "info@willkommen.example"},
            "phones": [{"number": "+49 40 66969125", "type": "voice"}],
            "schedules": [
                {"freq": "WEEKLY", "byday": "TU", "opens_at": "18:00", "closes_at": "20:00"},
                {"freq": "MONTHLY", "byday": "1SA", "opens_at": "10:00", "closes_at": "12:00"},
            ],
            "service_at_locations": [
                {"location": {"addresses": [{"address_1": "Am Markt 3", "postal_code": "23879", "city": "Mölln"}]}}
            ],
        }
    ]
}


def planned(project: Project, file: Path, kind_name: str = "initiative"):
    """The plan of an import with a guessed mapping."""
    kind = project.kinds[kind_name]
    table = read_source(file, kind.name, project.as_of)
    registry, _ = load_registry(project)
    columns = Guesser(project, kind, table).run()[0]
    return Planner(registry, kind, columns, "liste", State()).plan(table, Decisions())
