"""What LibreOffice makes of our workbooks and Word documents: it opens them, saves them in its way, and we read that.

Skipped where no `soffice` is installed; everything else about these files is tested without it in test_reports_formats.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fluechtlingshilfe_cli.views.reports import REPORTS, Options, Report
from fluechtlingshilfe_cli.views.reports._report import Column, Figure, Section, Table
from fluechtlingshilfe_cli.views.reports.formats import FORMATS, Wishes
from small_registries import registry

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here"),
]
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


def saved_by_libreoffice(folder: Path, name: str, raw: str | bytes, target: str) -> Path:
    """The file as LibreOffice saves it after opening it."""
    assert isinstance(raw, bytes)
    source, out = folder / name, folder / "out"
    source.write_bytes(raw)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", target, "--outdir", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    made = out / source.with_suffix(f".{target}").name
    assert made.exists(), done.stderr
    return made


def test_a_workbook_keeps_types_and_runs_no_formula(tmp_path):
    """Postcodes stay text, days are days, the heading filters, `=1+1` is a title."""
    from openpyxl import load_workbook

    columns = (
        Column("plz", "PLZ", "code"),
        Column("titel", "Titel"),
        Column("tag", "Tag", "date"),
        Column("ue", "UE", "number"),
    )
    rows = [("01067", "=1+1", date(2026, 3, 14), 2.5), ("23879", "+49 4542 1", date(2026, 12, 31), None)]
    figure = Figure("ue", "Unterrichtseinheiten", 7.5, "2026", ids=("training/kurs",))
    section = Section("Liste", figures=(figure,), tables=(Table("t", "Liste", columns, rows),))
    report = Report("x", "Prüfung", "2026", date(2026, 11, 2), "R", (section,))
    raw = FORMATS["xlsx"].write(report, Wishes(None))  # type: ignore[arg-type]
    book = load_workbook(saved_by_libreoffice(tmp_path, "liste.xlsx", raw, "xlsx"))
    sheet = book["Liste"]
    assert [cell.value for cell in sheet[2]][:2] == ["01067", "=1+1"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row[:2]} == {"s"}
    assert [row[2].value.date() for row in sheet.iter_rows(min_row=2, max_row=3)] == [rows[0][2], rows[1][2]]
    assert sheet["D2"].value == 2.5 and sheet["D3"].value is None
    assert sheet.auto_filter.ref == "A1:D3"
    # Without a window LibreOffice saves no views: that the heading is frozen, test_reports reads from our own file.
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_word_document_opens_with_headings_tables_and_picture(tmp_path):
    """Title and headings by level, header rows that repeat, and the picture with its words."""
    source = registry(
        tmp_path / "r",
        ("initiative/cafe", {"name": "Café", "art": "verein", "gemeinde": "01053090", "traeger": "stelle"}),
        ("partner/stelle", {"name": "Stelle", "rollen": ["traeger"]}),
    )
    report = REPORTS["netzwerk"].make(source, Options())
    raw = FORMATS["docx"].write(report, Wishes(source.project.resources))
    made = saved_by_libreoffice(tmp_path, "netzwerk.docx", raw, "odt")
    with zipfile.ZipFile(made) as package:
        body = ElementTree.fromstring(package.read("content.xml"))  # noqa: S314
    headings = ["".join(one.itertext()) for one in body.iter(f"{TEXT}h") if one.get(f"{TEXT}outline-level") == "1"]
    assert headings == [*(section.title for section in report.sections), "Anmerkungen"]
    tables = list(body.iter(f"{TABLE}table"))
    filled = sum(bool(one.figures) for one in report.sections) + sum(bool(one.rows) for one in report.tables())
    assert len(tables) == filled
    assert all(one.find(f"{TABLE}table-header-rows") is not None for one in tables)
    [picture] = [picture for section in report.sections for picture in section.pictures]
    assert [one.text for one in body.iter(f"{SVG}desc")] == [picture.alt]
