"""Complaints: a way that does not work is hidden, and settled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asked_registries import FILES, NEU, NOTE, RAD, SETTINGS
from projects import Run, text, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in the registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def test_a_complaint_hides_one_way_and_says_how_to_take_it_back(fh):
    code, out, err = fh("complaint", "radhaus", "Falsche Nummer.", "--verbergen", "telefon")
    assert code == 0
    assert "Telefon: +49 40 66969133 (entfernt)" in out
    assert "die Angabe erscheint nirgends mehr. Alles andere blieb unverändert." in out
    assert "Zurück: den alten Wert wieder eintragen; er steht oben." in out
    assert "66969133" not in text(RAD) and "rad@radhaus.example" in text(RAD)
    assert '  - eingang_am: "2026-11-02"\n    inhalt: Falsche Nummer.\n' in text(NOTE)
    assert "fh complaint radhaus --erledigt" in err


def test_hiding_the_last_way_leads_to_the_office(fh):
    assert fh("complaint", "radhaus", "Alles falsch.", "--verbergen", "kontakt")[0] == 0
    assert "kontakt:\n  ueber: koordinationsstelle\n" in text(RAD)
    assert fh("complaint", "neu", "Falsch.", "--verbergen", "telefon", "--verbergen", "anschrift")[0] == 0
    assert "ueber: koordinationsstelle" in text(NEU) and "oeffentlich: false" in text(NEU)
    _, out, _ = fh("list", "initiativen", "--kanal", "druck", "--format", "json")
    shown = {one["id"]: one for one in json.loads(out)}
    assert shown["neu"]["kontakt"] == {"ueber": "koordinationsstelle"}
    assert "anschrift" not in shown["neu"]


def test_what_cannot_be_hidden_is_said(fh):
    assert "Verbergen lassen sich kontakt" in fh("complaint", "radhaus", "X stimmt nicht.", "--verbergen", "name")[2]
    assert "da ist nichts zu verbergen" in fh("complaint", "radhaus", "X.", "--verbergen", "mobil")[2]
    assert text(RAD) == FILES[RAD]


def test_open_complaints_are_listed_and_settled(fh):
    code, out, err = fh("complaint", "--open")
    assert (code, out) == (0, "Radhaus  radhaus\n  1 01.10.2026  Niemand hebt ab.\n")
    assert err.endswith("1 Beanstandung offen.\n")
    fh("complaint", "radhaus", "Auch die Tür war zu.")
    code, _, err = fh("complaint", "radhaus", "--erledigt", "--no-input")
    assert code == 2 and "--nummer 1 bis 2" in err
    assert fh("complaint", "radhaus", "--erledigt", "--nummer", "1", "--am", "01.11.2026")[0] == 0
    assert 'inhalt: Niemand hebt ab.\n    erledigt_am: "2026-11-01"\n' in text(NOTE)
    assert json.loads(fh("complaint", "--open", "--format", "json")[1]) == [
        {
            "kind": "initiative",
            "id": "radhaus",
            "titel": "Radhaus",
            "nummer": 1,
            "eingang_am": "2026-11-02",
            "inhalt": "Auch die Tür war zu.",
        }
    ]
    fh("complaint", "radhaus", "--erledigt")
    assert fh("complaint", "--open") == (0, "", "0 Beanstandungen offen.\n")
    assert "keine Beanstandung offen" in fh("complaint", "radhaus", "--erledigt")[2]
    assert fh("validate")[0] == 0
