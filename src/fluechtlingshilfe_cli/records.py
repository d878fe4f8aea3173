"""One file, one record: read, typed and judged by its schema. Rules come later and see only sound records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .documents import Document, read, read_values
from .findings import Finding, Path, Place, Severity
from .placing import Origin, from_accident, from_complaint
from .schemas.dates import is_moment
from .schemas.explaining import Complaint, Explainer
from .schemas.kinds import Kind
from .schemas.values import converter
from .schemas.vocabularies import Vocabularies

ORIGIN = "x_importiert"
"""The own field in which `fh import` notes where a record came from: bookkeeping, no content."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class Record:
    """A thing of the real world: its kind, id, file and typed values. Missing fields read as None."""

    __slots__ = ("data", "file", "id", "kind")

    def __init__(self, kind: Kind, id: str, file: str, data: dict[str, Any]) -> None:
        self.kind = kind
        self.id = id
        self.file = file
        self.data = data

    def __getitem__(self, name: str) -> Any:
        return self.data.get(name)

    def __repr__(self) -> str:
        return f"Record({self.key})"

    @property
    def key(self) -> str:
        """`kind/id`, unique in the registry."""
        return f"{self.kind.name}/{self.id}"

    @property
    def title(self) -> str:
        """The name for people; the id while there is none."""
        return str(self.data.get(self.kind.title_field) or self.id)

    def at(self, *path: str | int) -> Place:
        """The place of a value, for problems."""
        return Place(self.file, path)

    def values(self, dotted: str) -> Iterator[tuple[Path, Any]]:
        """Every value of a field with its path; `angebote.titel` gives one per offer, a list of words one per word."""
        return walk(self.data, tuple(dotted.split(".")), ())


def walk(value: Any, steps: Path, path: Path) -> Iterator[tuple[Path, Any]]:
    """The scalars (or own sections) reached by `steps` below `value`, passing through lists."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, steps, (*path, index))
    elif not steps:
        if value is not None:
            yield path, value
    elif isinstance(value, dict) and (inner := value.get(steps[0])) is not None:
        yield from walk(inner, steps[1:], (*path, steps[0]))


Lift = Callable[[dict[str, Any]], dict[str, Any]]


class Reader:
    """Reads records of one kind: bytes in, a record or findings out."""

    def __init__(self, kind: Kind, vocabularies: Vocabularies, lift: Lift | None = None) -> None:
        """`lift` turns the values of an older format into those the schema knows."""
        import jsonschema_rs

        self.kind = kind
        self._lift = lift
        self._convert = converter(kind.schema)
        self._explainer = Explainer(kind, vocabularies)
        self._validator = jsonschema_rs.Draft202012Validator(
            formatted(kind.schema), validate_formats=True, formats={"datumzeit": is_moment}
        )

    def read(self, raw: bytes, file: str, id: str) -> tuple[Record | None, list[Finding]]:
        """The record when it is sound, and what is wrong with it; warnings leave it sound."""
        data = read_values(raw)
        if data is not None:
            data = self._lift(data) if self._lift else data
            data = self._convert(data) if self._convert else data
            if self._validator.is_valid(data):
                return Record(self.kind, id, file, data), []
        return self._read_exactly(raw, file, id)

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
        complaints = self._explainer.explain(self._validator.iter_errors(data), data, document)
        findings = [from_complaint(origin, document, complaint) for complaint in complaints]
        sound = all(finding.severity is not Severity.ERROR for finding in findings)
        return (Record(self.kind, id, file, data) if sound else None), findings


def formatted(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with our checked formats told to the validator, and nothing else changed."""
    result = dict(schema)
    if result.get("x-fh-format") == "datumzeit":
        result.pop("pattern", None)
        result["format"] = "datumzeit"
    if "properties" in result:
        result["properties"] = {name: formatted(part) for name, part in result["properties"].items()}
    if isinstance(result.get("items"), dict):
        result["items"] = formatted(result["items"])
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
            "Die Datei enthält eine Liste, keinen Datensatz.",
            "Ein Datensatz beginnt mit »feld: Wert«, ohne Strich davor; je Datensatz eine eigene Datei.",
        )
    return Complaint("FH119", (), "Die Datei enthält nur Text, keine Felder.", "Jede Zeile hat die Form »feld: Wert«.")
