"""For a comment on a pull request or a step summary: what was found, by record, in words for its author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ..findings import Finding, Severity
from ._counting import number, summary
from ._lines import flat
from ._output import OutputContext, output
from .concise import sentences

MOST = 60_000
"""Characters; GitHub refuses comments above 65,536."""

_SPECIAL = re.compile(r"([\\`*_\[\]#|~!$]|(?<=\w):(?=//)|(?<=www)\.)")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_CALLS = re.compile(r"(?<!\\)\]\([^()\s]*\)|(?:(?<![A-Za-z0-9_])@|(?<!&)#|!|\bGH-)(?=\w)")
_NOTHING = "&#8203;"
"""A blank without width. Services look for names and numbers in the shown text, where escapes are gone already."""
_SECTIONS = {
    Severity.ERROR: "Das bitte ändern",
    Severity.WARNING: "Das bitte ansehen",
    Severity.HINT: "Nur zur Kenntnis",
}


@output("markdown", "für einen Kommentar oder eine Zusammenfassung im Pull Request", counted=True, from_root=True)
def markdown(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    """Errors open, warnings and hints folded when there are many; cut before a comment becomes too long."""
    yield f"## Prüfung des Registers\n\n**{summary(findings, context)}**\n"
    room = MOST
    for severity, heading in _SECTIONS.items():
        members = [finding for finding in findings if finding.severity is severity]
        if not members:
            continue
        folded = severity is not Severity.ERROR and len(members) > 5
        head = f"<details><summary>{heading} ({number(len(members))})</summary>" if folded else f"### {heading}"
        yield f"\n{head}\n"
        left = len(members)
        for _, group in groupby(members, key=lambda finding: finding.path):
            told = list(group)
            text = _record(told, context)
            if len(text) > room:
                break
            room -= len(text)
            left -= len(told)
            yield text
        if left:
            yield f"\n… und {number(left)} weitere; alle zeigt `fh validate`.\n"
        if folded:
            yield "\n</details>\n"


def _record(findings: list[Finding], context: OutputContext) -> str:
    first = findings[0]
    path = code(context.in_repository(first.path))
    head = f"**{escaped(first.title)}** ({path})" if first.title else path
    lines = [f"- Zeile {f.span.line}: {escaped(sentences(f))} ({f.code})" for f in findings]
    return "\n".join(["", head, "", *lines, ""])


def escaped(text: str) -> str:
    """A text from data that Markdown shows as it is: no markup, no mentions, no HTML."""
    return quiet(_SPECIAL.sub(r"\\\1", flat(text).translate(_ENTITIES)))


def quiet(text: str) -> str:
    """Finished Markdown that calls nobody: `@name`, `#12`, `!12` and `GH-12` stay letters, links stay links."""
    return _CALLS.sub(lambda found: found[0] if found[0].startswith("]") else f"{found[0]}{_NOTHING}", text)


def code(text: str) -> str:
    """A name of a file, as code where that can be."""
    return f"`{flat(text)}`" if "`" not in text else escaped(text)
