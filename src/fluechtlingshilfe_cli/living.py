"""The life of one record: what each saved state changed in it, newest first, under whatever id it had then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from .comparing import RecordChange, compare_records
from .documents import read
from .history import Repository, Version, day_of, find_repository, versions
from .migrations import lifted
from .past import formats
from .project import Project, record_id
from .records import Record
from .schemas.kinds import Kind
from .schemas.values import converter

What = Literal["added", "removed", "changed", "form", "unreadable"]


@dataclass(frozen=True, slots=True)
class Step:
    """One change in the life of a record. `version` is None for what is not saved yet; `form`: only written otherwise;
    `now`: the id under which a record that is gone from here lives on.
    """

    what: What
    day: date | None
    version: Version | None
    change: RecordChange | None = None
    now: str = ""


def life(project: Project, kind: Kind, name: str) -> list[Step]:
    """Every change of the record in a file, newest first. Raises `HistoryError`."""
    repository = find_repository(project.root)
    found = versions(repository, name) if repository.head() else []
    contents = _contents(repository, found)
    told = formats(repository, [version.commit for version in found])
    records = [
        _record(kind, version.name, raw, told[version.commit]) for version, raw in zip(found, contents, strict=True)
    ]
    steps: list[Step] = []
    for index, version in enumerate(found):
        before = records[index + 1] if index + 1 < len(found) else None
        was_there = index + 1 < len(found) and found[index + 1].blob is not None
        step = _step(version, before, records[index], was_there)
        if step.what == "removed" and (now := repository.new_name(version.commit, version.name)):
            step = replace(step, now=record_id(now))
        steps.append(step)
    return [*_unsaved(project, kind, name, contents, records), *steps]


def file_of(project: Project, kind: Kind, id: str) -> str | None:
    """The file a record has, else the last one it had. Raises `HistoryError`."""
    here = [project.name_of(path) for path in project.paths(kind) if record_id(path) == id]
    if here:
        return here[0]
    repository = find_repository(project.root)
    return next((name for name in repository.ever(kind.folder) if record_id(name) == id), None)


def _contents(repository: Repository, found: list[Version]) -> list[bytes | None]:
    from .history import Blobs

    stored = Blobs(repository.folder).stream(version.blob for version in found if version.blob)
    return [next(stored) if version.blob else None for version in found]


def as_record(project: Project, name: str, raw: bytes, format: int) -> Record | None:
    """The record in the bytes of a file, whether or not the schema takes it; None where there is none."""
    kind = project.kind_of(project.root / name)
    return _record(kind, name, raw, format) if kind else None


def _record(kind: Kind, name: str, raw: bytes | None, format: int) -> Record | None:
    """The values as they were, whether or not today's schema would take them; None for what cannot be read."""
    data = read(raw).data if raw is not None else None
    if not isinstance(data, dict):
        return None
    data = lifted(kind.name, data, format)
    convert = converter(kind.schema)
    return Record(kind, record_id(name), name, convert(data) if convert else data)


def _step(version: Version, old: Record | None, new: Record | None, was_there: bool) -> Step:
    day = day_of(version.saved)
    if version.blob is None:
        return Step("removed", day, version)
    if new is None or (was_there and old is None):
        return Step("unreadable" if new is None else "changed", day, version)
    if old is None:
        return Step("added", day, version)
    change = compare_records(old, new)
    return Step("changed" if change else "form", day, version, change)


def _unsaved(
    project: Project, kind: Kind, name: str, contents: list[bytes | None], records: list[Record | None]
) -> list[Step]:
    """What the file holds beyond the last saved state."""
    path = project.root / name
    raw = path.read_bytes() if path.is_file() else None
    saved = contents[0] if contents else None
    if raw == saved or (raw and saved and raw.replace(b"\r\n", b"\n") == saved.replace(b"\r\n", b"\n")):
        return []
    old, new = records[0] if records else None, _record(kind, name, raw, project.format)
    if raw is None:
        return [Step("removed", None, None)]
    if saved is None:
        return [Step("added", None, None)]
    if old is None or new is None:
        return [Step("changed" if new else "unreadable", None, None)]
    change = compare_records(old, new)
    return [Step("changed" if change else "form", None, None, change)]
