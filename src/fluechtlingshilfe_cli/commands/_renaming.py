"""What `fh rename` would write: a record or a part of one under another id, and everybody who names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from .. import terminal, translating
from ..addressing import item_name
from ..changing import FileChange
from ..documents import read
from ..editing import Change, Set, change, order_of
from ..folding import nearest
from ..importing.leaves import id_field
from ..project import SETTINGS, Project
from ..records import Record
from ..referring import References
from ..registry import kind_and_id
from ..schemas.kinds import Kind
from ._meant import Finder, Meant
from ._saving import tool_dates


@dataclass(slots=True)
class Plan:
    """All files that change; `moved` gives the old place of those with a new name."""

    changes: list[FileChange] = field(default_factory=list)
    moved: dict[Path, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a list that bears an id of its own, such as an offer: in the list `within`, its id in `field`."""

    holder: Meant
    data: dict[str, Any]
    within: str
    index: int
    field: str
    id: str

    @property
    def title(self) -> str:
        """What people call it."""
        schema = self.holder.kind.schema["properties"][self.within]["items"]
        item = self.data[self.within][self.index]
        return item_name(schema, {name: value for name, value in item.items() if name != self.field}) or self.id

    @property
    def others(self) -> list[str]:
        """The ids of the sections beside it."""
        items = self.data[self.within]
        return [str(item.get(self.field)) for n, item in enumerate(items) if n != self.index]


def part_meant(finder: Finder, text: str) -> Part | None:
    """The part people mean by `cafe-ankommen/sprachcafe`, as references name it too; None for what is a record.

    Raises `BadParameter` where the record has no such part.
    """
    above, _, id = text.rpartition("/")
    if not above or Path(text).is_file() or kind_and_id(text, finder.project.kinds.values())[0]:
        return None
    first, slash, rest = above.partition("/")
    named = rest if slash and finder.project.kinds.called(first) is None else above
    if not finder.candidates(named):
        return None
    holder = finder.meant(named)
    data = read(holder.path.read_bytes()).data
    parts = [Part(holder, data, *place) for place in _with_ids(holder.kind, data)] if isinstance(data, dict) else []
    found = next((one for one in parts if one.id == id), None)
    if found is None:
        similar = nearest(id, {one.id: [] for one in parts}, 1)
        there = f" Es gibt: {', '.join(one.id for one in parts)}." if parts else ""
        hint = f" Meinten Sie »{holder.id}/{similar[0]}«?" if similar else there
        raise typer.BadParameter(terminal.visible(f"In »{holder.id}« gibt es kein »{id}«.{hint}"))
    return found


def _with_ids(kind: Kind, data: dict[str, Any]) -> Iterator[tuple[str, int, str, str]]:
    for name, part in kind.schema.get("properties", {}).items():
        items, field = data.get(name), id_field(part)
        for index, item in enumerate(items if field and isinstance(items, list) else ()):
            if isinstance(item, dict) and item.get(field):
                yield name, index, field, str(item[field])


def of_record(project: Project, one: Meant, id: str) -> Plan:
    """A record with another id, and every reference to it. Raises `EditRefused`."""
    references = References(project)
    wanted: dict[str, list[Change]] = {}
    records = {record.file: record for record in references.records}
    followers: list[Record] = []
    for reference in references.to(one.kind.name, one.id):
        wanted.setdefault(reference.record.file, []).append(Set(reference.path, references.renamed(reference, id)))
        if _belongs(reference.record, reference.field.path, one.id):
            followers.append(reference.record)
    plan = Plan()
    _put(plan, project, one.kind, one.id, one.file, wanted.pop(one.file, []), id)
    for file, changes in wanted.items():
        record = records[file]
        follows = id if record in followers and not references.get(record.kind.name, id) else ""
        _put(plan, project, record.kind, record.id, file, changes, follows)
    _settings(plan, project, one, id)
    return plan


def of_part(project: Project, part: Part, id: str) -> Plan:
    """A part of a record with another id, every reference to it, and its translations. Raises `EditRefused`."""
    one, references = part.holder, References(project)
    wanted: dict[str, list[Change]] = {one.file: [Set((part.within, part.index, part.field), id)]}
    for n, rest in translating.of_part(part.data, f"{part.within}/{part.id}").items():
        wanted[one.file].append(Set((translating.LIST, n, translating.FIELD), f"{part.within}/{id}/{rest}"))
    for reference in references.to_part(one.kind.name, one.id, part.id):
        value = f"{reference.value.rpartition('/')[0]}/{id}"
        wanted.setdefault(reference.record.file, []).append(Set(reference.path, value))
    records = {record.file: record for record in references.records}
    plan = Plan()
    for file, changes in wanted.items():
        record = records[file]
        _put(plan, project, record.kind, record.id, file, [*changes, *tool_dates(project, record.kind)], "")
    return plan


def _belongs(record: Record, path: str, id: str) -> bool:
    """Whether a record is filed under the one it names and bears its id, as notes do."""
    return record.id == id and record.kind.subfolder.get("feld") == path


def _put(plan: Plan, project: Project, kind: Kind, id: str, file: str, changes: list[Change], new: str) -> None:
    path = Path(project.root / file)
    raw = path.read_bytes()
    after = change(raw, changes, order_of(kind)) if changes else raw
    place = path.with_name(f"{new}.yaml") if new else path
    if new:
        plan.moved[place] = path
    plan.changes.append(FileChange(kind, new or id, project.name_of(place), place, raw, after))


def _settings(plan: Plan, project: Project, one: Meant, id: str) -> None:
    """The settings name records as `kind/id`, and by id alone in fields that hold references."""
    kind = Kind("project", project.kinds.compiled("project"))
    path = project.root / SETTINGS
    raw = path.read_bytes()
    changes: list[Change] = []
    for steps, value in _scalars(read(raw).data, ()):
        name = ".".join(step for step in steps if isinstance(step, str))
        known = kind.fields.get(name)
        if value == one.key:
            changes.append(Set(steps, f"{one.kind.name}/{id}"))
        elif value == one.id and known and one.kind.name in known.refers_to:
            changes.append(Set(steps, id))
    if changes:
        after = change(raw, changes, order_of(kind))
        plan.changes.append(FileChange(kind, "fh", SETTINGS, path, raw, after))


def _scalars(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _scalars(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _scalars(inner, (*path, index))
    elif isinstance(value, str):
        yield path, value
