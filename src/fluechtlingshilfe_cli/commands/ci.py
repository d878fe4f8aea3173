"""`fh ci`: the same verdict as `fh validate --since`, told to GitHub, GitLab and the author of the change."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import terminal
from . import options
from ._selecting import LEVELS, Baseline, exit_code, notes, prefix_of

if TYPE_CHECKING:
    from ..checks import Outcome
    from ..findings import Finding
    from ..output import OutputContext
    from ..project import BrokenSettings, Project
    from ..reviewing import Review, Service
    from ..since import Narrowed, Scope

_FOLDER = Path("ausgabe/ci")
_COMMENT, _SUGGESTIONS = "kommentar.md", "vorschlaege.json"
_REPORTS = {"befunde.json": "json", "befunde.sarif": "sarif", "codequality.json": "gitlab", "junit.xml": "junit"}
_SUMMARY = 500_000
"""Characters; GitHub takes a mebibyte per step."""


def ci(
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="STAND",
            help="Womit verglichen wird, zum Beispiel main; sonst sagen es GitHub und GitLab selbst.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Auch Warnungen lassen die Prüfung scheitern.")] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="DATEI", help="Liste von Befunden, die nicht zählen: fh validate --baseline."
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="ORDNER", help="Wohin Kommentar und Berichte geschrieben werden.")
    ] = _FOLDER,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Prüft eine vorgeschlagene Änderung dort, wo sie ankommt, und schreibt auf, was ihr Autor wissen muss.

    Das Ergebnis ist dasselbe wie mit »fh validate --since«. Dazu entstehen in einem Ordner der Text für einen
    Kommentar (kommentar.md), Vorschläge zum Übernehmen und Berichte für GitHub und GitLab. Gesendet wird nichts.
    Ohne vorgeschlagene Änderung wird das ganze Register geprüft.

    Beispiele:
      fh ci                        auf GitHub und GitLab
      fh ci --since main           anderswo oder am eigenen Rechner
      fh ci --since main -o bericht
    """
    from .. import reviewing
    from ..history import HistoryError
    from ..project import BrokenSettings

    service = reviewing.detect(os.environ)
    try:
        project = options.project(folder, today)
    except BrokenSettings as broken:
        return _unreadable(broken, service, output)
    try:
        scope = reviewing.scope_of(project, service, since)
    except HistoryError as error:
        _write(output, {_COMMENT: reviewing.not_compared(str(error))}, service)
        raise
    fail_on = "warning" if strict else "error"
    outcome, findings, found = _judged(project, scope, baseline)
    _print(findings, _context(outcome, project), service)
    review = _review(outcome, findings, found, scope, service, fail_on)
    clicks = reviewing.suggestions(review.corrections, scope, service.head, review.context.prefix)
    files = {_COMMENT: reviewing.comment(review), _SUGGESTIONS: clicks}
    files |= _reports([finding for finding in findings if not finding.private], review.context)
    _write(output, files, service, reviewing.comment(review, _SUMMARY))
    return exit_code(findings, fail_on)


def _judged(
    project: Project, scope: Scope | None, baseline: Path | None
) -> tuple[Outcome, list[Finding], Narrowed | None]:
    """The check of everything, the findings that count, and what is known of the others."""
    from ..checks import check
    from ..since import narrowed

    outcome = check(project, cached=True)
    found = narrowed(outcome, scope) if scope else None
    for line in notes(found, scope) if found and scope else ():
        terminal.say(line)
    findings = found.findings if found else outcome.findings
    return outcome, Baseline(baseline, may_shrink=False).new(findings) if baseline else findings, found


def _review(
    outcome: Outcome,
    findings: list[Finding],
    found: Narrowed | None,
    scope: Scope | None,
    service: Service,
    fail_on: str,
) -> Review:
    """What the comment is made of."""
    from .. import reviewing
    from ..findings import Severity

    told = reviewing.told(outcome, scope) if scope else None
    public = reviewing.discreet(findings, told.registry if told else outcome.registry)
    return reviewing.Review(
        public,
        _context(outcome, outcome.registry.project, screen=False),
        service,
        frozenset(severity for severity in Severity if severity.rank <= LEVELS[fail_on]),
        told,
        tuple(reviewing.corrections(public, scope)) if scope else (),
        len(found.foreign) if found else 0,
        found.mended if found else 0,
        sum(finding.private for finding in findings),
        scope is not None,
        any(finding.code in reviewing.OF_THE_PLACE for finding in findings),
    )


def _context(outcome: Outcome, project: Project, screen: bool = True) -> OutputContext:
    from ..output import OutputContext

    return OutputContext.of(outcome, stream=sys.stdout if screen else None, prefix=prefix_of(project))


def _print(findings: list[Finding], context: OutputContext, service: Service) -> None:
    from ..output import FORMATS

    print(FORMATS["github" if service.name == "GitHub" else "full"](findings, context).removesuffix("\n"))


def _reports(findings: list[Finding], context: OutputContext) -> dict[str, str]:
    from ..output import FORMATS

    return {name: FORMATS[form](findings, context) for name, form in _REPORTS.items()}


def _write(output: Path, files: dict[str, str], service: Service, summary: str = "") -> None:
    """Writes the files, and what GitHub shows on the page of the run."""
    from ..together import write_together

    write_together({output / name: text.encode("utf-8", "replace") for name, text in files.items()})
    terminal.say(f"Geschrieben: {output} ({', '.join(files)})")
    if service.summary:
        with service.summary.open("a", encoding="utf-8", errors="replace") as file:
            file.write(summary or files[_COMMENT])


def _unreadable(broken: BrokenSettings, service: Service, output: Path) -> int:
    """Settings that cannot be used: their findings, and nothing else."""
    from .. import reviewing
    from ..output import OutputContext
    from ..rules import RULES

    context = OutputContext(records=1, rules=RULES, prefix=prefix_of(broken.project))
    _print(broken.findings, context, service)
    files = {_COMMENT: reviewing.unreadable_settings(broken.findings, context), _SUGGESTIONS: "[]\n"}
    _write(output, files | _reports(broken.findings, context), service)
    return 2
