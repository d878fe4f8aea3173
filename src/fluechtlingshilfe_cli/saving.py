"""The day's work as a stored state: what belongs to it, what is said of it, and copies of what is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .comparing import Changes, RecordChange
from .dating import MARK
from .history import Repository, Revision
from .project import Project
from .registry import Registry
from .registry_files import belongs, is_private, is_record, of_registry
from .views.differences.phrases import phrases
from .writing import write_bytes

BIN = ".fh/papierkorb"
"""The folder in which copies are kept of everything that is taken back."""

_SUBJECT = 72
_LISTED = 200
_STAGED = ".vorgemerkt"


def unsaved_files(project: Project, repository: Repository, base: Revision | None) -> list[str]:
    """The registry's files that differ from the last stored state."""
    return of_registry(project, repository.changed(base))


def left_out(project: Project, repository: Repository, base: Revision | None) -> list[str]:
    """Changed files that do not belong to the registry; private ones are not even named."""
    return [
        name
        for name in repository.changed(base)
        if not belongs(project, name) and not is_private(project, name) and not name.startswith(".fh/")
    ]


def lines_of(project: Project, changes: Changes, changed: Sequence[str]) -> list[str]:
    """What happened, one line per record, in field terms; then settings and other files. No value of free text."""
    lines = [f"{_title(change)}: {_said(project, change)}" for change in changes.records]
    told = {record.file for change in changes.records for record in (change.old, change.new) if record}
    rest = [name for name in changed if name not in told]
    if changes.settings:
        lines.append("Einstellungen geändert")
        rest = [name for name in rest if name != "fh.yaml"]
    formed = [name for name in rest if is_record(project, name)]
    if formed:
        count = "1 Datei" if len(formed) == 1 else f"{len(formed)} Dateien"
        lines.append(f"nur Schreibweise oder Änderungsdatum: {count}")
    return lines + [f"geändert: {name}" for name in rest if name not in formed]


def message(lines: Sequence[str], changes: Changes, text: str = "") -> str:
    """The message of a state: a first line that fits a list, then every change."""
    titles = [_title(change) for change in changes.records]
    subject = _one_line(text) or _subject(lines, titles)
    body = [f"- {line}" for line in lines[:_LISTED]]
    if len(lines) > _LISTED:
        body.append(f"- und {len(lines) - _LISTED} weitere")
    return "\n".join([subject, "", *body]) + "\n" if len(lines) > 1 or subject not in lines else f"{subject}\n"


def marked(message: str) -> str:
    """The message of a mass change, which leaves the days of change as they are."""
    return f"{message}\n{MARK}: ja\n"


def first_message(registry: Registry, text: str = "") -> str:
    """The message of the very first state: how much there is."""
    counts = [(kind, registry.count(kind.name)) for kind in registry.project.kinds.values() if not kind.private]
    told = ", ".join(f"{number} {kind.title if number == 1 else kind.plural}" for kind, number in counts if number)
    return f"{_one_line(text) or 'Anfang des Registers'}\n\n{told or 'noch ohne Einträge'}\n"


def keep_copies(project: Project, changed: Iterable[str], prepared: Mapping[str, bytes]) -> Path | None:
    """Copies files before they are taken back; the folder of the copies, None when there was nothing to copy.

    Raises OSError; nothing has been taken back then.
    """
    copies = {name: path.read_bytes() for name in changed if (path := project.root / name).is_file()}
    copies |= {f"{name}{_STAGED}": content for name, content in prepared.items()}
    if not copies:
        return None
    folder = _free_folder(project)
    for name, content in copies.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(target, content)
    return folder


def _free_folder(project: Project) -> Path:
    above = project.root / BIN
    number = 1
    while (folder := above / f"{project.as_of.isoformat()}-{number}").exists():
        number += 1
    return folder


def _subject(lines: Sequence[str], titles: Sequence[str]) -> str:
    if len(lines) == 1:
        return lines[0] if len(lines[0]) <= _SUBJECT else _cut(lines[0])
    if not titles:
        return _cut("; ".join(lines))
    shown = list(titles)
    while True:
        more = len(titles) - len(shown)
        named = ", ".join(shown) + (f" und {more} weitere" if more else "")
        subject = f"{len(titles)} Einträge: {named}" if len(titles) > 1 else f"{named} und anderes"
        if len(subject) <= _SUBJECT or len(shown) == 1:
            return _cut(subject)
        shown.pop()


def _cut(text: str) -> str:
    return text if len(text) <= _SUBJECT else f"{text[: _SUBJECT - 1].rstrip()}…"


def _title(change: RecordChange) -> str:
    return _one_line(change.record.title)


def _said(project: Project, change: RecordChange) -> str:
    return ", ".join(phrases(change, project.vocabularies))


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
