"""Places at their edges: no lists, places outside, names instead of keys, postcodes that nobody knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from example_projects import build, findings, told
from fluechtlingshilfe_cli.checks import check
from fluechtlingshilfe_cli.rules import RULES

CAFE = "data/initiatives/cafe.yaml"
PARTNER = "data/partners/awo.yaml"


def address(plz: str) -> dict[str, Any]:
    return {"strasse": "Am Markt 3", "plz": plz, "ort": "Mölln", "oeffentlich": True}


def test_without_lists_of_places_nothing_is_said_about_places(tmp_path: Path) -> None:
    project = build(tmp_path, {CAFE: {"gemeinde": "01053999", "anschrift": address("99999")}})
    (tmp_path / "data/municipalities.csv").unlink()
    (tmp_path / "data/plz.csv").unlink()
    assert check(project, [RULES["FH411"], RULES["FH412"], RULES["FH413"]]).findings == []


def test_outside_the_kreis_is_an_error_for_an_initiative_and_a_hint_for_a_partner(tmp_path: Path) -> None:
    files = {CAFE: {"gemeinde": "02000000"}, PARTNER: {"gemeinde": "02000000"}}
    severities = {finding.path: finding.severity.value for finding in findings(tmp_path, files, ["FH411"])}
    assert severities == {CAFE: "error", PARTNER: "hint"}


def test_people_may_come_from_the_neighbouring_kreis(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, {CAFE: {"einzugsgebiet": ["01062001", "01053090"]}}, ["FH411"])
    assert (finding.pointer, finding.severity.value) == ("/einzugsgebiet/0", "hint")


def test_a_key_that_this_kreis_does_not_have_is_an_error_everywhere(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, {PARTNER: {"gemeinde": "01053999"}}, ["FH411"])
    assert finding.severity.value == "error"


def test_a_name_instead_of_the_key_is_told_with_the_key(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, {CAFE: {"gemeinde": "Moelln"}}, ["FH411"])
    assert finding.hint == 'Bitte so schreiben: "01053090" (Mölln)'
    assert finding.suggestions[0].replacement == '"01053090"'


@pytest.mark.parametrize(("plz", "code"), [("23879", []), ("23899", []), ("23909", ["FH412"]), ("20095", ["FH412"])])
def test_a_postcode_nobody_knows_is_left_alone_unless_it_is_far_away(tmp_path: Path, plz: str, code: list[str]) -> None:
    """23899 could be the postcode of one large receiver; 20095 is a day's walk off."""
    assert [found for found, _, _ in told(tmp_path, {CAFE: {"anschrift": address(plz)}}, "FH412")] == code


def test_postcodes_that_fit_are_named(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, {CAFE: {"anschrift": address("23909")}}, ["FH412"])
    assert finding.message == "»23909« gehört zu Ratzeburg; als Gemeinde ist Mölln eingetragen."
    assert finding.hint.startswith("Mölln hat 23879.")


def test_a_whole_amt_without_teilkreis_is_one_finding_with_the_slip_that_caused_it(tmp_path: Path) -> None:
    project = build(tmp_path, {"fh.yaml": {"teilkreise": {"nord": {"titel": "Nordkreis", "aemter": ["Berkentin"]}}}})
    rows = "ags,name,amt\n01053009,Berkenthin,Berkenthin\n01053008,Behlendorf,Berkenthin\n01053105,Sachsenwald,\n"
    (tmp_path / "data/municipalities.csv").write_text(rows, "utf-8")
    found = check(project, [RULES["FH413"]]).findings
    assert [(finding.path, finding.span.line > 1) for finding in found] == [("fh.yaml", True)] * 2
    assert [finding.message for finding in found] == [
        "Das Amt »Berkenthin« (2 Gemeinden) gehört zu keinem Teilkreis.",
        "Die Gemeinde Sachsenwald gehört zu keinem Teilkreis.",
    ]
    assert "»Berkentin«" in found[0].hint


def test_without_teilkreise_no_gemeinde_misses_one(tmp_path: Path) -> None:
    assert told(tmp_path, {}, "FH413") == []
