"""`fh validate`: checks the registry and says what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from .. import terminal
from ..output import FORMATS
from . import options
from ._reminding import remind
from ._selecting import LEVELS, Baseline, exit_code, known_rules, of_change, places, prefix_of, scope_of, wanted

if TYPE_CHECKING:
    from ..checks import Outcome
    from ..findings import Finding
    from ..project import Project
    from ..since import Scope


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
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="STAND", help="Nur was seit diesem Tag oder Stand geändert ist; geprüft wird mit allem."
        ),
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help="Nur was zum Speichern vorgemerkt ist (git add).")] = False,
    changed: Annotated[bool, typer.Option("--changed", help="Nur was noch nicht gespeichert ist.")] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="DATEI",
            help="Befunde, die beim Beginn schon da waren, zählen nicht. Die Liste wird nur kürzer.",
        ),
    ] = None,
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
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Unverändertes nicht noch einmal lesen.")] = True,
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
      fh validate cafe-ankommen          dieser Eintrag, geprüft gegen alle
      fh validate --fix                  Schreibweisen berichtigen
      fh validate --select FH3           nur, was Termine und Fristen betrifft
      fh validate --changed              was an der ungespeicherten Arbeit liegt
      fh validate --since main           nur, was dieser Zweig ändert
      fh validate --format sarif -o befunde.sarif
    """
    if list_rules:
        from ..catalog import rules_table

        print(rules_table())
        return 0
    from ..project import BrokenSettings

    if form not in FORMATS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(FORMATS)}.")
    if fail_on not in LEVELS:
        raise typer.BadParameter("--fail-on kennt error, warning und never.")
    known_rules((*(select or ()), *(ignore or ())))
    telling = Telling(output, everything, statistics)
    try:
        project = options.project(folder, today, at)
    except BrokenSettings as broken:
        _write(broken.findings, broken.project, None, form, telling)
        return 2
    scope = scope_of(project, since, staged, changed)
    project = scope.project if scope else project
    outcome, shown = _checked(project, paths or [], stdin_filename, cache, scope)
    if baseline:
        shown = Baseline(baseline, may_shrink=not (paths or scope)).new(shown)
    shown = [finding for finding in shown if wanted(finding.code, select, ignore)]
    if fix or diff:
        from ..fixing import fix_files

        return _fixed(fix_files(project, shown, _files_to_fix(project, paths, scope)), project, write=not diff)
    _write(shown, project, outcome, form, telling)
    remind(project)
    return exit_code(shown, "warning" if strict and fail_on == "error" else fail_on)


def _checked(
    project: Project, paths: Sequence[str], stdin_filename: str, cache: bool, scope: Scope | None
) -> tuple[Outcome, list[Finding]]:
    """The check of the whole registry, and the findings in the places asked for, or due to a change."""
    from ..checks import check

    instead = {}
    if "-" in paths:
        if not stdin_filename:
            raise typer.BadParameter("Zu - gehört --stdin-filename: als welche Datei soll der Text geprüft werden?")
        instead[project.name_of(Path(stdin_filename).absolute())] = sys.stdin.buffer.read()
    outcome = check(project, progress=_progress(), instead=instead, cached=cache)
    findings = of_change(outcome, scope) if scope else outcome.findings
    if not paths:
        return outcome, findings
    inside = places(project, [path for path in paths if path != "-"])
    return outcome, [finding for finding in findings if finding.path in instead or inside(finding.path)]


def _files_to_fix(project: Project, paths: Sequence[str] | None, scope: Scope | None) -> list[str]:
    inside = places(project, paths) if paths else lambda file: True
    names = (
        project.name_of(path) for kind in project.kinds.values() if not kind.private for path in project.paths(kind)
    )
    return [name for name in names if inside(name) and (scope is None or name in scope.changed)]


def _write(findings: list[Finding], project: Project, outcome: Outcome | None, form: str, options: Telling) -> None:
    """Writes the findings; without an outcome, the settings themselves are broken."""
    from dataclasses import replace

    from ..output import OutputContext, summary
    from ..rules import RULES

    stream = None if options.output else sys.stdout
    prefix = prefix_of(project) if FORMATS[form].from_root else ""
    context = (
        OutputContext.of(outcome, options.statistics, stream, prefix)
        if outcome
        else OutputContext(records=1, rules=RULES, prefix=prefix)
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
        terminal.say(f"{places} Stellen in {files} Dateien berichtigt. Der Inhalt blieb, wie er war. Zurück: fh undo")
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
