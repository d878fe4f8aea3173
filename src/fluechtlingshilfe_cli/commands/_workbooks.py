"""A workbook that `fh export --for-editing` made, taken back by `fh import`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .. import terminal
from ..changing import FileChange, judged
from ..drafting import Taken, home, modeline, with_tool_dates
from ..editing import EditRefused, order_of, rewrite
from ..emitting import emit
from ..naming import file_of, propose
from ..project import Project
from ..reading import load_registry
from ..schemas.kinds import Kind
from ..spreadsheets.reading import Back, BookReader, Changed, Fault
from ._importing import listed


def take_back(project: Project, kind: Kind, book: Any, report: Path | None, dry_run: bool) -> int:
    """Changes what was changed in the workbook; the exit code, 1 where a cell could not be taken."""
    registry, _ = load_registry(project)
    back = BookReader(registry, kind, book).run()
    changes: list[FileChange] = []
    taken: set[str] = set()
    for one in back.changed:
        try:
            changes.append(_change(project, kind, one, Taken(registry, kind), taken))
        except EditRefused as error:
            back.faults.append(Fault(one.place, "", "", str(error)))
    changes = _sound(project, back, changes)
    if not dry_run and changes:
        from ..together import write_together

        write_together({change.path: change.after for change in changes})
    _tell(kind, back, changes, report, dry_run)
    return 1 if back.faults or back.clashes else 0


def _change(project: Project, kind: Kind, one: Changed, taken: Taken, new: set[str]) -> FileChange:
    data = with_tool_dates(kind, one.data, project.as_of)
    if one.record is not None:
        path = project.root / one.record.file
        before = path.read_bytes()
        return FileChange(kind, one.record.id, one.record.file, path, before, rewrite(before, data, order_of(kind)))
    id = first = propose(kind, data, taken)
    number = 1
    while id in new or id in taken:
        number += 1
        id = f"{first}-{number}"
    new.add(id)
    path = home(project, kind) / file_of(kind, id, data)
    text = emit(kind, data, modeline(project, kind, path))
    return FileChange(kind, id, project.name_of(path), path, b"", text.encode("utf-8"))


def _sound(project: Project, back: Back, changes: list[FileChange]) -> list[FileChange]:
    """The changes that bring no new error; the others become faults of their rows."""
    verdict = judged(project, changes) if changes else None
    if verdict is None or not verdict.own:
        return changes
    faulty = {finding.path for finding in verdict.own}
    places = {(one.record.file if one.record else ""): one.place for one in back.changed}
    for finding in verdict.own:
        back.faults.append(Fault(places.get(finding.path, finding.path), finding.title, "", finding.message))
    return [change for change in changes if change.file not in faulty]


def _tell(kind: Kind, back: Back, changes: list[FileChange], report: Path | None, dry_run: bool) -> None:
    for change in changes:
        print(change.file)
    listed("Zellen, die so nicht gehen; ihre Zeile wartet, alle anderen kamen an", _lines(back.faults))
    listed("Inzwischen auch im Register geändert, dort geblieben", _lines(back.clashes))
    listed("Zeilen aus der Mappe gelöscht; im Register bleibt alles (zum Beenden: fh end)", back.missing)
    if report is not None:
        from ..writing import write_text

        write_text(report, _report(back))
        terminal.say(f"Bericht: {report}")
    new = sum(not change.before for change in changes)
    done = "würden " if dry_run else ""
    parts = [
        f"{len(changes) - new} {kind.plural} {done}geändert",
        f"{new} {done}angelegt",
        f"{back.unchanged} unverändert",
    ]
    waiting = len({_row(fault.place) for fault in back.faults})
    if waiting:
        parts.append(f"{waiting} {'wartet' if waiting == 1 else 'warten'}")
    terminal.say(", ".join(parts) + ".")


def _lines(faults: list[Fault]) -> list[str]:
    return [f"{fault.place} {fault.column}: {fault.reason}" for fault in faults]


def _row(place: str) -> str:
    """Sheet and number of the row of a cell."""
    sheet, _, cell = place.rpartition("!")
    return sheet + cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _report(back: Back) -> str:
    """All cells that did not come in, to read."""
    lines = ["# Rückgabe der Mappe", "", "| Zelle | Spalte | Inhalt | Grund |", "|---|---|---|---|"]
    for fault in [*back.faults, *back.clashes]:
        cells = (fault.place, fault.column, fault.text, fault.reason)
        lines.append("| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
