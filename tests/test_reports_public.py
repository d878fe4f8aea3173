"""Reports on public channels: few people are hidden, also in totals, and nobody is named."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fluechtlingshilfe_cli.cli import run
from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.views.reports import REPORTS, Before, Options
from small_registries import registry
from small_reports import PARTS, PROMISE, attended, event, figures, group, people, table, text


@pytest.fixture
def small_groups(tmp_path) -> Registry:
    return registry(
        tmp_path,
        group("klein", ehrenamtliche=people(("2026-09-01", 3))),
        group("gross", ehrenamtliche=people(("2026-09-01", 40))),
        event("wenige", "2026-03-14", **attended(3, 7)),
        event("viele", "2026-04-14", **attended(20, 2)),
        teilkreise=PARTS,
    )


def test_few_people_are_hidden_in_public_also_in_totals(small_groups):
    """3 of 23 participants (21 of 61 hours): neither the cells nor any difference between totals show them."""
    shown = text(small_groups, "schulungen", channel="web")
    assert "<5" in shown and "mindestens 20" in shown
    assert not re.search(r"\b(23|21|61)\b", shown.replace("21.11", ""))
    numbers = figures(small_groups, channel="web")
    assert numbers["teilnehmende"].value == "mindestens 20"
    assert numbers["teilnehmerstunden"].value == "mindestens 40"
    assert numbers["ehrenamtliche"].value == "mindestens 40"
    kinds = table(REPORTS["kennzahlen"].make(small_groups, Options(channel="web")), "arten")
    assert kinds.rows[0][-2:] == ("mindestens 20", "mindestens 40")


def test_internally_nothing_is_hidden(small_groups):
    assert figures(small_groups)["teilnehmende"].value == 23
    assert "<5" not in text(small_groups, "schulungen")


def test_only_few_people_at_all(tmp_path):
    source = registry(tmp_path, event("wenige", "2026-03-14", **attended(2, 5)))
    assert figures(source, channel="druck")["teilnehmende"].value == "<5"
    assert figures(source, channel="druck")["teilnehmerstunden"].value == "<5"


def test_internal_reports_refuse_public_channels(tmp_path, capsys):
    folder = registry(tmp_path).project.root
    for name in ("einwilligungen", "aktualitaet", "parallel", "nachweis", "bedarf", "netzwerk"):
        assert REPORTS[name].internal
        assert run(["report", name, "--kanal", "web", "-C", str(folder)]) == 2
        assert "nur für den internen Gebrauch" in capsys.readouterr().err


def test_nothing_of_a_person_but_the_id(tmp_path):
    person = {"name": "Karin Lorenzen", "telefon": "+49 40 66969801", "email": "k.lorenzen@post.example"}
    source = registry(
        tmp_path,
        group("cafe", kontaktpersonen=["person-01"]),
        ("person/person-01", person),
        teilkreise=PARTS,
        zusagen=[PROMISE],
    )
    for name in REPORTS:
        for form in ("terminal", "md", "html", "json", "csv"):
            shown = text(source, name, form, before=Before(registry(tmp_path), date(2025, 12, 31)))
            assert "Lorenzen" not in shown and "66969801" not in shown
    assert "person-01" in text(source, "einwilligungen")
