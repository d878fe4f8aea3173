"""Freshness: the traffic light, and what is said of entries nobody checked for long."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.days import months_between, months_in_words, months_later
from fluechtlingshilfe_cli.freshness import ampel
from small_registries import problems, registry, told

ENQUIRY = {"abfrage_begonnen": "2026-03-01"}


def light(folder: Path, checked: str | None, today: str = "2026-11-02", **aktualitaet: object) -> str:
    small = registry(folder, ("initiative/cafe", {"geprueft_am": checked}), today=today, aktualitaet=aktualitaet)
    return ampel(small.of("initiative")[0], small.project.settings, small.as_of)


@pytest.mark.parametrize(
    ("checked", "expected"),
    [
        ("2026-03-01", "gruen"),
        ("2026-02-28", "gelb"),
        ("2025-11-02", "gelb"),
        ("2025-11-01", "rot"),
        (None, "rot"),
    ],
)
def test_the_light_is_green_since_the_enquiry_yellow_within_the_period(
    tmp_path: Path, checked: str | None, expected: str
) -> None:
    assert light(tmp_path, checked, **ENQUIRY) == expected


def test_without_an_enquiry_everything_within_the_period_is_green(tmp_path: Path) -> None:
    assert light(tmp_path, "2025-11-02") == "gruen"
    assert light(tmp_path, "2025-11-01") == "rot"
    assert light(tmp_path, "2025-11-01", frist_monate=13) == "gruen"


def test_an_answer_to_the_last_enquiry_stays_green_though_the_period_is_over(tmp_path: Path) -> None:
    assert light(tmp_path, "2026-03-05", today="2027-03-20", **ENQUIRY) == "gruen"


def test_an_enquiry_nobody_renewed_for_two_years_no_longer_counts(tmp_path: Path) -> None:
    assert light(tmp_path, "2026-03-05", today="2028-03-01", **ENQUIRY) == "gruen"
    assert light(tmp_path, "2026-03-05", today="2028-03-02", **ENQUIRY) == "rot"


def test_an_enquiry_still_to_come_changes_nothing(tmp_path: Path) -> None:
    assert light(tmp_path, "2025-12-01", today="2026-02-01", **ENQUIRY) == "gruen"


def test_the_finding_names_months_day_office_and_command(tmp_path: Path) -> None:
    small = registry(
        tmp_path,
        ("partner/koordinierung", {"name": "Koordinierungsstelle", "geprueft_am": "2026-09-01"}),
        ("partner/beratung-sued", {"name": "Beratung Süd", "geprueft_am": "2026-09-01"}),
        ("initiative/cafe", {"name": "Café", "geprueft_am": "2025-09-02"}),
        ("initiative/treff", {"name": "Treff", "geprueft_am": "2025-10-31", "zustaendig": "beratung-sued"}),
        koordinationsstelle="koordinierung",
        aktualitaet=ENQUIRY,
    )
    assert [(problem.place.path, problem.message, problem.hint) for problem in problems("FH311", small)] == [
        (
            ("geprueft_am",),
            "seit 14 Monaten nicht geprüft (zuletzt 02.09.2025)",
            "Bitte nachfragen (zuständig: Koordinierungsstelle). Stimmt noch alles: fh confirm cafe",
        ),
        (
            ("geprueft_am",),
            "seit 12 Monaten nicht geprüft (zuletzt 31.10.2025)",
            "Bitte nachfragen (zuständig: Beratung Süd). Stimmt noch alles: fh confirm treff",
        ),
    ]


def test_never_checked_is_told_apart_and_an_ambiguous_id_carries_its_kind(tmp_path: Path) -> None:
    small = registry(
        tmp_path,
        ("initiative/awo", {"name": "AWO"}),
        ("partner/awo", {"name": "AWO", "geprueft_am": "2026-09-01"}),
        ("note/awo", {"zu": "initiative/awo"}),
    )
    assert told("FH311", small) == []
    assert [(problem.message, problem.hint) for problem in problems("FH312", small)] == [
        ("noch nie geprüft", "Bitte nachfragen. Stimmt noch alles: fh confirm initiative/awo")
    ]


@pytest.mark.parametrize(
    ("status", "count"), [("aktiv", 1), ("im_aufbau", 1), ("pausiert", 1), ("entwurf", 0), ("beendet", 0)]
)
def test_drafts_and_ended_entries_need_no_check(tmp_path: Path, status: str, count: int) -> None:
    small = registry(
        tmp_path,
        ("initiative/alt", {"status": status, "geprueft_am": "2024-01-01"}),
        ("initiative/nie", {"status": status}),
        ("training/kurs", {"status": status}),
        ("need/rad", {"status": status}),
    )
    assert [file for file, _ in told("FH311", small)] == ["initiative/alt.yaml"] * count
    assert [file for file, _ in told("FH312", small)] == ["initiative/nie.yaml"] * count


def test_validity_is_over_the_day_after_its_last(tmp_path: Path) -> None:
    small = registry(
        tmp_path,
        ("initiative/gestern", {"gueltig_bis": "2026-11-01"}),
        ("initiative/heute", {"gueltig_bis": "2026-11-02"}),
        ("initiative/pause", {"gueltig_bis": "2026-11-01", "status": "pausiert"}),
        ("need/erledigt", {"gueltig_bis": "2026-11-01", "erledigt_am": "2026-10-01"}),
    )
    assert told("FH313", small) == [("initiative/gestern.yaml", "galt bis 01.11.2026 und steht noch auf »aktiv«")]


def test_months_are_whole_and_end_with_the_month() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert months_between(date(2025, 9, 3), date(2026, 11, 2)) == 13
    assert [months_in_words(1), months_in_words(14)] == ["einem Monat", "14 Monaten"]
