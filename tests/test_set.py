"""`fh set`: what the files hold afterwards to the byte, and what is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cafe_registry import CAFE, CAFE_FILE, FILES, PERSON, PERSON_FILE, SETTINGS, TODAY, stored, unchanged
from projects import Run, initiative, text, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in a small registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def test_set_changes_its_lines_and_says_how_to_take_it_back(fh: Run) -> None:
    stored()
    code, out, err = fh("set", "cafe-ankommen", "telefon=04542 856612")
    assert (code, err) == (0, "")
    assert out == (
        "  Telefon: +49 40 66969123 → +49 4542 856612\n"
        "  Letzte Änderung: 17.03.2026 → 02.11.2026\n"
        "Gespeichert: Café Ankommen – Telefon geändert. Alles andere blieb unverändert.\n"
        "Zurück: fh undo\n"
    )
    assert text(CAFE_FILE) == CAFE.replace("+49 40 66969123", "+49 4542 856612").replace(*TODAY)
    assert unchanged(CAFE_FILE)


def test_the_way_back_depends_on_what_git_knows(fh: Run) -> None:
    """Without git the old value is shown; a file that differs already is not restored but compared."""
    assert fh("set", "cafe-ankommen", "name=A")[1].endswith("Zurück: den alten Wert wieder eintragen; er steht oben.\n")
    stored()
    fh("set", "cafe-ankommen", "name=B")
    assert fh("set", "cafe-ankommen", "name=C")[1].endswith(
        "Was seit dem letzten Speichern anders ist, zeigt: fh diff\n"
    )
    assert fh("set", "deutschkurs", "thema=Deutsch B1")[1].endswith("Zurück: fh undo need/deutschkurs\n")


@pytest.mark.parametrize(
    ("given", "old", "new"),
    [
        ("gemeinde=Geesthacht", 'gemeinde: "01053090"', 'gemeinde: "01053032"'),
        ("sprachen=Deutsch, Dari", "[de, en]", "[de, prs]"),
        ("Art=Verein", "art: begegnungscafe", "art: verein"),
        ("kontakt.email=neu@cafe.example", "info@cafe-ankommen.example", "neu@cafe.example"),
        ("angebote.sprachcafe.titel=Abend: Café", "titel: Sprachcafé", 'titel: "Abend: Café"'),
        ("angebote.0.titel=Abendcafé", "titel: Sprachcafé", "titel: Abendcafé"),
        ("kontakt.email=", "  email: info@cafe-ankommen.example\n", ""),
        ("traeger=Koordinierungsstelle", "geprueft_am:", "traeger: stelle\ngeprueft_am:"),
        ("gruendungsjahr=2015", "geprueft_am:", "gruendungsjahr: 2015\ngeprueft_am:"),
    ],
)
def test_set_understands_what_people_type(fh: Run, given: str, old: str, new: str) -> None:
    assert fh("set", "cafe-ankommen", given)[0] == 0
    assert text(CAFE_FILE) == CAFE.replace(old, new, 1).replace(*TODAY)


def test_set_writes_nothing_when_the_record_would_have_errors(fh: Run) -> None:
    code, out, err = fh("set", "cafe-ankommen", "kurzbeschreibung=")
    assert (code, out) == (1, "")
    assert "Fehler[FH103]: Es fehlt »kurzbeschreibung«." in err
    assert err.endswith("Nichts gespeichert: So hätte der Eintrag Fehler. Die Datei ist unverändert.\n")
    assert unchanged()


def test_errors_that_were_there_before_do_not_stop_an_edit(fh: Run) -> None:
    """A record is repaired field by field."""
    broken = CAFE.replace("art: begegnungscafe", "art: quatsch").replace("status: aktiv", "status: lebt")
    Path(CAFE_FILE).write_text(broken, "utf-8")
    assert fh("set", "cafe-ankommen", "art=Verein")[0] == 0
    assert text(CAFE_FILE) == broken.replace("art: quatsch", "art: verein").replace(*TODAY)


def test_showing_changes_nothing(fh: Run) -> None:
    code, out, err = fh("set", "cafe-ankommen", "name=Neu", "--dry-run")
    assert (code, err) == (0, "Nichts gespeichert (--dry-run).\n")
    assert out == "  Name: Café Ankommen → Neu\n  Letzte Änderung: 17.03.2026 → 02.11.2026\n"
    code, out, err = fh("set", "cafe-ankommen", "name=Neu", "--diff")
    assert (code, err) == (0, "Nichts gespeichert (--diff).\n")
    assert [line for line in out.splitlines() if line[0] in "+-" and line[:3] not in ("+++", "---")] == [
        "-name: Café Ankommen",
        "+name: Neu",
        f"-{TODAY[0]}",
        f"+{TODAY[1]}",
    ]
    assert unchanged()


def test_setting_what_is_there_changes_nothing(fh: Run) -> None:
    code, out, err = fh("set", "cafe-ankommen", "name=Café Ankommen")
    assert (code, out, err) == (0, "", "Nichts zu ändern: So steht es schon da.\n")
    assert unchanged()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["cafe-ankommen", "telefn=1"], "Meinten Sie »telefon«?"),
        (["cafe-ankommen", "art=xyz"], "»xyz« steht nicht zur Wahl. Alle Wörter zeigt: fh explain initiativarten"),
        (["cafe-ankommen", "letzte_aenderung=heute"], "trägt das Werkzeug selbst ein"),
        (["cafe-ankommen", "kontakt="], "fh remove cafe-ankommen kontakt"),
        (["cafe-ankommen", "geprueft_am=31.02.2026"], "Den 31.02.2026 gibt es nicht"),
        (["cafe-ankommen", "angebote.xyz.titel=A"], "Es gibt: sprachcafe, formulartisch."),
        (["cafe-ankommen", "format=online"], "angebote.KENNUNG.format"),
        (["cafe-ankommen"], "Was soll sich ändern?"),
        (["cafe-ankomen", "name=A"], "Meinten Sie Café Ankommen (initiative/cafe-ankommen)?"),
        (["xyz/cafe", "name=A"], "»xyz« ist keine Art von Einträgen"),
        (["data/municipalities.csv", "name=A"], "liegt in keinem Ordner für Einträge"),
    ],
)
def test_what_is_not_understood_says_what_would_be(fh: Run, arguments: list[str], words: str) -> None:
    code, out, err = fh("set", *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert unchanged()


def test_records_answer_to_part_of_their_name_their_file_and_their_kind(fh: Run) -> None:
    for name in (["ankommen"], ["Café", "Ankommen"], [f"./{CAFE_FILE}"], ["initiative/cafe-ankommen"]):
        Path(CAFE_FILE).write_text(CAFE, "utf-8")
        assert fh("set", *name, "name=Neu")[0] == 0
        assert "name: Neu" in text(CAFE_FILE)


def test_a_name_that_two_records_share_is_not_guessed(fh: Run) -> None:
    Path("data/initiatives/cafe-neu.yaml").write_text(initiative(name="Café Ankommen Nord"), "utf-8")
    code, _, err = fh("set", "Ankommen", "name=A")
    assert code == 2
    assert "»Ankommen« ist nicht eindeutig" in err
    assert "initiative/cafe-neu" in err


def test_private_records_need_their_kind_and_show_no_value(fh: Run) -> None:
    assert fh("set", "person-01", "telefon=04542 1")[0] == 2
    code, out, err = fh("set", "person/person-01", "telefon=040 66969802")
    assert code == 0
    assert "669698" not in out + err
    assert "Erika" not in out + err
    assert out.startswith("  Telefon: geändert\n")
    assert text(PERSON_FILE) == PERSON.replace("+49 40 66969801", "+49 40 66969802") + TODAY[1] + "\n"
    code, out, err = fh("set", "person/person-01", "telefon=040 66969803", "--diff")
    assert (code, out) == (0, "")
    assert "vertraulich" in err


def test_line_ends_and_mark_stay(fh: Run) -> None:
    Path(CAFE_FILE).write_bytes(b"\xef\xbb\xbf" + CAFE.replace("\n", "\r\n").encode())
    assert fh("set", "cafe-ankommen", "name=Neu", "mobil=0171 3920012")[0] == 0
    expected = CAFE.replace("name: Café Ankommen", "name: Neu").replace(*TODAY)
    expected = expected.replace('66969123"\n', '66969123"\n  mobil: "+49 171 3920012"\n')
    assert Path(CAFE_FILE).read_bytes() == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()


if sys.platform != "win32":
    from terminal_sessions import session

    @pytest.mark.usefixtures("fh")
    def test_on_a_terminal_an_unclear_name_is_a_numbered_choice(tmp_path: Path) -> None:
        Path("data/initiatives/cafe-neu.yaml").write_text(initiative(name="Café Ankommen Nord"), "utf-8")
        code, shown = session(tmp_path, ["set", "Ankommen", "name=Neu"], ["2"])
        assert code == 0, shown
        assert "1 Café Ankommen  Mölln · cafe-ankommen" in shown
        assert "name: Neu" in text("data/initiatives/cafe-neu.yaml")
        assert unchanged()

    @pytest.mark.usefixtures("fh")
    def test_on_a_terminal_a_field_can_be_chosen_by_half_its_name(tmp_path: Path) -> None:
        code, shown = session(tmp_path, ["set", "cafe-ankommen"], ["Telefon", "04542 856612"])
        assert code == 0, shown
        assert '"+49 4542 856612"' in text(CAFE_FILE)
