"""`fh save`: records the day's work, checked first and told in field terms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..findings import Finding, Severity
from ..history import GitFailedError, HistoryError, Repository, Revision, find_repository
from ..history import recording as recorder
from ..project import Project, author_of
from . import options
from ._saving import tell

_SHOWN = 12


def save(
    text: Annotated[
        str,
        typer.Option("-m", "--message", metavar="TEXT", help="Was war der Anlass? Sonst steht dort, was sich änderte."),
    ] = "",
    anyway: Annotated[
        bool, typer.Option("--trotzdem", help="Auch speichern, wenn Geändertes noch Fehler hat.")
    ] = False,
    mass: Annotated[
        bool,
        typer.Option("--umstellung", help="Viele Einträge, kein anderer Inhalt: Der Tag der letzten Änderung bleibt."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Zeigt, was gespeichert würde.")] = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Hält die Arbeit des Tages fest, damit frühere Stände erhalten bleiben.

    Zuerst wird geprüft, was geändert ist; wo im Editor der Tag der letzten Änderung stehen blieb,
    wird er eingetragen. Gespeichert werden nur Dateien des Registers, nie der private Ordner. Zurück
    geht es jederzeit mit »fh undo«. Hochgeladen wird nur, wenn in fh.yaml unter »speichern« steht:
    hochladen: true.

    Beispiele:
      fh save
      fh save -m "Jahresabfrage, erster Teil"
      fh save --dry-run
    """
    from ..saving import left_out, marked, unsaved_files

    project = options.project(folder, today)
    repository = _repository(project, yes, terminal.can_ask() and not no_input, dry_run)
    if repository is None:
        return 1
    recorder.ensure_free(repository)
    base = repository.head()
    changed = unsaved_files(project, repository, base)
    if not changed:
        terminal.say("Nichts zu speichern: Alles ist im Verlauf.")
        return uploaded(project, repository) if recorder.waits_for_upload(repository) and base else 0
    found = _findings(project)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors and not anyway:
        tell(errors)
        terminal.say(
            "Nicht gespeichert, denn was geändert ist, hat noch Fehler. Trotzdem speichern: fh save --trotzdem"
        )
        return 1
    if not mass and not dry_run:
        _date(project, found)
    lines, message = _told(project, base, changed, text)
    if mass:
        message = marked(message)
    if dry_run:
        for line in lines:
            print(terminal.visible(line))
        verb = "wäre" if len(changed) == 1 else "wären"
        terminal.say(f"Nichts gespeichert (--dry-run). Es {verb} {_files(len(changed))}.")
        return 0
    _rescue(project, repository, changed, base)
    recorder.store(repository, changed, message, author_of(project), base)
    for line in lines[:_SHOWN]:
        print(terminal.visible(f"Gespeichert: {line}"))
    if len(lines) > _SHOWN:
        print(f"und {len(lines) - _SHOWN} weitere Änderungen")
    if others := left_out(project, repository, repository.head()):
        terminal.say(f"Nicht dabei, weil es nicht zum Register gehört: {_some(others)}.")
    terminal.say(f"{_files(len(changed))} im Verlauf. Zurück geht es mit: fh undo")
    return uploaded(project, repository)


def _repository(project: Project, yes: bool, asks: bool, dry_run: bool) -> Repository | None:
    """The history of the registry; it is begun where there is none and that is wanted."""
    try:
        return find_repository(project.root)
    except GitFailedError as error:
        if "not a git repository" not in error.words:
            raise
    from ..asking import confirm

    if dry_run or not (
        yes or (asks and confirm("Dieses Register hat noch keinen Verlauf. Jetzt anlegen?", default=True))
    ):
        terminal.say("Dieses Register hat noch keinen Verlauf. Angelegt wird er mit: fh save --yes")
        return None
    return recorder.begin_history(project.root)


def _findings(project: Project) -> list[Finding]:
    """What is found in what is about to be saved, or caused by it."""
    from ..checks import check
    from ..since import narrowed, unsaved

    return narrowed(check(project, cached=True), unsaved(project)).findings


def _date(project: Project, found: list[Finding]) -> None:
    """Sets the days of change that an editor left as they were."""
    from ..fixing import fix, write_fix
    from ..rules import RULES

    days = [finding for finding in found if (rule := RULES.get(finding.code)) and rule.scope == "change"]
    dated = []
    for finding in days:
        raw = (project.root / finding.path).read_bytes()
        if made := fix(finding.path, raw, [finding], frozenset()):
            write_fix(project, made)
            dated.append(finding.path)
    if dated:
        terminal.say(f"Tag der letzten Änderung eingetragen: {_some(dated)}.")


def _told(project: Project, base: Revision | None, changed: list[str], text: str) -> tuple[list[str], str]:
    """What happened, for people, and the message of the state."""
    from ..reading import load_registry
    from ..saving import first_message, lines_of, message

    if base is None:
        return [f"Anfang des Registers, {_files(len(changed))}"], first_message(load_registry(project)[0], text)
    from ..between import until_now
    from ..comparing import compare

    found = until_now(project.root, base, project.as_of)
    changes = compare(found.old.registry, found.new.registry)
    lines = lines_of(project, changes, changed)
    return lines, message(lines, changes, text)


def _rescue(project: Project, repository: Repository, changed: list[str], base: Revision | None) -> None:
    """Keeps what somebody prepared in git and then changed again on disk."""
    from ..saving import keep_copies

    prepared = recorder.prepared(repository, changed, base)
    if prepared and (kept := keep_copies(project, (), prepared)):
        terminal.say(f"Was in git anders vorgemerkt war, liegt in {project.name_of(kept)}.")


def uploaded(project: Project, repository: Repository) -> int:
    """Uploads where the settings say so; the exit code. What is saved stays saved."""
    if not (project.settings.get("speichern") or {}).get("hochladen"):
        return 0
    try:
        recorder.upload(repository, terminal.can_ask())
    except HistoryError as error:
        terminal.say(f"Gespeichert, aber noch nicht hochgeladen: {error}")
        return 2
    terminal.say("Hochgeladen.")
    return 0


def _files(number: int) -> str:
    return "1 Datei" if number == 1 else f"{number} Dateien"


def _some(names: list[str]) -> str:
    more = len(names) - 3
    return terminal.visible(", ".join(names[:3])) + (f" und {more} weitere" if more > 0 else "")
