"""Answers to the yearly enquiry: what the files hold afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asked_registries import FILES, NEU, NOTE, RAD, SETTINGS, TREFF
from projects import Run, text, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in the registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def reasons(fh: Run) -> dict[str, list[str]]:
    """Why each entry is due."""
    return {row["id"]: row["gruende"] for row in json.loads(fh("due", "--format", "json")[1])}


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
