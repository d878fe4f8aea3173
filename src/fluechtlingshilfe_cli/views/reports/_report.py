"""What a report is: figures, sentences and tables as plain values. A function computes it, the formats only lay it out.

`@report("kennzahlen", "Kennzahlen", "…")` makes a report of a function `(registry, options) -> Report`; the table in
`__init__` names its module. Every figure says what it counts, when, how it was obtained and how many are silent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from ...registry import Registry
from .. import amounts

Number = amounts.Number
Value = str | int | float | date | datetime | None
"""What stands in a cell. None is »unbekannt«, never 0."""

INTERNAL = "intern"
"""The channel of a report nobody but the office and its partners reads."""


class NotPossible(Exception):
    """The report cannot be made as asked; the sentence says why and what would work."""


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier state to compare with; `day` is the one it stands for."""

    registry: Registry
    day: date


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for: a year, one of its halves (1 or 2), a part of the Kreis, the channel, a state before."""

    year: int | None = None
    half: int | None = None
    part: str | None = None
    channel: str = INTERNAL
    before: Before | None = None

    @property
    def public(self) -> bool:
        """Whether people outside the office will read it."""
        return self.channel != INTERNAL


@dataclass(frozen=True, slots=True)
class Figure:
    """One number one can defend.

    `when`: its period or Stichtag in words · `methods`: how the values behind it were obtained, with their number ·
    `asked` and `silent`: how many records were asked, and how many of them say nothing · `ids`: the records that
    count · `previous`: the same a year earlier · `target`: from `ziele` in fh.yaml · `trend`: the values of some years,
    the latest last. In public channels a value that would show 1 to 4 people is a text: »<5«, »mindestens 21«.
    """

    name: str
    label: str
    value: Number | str | None
    when: str
    unit: str = ""
    methods: tuple[tuple[str, int], ...] = ()
    asked: int = 0
    silent: int = 0
    ids: tuple[str, ...] = ()
    previous: Number | str | None = None
    target: Number | None = None
    trend: tuple[tuple[str, Number | None], ...] = ()
    note: str = ""

    @property
    def erhebung(self) -> str:
        """`gezaehlt`, `gemeldet`, `geschaetzt`, `gemischt`; empty where there is nothing to obtain."""
        return self.methods[0][0] if len(self.methods) == 1 else "gemischt" if self.methods else ""

    @property
    def difference(self) -> Number | None:
        """To the year before; None where either is unknown or not shown."""
        if isinstance(self.value, int | float) and isinstance(self.previous, int | float):
            return self.value - self.previous
        return None


ColumnType = Literal["text", "code", "number", "date", "moment"]
"""`code`: text that is useless when cut and never a number, such as an id or a postcode."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` for machines, `title` for people, `short` where there is little room.

    `on_screen`: worth its room on a screen of 80 columns; all other formats have all columns.
    """

    name: str
    title: str
    type: ColumnType = "text"
    short: str = ""
    on_screen: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of typed cells. `total`: a last row that adds up; `empty`: what to say where there are no rows.

    `heat`: the names of the columns that form a grid to be read at a glance. `ids`: the record each row is about.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    total: Sequence[Value] | None = None
    empty: str = "Dazu gibt es noch keine Einträge."
    note: str = ""
    heat: tuple[str, ...] = ()
    ids: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several. `item`: one point of a list; `prompt`: what a person still has to write here."""

    text: str
    kind: Literal["text", "item", "prompt"] = "text"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: `svg` carries title and description (`alt`), `table` names the table with the same data.

    `ratio`: its height as a share of its width, for pages it has to fit on.
    """

    name: str
    title: str
    svg: str
    alt: str
    table: str = ""
    ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class Section:
    """A part with its own heading: sentences, then figures, pictures and tables."""

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole: `period` in words (years, Stichtag, part of the Kreis), the day it was seen on, notes at the end."""

    name: str
    title: str
    period: str
    as_of: date
    registry: str
    sections: tuple[Section, ...] = ()
    lead: tuple[Paragraph, ...] = ()
    notes: tuple[str, ...] = ()
    example: bool = False
    channel: str = INTERNAL
    main: str = ""
    """The table that formats with room for one take; empty: the figures."""

    def figures(self) -> list[Figure]:
        """All figures in order."""
        return [figure for section in self.sections for figure in section.figures]

    def tables(self) -> list[Table]:
        """All tables in order."""
        return [table for section in self.sections for table in section.tables]


Make = Callable[[Registry, Options], Report]


@dataclass(frozen=True, slots=True)
class Reporting:
    """A report as it is listed: its name on the command line, title, one sentence, and how it is made."""

    name: str
    title: str
    sentence: str
    make: Make
    internal: bool = False
    """Never for a public channel: it names what is not released, or says who has not done what."""
    compares: bool = False
    """Whether it holds the registry against an earlier state, `Options.before`."""
    extra: dict[str, Callable[[Registry, Options], str]] = field(default_factory=dict)
    """Further formats that only this report knows, such as `ics`."""


def report(
    name: str, title: str, sentence: str, internal: bool = False, compares: bool = False
) -> Callable[[Make], Reporting]:
    """Makes a report of a function."""

    def made(make: Make) -> Reporting:
        return Reporting(name, title, sentence, make, internal, compares)

    return made
