"""A report for other programs: JSON with everything, CSV with one table."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import Any

from .._report import Figure, NotPossible, Number, Report, Table, Value
from ._format import Wishes, report_format

FIGURES = "kennzahlen"
"""The name under which the figures are asked for as a table."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@report_format("json", "alle Angaben für andere Programme", ".json")
def as_json(report: Report, wishes: Wishes) -> str:
    """One object; None is unknown, days are ISO."""
    data = {
        "schema_version": 1,
        "report": report.name,
        "title": report.title,
        "period": report.period,
        "as_of": report.as_of.isoformat(),
        "registry": report.registry,
        "example": report.example,
        "channel": report.channel,
        "lead": [paragraph.text for paragraph in report.lead],
        "sections": [
            {
                "title": section.title,
                "paragraphs": [{"text": one.text, "kind": one.kind} for one in section.paragraphs],
                "figures": [_figure(figure, wishes.ids) for figure in section.figures],
                "tables": [_table(table) for table in section.tables],
                "pictures": [
                    {"name": one.name, "title": one.title, "description": one.alt, "table": one.table}
                    for one in section.pictures
                ],
            }
            for section in report.sections
        ],
        "notes": list(report.notes),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _figure(figure: Figure, ids: bool) -> dict[str, Any]:
    return (
        {
            "name": figure.name,
            "label": figure.label,
            "value": figure.value,
            "unit": figure.unit,
            "when": figure.when,
            "erhebung": figure.erhebung,
            "erhebungen": dict(figure.methods),
            "asked": figure.asked,
            "ohne_angabe": figure.silent,
            "previous": figure.previous,
            "target": figure.target,
            "note": figure.note,
            "ids": list(figure.ids),
        }
        if ids
        else {key: value for key, value in _figure(figure, True).items() if key != "ids"}
    )


def _table(table: Table) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    return {
        "name": table.name,
        "title": table.title,
        "columns": [{"name": column.name, "title": column.title, "type": column.type} for column in table.columns],
        "rows": [dict(zip(names, map(_typed, row), strict=True)) for row in table.rows],
        "total": dict(zip(names, map(_typed, table.total), strict=True)) if table.total else None,
        "ids": list(table.ids),
    }


def _typed(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


@report_format("csv", "eine Tabelle für Excel und LibreOffice", ".csv")
def as_csv(report: Report, wishes: Wishes) -> str:
    """The main table, or the one asked for; everything safe for spreadsheets, unknown cells empty."""
    table = chosen_table(report, wishes.table)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if wishes.excel else ",", lineterminator="\r\n" if wishes.excel else "\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value, wishes.excel) for value in row])
    return ("\ufeff" if wishes.excel else "") + text.getvalue()


def chosen_table(report: Report, name: str) -> Table:
    """The table of that name, else the main one. Raises `NotPossible` with the names there are."""
    tables = {table.name: table for table in report.tables()}
    if report.figures():
        tables = {FIGURES: figures_as_table(report.figures()), **tables}
    wanted = name or report.main
    if wanted in tables:
        return tables[wanted]
    if name or not tables:
        known = ", ".join(tables) or "keine"
        raise NotPossible(
            f"Die Tabelle »{name}« gibt es in diesem Bericht nicht. Möglich sind: {known}."
            if name
            else "Dieser Bericht hat heute keine Tabelle."
        )
    return next(iter(tables.values()))


def figures_as_table(figures: list[Figure]) -> Table:
    """The figures as rows, with all that makes them defensible."""
    from .._report import Column

    columns = (
        Column("name", "Name", "code"),
        Column("kennzahl", "Kennzahl"),
        Column("ist", "Ist", "number"),
        Column("einheit", "Einheit"),
        Column("zeitraum", "Zeitraum oder Stichtag"),
        Column("vorjahr", "Vorjahr", "number"),
        Column("differenz", "Differenz zum Vorjahr", "number"),
        Column("ziel", "Ziel", "number"),
        Column("erhebung", "Erhebung"),
        Column("befragt", "Befragt", "number"),
        Column("ohne_angabe", "ohne Angabe", "number"),
        Column("anmerkung", "Anmerkung"),
    )
    rows = [
        (
            *(figure.name, figure.label, figure.value, figure.unit, figure.when),
            *(figure.previous, figure.difference, figure.target, figure.erhebung),
            *(figure.asked, figure.silent, figure.note),
        )
        for figure in figures
    ]
    return Table(FIGURES, "Kennzahlen", columns, rows)


def _cell(value: Value, german: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, german)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _number(value: Number, german: bool) -> str:
    text = f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
    return text.replace(".", ",") if german else text
