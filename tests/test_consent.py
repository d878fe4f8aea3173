"""Consent: nothing without it, only as far as it goes, and a withdrawal always wins."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fluechtlingshilfe_cli.consent import valid
from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.rules import RULES
from small_registries import problems, registry, told

TODAY = date(2026, 11, 2)
CODES = ("FH601", "FH602", "FH603", "FH604", "FH605")


def given(**more: Any) -> dict[str, Any]:
    """A consent for name and phone, in print and web, of February 2026."""
    return {"umfang": ["name", "telefon"], "kanaele": ["druck", "web"], "erteilt_am": "2026-02-01", **more}


def people(folder: Path, *consents: dict[str, Any], **person: Any) -> Registry:
    """A person with consents, and a café that names her."""
    return registry(
        folder,
        ("initiative/cafe", {"name": "Café", "kontaktpersonen": ["erika"]}),
        ("person/erika", {"name": "Erika Muster", "einwilligungen": list(consents), **person}),
    )


def may(folder: Path, *consents: dict[str, Any], on: date = TODAY, channel: str = "web", field: str = "name") -> bool:
    return valid(people(folder, *consents).of("person")[0], channel, field, on)


def test_nothing_is_allowed_without_consent(tmp_path: Path) -> None:
    assert not may(tmp_path)
    assert not valid(registry(tmp_path, ("initiative/cafe", {})).of("initiative")[0], "web", "name", TODAY)


def test_consent_holds_for_its_channels_and_details_only(tmp_path: Path) -> None:
    small = people(tmp_path, given())
    allowed = [
        (channel, field)
        for channel in ("druck", "web", "telefon", "intern")
        for field in ("name", "funktion", "telefon", "mobil", "email")
        if valid(small.of("person")[0], channel, field, TODAY)
    ]
    assert allowed == [("druck", "name"), ("druck", "telefon"), ("web", "name"), ("web", "telefon")]


def test_two_consents_do_not_mix(tmp_path: Path) -> None:
    """Name in print and phone on the web do not allow the phone in print."""
    one, other = given(umfang=["name"], kanaele=["druck"]), given(umfang=["telefon"], kanaele=["web"])
    assert not may(tmp_path, one, other, channel="druck", field="telefon")


def test_consent_holds_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    consent = given(gueltig_bis="2026-06-30")
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [may(tmp_path, consent, on=day) for day in days] == [False, True, True, False]


def test_a_withdrawal_wins_on_every_day_even_before_it_was_made(tmp_path: Path) -> None:
    """The edition of June is not built with a name that was withdrawn in August."""
    consent = given(widerrufen_am="2026-08-15")
    assert not may(tmp_path, consent)
    assert not may(tmp_path, consent, on=date(2026, 6, 30))


def test_a_withdrawal_ends_older_consents_for_the_same_details_and_no_others(tmp_path: Path) -> None:
    older = given(umfang=["name", "telefon", "email"], erteilt_am="2024-01-01")
    withdrawn = given(widerrufen_am="2026-08-15")
    assert not may(tmp_path, older, withdrawn)
    assert not may(tmp_path, withdrawn, older)
    assert may(tmp_path, older, withdrawn, field="email")


@pytest.mark.parametrize(("day", "expected"), [("2026-08-15", False), ("2026-08-16", True)])
def test_only_a_later_consent_counts_after_a_withdrawal(tmp_path: Path, day: str, expected: bool) -> None:
    assert may(tmp_path, given(widerrufen_am="2026-08-15"), given(erteilt_am=day)) is expected


def test_a_new_consent_of_tomorrow_does_not_revive_an_old_one_today(tmp_path: Path) -> None:
    assert not may(tmp_path, given(widerrufen_am="2026-08-15"), given(erteilt_am="2026-11-03"))


def codes(small: Registry) -> dict[str, list[tuple[str | int, ...]]]:
    """Which rules speak, and about which place in the file of the person."""
    found = {code: [problem.place.path for problem in problems(code, small)] for code in CODES}
    return {code: paths for code, paths in found.items() if paths}


def test_a_person_named_with_full_consent_gives_no_finding(tmp_path: Path) -> None:
    assert codes(people(tmp_path, given())) == {}


def test_no_consent_for_outside_is_a_hint(tmp_path: Path) -> None:
    assert codes(people(tmp_path)) == {"FH601": [("einwilligungen",)]}
    assert codes(people(tmp_path, given(kanaele=["intern"]))) == {}
    assert codes(people(tmp_path, given(kanaele=["telefon"]))) == {}


@pytest.mark.parametrize("status", ["entwurf", "beendet"])
def test_who_is_named_in_unpublished_entries_only_needs_no_consent(tmp_path: Path, status: str) -> None:
    small = registry(
        tmp_path,
        ("initiative/cafe", {"status": status, "kontaktpersonen": ["erika"]}),
        ("person/erika", {"name": "Erika Muster"}),
    )
    assert codes(small) == {}


@pytest.mark.parametrize(("last", "expected"), [("2027-01-31", True), ("2027-02-01", False), ("2026-11-02", True)])
def test_consent_that_ends_within_90_days_is_told(tmp_path: Path, last: str, expected: bool) -> None:
    place = {"FH602": [("einwilligungen", 0, "gueltig_bis")]} if expected else {}
    assert codes(people(tmp_path, given(gueltig_bis=last))) == place


def test_consent_that_was_renewed_in_time_is_not_told(tmp_path: Path) -> None:
    assert codes(people(tmp_path, given(gueltig_bis="2026-11-30"), given(erteilt_am="2026-10-01"))) == {}
    partly = given(erteilt_am="2026-10-01", umfang=["name"])
    assert codes(people(tmp_path, given(gueltig_bis="2026-11-30"), partly)) == {
        "FH602": [("einwilligungen", 0, "gueltig_bis")]
    }


def test_expired_or_withdrawn_consent_is_one_finding_and_not_also_a_missing_one(tmp_path: Path) -> None:
    old = given(erteilt_am="2020-01-01", gueltig_bis="2021-01-01")
    assert codes(people(tmp_path, old, given(gueltig_bis="2026-10-31"))) == {
        "FH603": [("einwilligungen", 1, "gueltig_bis")]
    }
    assert codes(people(tmp_path, given(widerrufen_am="2026-09-14"))) == {
        "FH603": [("einwilligungen", 0, "widerrufen_am")]
    }
    assert codes(people(tmp_path, old, given())) == {}


def test_who_withdrew_and_agreed_to_less_has_decided(tmp_path: Path) -> None:
    """A narrower consent after a withdrawal is a decision; a narrower one before it is withdrawn with it."""
    withdrawn = given(widerrufen_am="2026-09-14")
    assert codes(people(tmp_path, withdrawn, given(umfang=["name"], erteilt_am="2026-09-15"))) == {}
    assert codes(people(tmp_path, withdrawn, given(umfang=["name"], erteilt_am="2026-09-14"))) == {
        "FH603": [("einwilligungen", 0, "widerrufen_am")]
    }


def test_data_due_for_deletion_is_told_and_nothing_else_of_that_person(tmp_path: Path) -> None:
    assert codes(people(tmp_path, loeschen_am="2026-11-02")) == {"FH604": [("loeschen_am",)]}
    assert codes(people(tmp_path, given(), loeschen_am="2026-11-03")) == {}


def test_a_person_nobody_names_is_told(tmp_path: Path) -> None:
    person = ("person/erika", {"name": "Erika Muster", "einwilligungen": [given(widerrufen_am="2026-09-14")]})
    assert codes(registry(tmp_path, person)) == {"FH605": [("name",)]}
    agreed = ("person/erika", {"name": "Erika Muster", "loeschen_am": "2027-01-31"})
    assert codes(registry(tmp_path, agreed)) == {}


def test_a_broken_file_might_name_the_person_so_nothing_is_said(tmp_path: Path) -> None:
    person = ("person/erika", {"name": "Erika Muster"})
    assert told("FH605", registry(tmp_path, person, aside=(("initiative", "cafe"),))) == []
    assert len(told("FH605", registry(tmp_path, person, aside=(("training", "kurs"),)))) == 1


def test_no_sentence_carries_a_value_so_that_private_findings_may_show_it(tmp_path: Path) -> None:
    small = people(tmp_path, given(gueltig_bis="2026-11-30"), loeschen_am=None)
    due = people(tmp_path, given(widerrufen_am="2026-09-14"))
    bare = people(tmp_path)
    for code in CODES:
        assert RULES[code].neutral
        for found in (small, due, bare):
            for problem in problems(code, found):
                text = problem.message + problem.hint
                assert not any(secret in text for secret in ("Erika", "erika", "Café", "cafe", "2026", "11."))
