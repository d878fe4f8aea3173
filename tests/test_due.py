"""The yearly enquiry: who is due and why, and what a successor is told of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asked_registries import FILES, SETTINGS
from projects import Run, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in the registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


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
