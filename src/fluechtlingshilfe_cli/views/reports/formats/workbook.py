"""A report as an Excel workbook: one sheet with the figures, one per table; real days and numbers, never a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from ....days import german
from ...heading import NOTICE
from ...rendering import harmless
from .._report import Column, Report, Table, Value
from ..saying import cell
from ._format import Wishes, report_format
from .data import figures_as_table

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_WIDEST = 50


@report_format("xlsx", "Arbeitsmappe für Excel und LibreOffice", ".xlsx", binary=True)
def xlsx(report: Report, wishes: Wishes) -> bytes:
    """The bytes of the workbook; the same report gives the same bytes."""
    from xlsxwriter import Workbook

    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(memory, options)
    # Not the day of the clock: the same data give the same file.
    stamp = datetime.combine(report.as_of, time())
    book.set_properties({"title": report.title, "subject": report.period, "company": report.registry, "created": stamp})
    sheets = _Sheets(book)
    _overview(sheets, report)
    figures = report.figures()
    if figures:
        sheets.table(figures_as_table(figures), "Kennzahlen")
    for section in report.sections:
        for table in section.tables:
            sheets.table(table, table.title or section.title)
    if wishes.ids:
        columns = (Column("kennzahl", "Kennzahl"), Column("eintrag", "Eintrag", "code"))
        rows = [(figure.label, id) for figure in figures for id in figure.ids]
        sheets.table(Table("einzelnachweis", "Einzelnachweis", columns, rows), "Einzelnachweis")
    book.close()
    return memory.getvalue()


def _overview(sheets: _Sheets, report: Report) -> None:
    """Title, period, sentences and notes on the first sheet."""
    sheet = sheets.add("Übersicht")
    sheet.set_column(0, 0, 100)
    lines: list[tuple[str, Any]] = [(report.title, sheets.title), (report.period, None)]
    lines += [(report.registry, None), (f"Stand {german(report.as_of)}", None)]
    lines += [(NOTICE, sheets.bold)] if report.example else []
    lines += [("", None), *((one.text, sheets.wrapped) for one in report.lead)]
    for section in report.sections:
        if section.paragraphs:
            lines += [("", None), (section.title, sheets.bold)]
            lines += [
                (f"[{one.text}]" if one.kind == "prompt" else one.text, sheets.wrapped) for one in section.paragraphs
            ]
    lines += [("", None), *((note, sheets.wrapped) for note in report.notes)]
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, harmless(text), style)


class _Sheets:
    """The sheets of one workbook with their styles."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.names: set[str] = set()
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.bold = book.add_format({"bold": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E1F0F0"}
        )
        plain = {"valign": "top"}
        self.styles = {
            "text": book.add_format({**plain, "text_wrap": True}),
            "code": book.add_format({**plain, "num_format": "@"}),
            "number": book.add_format({**plain, "num_format": "#,##0.##"}),
            "whole": book.add_format({**plain, "num_format": "#,##0"}),
            "date": book.add_format({**plain, "num_format": "dd.mm.yyyy"}),
            "moment": book.add_format({**plain, "num_format": "dd.mm.yyyy hh:mm"}),
        }
        self.totals = book.add_format({"bold": True, "top": 1, "num_format": "#,##0.##"})

    def add(self, title: str) -> Any:
        """A sheet under a name Excel takes: at most 31 letters, none of its signs, each only once."""
        wanted = _FORBIDDEN.sub(" ", harmless(title)).strip()[:31].strip() or "Tabelle"
        name, number = wanted, 2
        while name.casefold() in self.names:
            suffix = f" {number}"
            name, number = wanted[: 31 - len(suffix)] + suffix, number + 1
        self.names.add(name.casefold())
        return self.book.add_worksheet(name)

    def table(self, table: Table, title: str) -> None:
        """Heading frozen and with filters, cells by their type, the total below."""
        sheet = self.add(title)
        for index, column in enumerate(table.columns):
            sheet.write_string(0, index, column.title, self.head)
            sheet.set_column(index, index, _width(column, [row[index] for row in table.rows]))
        for place, row in enumerate(table.rows, 1):
            for index, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                self.write(sheet, place, index, column, value)
        if table.total:
            for index, (column, value) in enumerate(zip(table.columns, table.total, strict=True)):
                self.write(sheet, len(table.rows) + 1, index, column, value, self.totals)
        if not table.rows:
            sheet.write_string(1, 0, harmless(table.empty))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def write(self, sheet: Any, row: int, index: int, column: Column, value: Value, style: Any = None) -> None:
        """One cell; a number nobody knows stays empty, so that sums are not spoilt."""
        if value is None:
            sheet.write_blank(row, index, None, style or self.styles["text"])
        elif isinstance(value, datetime):
            sheet.write_datetime(row, index, value, style or self.styles["moment"])
        elif isinstance(value, date):
            sheet.write_datetime(row, index, datetime.combine(value, time()), style or self.styles["date"])
        elif isinstance(value, int | float):
            sheet.write_number(row, index, value, style or self.styles["whole" if isinstance(value, int) else "number"])
        else:
            plain = self.styles["code" if column.type == "code" else "text"]
            sheet.write_string(row, index, harmless(value), style or plain)


def _width(column: Column, values: Sequence[Value]) -> float:
    words = max((len(word) for word in column.title.split()), default=0)
    longest = max((len(cell(value, column)) for value in values), default=0)
    return min(_WIDEST, max(words, longest, 8) + 2)
