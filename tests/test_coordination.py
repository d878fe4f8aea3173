"""Overlaps, duplicates, waiting needs, ended entries: told when certain, silent when agreed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fluechtlingshilfe_cli.rules import RULES
from small_registries import problems, registry, told

SLOT = {"tag": "mi", "von": "16:00", "bis": "18:00"}


def group(id: str, /, slot: dict[str, Any] | None = None, offer: dict[str, Any] | None = None, **more: Any) -> Any:
    """An initiative in Mölln with a language offer on Wednesday from four to six."""
    data = {"id": "deutsch", "titel": f"Deutsch {id}", "handlungsfeld": "sprache", "format": "vor_ort"}
    times = {"zeiten": {"regeln": [{**SLOT, **(slot or {})}]}}
    return f"initiative/{id}", {
        "name": id.title(),
        "gemeinde": "01053090",
        "angebote": [{**data, **times, **(offer or {})}],
        **more,
    }


def overlaps(folder: Path, one: Any, other: Any) -> int:
    return len(told("FH702", registry(folder, one, other)))


def test_two_offers_at_the_same_time_are_one_hint_with_both_places(tmp_path: Path) -> None:
    (problem,) = problems("FH702", registry(tmp_path, group("beta", {"von": "17:00", "bis": "19:00"}), group("alpha")))
    assert (problem.place.file, problem.place.path) == ("initiative/alpha.yaml", ("angebote", 0, "titel"))
    assert problem.message == "zur selben Zeit wie »Deutsch beta« (Beta): Sprache und Deutschlernen, Mittwoch, Mölln"
    assert problem.hint.endswith("»abgestimmt_mit« eintragen: initiative/beta")
    assert [(place.file, place.path) for _, place in problem.related] == [
        ("initiative/beta.yaml", ("angebote", 0, "titel"))
    ]
    assert RULES["FH702"].severity.value == "hint"


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({"slot": {"von": "18:00", "bis": "20:00"}}, 0),
        ({"slot": {"von": "17:59", "bis": "20:00"}}, 1),
        ({"slot": {"von": "17:00", "bis": None}}, 1),
        ({"slot": {"von": "15:00", "bis": None}}, 0),
        ({"slot": {"tag": "do"}}, 0),
        ({"slot": {"von": "17:00", "bis": "01:00"}}, 1),
        ({"offer": {"handlungsfeld": "arbeit"}}, 0),
        ({"offer": {"zielgruppen": ["frauen"]}}, 0),
        ({"offer": {"zielgruppen": ["frauen", "alle"]}}, 1),
        ({"offer": {"format": "online"}}, 0),
        ({"offer": {"gemeinde": "01053032"}}, 0),
        ({"offer": {"status": "pausiert"}}, 0),
        ({"offer": {"zeiten": {"nach_vereinbarung": True}}}, 0),
        ({"offer": {"mitveranstalter": ["initiative/alpha"]}}, 0),
        ({"gemeinde": "01053032"}, 0),
        ({"status": "beendet"}, 0),
        ({"status": "im_aufbau"}, 1),
    ],
)
def test_only_what_is_certain_is_an_overlap(tmp_path: Path, change: dict[str, Any], count: int) -> None:
    assert overlaps(tmp_path, group("alpha"), group("beta", **change)) == count


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ({"rhythmus": "zweiwoechentlich_gerade"}, {"rhythmus": "zweiwoechentlich_ungerade"}, 0),
        ({"rhythmus": "zweiwoechentlich_gerade"}, {"rhythmus": "woechentlich"}, 1),
        ({"rhythmus": "monatlich", "nte": [1]}, {"rhythmus": "monatlich", "nte": [2, 4]}, 0),
        ({"rhythmus": "monatlich", "nte": [1, 4]}, {"rhythmus": "monatlich", "nte": [4]}, 1),
        ({"saison": {"von": "04-01", "bis": "09-30"}}, {"saison": {"von": "10-01", "bis": "03-31"}}, 0),
        ({"saison": {"von": "04-01", "bis": "09-30"}}, {"saison": {"von": "09-01", "bis": "03-31"}}, 1),
        ({"saison": {"von": "10-01", "bis": "03-31"}}, {"saison": {"von": "01-15", "bis": "02-15"}}, 1),
        ({"saison": {"von": "04-01", "bis": "09-30"}}, {}, 1),
    ],
)
def test_rhythms_and_seasons_that_never_meet_do_not_overlap(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], count: int
) -> None:
    assert overlaps(tmp_path, group("alpha", one), group("beta", other)) == count


def test_different_ages_or_genders_do_not_overlap(tmp_path: Path) -> None:
    young, old = group("alpha", offer={"alter_bis": 17}), group("beta", offer={"alter_von": 18})
    assert overlaps(tmp_path, young, old) == 0
    women, men = group("alpha", offer={"geschlecht": "frauen"}), group("beta", offer={"geschlecht": "maenner"})
    assert overlaps(tmp_path, women, men) == 0
    assert overlaps(tmp_path, women, group("beta", offer={"geschlecht": "alle", "alter_von": 18})) == 1


def test_offers_of_one_carrier_do_not_overlap(tmp_path: Path) -> None:
    assert overlaps(tmp_path, group("alpha", traeger="awo"), group("beta", traeger="awo")) == 0
    assert overlaps(tmp_path, group("alpha", traeger="awo"), group("beta", traeger="drk")) == 1


@pytest.mark.parametrize("agreed", ["initiative/beta", "beta", "angebot/beta/deutsch", "beta/deutsch", "partner/awo"])
@pytest.mark.parametrize("level", ["record", "offer"])
@pytest.mark.parametrize("turned", [False, True])
def test_an_agreement_of_either_side_ends_the_matter(tmp_path: Path, agreed: str, level: str, turned: bool) -> None:
    entry = {"abgestimmt_mit": [{"mit": agreed, "am": "2026-01-01"}]}
    alpha = group("alpha", **entry) if level == "record" else group("alpha", offer=entry)
    beta = group("beta", traeger="awo")
    if turned:
        # Now »alpha« comes after »beta« in the registry.
        alpha = (alpha[0].replace("alpha", "zeta"), alpha[1])
    assert overlaps(tmp_path, alpha, beta) == 0


def test_an_agreement_with_somebody_else_does_not_help(tmp_path: Path) -> None:
    entry = {"abgestimmt_mit": [{"mit": "initiative/gamma", "am": "2026-01-01"}]}
    assert overlaps(tmp_path, group("alpha", **entry), group("beta")) == 1


def test_several_overlaps_of_one_offer_are_one_finding(tmp_path: Path) -> None:
    names = ("alpha", "beta", "delta", "epsilon", "gamma")
    first = problems("FH702", registry(tmp_path, *map(group, names)))[0]
    assert first.message == (
        "zur selben Zeit wie »Deutsch beta« (Beta), »Deutsch delta« (Delta), »Deutsch epsilon« (Epsilon) "
        "und 1 weiteren: Sprache und Deutschlernen, Mittwoch, Mölln"
    )
    assert len(first.related) == 3


def initiative(id: str, name: str, **more: Any) -> Any:
    return f"initiative/{id}", {"name": name, **more}


def test_a_distinctive_word_and_the_same_phone_are_a_duplicate(tmp_path: Path) -> None:
    one = initiative("a-cafe", "Café Ankommen", kontakt={"telefon": "+49 4542 8230"}, gemeinde="01053090")
    other = initiative("b-cafe", "Ankommen e. V.", kontakt={"telefon": "04542/82 30"}, gemeinde="01053032")
    (problem,) = problems("FH703", registry(tmp_path, other, one))
    assert (problem.place.file, problem.place.path) == ("initiative/b-cafe.yaml", ("name",))
    assert problem.message == (
        "vielleicht derselbe Eintrag wie »Café Ankommen« (initiative/a-cafe): ähnlicher Name, gleiche Telefonnummer"
    )
    assert [place.file for _, place in problem.related] == ["initiative/a-cafe.yaml"]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"gemeinde": "01053090"}, {"gemeinde": "01053090"}, "gleicher Ort"),
        ({"anschrift": {"plz": "23879"}}, {"anschrift": {"plz": "23879"}}, "gleiche Postleitzahl"),
        (
            {"kontakt": {"web": "https://www.ankommen.example/cafe"}},
            {"kontakt": {"web": "http://ankommen.example"}},
            "gleiche Internetseite",
        ),
        ({"kontakt": {"web": "https://facebook.com/a"}}, {"kontakt": {"web": "https://facebook.com/b"}}, None),
        ({"gemeinde": "01053090"}, {"gemeinde": "01053032"}, None),
        ({}, {}, None),
    ],
)
def test_a_word_alone_is_no_duplicate(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], reason: str | None
) -> None:
    small = registry(tmp_path, initiative("a", "Café Ankommen", **one), initiative("b", "Verein ANKOMMEN", **other))
    assert [message.rpartition(", ")[2] for _, message in told("FH703", small)] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Helferkreis Mölln", "Helferkreis der Kirchengemeinde"),
        ("Teestube Mölln", "Möllner Sprachrunde Mölln"),
        ("Flüchtlingshilfe Nordkreis", "Begegnung Flüchtlingshilfe"),
        ("Rad", "Rad und Tat"),
    ],
)
def test_common_words_short_words_and_places_say_nothing(tmp_path: Path, one: str, other: str) -> None:
    here = {"gemeinde": "01053090"}
    assert told("FH703", registry(tmp_path, initiative("a", one, **here), initiative("b", other, **here))) == []


def test_a_word_that_many_names_share_says_nothing(tmp_path: Path) -> None:
    def town(count: int) -> int:
        names = (initiative(f"k{number}", f"Kleiderkammer {number}", gemeinde="01053090") for number in range(count))
        return len(told("FH703", registry(tmp_path, *names)))

    assert (town(3), town(5)) == (3, 0)


def test_what_is_known_to_be_two_is_not_asked_again(tmp_path: Path) -> None:
    here = {"gemeinde": "01053090"}
    one, other = initiative("a", "Café Ankommen", **here), initiative("b", "Ankommen Mölln", **here)
    assert len(told("FH703", registry(tmp_path, one, other))) == 1
    pair = [{"a": "initiative/b", "b": "initiative/a", "grund": "zwei Gruppen"}]
    assert told("FH703", registry(tmp_path, one, other, keine_dubletten=pair)) == []
    ended = initiative("b", "Ankommen Mölln", status="beendet", **here)
    assert told("FH703", registry(tmp_path, one, ended)) == []
    carrier = ("partner/ankommen", {"name": "Ankommen gGmbH", **here})
    carried = initiative("a", "Café Ankommen", traeger="ankommen", **here)
    assert told("FH703", registry(tmp_path, carried, carrier)) == []
    assert len(told("FH703", registry(tmp_path, one, carrier))) == 1


def need(**more: Any) -> Any:
    return "need/rad", {"titel": "Rad", "gemeldet_am": "2026-03-01", **more}


def test_a_need_nobody_takes_up_for_six_months_is_told(tmp_path: Path) -> None:
    assert told("FH704", registry(tmp_path, need())) == [
        ("need/rad.yaml", "seit 8 Monaten offen und weder durch ein Angebot noch durch eine Veranstaltung gedeckt")
    ]


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({"gemeldet_am": "2026-05-02"}, 0),
        ({"gemeldet_am": "2026-05-01"}, 1),
        ({"erledigt_am": "2026-06-01"}, 0),
        ({"status": "beendet"}, 0),
        ({"gedeckt_durch": ["angebot/radhaus/werkstatt"]}, 0),
        ({"gedeckt_durch": ["training/held"]}, 0),
        ({"gedeckt_durch": ["training/cancelled"]}, 1),
    ],
)
def test_a_need_is_covered_by_what_takes_place(tmp_path: Path, change: dict[str, Any], count: int) -> None:
    trainings = (
        ("training/held", {"durchfuehrung": "geplant"}),
        ("training/cancelled", {"durchfuehrung": "abgesagt"}),
    )
    assert len(told("FH704", registry(tmp_path, need(**change), *trainings))) == count


@pytest.mark.parametrize(("durchfuehrung", "count"), [("geplant", 0), ("abgesagt", 1)])
def test_a_training_may_name_the_need_it_covers(tmp_path: Path, durchfuehrung: str, count: int) -> None:
    training = ("training/kurs", {"durchfuehrung": durchfuehrung, "bedarf": ["rad"]})
    assert len(told("FH704", registry(tmp_path, need(), training))) == count
    assert told("FH704", registry(tmp_path, need(), aside=(("training", "kurs"),))) == []


def test_an_ended_entry_with_open_letters_is_one_finding(tmp_path: Path) -> None:
    ended = {
        "status": "beendet",
        "angebote": [{"id": "a", "status": "aktiv"}, {"id": "b"}, {"id": "c", "status": "beendet"}],
        "kontaktpersonen": ["erika", "hans"],
    }
    small = registry(tmp_path, ("initiative/a", ended), ("initiative/b", {**ended, "status": "aktiv"}))
    found = [problem for record in small for problem in RULES["FH705"].on_record(record, small.project)]
    assert [(problem.place.file, problem.place.path, problem.message) for problem in found] == [
        (
            "initiative/a.yaml",
            ("status",),
            "beendet, aber noch eingetragen: 1 laufendes Angebot und 2 Ansprechpersonen",
        )
    ]
    assert [place.path for _, place in found[0].related] == [("angebote", 0, "status"), ("kontaktpersonen",)]
