"""What is wrong with data, as values: a problem says where and what, a finding adds code, severity and the exact place.

Nothing in this module reads files or knows a rule; every layer above may make problems and findings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Path = tuple[str | int, ...]
"""Where a value stands in a record: `("angebote", 0, "titel")`."""


_QUOTED = re.compile(r"»([^«]*)«")


class Severity(StrEnum):
    """How much a finding matters: an error stops publishing, a warning should be mended, a hint is an idea."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for the gravest, for sorting."""
        return ("error", "warning", "hint").index(self.value)

    @property
    def label(self) -> str:
        """The German word for people."""
        return {"error": "Fehler", "warning": "Warnung", "hint": "Hinweis"}[self.value]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file: lines and columns from 1, columns in characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


FILE_START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way out: `text` for people; with `span` and `replacement` also an edit. `safe`: changes form, never content."""

    text: str
    span: Span | None = None
    replacement: str | None = None
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding, such as the first of two equal keys."""

    message: str
    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule yields: a place in a record and a sentence; code and severity come from the rule.

    `on_key` frames the name of the field instead of its value. `replacement` offers a new value for the place;
    `safe` says that it changes the form only, so `--fix` may write it. `severity` overrides that of the rule.
    `words` are the part of the value that is meant: framed alone where they stand so in the file.
    """

    place: Place
    message: str
    hint: str = ""
    on_key: bool = False
    replacement: str | None = None
    safe: bool = False
    related: Sequence[tuple[str, Place]] = ()
    severity: Severity | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A path in a record, named by its file; lines and columns are looked up when a finding is made."""

    file: str
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause, told once, at one place. `excerpt` is the source line, empty for private files."""

    code: str
    severity: Severity
    message: str
    path: str
    span: Span = FILE_START
    record: str = ""
    title: str = ""
    pointer: str = ""
    hint: str = ""
    excerpt: str = ""
    private: bool = False
    suggestions: tuple[Suggestion, ...] = ()
    related: tuple[Related, ...] = field(default=())

    @property
    def is_error(self) -> bool:
        """Whether it stands in the way of publishing."""
        return self.severity is Severity.ERROR

    def sort_key(self) -> tuple[object, ...]:
        """Order of all outputs: file, place, code, sentence."""
        return (self.path, self.span.line, self.span.column, self.code, self.message)

    def identity(self) -> tuple[str, ...]:
        """By what the finding is known again in another state of the files; see `identity`."""
        return identity(self.code, self.path, self.pointer, self.message)


def identity(code: str, path: str, pointer: str, message: str) -> tuple[str, ...]:
    """What stays the same of a finding while lines move and numbers grow: its rule, its place, the values it quotes.

    The words around the quotes hold counts and days, and differ with them (»Ein Verweis ist«, »2 Verweise sind«).
    """
    return (code, path, pointer, *_QUOTED.findall(message))


def pointer(path: Path) -> str:
    """The JSON pointer (RFC 6901) of a path."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
