"""`fh start`, and `fh` alone: how the registry stands on one screen, and what helps most now."""

from __future__ import annotations

from pathlib import Path

from .. import terminal
from ..project import SETTINGS, BrokenSettings, NoProject, Project, find_project
from . import options


def start(
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Zeigt auf einem Bildschirm, wie es um das Register steht und welche drei Befehle jetzt am meisten helfen.

    Dasselbe zeigt »fh« allein. Es wird nichts geändert.

    Beispiele:
      fh
      fh start
      fh start --today 2026-11-02
    """
    try:
        project = find_project(folder, today)
    except NoProject:
        print(_outside(folder))
        return 0
    except BrokenSettings as broken:
        print(_broken(broken))
        return 2
    from ..checks import check
    from ..views.standing import standing
    from ..views.start_screen import start_screen

    outcome = check(project, cached=True, whole=True)
    print(start_screen(standing(outcome.registry, outcome.findings, _unsaved(project)), terminal.width()))
    return 0


def _unsaved(project: Project) -> int | None:
    """How many files of the registry are not in the history yet; None where there is no history."""
    from ..history import HistoryError, find_repository
    from ..registry_files import of_registry

    try:
        repository = find_repository(project.root)
        return len(of_registry(project, repository.changed(repository.head())))
    except HistoryError:
        return None


def _outside(folder: Path) -> str:
    lines = [
        terminal.styled("fh", "bold") + " – das Register der Flüchtlingshilfe im Kreis",
        "",
        f"Hier ist kein Register: In diesem Ordner und darüber fehlt die Datei {SETTINGS}.",
        "",
        terminal.styled("So geht es weiter", "bold", "cyan"),
        *_steps(
            ("cd ORDNER", "in den Ordner eines Registers wechseln"),
            ("fh init --kreis 01053", "ein neues anlegen, hier für Herzogtum Lauenburg"),
            ("fh --help", "alle Befehle auf einen Blick"),
        ),
    ]
    return "\n".join(lines)


def _broken(broken: BrokenSettings) -> str:
    import textwrap

    first = broken.findings[0]
    said = terminal.visible(f"{SETTINGS}, Zeile {first.span.line}: {first.message} {first.hint}")
    lines = [
        terminal.styled("Die Einstellungen sind noch nicht brauchbar.", "yellow", "bold"),
        "",
        *textwrap.wrap(said, terminal.width(80) - 2, initial_indent="  ", subsequent_indent="  "),
        "",
        terminal.styled("So geht es weiter", "bold", "cyan"),
        *_steps(
            ("fh validate", f"alles zeigen, was in {SETTINGS} zu berichtigen ist"),
            ("fh diff", "sehen, was seit dem letzten Speichern anders ist"),
        ),
    ]
    return "\n".join(lines)


def _steps(*steps: tuple[str, str]) -> list[str]:
    width = max(len(command) for command, _ in steps) + 3
    return [f"  {terminal.styled(command, 'cyan')}{' ' * (width - len(command))}{text}" for command, text in steps]
