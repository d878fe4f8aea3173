"""Notes in the private folder, written for the person: what was asked, answered or complained about, as one change.

A record has one note, made when it is first needed. The change is judged and written with the others of a command.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from .changing import FileChange
from .converting import Misunderstood
from .drafting import home, modeline, with_tool_dates
from .editing import Add, Change, EditRefused, Set, change, order_of
from .emitting import emit
from .enquiring import ENQUIRIES, NOTES, enquiries, latest, notes_by_record
from .naming import file_of, free
from .project import Project
from .records import Record
from .registry import Registry
from .schemas.kinds import Kind

WAYS = {"telefonisch": "telefon", "schriftlich": "email"}
"""The way somebody was asked who answered unasked, by how the answer came."""
QUESTIONS = "enquiry"
"""The kind that holds what was asked on the phone."""


class Notes:
    """The notes of a registry, to be written to. Raises `Misunderstood` where there is no private folder."""

    def __init__(self, registry: Registry) -> None:
        self.project: Project = registry.project
        self.registry = registry
        self.kind: Kind = registry.project.kinds[NOTES]
        home(self.project, self.kind)
        self._by_record = notes_by_record(registry)

    def of(self, record: Record) -> list[Record]:
        """The notes on a record."""
        return self._by_record.get(record.key, [])

    def added(self, record: Record, field: str, item: Mapping[str, Any]) -> FileChange:
        """One more item in a list of the record's note, which is made where there is none. Raises `Misunderstood`."""
        notes = self.of(record)
        if notes:
            return self.changed(notes[0], [Add((field,), dict(item))])
        data = with_tool_dates(self.kind, {"zu": record.key, field: [dict(item)]}, self.project.as_of)
        taken = {note.id for note in self.registry.of(NOTES)} | {
            id for kind, id in self.registry.set_aside if kind == NOTES
        }
        id = record.id if record.id not in taken else free(f"{record.kind.name}-{record.id}", taken)
        return _made(self.project, self.kind, id, data)

    def changed(self, note: Record, changes: Sequence[Change]) -> FileChange:
        """A note with changes made and the tool's own date. Raises `Misunderstood` when its file cannot be edited."""
        return _changed(self.project, note, changes)

    def asked(self, record: Record, day: date, way: str, purposes: Sequence[str]) -> FileChange | None:
        """That a record was asked; None where the same already stands there."""
        last = latest(enquiries(self.of(record)))
        if last and last.asked == day and last.way == way and set(purposes) <= set(last.purposes):
            return None
        return self.added(record, ENQUIRIES, {"gefragt_am": day.isoformat(), "auf": way, "zweck": list(purposes)})

    def answered(self, record: Record, day: date, answer: str, way: str = "") -> FileChange:
        """What a record answered: to the last question, or unasked; a second answer of the same day counts instead."""
        last = latest(enquiries(self.of(record)))
        if last and last.answered in (None, day) and last.asked <= day:
            place = (ENQUIRIES, last.index)
            return self.changed(
                last.note, [Set((*place, "antwort_am"), day.isoformat()), Set((*place, "antwort"), answer)]
            )
        item = {"gefragt_am": day.isoformat(), "auf": way, "antwort_am": day.isoformat(), "antwort": answer}
        return self.added(record, ENQUIRIES, {name: value for name, value in item.items() if value})


def question(registry: Registry, item: Mapping[str, Any]) -> FileChange:
    """One more question of the phone, in the file of its month. Raises `Misunderstood`."""
    project = registry.project
    kind = project.kinds[QUESTIONS]
    home(project, kind)
    month = str(item["gefragt_am"])[:7]
    if known := registry.get(QUESTIONS, month):
        return _changed(project, known, [Add(("anfragen",), dict(item))])
    if registry.knows(QUESTIONS, month):
        raise Misunderstood(f"Die Anfragen vom {month} sind fehlerhaft. Was zu tun ist, sagt: fh validate")
    return _made(project, kind, month, {"monat": month, "anfragen": [dict(item)]})


def _made(project: Project, kind: Kind, id: str, data: Mapping[str, Any]) -> FileChange:
    path = home(project, kind) / file_of(kind, id, data)
    text = emit(kind, data, modeline(project, kind, path))
    return FileChange(kind, id, project.name_of(path), path, b"", text.encode())


def _changed(project: Project, record: Record, changes: Sequence[Change]) -> FileChange:
    path = project.root / record.file
    raw = path.read_bytes()
    order = order_of(record.kind)
    try:
        after = change(raw, changes, order)
        if after != raw:
            dates = with_tool_dates(record.kind, {}, project.as_of)
            after = change(after, [Set((name,), value) for name, value in dates.items()], order)
    except EditRefused as error:
        raise Misunderstood(f"{record.file}: {error}") from None
    return FileChange(record.kind, record.id, record.file, path, raw, after)
