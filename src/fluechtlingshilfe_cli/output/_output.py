"""What every format is given, and what none is ever given: values of private files and letters no encoding holds."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING

from .. import terminal
from ..findings import Finding

if TYPE_CHECKING:
    from ..checks import Outcome
    from ..rules._rule import Rule

SHOWN = 20
"""Warnings and hints told one by one on a screen; when there are more, they are grouped by code."""

Write = Callable[[Sequence[Finding], "OutputContext"], Iterator[str]]


@dataclass(frozen=True, slots=True)
class OutputContext:
    """All a format may know besides the findings.

    `records`: files checked. `limit`: warnings and hints told one by one, None for all. `width` in columns.
    `prefix`: the project's folder below the repository, for services that show files by their place in it.
    `statistics`: texts for people count the findings of each rule instead of telling them.
    """

    records: int
    rules: Mapping[str, Rule] = field(default_factory=dict)
    limit: int | None = None
    width: int = 80
    colour: bool = False
    ascii: bool = False
    prefix: str = ""
    statistics: bool = False

    @classmethod
    def of(
        cls, outcome: Outcome, statistics: bool = False, stream: IO[str] | None = None, prefix: str = ""
    ) -> OutputContext:
        """The context of a check whose findings go to `stream`; None for a file, which gets everything, plain."""
        from ..rules import RULES

        if stream is None:
            return cls(outcome.files, RULES, prefix=prefix, statistics=statistics)
        screen = terminal.is_terminal(stream)
        return cls(
            outcome.files,
            RULES,
            limit=SHOWN if screen else None,
            width=terminal.width(100) if screen else 80,
            colour=terminal.has_colour(stream),
            ascii=needs_ascii(stream),
            prefix=prefix,
            statistics=statistics,
        )

    def title_of(self, code: str) -> str:
        """The title of a rule; its code when the table does not know it."""
        rule = self.rules.get(code)
        return rule.title if rule else code

    def in_repository(self, path: str) -> str:
        """A file's path from the root of the repository, without `./` or needless `..`."""
        return posixpath.normpath(posixpath.join(self.prefix, path))


@dataclass(frozen=True, slots=True)
class Format:
    """A named way to write findings. `counted`: its text ends with the count.

    `from_root`: it names files from the root of the repository, so its context needs the `prefix`.
    """

    name: str
    help: str
    write: Write
    counted: bool = False
    from_root: bool = False

    def __call__(self, findings: Sequence[Finding], context: OutputContext) -> str:
        """The whole text, line ends included; empty when there is nothing to tell."""
        return "".join(self.write([presentable(finding) for finding in findings], context))


def output(name: str, help: str, counted: bool = False, from_root: bool = False) -> Callable[[Write], Format]:
    """Makes a format of a function; `help` is its line in `fh validate --help`."""
    return lambda write: Format(name, help, write, counted, from_root)


def needs_ascii(stream: IO[str]) -> bool:
    """Whether frames and quotation marks must be drawn with plain letters on this stream."""
    if terminal.is_terminal(stream) and os.environ.get("TERM") == "dumb":
        return True
    if (os.environ.get("LC_ALL") or os.environ.get("LANG")) in ("C", "POSIX"):
        return True
    try:
        "│»…".encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def presentable(finding: Finding) -> Finding:
    """The finding without source line, title and suggestions when private, and with a path every encoding holds."""
    if finding.private and (finding.excerpt or finding.title or finding.suggestions):
        finding = replace(finding, excerpt="", title="", suggestions=())
    try:
        finding.path.encode()
    except UnicodeEncodeError:
        clean = finding.path.encode("utf-8", "replace").decode()
        message = finding.message.encode("utf-8", "replace").decode()
        record = finding.record.encode("utf-8", "replace").decode()
        finding = replace(finding, path=clean, message=message, record=record)
    return finding


__all__ = ["SHOWN", "Format", "OutputContext", "needs_ascii", "output", "presentable"]
