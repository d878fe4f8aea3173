"""The values of a record as cells of a spreadsheet and back: labels for codes, real days, times in words.

What a cell says and what reading it gives belong together, so both stand here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ..converting import Misunderstood
from ..importing.cells import CellReader
from ..importing.mapping import Source
from ..importing.sections import Shapes
from ..importing.sources.workbook import text_of
from ..registry import Registry
from ..schemas.kinds import Field, Kind
from ..times import in_words

Cell = str | int | float | date | datetime | None
_BETWEEN = "; "
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
LONGEST = 32_000
"""Letters in a cell; Excel takes 32,767."""


class Translator:
    """Cells of one kind of record."""

    def __init__(self, registry: Registry, kind: Kind) -> None:
        self.registry = registry
        self.kind = kind
        self.shapes = Shapes(kind)
        self._reader = CellReader(registry, kind)

    def cell(self, field: Field, value: Any) -> Cell:
        """What stands in the cell of a field; None for nothing."""
        if value is None or value == [] or value == {}:
            return None
        if self.shapes.is_schedule(field):
            return in_words(value) or None
        if isinstance(value, list):
            glue = "\n" if not (field.vocabulary or field.refers_to) else _BETWEEN
            return _plain(glue.join(str(self._one(field, item)) for item in value))
        return self._one(field, value)

    def text(self, field: Field, value: Any) -> str:
        """The same as reading the untouched cell gives it."""
        return text_of(self.cell(field, value))

    def read(self, field: Field, text: str) -> Any:
        """The value a changed cell means; None for an empty one. Raises `Misunderstood`."""
        if not text:
            return None
        if self.shapes.is_schedule(field):
            return self._times(text)
        form = str(field.keyword("format") or "")
        if field.many:
            separator = ";" if field.vocabulary or field.refers_to else "\n"
            reading = self._reader.read(field.path, Source("x", separator=separator), text)
        elif form in ("telefon", "email", "url", "plz"):
            reading = self._reader.read(field.path, Source("x"), text)
        else:
            return self._reader.interpreter.value(field.schema, text)
        if reading.rest or reading.more or set(reading.values) - {field.path}:
            raise Misunderstood(reading.reason[:1].upper() + reading.reason[1:] + ".")
        return reading.values.get(field.path)

    def _times(self, text: str) -> dict[str, Any]:
        from .. import prose

        understood = prose.opening_hours(text)
        if understood.rest or not understood.value:
            raise Misunderstood(
                f"»{understood.rest or text}« ist nicht als Zeit lesbar. Zum Beispiel: dienstags 16–18 Uhr; "
                "was nicht passt, gehört in die Spalte »Hinweis«."
            )
        return understood.value

    def _one(self, field: Field, value: Any) -> Cell:
        if isinstance(value, bool):
            return "ja" if value else "nein"
        if isinstance(value, int | float):
            return value
        if isinstance(value, Mapping):
            return _plain(str(value))
        text = str(value)
        if field.vocabulary:
            return self._label(field.vocabulary, text)
        if field.refers_to:
            return self._title(field, text)
        inner = field.schema.get("items", field.schema) if field.many else field.schema
        if inner.get("format") == "date" or field.keyword("format") == "datumzeit":
            return _moment(text)
        return _plain(text)

    def _label(self, vocabulary: str, code: str) -> str:
        """The label where it leads back to the code, else the code."""
        words = self.registry.project.vocabularies[vocabulary]
        label = words.label(code)
        return label if words.resolve(label) == [code] and ";" not in label else code

    def _title(self, field: Field, reference: str) -> str:
        record = self.registry.find(reference, field.refers_to)
        if record is None or ";" in record.title:
            return reference
        try:
            back = self._reader.interpreter.reference(list(field.refers_to), record.title)
        except Misunderstood:
            return reference
        return _plain(record.title) if back == reference else reference

    def choices(self, field: Field) -> list[str]:
        """What may stand in the cell of a field with a closed list of words; empty for any other."""
        if field.type == "boolean":
            return ["ja", "nein"]
        if field.vocabulary and not field.many:
            words = self.registry.project.vocabularies[field.vocabulary]
            return [self._label(field.vocabulary, code) for code in words.words]
        if field.refers_to and not field.many and set(field.refers_to) <= set(self.registry.project.kinds):
            return [
                self._title(field, r.id if len(field.refers_to) == 1 else r.key)
                for k in field.refers_to
                for r in self.registry.of(k)
            ]
        return []


def _moment(text: str) -> Cell:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return _plain(text)


def _plain(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)[:LONGEST]
