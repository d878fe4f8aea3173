"""Findings that were there when a registry began to be checked: they do not count, and their list may only shrink.

The list is a file of the project, one finding a line, so that a change of it is seen in a pull request. Findings in
private files are never written down.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .findings import Finding, identity
from .writing import write_text

_FIELDS = ("code", "path", "pointer", "message")
Mark = tuple[str, ...]


class BaselineError(Exception):
    """The file is no list of findings; the sentence says so."""


def read_baseline(path: Path) -> Counter[Mark] | None:
    """The findings that do not count, None when there is no such file yet. Raises `BaselineError` and OSError."""
    if not path.exists():
        return None
    try:
        data: Any = json.loads(path.read_text("utf-8"))
        return Counter(tuple(str(one[name]) for name in _FIELDS) for one in data["findings"])
    except (ValueError, KeyError, TypeError):
        raise BaselineError(
            f"Die Datei {path} ist keine Liste bekannter Befunde.\n"
            "Eine neue entsteht, wenn Sie eine Datei nennen, die es noch nicht gibt."
        ) from None


def without_known(findings: Iterable[Finding], known: Counter[Mark]) -> tuple[list[Finding], Counter[Mark]]:
    """The findings that are not in the list, and the part of the list that is still found."""
    left = Counter(identity(*mark) for mark in known.elements())
    still: Counter[Mark] = Counter()
    kept = []
    for finding in findings:
        mark = _mark(finding)
        if not finding.private and left[finding.identity()] > 0:
            left[finding.identity()] -= 1
            still[mark] += 1
        else:
            kept.append(finding)
    return kept, still


def marks(findings: Iterable[Finding]) -> Counter[Mark]:
    """The list that these findings make."""
    return Counter(_mark(finding) for finding in findings if not finding.private)


def write_baseline(path: Path, known: Counter[Mark]) -> None:
    """Writes the list, sorted, one finding a line. Raises OSError."""
    lines = [
        "    " + json.dumps(dict(zip(_FIELDS, mark, strict=True)), ensure_ascii=False)
        for mark in sorted(known.elements())
    ]
    inside = ",\n".join(lines)
    write_text(path, '{\n  "schema_version": 1,\n  "findings": [\n' + (f"{inside}\n" if inside else "") + "  ]\n}\n")


def _mark(finding: Finding) -> Mark:
    return (finding.code, finding.path, finding.pointer, finding.message)
