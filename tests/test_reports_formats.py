"""The formats of reports: the same in each, whole, harmless, and the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import pytest

from fluechtlingshilfe_cli.cli import run
from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.views.reports import REPORTS, Before, NotPossible, Options, Report
from fluechtlingshilfe_cli.views.reports._report import Column, Section, Table
from fluechtlingshilfe_cli.views.reports.formats import FORMATS, Wishes
from fluechtlingshilfe_cli.views.reports.formats._plain import _columns
from small_registries import registry
from small_reports import group, odd, table, text, wishes


@pytest.fixture
def full(tmp_path) -> Registry:
    return odd(tmp_path)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_the_same_data_give_the_same_bytes(full, name, form):
    """No clock, no order by chance; archives and their properties included."""
    same = Options(before=Before(full, date(2025, 12, 31)))
    if form == "png" and not any(section.pictures for section in REPORTS[name].make(full, same).sections):
        return
    first, second = (FORMATS[form].write(REPORTS[name].make(full, same), wishes(full, ids=True)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", REPORTS)
def test_screens_are_eighty_columns_wide_and_harmless(full, name):
    shown = text(full, name)
    assert [line for line in shown.splitlines() if len(line) > 80] == []
    assert "\x1b[31m" not in shown


@pytest.mark.parametrize("name", REPORTS)
def test_html_is_whole_and_escapes(full, name):
    page = text(full, name, "html")
    assert page.count("<table") == page.count("<caption") == page.count("</table>")
    assert "<b>fett</b>" not in page
    assert '<html lang="de">' in page and page.count("<h1>") == 1
    for cells in re.findall(r"<tr>.*?</tr>", page, re.DOTALL):
        assert "scope=" in cells


@pytest.mark.parametrize("name", REPORTS)
def test_markdown_tables_have_the_same_number_of_cells(full, name):
    for block in re.findall(r"(?:^\|.*\n)+", text(full, name, "md"), re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1, block


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("name", REPORTS)
def test_csv_comes_back_as_it_went(full, name, excel):
    report = REPORTS[name].make(full, Options())
    tables = [one.name for one in report.tables()] + (["kennzahlen"] if report.figures() else [])
    for wanted in tables:
        raw = FORMATS["csv"].write(report, wishes(full, table=wanted, excel=excel))
        assert isinstance(raw, str) and raw.startswith("\ufeff") == excel
        rows = list(csv.reader(io.StringIO(raw.removeprefix("\ufeff")), delimiter=";" if excel else ","))
        if wanted != "kennzahlen":
            assert rows[1:] == [[_as_csv(value, excel) for value in row] for row in table(report, wanted).rows]
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def _as_csv(value: Any, excel: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if excel else ".")
    return f"'{value}" if str(value).startswith(("=", "+", "-", "@")) else str(value)


def test_an_unknown_table_names_those_there_are(full):
    with pytest.raises(NotPossible, match="Möglich sind: kennzahlen, teilkreise, arten"):
        FORMATS["csv"].write(REPORTS["kennzahlen"].make(full, Options()), wishes(full, table="x"))


@pytest.mark.parametrize("name", REPORTS)
def test_workbooks_hold_types_and_no_formulas(full, name):
    from openpyxl import load_workbook

    report = REPORTS[name].make(full, Options())
    raw = FORMATS["xlsx"].write(report, wishes(full, ids=True))
    assert isinstance(raw, bytes)
    book = load_workbook(io.BytesIO(raw))
    tables = [*report.tables()]
    sheets = [sheet for sheet in book.worksheets if sheet.title not in ("Übersicht", "Kennzahlen", "Einzelnachweis")]
    assert len(sheets) == len(tables)
    for sheet, one in zip(sheets, tables, strict=True):
        assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref
        assert [cell.value for cell in sheet[1]] == [column.title for column in one.columns]
        for cells, row in zip(sheet.iter_rows(min_row=2), one.rows, strict=False):
            for cell, value in zip(cells, row, strict=True):
                assert cell.data_type != "f"
                if isinstance(value, date):
                    assert cell.value.date() == value and cell.number_format == "dd.mm.yyyy"
                elif isinstance(value, str):
                    assert (cell.value or "") == value.replace("\x1b", "")
                else:
                    assert cell.value == value


def test_codes_stay_text_in_a_workbook():
    """A postcode keeps its zero; a title like a formula is a title."""
    from openpyxl import load_workbook

    columns = (Column("plz", "PLZ", "code"), Column("titel", "Titel"), Column("tag", "Tag", "date"))
    one = Table("t", "T", columns, [("01067", "=1+1", date(2026, 3, 14))])
    report = Report("x", "X", "2026", date(2026, 11, 2), "R", (Section("S", tables=(one,)),))
    raw = FORMATS["xlsx"].write(report, Wishes(None))  # type: ignore[arg-type]
    assert isinstance(raw, bytes)
    sheet = load_workbook(io.BytesIO(raw)).worksheets[1]
    assert [cell.value for cell in sheet[2]][:2] == ["01067", "=1+1"]
    assert sheet["B2"].data_type == "s" and sheet["A2"].number_format == "@"


@pytest.mark.parametrize("name", REPORTS)
def test_word_documents_have_headings_tables_and_german(full, name):
    from docx import Document

    report = REPORTS[name].make(full, Options())
    raw = FORMATS["docx"].write(report, wishes(full))
    assert isinstance(raw, bytes)
    document = Document(io.BytesIO(raw))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [section.title for section in report.sections] == headings[: len(report.sections)]
    filled = sum(bool(section.figures) for section in report.sections) + sum(bool(one.rows) for one in report.tables())
    assert len(document.tables) == filled
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        body = package.read("word/document.xml").decode()
        assert 'w:val="de-DE"' in package.read("word/styles.xml").decode()
    assert body.count("<w:tblHeader/>") == filled == body.count("<w:tblCaption ")


def test_json_has_everything_typed(full):
    data = json.loads(text(full, "kennzahlen", "json"))
    assert data["schema_version"] == 1 and data["report"] == "kennzahlen"
    people = next(f for s in data["sections"] for f in s["figures"] if f["name"] == "ehrenamtliche")
    assert (people["value"], people["ohne_angabe"], people["erhebung"]) == (1234, 1, "gemeldet")
    assert "ids" not in people


def test_single_proof_lists_the_records(full):
    shown = FORMATS["terminal"].write(REPORTS["kennzahlen"].make(full, Options()), wishes(full, ids=True))
    assert isinstance(shown, str)
    assert "initiative/cafe" in shown and "training/kurs" in shown


def test_a_table_on_paper_gives_long_columns_room_and_lets_no_word_break():
    columns = (Column("name", "Name"), Column("ort", "Gemeinde"), Column("id", "Kennung", "code"), Column("was", "Was"))
    rows = [
        ("Café", "Lauenburg/Elbe, Mölln", "cafe-ankommen-lauenburg", "Sie fragen " * 12),
        ("Radhaus", "Mölln", "r", ""),
    ]
    name, place, key, what = _columns(Table("t", "", columns, rows))
    assert name["narrow"] and not place["narrow"] and key["code"] and not key["narrow"]
    assert place["weight"] >= len("Lauenburg") and key["weight"] >= len("lauenburg")
    assert what["weight"] > place["weight"] and what["weight"] > key["weight"]


def test_pdf_says_what_it_is(full):
    raw = FORMATS["pdf"].write(REPORTS["kennzahlen"].make(full, Options()), wishes(full))
    assert isinstance(raw, bytes)
    assert raw.startswith(b"%PDF-") and b"pdfuaid:part" in raw and b"/MarkInfo" in raw


def test_an_own_print_template_is_taken(tmp_path, capsys):
    root = registry(tmp_path, group("cafe")).project.root
    (root / "templates" / "reports").mkdir(parents=True)
    (root / "templates" / "reports" / "kennzahlen.typ").write_text("#let x = (", "utf-8")
    assert run(["report", "kennzahlen", "-o", str(tmp_path / "k.pdf"), "-C", str(root)]) == 2
    assert "Die Druckvorlage ist fehlerhaft" in capsys.readouterr().err
