"""A report as PDF/UA-1 and PDF/A-2a, set by Typst from the same values; nothing of the data is ever read as Typst.

`templates/reports/NAME.typ` is taken for one report where it exists, else `report.typ`.
"""

from __future__ import annotations

from dataclasses import replace

from ....schemas.compiling import SchemaFault
from ..._typst import typeset
from ...glyphs import printable
from .._report import Report
from ._format import Wishes, report_format
from ._page import fitting
from ._plain import plain

_MAIN = "report.typ"


@report_format("pdf", "zum Drucken und Weitergeben, barrierefrei", ".pdf", binary=True)
def pdf(report: Report, wishes: Wishes) -> bytes:
    """The bytes of the PDF; the same report gives the same bytes. Raises `SchemaFault` for a faulty template."""
    sections = [replace(one, tables=tuple(map(fitting, one.tables))) for one in report.sections]
    data = plain(replace(report, sections=tuple(sections)), wishes.ids)
    drawings = [picture.pop("svg") for section in data["sections"] for picture in section["pictures"]]
    data = printable(data, set()) | {"drawings": drawings}
    return typeset(_template(report, wishes), data, report.as_of, "templates/reports/")


def _template(report: Report, wishes: Wishes) -> bytes:
    for name in (f"reports/{report.name}.typ", f"reports/{_MAIN}"):
        if path := wishes.resources.find("templates", name):
            return path.read_bytes()
    raise SchemaFault(f"Die Vorlage reports/{_MAIN} fehlt.")
