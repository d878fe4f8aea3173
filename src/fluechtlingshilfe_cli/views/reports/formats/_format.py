"""How a format is made: `@report_format("csv", "…", ".csv")` on a function from a report to text or bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ....resources import Resources
from .._report import Report


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person asked of the format; each takes what it knows."""

    resources: Resources
    width: int = 80
    ids: bool = False
    """With the records behind every figure (»--einzelnachweis«)."""
    table: str = ""
    """Which table a format with room for one takes."""
    picture: str = ""
    """Which picture a format with room for one takes."""
    excel: bool = False
    """CSV as a German Excel opens it at a double click: BOM, semicolons, decimal commas."""


Write = Callable[[Report, Wishes], str | bytes]


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """One way to write a report; `binary` ones need a file to go to."""

    name: str
    title: str
    suffix: str
    write: Write
    binary: bool = field(default=False)


def report_format(name: str, title: str, suffix: str, binary: bool = False) -> Callable[[Write], ReportFormat]:
    """Makes a format of a function; `title` says in German what it is for."""

    def made(write: Write) -> ReportFormat:
        return ReportFormat(name, title, suffix, write, binary)

    return made
