"""One line per finding, in the order of the files: for grep, editors and long lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..findings import Finding
from ._lines import shown
from ._output import OutputContext, output


@output("concise", "ein Befund je Zeile")
def concise(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    """`file:line:column: Fehler[FH102]: sentence next step`."""
    for finding in findings:
        yield shown(line(finding), context) + "\n"


def line(finding: Finding) -> str:
    """The finding on one line."""
    where = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    return f"{where}: {finding.severity.label}[{finding.code}]: {sentences(finding)}"


def sentences(finding: Finding) -> str:
    """Message and next step as a text: a full stop between them where the message has none."""
    if not finding.hint:
        return finding.message
    stop = "" if finding.message.endswith((".", "!", "?", ":")) else "."
    return f"{finding.message}{stop} {finding.hint}"
