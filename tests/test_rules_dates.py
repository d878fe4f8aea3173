"""Dates at their edges: today, midnight, seasons, series, holidays of all Länder, clashes in a Teilkreis."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import holidays
import pytest

from example_projects import Files, findings, told
from fluechtlingshilfe_cli.feiertage import holiday, land_of

CAFE = "data/initiatives/cafe.yaml"
EVENT = "data/trainings/2026/treffen.yaml"
LANDS = ("SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH")


def event(*spans: tuple[str, str], **fields: Any) -> Files:
    dates = [{"von": start, "bis": end} for start, end in spans]
    return {EVENT: {"termine": dates, "durchfuehrung": "geplant", "auswertung": "~", "anmeldung": "~", **fields}}


def weekly(start: str, end: str, **more: Any) -> Files:
    times = {"regeln": [{"tag": "fr", "von": start, "bis": end, **more}]}
    offer = {"id": "a", "titel": "A", "handlungsfeld": "sprache", "format": "online", "zeiten": times}
    return {CAFE: {"angebote": [offer]}}


def test_a_start_that_is_also_the_end_is_no_error(tmp_path: Path) -> None:
    assert told(tmp_path, {CAFE: {"gueltig_von": "2026-03-14", "gueltig_bis": "2026-03-14"}}, "FH301") == []


def test_every_kind_of_span_is_compared(tmp_path: Path) -> None:
    files = {
        CAFE: {"gueltig_von": "2026-03-14", "gueltig_bis": "2025-03-14"},
        "data/needs/kurs.yaml": {"gemeldet_am": "2026-03-14", "erledigt_am": "2026-03-13"},
        **event(("2026-12-01T20:00", "2026-12-01T18:00")),
    }
    assert told(tmp_path, files, "FH301") == [
        ("FH301", CAFE, "/gueltig_bis"),
        ("FH301", "data/needs/kurs.yaml", "/erledigt_am"),
        ("FH301", EVENT, "/termine/0/bis"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [("17:00", "19:00", 0), ("19:00", "17:00", 1), ("20:00", "01:00", 0), ("10:00", "01:00", 1), ("20:00", "07:00", 1)],
)
def test_an_evening_may_end_after_midnight(tmp_path: Path, start: str, end: str, wrong: int) -> None:
    assert len(told(tmp_path, weekly(start, end), "FH301")) == wrong


def test_a_season_may_wrap_round_the_year(tmp_path: Path) -> None:
    assert told(tmp_path, weekly("17:00", "19:00", saison={"von": "10-01", "bis": "03-31"}), "FH301") == []


def test_a_private_span_is_told_without_its_values(tmp_path: Path) -> None:
    complaint = {"eingang_am": "2026-03-14", "inhalt": "Nummer veraltet", "erledigt_am": "2026-02-13"}
    files = {"privat/notes/initiative/cafe.yaml": {"zu": "initiative/cafe", "beanstandungen": [complaint]}}
    (finding,) = findings(tmp_path, files, ["FH301"])
    assert finding.message == "»erledigt_am« liegt vor »eingang_am«."
    assert (finding.excerpt, finding.title, finding.related) == ("", "", ())


def test_today_is_not_yet_the_future(tmp_path: Path) -> None:
    assert told(tmp_path, {CAFE: {"geprueft_am": "2026-11-02"}}, "FH306") == []
    assert told(tmp_path, {CAFE: {"geprueft_am": "2026-11-03"}}, "FH306") == [("FH306", CAFE, "/geprueft_am")]


def test_counts_and_consultations_of_the_future_are_told(tmp_path: Path) -> None:
    talks = [{"datum": "2026-12-01", "thema": "Satzung"}]
    counted = [{"stichtag": "2026-12-31", "anzahl": 5, "erhebung": "gemeldet"}]
    note = "privat/notes/initiative/cafe.yaml"
    files = {
        CAFE: {"ehrenamtliche": counted, "gueltig_bis": "2030-01-01"},
        note: {"zu": "initiative/cafe", "beratungen": talks},
    }
    expected = [("FH306", CAFE, "/ehrenamtliche/0/stichtag"), ("FH306", note, "/beratungen/0/datum")]
    assert told(tmp_path, files, "FH306") == expected


@pytest.mark.parametrize(("day", "state", "codes"), [
    ("2026-11-01", "geplant", ["FH302"]),
    ("2026-11-02", "geplant", []),
    ("2026-11-02", "durchgefuehrt", []),
    ("2026-11-03", "durchgefuehrt", ["FH308"]),
    ("2026-11-01", "abgesagt", []),
])  # fmt: skip
def test_an_event_of_today_is_neither_over_nor_too_early(
    tmp_path: Path, day: str, state: str, codes: list[str]
) -> None:
    files = event((f"{day}T18:00", f"{day}T20:00"), durchfuehrung=state)
    assert [code for code, _, _ in told(tmp_path, files, "FH302", "FH308")] == codes


def test_a_series_is_over_with_its_last_date(tmp_path: Path) -> None:
    spans = (("2026-10-01T18:00", "2026-10-01T20:00"), ("2026-11-05T18:00", "2026-11-05T20:00"))
    assert told(tmp_path, event(*spans), "FH302") == []
    assert [code for code, _, _ in told(tmp_path, event(*spans, durchfuehrung="durchgefuehrt"), "FH308")] == ["FH308"]


@pytest.mark.parametrize(("until", "wrong"), [("2026-12-01", 0), ("2026-12-08", 0), ("2026-12-09", 1)])
def test_one_may_register_until_the_day_of_the_last_date(tmp_path: Path, until: str, wrong: int) -> None:
    spans = (("2026-12-01T18:00", "2026-12-01T20:00"), ("2026-12-08T18:00", "2026-12-08T20:00"))
    assert len(told(tmp_path, event(*spans, anmeldung={"bis": until}), "FH303")) == wrong


def test_events_of_others_need_no_totals(tmp_path: Path) -> None:
    span = ("2026-03-01T18:00", "2026-03-01T20:00")
    files = event(span, durchfuehrung="durchgefuehrt", eigene_rolle="teilgenommen")
    assert told(tmp_path, files, "FH307") == []


@pytest.mark.parametrize(("settings", "land"), [
    ({"kreis": "01053"}, "SH"), ({"kreis": "09772"}, "BY"), ({"kreis": "16077"}, "TH"),
    ({"kreis": "01053", "bundesland": "BY"}, "BY"), ({"kreis": "99001"}, None), ({}, None),
])  # fmt: skip
def test_the_land_follows_from_the_kreis(settings: dict[str, str], land: str | None) -> None:
    assert land_of(settings) == land


@pytest.mark.parametrize(("day", "land", "name"), [
    ("2027-10-31", "SH", "Reformationstag"), ("2027-10-31", "BY", None),
    ("2027-01-06", "BY", "Heilige Drei Könige"), ("2027-01-06", "SH", None),
    ("2027-11-17", "SN", "Buß- und Bettag"), ("2027-11-17", "SH", None),
    ("2027-03-26", "SH", "Karfreitag"), ("2027-03-27", "SH", None),
    ("2027-05-01", "XX", None),
])  # fmt: skip
def test_holidays_are_those_of_the_land(day: str, land: str, name: str | None) -> None:
    assert holiday(date.fromisoformat(day), land) == name


@pytest.mark.parametrize("land", LANDS)
def test_the_table_knows_the_holidays_of_the_package_and_no_others(land: str) -> None:
    for year in (2015, 2017, 2020, 2025, 2027, 2028, 2045):
        known = holidays.country_holidays("DE", subdiv=land, years=year, language="de")
        days = (date(year, 1, 1) + timedelta(number) for number in range(365))
        assert {day: name for day in days if (name := holiday(day, land))} == dict(known)


def test_holidays_have_german_names_on_an_english_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    (finding,) = findings(tmp_path, event(("2029-10-03T18:00", "2029-10-03T20:00")), ["FH305"])
    assert finding.message == "Der 03.10.2029 ist ein Feiertag: Tag der Deutschen Einheit."


def test_a_holiday_online_is_a_hint_and_one_that_is_past_is_nothing(tmp_path: Path) -> None:
    span = ("2027-05-01T18:00", "2027-05-01T20:00")
    (finding,) = findings(tmp_path, event(span, format="online"), ["FH305"])
    assert finding.severity == "hint"
    assert told(tmp_path, event(span, durchfuehrung="abgesagt"), "FH305") == []


PARTS = {"nord": {"titel": "Nordkreis", "aemter": ["Mölln"]}, "sued": {"titel": "Südkreis", "aemter": ["Geesthacht"]}}


def two(first: dict[str, Any], second: dict[str, Any]) -> Files:
    base = {"durchfuehrung": "geplant", "auswertung": "~", "fuer_teilkreis": "~"}
    day = {"termine": [{"von": "2027-02-10T18:00", "bis": "2027-02-10T20:00"}]}
    return {
        "fh.yaml": {"teilkreise": PARTS},
        "data/trainings/2027/a.yaml": {**base, **day, "titel": "A", **first},
        "data/trainings/2027/b.yaml": {**base, **day, "titel": "B", **second},
    }


@pytest.mark.parametrize(("first", "second", "clash"), [
    ({"fuer_teilkreis": ["nord"]}, {"fuer_teilkreis": ["sued"]}, False),
    ({"fuer_teilkreis": ["nord"]}, {"fuer_teilkreis": ["nord", "sued"]}, True),
    ({"fuer_teilkreis": ["nord"]}, {}, True),
    ({}, {}, True),
    ({}, {"eigene_rolle": "teilgenommen"}, False),
    ({}, {"durchfuehrung": "abgesagt"}, False),
    ({"akademie": {"reihe": "Grundlagen"}}, {"akademie": {"reihe": "Grundlagen"}}, False),
    ({"akademie": {"reihe": "Grundlagen"}}, {"akademie": {"reihe": "Aufbau"}}, True),
])  # fmt: skip
def test_only_own_events_for_the_same_people_clash(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any], clash: bool
) -> None:
    expected = [("FH304", "data/trainings/2027/b.yaml", "/termine/0/von")] if clash else []
    assert told(tmp_path, two(first, second), "FH304") == expected


def test_two_events_that_meet_on_many_days_and_parts_are_told_once(tmp_path: Path) -> None:
    days = [{"von": f"2027-02-{day}T18:00", "bis": f"2027-02-{day}T20:00"} for day in (10, 17, 24)]
    (finding,) = findings(tmp_path, two({"termine": days}, {"termine": days}), ["FH304"])
    assert finding.message == "Am 10.02.2027 ist im Nordkreis schon »A« geplant."
    assert [related.path for related in finding.related] == ["data/trainings/2027/a.yaml"]


def test_several_days_in_a_row_clash_on_each_of_them(tmp_path: Path) -> None:
    long = {"termine": [{"von": "2027-02-08T10:00", "bis": "2027-02-12T16:00"}]}
    assert len(told(tmp_path, two(long, {}), "FH304")) == 1
