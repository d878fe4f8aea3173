"""One file, one record: read, typed and judged by its schema. Rules come later and see only sound records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .documents import Document, read, read_values
from .findings import Finding, Severity
from .placing import Origin, from_accident, from_complaint
from .records import Record
from .schemas.dates import is_moment
from .schemas.explaining import Complaint, Explainer
from .schemas.kinds import Kind
from .schemas.values import converter
from .schemas.vocabularies import Vocabularies

Lift = Callable[[dict[str, Any]], dict[str, Any]]
"""What turns the values of an older format into those the schema knows."""


class Reader:
    """Reads records of one kind: bytes in, a record or findings out."""

    def __init__(self, kind: Kind, vocabularies: Vocabularies, lift: Lift | None = None) -> None:
        self.kind = kind
        self._lift = lift
        self._vocabularies = vocabularies
        self._convert = converter(kind.schema)
        self._validator = _validator(formatted(kind.schema))
        self._patient: dict[tuple[str, ...], Any] = {}

    def read(self, raw: bytes, file: str, id: str, warnings: bool = True) -> tuple[Record | None, list[Finding]]:
        """The record when it is sound, and what is wrong with it; warnings leave it sound.

        Without `warnings`, a draft need not be taken apart only to say what is still missing.
        """
        data = read_values(raw)
        if data is not None:
            data = self._lift(data) if self._lift else data
            data = self._convert(data) if self._convert else data
            if self._validator.is_valid(data) or (not warnings and self._is_sound_draft(data)):
                return Record(self.kind, id, file, data), []
        return self._read_exactly(raw, file, id)

    def _is_sound_draft(self, data: dict[str, Any]) -> bool:
        needed = self.kind.needed_in_state(data)
        if needed is None:
            return False
        if needed not in self._patient:
            schema = {**formatted(self.kind.schema, demanding=False), "required": list(needed)}
            self._patient[needed] = _validator(schema)
        return bool(self._patient[needed].is_valid(data))

    def _read_exactly(self, raw: bytes, file: str, id: str) -> tuple[Record | None, list[Finding]]:
        document = read(raw)
        origin = Origin(file, f"{self.kind.name}/{id}", private=self.kind.private)
        if document.accident:
            return None, [from_accident(origin, document, document.accident)]
        if not isinstance(document.data, dict):
            return None, [from_complaint(origin, document, _no_record(document))]
        values = self._lift(document.data) if self._lift else document.data
        data = self._convert(values) if self._convert else values
        if self._validator.is_valid(data):
            return Record(self.kind, id, file, data), []
        title = data.get(self.kind.title_field)
        origin = Origin(file, origin.record, title if isinstance(title, str) else "", self.kind.private)
        complaints = Explainer(self.kind, self._vocabularies).explain(self._validator.iter_errors(data), data, document)
        findings = [from_complaint(origin, document, complaint) for complaint in complaints]
        sound = all(finding.severity is not Severity.ERROR for finding in findings)
        return (Record(self.kind, id, file, data) if sound else None), findings


def _validator(schema: dict[str, Any]) -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True, formats={"datumzeit": is_moment})


def formatted(schema: dict[str, Any], demanding: bool = True) -> dict[str, Any]:
    """The schema with our checked formats told to the validator; with nothing required if it is not `demanding`."""
    result = dict(schema)
    if not demanding:
        result.pop("required", None)
    if result.get("x-fh-format") == "datumzeit":
        result.pop("pattern", None)
        result["format"] = "datumzeit"
    if "properties" in result:
        result["properties"] = {name: formatted(part, demanding) for name, part in result["properties"].items()}
    if isinstance(result.get("items"), dict):
        result["items"] = formatted(result["items"], demanding)
    return result


def _no_record(document: Document) -> Complaint:
    if document.data is None:
        return Complaint(
            "FH118", (), "Die Datei ist leer.", "Bitte ausfüllen oder löschen; ein Muster legt »fh new« an."
        )
    if isinstance(document.data, list):
        return Complaint(
            "FH119",
            (),
            "Die Datei enthält eine Liste, keinen Eintrag.",
            "Ein Eintrag beginnt mit »feld: Wert«, ohne Strich davor; je Eintrag eine eigene Datei.",
        )
    return Complaint("FH119", (), "Die Datei enthält nur Text, keine Felder.", "Jede Zeile hat die Form »feld: Wert«.")
