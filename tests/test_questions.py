"""Questions on the phone, counted without anybody who asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asked_registries import FILES, SETTINGS
from projects import Run, text, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in the registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


QUESTIONS = "private/enquiries/2026/2026-11.yaml"


def test_a_question_on_the_phone_is_counted_without_anybody(fh):
    code, out, err = fh("enquiry", "Fahrrad", "Gülzow", "--offen")
    assert code == 0
    assert "Gespeichert: Frage nach Mobilität in Gülzow, noch ohne Antwort." in out
    assert "fh search Fahrrad Gülzow" in err
    assert fh("enquiry", "Deutschkurs", "--beantwortet", "--sprache", "Dari", "--worum", "abends")[0] == 0
    assert text(QUESTIONS).partition("\n")[2] == (
        "monat: 2026-11\n"
        "anfragen:\n"
        '  - gefragt_am: "2026-11-02"\n'
        "    handlungsfeld: mobilitaet\n"
        '    gemeinde: "01053047"\n'
        "    beantwortet: false\n"
        '  - gefragt_am: "2026-11-02"\n'
        "    handlungsfeld: sprache\n"
        "    sprache: prs\n"
        "    worum: abends\n"
        "    beantwortet: true\n"
    )
    assert fh("validate")[0] == 0


@pytest.mark.parametrize(
    "word",
    [
        "Frau Meier",
        "für Familie Al-Hassan",
        "Rückruf 0171 3920045",
        "a.b@c.example",
        "wohnt Seestraße 12",
        "geb. 1.4.1990",
        "die Muster war es",
    ],
)
def test_what_points_to_somebody_is_refused(fh, word):
    """The last one is the name of a person in the private folder."""
    code, _, err = fh("enquiry", "Fahrrad", "--offen", "--worum", word)
    assert code == 2
    assert "Wer gefragt hat, wird nicht vermerkt" in err
    assert not Path(QUESTIONS).exists()


@pytest.mark.parametrize(
    "word", ["Kinderfahrrad", "Kurs am Abend, 2 Kinder", "am Markt", "Herrenrad", "B1-Prüfung 2027"]
)
def test_a_plain_word_is_taken(fh, word):
    assert fh("enquiry", "Fahrrad", "--offen", "--worum", word)[0] == 0


def test_a_hand_edited_question_is_checked_without_showing_it(fh):
    fh("enquiry", "Fahrrad", "--offen", "--worum", "Kinderrad")
    Path(QUESTIONS).write_text(text(QUESTIONS).replace("Kinderrad", "Rad für Frau Meier"), "utf-8")
    out = fh("validate", "--select", "FH406")[1]
    assert "FH406" in out and "Meier" not in out


def test_a_question_must_be_understood(fh):
    assert "Meinten Sie »Mobilität«" in fh("enquiry", "Farrad", "--offen")[2]
    assert "--beantwortet oder --offen" in fh("enquiry", "Fahrrad", "--no-input")[2]
    assert "Worum ging es?" in fh("enquiry", "--no-input")[2]
    assert fh("enquiry", "Fahrrad", "--offen", "--am", "24.12.2026")[0] == 1
    assert fh("enquiry", "Fahrrad", "--offen", "--dry-run")[0] == 0
    assert not Path(QUESTIONS).exists()
    Path("private").rename("elsewhere")
    assert "Anfragen liegen im privaten Ordner" in fh("enquiry", "Fahrrad", "--offen")[2]


def test_what_is_asked_for_and_nobody_offers(fh):
    for _ in range(2):
        fh("enquiry", "Fahrrad", "Gülzow", "--offen")
    fh("enquiry", "Deutschkurs", "Mölln", "--beantwortet", "--sprache", "ar", "--am", "01.10.2026")
    fh("enquiry", "Deutschkurs", "Mölln", "--beantwortet", "--am", "01.10.2025")
    report = json.loads(fh("report", "anfragen", "--format", "json")[1])
    figures = {figure["name"]: figure for section in report["sections"] for figure in section["figures"]}
    assert (figures["anfragen"]["value"], figures["anfragen"]["previous"]) == (3, 1)
    assert (figures["anfragen_offen"]["value"], figures["anfragen_offen"]["previous"]) == (2, 0)
    tables = {table["name"]: table for section in report["sections"] for table in section["tables"]}
    assert tables["themen"]["rows"][0] == {
        "handlungsfeld": "Mobilität",
        "gefragt": 2,
        "beantwortet": 0,
        "offen": 2,
        "angebote": 0,
        "gemeinden": "Gülzow (2)",
    }
    assert [(row["gemeinde"], row["naechstes"]) for row in tables["luecken"]["rows"]] == [
        ("Gülzow", "keines im Kreis"),
        ("Mölln", "keines im Kreis"),
    ]
    assert tables["sprachen"]["rows"] == [{"sprache": "Arabisch", "gefragt": 1, "offen": 0, "angebote": 0}]
    assert "Anfragen am Telefon · gezählt" in fh("report", "kennzahlen")[1]
    assert fh("report", "anfragen", "--kanal", "web")[0] == 2


def test_nothing_asked_is_no_figure_and_no_folder_is_unknown(fh):
    assert "Anfragen am Telefon" not in fh("report", "kennzahlen")[1]
    assert "keine Frage vermerkt" in fh("report", "anfragen")[1]
    Path("private").rename("elsewhere")
    figures = json.loads(fh("report", "kennzahlen", "--format", "json")[1])["sections"][-1]["figures"]
    assert {figure["name"]: figure["value"] for figure in figures}["anfragen"] is None
    assert "Der private Ordner ist hier nicht da" in fh("report", "anfragen")[1]
