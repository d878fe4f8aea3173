"""The workbook for editing: choices and checks in the cells, real days, the id locked, help at every column."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from ..days import german
from ..importing.sources.workbook import text_of
from ..records import Record
from ..registry import Registry
from ..schemas.kinds import Field, Kind
from .cells import LONGEST, Cell, Translator
from .pages import ID, PART, TITLE, Column, Page, pages_of

MARK = "fh-bearbeiten"
KEPT, WORDS, GUIDE = "fh", "Auswahl", "Anleitung"
"""The hidden sheets: what every cell said, and the words to choose from; and the page that explains."""

Row = tuple[str, str, str, Mapping[str, Any]]
"""Of a sheet: the record's id, the section in it, the record's title, and the values."""
_SPARE = 200
"""Empty rows below the last one that have choices too, for new entries."""


def workbook(registry: Registry, kind: Kind, records: Sequence[Record]) -> bytes:
    """The bytes of the workbook; the same records give the same bytes."""
    from xlsxwriter import Workbook

    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(memory, options)
    stamp = datetime.combine(registry.as_of, time())
    book.set_properties({"title": f"{kind.plural} zum Bearbeiten", "created": stamp})
    _Writer(book, registry, kind).run(records)
    book.close()
    return memory.getvalue()


def rows_of(page: Page, records: Sequence[Record]) -> Iterator[Row]:
    """The rows of a sheet: a record each, or a section each of the list the sheet is about."""
    for record in records:
        if not page.path:
            yield record.id, "", record.title, record.data
            continue
        for number, item in enumerate(record.data.get(page.path) or (), 1):
            yield record.id, str(item.get(page.id) or number) if page.id else str(number), record.title, item


def value_of(data: Mapping[str, Any], path: str) -> Any:
    """The value at a path through sections; None where there is none."""
    value: Any = data
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


class _Writer:
    def __init__(self, book: Any, registry: Registry, kind: Kind) -> None:
        self.book, self.registry, self.kind = book, registry, kind
        self.cells = Translator(registry, kind)
        plain = {"valign": "top", "text_wrap": True, "locked": False}
        self.styles = {
            "text": book.add_format({**plain, "num_format": "@"}),
            "number": book.add_format({**plain, "num_format": "0.##"}),
            "date": book.add_format({**plain, "num_format": "dd.mm.yyyy"}),
            "moment": book.add_format({**plain, "num_format": "dd.mm.yyyy hh:mm"}),
        }
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E1F0F0"}
        )
        self.need = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#CDE6E6"}
        )
        self.id = book.add_format({"valign": "top", "font_color": "#667777", "bg_color": "#F4F6F6", "num_format": "@"})
        self.lists: dict[tuple[str, ...], str] = {}

    def run(self, records: Sequence[Record]) -> None:
        guide = self.book.add_worksheet(GUIDE)
        pages = [
            (page, self.book.add_worksheet(page.title[:31])) for page in pages_of(self.registry.project, self.kind)
        ]
        words = self.book.add_worksheet(WORDS)
        kept = self.book.add_worksheet(KEPT)
        kept.write_row(0, 0, [MARK, "1", self.kind.name, self.registry.as_of.isoformat()])
        line = 1
        for page, sheet in pages:
            rows = list(rows_of(page, records))
            for text in self._page(sheet, words, page, rows):
                for column, part in enumerate(text):
                    kept.write_string(line, column, part)
                line += 1
        words.hide()
        kept.very_hidden()
        self._guide(guide, len(records))
        pages[0][1].activate()
        pages[0][1].set_first_sheet()

    def _page(self, sheet: Any, words: Any, page: Page, rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
        """Writes a sheet; what every cell says, for the hidden one."""
        fixed = page.fixed
        for index, heading in enumerate(fixed):
            sheet.write_string(0, index, heading, self.head)
            sheet.set_column(index, index, (30, 20, 26)[index], self.styles["text"])
        for index, column in enumerate(page.columns, len(fixed)):
            sheet.write_string(0, index, column.heading, self.need if column.field.required else self.head)
            sheet.write_comment(0, index, self._help(column), {"x_scale": 2, "y_scale": 1.4})
            sheet.set_column(index, index, self._width(column), self.styles[_form(column.field)])
            self._check(sheet, words, column, index, len(rows))
        for number, (id, part, title, data) in enumerate(rows, 1):
            lines = 1
            for index, text in enumerate((id, part, title)[: len(fixed)]):
                sheet.write_string(number, index, text[:LONGEST], self.id)
            for index, column in enumerate(page.columns, len(fixed)):
                cell = self.cells.cell(column.field, value_of(data, column.path))
                self._cell(sheet, number, index, column, cell)
                lines = max(lines, _lines(text_of(cell), self._width(column)))
                yield page.path, id, part, column.path, text_of(cell)
            sheet.set_row(number, 15 * lines)
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, 2 if not page.path else 3)
        sheet.autofilter(0, 0, max(1, len(rows)), len(fixed) + len(page.columns) - 1)
        sheet.protect(
            "", {"insert_rows": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
        )
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)

    def _cell(self, sheet: Any, row: int, index: int, column: Column, cell: Cell) -> None:
        style = self.styles[_form(column.field)]
        if cell is None:
            sheet.write_blank(row, index, None, style)
        elif isinstance(cell, datetime) and cell.year >= 1900:
            sheet.write_datetime(row, index, cell, self.styles["moment"])
        elif isinstance(cell, date) and cell.year >= 1900:
            sheet.write_datetime(row, index, datetime.combine(cell, time()), self.styles["date"])
        elif isinstance(cell, int | float) and abs(cell) < 1e15:
            sheet.write_number(row, index, cell, style)
        else:
            sheet.write_string(row, index, text_of(cell), self.styles["text"])

    def _check(self, sheet: Any, words: Any, column: Column, index: int, rows: int) -> None:
        """Choices, or a check that what is typed is a day or a number."""
        last = rows + _SPARE
        choices = self.cells.choices(column.field)
        rule: dict[str, Any]
        if choices:
            strict = bool(column.field.type == "boolean" or not column.field.refers_to)
            rule = {
                "validate": "list",
                "source": self._list(words, choices),
                "error_type": "stop" if strict else "warning",
            }
            told = "Bitte aus der Liste wählen."
        elif _form(column.field) in ("date", "moment"):
            rule = {"validate": "date", "criteria": ">=", "value": date(1900, 1, 1), "error_type": "warning"}
            told = "Bitte ein Datum eintragen, zum Beispiel 14.03.2026."
        elif column.field.type in ("integer", "number") and not column.field.many:
            rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning"}
            told = "Bitte eine Zahl eintragen."
        else:
            return
        sheet.data_validation(
            1, index, last, index, {**rule, "error_title": column.heading[:32], "error_message": told}
        )

    def _list(self, words: Any, choices: Sequence[str]) -> str:
        """The place of a list of choices on the hidden sheet; equal lists stand there once."""
        known = tuple(choices)
        if known not in self.lists:
            column = len(self.lists)
            for row, text in enumerate(known):
                words.write_string(row, column, text)
            from xlsxwriter.utility import xl_col_to_name

            name = xl_col_to_name(column)
            self.lists[known] = f"='{WORDS}'!${name}$1:${name}${len(known)}"
        return self.lists[known]

    def _help(self, column: Column) -> str:
        """What belongs into the column, and for several words which there are."""
        field = column.field
        parts = [field.help]
        if field.required:
            parts.append("Pflichtangabe.")
        if field.many and field.vocabulary:
            words = self.registry.project.vocabularies[field.vocabulary]
            labels = [word.label() for word in words.words.values()]
            shown = "; ".join(labels[:40]) + (" …" if len(labels) > 40 else "")
            parts.append(f"Mehrere mit Strichpunkt trennen. Möglich: {shown}")
        elif field.many:
            parts.append("Je Zeile eines (neue Zeile in der Zelle: Alt+Eingabe, in LibreOffice Strg+Eingabe).")
        return "\n".join(filter(None, parts))[:LONGEST]

    def _width(self, column: Column) -> int:
        if _form(column.field) in ("date", "moment", "number"):
            return 16
        longest = int(column.field.schema.get("maxLength") or 0)
        return 50 if longest > 200 or self.cells.shapes.is_schedule(column.field) else 24

    def _guide(self, sheet: Any, number: int) -> None:
        bold = self.book.add_format({"bold": True, "font_size": 14})
        wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, 90)
        lines = [
            f"Stand {german(self.registry.as_of)}: {number} {self.kind.plural}. Intern, nicht nach außen geben.",
            "Eine Zeile ist ein Eintrag. Auf den weiteren Blättern gehört sie zu dem, dessen Kennung vorn steht.",
            "Ändern Sie, was anders ist. Wo ein Pfeil erscheint, wählen Sie aus der Liste.",
            "Eine geleerte Zelle entfernt die Angabe.",
            f"Neue Einträge: unter die letzte Zeile schreiben, »{ID}« leer lassen.",
            f"Neue Teile (Angebot, Termin …): vorn die Kennung des Eintrags, bei einem neuen dessen Name; »{PART}« und "
            f"»{TITLE}« bleiben leer.",
            "Zeilen nicht löschen: Das löscht nichts. Was zu Ende ist, bekommt den Stand »beendet« und ein Datum.",
            "Was in eine Spalte gehört, steht als Notiz an ihrer Überschrift; dunklere sind Pflichtangaben.",
            "Die graue Kennung ist geschützt: An ihr wird der Eintrag wiedererkannt.",
            f"Zurück ins Register: fh import {self.kind.name} DATEI.xlsx",
        ]
        sheet.write_string(0, 0, f"{self.kind.plural} bearbeiten", bold)
        for row, text in enumerate(lines, 2):
            sheet.set_row(row, 15 * _lines(text, 90))
            sheet.write_string(row, 0, text, wrapped)
        sheet.hide_gridlines(2)


def _lines(text: str, width: int) -> int:
    """How many lines of a row a text needs, at most four: LibreOffice does not find that out by itself."""
    return min(4, sum(-(-max(1, len(line)) // (width - 2)) for line in text.split("\n")))


def _form(field: Field) -> str:
    inner = field.schema.get("items", field.schema) if field.many else field.schema
    if field.many:
        return "text"
    if inner.get("format") == "date":
        return "date"
    if field.keyword("format") == "datumzeit":
        return "moment"
    return "number" if field.type in ("integer", "number") else "text"
