"""Times in words as people say them, and the next time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fluechtlingshilfe_cli.times import clock, in_words, next_occurrence, short_day

MONDAY = date(2026, 11, 2)


def rule(tag: str, von: str = "16:00", bis: str | None = "18:00", **more: Any) -> dict[str, Any]:
    return {"tag": tag, "von": von, **({"bis": bis} if bis else {}), **more}


def times(*rules: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"regeln": list(rules), **more}


@pytest.mark.parametrize(
    ("zeiten", "said"),
    [
        (None, ""),
        ({"nach_vereinbarung": True}, "nach Vereinbarung"),
        (times(rule("di")), "dienstags 16–18 Uhr"),
        (times(rule("di", "08:30", "10:00")), "dienstags 8:30–10:00 Uhr"),
        (times(rule("mi", "19:00", None)), "mittwochs ab 19 Uhr"),
        (times(rule("di"), rule("do")), "dienstags und donnerstags 16–18 Uhr"),
        (times(*(rule(day) for day in ("mo", "di", "mi"))), "montags bis mittwochs 16–18 Uhr"),
        (times(rule("mo", "09:00", "12:00"), rule("mo")), "montags 9–12 und 16–18 Uhr"),
        (times(rule("mo"), rule("fr", "10:00", "12:00")), "montags 16–18 Uhr, freitags 10–12 Uhr"),
        (times(rule("di"), nach_vereinbarung=True), "dienstags 16–18 Uhr und nach Vereinbarung"),
        (times(rule("di", rhythmus="monatlich", nte=[2])), "jeden 2. Dienstag im Monat 16–18 Uhr"),
        (times(rule("di", rhythmus="monatlich", nte=[1, -1])), "jeden 1. und letzten Dienstag im Monat 16–18 Uhr"),
        (times(rule("di", rhythmus="monatlich")), "einmal im Monat dienstags 16–18 Uhr"),
        (
            times(rule("di", rhythmus="zweiwoechentlich_gerade", art="nach_anmeldung")),
            "alle zwei Wochen dienstags 16–18 Uhr (gerade Wochen, mit Anmeldung)",
        ),
        (times(rule("so", saison={"von": "05-01", "bis": "06-30"})), "sonntags 16–18 Uhr (Mai bis Juni)"),
        (times(rule("so", saison={"von": "07-01", "bis": "07-31"})), "sonntags 16–18 Uhr (nur im Juli)"),
        (
            times(rule("so", saison={"von": "11-15", "bis": "02-28"})),
            "sonntags 16–18 Uhr (15. November bis 28. Februar)",
        ),
    ],
)
def test_times_are_said_as_people_say_them(zeiten, said):
    assert in_words(zeiten) == said


@pytest.mark.parametrize(
    ("given", "day"),
    [
        (rule("mo"), "2026-11-02"),  # the day itself counts
        (rule("di"), "2026-11-03"),
        (rule("so"), "2026-11-08"),
        (rule("di", rhythmus="zweiwoechentlich_gerade"), "2026-11-10"),  # week 46
        (rule("di", rhythmus="zweiwoechentlich_ungerade"), "2026-11-03"),  # week 45
        (rule("di", rhythmus="monatlich", nte=[2]), "2026-11-10"),
        (rule("mo", rhythmus="monatlich", nte=[-1]), "2026-11-30"),
        (rule("mo", rhythmus="monatlich", nte=[5]), "2026-11-30"),
        (rule("so", saison={"von": "05-01", "bis": "06-30"}), "2027-05-02"),
        (rule("so", saison={"von": "11-15", "bis": "02-28"}), "2026-11-15"),
    ],
)
def test_the_next_time_follows_rhythm_and_season(given, day):
    assert next_occurrence(times(given), MONDAY) == (date.fromisoformat(day), "16:00", "18:00")


def test_a_season_over_new_year_holds_in_both_years():
    winter = times(rule("so", saison={"von": "11-15", "bis": "02-28"}))
    assert next_occurrence(winter, date(2027, 2, 22)) == (date(2027, 2, 28), "16:00", "18:00")
    assert next_occurrence(winter, date(2027, 3, 1)) == (date(2027, 11, 21), "16:00", "18:00")


def test_the_earliest_of_several_rules_is_next():
    assert next_occurrence(times(rule("fr"), rule("do", "09:00", None)), MONDAY) == (date(2026, 11, 5), "09:00", None)


def test_what_no_rule_tells_has_no_next_time():
    assert next_occurrence({"nach_vereinbarung": True}, MONDAY) is None
    assert next_occurrence(times(rule("di", rhythmus="monatlich")), MONDAY) is None


def test_holidays_are_passed_over_only_where_it_is_closed():
    tuesday = date(2026, 11, 3)
    closed = times(rule("di"), feiertage="geschlossen")
    assert next_occurrence(closed, MONDAY, lambda day: day == tuesday) == (date(2026, 11, 10), "16:00", "18:00")
    assert next_occurrence(times(rule("di")), MONDAY, lambda _: True) == (tuesday, "16:00", "18:00")


def test_small_words_for_hours_and_days():
    assert clock("09:00", "12:00") == "9–12 Uhr"
    assert short_day(date(2026, 11, 3)) == "Di 03.11.2026"
    assert short_day(date(2026, 11, 3), MONDAY) == "Di 03.11."
