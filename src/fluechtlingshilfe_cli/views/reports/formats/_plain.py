"""A report as dicts, lists and texts for templates: every value said in words, numbers marked as such."""

from __future__ import annotations

import re
from math import sqrt
from typing import Any

from ....days import german
from ...heading import NOTICE
from .._report import Column, Figure, Report, Section, Table, Value
from ..saying import cell, number, obtained, silence, with_unit

Data = dict[str, Any]

_LINE = 104
"""Letters of a line of a table on A4."""
_NARROW = {"text": 16, "code": 20}
"""Letters up to which a column is as wide as its longest cell; days and numbers always are."""
_WORD = 22
"""Letters of a word that a column makes room for."""
_BREAKS = re.compile(r"[\s/–-]+")


def plain(report: Report, ids: bool) -> Data:
    """All that a template may show; `ids` adds the records behind figures and rows."""
    figures = report.figures()
    return {
        "name": report.name,
        "title": report.title,
        "period": report.period,
        "as_of": german(report.as_of),
        "registry": report.registry,
        "notice": NOTICE if report.example else "",
        "lead": [{"text": one.text, "kind": one.kind} for one in report.lead],
        "sections": [_section(section, number, ids) for number, section in enumerate(report.sections, 1)],
        "notes": list(report.notes),
        "with_previous": any(figure.previous is not None for figure in figures),
        "with_target": any(figure.target is not None for figure in figures),
    }


def _section(section: Section, position: int, ids: bool) -> Data:
    return {
        "title": section.title,
        "anchor": f"abschnitt-{position}",
        "paragraphs": [{"text": one.text, "kind": one.kind} for one in section.paragraphs],
        "figures": [_figure(figure, ids) for figure in section.figures],
        "tables": [_table(table, ids) for table in section.tables],
        "pictures": [
            {
                "name": one.name,
                "title": one.title,
                "svg": one.svg,
                "alt": one.alt,
                "table": one.table,
                "ratio": one.ratio,
            }
            for one in section.pictures
        ],
    }


def _figure(figure: Figure, ids: bool) -> Data:
    return {
        "name": figure.name,
        "label": figure.label,
        "value": with_unit(figure),
        "number": number(figure.value),
        "unit": figure.unit,
        "when": figure.when,
        "previous": "–" if figure.previous is None else number(figure.previous),
        "difference": "" if figure.difference is None else number(figure.difference, sign=True),
        "target": "" if figure.target is None else number(figure.target),
        "reached": _reached(figure),
        "obtained": obtained(figure),
        "silence": silence(figure),
        "note": figure.note,
        "ids": list(figure.ids) if ids else [],
    }


def _reached(figure: Figure) -> str:
    if not figure.target or not isinstance(figure.value, int | float):
        return ""
    return f"{number(round(100 * figure.value / figure.target))} %"


def _table(table: Table, ids: bool) -> Data:
    highest = max((value for row in table.rows for value in _heat(table, row)), default=0)
    return {
        "name": table.name,
        "title": table.title,
        "columns": _columns(table),
        "rows": [
            [_cell(table, column, value, highest) for column, value in zip(table.columns, row, strict=True)]
            for row in table.rows
        ],
        "total": [cell(value, column) for column, value in zip(table.columns, table.total, strict=True)]
        if table.total
        else [],
        "empty": table.empty,
        "note": table.note,
        "grid": bool(table.heat),
        "ids": list(table.ids) if ids else [],
    }


def _columns(table: Table) -> list[Data]:
    """What a column is about, and its share of the width: `weight`, unless it is `narrow` and as wide as its cells."""
    texts = {
        column.name: [column.short or column.title, *(cell(row[index], column) for row in table.rows)]
        for index, column in enumerate(table.columns)
    }
    longest = {name: max(map(len, some)) for name, some in texts.items()}
    narrow = {one.name for one in table.columns if longest[one.name] <= _NARROW.get(one.type, longest[one.name])}
    left = _LINE - 2 * len(texts) - sum(longest[name] for name in narrow)
    weights = longest | _shares({name: some for name, some in texts.items() if name not in narrow}, left)
    return [
        {
            "name": column.name,
            "title": column.title,
            "short": column.short,
            "numeric": column.type == "number",
            "code": column.type == "code",
            "narrow": column.name in narrow,
            "weight": weights[column.name],
        }
        for column in table.columns
    ]


def _shares(texts: dict[str, list[str]], line: int) -> dict[str, int]:
    """A line of letters divided among columns: no more than the longest cell, no less than the longest word, else by
    the root of the usual length, which takes the fewest lines.
    """
    most = {name: max(map(len, some)) for name, some in texts.items()}
    least = {
        name: min(_WORD, max(len(word) for text in some for word in _BREAKS.split(text)))
        for name, some in texts.items()
    }
    roots = {name: sqrt(sum(map(len, some)) / len(some)) for name, some in texts.items()}
    shares: dict[str, int] = {}
    while open_ones := [name for name in texts if name not in shares]:
        unit = max(0, line - sum(shares.values())) / sum(roots[name] for name in open_ones)
        wanted = {name: int(unit * roots[name]) for name in open_ones}
        shares |= (
            {name: most[name] for name in open_ones if wanted[name] >= most[name]}
            or {name: least[name] for name in open_ones if wanted[name] <= least[name]}
            or wanted
        )
    return shares


def _cell(table: Table, column: Column, value: Value, highest: float) -> Data:
    level = 0
    if column.name in table.heat and isinstance(value, int) and value and highest:
        level = max(1, round(4 * value / highest))
    text = "" if column.name in table.heat and not value else cell(value, column)
    return {"text": text, "numeric": column.type == "number", "level": level}


def _heat(table: Table, row: Any) -> list[float]:
    named = zip(table.columns, row, strict=True)
    return [value for column, value in named if column.name in table.heat and isinstance(value, int | float)]
