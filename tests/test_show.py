"""`fh show`: one record as a card, in the words of people."""

from __future__ import annotations

import json

import pytest

from projects import as_yaml
from questions import fh, folder


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return folder(tmp_path_factory.mktemp("show"))


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


def test_a_card_has_sections_labels_and_offers(root, capsys):
    assert fh(root, "show", "radhaus") == 0
    card = capsys.readouterr().out
    assert card.startswith(f"Radhaus\nInitiative · radhaus · aktiv\n{'─' * 80}\n\nDas Wichtigste\n")
    for line in (
        "  Gemeinde                 Schwarzenbek",
        "  Träger                   AWO Kreisverband (awo-kreis)",
        "  Geprüft am               12.03.2026",
        "  │ Fahrradreparatur · reparatur",
        "  │ Zeiten                 dienstags 16–18 Uhr",
        "  │ Sprachen               Deutsch, Arabisch",
        "  Zahl der Ehrenamtlichen  31.12.2024 · 8 · gezählt",
        "                           31.12.2025 · 12 · gezählt",
    ):
        assert f"\n{line}\n" in card
    assert card.endswith("\ndata/initiatives/radhaus.yaml\n")
    assert max(map(len, card.splitlines())) <= 80


def test_an_address_is_one_line_with_what_was_decided(root, capsys):
    fh(root, "show", "cafe-ankommen")
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    at = next(number for number, line in enumerate(lines) if line.startswith("Anschrift"))
    assert lines[at].split("  ")[-1].strip() == "Am Markt 3, 23879 Mölln"
    assert lines[at + 1] == "Anschrift veröffentlichen: ja"


def test_empty_fields_and_empty_sections_are_left_out(root, capsys):
    fh(root, "show", "radhaus")
    card = capsys.readouterr().out
    assert "Übersetzungen" not in card
    assert "Kurzname" not in card


def test_the_records_that_name_it_stand_at_the_end(root, capsys):
    fh(root, "show", "awo-kreis")
    assert "\nGenannt von\n  Initiative: Radhaus (radhaus)\n\ndata/partners/awo-kreis.yaml\n" in capsys.readouterr().out


@pytest.mark.parametrize("names", [["initiative/radhaus"], ["initiativen/radhaus"], ["Radhaus"], ["radhaus/reparatur"]])
def test_a_record_is_found_by_kind_and_id_or_by_name(root, capsys, names):
    assert fh(root, "show", *names, "--format", "ids") == 0
    assert capsys.readouterr().out == "radhaus\n"


def test_a_name_of_several_words_needs_no_quotes(root, capsys):
    assert fh(root, "show", "Café", "Ankommen", "--format", "ids") == 0
    assert capsys.readouterr().out == "cafe-ankommen\n"


def test_a_short_name_is_enough(root, capsys):
    assert fh(root, "show", "AWO", "--format", "ids") == 0
    assert capsys.readouterr().out == "awo-kreis\n"


def test_other_formats_keep_types(root, capsys):
    fh(root, "show", "radhaus", "--format", "json")
    assert json.loads(capsys.readouterr().out)[0]["gruendungsjahr"] == 2016


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("radhus", "Den Eintrag »radhus« gibt es nicht. Meinten Sie »radhaus«?"),
        ("xyz", "Den Eintrag »xyz« gibt es nicht. Nach Wörtern sucht: fh search xyz"),
        ("person-1", "Den Eintrag »person-1« gibt es nicht."),
    ],
)
def test_an_unknown_record_is_exit_2_with_the_nearest(root, capsys, name, sentence):
    assert fh(root, "show", name) == 2
    assert sentence in capsys.readouterr().err


def test_a_private_record_shows_only_when_asked_for_with_its_kind(root, capsys):
    assert fh(root, "show", "Geheimrat Kanarienvogel") == 2
    assert fh(root, "show", "person/person-1") == 0
    card = capsys.readouterr().out
    assert "vertraulich" in card
    assert "Geheimrat Kanarienvogel" in card


def test_a_public_card_tells_nothing_private_but_the_id(root, capsys):
    fh(root, "show", "cafe-ankommen")
    card = capsys.readouterr().out
    assert "person-1" in card
    assert "Kanarienvogel" not in card


def test_two_kinds_with_one_id_are_told_apart(tmp_path, capsys):
    root = folder(tmp_path)
    twin = {"name": "Rad", "status": "aktiv", "rollen": ["traeger"], "kontakt": {"email": "r@rad.example"}}
    (root / "data/partners/radhaus.yaml").write_text(as_yaml(twin), "utf-8")
    assert fh(root, "show", "radhaus") == 2
    assert "fh show initiative/radhaus oder fh show partner/radhaus?" in capsys.readouterr().err


def test_a_broken_record_is_named_as_such(tmp_path, capsys):
    root = folder(tmp_path, kaputt="name: [")
    assert fh(root, "show", "kaputt") == 2
    shown = capsys.readouterr().err
    assert "1 Datei ist fehlerhaft" in shown
    assert "»kaputt« gibt es, die Datei ist aber fehlerhaft." in shown


def test_a_channel_hides_what_it_may_not_show(root, capsys):
    fh(root, "show", "cafe-ankommen", "--kanal", "web")
    assert "person-1" not in capsys.readouterr().out
