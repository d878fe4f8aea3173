"""Values the schema refuses taken out of their fields and kept in own ones, until only missing ones are told."""

from __future__ import annotations

from typing import Any

from ..drafting import with_state
from ..emitting import emit
from ..findings import Severity
from ..naming import free
from ..readers import Reader
from ..schemas.kinds import Kind
from ..schemas.vocabularies import Vocabularies
from .entry import Entry, Note
from .leaves import id_field
from .mapping import ColumnMap
from .paths import taken_out
from .sources.objects import shown
from .tables import own_field

_MISSING = "FH103"
"""What is missing may be filled in later; anything else wrong with a value keeps it out of its field."""


class Mender:
    """Mends entries of one kind, whose columns it knows."""

    def __init__(self, kind: Kind, columns: ColumnMap, vocabularies: Vocabularies) -> None:
        self.kind = kind
        self.columns = columns
        self._reader = Reader(kind, vocabularies)

    def mend(self, entry: Entry) -> None:
        """Takes values the schema refuses out of their fields, one by one, until only missing ones are told."""
        for _ in range(60):
            text = emit(self.kind, entry.data).encode("utf-8")
            _, findings = self._reader.read(text, "neu", "neu")
            wrong = [one for one in findings if one.code != _MISSING and one.severity is Severity.ERROR]
            missing = [one for one in findings if one.code == _MISSING and one.severity is Severity.ERROR]
            if not wrong and not missing:
                return
            if not wrong:
                self._draft(entry, missing[0].message)
                return
            steps = [step for step in wrong[0].pointer.split("/") if step]
            value, steps = taken_out(entry.data, steps)
            column, place = self._origin(entry, ".".join(step for step in steps if not step.isdigit()))
            own = free(own_field(column or "-".join(steps)), entry.data)
            entry.data[own] = shown(value)
            entry.notes.append(Note(place, column, shown(value), wrong[0].message, own))

    def settle(self, data: dict[str, Any], entry: Entry) -> None:
        """Keeps out of a record that is in use what would leave it unsound: sections that are not complete.

        They stand in an own field, for a person to complete; the record can still be published.
        """
        for _ in range(60):
            _, findings = self._reader.read(emit(self.kind, data).encode("utf-8"), "neu", "neu")
            wrong = next((one for one in findings if one.severity is Severity.ERROR), None)
            steps = wrong.pointer.split("/")[1:] if wrong else []
            while steps and not steps[-1].isdigit():
                steps.pop()
            if wrong is None or not steps:
                return
            value, steps = taken_out(data, steps)
            inside = (p for p, s in self.columns.fields.items() if s.column and p.startswith(f"{steps[0]}."))
            column, place = self._origin(entry, next(inside, steps[0]))
            own = free(own_field(column), data)
            id = id_field(self.kind.schema["properties"].get(steps[0], {}))
            known = value.items() if isinstance(value, dict) else [("", value)]
            data[own] = "; ".join(shown(part) for name, part in known if name != id)
            entry.notes.append(Note(place, column, data[own], wrong.message, own))
            if not data[steps[0]]:
                del data[steps[0]]

    def _draft(self, entry: Entry, why: str) -> None:
        """A state that asks for more than the row has becomes the most lenient one."""
        field_name = str(self.kind.leniency.get("feld", ""))
        state = entry.data.pop(field_name, "")
        entry.data, now = with_state(self.kind, entry.data)
        column, place = self._origin(entry, field_name)
        source = self.columns.fields.get(field_name)
        own = free(own_field(column), entry.data) if source is None or source.column else ""
        if own:
            entry.data[own] = str(state)
        reason = f"»{state}« ist erst »{now}«: {why}"
        entry.notes.append(Note(place, column, str(state), reason, own or "von selbst geändert"))

    def _origin(self, entry: Entry, path: str) -> tuple[str, str]:
        """The column a value came from, and the address of its cell."""
        plain = {".".join(s for s in p.split(".") if not s.isdigit()): s.column for p, s in self.columns.fields.items()}
        for one in (path, *(path.rsplit(".", depth)[0] for depth in range(1, path.count(".") + 1))):
            if column := plain.get(one):
                return column, entry.row.places.get(column, entry.row.place)
        return path, entry.row.place
