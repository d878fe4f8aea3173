"""Which findings of a check are told: those in some places, of some rules, due to a change, or not known before."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .. import terminal

if TYPE_CHECKING:
    from ..checks import Outcome
    from ..findings import Finding
    from ..project import Project
    from ..since import Narrowed, Scope


def scope_of(project: Project, since: str | None, staged: bool, changed: bool) -> Scope | None:
    """The change that is asked for, None when all counts. Raises BadParameter and `HistoryError`."""
    if sum((since is not None, staged, changed)) > 1:
        raise typer.BadParameter("--since, --staged und --changed gehen nicht zusammen; bitte eines davon wählen.")
    if since is None and not staged and not changed:
        return None
    from .. import since as changes

    if project.past is not None:
        raise typer.BadParameter(
            "--at zeigt einen früheren Stand; --since, --staged und --changed gelten dem jetzigen."
        )
    if since is not None:
        return changes.since(project, since)
    return changes.staged(project) if staged else changes.unsaved(project)


def of_change(outcome: Outcome, scope: Scope) -> list[Finding]:
    """The findings that are due to the change; what else there is becomes one note."""
    from ..since import narrowed

    found = narrowed(outcome, scope)
    for line in notes(found, scope):
        terminal.say(line)
    return found.findings


def notes(found: Narrowed, scope: Scope) -> Iterable[str]:
    """What is to be said of a change besides its findings."""
    if not scope.is_exact:
        yield (
            "Wo diese Änderung begann, ist hier nicht bekannt (der Verlauf ist unvollständig); "
            "verglichen wird mit dem genannten Stand selbst."
        )
    if not scope.changed:
        yield "Am Register ist nichts geändert."
    if found.caused:
        yield f"{_many(found.caused)} in anderen Dateien {_is(found.caused)} eine Folge der Änderung."
    if found.mended:
        yield f"{_many(found.mended)} {_is(found.mended)} mit der Änderung behoben."
    if found.foreign:
        number = len(found.foreign)
        verb = "besteht" if number == 1 else "bestehen"
        yield f"{_many(number)} in anderen Dateien {verb} unabhängig davon und {_counts(number)} hier nicht."


def _many(number: int) -> str:
    return "1 Befund" if number == 1 else f"{number} Befunde"


def _is(number: int) -> str:
    return "ist" if number == 1 else "sind"


def _counts(number: int) -> str:
    return "zählt" if number == 1 else "zählen"


@dataclass(frozen=True, slots=True)
class Baseline:
    """A list of known findings. `may_shrink`: the whole registry is told, so what is not found any more is mended."""

    path: Path
    may_shrink: bool

    def new(self, findings: list[Finding]) -> list[Finding]:
        """The findings that are not in the list; it is begun where there is none, and shortened by what is mended."""
        from ..baseline import BaselineError, marks, read_baseline, without_known, write_baseline

        try:
            known = read_baseline(self.path)
        except BaselineError as error:
            raise typer.BadParameter(str(error)) from None
        if known is None:
            if not self.may_shrink:
                raise typer.BadParameter("Eine neue Liste bekannter Befunde entsteht nur aus der Prüfung von allem.")
            known = marks(findings)
            write_baseline(self.path, known)
            terminal.say(f"Angelegt: {self.path} mit {_many(known.total())}, die ab jetzt nicht mehr zählen.")
        kept, still = without_known(findings, known)
        gone = known.total() - still.total()
        if gone and self.may_shrink:
            self._shorten(still, gone)
        if still.total():
            terminal.say(f"{_many(still.total())} aus {self.path} {_counts(still.total())} nicht.")
        return kept

    def _shorten(self, still: object, gone: int) -> None:
        from collections import Counter

        from ..baseline import write_baseline

        assert isinstance(still, Counter)
        try:
            write_baseline(self.path, still)
        except OSError as error:
            terminal.say(
                f"{_many(gone)} aus {self.path} {_is(gone)} behoben; die Liste blieb ungekürzt. {error.strerror}."
            )
            return
        terminal.say(f"{_many(gone)} {_is(gone)} behoben und aus {self.path} gestrichen.")


def prefix_of(project: Project) -> str:
    """The registry's folder below the repository's, empty where there is none."""
    from ..history import HistoryError, find_repository

    try:
        return find_repository(project.root).prefix
    except HistoryError:
        return ""


def places(project: Project, paths: Iterable[str]) -> Callable[[str], bool]:
    """Whether a file lies in one of the files and folders, or is the record of one of the ids."""
    from ..registry import kind_and_id

    files: set[str] = set()
    folders: list[str] = []
    for text in paths:
        path = Path(text)
        if path.is_dir():
            name = project.name_of(path.absolute())
            folders.append("" if name == "." else f"{name}/")
            continue
        if path.is_file():
            files.add(project.name_of(path.absolute()))
            continue
        wanted, id = kind_and_id(text, project.kinds.values())
        named = [
            project.name_of(file)
            for kind in project.kinds.values()
            if wanted in (None, kind.name)
            for file in project.paths(kind)
            if os.path.basename(file) == f"{id}.yaml"
        ]
        if not named:
            from ..folding import nearest
            from ..project import record_id

            ids = {
                record_id(file) for kind in project.kinds.values() if not kind.private for file in project.files(kind)
            }
            meant = nearest(id, {one: [] for one in sorted(ids)}, 1)
            hint = f" Meinten Sie »{meant[0]}«?" if meant else " Ohne Angabe gilt der Befehl für alle."
            raise typer.BadParameter(
                f"»{text}« ist weder eine Datei noch ein Ordner noch die Kennung eines Eintrags.{hint}"
            )
        files.update(named)
    return lambda file: file in files or any(file.startswith(folder) for folder in folders)


def known_rules(codes: Iterable[str]) -> None:
    """Raises BadParameter for a rule that does not exist."""
    from ..rules import RULES

    for code in codes:
        if not any(known.startswith(code.upper()) for known in RULES):
            raise typer.BadParameter(f"Eine Regel »{code}« gibt es nicht. Alle zeigt: fh validate --list-rules")


LEVELS = {"error": 0, "warning": 1, "never": -1}
"""From which severity on a check fails, by its rank."""


def exit_code(findings: Iterable[Finding], fail_on: str) -> int:
    """The verdict: 1 where something is as grave as that."""
    return int(any(finding.severity.rank <= LEVELS[fail_on] for finding in findings))


def wanted(code: str, select: Sequence[str] | None, ignore: Sequence[str] | None) -> bool:
    """Whether a rule is among those asked for."""
    if select and not code.startswith(tuple(part.upper() for part in select)):
        return False
    return not (ignore and code.startswith(tuple(part.upper() for part in ignore)))
