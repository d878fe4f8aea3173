"""The figures of reports: what is counted, when, and what nobody knows."""

from __future__ import annotations

import pytest

from fluechtlingshilfe_cli.views.reports import REPORTS, Options
from fluechtlingshilfe_cli.views.reports._events import participant_hours
from fluechtlingshilfe_cli.views.reports.saying import number
from small_registries import registry
from small_reports import PARTS, PROMISE, attended, event, figures, group, people, table, text


def test_december_is_chosen_by_its_own_day(tmp_path):
    """The number of 31 December, entered in late January, counts for the old year; a newer one does not replace it."""
    entry = people(("2024-12-31", 5), ("2025-12-31", 7), ("2026-01-20", 9))
    source = registry(tmp_path, group("cafe", ehrenamtliche=entry), today="2026-01-28")
    assert figures(source, year=2025)["ehrenamtliche"].value == 7
    assert figures(source, year=2025)["ehrenamtliche"].previous == 5
    assert figures(source)["ehrenamtliche"].value == 9
    assert figures(source, year=2025)["ehrenamtliche"].when == "Stichtag 31.12.2025"


def test_unknown_is_not_zero(tmp_path):
    """Who has said nothing is silent; nobody saying anything gives no number at all; zero said is zero."""
    old, none = group("alt", ehrenamtliche=people(("2020-12-31", 50))), group("still")
    quiet = figures(registry(tmp_path / "a", old, none))["ehrenamtliche"]
    assert (quiet.value, quiet.silent, quiet.asked) == (None, 2, 2)
    zero = figures(registry(tmp_path / "b", group("leer", ehrenamtliche=people(("2026-10-01", 0)))))["ehrenamtliche"]
    assert (zero.value, zero.silent) == (0, 0)
    assert number(quiet.value) == "unbekannt"


def test_only_own_events_count(tmp_path):
    source = registry(
        tmp_path,
        event("eigene", "2026-03-14", **attended(10)),
        event("gemeinsam", "2026-03-15", eigene_rolle="mitveranstaltet", **attended(20)),
        event("fremde", "2026-03-16", eigene_rolle="teilgenommen", **attended(400)),
        event("entwurf", "2026-03-17", status="entwurf", **attended(800)),
    )
    found = figures(source)
    assert (found["veranstaltungen"].value, found["teilnehmende"].value) == (2, 30)


def test_several_evenings_are_counted_each(tmp_path):
    """9 UE on three evenings with 18, 17 and 15 people are 150 participant hours, not 162."""
    evenings = [
        {"von": f"2026-05-{day}T18:00", "bis": f"2026-05-{day}T20:15", "teilnehmende": count}
        for day, count in ((5, 18), (12, 17), (19, 15))
        for day in (f"{day:02}",)
    ]
    source = registry(tmp_path, event("kurs", termine=evenings, **attended(18, 9)))
    assert figures(source)["teilnehmerstunden"].value == 150
    assert figures(source)["teilnehmende"].value == 18


@pytest.mark.parametrize(
    ("evenings", "units", "participants", "expected"),
    [
        ([("10:00", "16:00", None)], 7, 12, 84),
        ([("10:00", "16:00", None)], None, 12, None),
        ([("10:00", "16:00", None)], 7, None, None),
        # One evening without a number: the total counts for the whole.
        ([("18:00", "20:00", 8), ("18:00", "20:00", None)], 4, 9, 36),
        # A long and a short evening share the units by their length.
        ([("10:00", "14:00", 10), ("18:00", "20:00", 4)], 6, 10, 48),
        ([("18:00", "20:00", 0), ("18:00", "20:00", 0)], 4, 0, 0),
    ],
)
def test_participant_hours(tmp_path, evenings, units, participants, expected):
    termine = [
        {"von": f"2026-05-0{n}T{von}", "bis": f"2026-05-0{n}T{bis}", **({"teilnehmende": tn} if tn is not None else {})}
        for n, (von, bis, tn) in enumerate(evenings, 1)
    ]
    more = {"dauer_ue": units} if units else {}
    record = registry(tmp_path, event("kurs", termine=termine, **more)).of("training")[0]
    assert participant_hours(record, participants) == expected


def test_past_events_nobody_noted_are_silent(tmp_path):
    source = registry(tmp_path, event("kurs", "2026-10-08", durchfuehrung="geplant"))
    found = figures(source)["veranstaltungen"]
    assert (found.value, found.silent, found.asked) == (0, 1, 1)
    assert "fh set kurs durchfuehrung=durchgefuehrt" in " ".join(text(source, "schulungen").split())
    assert "fh set" not in text(source, "schulungen", channel="web")


def test_seen_from_an_earlier_day_later_events_are_still_planned(tmp_path):
    source = registry(tmp_path, event("kurs", "2026-09-10", **attended(8)), today="2026-06-01")
    assert figures(source)["veranstaltungen"].value == 0
    assert len(table(REPORTS["schulungen"].make(source, Options()), "geplant").rows) == 1


def test_ended_and_later_founded_initiatives_count_in_their_time(tmp_path):
    source = registry(
        tmp_path,
        group("alt", status="beendet", beendet_am="2026-03-31", gruendungsjahr=2015),
        group("neu", gruendungsjahr=2026),
        group("entwurf", status="entwurf"),
        group("immer"),
    )
    assert figures(source)["initiativen"].value == 2
    assert figures(source)["initiativen"].previous == 2
    assert figures(source, year=2026, half=1)["initiativen"].ids == ("initiative/immer", "initiative/neu")
    assert figures(source, year=2025)["initiativen"].ids == ("initiative/alt", "initiative/immer")


def test_consultations_are_unknown_without_the_private_folder(tmp_path):
    found = figures(registry(tmp_path, group("cafe"), private=False))
    assert found["beratungen"].value is None
    assert "privaten Ordner" in found["beratungen"].note
    assert "nicht da" in text(registry(tmp_path / "b", private=False), "einwilligungen")


def test_targets_stand_beside_the_year(tmp_path):
    goals = [{"kennzahl": "veranstaltungen", "wert": 10}, {"kennzahl": "veranstaltungen", "wert": 4, "jahr": 2026}]
    source = registry(tmp_path, event("kurs", "2026-03-14", **attended(8)), ziele=goals)
    assert figures(source)["veranstaltungen"].target == 4
    assert figures(source, year=2025)["veranstaltungen"].target == 10
    assert figures(source, half=1)["veranstaltungen"].target is None
    assert "25 % des Ziels" in text(source, "kennzahlen")


def test_a_promise_about_offers_says_nothing_of_other_years(tmp_path):
    promise = PROMISE | {"was": "angebot", "handlungsfeld": "sprache", "je": "kreis", "mindestens": 1}
    del promise["art"]
    source = registry(tmp_path, group("cafe"), zusagen=[promise])
    assert len(REPORTS["zusagen"].make(source, Options()).sections) == 1
    assert REPORTS["zusagen"].make(source, Options(year=2025)).sections == ()


def test_the_missing_rest_is_told_with_its_day(tmp_path):
    source = registry(
        tmp_path,
        event("atem", "2026-03-14", art="selbstfuersorge", fuer_teilkreis=["nord"]),
        teilkreise=PARTS,
        zusagen=[PROMISE],
    )
    said = " ".join(text(source, "zusagen").split())
    assert "Nordkreis 2026: 1 von 2 durchgeführt. Es fehlt noch 1 bis 31.12.2026." in said


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "unbekannt"), (0, "0"), (1234567, "1.234.567"), (2.5, "2,5"), (-3, "−3"), (0.1 + 0.2, "0,3"), ("<5", "<5")],
)
def test_numbers_are_german(value, shown):
    assert number(value) == shown


def test_signs_of_differences():
    assert [number(value, sign=True) for value in (3, -3, 0)] == ["+3", "−3", "±0"]
