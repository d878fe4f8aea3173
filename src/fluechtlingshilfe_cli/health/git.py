"""Whether the registry is kept in git, who it says is at work, and whether git leaves the files as they are."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..history import GitFailedError, HistoryError, Repository, find_repository, is_underway
from ..history import recording as recorder
from ..history.calling import asked
from ..project import Project, author_of
from ..resources import defaults
from ..writing import write_bytes
from ._line import Line, Repair, State, some

_IGNORED = (".fh/", ".*.entwurf.yaml")
"""What never belongs to the history: what can be made anew, and drafts of an edit that is not finished."""


def history(project: Project) -> Iterator[Line]:
    """All checks of git."""
    try:
        repository = find_repository(project.root)
    except GitFailedError as error:
        if "not a git repository" in error.words:
            yield Line(
                State.NOTE,
                "Das Register hat noch keinen Verlauf; frühere Stände gehen verloren.",
                "Den Verlauf beginnt: fh save",
                Repair("Einen Verlauf für das Register anlegen", partial(_begin, project)),
            )
        else:
            yield _told(error)
        return
    except HistoryError as error:
        yield _told(error)
        return
    yield Line(State.FINE, "Verlauf vorhanden; frühere Stände bleiben nachlesbar")
    yield from _underway(repository)
    yield from _identity(project, repository)
    yield from _hooks(repository)
    yield from _attributes(project, repository)
    yield from _ignored(project)


def _told(error: HistoryError) -> Line:
    first, _, rest = str(error).partition("\n")
    return Line(State.NOTE, first, rest)


def _begin(project: Project) -> str:
    recorder.begin_history(project.root)
    return "Verlauf angelegt. Den ersten Stand hält fest: fh save"


def _underway(repository: Repository) -> Iterator[Line]:
    if is_underway(repository):
        yield Line(
            State.NOTE,
            "Zwei Fassungen des Registers werden gerade zusammengeführt; bis dahin speichert »fh save« nicht.",
            "Wie es steht, zeigt: git status",
        )


def _identity(project: Project, repository: Repository) -> Iterator[Line]:
    if recorder.has_identity(repository):
        name = os.environ.get("GIT_AUTHOR_NAME") or asked(repository.folder, "config", "user.name")
        yield Line(State.FINE, f"Gespeichert wird als: {name}")
        return
    name, email = author_of(project)

    def set_it() -> str:
        recorder.set_identity(repository, name, email)
        return f"In diesem Ordner wird jetzt gespeichert als: {name} <{email}>"

    yield Line(
        State.NOTE,
        "git weiß nicht, wer hier arbeitet; im Verlauf steht dann der Name des Registers.",
        "Eigenen Namen eintragen: git config --global user.name … und user.email …",
        Repair(f"Für diesen Ordner »{name}« mit {email} eintragen", set_it),
    )


def _hooks(repository: Repository) -> Iterator[Line]:
    folder = Path(asked(repository.folder, "rev-parse", "--git-path", "hooks") or "hooks")
    folder = folder if folder.is_absolute() else repository.folder / folder
    hooks = [path for path in sorted(folder.glob("*")) if path.is_file() and path.suffix != ".sample"]
    asleep = [path for path in hooks if not os.access(path, os.X_OK)]
    if not folder.is_dir() and asked(repository.folder, "config", "core.hooksPath"):
        yield Line(
            State.NOTE,
            "In git ist ein Ordner für Prüfungen vor dem Speichern eingetragen, den es nicht gibt.",
            "Herausnehmen: git config --unset core.hooksPath",
        )
    elif asleep:

        def wake() -> str:
            for path in asleep:
                path.chmod(path.stat().st_mode | stat.S_IXUSR)
            return f"Ausführbar gemacht: {some([path.name for path in asleep])}"

        names = some([path.name for path in asleep])
        yield Line(
            State.NOTE,
            f"git führt diese Prüfungen nicht aus, weil sie nicht ausführbar sind: {names}.",
            repair=Repair(f"Ausführbar machen: {names}", wake),
        )
    elif hooks:
        yield Line(State.FINE, f"Prüfungen in git: {some([path.name for path in hooks])}")


def _attributes(project: Project, repository: Repository) -> Iterator[Line]:
    told = asked(repository.folder, "check-attr", "eol", "--", "data/x.yaml") or ""
    if told.endswith(": lf"):
        yield Line(State.FINE, "Zeilenenden bleiben auf jedem Rechner gleich (.gitattributes)")
        return
    path = project.root / ".gitattributes"

    def write() -> str:
        own = path.read_bytes() if path.is_file() else b""
        write_bytes(path, _joined(own, (defaults() / "templates/new/gitattributes").read_bytes()))
        return ".gitattributes geschrieben; Dateien des Registers enden überall gleich"

    switched = asked(repository.folder, "config", "core.autocrlf") in ("true", "input")
    reason = "git stellt sie hier sogar um (core.autocrlf)" if switched else "unter Windows ändert git sie"
    yield Line(
        State.NOTE,
        f"Nirgends steht, wie Zeilen enden; {reason}.",
        repair=Repair(f"{path.name} mit den üblichen Angaben {'ergänzen' if path.is_file() else 'anlegen'}", write),
    )


def _ignored(project: Project) -> Iterator[Line]:
    path = project.root / ".gitignore"
    known = path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else []
    missing = [line for line in _IGNORED if line not in known]
    if not missing:
        return

    def add() -> str:
        own = path.read_bytes() if path.is_file() else b""
        write_bytes(path, _joined(own, "".join(f"{line}\n" for line in missing).encode()))
        return f"In .gitignore ergänzt: {', '.join(missing)}"

    yield Line(
        State.NOTE,
        f"Entwürfe und Zwischendateien könnten in den Verlauf geraten ({', '.join(missing)}).",
        repair=Repair(f".gitignore ergänzen um {', '.join(missing)}", add),
    )


def _joined(first: bytes, more: bytes) -> bytes:
    return first + (b"" if not first or first.endswith(b"\n") else b"\n") + more
