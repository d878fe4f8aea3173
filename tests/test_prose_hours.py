"""What people write about times: understood where it is certain, left word for word where it is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fluechtlingshilfe_cli.prose import opening_hours
from fluechtlingshilfe_cli.times import DAYS, in_words

TABLE = [
    (text.replace("\\n", "\n"), said, text.replace("\\n", "\n") if rest == "=" else rest)
    for line in (Path(__file__).parent / "prose_times.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for text, said, rest in [[*line.split("\t"), "", ""][:3]]
]


@pytest.mark.parametrize(("text", "said", "rest"), TABLE)
def test_what_is_certain_is_understood_and_the_rest_stays(text: str, said: str, rest: str) -> None:
    understood = opening_hours(text)
    assert (in_words(understood.value), understood.rest) == (said, rest)


@pytest.mark.parametrize(
    ("text", "holidays", "rest"),
    [
        ("dienstags 16-18 Uhr, nicht an Feiertagen", "geschlossen", ""),
        ("Di 16-18 Uhr (außer an Feiertagen)", "geschlossen", ""),
        ("Di 16-18 Uhr. An Feiertagen geschlossen.", "geschlossen", ""),
        ("Mo-So 10-18 Uhr, auch an Feiertagen", "geoeffnet", ""),
        ("Di 16-18 Uhr (nicht feiertags und in den Ferien)", "geschlossen", "(nicht feiertags und in den Ferien)"),
    ],
)  # fmt: skip
def test_public_holidays_have_a_field(text: str, holidays: str, rest: str) -> None:
    understood = opening_hours(text)
    assert (understood.value["feiertage"], len(understood.value["regeln"]) > 0, understood.rest) == (
        holidays,
        True,
        rest,
    )


def test_a_rule_has_the_fields_of_the_schema() -> None:
    text = "jeden 1. und letzten Di im Monat 9-12 Uhr (nur im Juli, mit Anmeldung)"
    assert opening_hours(text).value["regeln"] == [
        {
            "tag": "di", "von": "09:00", "bis": "12:00", "rhythmus": "monatlich", "nte": [1, -1],
            "saison": {"von": "07-01", "bis": "07-31"}, "art": "nach_anmeldung",
        }
    ]  # fmt: skip


TIMES = st.builds(
    lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(6, 23), st.sampled_from((0, 0, 15, 30, 45))
)


@st.composite
def rules(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rules that do not overlap: each day and manner has one time, or two in turn."""
    found: list[dict[str, Any]] = []
    for day in draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True)):
        manner = draw(st.sampled_from(MANNERS))
        times = sorted(draw(st.lists(TIMES, min_size=1, max_size=4, unique=True)))
        slots = [{"von": times[0]}] if len(times) == 1 else [
            {"von": begin, "bis": end} for begin, end in zip(times[::2], times[1::2], strict=False)
        ]  # fmt: skip
        found += [{"tag": day, **slot, **manner} for slot in slots]
    return found


MANNERS: list[dict[str, Any]] = [
    {}, {}, {}, {"rhythmus": "zweiwoechentlich_gerade"}, {"rhythmus": "zweiwoechentlich_ungerade", "art": "sprechzeit"},
    {"rhythmus": "monatlich", "nte": [2]}, {"rhythmus": "monatlich", "nte": [1, 3, -1]}, {"rhythmus": "monatlich"},
    {"saison": {"von": "05-01", "bis": "09-30"}}, {"saison": {"von": "11-15", "bis": "02-28"}},
    {"rhythmus": "monatlich", "nte": [-2], "saison": {"von": "07-01", "bis": "07-31"}}, {"art": "nach_anmeldung"},
]  # fmt: skip


def ordered(rules: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(sorted(rule.items())) for rule in rules)


@settings(max_examples=400, deadline=None)
@given(rules(), st.booleans())
def test_what_the_tool_says_it_understands(regeln: list[dict[str, Any]], agreed: bool) -> None:
    """`times.in_words` printed and read back is the same section."""
    said = in_words({"regeln": regeln, "nach_vereinbarung": agreed})
    understood = opening_hours(said)
    assert understood.rest == "", said
    assert ordered(understood.value["regeln"]) == ordered(regeln), said
    assert understood.value.get("nach_vereinbarung", False) == agreed, said


SHORT = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
STYLES = ("{}{}{} Uhr", "{}.00{}{}.00 Uhr", "{}:00{}{}:00", "{}h{}{}h", "{} Uhr{}{} Uhr", "von {}{}{} Uhr")
LONG = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@st.composite
def said_somehow(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]]]:
    """A weekly time as somebody may write it, and what it means."""
    first = draw(st.integers(0, 6))
    last = draw(st.integers(first, 6))
    names = draw(st.sampled_from((SHORT, LONG, [f"{name}." for name in SHORT], [f"{name}s" for name in LONG])))
    dash = draw(st.sampled_from(("-", " - ", "–", " – ", " bis ")))
    days = names[first] + (f"{dash}{names[last]}" if last > first else "")
    begin, end = draw(st.integers(7, 14)), draw(st.integers(15, 23))
    style = draw(
        st.sampled_from(
            ("{}{}{} Uhr", "{}.00{}{}.00 Uhr", "{}:00{}{}:00", "{}h{}{}h", "{} Uhr{}{} Uhr", "von {}{}{} Uhr")
        )
    )
    before = draw(st.sampled_from(("", "Öffnungszeiten: ", "immer ", "jeweils ")))
    between = draw(st.sampled_from((" ", ": ", ", ")))
    text = before + days + between + style.format(begin, dash, end)
    return text, [{"tag": day, "von": f"{begin:02}:00", "bis": f"{end:02}:00"} for day in DAYS[first : last + 1]]


@settings(max_examples=400, deadline=None)
@given(said_somehow())
def test_the_usual_notations_mean_the_same(case: tuple[str, list[dict[str, Any]]]) -> None:
    text, meant = case
    assert opening_hours(text).value == {"regeln": meant}, text


WORDS = (
    *SHORT, *LONG, "montags", "freitags", "täglich", "jeden", "ersten", "1.", "3.", "letzten", "im Monat",
    "9", "12", "9-12", "14.30", "18:00", "20", "halb", "Uhr", "von", "bis", "ab", "–", "-", ",", ";", ".", ":", "\n",
    "und", "+", "oder", "(", ")", "nach Vereinbarung", "alle zwei Wochen", "gerade Wochen", "April", "Mai bis Juli",
    "nicht", "an Feiertagen", "geschlossen", "außer", "in den Ferien", "3. Mai", "12.10.2024",
    "Café", "Raum 5", "Kinder", "Tel. 040 66969123",
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from((" ", "", " ")))
def test_nothing_is_lost(words: list[str], glue: str) -> None:
    """Every day of the week and every number of a text is in the value or in the rest."""
    text = glue.join(words)
    understood = opening_hours(text)
    value, rest = repr(understood.value), understood.rest
    numbers = [int(found) for found in re.findall(r"[0-9]+", value)]
    for number in re.findall(r"[0-9]+", text):
        assert number in rest or int(number) in numbers, (text, understood)
    for name in re.findall(r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So)(?=n?tag|nnerstag|enstag|ttwoch|eitag|mstag|\b)", text):
        assert name in rest or f"'{name.lower()}'" in value, (text, understood)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    understood = opening_hours(text)
    assert understood.value or understood.rest == text.strip()
