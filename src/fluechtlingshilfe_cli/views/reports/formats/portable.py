"""A report as PDF/UA-1 and PDF/A-2a, set by Typst from the same values; nothing of the data is ever read as Typst.

`templates/reports/NAME.typ` is taken for one report where it exists, else `report.typ`.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ....resources import bundled
from ....schemas.compiling import SchemaFault
from ...glyphs import FONTS, printable
from .._report import Report
from ._format import Wishes, report_format
from ._page import fitting
from ._plain import plain

_MAIN = "report.typ"


@report_format("pdf", "zum Drucken und Weitergeben, barrierefrei", ".pdf", binary=True)
def pdf(report: Report, wishes: Wishes) -> bytes:
    """The bytes of the PDF; the same report gives the same bytes. Raises `SchemaFault` for a faulty template."""
    import typst

    sections = [replace(one, tables=tuple(map(fitting, one.tables))) for one in report.sections]
    data = plain(replace(report, sections=tuple(sections)), wishes.ids)
    drawings = [picture.pop("svg") for section in data["sections"] for picture in section["pictures"]]
    data = printable(data, set()) | {"drawings": drawings}
    day = report.as_of
    with tempfile.TemporaryDirectory(prefix="fh-") as folder:
        Path(folder, _MAIN).write_bytes(_template(report, wishes))
        try:
            return typst.compile(
                str(Path(folder, _MAIN)),
                root=folder,
                font_paths=[str(bundled(FONTS))],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=["ua-1", "a-2a"],
                timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
            )
        except typst.TypstError as error:
            told = re.sub(
                rf"\S*{re.escape(Path(folder).name)}/", "templates/reports/", error.diagnostic or error.message
            )
            raise SchemaFault(f"Die Druckvorlage ist fehlerhaft: {told}") from None


def _template(report: Report, wishes: Wishes) -> bytes:
    for name in (f"reports/{report.name}.typ", f"reports/{_MAIN}"):
        if path := wishes.resources.find("templates", name):
            return path.read_bytes()
    raise SchemaFault(f"Die Vorlage reports/{_MAIN} fehlt.")
