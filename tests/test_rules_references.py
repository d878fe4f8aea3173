"""References at their edges: several kinds, offers, broken targets, circles, the past, the private folder."""

from __future__ import annotations

from pathlib import Path

from example_projects import Files, build, findings, told
from fluechtlingshilfe_cli.checks import check
from fluechtlingshilfe_cli.rules import RULES

ALL = ("FH201", "FH204", "FH205", "FH207", "FH209", "FH210")
CAFE = "data/initiatives/cafe.yaml"
NEED = "data/needs/kurs.yaml"
OFFER = {"id": "deutsch", "titel": "Deutsch am Abend", "handlungsfeld": "sprache", "format": "vor_ort"}


def need(**fields: object) -> Files:
    return {NEED: {"gemeldet_durch": "~", **fields}}


def test_a_slip_of_typing_is_told_once_with_the_right_id(tmp_path: Path) -> None:
    files = {"data/partners/kirchenkreis.yaml": {}, CAFE: {"traeger": "kirchenkries"}}
    (finding,) = findings(tmp_path, files, ALL)
    assert (finding.code, finding.hint) == ("FH201", "Meinten Sie »kirchenkreis«?")
    assert finding.suggestions[0].replacement == "kirchenkreis"
    assert not finding.suggestions[0].safe


def test_a_guess_keeps_the_kind_that_was_written_before_the_id(tmp_path: Path) -> None:
    files = {"data/partners/kirchenkreis.yaml": {}, NEED: {"gemeldet_durch": "partner/kirchenkries"}}
    (finding,) = findings(tmp_path, files, ALL)
    assert finding.suggestions[0].replacement == "partner/kirchenkreis"


def test_where_several_kinds_are_allowed_id_and_kind_with_id_are_understood(tmp_path: Path) -> None:
    files = {"data/partners/awo.yaml": {}, NEED: {"gemeldet_durch": "awo"}}
    assert told(tmp_path, files, *ALL) == []
    files[NEED] = {"gemeldet_durch": "partner/awo"}
    assert told(tmp_path, files, *ALL) == []


def test_a_wrong_kind_before_a_right_id_is_mended(tmp_path: Path) -> None:
    files = {"data/partners/awo.yaml": {}, NEED: {"gemeldet_durch": "initiative/awo"}}
    (finding,) = findings(tmp_path, files, ALL)
    assert (finding.code, finding.suggestions[0].replacement) == ("FH204", "partner/awo")


def test_a_reference_to_a_broken_record_is_not_told_a_second_time(tmp_path: Path) -> None:
    project = build(tmp_path, {CAFE: {"traeger": "awo"}})
    (tmp_path / "data/partners").mkdir()
    (tmp_path / "data/partners/awo.yaml").write_text("name: [", "utf-8")
    found = check(project, [RULES[code] for code in ALL]).findings
    assert [finding.path for finding in found] == ["data/partners/awo.yaml"]


def test_offers_are_found_in_initiatives_and_in_partners(tmp_path: Path) -> None:
    files = {CAFE: {"angebote": [OFFER]}, "data/partners/vhs.yaml": {"angebote": [OFFER]}}
    right = ["angebot/cafe/deutsch", "cafe/deutsch", "angebot/vhs/deutsch"]
    assert told(tmp_path, files | need(gedeckt_durch=right), *ALL) == []


def test_an_offer_without_its_own_id_names_those_there_are(tmp_path: Path) -> None:
    files = {CAFE: {"angebote": [OFFER]}} | need(gedeckt_durch=["angebot/cafe"])
    (finding,) = findings(tmp_path, files, ALL)
    assert (finding.code, finding.hint) == ("FH209", "Angebote dort: deutsch.")


def test_an_offer_of_an_unknown_initiative_is_an_unknown_record(tmp_path: Path) -> None:
    files = need(gedeckt_durch=["angebot/kaffeehaus/deutsch"])
    assert told(tmp_path, files, *ALL) == [("FH201", NEED, "/gedeckt_durch/0")]


def test_an_offer_of_a_broken_initiative_stays_unjudged(tmp_path: Path) -> None:
    project = build(tmp_path, need(gedeckt_durch=["angebot/cafe/deutsch"]))
    (tmp_path / "data/initiatives").mkdir()
    (tmp_path / CAFE).write_text("name: [", "utf-8")
    found = check(project, [RULES[code] for code in ALL]).findings
    assert [finding.path for finding in found] == [CAFE]


def test_an_offer_that_ended_is_no_longer_an_answer_to_an_open_need(tmp_path: Path) -> None:
    files = {CAFE: {"angebote": [OFFER | {"status": "beendet"}]}} | need(gedeckt_durch=["angebot/cafe/deutsch"])
    assert told(tmp_path, files, *ALL) == [("FH207", NEED, "/gedeckt_durch/0")]
    files |= need(gedeckt_durch=["angebot/cafe/deutsch"], erledigt_am="2026-05-01")
    assert told(tmp_path, files, *ALL) == []


def test_the_successor_is_offered_in_the_form_the_field_wants(tmp_path: Path) -> None:
    files = {
        "data/partners/alt.yaml": {"status": "beendet", "beendet_am": "2026-06-30", "nachfolge": ["neu"]},
        "data/partners/neu.yaml": {},
        NEED: {"gemeldet_durch": "partner/alt"},
    }
    (finding,) = findings(tmp_path, files, ALL)
    assert finding.message == "»partner/alt« ist seit dem 30.06.2026 beendet."
    assert finding.suggestions[0].replacement == "partner/neu"
    assert [related.path for related in finding.related] == ["data/partners/alt.yaml"]


def test_what_is_over_may_name_what_has_ended(tmp_path: Path) -> None:
    ended = {"data/partners/alt.yaml": {"status": "beendet"}}
    held = {"data/trainings/2025/a.yaml": {"veranstalter": ["partner/alt"], "durchfuehrung": "durchgefuehrt"}}
    grant = {"foerderer": "alt", "von": "2025-01-01", "bis": "2026-11-01"}
    assert told(tmp_path, ended | held | {CAFE: {"foerderungen": [grant]}}, *ALL) == []


def test_a_grant_that_runs_to_this_very_day_is_not_over(tmp_path: Path) -> None:
    grant = {"foerderer": "alt", "bis": "2026-11-02"}
    files = {"data/partners/alt.yaml": {"status": "beendet"}, CAFE: {"foerderungen": [grant]}}
    assert told(tmp_path, files, *ALL) == [("FH207", CAFE, "/foerderungen/0/foerderer")]


def test_a_circle_of_three_is_told_once(tmp_path: Path) -> None:
    after = {"a": "b", "b": "c", "c": "a"}
    files = {f"data/initiatives/{id}.yaml": {"status": "beendet", "nachfolge": [heir]} for id, heir in after.items()}
    (finding,) = findings(tmp_path, files, ALL)
    assert (finding.code, finding.path) == ("FH205", "data/initiatives/c.yaml")
    assert finding.message == "Die Verweise führen im Kreis: a → b → c → a."


def test_a_record_that_follows_itself_is_a_circle(tmp_path: Path) -> None:
    name = "data/trainings/2025/kurs.yaml"
    files = {name: {"veranstalter": [], "durchfuehrung": "verschoben", "verschoben_auf": "kurs"}}
    assert told(tmp_path, files, *ALL) == [("FH205", name, "/verschoben_auf")]


def test_two_successors_that_meet_again_are_no_circle(tmp_path: Path) -> None:
    after = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
    files = {f"data/initiatives/{id}.yaml": {"status": "beendet", "nachfolge": heirs} for id, heirs in after.items()}
    assert told(tmp_path, files, *ALL) == []


def test_two_initiatives_may_have_agreed_with_each_other(tmp_path: Path) -> None:
    agreed = {"a": "initiative/b", "b": "initiative/a"}
    files = {
        f"data/initiatives/{id}.yaml": {"abgestimmt_mit": [{"mit": other, "am": "2026-03-14"}]}
        for id, other in agreed.items()
    }
    assert told(tmp_path, files, *ALL) == []


def test_without_the_private_folder_all_persons_together_are_one_note(tmp_path: Path) -> None:
    files = {
        CAFE: {"kontaktpersonen": ["p-1", "p-2"]},
        "data/initiatives/treff.yaml": {"kontaktpersonen": ["p-3"]},
    }
    (finding,) = findings(tmp_path, files, ALL)
    assert (finding.code, finding.path, finding.pointer) == ("FH210", "fh.yaml", "/privat")
    assert finding.message == "3 Verweise auf Personen sind ungeprüft: Der private Ordner ist nicht da."


def test_with_the_private_folder_an_unknown_person_is_an_error_that_suggests_nobody(tmp_path: Path) -> None:
    files = {"privat/persons/person-01.yaml": {}, CAFE: {"kontaktpersonen": ["person-10"]}}
    (finding,) = findings(tmp_path, files, ALL)
    assert finding.code == "FH201"
    assert "person-01" not in finding.hint
    assert finding.suggestions == ()


def test_the_same_offer_id_in_two_records_is_fine(tmp_path: Path) -> None:
    files = {CAFE: {"angebote": [OFFER]}, "data/initiatives/treff.yaml": {"angebote": [OFFER]}}
    assert told(tmp_path, files, "FH208") == []
