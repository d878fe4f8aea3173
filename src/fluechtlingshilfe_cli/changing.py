"""Changes to record files before they are made: what they say, what the whole registry says of them; their writing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from .addressing import label_at
from .checks import check
from .comparing import How
from .comparing.values import differences as compared
from .documents import read
from .editing import EditRefused
from .findings import Finding, Path, Severity
from .project import Project
from .schemas.kinds import Kind
from .together import write_together


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file before and after; `id` is that of its record. A file that is not there yet has nothing before."""

    kind: Kind
    id: str
    file: str
    path: FilePath
    before: bytes
    after: bytes

    @property
    def title(self) -> str:
        """The name of the record for people, that before the change; `kind/id` for private ones."""
        if self.kind.private:
            return f"{self.kind.name}/{self.id}"
        for raw in (self.before, self.after):
            data = read(raw).data
            if isinstance(data, dict) and isinstance(data.get(self.kind.title_field), str):
                return str(data[self.kind.title_field])
        return self.id

    def diff(self) -> str:
        """The change as a unified diff."""
        old, new = (raw.decode("utf-8-sig", "replace").splitlines(keepends=True) for raw in (self.before, self.after))
        lines = difflib.unified_diff(old, new, f"a/{self.file}", f"b/{self.file}")
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs: where, and both values, None for none. In a list the item that came or went."""

    path: Path
    label: str
    old: Any
    new: Any

    @property
    def verb(self) -> str:
        """What happened to it, as a German participle."""
        in_list = bool(self.path) and isinstance(self.path[-1], int)
        if self.old is None:
            return "ergänzt" if in_list else "eingetragen"
        return "entfernt" if self.new is None else "geändert"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What changes would bring about: errors in the changed files, errors in others, new warnings in the changed."""

    own: list[Finding]
    elsewhere: list[Finding]
    notes: list[Finding]


def differences(change: FileChange) -> list[Difference]:
    """What differs between the values before and after, in the order of the file."""
    before, after = (read(raw).data or {} for raw in (change.before, change.after))
    found = []
    for one in compared(before, after, change.kind.schema):
        gone = one.how in (How.CLEARED, How.REMOVED)
        path = one.old_path if gone else one.new_path
        found.append(Difference(path, label_at(change.kind, before if gone else after, path), one.old, one.new))
    order = {name: place for place, name in enumerate(dict.fromkeys([*before, *after]))}
    return sorted(found, key=lambda one: order[one.path[0]])


def judged(project: Project, changes: Sequence[FileChange], moved: Mapping[str, str] | None = None) -> Verdict:
    """What the whole registry says of the changes. `moved`: the old names of files whose change bears a new one."""
    instead = {change.file: change.after for change in changes}
    moved = moved or {}
    after = check(project, instead=instead, cached=True, without=set(moved.values())).findings
    grave = [finding for finding in after if finding.severity is Severity.ERROR]
    notes = [finding for finding in after if finding.severity is Severity.WARNING and finding.path in instead]
    if not grave and not notes:
        return Verdict([], [], [])
    known = {_sameness(finding) for finding in check(project, cached=True).findings}
    caused = [finding for finding in grave if _sameness(finding, moved) not in known]
    return Verdict(
        [finding for finding in caused if finding.path in instead],
        [finding for finding in caused if finding.path not in instead],
        [finding for finding in notes if _sameness(finding, moved) not in known],
    )


def _sameness(finding: Finding, moved: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """What makes two findings the same, though lines and files may have moved."""
    path = (moved or {}).get(finding.path, finding.path)
    return (finding.code, path, finding.pointer, finding.message)


def write_changes(changes: Iterable[FileChange], moved: Mapping[FilePath, FilePath] | None = None) -> None:
    """Writes all files, or none when one cannot be written; `moved` gives the old place of a file with a new name.

    Raises OSError, `EditRefused` when a file changed meanwhile.
    """
    moved = moved or {}
    todo = [change for change in changes if change.before != change.after or change.path in moved]
    for change in todo:
        place = moved.get(change.path, change.path)
        if (place.read_bytes() if place.exists() else b"") != change.before:
            raise EditRefused(f"{change.file} wurde gerade von jemand anderem geändert. Bitte noch einmal versuchen.")
    write_together({change.path: change.after for change in todo})
    for old in moved.values():
        old.unlink()
