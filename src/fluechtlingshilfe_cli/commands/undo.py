"""`fh undo`: takes the last change back, saved or not, after showing it; a copy is kept of what was not saved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..between import Between, between, until_now
from ..comparing import Changes, compare
from ..days import german
from ..history import HistoryError, Repository, Revision, day_of, find_repository
from ..history import recording as recorder
from ..project import SETTINGS, Project, author_of, record_id
from ..registry import kind_and_id
from . import options


def undo(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="KENNUNG", help="Nur diese Einträge, soweit sie noch nicht gespeichert sind."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Zeigt, was zurückgenommen würde.")] = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Nimmt die letzte Änderung zurück und zeigt sie vorher.

    Gibt es Ungespeichertes, wird das zurückgenommen; Kopien bleiben in .fh/papierkorb. Sonst wird
    zurückgenommen, was zuletzt gespeichert wurde. Verloren geht nichts: Noch einmal »fh undo« holt
    Gespeichertes wieder.

    Beispiele:
      fh undo --dry-run
      fh undo
      fh undo cafe-ankommen    nur, was an diesem Eintrag nicht gespeichert ist
    """
    from ..saving import unsaved_files

    project = options.project(folder, today)
    repository = find_repository(project.root)
    recorder.ensure_free(repository)
    head = repository.head()
    if head is None:
        raise HistoryError("In diesem Register ist noch nichts gespeichert; es gibt nichts zurückzunehmen.")
    asks = terminal.can_ask() and not no_input
    changed = unsaved_files(project, repository, head)
    if names:
        changed = [name for name in changed if any(_is_meant(project, name, wanted) for wanted in names)]
        if not changed:
            terminal.say("Nichts zurückzunehmen: Daran ist seit dem letzten Speichern nichts geändert.")
            return 0
    if changed:
        found = until_now(project.root, head, project.as_of)
        if not _agreed("Noch nicht gespeichert:", project, found, changed, dry_run, yes, asks):
            return 0 if dry_run else 1
        return _unsaved(project, repository, head, changed)
    return _saved(project, repository, head, (dry_run, yes, asks))


def _unsaved(project: Project, repository: Repository, head: Revision, changed: list[str]) -> int:
    from ..saving import keep_copies

    kept = keep_copies(project, changed, recorder.prepared(repository, changed, head))
    recorder.restore(repository, head.commit, changed)
    where = f" Kopien liegen in {project.name_of(kept)}." if kept else ""
    terminal.say(f"Zurückgenommen. Es gilt wieder der zuletzt gespeicherte Stand.{where}")
    terminal.say(_files(len(changed)))
    return 0


def _saved(project: Project, repository: Repository, head: Revision, wish: tuple[bool, bool, bool]) -> int:
    from ..registry_files import belongs

    above = recorder.parents(repository, head.commit)
    if len(above) != 1:
        raise HistoryError(
            "Der jüngste Stand ist der erste; davor gibt es nichts."
            if not above
            else "Der jüngste Stand führt zwei Fassungen zusammen; das nimmt »fh undo« nicht zurück."
        )
    before = repository.revision(above[0])
    one, other = (repository.tree(state).ids for state in (before, head))
    differing = sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
    changed = [name.removeprefix(repository.prefix) for name in differing]
    foreign = [
        name
        for name, inside in zip(differing, changed, strict=True)
        if not name.startswith(repository.prefix) or not belongs(project, inside)
    ]
    if foreign:
        raise HistoryError(
            f"Der jüngste Stand betrifft auch Dateien, die nicht zum Register gehören ({foreign[0]}); "
            "das nimmt »fh undo« nicht zurück."
        )
    author, subject = recorder.message_of(repository, head.commit)
    found = between(project.root, f"{before.commit}..{head.commit}")
    title = f"Zuletzt gespeichert, am {german(day_of(head.saved))} von {author}: {subject}"
    if not _agreed(title, project, found, changed, *wish):
        return 0 if wish[0] else 1
    again = subject.startswith(_TAKEN_BACK)
    message = subject.removeprefix(_TAKEN_BACK) if again else f"{_TAKEN_BACK}{subject}"
    recorder.store_again(repository, before.commit, changed, f"{message}\n", author_of(project), head)
    terminal.say("Zurückgenommen. Noch einmal »fh undo« holt es wieder.")
    terminal.say(_files(len(changed)))
    return _upload(project, repository)


_TAKEN_BACK = "Zurückgenommen: "


def _agreed(
    title: str, project: Project, found: Between, changed: list[str], dry_run: bool, yes: bool, asks: bool
) -> bool:
    """Shows what would be taken back, and asks."""
    from ..saving import lines_of
    from ..views.differences import assemble
    from ..views.differences.screen import lines

    old, new = found.old.registry, found.new.registry
    changes = _only(compare(old, new), changed)
    print(terminal.visible(title))
    data = assemble(old, new, changes, changed)
    shown = list(lines(data, terminal.width(100)))
    print(
        "\n".join(shown)
        if shown
        else "\n".join(f"  {terminal.visible(line)}" for line in lines_of(project, changes, changed))
    )
    if dry_run:
        terminal.say("Nichts zurückgenommen (--dry-run).")
        return False
    if yes:
        return True
    if asks:
        from ..asking import confirm

        if confirm("Zurücknehmen?"):
            return True
        terminal.say("Nichts zurückgenommen.")
        return False
    terminal.say("Nichts zurückgenommen. Ohne Rückfrage geht es mit: fh undo --yes")
    return False


def _only(changes: Changes, files: list[str]) -> Changes:
    """The changes of these files."""
    mine = [one for one in changes.records if any(side and side.file in files for side in (one.old, one.new))]
    return Changes(tuple(mine), changes.settings if SETTINGS in files else (), changes.unclear)


def _is_meant(project: Project, name: str, wanted: str) -> bool:
    """Whether a file is that of the record somebody names, there or gone."""
    kind, id = kind_and_id(wanted, project.kinds.values())
    found = project.kind_of(project.root / name)
    return found is not None and record_id(name) == id and kind in (None, found.name)


def _upload(project: Project, repository: Repository) -> int:
    from .save import uploaded

    return uploaded(project, repository)


def _files(number: int) -> str:
    return "1 Datei zurückgesetzt." if number == 1 else f"{number} Dateien zurückgesetzt."
