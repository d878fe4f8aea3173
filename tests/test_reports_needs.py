"""Needs and what answers them; offers at the same time in the same place."""

from __future__ import annotations

from fluechtlingshilfe_cli.views.reports import REPORTS, Options
from small_registries import registry
from small_reports import event, figures, group, offer, table, text


def test_the_best_answer_comes_first_with_reasons(tmp_path):
    """Noted beats near, near beats far, the language asked for beats another."""
    need = {
        "titel": "Konversation auf Tigrinya",
        "art": "angebotsluecke",
        "handlungsfeld": "sprache",
        "sprachen": ["ti"],
        "gemeinde": "01053090",
        "gemeldet_am": "2026-03-14",
        "nennungen": 3,
    }
    source = registry(
        tmp_path,
        group("hier", angebote=[offer("a", sprachen=["ar"])]),
        group("sprachlich", angebote=[offer("b", sprachen=["ti"])]),
        group("woanders", angebote=[offer("c", handlungsfeld="wohnen")]),
        ("need/tigrinya", need),
        (
            "need/leer",
            {"titel": "Wohnen", "art": "angebotsluecke", "handlungsfeld": "arbeit", "gemeldet_am": "2026-01-01"},
        ),
    )
    report = REPORTS["bedarf"].make(source, Options())
    answers = table(report, "antworten-tigrinya")
    assert [row[1] for row in answers.rows] == ["B", "A"]
    assert "auf Tigrinya" in answers.rows[0][-1] and "am Ort" in str(answers.rows[0][-1])
    assert figures(source, "bedarf")["bedarfe_ohne_antwort"].ids == ("need/leer",)


def test_a_cancelled_training_answers_nothing(tmp_path):
    need = {
        "titel": "Trauma",
        "art": "schulungsbedarf",
        "gemeldet_am": "2026-01-14",
        "gedeckt_durch": ["training/kurs"],
    }
    for happened, expected in (("abgesagt", 0), ("bestaetigt", 1)):
        source = registry(
            tmp_path / happened, event("kurs", "2026-12-01", durchfuehrung=happened), ("need/trauma", need)
        )
        assert figures(source, "bedarf")["bedarfe_mit_antwort"].value == expected


def test_overlaps_are_invitations_with_both_contacts(tmp_path):
    times = {"regeln": [{"tag": "mi", "von": "16:00", "bis": "18:00"}]}
    later = {"regeln": [{"tag": "mi", "von": "17:00", "bis": "19:00"}]}
    one = group("eins", kontakt={"telefon": "+49 40 66969120"}, angebote=[offer("a", zeiten=times)])
    other = group("zwei", kontakt={"email": "zwei@zwei.example"}, angebote=[offer("b", zeiten=later)])
    shown = text(registry(tmp_path / "a", one, other), "parallel")
    assert "+49 40 66969120" in " ".join(shown.split()) and "zwei@zwei.example" in shown
    agreed = group(
        "zwei",
        angebote=[offer("b", zeiten=later)],
        abgestimmt_mit=[{"mit": "initiative/eins", "am": "2026-02-10", "vereinbarung": "Getrennte Räume."}],
    )
    found = figures(registry(tmp_path / "b", one, agreed), "parallel")
    assert (found["ueberschneidungen"].value, found["abgestimmt"].value) == (0, 1)
    assert "Getrennte Räume." in " ".join(text(registry(tmp_path / "c", one, agreed), "parallel").split())
