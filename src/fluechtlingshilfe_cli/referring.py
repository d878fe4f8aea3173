"""Who names whom: every reference of every record, as it stands in the file, whether or not the record is sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .documents import read, read_values
from .findings import Path
from .project import Project, record_id
from .records import Record
from .schemas.kinds import Field


@dataclass(frozen=True, slots=True)
class Reference:
    """One value that names another record: who says it, where, and how it is written."""

    record: Record
    path: Path
    field: Field
    value: str


class References:
    """All references of a registry's files."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.records = list(_all_records(project))
        self._known = {(record.kind.name, record.id): record for record in self.records}

    def to(self, kind: str, id: str) -> list[Reference]:
        """Who names this record, or a part of it."""
        return [reference for reference in self if self.target(reference) == (kind, id)]

    def to_part(self, kind: str, id: str, part: str) -> list[Reference]:
        """Who names a part of this record, such as one of its offers, by its id."""
        return [one for one in self.to(kind, id) if one.value.split("/")[-2:] == [id, part]]

    def __iter__(self) -> Iterator[Reference]:
        for record in self.records:
            for field in record.kind.having("ref"):
                for path, value in record.values(field.path):
                    if isinstance(value, str):
                        yield Reference(record, path, field, value)

    def get(self, kind: str, id: str) -> Record | None:
        """A record, sound or not."""
        return self._known.get((kind, id))

    def target(self, reference: Reference) -> tuple[str, str] | None:
        """Kind and id of the record that is meant; None where there is none."""
        kinds = reference.field.refers_to
        prefix, slash, rest = reference.value.partition("/")
        if not slash:
            return next(((kind, prefix) for kind in kinds if (kind, prefix) in self._known), None)
        if prefix in self.project.kinds:
            return (prefix, rest) if (prefix, rest) in self._known else None
        # What is no kind of record is a part of one: »angebot/initiative-id/angebot-id«, the first word may be missing.
        holder, _, part = (rest if prefix in kinds else reference.value).partition("/")
        holders = [kind for kind in self.project.kinds if (kind, holder) in self._known]
        with_part = (kind for kind in holders if _has_part(self._known[kind, holder].data, part))
        found = next(with_part, holders[0] if holders else None)
        return (found, holder) if found else None

    def renamed(self, reference: Reference, new: str) -> str:
        """How the value reads once the record it names has another id."""
        steps = reference.value.split("/")
        at = 1 if len(steps) > 1 and (steps[0] in self.project.kinds or steps[0] in reference.field.refers_to) else 0
        return "/".join([*steps[:at], new, *steps[at + 1 :]])


def _all_records(project: Project) -> Iterator[Record]:
    for kind in project.kinds.values():
        for path in project.files(kind):
            try:
                raw = path.read_bytes()
            except OSError:
                continue
            data = read_values(raw)
            if data is None:
                data = read(raw).data
            if isinstance(data, dict):
                yield Record(kind, record_id(path), project.name_of(path), data)


def _has_part(data: Mapping[str, Any], part: str) -> bool:
    """Whether a list of the record has a section that goes by this name."""
    sections = (item for value in data.values() if isinstance(value, list) for item in value if isinstance(item, dict))
    return any(part in _texts(section.values()) for section in sections)


def _texts(values: Iterable[Any]) -> list[str]:
    return [value for value in values if isinstance(value, str)]
