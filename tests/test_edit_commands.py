"""The commands that edit, on small registries: what the files hold afterwards to the byte, and what is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.changing import FileChange, write_changes
from fluechtlingshilfe_cli.editing import EditRefused
from fluechtlingshilfe_cli.project import Project
from projects import Run, initiative, text, write
from questions import MUNICIPALITIES

SETTINGS = """\
# Unser Kreis
name: Testregister
kreis: "01053"
bundesland: SH
stichtag: "2026-11-02"
privat: private
koordinationsstelle: stelle
ausnahmen:
  - regel: FH311
    datensatz: initiative/cafe-ankommen
    grund: Zum Testen.
"""
CAFE_FILE = "data/initiatives/cafe-ankommen.yaml"
CAFE = """\
# Das Café am Markt
name: Café Ankommen
art: begegnungscafe
status: aktiv
kurzbeschreibung: Ein offener Nachmittag.  # für den Druck
gemeinde: "01053090"
kontakt:
  # nur vormittags
  telefon: "+49 40 66969123"
  email: info@cafe-ankommen.example
sprachen: [de, en]
kontaktpersonen: [person-01]
angebote:
  - id: sprachcafe
    titel: Sprachcafé
    handlungsfeld: sprache
    format: vor_ort
  # neu seit 2025
  - id: formulartisch
    titel: Formulartisch
    handlungsfeld: behoerden_asylverfahren
    format: vor_ort
geprueft_am: "2026-03-17"
letzte_aenderung: "2026-03-17"
"""
PARTNER_FILE = "data/partners/stelle.yaml"
PARTNER = """\
name: Koordinierungsstelle
status: aktiv
rollen: [behoerde]
kontakt:
  email: info@stelle.example
geprueft_am: "2026-09-01"
"""
NEED_FILE = "data/needs/deutschkurs.yaml"
NEED = """\
titel: Deutschkurs am Abend
status: aktiv
art: angebotsluecke
handlungsfeld: sprache
gemeldet_am: "2026-05-01"
gemeldet_durch: initiative/cafe-ankommen
gedeckt_durch:
  - angebot/cafe-ankommen/sprachcafe
geprueft_am: "2026-09-01"
"""
PERSON_FILE = "private/persons/person-01.yaml"
PERSON = """\
name: Erika Muster
status: aktiv
telefon: "+49 40 66969801"
"""
NOTE_FILE = "private/notes/initiative/cafe-ankommen.yaml"
NOTE = "zu: initiative/cafe-ankommen\ninterne_notiz: Schlüssel beim Küster.\n"
FILES = {
    "fh.yaml": SETTINGS,
    "data/municipalities.csv": MUNICIPALITIES,
    CAFE_FILE: CAFE,
    PARTNER_FILE: PARTNER,
    NEED_FILE: NEED,
    PERSON_FILE: PERSON,
    NOTE_FILE: NOTE,
}


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in a small registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def unchanged(*but: str) -> bool:
    """Whether all files but these are as they were."""
    return all(text(name) == content for name, content in FILES.items() if name not in but)


def stored() -> None:
    """Makes a git repository of the registry, all files stored."""
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], check=True)


TODAY = ('letzte_aenderung: "2026-03-17"', 'letzte_aenderung: "2026-11-02"')


# fh set


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


# fh add, fh remove


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


# fh confirm


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


# fh rename


def test_everybody_follows_a_new_id(fh: Run) -> None:
    """References, offers named through it, the note about it, and the settings; nothing else."""
    code, out, _ = fh("rename", "cafe-ankommen", "cafe-moelln")
    assert code == 0
    assert out == (
        f"  {CAFE_FILE} → data/initiatives/cafe-moelln.yaml\n"
        f"  {NEED_FILE}\n"
        f"  {NOTE_FILE} → private/notes/initiative/cafe-moelln.yaml\n"
        "  fh.yaml\n"
        "Umbenannt: Café Ankommen heißt jetzt »cafe-moelln«; 2 weitere Dateien nennen jetzt die neue. "
        "Alles andere blieb unverändert.\n"
        "Zurück: fh rename initiative/cafe-moelln cafe-ankommen\n"
    )
    assert text("data/initiatives/cafe-moelln.yaml") == CAFE
    assert text("private/notes/initiative/cafe-moelln.yaml") == NOTE.replace("cafe-ankommen", "cafe-moelln")
    assert text(NEED_FILE) == NEED.replace("cafe-ankommen", "cafe-moelln")
    assert text("fh.yaml") == SETTINGS.replace("cafe-ankommen", "cafe-moelln")
    assert not Path(CAFE_FILE).exists()
    assert not Path(NOTE_FILE).exists()
    assert text(PARTNER_FILE) == PARTNER
    assert fh("rename", "cafe-moelln", "cafe-ankommen")[0] == 0
    assert unchanged()


def test_settings_that_name_a_record_by_its_id_follow_too(fh: Run) -> None:
    assert fh("rename", "partner/stelle", "buero")[0] == 0
    assert text("fh.yaml") == SETTINGS.replace("koordinationsstelle: stelle", "koordinationsstelle: buero")


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("Café Mölln", "Zum Beispiel: cafe-moelln"),
        ("cafe-ankommen", "heißt schon so"),
        ("partner/cafe", "bleibt in »Initiativen«"),
        ("cafe-neu", "gibt es schon"),
    ],
)
def test_rename_refuses_ids_that_cannot_be(fh: Run, new: str, words: str) -> None:
    Path("data/initiatives/cafe-neu.yaml").write_text(initiative(), "utf-8")
    code, _, err = fh("rename", "cafe-ankommen", new)
    assert code == 2
    assert words in err
    assert unchanged()


def test_rename_can_be_looked_at_first(fh: Run) -> None:
    code, out, err = fh("rename", "cafe-ankommen", "cafe-moelln", "--dry-run")
    assert (code, err) == (0, "Nichts gespeichert (--dry-run).\n")
    assert CAFE_FILE in out
    assert unchanged()


def test_an_offer_gets_another_id_and_everybody_follows(fh: Run) -> None:
    """Its place, who names it, and its translation; comments and other offers stay as they are."""
    extra = "uebersetzungen:\n  - sprache: en\n    feld: angebote/sprachcafe/titel # gut so\n    text: Language café\n"
    Path(CAFE_FILE).write_text(CAFE + extra, "utf-8")
    code, out, err = fh("rename", "cafe-ankommen/sprachcafe", "deutsch-am-abend")
    assert code == 0, err
    assert out == (
        f"  {CAFE_FILE}\n"
        f"  {NEED_FILE}\n"
        "Umbenannt: Sprachcafé heißt jetzt »deutsch-am-abend«; 1 weitere Datei nennt jetzt die neue. "
        "Alles andere blieb unverändert.\n"
        "Zurück: fh rename cafe-ankommen/deutsch-am-abend sprachcafe\n"
    )
    new = (CAFE + extra).replace("id: sprachcafe", "id: deutsch-am-abend").replace("/sprachcafe/", "/deutsch-am-abend/")
    assert text(CAFE_FILE) == new.replace(*TODAY)
    assert "angebot/cafe-ankommen/deutsch-am-abend" in text(NEED_FILE)
    assert fh("rename", "angebot/cafe-ankommen/deutsch-am-abend", "sprachcafe")[0] == 0
    assert text(CAFE_FILE) == (CAFE + extra).replace(*TODAY)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("cafe-ankommen/sprachcaffe", "x", "Meinten Sie »cafe-ankommen/sprachcafe«?"),
        ("cafe-ankommen/sprachcafe", "Deutsch!", "Zum Beispiel: deutsch"),
        ("cafe-ankommen/sprachcafe", "sprachcafe", "heißt schon so"),
        ("cafe-ankommen/sprachcafe", "andere/sprachcafe", "bleibt in »cafe-ankommen«"),
        ("nirgends/sprachcafe", "x", "ist keine Art von Einträgen"),
    ],
)
def test_an_offer_that_cannot_be_renamed_is_told(fh: Run, old: str, new: str, words: str) -> None:
    code, _, err = fh("rename", old, new)
    assert (code, words in err) == (2, True), err
    assert unchanged()


# fh end


def test_ending_keeps_the_record_and_names_what_is_attached(fh: Run) -> None:
    Path("data/initiatives/cafe-neu.yaml").write_text(initiative(name="Neues Café"), "utf-8")
    code, out, err = fh(
        "end", "cafe-ankommen", "--grund", "Zu wenige Freiwillige.", "--am", "31.10.2026", "--nachfolge", "Neues Café"
    )
    assert code == 0
    ended = 'beendet_am: "2026-10-31"\nbeendet_grund: Zu wenige Freiwillige.\nnachfolge: [cafe-neu]\n'
    assert text(CAFE_FILE) == CAFE.replace("status: aktiv", "status: beendet").replace(*TODAY) + ended
    assert "Stand geändert, Beendet am, Grund der Beendigung und Nachfolge eingetragen. Alles andere blieb" in out
    assert "  Bedarf: Deutschkurs am Abend (need/deutschkurs) nennt ihn bei »" in err
    assert "  Notiz: note/cafe-ankommen nennt ihn bei »Zu«" in err
    assert "  Person: person/person-01 steht bei »Kontaktpersonen«" in err
    assert "Erika" not in out + err
    code, _, err = fh("end", "cafe-ankommen", "--grund", "Noch einmal.")
    assert code == 2
    assert "ist schon beendet" in err


def test_an_end_needs_a_reason_and_an_heir_that_exists(fh: Run) -> None:
    assert "--grund" in fh("end", "cafe-ankommen")[2]
    assert "gibt es noch nicht" in fh("end", "cafe-ankommen", "--grund", "x", "--nachfolge", "niemand")[2]
    assert "Notizen werden nicht beendet" not in fh("end", "person/person-01", "--grund", "x", "--dry-run")[2]
    assert unchanged()


# fh edit


def editor(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """An editor that runs Python on the file: `path` is the file, `text` what it holds."""
    script = Path("editor.py").absolute()
    script.write_text(
        f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text('utf-8')\n{code}\n", "utf-8"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")


def test_a_sound_edit_is_saved_with_its_day(fh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, "path.write_text(text.replace('name: Café', 'name:  Cafe'), 'utf-8')")
    code, out, err = fh("edit", "cafe-ankommen")
    assert (code, err) == (0, "")
    assert "Gespeichert: Café Ankommen – Name geändert. Andere Dateien blieben unverändert.\n" in out
    assert text(CAFE_FILE) == CAFE.replace("name: Café", "name:  Cafe").replace(*TODAY)
    assert sorted(os.listdir("data/initiatives")) == ["cafe-ankommen.yaml"]


def test_a_comment_or_a_confirmation_does_not_move_the_day(fh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, "path.write_text(text.replace('nur vormittags', 'nur nachmittags'), 'utf-8')")
    code, out, _ = fh("edit", "cafe-ankommen")
    assert code == 0
    assert "nur die Schreibweise geändert" in out
    assert text(CAFE_FILE) == CAFE.replace("nur vormittags", "nur nachmittags")


def test_an_edit_with_errors_leaves_the_file_and_keeps_the_draft(fh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, "path.write_text(text.replace('name:', 'nmae:'), 'utf-8')")
    code, out, err = fh("edit", "cafe-ankommen")
    assert (code, out) == (1, "")
    assert "»name«" in err
    assert "Ihr Entwurf liegt in data/initiatives/.cafe-ankommen.entwurf.yaml" in err
    assert unchanged()
    editor(monkeypatch, "assert 'nmae:' in text\npath.write_text(text.replace('nmae:', 'name: Neu #'), 'utf-8')")
    assert fh("edit", "cafe-ankommen")[0] == 0
    assert text(CAFE_FILE) == CAFE.replace("name:", "name: Neu #").replace(*TODAY)


def test_an_edit_that_changes_nothing_or_fails_leaves_nothing_behind(fh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, "")
    assert fh("edit", "cafe-ankommen") == (0, "", "Nichts geändert.\n")
    editor(monkeypatch, "sys.exit(3)")
    code, _, err = fh("edit", "cafe-ankommen")
    assert code == 1
    assert "meldet einen Fehler (3). Die Datei ist unverändert." in err
    monkeypatch.setenv("EDITOR", "gibt-es-nicht")
    assert "Der Editor »gibt-es-nicht« ist nicht da" in fh("edit", "cafe-ankommen")[2]
    assert unchanged()
    assert os.listdir("data/initiatives") == ["cafe-ankommen.yaml"]


# fh fmt

UNTIDY = """\
name:   Café Ankommen
art: begegnungscafe
status: aktiv
kurzbeschreibung: Ein offener Nachmittag.>>>
gemeinde: 01053090   # Mölln
kontakt:
    # nur vormittags
    telefon: "+49 40 66969123"
sprachen:
-   de
-   "no"
geprueft_am: 2026-03-17""".replace(">>>", "   ")
TIDY = """\
name: Café Ankommen
art: begegnungscafe
status: aktiv
kurzbeschreibung: Ein offener Nachmittag.
gemeinde: "01053090"   # Mölln
kontakt:
  # nur vormittags
  telefon: "+49 40 66969123"
sprachen:
  - de
  - "no"
geprueft_am: "2026-03-17"
"""


def test_fmt_tidies_and_says_what(fh: Run) -> None:
    Path(CAFE_FILE).write_text(UNTIDY, "utf-8")
    code, out, err = fh("fmt", "--check")
    assert (code, out) == (1, f"{CAFE_FILE}\n")
    assert err == "1 Datei wäre zu ändern, 4 unverändert.\n"
    code, out, _ = fh("fmt", CAFE_FILE, "--diff")
    assert code == 1
    assert "-gemeinde: 01053090   # Mölln\n" in out
    assert '+gemeinde: "01053090"   # Mölln\n' in out
    assert text(CAFE_FILE) == UNTIDY
    code, out, err = fh("fmt")
    assert (code, err) == (0, "1 Datei in Form gebracht, 4 unverändert.\n")
    assert text(CAFE_FILE) == TIDY
    assert unchanged(CAFE_FILE)
    assert fh("fmt", "--check") == (0, "", "5 Dateien sind schon in Form.\n")


def test_fmt_takes_ids_folders_and_the_settings(fh: Run) -> None:
    Path(CAFE_FILE).write_text(UNTIDY, "utf-8")
    assert fh("fmt", "data/partners", "fh.yaml", "--check")[2] == "2 Dateien sind schon in Form.\n"
    assert fh("fmt", "cafe-ankommen", "data/initiatives", "--check")[2] == "1 Datei wäre zu ändern, 0 unverändert.\n"


def test_fmt_leaves_what_it_cannot_read(fh: Run) -> None:
    Path(CAFE_FILE).write_text(CAFE.replace("[de, en]", "[de, en"), "utf-8")
    code, out, err = fh("fmt")
    assert (code, out) == (1, "")
    assert f"{CAFE_FILE} ist nicht lesbar." in err
    assert text(CAFE_FILE) == CAFE.replace("[de, en]", "[de, en")


# Writing


@pytest.mark.usefixtures("fh")
def test_a_file_somebody_else_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    project = Project(tmp_path)
    path = tmp_path / CAFE_FILE
    change = FileChange(project.kinds["initiative"], "cafe-ankommen", CAFE_FILE, path, b"name: alt\n", b"name: neu\n")
    with pytest.raises(EditRefused, match="von jemand anderem geändert"):
        write_changes([change])
    assert unchanged()


# On a terminal

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

    @pytest.mark.usefixtures("fh")
    def test_on_a_terminal_the_editor_opens_again_after_an_error(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editor(
            monkeypatch,
            "new = text.replace('nmae:', 'name: Neu #') if 'nmae:' in text else text.replace('name:', 'nmae:')\n"
            "path.write_text(new, 'utf-8')",
        )
        code, shown = session(tmp_path, ["edit", "cafe-ankommen"], ["j"])
        assert code == 0, shown
        assert "Noch einmal öffnen?" in shown
        assert text(CAFE_FILE) == CAFE.replace("name:", "name: Neu #").replace(*TODAY)


# what is said of a command line that cannot be


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "initiativen", "--limit", "0"], "--limit: 0 geht hier nicht, nur mindestens 1."),
        (["list", "initiativen", "--limit", "x"], "--limit: »x« ist keine Zahl."),
        (["report", "kennzahlen", "--jahr", "1800"], "1800 geht hier nicht, nur mindestens 1990 und höchstens 2100."),
        (["directory", "-o", "x.docx"], "mit der Endung ».docx« macht dieser Befehl nicht. Möglich sind: .md, .html"),
        (["report", "kennzahlen", "-o", "x.doc"], "mit der Endung ».doc«"),
        (["export", "initiatives", "-o", "x.ods"], "mit der Endung ».ods«"),
        (["export", "initiativs"], "Die Art »initiativs« gibt es nicht. Meinten Sie »Initiativen«?"),
        (["validate", "cafe-ankomen"], "Meinten Sie »cafe-ankommen«?"),
        (["list", "--today", "32.13.2026"], "»32.13.2026« ist kein Tag. Zum Beispiel: 14.03.2026"),
    ],
)
def test_what_cannot_be_is_said_in_german_with_what_can(fh: Run, arguments: list[str], words: str) -> None:
    code, out, err = fh(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert not list(Path().glob("x.*"))
