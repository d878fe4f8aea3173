"""Promises: what was promised, what took place, and when somebody has to be told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fluechtlingshilfe_cli.promises import periods, results
from fluechtlingshilfe_cli.registry import Registry
from small_registries import problems, registry, severity, told

PARTS = {"nord": {"titel": "Nordkreis"}, "sued": {"titel": "Südkreis", "gemeinden": ["01053032"]}}
SELFCARE = {
    "id": "selbstfuersorge",
    "titel": "Selbstfürsorge",
    "was": "veranstaltung",
    "art": "selbstfuersorge",
    "mindestens": 2,
    "je": "teilkreis",
    "zeitraum": "jahr",
}
LANGUAGE = {
    "id": "sprache",
    "titel": "Sprache überall",
    "was": "angebot",
    "handlungsfeld": "sprache",
    "mindestens": 1,
    "je": "gemeinde",
    "zeitraum": "jahr",
    "ab_einwohner": 5000,
}
ADVICE = {
    "id": "beratung",
    "titel": "Beratung",
    "was": "beratung",
    "mindestens": 1,
    "je": "initiative",
    "zeitraum": "zweijahre",
}


def event(id: str, day: str, *parts: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """A self-care day that was held, unless `more` says otherwise."""
    data = {
        "titel": id,
        "art": "selbstfuersorge",
        "durchfuehrung": "durchgefuehrt",
        "eigene_rolle": "durchgefuehrt",
        "format": "vor_ort",
        "fuer_teilkreis": list(parts),
        "termine": [{"von": f"{day}T10:00", "bis": f"{day}T14:00"}],
    }
    return f"training/{id}", {**data, **more}


def selfcare(folder: Path, *events: tuple[str, dict[str, Any]], **more: Any) -> Registry:
    return registry(folder, *events, teilkreise=PARTS, zusagen=[SELFCARE], **more)


KEPT_2025 = tuple(
    event(f"{part}-{month}", f"2025-{month}-10", part) for part in ("nord", "sued") for month in ("03", "09")
)
KEPT_NORTH = (event("n1", "2026-03-14", "nord"), event("n2", "2026-09-12", "nord"))
PLANNED = event("s2", "2026-11-21", "sued", durchfuehrung="geplant", gemeinde="01053032")


def test_a_promise_on_its_way_is_a_hint_with_the_planned_days(tmp_path: Path) -> None:
    small = selfcare(tmp_path, *KEPT_2025, *KEPT_NORTH, event("s1", "2026-03-21", "sued"), PLANNED)
    (problem,) = problems("FH701", small)
    assert problem.message == "Selbstfürsorge, Südkreis 2026: 1 von 2 durchgeführt, 1 geplant (21.11., Geesthacht)"
    assert (problem.place.file, problem.place.path) == ("fh.yaml", ("zusagen", 0, "titel"))
    assert severity("FH701", problem) == "hint"


def test_a_promise_that_the_planned_days_do_not_keep_is_a_warning(tmp_path: Path) -> None:
    small = selfcare(tmp_path, *KEPT_2025, *KEPT_NORTH, PLANNED)
    (problem,) = problems("FH701", small)
    assert problem.message == (
        "Selbstfürsorge, Südkreis 2026: 0 von 2 durchgeführt, 1 geplant (21.11., Geesthacht) – fehlt noch 1 bis 31.12."
    )
    assert (problem.hint, severity("FH701", problem)) == ("Bitte einen Termin planen: fh new training", "warning")


def test_two_missing_are_told_in_the_plural(tmp_path: Path) -> None:
    small = selfcare(tmp_path, *KEPT_2025, *KEPT_NORTH)
    assert told("FH701", small) == [
        ("fh.yaml", "Selbstfürsorge, Südkreis 2026: 0 von 2 durchgeführt – fehlen noch 2 bis 31.12.")
    ]


def test_last_year_is_a_warning_and_says_what_fell_through(tmp_path: Path) -> None:
    cancelled = event("s9", "2025-09-20", "sued", durchfuehrung="abgesagt", gemeinde="01053032")
    kept = [item for item in KEPT_2025 if item[0] != "training/sued-09"]
    south = (event("s1", "2026-03-21", "sued"), event("s2", "2026-09-21", "sued"))
    small = selfcare(tmp_path, *kept, cancelled, *KEPT_NORTH, *south)
    (problem,) = problems("FH701", small)
    assert problem.message == "Selbstfürsorge, Südkreis 2025: 1 von 2 durchgeführt, 1 ausgefallen (20.09., Geesthacht)"
    assert severity("FH701", problem) == "warning"


def test_years_before_the_last_and_before_the_first_entry_are_left_in_peace(tmp_path: Path) -> None:
    this_year = (*KEPT_NORTH, event("s1", "2026-03-21", "sued"), event("s2", "2026-09-21", "sued"))
    assert told("FH701", selfcare(tmp_path, *this_year)) == []
    assert told("FH701", selfcare(tmp_path, *this_year, *KEPT_2025, event("alt", "2023-03-21", "sued"))) == []


def test_an_event_that_is_over_without_a_word_is_neither_held_nor_missing(tmp_path: Path) -> None:
    silent = event("s2", "2026-09-21", "sued", durchfuehrung="bestaetigt", gemeinde="01053032")
    small = selfcare(tmp_path, *KEPT_2025, *KEPT_NORTH, event("s1", "2026-03-21", "sued"), silent)
    (problem,) = problems("FH701", small)
    assert problem.message == (
        "Selbstfürsorge, Südkreis 2026: 1 von 2 durchgeführt, 1 ohne Rückmeldung (21.09., Geesthacht)"
    )
    assert severity("FH701", problem) == "hint"


@pytest.mark.parametrize(
    "change",
    [
        {"art": "schulung"},
        {"status": "entwurf"},
        {"eigene_rolle": "teilgenommen"},
        {"durchfuehrung": "abgesagt"},
        {"fuer_teilkreis": ["nord"]},
        {"eigene_rolle": None, "veranstalter": ["partner/andere"]},
    ],
)
def test_what_is_not_ours_not_held_or_elsewhere_does_not_count(tmp_path: Path, change: dict[str, Any]) -> None:
    small = selfcare(tmp_path, event("s", "2026-03-21", "sued", **change), koordinationsstelle="wir")
    (south,) = [result for result in results(small) if result.space.code == "sued"]
    assert (len(south.of("held")), south.missing) == (0, 2)


@pytest.mark.parametrize(
    "change",
    [
        {"fuer_teilkreis": None, "gemeinde": "01053032"},
        {"fuer_teilkreis": ["nord", "sued"]},
        {"eigene_rolle": "mitveranstaltet"},
        {"eigene_rolle": None, "veranstalter": ["partner/wir"]},
        {"status": "beendet"},
    ],
)
def test_what_counts(tmp_path: Path, change: dict[str, Any]) -> None:
    small = selfcare(tmp_path, event("s", "2026-03-21", "sued", **change), koordinationsstelle="wir")
    (south,) = [result for result in results(small) if result.space.code == "sued"]
    assert [item.record.id for item in south.of("held")] == ["s"]


def test_results_for_reports_cover_all_years_with_entries(tmp_path: Path) -> None:
    small = selfcare(tmp_path, *KEPT_2025, *KEPT_NORTH, PLANNED)
    table = [
        (result.period.label, result.space.label, len(result.of("held")), len(result.of("planned")), result.missing)
        for result in results(small)
    ]
    assert table == [
        ("2025", "Nordkreis", 2, 0, 0),
        ("2025", "Südkreis", 2, 0, 0),
        ("2026", "Nordkreis", 2, 0, 0),
        ("2026", "Südkreis", 0, 1, 1),
    ]
    assert {result.period.label for result in results(small, [2027])} == {"2027"}


def test_half_years_are_judged_when_they_have_begun(tmp_path: Path) -> None:
    promise = {**SELFCARE, "mindestens": 1, "je": "kreis", "zeitraum": "halbjahr"}
    events = (event("a", "2026-03-14", "nord"),)
    spring = registry(tmp_path, *events, today="2026-04-01", zusagen=[promise])
    autumn = registry(tmp_path, *events, today="2026-11-02", zusagen=[promise])
    assert told("FH701", spring) == []
    assert told("FH701", autumn) == [
        ("fh.yaml", "Selbstfürsorge, ganzer Kreis 2. Halbjahr 2026: 0 von 1 durchgeführt – fehlt noch 1 bis 31.12.")
    ]


def test_two_years_roll_on_year_by_year() -> None:
    (period,) = periods("zweijahre", 2026)
    assert (period.label, period.start, period.end) == ("2025–2026", date(2025, 1, 1), date(2026, 12, 31))


def offer(home: str, **more: Any) -> dict[str, Any]:
    data = {"id": "a", "titel": "A", "handlungsfeld": "sprache", "format": "vor_ort", **more}
    return {"name": "X", "gemeinde": home, "angebote": [data]}


def test_offers_are_promised_per_gemeinde_of_known_size(tmp_path: Path) -> None:
    """Gülzow (population unknown) and Bäk (small) are not in question."""
    small = registry(tmp_path, ("initiative/x", offer("01053090")), zusagen=[LANGUAGE])
    (problem,) = problems("FH701", small)
    assert problem.message == (
        "Sprache und Deutschlernen, 2026: in 2 von 3 Gemeinden noch nicht erfüllt (Geesthacht, Ratzeburg)"
    )
    assert severity("FH701", problem) == "warning"


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({}, 1),
        ({"handlungsfeld": "arbeit"}, 0),
        ({"handlungsfeld": "arbeit", "weitere_handlungsfelder": ["sprache"]}, 1),
        ({"status": "pausiert"}, 0),
        ({"format": "online"}, 0),
        ({"format": "online", "gemeinde": "01053090"}, 1),
        ({"gemeinde": "01053032"}, 0),
    ],
)
def test_which_offers_count_in_a_gemeinde(tmp_path: Path, change: dict[str, Any], count: int) -> None:
    small = registry(tmp_path, ("initiative/x", offer("01053090", **change)), zusagen=[LANGUAGE])
    (town,) = [result for result in results(small) if result.space.label == "Mölln"]
    assert len(town.of("held")) == count


def advised(folder: Path, today: str = "2026-11-02", **more: Any) -> Registry:
    return registry(
        folder,
        ("initiative/a", {"name": "Alpha"}),
        ("initiative/b", {"name": "Beta"}),
        ("initiative/c", {"name": "Gamma", "status": "beendet"}),
        ("note/a", {"zu": "initiative/a", "beratungen": [{"datum": "2025-01-15", "thema": "x"}]}),
        ("note/b", {"zu": "initiative/b", "beratungen": [{"datum": "2024-12-31", "thema": "x"}]}),
        today=today,
        zusagen=[ADVICE],
        **more,
    )


def test_consultations_are_one_finding_for_all_initiatives_and_grave_only_near_the_end(tmp_path: Path) -> None:
    (late,) = problems("FH701", advised(tmp_path))
    assert late.message == "Beratungen, 2025–2026: bei 1 von 2 Initiativen noch nicht erfüllt (Beta)"
    assert severity("FH701", late) == "warning"
    (early,) = problems("FH701", advised(tmp_path, today="2026-06-01"))
    assert severity("FH701", early) == "hint"


def test_without_the_private_folder_nothing_is_said_of_consultations(tmp_path: Path) -> None:
    assert told("FH701", advised(tmp_path, private=False)) == []


def test_many_missing_are_counted_not_listed(tmp_path: Path) -> None:
    groups = tuple((f"initiative/g{number}", {"name": f"Gruppe {number}"}) for number in range(7))
    assert told("FH701", registry(tmp_path, *groups, zusagen=[ADVICE])) == [
        (
            "fh.yaml",
            "Beratungen, 2025–2026: bei 7 von 7 Initiativen noch nicht erfüllt "
            "(Gruppe 0, Gruppe 1, Gruppe 2, Gruppe 3, Gruppe 4 und 2 weitere)",
        )
    ]


@pytest.mark.parametrize(
    ("promise", "kind"), [(SELFCARE, "training"), (LANGUAGE, "partner"), (ADVICE, "note"), (LANGUAGE, "initiative")]
)
def test_a_broken_file_may_hold_what_seems_missing_so_nothing_is_said(
    tmp_path: Path, promise: dict[str, Any], kind: str
) -> None:
    group = ("initiative/a", {"name": "Alpha"})
    assert told("FH701", registry(tmp_path, group, teilkreise=PARTS, zusagen=[promise])) != []
    assert told("FH701", registry(tmp_path, group, teilkreise=PARTS, zusagen=[promise], aside=((kind, "x"),))) == []
