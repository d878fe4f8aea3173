"""`fh validate`: checks the registry and says what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from .. import terminal
from ..output import FORMATS
from . import options

if TYPE_CHECKING:
    from ..checks import Outcome
    from ..findings import Finding
    from ..project import Project

_LEVELS = {"error": 0, "warning": 1, "never": -1}


class Telling(NamedTuple):
    """Where findings go and how many of them."""

    output: Path | None
    everything: bool
    statistics: bool


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DATEI", help="Dateien, Ordner oder Kennungen; ohne Angabe alles. - liest die Standardeingabe."
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help=f"Form der Ausgabe: {', '.join(FORMATS)}.",
        ),
    ] = "full",
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="REGEL", help="Nur diese Regeln: FH201, oder FH2 für alle FH2…"),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="REGEL", help="Ohne diese Regeln.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Auch Warnungen lassen die Prüfung scheitern.")] = False,
    fail_on: Annotated[
        str,
        typer.Option("--fail-on", metavar="STUFE", help="Ab wann die Prüfung scheitert: error, warning oder never."),
    ] = "error",
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Berichtigt Schreibweisen: Anführungszeichen, Daten, Telefonnummern. Nie den Inhalt."
        ),
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Zeigt, was --fix ändern würde, und ändert nichts.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Zählt die Befunde je Regel.")] = False,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="Zeigt alle Regeln mit ihren Nummern.")] = False,
    everything: Annotated[
        bool, typer.Option("--alle", help="Zeigt jeden Hinweis einzeln, auch wenn es viele sind.")
    ] = False,
    stdin_filename: Annotated[
        str,
        typer.Option("--stdin-filename", metavar="DATEI", help="Als welche Datei die Standardeingabe geprüft wird."),
    ] = "",
    cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Große Register: Unverändertes nicht noch einmal lesen.")
    ] = True,
    output: options.Output = None,
    at: options.At = None,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Prüft alle Einträge und sagt zu jedem Befund, wo er steht und was zu tun ist.

    Fehler verhindern die Veröffentlichung; Warnungen und Hinweise nicht. Das Ergebnis ist 0 ohne Fehler und 1 mit.

    Beispiele:
      fh validate                        das ganze Register
      fh validate cafe-ankommen          nur dieser Eintrag, geprüft gegen alle anderen
      fh validate --fix                  Schreibweisen berichtigen
      fh validate --select FH3           nur, was Termine und Fristen betrifft
      fh validate --format sarif -o befunde.sarif
    """
    if list_rules:
        from ..catalog import rules_table

        print(rules_table())
        return 0
    from ..project import BrokenSettings

    if form not in FORMATS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(FORMATS)}.")
    if fail_on not in _LEVELS:
        raise typer.BadParameter("--fail-on kennt error, warning und never.")
    _known_rules((*(select or ()), *(ignore or ())))
    telling = Telling(output, everything, statistics)
    try:
        project = options.project(folder, today, at)
    except BrokenSettings as broken:
        _write(broken.findings, None, form, telling)
        return 2
    outcome, shown = _checked(project, paths or [], stdin_filename, cache)
    shown = [finding for finding in shown if _wanted(finding.code, select, ignore)]
    if fix or diff:
        from ..fixing import fix_files

        return _fixed(fix_files(project, shown, _files_to_fix(project, paths)), project, write=not diff)
    _write(shown, outcome, form, telling)
    return _exit_code(shown, "warning" if strict and fail_on == "error" else fail_on)


def _checked(project: Project, paths: Sequence[str], stdin_filename: str, cache: bool) -> tuple[Outcome, list[Finding]]:
    """The check of the whole registry, and the findings in the places asked for."""
    from ..checks import check

    instead = {}
    if "-" in paths:
        if not stdin_filename:
            raise typer.BadParameter("Zu - gehört --stdin-filename: als welche Datei soll der Text geprüft werden?")
        instead[project.name_of(Path(stdin_filename).absolute())] = sys.stdin.buffer.read()
    outcome = check(project, progress=_progress(), instead=instead, cached=cache)
    if not paths:
        return outcome, outcome.findings
    inside = _places(project, [path for path in paths if path != "-"])
    return outcome, [finding for finding in outcome.findings if finding.path in instead or inside(finding.path)]


def _places(project: Project, paths: Iterable[str]) -> Callable[[str], bool]:
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
            raise typer.BadParameter(f"»{text}« ist weder eine Datei noch ein Ordner noch die Kennung eines Eintrags.")
        files.update(named)
    return lambda file: file in files or any(file.startswith(folder) for folder in folders)


def _files_to_fix(project: Project, paths: Sequence[str] | None) -> list[str]:
    inside = _places(project, paths) if paths else lambda file: True
    names = (
        project.name_of(path) for kind in project.kinds.values() if not kind.private for path in project.paths(kind)
    )
    return [name for name in names if inside(name)]


def _known_rules(codes: Iterable[str]) -> None:
    from ..rules import RULES

    for code in codes:
        if not any(known.startswith(code.upper()) for known in RULES):
            raise typer.BadParameter(f"Eine Regel »{code}« gibt es nicht. Alle zeigt: fh validate --list-rules")


def _wanted(code: str, select: Sequence[str] | None, ignore: Sequence[str] | None) -> bool:
    if select and not code.startswith(tuple(part.upper() for part in select)):
        return False
    return not (ignore and code.startswith(tuple(part.upper() for part in ignore)))


def _write(findings: list[Finding], outcome: Outcome | None, form: str, options: Telling) -> None:
    """Writes the findings; without an outcome, the settings themselves are broken."""
    from dataclasses import replace

    from ..output import OutputContext, summary
    from ..rules import RULES

    stream = None if options.output else sys.stdout
    context = (
        OutputContext.of(outcome, options.statistics, stream) if outcome else OutputContext(records=1, rules=RULES)
    )
    if options.everything:
        context = replace(context, limit=None)
    text = FORMATS[form](findings, context)
    if options.output:
        from ..writing import write_text

        write_text(options.output, text)
        terminal.say(f"Geschrieben: {options.output}")
    else:
        print(text.removesuffix("\n"))
    if options.output or not FORMATS[form].counted:
        terminal.say(summary(findings, context))


def _fixed(fixes: Iterable[object], project: Project, write: bool) -> int:
    from ..fixing import Fix, write_fix

    places = files = 0
    for fix in fixes:
        assert isinstance(fix, Fix)
        places, files = places + fix.places, files + 1
        if write:
            write_fix(project, fix)
            terminal.say(f"berichtigt: {fix.file} ({fix.places})")
        else:
            print(fix.diff(), end="")
    if not files:
        terminal.say("Nichts zu berichtigen: Alle Schreibweisen stimmen, oder die Befunde betreffen den Inhalt.")
    elif write:
        terminal.say(
            f"{places} Stellen in {files} Dateien berichtigt. Der Inhalt blieb, wie er war. Zurück: git restore data"
        )
    else:
        terminal.say(f"{places} Stellen in {files} Dateien wären zu berichtigen; geändert wurde nichts.")
    return 0


def _progress() -> Callable[[int, int], None] | None:
    """A line on the terminal once the check takes longer than a moment; none where nobody watches."""
    if not terminal.is_terminal(sys.stderr):
        return None
    from time import monotonic

    began = monotonic()

    def show(done: int, total: int) -> None:
        if done >= total - 100:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        elif monotonic() - began > 0.7:
            filled = round(30 * done / total)
            bar = "█" * filled + "░" * (30 - filled)
            print(f"\rPrüfe {bar} {done} von {total}", end="", file=sys.stderr, flush=True)

    return show


def _exit_code(findings: Iterable[Finding], fail_on: str) -> int:
    limit = _LEVELS[fail_on]
    return int(any(finding.severity.rank <= limit for finding in findings))
