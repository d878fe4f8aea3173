"""What is to be done, for the comment: findings by file with the line to click on and the line as it should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..findings import Finding, Severity
from ..output.concise import sentences
from ..output.markdown import code, escaped
from .fitting import cut, fitted, folded
from .review import Review
from .suggestions import Correction

_OPEN = 5
"""So many remarks are told openly; more of them are folded."""
_TOGETHER = 20
"""Findings of one file in one piece, so that a file with hundreds of them does not vanish as a whole."""


def of_findings(review: Review, room: int) -> list[str]:
    """A section per severity, the gravest first; what stands in the way is never folded."""
    parts: list[str] = []
    fixes = {id(one.finding): one for one in review.corrections}
    for severity in Severity:
        members = [finding for finding in review.findings if finding.severity is severity]
        if not members:
            continue
        heading = _heading(severity, review)
        text = fitted(_pieces(members, fixes, review), room, len(members), "weitere")
        if severity not in review.failing and len(members) > _OPEN:
            parts.append(folded(f"<b>{heading} ({len(members)})</b>", text))
        else:
            parts.append(f"### {heading}\n\n{text}")
        room -= len(parts[-1])
    return parts


def _heading(severity: Severity, review: Review) -> str:
    if severity in review.failing:
        return "Das bitte ändern"
    return "Nur zur Kenntnis" if severity is Severity.HINT else "Das bitte ansehen"


def _pieces(members: Sequence[Finding], fixes: dict[int, Correction], review: Review) -> Iterator[tuple[int, str]]:
    for path, group in groupby(members, key=lambda finding: finding.path):
        found = list(group)
        file = review.context.in_repository(path)
        title = f"**{escaped(cut(found[0].title, 120))}** ({code(file)})" if found[0].title else f"**{code(file)}**"
        for start in range(0, len(found), _TOGETHER):
            part = found[start : start + _TOGETHER]
            lines = [line for one in part for line in _item(one, fixes.get(id(one)), review, file)]
            yield len(part), "\n".join([title, "", *lines])


def _item(finding: Finding, fix: Correction | None, review: Review, file: str) -> Iterator[str]:
    line = f"Zeile {finding.span.line}"
    if address := review.service.edit_address(file, finding.span.line):
        line = f"[{line}]({address})"
    yield f"- {line}: {escaped(cut(sentences(finding)))} ({finding.code})"
    if fix:
        yield "  So wäre es richtig:"
        yield from (f"  {part}" for part in fix.block("yaml").split("\n"))
