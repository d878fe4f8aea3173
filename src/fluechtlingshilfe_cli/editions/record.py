"""The release of an edition as it is recorded: `editions/NAME.yaml`, written once by the tool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..documents import quoted_text, read
from ..history import HistoryError
from ..numbering import FOLDER
from ..project import Project

_HEAD = "# Freigabe für den Druck, festgehalten von »fh directory --freigeben«. Bitte nicht von Hand ändern.\n"


@dataclass(frozen=True, slots=True)
class Release:
    """Who (a role) released what and when. `commit`: the stored state, empty without git; `rows`: how many rows the
    table of numbers had then; `despite`: what was excepted from the check.
    """

    edition: str
    deadline: str
    day: str
    by: str
    commit: str = ""
    tag: str = ""
    entries: int = 0
    rows: int = 0
    despite: tuple[str, ...] = ()


def file_of(edition: str) -> str:
    """The file of a release, by its name below the project."""
    return f"{FOLDER}/{edition}.yaml"


def release_of(project: Project, edition: str) -> Release | None:
    """The release of an edition, None where there is none yet. Raises `HistoryError` where it cannot be read."""
    path = project.tree / FOLDER / f"{edition}.yaml"
    if not path.is_file():
        return None
    data = read(path.read_bytes()).data
    try:
        return _release(data)
    except (KeyError, TypeError, ValueError):
        raise HistoryError(
            f"Die Freigabe in {file_of(edition)} ist nicht lesbar. Was anders ist als gespeichert, zeigt »fh diff«; "
            "zurück geht es mit »fh undo«."
        ) from None


def text_of(release: Release) -> str:
    """The text of the file."""
    lines: list[tuple[str, str]] = [
        ("ausgabe", quoted_text(release.edition)),
        ("redaktionsschluss", quoted_text(release.deadline)),
        ("freigegeben_am", quoted_text(release.day)),
        ("freigegeben_durch", quoted_text(release.by)),
        ("stand", quoted_text(release.commit)),
        ("tag", quoted_text(release.tag)),
        ("eintraege", str(release.entries)),
        ("nummern", str(release.rows)),
        ("trotz", f"[{', '.join(map(quoted_text, release.despite))}]"),
    ]
    return _HEAD + "".join(f"{name}: {value}\n" for name, value in lines if value not in ('""', "''", "[]"))


def _release(data: Any) -> Release:
    return Release(
        str(data["ausgabe"]),
        str(data["redaktionsschluss"]),
        str(data["freigegeben_am"]),
        str(data["freigegeben_durch"]),
        str(data.get("stand") or ""),
        str(data.get("tag") or ""),
        int(data.get("eintraege") or 0),
        int(data["nummern"]),
        tuple(map(str, data.get("trotz") or ())),
    )
