"""A report as Markdown and as one HTML page, both from templates a project may replace or extend.

`templates/reports/NAME.md.j2` is taken for one report where it exists, else `report.md.j2`.
"""

from __future__ import annotations

from ...rendering import render
from .._report import Report
from ._format import Wishes, report_format
from ._plain import plain


@report_format("md", "Text mit Auszeichnungen", ".md")
def markdown(report: Report, wishes: Wishes) -> str:
    """Markdown with pipe tables."""
    return _rendered(report, wishes, "md")


@report_format("html", "eine Seite für den Browser", ".html")
def html(report: Report, wishes: Wishes) -> str:
    """One self-contained page."""
    return _rendered(report, wishes, "html")


def _rendered(report: Report, wishes: Wishes, form: str) -> str:
    own = f"reports/{report.name}.{form}.j2"
    template = own if wishes.resources.find("templates", own) else f"reports/report.{form}.j2"
    return render(wishes.resources, template, {"r": plain(report, wishes.ids)})
