"""The yearly enquiry on a small registry: who is due and why, answers, complaints; what the files hold afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from projects import Run, initiative, text, write
from questions import MUNICIPALITIES

SETTINGS = """\
name: Testregister
kreis: "01053"
bundesland: SH
stichtag: "2026-11-02"
privat: private
koordinationsstelle: stelle
kontakt:
  bezeichnung: Koordinierungsstelle
  email: info@stelle.example
  telefon: "+49 40 66969100"
verzeichnis:
  titel: Gemeinsam
  herausgeber: Koordinierungsstelle, Am Markt 1, 23879 Mölln
  verantwortlich: Leitung der Koordinierungsstelle
aktualitaet:
  abfrage_begonnen: "2026-03-01"
"""
PARTNER = """\
name: Koordinierungsstelle
status: aktiv
rollen: [behoerde]
kontakt:
  email: info@stelle.example
anschrift:
  strasse: Am Markt 1
  plz: "23879"
  ort: Mölln
  oeffentlich: true
geprueft_am: "2026-09-01"
"""
CAFE = "data/initiatives/cafe-ankommen.yaml"
RAD = "data/initiatives/radhaus.yaml"
TREFF = "data/initiatives/treff.yaml"
NEU = "data/initiatives/neu.yaml"
NOTE = "private/notes/initiative/radhaus.yaml"
PERSON = """\
name: Erika Muster
status: aktiv
anrede: frau
briefanrede: Liebe Frau Muster
funktion: Leitung
telefon: "+49 40 66969801"
email: erika.muster@post.example
einwilligungen:
  - umfang: [name, email]
    kanaele: [intern]
    erteilt_am: "2026-01-10"
"""
FILES: dict[str, str | bytes] = {
    "data/municipalities.csv": MUNICIPALITIES,
    "data/partners/stelle.yaml": PARTNER,
    CAFE: initiative(),
    RAD: initiative(
        name="Radhaus",
        art="verein",
        geprueft_am="2025-05-02",
        geprueft_wie="telefonisch",
        gemeinde="01053083",
        kontakt={"email": "rad@radhaus.example", "telefon": "+49 40 66969133"},
        ehrenamtliche=[{"stichtag": "2024-12-31", "anzahl": 7, "erhebung": "gemeldet"}],
    ),
    TREFF: initiative(
        name="Treff am See",
        geprueft_am="2026-01-15",
        kontakt={"ueber": "koordinationsstelle"},
        kontaktpersonen=["person-01"],
    ),
    NEU: initiative(
        name="Neue Runde",
        geprueft_am=None,
        kontakt={"telefon": "+49 40 66969144"},
        anschrift={"strasse": "Seestraße 2", "plz": "23879", "ort": "Mölln", "oeffentlich": True},
    ),
    "private/persons/person-01.yaml": PERSON,
    NOTE: """\
zu: initiative/radhaus
beanstandungen:
  - eingang_am: "2026-10-01"
    inhalt: Niemand hebt ab.
abfragen:
  - gefragt_am: "2026-03-02"
    auf: email
    zweck: [angaben]
""",
}


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in the registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def reasons(fh: Run) -> dict[str, list[str]]:
    """Why each entry is due."""
    return {row["id"]: row["gruende"] for row in json.loads(fh("due", "--format", "json")[1])}


def test_due_names_office_month_and_reason(fh):
    code, out, err = fh("due")
    assert code == 0
    assert out == (
        "Koordinierungsstelle · 3\n"
        "  Noch nie bestätigt\n"
        "    Neue Runde  neu\n"
        "      noch nie bestätigt; noch nicht gefragt\n"
        "  Frist abgelaufen im Mai 2026\n"
        "    Radhaus  radhaus\n"
        "      Beanstandung vom 01.10.2026 offen; zuletzt bestätigt am 02.05.2025\n"
        "      (telefonisch); gefragt am 02.03.2026 (E-Mail), keine Antwort\n"
        "  Frist läuft bis Januar 2027\n"
        "    Treff am See  treff\n"
        "      zuletzt bestätigt am 15.01.2026; noch nicht gefragt\n"
    )
    assert err.endswith(
        "Alle anschreiben:  fh letter --due\nAntwort eintragen: fh answer neu\n3 von 5 Einträgen sind fällig.\n"
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-02", "gefragt heute (E-Mail)\n"),
        ("2026-03-03", "gefragt gestern (E-Mail)\n"),
        ("2026-03-22", "gefragt vor 20 Tagen (E-Mail)\n"),
        ("2026-03-23", "gefragt am 02.03.2026 (E-Mail), keine Antwort\n"),
    ],
)
def test_silence_begins_when_the_time_to_answer_is_over(fh, day, said):
    assert said in fh("due", "--today", day)[1].replace("\n      ", " ")


def test_due_takes_the_filters_of_list_and_writes_all_formats(fh):
    assert fh("due", "--gemeinde", "Lauenburg/Elbe", "--format", "ids")[1] == "radhaus\n"
    assert fh("due", "initiativen", "--kontaktpersonen", "person-01", "-f", "ids")[1] == "treff\n"
    assert fh("due", "--gemeinde", "Lauenburg/Elbe", "--format", "csv")[1] == (
        "kind,id,titel,gemeinde,zustaendig,frist,gefragt_am,gruende\n"
        "initiative,radhaus,Radhaus,01053083,stelle,2026-05-02,2026-03-02,"
        '"Beanstandung vom 01.10.2026 offen; zuletzt bestätigt am 02.05.2025 (telefonisch); '
        'gefragt am 02.03.2026 (E-Mail), keine Antwort"\n'
    )
    code, _, err = fh("due", "--gemeind", "Mölln")
    assert code == 2 and "gemeinde" in err
    assert fh("due", "veranstaltungen")[0] == 2


def test_due_says_when_all_is_fresh(fh):
    for name in ("neu", "radhaus", "treff"):
        assert fh("answer", name, "--antwort", "stimmt")[0] == 0
    assert fh("complaint", "radhaus", "--erledigt")[0] == 0
    assert fh("due") == (
        0,
        "",
        "Niemand ist fällig: Alles ist frisch bestätigt, keine Beanstandung ist offen.\n"
        "0 von 5 Einträgen sind fällig.\n",
    )


def test_due_without_the_private_folder_says_nothing_of_questions(fh):
    Path("private").rename("elsewhere")
    code, out, err = fh("due")
    assert code == 0
    assert "gefragt" not in out
    assert "wer schon gefragt wurde, ist nicht bekannt" in err


def test_an_answer_confirms_and_is_noted_at_the_question(fh):
    code, out, _ = fh("answer", "radhaus", "--antwort", "stimmt", "--wie", "schriftlich")
    assert code == 0
    assert "Gespeichert: Radhaus – bestätigt. Alles andere blieb unverändert." in out
    assert "geprueft_am: '2026-11-02'" in text(RAD) or 'geprueft_am: "2026-11-02"' in text(RAD)
    assert "geprueft_wie: schriftlich" in text(RAD)
    assert "letzte_aenderung" not in text(RAD), "checked is not changed"
    assert text(NOTE).endswith(
        "abfragen:\n"
        '  - gefragt_am: "2026-03-02"\n'
        "    auf: email\n"
        "    zweck: [angaben]\n"
        '    antwort_am: "2026-11-02"\n'
        "    antwort: bestaetigt\n"
        'letzte_aenderung: "2026-11-02"\n'
    )
    assert reasons(fh)["radhaus"] == [
        "Beanstandung vom 01.10.2026 offen",
        "zuletzt bestätigt am 02.11.2026 (schriftlich)",
    ]
    assert fh("validate")[0] == 0


def test_a_changed_answer_is_entered_in_one_go(fh):
    code, out, _ = fh("answer", "neu", "telefon=040 66969 145", "--ehrenamtliche", "9")
    assert code == 0
    assert "Telefon: +49 40 66969144 → +49 40 66969145" in out
    assert "geprueft_am" in text(NEU) and "letzte_aenderung" in text(NEU)
    assert '- stichtag: "2025-12-31"\n    anzahl: 9\n    erhebung: gemeldet\n' in text(NEU)
    assert "antwort: geaendert" in text("private/notes/initiative/neu.yaml")
    assert "neu" not in reasons(fh)


def test_a_reported_change_without_content_stays_due(fh):
    code, _, err = fh("answer", "neu", "--antwort", "geändert")
    assert code == 0
    assert "Noch einzutragen: fh answer neu feld=Wert" in err
    assert text(NEU) == FILES[NEU]
    assert reasons(fh)["neu"] == ["Antwort vom 02.11.2026: hat sich geändert, noch nicht eingetragen"]
    fh("answer", "neu", "telefon=040 66969 145")
    assert "neu" not in reasons(fh)
    assert text("private/notes/initiative/neu.yaml").count("gefragt_am") == 1


def test_an_ended_initiative_is_ended_at_once(fh):
    code, _, err = fh("answer", "radhaus", "--antwort", "gibt es nicht mehr", "--grund", "Halle gekündigt.")
    assert code == 0
    assert "status: beendet" in text(RAD) and "beendet_grund: Halle gekündigt." in text(RAD)
    assert "geprueft_am: '2025-05-02'" in text(RAD), "what has ended is not confirmed"
    assert "note/radhaus nennt ihn" in err
    assert "radhaus" not in reasons(fh)


def test_a_figure_alone_confirms_nothing(fh):
    assert fh("answer", "radhaus", "--ehrenamtliche", "8", "--zum", "31.12.2024", "--erhebung", "gezählt")[0] == 0
    assert "  anzahl: 8\n  erhebung: gezaehlt\n" in text(RAD)
    assert text(RAD).count("stichtag") == 1
    assert "geprueft_am: '2025-05-02'" in text(RAD)
    assert text(NOTE) == FILES[NOTE], "the question for the entry is still open"


def test_an_answer_must_be_known_and_said(fh):
    assert "Möglich sind: stimmt, geaendert, beendet." in fh("answer", "neu", "--antwort", "vielleicht")[2]
    assert "Was war die Antwort?" in fh("answer", "neu", "--no-input")[2]
    code, _, err = fh("answer", "neu", "--antwort", "stimmt", "--dry-run")
    assert (code, text(NEU)) == (0, FILES[NEU])
    assert "Nichts gespeichert (--dry-run)." in err
    assert not Path("private/notes/initiative/neu.yaml").exists()


def test_an_answer_that_breaks_the_entry_writes_nothing(fh):
    code, _, err = fh("answer", "radhaus", "email=rad")
    assert code == 1
    assert "Nichts gespeichert" in err
    assert (text(RAD), text(NOTE)) == (FILES[RAD], FILES[NOTE])


def test_without_the_private_folder_an_answer_still_confirms(fh):
    Path("private").rename("elsewhere")
    code, _, err = fh("answer", "neu", "--antwort", "stimmt")
    assert code == 0
    assert "die Antwort steht nur im Eintrag selbst" in err
    assert "geprueft_am" in text(NEU)
    assert fh("answer", "neu", "--antwort", "geaendert")[0] == 2


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


def test_what_changes_with_the_answer_is_confirmed_and_what_changes_later_is_not(fh):
    fh("answer", "radhaus", "telefon=040 66969 134")
    fh("complaint", "radhaus", "--erledigt")
    assert "radhaus" not in reasons(fh)
    fh("complaint", "radhaus", "Falsch.", "--verbergen", "telefon")
    assert reasons(fh)["radhaus"] == [
        "Beanstandung vom 02.11.2026 offen",
        "seit der Bestätigung vom 02.11.2026 geändert",
        "noch nicht gefragt",
    ]
    assert "  Seit der Bestätigung geändert\n    Radhaus  radhaus\n" in fh("due")[1]


def test_an_ended_initiative_is_not_asked_again(fh):
    fh("answer", "radhaus", "--antwort", "beendet", "--grund", "Aus.")
    assert "ist schon beendet" in fh("answer", "radhaus", "--antwort", "stimmt")[2]
    assert "dazu gibt es nichts zu fragen" in fh("letter", "radhaus")[2]


def test_whose_figure_is_missing(fh):
    code, out, err = fh("due", "--zweck", "zahlen")
    assert code == 0
    assert out == (
        "Koordinierungsstelle · 4\n"
        "    Café Ankommen  cafe-ankommen\n"
        "      Zahl zum 31.12.2025 fehlt; noch nicht gefragt\n"
        "    Neue Runde  neu\n"
        "      Zahl zum 31.12.2025 fehlt; noch nicht gefragt\n"
        "    Radhaus  radhaus\n"
        "      Zahl zum 31.12.2025 fehlt; zuletzt 7 am 31.12.2024; noch nicht gefragt\n"
        "    Treff am See  treff\n"
        "      Zahl zum 31.12.2025 fehlt; noch nicht gefragt\n"
    )
    assert err.endswith("Zahl eintragen:   fh answer cafe-ankommen --ehrenamtliche 12\n4 Initiativen ohne Zahl.\n")
    assert fh("letter", "--due", "--zweck", "zahlen")[1].count("E-Mail") == 3
    assert "gefragt heute (E-Mail)\n" in fh("due", "--zweck", "zahlen")[1]
    fh("answer", "radhaus", "--ehrenamtliche", "8")
    assert fh("due", "--zweck", "zahlen", "-f", "ids")[1].split() == ["cafe-ankommen", "neu", "treff"]
    rows = json.loads(fh("due", "--zweck", "zahlen", "--zum", "31.12.2024", "-f", "json")[1])
    assert "radhaus" not in [row["id"] for row in rows]


def test_many_answers_are_noted_and_a_wrong_line_stops_nobody(fh):
    Path("antworten.csv").write_text(
        "kennung;antwort;am;wie\n"
        "radhaus;stimmt;30.10.2026;schriftlich\n"
        "neu;geändert;31.10.2026;\n"
        "quatsch;stimmt;;\n"
        "treff;vielleicht;;\n",
        "utf-8",
    )
    code, out, err = fh("confirm", "--from", "antworten.csv")
    assert code == 1
    assert "Radhaus: bestätigt am 30.10.2026, schriftlich" in out
    assert "Zeile 4: Den Eintrag »quatsch« gibt es nicht." in err and "Zeile 5: Die Antwort »vielleicht«" in err
    assert '    antwort_am: "2026-10-30"\n    antwort: bestaetigt\n' in text(NOTE)
    assert reasons(fh)["neu"] == ["Antwort vom 31.10.2026: hat sich geändert, noch nicht eingetragen"]
    assert text(TREFF) == FILES[TREFF]
    before = text(NOTE)
    assert fh("confirm", "--from", "antworten.csv", "--dry-run")[0] == 1
    assert text(NOTE) == before


def test_the_phone_call_on_a_real_terminal(tmp_path):
    """The entry and what is open are shown; three choices; what changed is asked for until nothing is left."""
    from terminal_sessions import session

    write(tmp_path, FILES, SETTINGS)
    code, shown = session(tmp_path, ["answer", "radh"], ["2", "telefon", "040 66969 134", "n"])
    assert code == 0
    assert "Fällig: Beanstandung vom 01.10.2026 offen;" in shown
    assert "Beanstandet am 01.10.2026: Niemand hebt ab." in shown
    assert "1 stimmt so" in shown and "3 gibt es nicht mehr" in shown
    assert "Eine Beanstandung ist noch offen. Ist sie behoben:\nfh complaint radhaus --erledigt" in shown
    saved = (tmp_path / RAD).read_text("utf-8")
    assert "+49 40 66969134" in saved and "geprueft_wie: telefonisch" in saved
    code, _ = session(tmp_path, ["answer", "neu"], [])
    assert code == 130
    assert (tmp_path / NEU).read_text("utf-8") == FILES[NEU]


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


def test_the_handover_says_what_is_open_and_whom_to_call(fh):
    fh("enquiry", "Fahrrad", "Gülzow", "--offen")
    settings = Path("fh.yaml")
    settings.write_text(
        settings.read_text("utf-8")
        + "jahresplan:\n  - {monat: 12, titel: Zahlen vorbereiten}\n  - {monat: 3, titel: Jahresabfrage}\n"
        + 'ausgaben:\n  "2027": {titel: Gemeinsam, redaktionsschluss: "2026-12-10"}\n',
        "utf-8",
    )
    report = json.loads(fh("handover", "--format", "json")[1])
    tables = {table["name"]: table["rows"] for section in report["sections"] for table in section["tables"]}
    assert [list(row.values()) for row in tables["anstehend"]] == [
        ["Dezember 2026", "Zahlen vorbereiten"],
        ["10.12.2026", "Redaktionsschluss der Ausgabe 2027"],
    ]
    assert [list(row.values()) for row in tables["ohne_antwort"]] == [
        ["2026-03-02", "Radhaus", "E-Mail", "+49 40 66969133"]
    ]
    assert [list(row.values()) for row in tables["beanstandungen"]] == [["2026-10-01", "Radhaus", "Niemand hebt ab."]]
    assert tables["anrufen"][0]["stelle"] == "Koordinierungsstelle"
    assert report["lead"] == [
        "3 Einträge sind zu bestätigen; die Liste zeigt: fh due. "
        "Am Telefon gefragt und ohne Antwort in den letzten 8 Wochen: Mobilität (1)."
    ]
    code, _, err = fh("handover", "-o", "uebergabe.pdf")
    assert (code, Path("uebergabe.pdf").read_bytes()[:5]) == (0, b"%PDF-")
    assert "uebergabe.pdf" in err
    Path("private").rename("elsewhere")
    shown = fh("handover")[1]
    assert "wer nicht geantwortet hat und was beanstandet ist, steht nur dort" in " ".join(shown.split())
