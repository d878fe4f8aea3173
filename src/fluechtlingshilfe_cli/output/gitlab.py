"""For GitLab's code quality widget, and the fingerprint by which services know a finding again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from ..findings import Finding, Severity
from ._lines import flat
from ._output import OutputContext, output
from .concise import sentences

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.HINT: "info"}


@output("gitlab", "für die Code-Qualität in GitLab", from_root=True)
def gitlab(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    """A list of issues as the Code Climate report has them."""
    issues = [
        {
            "description": flat(sentences(finding)),
            "check_name": finding.code,
            "fingerprint": mark,
            "severity": _LEVELS[finding.severity],
            "location": {
                "path": context.in_repository(finding.path),
                "lines": {"begin": finding.span.line, "end": finding.span.end_line},
            },
        }
        for finding, mark in zip(findings, fingerprints(findings), strict=True)
    ]
    yield json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """One mark per finding that outlives changes of lines and counts around it; equal findings are counted through."""
    from hashlib import sha256

    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        core = "\0".join(finding.identity())
        seen[core] += 1
        marks.append(sha256(f"{core}\0{seen[core]}".encode("utf-8", "replace")).hexdigest())
    return marks
