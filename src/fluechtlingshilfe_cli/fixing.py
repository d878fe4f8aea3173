"""Safe fixes: the form of what is written, never its content.

Findings bring the exact edit of their value. Besides, values that other YAML readers would misread are quoted and
blanks at line ends go. Every changed file is read again: what was there before must still be there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .documents import Document, is_misread, quoted_text, read
from .findings import Finding, Path, Span
from .project import Project
from .writing import write_bytes

_TRAILING = re.compile(r"[ \t]+(?=\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Fix:
    """A file before and after, and how many places changed."""

    file: str
    before: str
    after: str
    places: int

    def diff(self) -> str:
        """The change as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            f"a/{self.file}",
            f"b/{self.file}",
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def fix(file: str, raw: bytes, findings: list[Finding], texts: frozenset[str]) -> Fix | None:
    """The file with all safe fixes made, or None when there is nothing to fix or the result would lose something.

    `texts`: the fields that hold text, as dotted paths.
    """
    before = read(raw)
    if not before.text:
        return None
    edits = {
        (_index(before, suggestion.span), _index(before, _end(suggestion.span)), suggestion.replacement)
        for finding in findings
        for suggestion in finding.suggestions
        if suggestion.safe and suggestion.span and suggestion.replacement is not None
    }
    if before.data is not None:
        edits |= set(_quotes(before, texts))
    text, changed, last = before.text, 0, len(before.text) + 1
    for start, end, replacement in sorted(edits, reverse=True):
        if end <= last:
            text, changed, last = f"{text[:start]}{replacement}{text[end:]}", changed + 1, start
    stripped = _TRAILING.sub("", text)
    if stripped != text and read(stripped.encode()).data == read(text.encode()).data:
        text, changed = stripped, changed + sum(1 for _ in _TRAILING.finditer(text))
    if text == before.text or not _kept(before, read(text.encode()), len(findings)):
        return None
    return Fix(file, before.text, text, changed)


def fix_files(project: Project, findings: Iterable[Finding], files: Iterable[str]) -> Iterator[Fix]:
    """The fixes of these files, named as in findings, one by one."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.path, []).append(finding)
    for file in files:
        kind = project.kind_of(project.root / file)
        if kind is None:
            continue
        try:
            raw = (project.root / file).read_bytes()
        except OSError:
            continue
        texts = frozenset(field.path for field in kind.fields.values() if field.type == "string")
        if found := fix(file, raw, by_file.get(file, []), texts):
            yield found


def write_fix(project: Project, fixed: Fix) -> None:
    """Writes a fix in place; a byte-order mark stays if the file had one. Raises OSError."""
    path = project.root / fixed.file
    mark = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    write_bytes(path, mark + fixed.after.encode())


def _dotted(path: Path) -> str:
    return ".".join(step for step in path if isinstance(step, str))


def _quotes(document: Document, texts: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    for path, value in _scalars(document.data, ()):
        source = document.raw(path)
        if source == value and is_misread(value) and _dotted(path) in texts:
            span = document.value_span(path)
            yield _index(document, span), _index(document, _end(span)), quoted_text(value)


def _scalars(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _scalars(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _scalars(inner, (*path, index))
    else:
        yield path, value


def _kept(before: Document, after: Document, allowed: int) -> bool:
    """Whether nothing was lost: the file is readable, has the same fields, and at most `allowed` other values."""
    if after.accident:
        return before.accident is not None and before.accident != after.accident
    if before.accident:
        return True
    old, new = dict(_scalars(before.data, ())), dict(_scalars(after.data, ()))
    named = {tuple(step for step in path if isinstance(step, str)) for path in old}
    if named != {tuple(step for step in path if isinstance(step, str)) for path in new}:
        return False
    return sum(new.get(path) != value for path, value in old.items()) <= allowed


def _end(span: Span) -> Span:
    return Span(span.end_line, span.end_column, span.end_line, span.end_column)


def _index(document: Document, span: Span) -> int:
    return document.index(span.line, span.column)
