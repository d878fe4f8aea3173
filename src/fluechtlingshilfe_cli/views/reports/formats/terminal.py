"""A report on the screen: at most 80 columns, figures in columns, tables as they fit, bars where there is a target."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ....tables.layout import padded, wide
from ....terminal import styled, visible
from ...heading import heading
from .._report import Figure, Number, Report, Section, Table
from ..saying import cell, number, obtained, silence
from ._columns import in_wrapped_columns
from ._format import Wishes, report_format

_SPARKS = "▁▂▃▄▅▆▇█"
_SHOWN = 40
"""Rows of a table shown on the screen; the whole stands in the other formats."""

_INDENT = "  "


@report_format("terminal", "für den Bildschirm", "")
def terminal(report: Report, wishes: Wishes) -> str:
    """The text for the screen."""
    width = min(wishes.width, 100)
    below = " · ".join(filter(None, (report.period, report.registry)))
    lines = list(heading(report.title, below, report.as_of, report.example, width))
    for paragraph in report.lead:
        lines += ["", *_wrapped(paragraph.text, width)]
    frame = _Frame.of(report.figures(), width)
    for section in report.sections:
        lines += ["", "", *_section(section, frame, width, wishes.ids)]
        if section.pictures and not (section.paragraphs or section.figures or section.tables):
            lines.append(styled(f"{_INDENT}Als Bild: fh report {report.name} -o {report.name}.png", "dim"))
    if report.notes:
        lines += ["", "", *(line for note in report.notes for line in _note(note, width))]
    return "\n".join(line.rstrip() for line in lines)


def _section(section: Section, frame: _Frame, width: int, ids: bool) -> Iterator[str]:
    first = True
    if section.title:
        yield styled(visible(section.title), "bold", "cyan")
    for paragraph in section.paragraphs:
        if paragraph.kind == "item":
            yield from _wrapped(paragraph.text, width, "• ", first_indent=_INDENT)
        elif paragraph.kind == "prompt":
            yield from (styled(line, "yellow") for line in _wrapped(f"[{paragraph.text}]", width, first_indent=_INDENT))
        else:
            yield from [] if first else [""]
            yield from _wrapped(paragraph.text, width, first_indent=_INDENT)
        first = False
    if section.figures:
        yield from [] if first else [""]
        yield from _figures(section.figures, frame, width, ids)
        first = False
    for table in section.tables:
        yield from [] if first else [""]
        yield from _table(table, width, ids)
        first = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """The columns for figures, the same in all sections: label, now, a year ago, difference, target."""

    earlier: bool
    targets: bool
    label: int
    titles: list[str]
    sizes: list[int]

    @classmethod
    def of(cls, figures: list[Figure], width: int) -> _Frame:
        targets = any(figure.target is not None for figure in figures)
        earlier = any(figure.previous is not None for figure in figures)
        titles = ["Ist", *(["Vorjahr", "±"] if earlier else []), *(["Ziel"] if targets else [])]
        rows = [titles, *(_figure_row(figure, earlier, targets)[1:] for figure in figures)]
        sizes = [max(wide(row[index]) for row in rows) for index in range(len(titles))]
        room = width - len(_INDENT) - sum(sizes) - 2 * len(sizes)
        return cls(earlier, targets, max(16, min(room, 42)), titles, sizes)


def _figures(figures: Iterable[Figure], frame: _Frame, width: int, ids: bool) -> Iterator[str]:
    """One line per figure, and below each what makes it defensible."""
    heads = zip(frame.titles, frame.sizes, strict=True)
    yield _INDENT + " " * frame.label + styled("".join("  " + padded(text, size, True) for text, size in heads), "dim")
    for figure in figures:
        row = _figure_row(figure, frame.earlier, frame.targets)
        cells = ["  " + padded(text, size, True) for text, size in zip(row[1:], frame.sizes, strict=True)]
        cells[0] = styled(cells[0], "bold")
        how = f" · {obtained(figure)}" if len(figure.methods) == 1 else ""
        label = padded(visible(row[0] + how), frame.label)
        yield _INDENT + label[: len(row[0])] + styled(label[len(row[0]) :], "dim") + "".join(cells)
        yield from _grounds(figure, width, ids)


def _figure_row(figure: Figure, earlier: bool, targets: bool) -> list[str]:
    row = [figure.label, number(figure.value) + (" %" if figure.unit == "%" else "")]
    if earlier:
        row += ["–", ""] if figure.previous is None else [number(figure.previous), _difference(figure)]
    return [*row, *([number(figure.target) if figure.target is not None else ""] if targets else [])]


def _difference(figure: Figure) -> str:
    return "" if figure.difference is None else number(figure.difference, sign=True)


def _grounds(figure: Figure, width: int, ids: bool) -> Iterator[str]:
    how = obtained(figure) if len(figure.methods) > 1 else ""
    facts = " · ".join(filter(None, (how, silence(figure), figure.note)))
    for line in _wrapped(facts, width, first_indent=_INDENT * 2) if facts else ():
        yield styled(line, "dim")
    known = [value for _, value in figure.trend if value is not None]
    if len(known) > 2:
        years = [when for when, value in figure.trend if value is not None]
        ends = [f"{number(known[place])} ({years[place][:4]})" for place in (0, -1)]
        line = f"{_INDENT * 2}{sparkline(known)}  {' bis '.join(ends)}"
        yield styled(line, "dim")
    if figure.target and isinstance(figure.value, int | float):
        share = figure.value / figure.target
        yield styled(f"{_INDENT * 2}{bar(share)}  {number(round(share * 100))} % des Ziels", "dim")
    if ids:
        for line in _wrapped(", ".join(figure.ids) or "kein Eintrag", width, first_indent=_INDENT * 2):
            yield styled(line, "dim")


def _table(table: Table, width: int, ids: bool) -> Iterator[str]:
    if table.title:
        yield _INDENT + styled(visible(table.title), "bold")
    if not table.rows:
        yield from (styled(line, "dim") for line in _wrapped(table.empty, width, first_indent=_INDENT))
        return
    if table.heat:
        yield from _grid(table, width)
    else:
        yield from _columns(table, width, ids)
    if len(table.rows) > _SHOWN:
        yield styled(f"{_INDENT}… und {number(len(table.rows) - _SHOWN)} weitere Zeilen; alle mit --format csv", "dim")
    if table.note:
        yield from (styled(line, "dim") for line in _wrapped(table.note, width, first_indent=_INDENT))


def _columns(table: Table, width: int, ids: bool) -> Iterator[str]:
    shown = [index for index, column in enumerate(table.columns) if column.on_screen]
    columns = [table.columns[index] for index in shown]
    rows = [[row[index] for index in shown] for row in table.rows[:_SHOWN]]
    if table.total:
        rows.append([table.total[index] for index in shown])
    head, *groups = in_wrapped_columns(columns, rows, width - len(_INDENT), bold_last=bool(table.total))
    yield from (_INDENT + line for line in head)
    for index, lines in enumerate(groups):
        yield from (_INDENT + line for line in lines)
        if ids and index < len(table.ids):
            yield styled(f"{_INDENT * 2}{visible(table.ids[index])}", "dim")


def _grid(table: Table, width: int) -> Iterator[str]:
    """Many narrow columns under numbers, with the words for the numbers below."""
    names = [column.name for column in table.columns]
    heat = [names.index(name) for name in table.heat]
    rest = [index for index in range(len(names)) if index not in heat and table.columns[index].on_screen]
    texts = {index: [cell(row[index], table.columns[index]) for row in table.rows[:_SHOWN]] for index in rest}
    sizes = {
        index: max([wide(table.columns[index].short or table.columns[index].title), *map(wide, texts[index])])
        for index in rest
    }
    room = width - len(_INDENT) - 3 * len(heat) - sum(sizes[index] + 2 for index in rest[1:])
    sizes[rest[0]] = max(12, min(sizes[rest[0]], room))
    heads = [
        padded(table.columns[index].short or table.columns[index].title, sizes[index], index != rest[0])
        for index in rest
    ]
    numbers = "".join(f"{position:>3}" for position in range(1, len(heat) + 1))
    yield _INDENT + styled(heads[0] + numbers + "".join("  " + head for head in heads[1:]), "bold")
    for place, row in enumerate(table.rows[:_SHOWN]):
        cells = "".join(_heat(row[index]) for index in heat)
        others = [padded(texts[index][place], sizes[index], index != rest[0]) for index in rest]
        yield _INDENT + visible(others[0]) + cells + "".join("  " + text for text in others[1:])
    yield ""
    legend = [f"{position:>2} {visible(table.columns[index].title)}" for position, index in enumerate(heat, 1)]
    half = (len(legend) + 1) // 2
    for left, right in zip(legend[:half], [*legend[half:], ""], strict=False):
        yield styled(f"{_INDENT}{padded(left, 38)}{padded(right, 38).rstrip()}", "dim")


def _heat(value: object) -> str:
    if not value:
        return styled("  ·", "dim")
    text = f"{value:>3}"
    return styled(text, "green", "bold") if isinstance(value, int) and value > 2 else styled(text, "green")


def bar(share: float, width: int = 20) -> str:
    """A bar for a share between 0 and 1; more than all is full."""
    full = max(0, min(width, round(share * width)))
    return "█" * full + "░" * (width - full)


def sparkline(values: list[Number]) -> str:
    """One small block per value, from the lowest to the highest."""
    low, high = min(values), max(values)
    if high == low:
        return _SPARKS[3] * len(values)
    return "".join(_SPARKS[round((value - low) / (high - low) * (len(_SPARKS) - 1))] for value in values)


def _note(note: str, width: int) -> Iterator[str]:
    yield from (styled(line, "dim") for line in _wrapped(note, width, "* "))


def _wrapped(text: str, width: int, mark: str = "", first_indent: str = "") -> list[str]:
    lines = textwrap.wrap(
        visible(" ".join(text.split())),
        width,
        initial_indent=first_indent + mark,
        subsequent_indent=first_indent + " " * len(mark),
        break_on_hyphens=False,
    )
    return lines or [""]
