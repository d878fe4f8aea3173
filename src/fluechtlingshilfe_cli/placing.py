"""From a path in a record to lines and columns of its file: the one place where findings are made.

Private files lose their source line, their title, and every sentence that could carry a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from .documents import Accident, Document, read, scalar_source
from .findings import FILE_START, Finding, Place, Problem, Related, Severity, Span, Suggestion, pointer
from .resources import Folder
from .schemas.explaining import Complaint


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose findings are made: the file as people name it, the record's `kind/id`, its title, whether it is private."""

    file: str
    record: str = ""
    title: str = ""
    private: bool = False


class Judgement(Protocol):
    """What of a rule goes into its findings. `neutral`: its sentences carry no value, so private files show them."""

    @property
    def code(self) -> str:
        """The stable code."""

    @property
    def severity(self) -> Severity:
        """How much its findings matter."""

    @property
    def neutral(self) -> bool:
        """Whether its sentences may be shown for private files."""


def from_accident(origin: Origin, document: Document, accident: Accident) -> Finding:
    """The one finding of a file that could not be read."""
    span = document.span(accident.start, accident.end)
    related: tuple[Related, ...] = ()
    if accident.first is not None:
        first = document.span(accident.first, accident.first + max(1, accident.end - accident.start))
        related = (Related("zuerst hier", origin.file, first),)
    return _finding(
        origin,
        document,
        accident.code,
        Severity.ERROR,
        accident.message,
        accident.hint,
        span,
        replacement=accident.replacement,
        safe=accident.safe,
        related=related,
    )


def from_complaint(origin: Origin, document: Document, complaint: Complaint) -> Finding:
    """A finding of the schema."""
    path = complaint.path
    span = document.key_span(path) if complaint.on_key else document.value_span(path)
    replacement = complaint.replacement
    if complaint.safe and replacement is not None:
        span = document.value_span(path)
    if complaint.part is not None:
        span = document.part_span(path, *complaint.part)
    return _finding(
        origin,
        document,
        complaint.code,
        complaint.severity,
        complaint.message,
        complaint.hint,
        span,
        pointer(path[:-1] + complaint.also if complaint.also else path),
        replacement,
        complaint.safe,
    )


def from_problem(
    origin: Origin,
    document: Document,
    rule: Judgement,
    problem: Problem,
    documents: Callable[[str], Document] | None = None,
) -> Finding:
    """A finding of a rule. `documents` finds the files of related places; without it they lie in the same file."""
    path = problem.place.path
    span = document.key_span(path) if problem.on_key else document.value_span(path)
    if problem.words and (start := document.raw(path).find(problem.words)) >= 0:
        span = document.part_span(path, start, start + len(problem.words))
    related = tuple(
        Related(message, place.file, (documents(place.file) if documents else document).value_span(place.path))
        for message, place in problem.related
    )
    return _finding(
        origin,
        document,
        rule.code,
        problem.severity or rule.severity,
        problem.message,
        problem.hint,
        span,
        pointer(path),
        None if problem.replacement is None else scalar_source(problem.replacement, in_list=True),
        problem.safe,
        related,
        rule.neutral,
    )


def _finding(
    origin: Origin,
    document: Document,
    code: str,
    severity: Severity,
    message: str,
    hint: str,
    span: Span,
    where: str = "",
    replacement: str | None = None,
    safe: bool = False,
    related: tuple[Related, ...] = (),
    neutral: bool = False,
) -> Finding:
    if origin.private:
        if not neutral:
            message, hint = "Diese Angabe ist so nicht möglich.", f"Was gemeint ist, sagt: fh explain {code}"
            where = ""  # a mistyped field name may be a person's
        return Finding(code, severity, message, origin.file, span, origin.record, "", where, hint, "", True)
    suggestions = (Suggestion(hint, span, replacement, safe),) if replacement is not None else ()
    return Finding(
        code,
        severity,
        message,
        origin.file,
        span,
        origin.record,
        origin.title,
        where,
        hint,
        document.line(span.line),
        False,
        suggestions,
        related,
    )


class Places:
    """Reads files again to place the findings of rules, each at most once at a time."""

    def __init__(
        self, resolve: Callable[[str], Folder], instead: Mapping[str, bytes] | None = None, keep: int = 64
    ) -> None:
        self._resolve = resolve
        self._instead = instead or {}
        self._keep = keep
        self._open: dict[str, Document] = {}

    def document(self, file: str) -> Document:
        """The file with its places; an empty document when it cannot be read any more."""
        if file not in self._open:
            while len(self._open) >= self._keep:
                del self._open[next(iter(self._open))]
            try:
                raw = self._instead[file] if file in self._instead else self._resolve(file).read_bytes()
            except OSError:
                raw = b""
            self._open[file] = read(raw)
        return self._open[file]


def whole_file(origin: Origin, code: str, message: str, hint: str = "") -> Finding:
    """A finding about a file as such, placed at its first character."""
    return Finding(
        code, Severity.ERROR, message, origin.file, FILE_START, origin.record, "", "", hint, "", origin.private
    )


def merge_sorted(findings: Iterable[Finding]) -> list[Finding]:
    """All findings in the order of every output, each once."""
    return sorted(set(findings), key=Finding.sort_key)


__all__ = ["Origin", "Place", "Places", "from_accident", "from_complaint", "from_problem", "merge_sorted", "whole_file"]
