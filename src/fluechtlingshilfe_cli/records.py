"""One file, one record: read, typed and judged by its schema. Rules come later and see only sound records."""

from __future__ import annotations

import marshal
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
    """A thing of the real world: its kind, id, file and typed values. Missing fields read as None.

    Values may come `packed` (by `pack`); they are unpacked when somebody asks, which for most of many nobody does.
    """

    __slots__ = ("data", "file", "id", "kind", "packed")

    data: dict[str, Any]

    def __init__(self, kind: Kind, id: str, file: str, data: dict[str, Any] | bytes) -> None:
        self.kind = kind
        self.id = id
        self.file = file
        self.packed: bytes | None = None
        if isinstance(data, bytes):
            self.packed = data
        else:
            self.data = data

    def __getattr__(self, name: str) -> Any:
        # Python comes here only while the slot is empty, so reading unpacked values costs nothing.
        if name != "data" or self.packed is None:
            raise AttributeError(name)
        self.data = unpack(self.packed)
        return self.data

    def as_read_by(self, kind: Kind) -> Record:
        """The same record for another project, whose kinds are other objects."""
        return Record(kind, self.id, self.file, self.data if self.packed is None else self.packed)

    def __getitem__(self, name: str) -> Any:
        return self.data.get(name)

    def __repr__(self) -> str:
        return f"Record({self.key})"

    def may_say(self, text: str) -> bool:
        """Whether a text may stand among the values: no is certain, and known without unpacking them."""
        return self.packed is None or text.encode() in self.packed

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


def pack(data: dict[str, Any]) -> bytes:
    """The values of a record as bytes, for other processes and the cache of this machine."""
    return marshal.dumps(data)


def unpack(packed: bytes) -> dict[str, Any]:
    """The values again. For bytes this tool wrote on this machine."""
    data: dict[str, Any] = marshal.loads(packed)  # noqa: S302 - a process of ours or the user's own folder, 0700
    return data


Lift = Callable[[dict[str, Any]], dict[str, Any]]


class Reader:
    """Reads records of one kind: bytes in, a record or findings out."""

    def __init__(self, kind: Kind, vocabularies: Vocabularies, lift: Lift | None = None) -> None:
        """`lift` turns the values of an older format into those the schema knows."""
        self.kind = kind
        self._lift = lift
        self._convert = converter(kind.schema)
        self._explainer = Explainer(kind, vocabularies)
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
        complaints = self._explainer.explain(self._validator.iter_errors(data), data, document)
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
