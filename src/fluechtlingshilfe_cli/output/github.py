"""For GitHub Actions: the full text for the log, then annotations for the changed files.

GitHub shows ten annotations of a kind per step; beyond that the last notice says where the others are. The text is
data of strangers in a pull request, so the log is told to obey no commands while it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..findings import Finding, Severity
from ._counting import number
from ._lines import flat
from ._output import OutputContext, output
from .full import full

MOST = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


@output("github", "für GitHub Actions: der volle Text und Anmerkungen im Pull Request", counted=True)
def github(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    """The full text, then at most ten annotations of each severity."""
    text = "".join(full(findings, context))
    token = _token(text)
    yield f"::stop-commands::{token}\n{text}::{token}::\n"
    left = 0
    room = dict.fromkeys(Severity, MOST)
    if any(sum(f.severity is severity for f in findings) > MOST for severity in Severity):
        room[Severity.HINT] -= 1  # the notice about the others needs a place too
    for finding in findings:
        if not room[finding.severity]:
            left += 1
            continue
        room[finding.severity] -= 1
        yield _annotation(finding, context)
    if left:
        message = (
            f"GitHub zeigt nur einen Teil der Befunde an. {number(left)} weitere stehen im Protokoll dieses Laufs."
        )
        yield f"::notice title=Weitere Befunde::{message}\n"


def _token(text: str) -> str:
    """A word the text cannot contain, and the same for the same text: nobody can write a text with its own hash."""
    from hashlib import sha256

    return "fh-" + sha256(text.encode("utf-8", "replace")).hexdigest()


def _annotation(finding: Finding, context: OutputContext) -> str:
    span = finding.span
    title = f"{finding.severity.label} {finding.code}" + (f" · {finding.title}" if finding.title else "")
    properties: dict[str, object] = {
        "file": context.in_repository(finding.path),
        "line": span.line,
        "endLine": span.end_line,
    }
    if span.end_line == span.line:
        properties |= {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}
    properties["title"] = title
    told = ",".join(f"{name}={flat(str(value)).translate(_PROPERTY)}" for name, value in properties.items())
    text = "\n".join(flat(part) for part in (finding.message, finding.hint) if part)
    return f"::{_COMMANDS[finding.severity]} {told}::{text.translate(_DATA)}\n"
