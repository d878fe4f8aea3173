"""`fh add` and `fh remove`: what joins a list or goes, and nothing else moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from cafe_registry import CAFE, CAFE_FILE, FILES, NEED_FILE, SETTINGS, TODAY, unchanged
from projects import Run, text, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in a small registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def test_words_join_a_list_once(fh: Run) -> None:
    code, out, _ = fh("add", "cafe-ankommen", "sprachen=Englisch, Dari")
    assert code == 0
    assert "Gespeichert: Café Ankommen – Sprachen ergänzt." in out
    assert text(CAFE_FILE) == CAFE.replace("[de, en]", "[de, en, prs]").replace(*TODAY)


def test_a_section_joins_a_list_with_an_id_of_its_own(fh: Run) -> None:
    code, _, _ = fh("add", "cafe-ankommen", "angebote", "titel=Nähtreff", "handlungsfeld=Sachspenden", "format=vor Ort")
    assert code == 0
    added = "  - id: naehtreff\n    titel: Nähtreff\n    handlungsfeld: sachspenden\n    format: vor_ort\n"
    assert text(CAFE_FILE) == CAFE.replace("geprueft_am", f"{added}geprueft_am").replace(*TODAY)


def test_a_new_list_of_sections_stands_where_it_belongs(fh: Run) -> None:
    given = ["stichtag=31.12.2025", "anzahl=20", "erhebung=gezählt"]
    assert fh("add", "cafe-ankommen", "ehrenamtliche", *given)[0] == 0
    added = 'ehrenamtliche:\n  - stichtag: "2025-12-31"\n    anzahl: 20\n    erhebung: gezaehlt\n'
    assert text(CAFE_FILE) == CAFE.replace("geprueft_am", f"{added}geprueft_am").replace(*TODAY)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["name=A"], "»Name« ist keine Liste"),
        (["angebote=A"], "besteht aus Abschnitten"),
        (["angebote"], "gehören Angaben"),
        (["sprachen"], "fh add cafe-ankommen sprachen=WERT"),
        ([], "Listen sind: einzugsgebiet, sprachen, kontaktpersonen, angebote,"),
    ],
)
def test_add_says_how_it_wants_to_be_told(fh: Run, arguments: list[str], words: str) -> None:
    code, _, err = fh("add", "cafe-ankommen", *arguments)
    assert code == 2
    assert words in err
    assert unchanged()


def test_a_kind_is_no_entry(fh: Run) -> None:
    code, _, err = fh("add", "initiative", "sprachen=Dari")
    assert code == 2
    assert "»initiative« ist eine Art von Einträgen; gesucht ist ein einzelner.\n" in err
    assert "Einen neuen legt an: fh new initiative\n" in err


def test_words_fields_and_sections_go(fh: Run) -> None:
    code, out, _ = fh("remove", "cafe-ankommen", "sprachen=Deutsch", "kontakt.email", "angebote.formulartisch")
    assert code == 0
    expected = CAFE.replace("[de, en]", "[en]").replace("  email: info@cafe-ankommen.example\n", "")
    start, end = expected.index("  - id: formulartisch"), expected.index("geprueft_am")
    assert text(CAFE_FILE) == (expected[:start] + expected[end:]).replace(*TODAY)
    assert "Angebote (formulartisch)" in out


def test_errors_elsewhere_are_shown_and_need_a_yes(fh: Run) -> None:
    """The offer is named by a need."""
    code, _, err = fh("remove", "cafe-ankommen", "angebote.sprachcafe")
    assert code == 1
    assert f"{NEED_FILE}:8:5" in err
    assert err.endswith("Trotzdem speichern: --yes\n")
    assert unchanged()
    assert fh("remove", "cafe-ankommen", "angebote.sprachcafe", "--yes")[0] == 0
    assert "sprachcafe" not in text(CAFE_FILE)


def test_what_is_not_there_cannot_go(fh: Run) -> None:
    code, _, err = fh("remove", "cafe-ankommen", "kontakt.mobil")
    assert code == 2
    assert "»kontakt.mobil« steht nicht im Eintrag" in err
