"""What reports cost on a large registry."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.views.reports import REPORTS, Before, Options
from small_registries import registry
from small_reports import PARTS, group, offer, people


def many(folder: Path, count: int) -> Registry:
    """Groups that all meet in one town on the same day, and one need for every tenth of them: the worst case."""
    times = {"regeln": [{"tag": "mi", "von": "16:00", "bis": "18:00"}]}
    groups = [
        group(
            f"gruppe-{n}",
            name=f"Sonnenkreis {n}",
            angebote=[offer("a", zeiten=times)],
            ehrenamtliche=people(("2026-01-01", n % 50)),
        )
        for n in range(count)
    ]
    needs = [
        (
            f"need/bedarf-{n}",
            {
                "titel": f"Bedarf {n}",
                "art": "angebotsluecke",
                "handlungsfeld": "sprache",
                "gemeinde": "01053090",
                "gemeldet_am": "2026-03-14",
            },
        )
        for n in range(count // 10)
    ]
    return registry(folder, *groups, *needs, teilkreise=PARTS)


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_cost_grows_with_the_records_not_with_their_pairs(tmp_path, name):
    """Ten times the records: about ten times the lines run, a hundred times if somebody compares all with all."""

    def lines(folder: str, count: int) -> int:
        source = many(tmp_path / folder, count)
        asked = Options(before=Before(registry(tmp_path / f"{folder}-before"), date(2025, 12, 31)))
        return _lines_run(lambda: REPORTS[name].make(source, asked))

    lines("first", 10)  # what is loaded only once
    small, large = lines("small", 250), lines("large", 2500)
    assert large < 16 * small


def test_the_count_of_lines_tells_pairs_from_records():
    def pairs(count: int) -> int:
        return _lines_run(lambda: [(one, other) for one in range(count) for other in range(count)])

    assert pairs(600) > 90 * pairs(60)


def _lines_run(work: Any) -> int:
    """How many lines of Python run, every turn of a loop counted: work as a number no busy machine changes."""
    count = 0

    def traced(_frame: Any, what: str, _argument: Any) -> Any:
        nonlocal count
        count += what == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
