"""`fh confirm`: checked is not changed; answers of a table are taken row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from cafe_registry import CAFE, CAFE_FILE, FILES, NEED_FILE, NOTE_FILE, SETTINGS, stored, unchanged
from projects import Run, text, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in a small registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def test_confirming_is_no_change(fh: Run) -> None:
    stored()
    code, out, err = fh("confirm", "cafe-ankommen", "--wie", "Telefon")
    assert code == 0
    assert out == ("Café Ankommen: bestätigt am 02.11.2026, telefonisch, durch Koordinierungsstelle\nZurück: fh undo\n")
    assert err == "1 Eintrag bestätigt. Alles andere blieb unverändert.\n"
    assert text(CAFE_FILE) == CAFE.replace(
        'geprueft_am: "2026-03-17"\n',
        'geprueft_am: "2026-11-02"\ngeprueft_durch: Koordinierungsstelle\ngeprueft_wie: telefonisch\n'
        'geprueft_stand: "2026-11-02 kontakt:5f5baea2"\n',
    )


def test_confirming_again_is_one_line(fh: Run) -> None:
    """Who and how stay as they were the last time."""
    fh("confirm", "cafe-ankommen", "--wie", "besuch", "--durch", "Kreis", "--am", "01.09.2026")
    before = text(CAFE_FILE)
    assert fh("confirm", "cafe-ankommen", "deutschkurs")[0] == 0
    assert text(CAFE_FILE) == before.replace("2026-09-01", "2026-11-02")
    assert 'geprueft_am: "2026-11-02"' in text(NEED_FILE)
    assert fh("confirm", "cafe-ankommen")[1] == "Café Ankommen: war schon so bestätigt\n"


def test_answers_of_a_table_are_taken_row_by_row(fh: Run) -> None:
    """A wrong row holds up nobody; what a person has to do is told."""
    Path("antworten.csv").write_bytes(
        "Kennung;Antwort;am;durch;wie\r\n"
        "cafe-ankommen;bestätigt;28.10.2026;Träger;E-Mail\r\n"
        "deutschkurs;beendet;;;\r\n"
        "stelle;geändert;;;\r\n"
        "gibtsnicht;bestaetigt;;;\r\n"
        "deutschkurs;vielleicht;;;\r\n"
        "deutschkurs;bestaetigt;31.02.2026;;\r\n"
        "deutschkurs;;;;\r\n".encode("cp1252")
    )
    code, out, err = fh("confirm", "--from", "antworten.csv")
    assert code == 1
    assert out.startswith("Café Ankommen: bestätigt am 28.10.2026, schriftlich, durch Träger\n")
    assert "Zeile 3: Deutschkurs am Abend gibt es nicht mehr. Bitte beenden:\n  fh end deutschkurs --grund" in err
    assert (
        "Zeile 4: Koordinierungsstelle meldet Änderungen. Bitte eintragen:\n  fh edit stelle\n  fh confirm stelle\n"
        in err
    )
    assert max(map(len, err.splitlines())) <= 80
    assert "Zeile 5: Den Eintrag »gibtsnicht« gibt es nicht." in err
    assert "Zeile 6: Die Antwort »vielleicht« ist nicht bekannt" in err
    assert "Zeile 7: »31.02.2026« ist kein Tag." in err
    assert err.endswith("1 Eintrag bestätigt, 3 nicht. Alles andere blieb unverändert.\n")
    assert 'geprueft_am: "2026-10-28"\ngeprueft_durch: Träger\ngeprueft_wie: schriftlich\n' in text(CAFE_FILE)
    assert "3 Antworten im privaten Ordner vermerkt." in err
    assert "antwort: bestaetigt" in text(NOTE_FILE)
    assert unchanged(CAFE_FILE, NOTE_FILE)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["note/cafe-ankommen"], "Notizen werden nicht bestätigt"),
        (["cafe-ankommen", "--wie", "geraten"], "»geraten« steht nicht zur Wahl"),
        (["cafe-ankommen", "--am", "gestern"], "»gestern« ist kein Tag"),
        ([], "Welche Einträge?"),
    ],
)
def test_confirm_refuses_what_makes_no_sense(fh: Run, arguments: list[str], words: str) -> None:
    code, _, err = fh("confirm", *arguments)
    assert code == 2
    assert words in err
    assert unchanged()


def test_what_has_ended_is_not_confirmed(fh: Run) -> None:
    ended = CAFE.replace("status: aktiv", "status: beendet")
    Path(CAFE_FILE).write_text(ended, "utf-8")
    code, _, err = fh("confirm", "cafe-ankommen")
    assert code == 2
    assert "»Café Ankommen« ist beendet" in err
