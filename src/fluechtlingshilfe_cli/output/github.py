"""For GitHub Actions: the full text for the log, then annotations for the changed files.

GitHub shows ten annotations of a kind per step. Where there are more findings, those of one file stand together in one
annotation; what is then still too much, the last notice counts. The text is data of strangers in a pull request, so
the log is told to obey no commands while it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..findings import Finding, Severity
from ._counting import number
from ._lines import flat
from ._output import OutputContext, output
from .concise import sentences
from .full import full

MOST = 10
_LONG = 4_000
"""Characters of a message; the rest of a longer one is in the log."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


@output("github", "für GitHub Actions: der volle Text und Anmerkungen im Pull Request", counted=True, from_root=True)
def github(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    """The full text, then at most ten annotations of each severity."""
    text = "".join(full(findings, context))
    token = _token(text)
    yield f"::stop-commands::{token}\n{text}::{token}::\n"
    room = dict.fromkeys(Severity, MOST)
    grouped = {severity: _groups([f for f in findings if f.severity is severity], room[severity]) for severity in room}
    if any(len(groups) > MOST for groups in grouped.values()):
        room[Severity.HINT] -= 1  # the notice about the others needs a place too
    shown = [group for severity, groups in grouped.items() for group in groups[: room[severity]]]
    for group in sorted(shown, key=lambda group: group[0].sort_key()):
        yield _annotation(group, context)
    if left := len(findings) - sum(map(len, shown)):
        message = (
            f"GitHub zeigt nur einen Teil der Befunde an. {number(left)} weitere stehen im Protokoll dieses Laufs."
        )
        yield f"::notice title=Weitere Befunde::{message}\n"


def _groups(findings: Sequence[Finding], room: int) -> list[list[Finding]]:
    """One by one where there is room, else by file, those with most findings first."""
    if len(findings) <= room:
        return [[finding] for finding in findings]
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.path, []).append(finding)
    return sorted(by_file.values(), key=len, reverse=True)


def _token(text: str) -> str:
    """A word the text cannot contain, and the same for the same text: nobody can write a text with its own hash."""
    from hashlib import sha256

    return "fh-" + sha256(text.encode("utf-8", "replace")).hexdigest()


def _annotation(group: Sequence[Finding], context: OutputContext) -> str:
    """The annotation of one finding at its place, or of several in one file at the first of them."""
    finding, span = group[0], group[0].span
    properties: dict[str, object] = {
        "file": context.in_repository(finding.path),
        "line": span.line,
        "endLine": span.end_line,
    }
    if len(group) > 1:
        title = f"{len(group)}-mal {finding.severity.label}"
        text = "\n".join(flat(f"Zeile {one.span.line}: {sentences(one)} ({one.code})") for one in group)
    else:
        title = f"{finding.severity.label} {finding.code}"
        text = "\n".join(flat(part) for part in (finding.message, finding.hint) if part)
        if span.end_line == span.line:
            properties |= {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}
    properties["title"] = title + (f" · {finding.title}" if finding.title else "")
    told = ",".join(
        f"{name}={_short(flat(str(value)), 500).translate(_PROPERTY)}" for name, value in properties.items()
    )
    return f"::{_COMMANDS[finding.severity]} {told}::{_short(text, _LONG).translate(_DATA)}\n"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
