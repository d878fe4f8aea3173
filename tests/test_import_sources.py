"""Lists of every form: Excel, JSON, HSDS, another registry."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.importing.memory import list_name
from fluechtlingshilfe_cli.importing.sources import read_table
from imported_lists import HSDS, book, guessed, values
from new_registries import TODAY, fh, new_registry


def test_excel_with_a_title_real_dates_and_lost_zeros(root):
    rows: list[list[object]] = [
        ["Unsere Gruppen, Stand Herbst"],
        [],
        ["Gruppe", "Straße", "PLZ", "Ort", "Telefon", "Öffnungszeiten", "geprüft am"],
        ["Nähcafé", "Am Markt 3", 23879, "Mölln", 4542123456, "dienstags 16–18 Uhr", datetime(2026, 3, 14)],
    ]
    done = guessed(root, "liste.xlsx", book(rows))
    assert done.returncode == 0, done.stderr
    found = values(root, "data/initiatives/naehcafe.yaml")
    assert found == {
        "status": "entwurf",
        "name": "Nähcafé",
        "gemeinde": "01053090",
        "anschrift": {"strasse": "Am Markt 3", "plz": "23879", "ort": "Mölln"},
        "kontakt": {"telefon": "+49 4542 123456"},
        "angebote": [
            {
                "id": "naehcafe",
                "titel": "Nähcafé",
                "zeiten": {"regeln": [{"tag": "di", "von": "16:00", "bis": "18:00"}]},
            }
        ],
        "geprueft_am": "2026-03-14",
    }
    report = (root / ".fh/import/liste.csv").read_text("utf-8-sig")
    assert "A1;;Unsere Gruppen, Stand Herbst;steht über der Kopfzeile;nicht übernommen\n" in report


def test_json_with_sections_and_pointers(root):
    content = json.dumps(
        {
            "stand": "2026",
            "gruppen": [
                {"name": "Radhaus", "kontakt": {"email": "rad@haus.example"}, "sprachen": ["Deutsch", "Arabisch"]},
                {"name": "Leer", "extra": {"tief": 7}},
                "kaputt",
            ],
        }
    )
    done = guessed(root, "gruppen.json", content)
    assert done.returncode == 0, done.stderr
    assert values(root, "data/initiatives/radhaus.yaml") == {
        "status": "entwurf",
        "name": "Radhaus",
        "kontakt": {"email": "rad@haus.example"},
        "sprachen": ["de", "ar"],
    }
    report = (root / ".fh/import/gruppen.csv").read_text("utf-8-sig")
    assert "/gruppen/1/extra/tief;extra.tief;7;dafür gibt es kein Feld;x_import_extra_tief\n" in report
    assert "/gruppen/2;;kaputt;ist kein Eintrag mit Feldern;nicht übernommen\n" in report
    assert "/stand;;2026;steht neben der Liste der Einträge;nicht übernommen\n" in report


def test_hsds_organizations_with_services_and_schedules(root):
    (root.parent / "hsds.json").write_text(json.dumps(HSDS), "utf-8")
    done = fh(root, "import", "initiatives", "../hsds.json", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    found = values(root, "data/initiatives/willkommen-moelln.yaml")
    assert found["kontakt"] == {"email": "info@willkommen.example"}
    (offer,) = found["angebote"]
    assert (offer["id"], offer["titel"], offer["status"]) == ("deutsch-abend", "Deutsch am Abend", "aktiv")
    assert offer["zeiten"]["regeln"] == [
        {"tag": "di", "von": "18:00", "bis": "20:00"},
        {"tag": "sa", "von": "10:00", "bis": "12:00", "rhythmus": "monatlich", "nte": ["1"]},
    ]
    assert offer["kontakt"] == {"telefon": "+49 40 66969125"}
    assert offer["ort"] == "Am Markt 3, 23879 Mölln"


def test_a_sheet_is_read_by_its_name_and_remembered_for_itself(root):
    groups: list[list[object]] = [["Gruppe", "Ort"], ["Nähcafé", "Mölln"]]
    content = book(groups, Kreise=[["Kreis", "Gemeinde"], ["Strickkreis", "Mölln"]], Leer=[])
    done = guessed(root, "liste.xlsx", content)
    assert "Gelesen: 1 Zeile (Excel, Blatt »Sheet«; weitere: »Kreise«)." in done.stderr
    assert ";Blatt »Kreise«" in (root / ".fh/import/liste.csv").read_text("utf-8-sig").replace("\n", ";")
    done = guessed(root, "liste.xlsx", content, "initiatives", "--blatt", "kreise")
    assert done.stdout.splitlines()[-1] == "data/initiatives/strickkreis.yaml", done.stderr
    assert (root / "importe/liste-kreise/zuordnung-initiative.yaml").is_file()
    again = fh(root, "import", "initiatives", "../liste.xlsx", "--blatt", "Sheet", "--today", TODAY)
    assert again.stderr.endswith("1 unverändert.\n"), "the first sheet by name is the list itself"


@pytest.mark.parametrize(
    ("file", "sheet", "sentence"),
    [
        ("liste.xlsx", "Kreis", "Ein Blatt »Kreis« hat liste.xlsx nicht. Es gibt: »Sheet«, »Kreise«"),
        ("liste.xlsx", "Leer", "ist leer"),
        ("liste.csv", "Kreise", "hat keine Blätter"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_told(root, file, sheet, sentence):
    (root.parent / "liste.csv").write_text("Name;Ort\nCafé;Mölln\n", "utf-8")
    groups: list[list[object]] = [["Gruppe", "Ort"], ["Nähcafé", "Mölln"]]
    (root.parent / "liste.xlsx").write_bytes(book(groups, Kreise=groups, Leer=[]))
    done = fh(root, "import", "initiatives", f"../{file}", "--guess", "--blatt", sheet)
    assert (done.returncode, sentence in done.stderr) == (2, True), done.stderr


def test_another_registry_gives_its_records_as_they_are(root, tmp_path):
    other = new_registry(tmp_path / "anderes") if (tmp_path / "anderes").mkdir() is None else root
    source = other / "data/initiatives/nachbarn.yaml"
    source.write_text(
        "status: entwurf\nname: Nachbarn in Nusse\nangebote:\n  - id: treff\n    titel: Treff\n    format: vor_ort\n"
        "    handlungsfeld: sprache\n",
        "utf-8",
    )
    for path in (other / "data/initiatives").glob("*.yaml"):
        if path != source:
            path.unlink()
    done = fh(root, "import", "initiatives", str(other), "--today", TODAY)
    assert done.returncode == 0, done.stderr
    assert values(root, "data/initiatives/nachbarn-nusse.yaml") == values(other, "data/initiatives/nachbarn.yaml")
    again = fh(root, "import", "initiatives", str(other), "--today", TODAY)
    assert again.stderr.endswith("0 Initiativen angelegt, 0 erneuert, 1 unverändert.\n")


def test_carriers_html_and_more_values_than_fields(root):
    """What real cells hold: a carrier in other words, markup, a list of numbers, a fax, an odd word among good ones."""
    (root / "data/partners/awo.yaml").write_text("status: entwurf\nname: AWO Kreisverband Test e. V.\n", "utf-8")
    content = (
        "Name;Träger;Beschreibung;Telefon;Zielgruppen;Sprachen\n"
        "Radhaus;Trägerverein: AWO Kreisverband Test;<p>Wir <b>schrauben</b>.</p><p>Kommt vorbei!</p>;"
        "040 66969121 / 0171 3920011, Fax 040 66969129, 040 66969122;;Deutsch, Klingonisch, Arabisch\n"
        "Nähcafé;Unbekannter Verein;;;;\n"
    )
    done = guessed(root, "liste.csv", content)
    assert done.returncode == 0, done.stderr
    found = values(root, "data/initiatives/radhaus.yaml")
    assert found["traeger"] == "awo"
    assert found["beschreibung"] == "Wir schrauben.\n\nKommt vorbei!"
    assert found["kontakt"] == {"telefon": "+49 40 66969121", "mobil": "+49 171 3920011"}
    assert found["x_import_telefon"] == ["+49 40 66969122", "Fax +49 40 66969129"]
    assert (found["sprachen"], found["x_import_sprachen"]) == (["de", "ar"], "Klingonisch")
    assert values(root, "data/initiatives/naehcafe.yaml")["x_import_traeger"] == "Unbekannter Verein"
    assert "B3 Träger: Einen Eintrag »Unbekannter Verein« gibt es noch nicht." in done.stderr


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("liste_2026-05.csv", "liste"),
        ("Gruppen (2).xlsx", "gruppen"),
        ("helferkreise_2020-01-25.csv", "helferkreise"),
        ("2026.csv", "2026"),
        ("Liste neu.csv", "liste"),
    ],
)
def test_versions_of_a_list_bear_one_name(name, wanted):
    assert list_name(Path(name)) == wanted


def test_a_table_for_answers_may_be_a_workbook(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(book([["Kennung", "Antwort"], ["cafe", "stimmt"]]))
    assert [dict(row.cells) for row in read_table(tmp_path / "a.xlsx").rows] == [
        {"Kennung": "cafe", "Antwort": "stimmt"}
    ]
