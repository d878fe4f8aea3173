"""The contribution to a committee paper on the example: two pages, with all its parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.views.reports import REPORTS, Options
from fluechtlingshilfe_cli.views.reports.formats import FORMATS, Wishes

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("options", [{}, {"year": 2025}, {"half": 1}, {"part": "nord"}])
def test_it_fits_two_pages(options):
    source = load_registry(Project(ROOT))[0]
    report = REPORTS["zuarbeit"].make(source, Options(**options))
    raw = FORMATS["pdf"].write(report, Wishes(source.project.resources))
    assert isinstance(raw, bytes)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", raw)) <= 2
    assert [section.title for section in report.sections] == ["Anlass", "Sachverhalt", "Entwicklung", "Ausblick"]
