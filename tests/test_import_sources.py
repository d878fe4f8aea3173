"""Lists of every form: Excel, JSON, HSDS, another registry; people, duplicates; and no bytes that make it fall over."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.importing.guessing import Guesser
from fluechtlingshilfe_cli.importing.memory import Decisions, State, list_name
from fluechtlingshilfe_cli.importing.planning import Planner
from fluechtlingshilfe_cli.importing.reporting import as_csv, as_markdown, lines
from fluechtlingshilfe_cli.importing.sources import NotATable, read_source, read_table
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from new_registries import TODAY, fh, new_registry, tree


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """One new registry for the module, copied for each test."""
    return new_registry(tmp_path_factory.mktemp("sources")).parent


@pytest.fixture
def root(fresh, tmp_path) -> Path:
    """A registry; lists lie beside it."""
    shutil.copytree(fresh, tmp_path / "x")
    return tmp_path / "x" / "register"


def guessed(root: Path, file: str, content: str | bytes, kind: str = "initiatives", *more: str):
    """A list written and taken over with a guessed mapping."""
    (root.parent / file).write_bytes(content.encode() if isinstance(content, str) else content)
    return fh(root, "import", kind, f"../{file}", "--guess", "--yes", "--no-input", "--today", TODAY, *more)


def values(root: Path, name: str) -> dict:
    data = read((root / name).read_bytes()).data
    return {key: value for key, value in data.items() if key not in ("x_importiert", "letzte_aenderung")}


def book(rows: list[list[object]], **more: list[list[object]]) -> bytes:
    """A workbook with these rows on its first sheet, and further sheets by name."""
    opened, memory = Workbook(), io.BytesIO()
    for sheet, table in [(opened.active, rows), *((opened.create_sheet(name), more[name]) for name in more)]:
        for row in table:
            sheet.append(row)
    opened.save(memory)
    return memory.getvalue()


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


HSDS = {
    "contents": [
        {
            "id": "s1",
            "name": "Deutsch am Abend",
            "status": "active",
            "description": "Offene Runde.",
            "organization": {"id": "o1", "name": "Willkommen Mölln", "email": "info@willkommen.example"},
            "phones": [{"number": "+49 40 66969125", "type": "voice"}],
            "schedules": [
                {"freq": "WEEKLY", "byday": "TU", "opens_at": "18:00", "closes_at": "20:00"},
                {"freq": "MONTHLY", "byday": "1SA", "opens_at": "10:00", "closes_at": "12:00"},
            ],
            "service_at_locations": [
                {"location": {"addresses": [{"address_1": "Am Markt 3", "postal_code": "23879", "city": "Mölln"}]}}
            ],
        }
    ]
}


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


PEOPLE = """\
Name;Ort;Ansprechpartnerin;E-Mail;Bemerkung
Radhaus;Mölln;Frau Ottilie Beispielmann;ottilie.beispielmann@post.example;Schlüssel bei Herrn Kunibert Musterling
"""


def test_people_go_to_the_private_folder_and_into_no_record(root):
    done = guessed(root, "leute.csv", PEOPLE)
    assert done.returncode == 0, done.stderr
    record = (root / "data/initiatives/radhaus.yaml").read_text("utf-8")
    told = [
        path for path, raw in tree(root).items() if b"Ottilie" in raw or b"beispielmann" in raw or b"Kunibert" in raw
    ]
    assert told == [], "neither record, state nor report names them"
    ids = read(record.encode()).data["kontaktpersonen"]
    people = [read(next((root.parent).rglob(f"persons/{id}.yaml")).read_bytes()).data for id in ids]
    assert [person["name"] for person in people] == ["Ottilie Beispielmann", "Kunibert Musterling"]
    assert people[0]["email"] == "ottilie.beispielmann@post.example"
    assert not any("einwilligungen" in person for person in people)
    assert "2 Personen kommen in den privaten Ordner, ohne Einwilligung" in done.stderr
    before = {name: raw for name, raw in tree(root.parent).items() if "/.fh/" not in name}
    fh(root, "import", "initiatives", "../leute.csv", "--today", TODAY)
    assert {name: raw for name, raw in tree(root.parent).items() if "/.fh/" not in name} == before


def test_columns_about_people_are_recognised_and_each_keeps_its_number(root):
    """Two columns of people, one of them by its name alone: both go to the private folder, nothing to the record."""
    content = (
        "Name;Ort;Ansprechpartner;Leitung\n"
        "Radhaus;Mölln;Frau Ottilie Beispielmann;Herr Kunibert Musterling, Tel. 040 66969121\n"
        "Nähcafé;Mölln;Emerentia Probe;\n"
    )
    done = guessed(root, "leute.csv", content)
    assert [line.split()[-2:] for line in done.stdout.splitlines()[5:7]] == [["Kontaktpersonen", "Name"]] * 2
    assert not [name for name, raw in tree(root).items() if b"Emerentia" in raw or b"Kunibert" in raw]
    people = [read(path.read_bytes()).data for path in sorted(root.parent.rglob("persons/person-*.yaml"))]
    assert [(one["name"], one.get("telefon")) for one in people] == [
        ("Ottilie Beispielmann", None),
        ("Kunibert Musterling", "+49 40 66969121"),
        ("Emerentia Probe", None),
    ]


def test_a_newer_list_is_followed_for_people_without_telling_who(root):
    """Number and mailbox follow the list; what a person corrected stays and is asked about, and no value is shown."""
    row = "Radhaus;Mölln;Frau Ottilie Beispielmann, Tel. 040 66969781;ottilie.beispielmann@post.example"
    table = "Name;Ort;Ansprechpartnerin;E-Mail\n"
    guessed(root, "leute.csv", f"{table}{row}\n")
    file = next(root.parent.rglob("persons/person-01.yaml"))
    assert read(file.read_bytes()).data["telefon"] == "+49 40 66969781"
    newer = row.replace("66969781", "66969782").replace("@post.example", "@neu.example")
    (root.parent / "leute.csv").write_text(f"{table}{newer}\n", "utf-8")
    done = fh(root, "import", "initiatives", "../leute.csv", "--today", "2027-01-01")
    person = read(file.read_bytes()).data
    assert (person["telefon"], person["email"]) == ("+49 40 66969782", "ottilie.beispielmann@neu.example")
    assert person["letzte_aenderung"] == "2027-01-01"
    assert "Im privaten Ordner erneuert: 1\n  person-01: Telefon, E-Mail\n" in done.stderr

    file.write_text(file.read_text("utf-8").replace("+49 40 66969782", "+49 40 66969783"), "utf-8")
    newest = newer.replace("66969782", "66969784")
    (root.parent / "leute.csv").write_text(f"{table}{newest}\n", "utf-8")
    done = fh(root, "import", "initiatives", "../leute.csv", "--today", "2027-01-02")
    assert read(file.read_bytes()).data["telefon"] == "+49 40 66969783"
    assert "Zeile 2: radhaus (person-01.telefon" in done.stderr
    told = [name for name, raw in tree(root).items() if b"6696978" in raw or b"Ottilie" in raw]
    assert told == [], "neither record, state, decisions nor report show a value"
    assert "6696978" not in done.stdout + done.stderr

    decisions = root / "importe/leute/entscheidungen.yaml"
    decisions.write_text(decisions.read_text("utf-8").replace("telefon: offen", "telefon: liste"), "utf-8")
    fh(root, "import", "initiatives", "../leute.csv", "--today", "2027-01-03")
    assert read(file.read_bytes()).data["telefon"] == "+49 40 66969784"


def test_a_row_with_a_new_name_keeps_its_people(root):
    """Known again by its web address, its person is not made a second time."""
    row = "Radhaus;Mölln;Frau Ottilie Beispielmann;https://radhaus.example"
    table = "Name;Ort;Ansprechpartnerin;Homepage\n"
    guessed(root, "leute.csv", f"{table}{row}\n")
    (root.parent / "leute.csv").write_text(f"{table}{row.replace('Radhaus', 'Radwerk')}\n", "utf-8")
    for _ in range(2):
        fh(root, "import", "initiatives", "../leute.csv", "--today", TODAY)
        assert [path.name for path in root.parent.rglob("persons/person-*.yaml")] == ["person-01.yaml"]


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


def test_without_a_private_folder_people_are_only_counted(root):
    settings = (root / "fh.yaml").read_text("utf-8")
    (root / "fh.yaml").write_text(settings.replace("privat:", "# privat:"), "utf-8")
    done = guessed(root, "leute.csv", PEOPLE)
    assert done.returncode == 0, done.stderr
    assert not [path for path, raw in tree(root).items() if b"Ottilie" in raw or b"Kunibert" in raw]
    report = (root / ".fh/import/leute.csv").read_text("utf-8-sig")
    assert "E2;Bemerkung;;nennt Menschen, und der private Ordner fehlt (fh.yaml: privat);nicht übernommen\n" in report


TWIN = "status: entwurf\nname: Radhaus Mölln\ngemeinde: '01053090'\nkontakt:\n  telefon: '+49 40 66969126'\n"
LIST = "Name;Ort;Telefon;Homepage\nRadhaus;Mölln;040 66969126;rad.example\nNähcafé;Mölln;;\n"


def test_a_probable_duplicate_waits_and_is_decided_once(root):
    twin = root / "data/initiatives/rad.yaml"
    twin.write_text(TWIN, "utf-8")
    done = guessed(root, "liste.csv", LIST)
    assert done.stdout.splitlines()[-1:] == ["data/initiatives/naehcafe.yaml"]
    assert "Zeile 2: Radhaus – wie »rad« (ähnlicher Name, gleiche Gemeinde," in done.stderr
    decisions = root / "importe/liste/entscheidungen.yaml"
    assert "»Radhaus Mölln« – ähnlicher Name, gleiche Gemeinde, gleiche Telefonnummer" in decisions.read_text("utf-8")

    decisions.write_text(decisions.read_text("utf-8").replace("Radhaus: offen", "Radhaus: rad"), "utf-8")
    done = fh(root, "import", "initiatives", "../liste.csv", "--today", TODAY)
    assert values(root, "data/initiatives/rad.yaml") == {
        "status": "entwurf",
        "name": "Radhaus Mölln",
        "gemeinde": "01053090",
        "kontakt": {"telefon": "+49 40 66969126", "web": "https://rad.example"},
    }
    again = fh(root, "import", "initiatives", "../liste.csv", "--today", TODAY)
    assert again.stderr.endswith("0 Initiativen angelegt, 0 erneuert, 2 unverändert.\n")


def test_what_is_judged_new_is_not_asked_again_by_anybody(root):
    """The pair stands in the settings, where checking looks too; the rest of the settings stays as it was."""
    (root / "data/initiatives/rad.yaml").write_text(TWIN, "utf-8")
    (root.parent / "antworten.csv").write_text("schluessel;antwort\nRadhaus;neu\n", "utf-8")
    before = (root / "fh.yaml").read_text("utf-8")
    done = guessed(root, "liste.csv", LIST, "initiatives", "--decisions", "../antworten.csv")
    assert "vermerkt in fh.yaml (keine_dubletten): 1\n  initiative/radhaus – initiative/rad\n" in done.stderr
    after = (root / "fh.yaml").read_text("utf-8")
    assert read(after.encode()).data["keine_dubletten"] == [
        {
            "a": "initiative/radhaus",
            "b": "initiative/rad",
            "grund": "Bei der Übernahme der Liste »liste« am 02.11.2026 als verschieden beurteilt.",
        }
    ]
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert fh(root, "import", "initiatives", "../liste.csv", "--today", TODAY).returncode == 0
    assert (root / "fh.yaml").read_text("utf-8") == after
    assert "FH703" not in fh(root, "validate", "--today", TODAY).stdout


def test_a_decision_that_names_nothing_is_told(root):
    (root.parent / "antworten.csv").write_text("schluessel;antwort\nRadhaus;rda\n", "utf-8")
    done = guessed(root, "liste.csv", LIST, "initiatives", "--decisions", "../antworten.csv")
    assert "Zeile 2: Radhaus – die Entscheidung »rda« nennt keinen Eintrag" in done.stderr
    assert not (root / "data/initiatives/radhaus.yaml").exists()


@pytest.mark.parametrize(("answer", "file"), [("neu", True), ("auslassen", False)])
def test_decisions_of_a_table(root, answer, file):
    (root / "data/initiatives/rad.yaml").write_text(TWIN, "utf-8")
    (root.parent / "antworten.csv").write_text(f"schluessel;antwort\nRadhaus;{answer}\n", "utf-8")
    done = guessed(root, "liste.csv", LIST, "initiatives", "--decisions", "../antworten.csv")
    assert done.returncode == 0, done.stderr
    assert (root / "data/initiatives/radhaus.yaml").exists() == file
    assert "Vielleicht schon da" not in done.stderr


def test_pairs_known_to_be_different_are_not_asked_again(root):
    (root / "data/initiatives/rad.yaml").write_text(TWIN, "utf-8")
    with (root / "fh.yaml").open("a", encoding="utf-8") as file:
        file.write("keine_dubletten:\n  - {a: initiative/rad, b: initiative/radhaus, grund: zwei Häuser}\n")
    guessed(root, "liste.csv", LIST)
    assert (root / "data/initiatives/radhaus.yaml").exists()


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


def test_stopped_while_writing_nothing_is_there(root, monkeypatch):
    """Ctrl-C in the middle of the files: all are taken back, and the next run does it all."""
    from fluechtlingshilfe_cli import together

    (root.parent / "liste.csv").write_text(LIST, "utf-8")
    fh(root, "import", "initiatives", "../liste.csv", "--guess")
    before = tree(root)
    project = Project(root, date(2026, 11, 2))
    plan = planned(project, root.parent / "liste.csv")
    written = []

    def interrupted(path, content):
        if written:
            raise KeyboardInterrupt
        written.append(path)
        path.write_bytes(content)

    monkeypatch.setattr(together, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        together.write_together(plan.files)
    assert tree(root) == before


def planned(project: Project, file: Path, kind_name: str = "initiative"):
    """The plan of an import with a guessed mapping."""
    kind = project.kinds[kind_name]
    table = read_source(file, kind.name, project.as_of)
    registry, _ = load_registry(project)
    columns = Guesser(project, kind, table).run()[0]
    return Planner(registry, kind, columns, "liste", State()).plan(table, Decisions())


CELL = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["Mo-Fr 9-12 Uhr", "0171 1234567", "=1+1", "Frau Dr. Muster", "a@b.example|c@d.example", "<p>x</p>", "Mölln",
         "23879 Mölln", "https://x.example", "de; ar", "\x00", "2026-02-31", "x" * 300, "ja", "99999999999999999999"]
    ),
)  # fmt: skip
HEAD = st.sampled_from(
    ["Name", "Ort", "Telefon", "E-Mail", "Öffnungszeiten", "Adresse", "PLZ", "Sprachen", "Ansprechpartner", "Status",
     "Gründungsjahr", "Beschreibung", "", "x", "id", "Träger", "geprüft am", "Angebote"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    heads=st.lists(HEAD, min_size=1, max_size=6),
    rows=st.lists(st.lists(CELL, max_size=7), max_size=5),
    kind=st.sampled_from(["initiative", "partner", "need", "training"]),
)
def test_any_table_becomes_sound_records_and_no_cell_is_lost(fresh, tmp_path_factory, heads, rows, kind):
    """Property: never a crash, only records the registry takes, and every text is in a file, private or the report."""
    folder = tmp_path_factory.mktemp("fuzz")
    file = folder / "liste.csv"
    with file.open("w", encoding="utf-8", newline="", errors="replace") as stream:
        csv.writer(stream, delimiter=";").writerows([heads, *rows])
    project = Project(fresh / "register", date(2026, 11, 2))
    try:
        plan = planned(project, file, kind)
    except NotATable:
        return
    from fluechtlingshilfe_cli.readers import Reader

    reader = Reader(project.kinds[kind], project.vocabularies)
    for name in plan.new:
        record, findings = reader.read(plan.files[project.root / name], name, "x")
        assert record is not None, findings
    assert len(plan.new) + len(plan.skipped) + len(plan.questions) == plan.rows
    as_csv(plan), as_markdown(plan, project.kinds[kind], "liste.csv", "CSV")
    assert all(place for place, *_ in lines(plan))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=400), name=st.sampled_from(["x.csv", "x.json", "x.xlsx", "x.ics", "x"]))
def test_any_bytes_are_a_table_or_refused_with_a_sentence(tmp_path, content, name):
    file = tmp_path / name
    file.write_bytes(content)
    try:
        read_source(file, "training", date(2026, 1, 1))
    except NotATable as error:
        assert str(error)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_a_damaged_calendar_or_workbook_is_a_table_or_refused(tmp_path, seed):
    """Property: bytes of sound files changed at random."""
    from test_import_calendar import CALENDAR

    generator = random.Random(seed)
    sound = generator.choice([CALENDAR.encode(), book([["Name", "Ort"], ["a", "b"]]), json.dumps(HSDS).encode()])
    damaged = bytearray(sound)
    for _ in range(generator.randint(1, 8)):
        damaged[generator.randrange(len(damaged))] = generator.randrange(256)
    file = tmp_path / generator.choice(["x.ics", "x.xlsx", "x.json"])
    file.write_bytes(bytes(damaged))
    try:
        read_source(file, "training", date(2026, 1, 1))
    except NotATable as error:
        assert str(error)


def test_a_table_for_answers_may_be_a_workbook(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(book([["Kennung", "Antwort"], ["cafe", "stimmt"]]))
    assert [dict(row.cells) for row in read_table(tmp_path / "a.xlsx").rows] == [
        {"Kennung": "cafe", "Antwort": "stimmt"}
    ]


def test_on_a_terminal_the_guess_is_shown_and_duplicates_are_asked(root):
    """Driven as a new user would: look, say yes, say what it is; nothing typed that was not suggested."""
    from terminal_sessions import session

    (root / "data/initiatives/rad.yaml").write_text(TWIN, "utf-8")
    (root.parent / "liste.csv").write_text(LIST, "utf-8")
    code, shown = session(root, ["import", "initiatives", "../liste.csv", "--guess", "--today", TODAY], ["j", "1"])
    assert code == 0, shown
    assert "Telefon   040 66969126  Kontakt: Telefon" in shown
    assert "Damit übernehmen?" in shown
    assert "1 ist »Radhaus Mölln« (ähnlicher Name, gleiche Gemeinde, gleiche" in shown
    assert shown.endswith("1 Initiative angelegt, 1 erneuert, 0 unverändert.\n")
    assert "Radhaus: rad" in (root / "importe/liste/entscheidungen.yaml").read_text("utf-8")


def test_stopped_at_a_question_only_the_answers_are_kept(root):
    from terminal_sessions import session

    (root / "data/initiatives/rad.yaml").write_text(TWIN, "utf-8")
    (root / "data/initiatives/naeh.yaml").write_text("status: entwurf\nname: Nähcafé\ngemeinde: '01053090'\n", "utf-8")
    (root.parent / "liste.csv").write_text(LIST, "utf-8")
    fh(root, "import", "initiatives", "../liste.csv", "--guess")
    before = tree(root)
    code, shown = session(root, ["import", "initiatives", "../liste.csv", "--today", TODAY], ["auslassen"])
    assert code == 130, shown
    decisions = "importe/liste/entscheidungen.yaml"
    after = tree(root)
    assert {name for name in after if after[name] != before.get(name)} == {decisions}
    assert read(after[decisions]).data == {"doppelt": {"Radhaus": "auslassen", "Nähcafé": "offen"}}


IN_USE = """\
status: aktiv
name: Radhaus Mölln
art: projekt
kurzbeschreibung: Wir schrauben.
gemeinde: '01053090'
kontakt:
  telefon: '+49 40 66969126'
"""


def test_a_record_in_use_gets_no_section_that_is_not_complete(root):
    """An offer without what every offer needs would keep the whole entry from being published."""
    (root / "data/initiatives/rad.yaml").write_text(IN_USE, "utf-8")
    (root.parent / "antworten.csv").write_text("schluessel;antwort\nRadhaus;rad\n", "utf-8")
    content = "Name;Ort;Telefon;Angebot Titel\nRadhaus;Mölln;040 66969126;Reparatur-Treff\n"
    mapping = (
        "schluessel: Name\nfelder:\n  name: Name\n  gemeinde: Ort\n  kontakt.telefon: Telefon\n"
        "  angebote.titel: Angebot Titel\n"
    )
    (root.parent / "liste.csv").write_text(content, "utf-8")
    (root.parent / "zuordnung.yaml").write_text(mapping, "utf-8")
    command = ("import", "initiatives", "../liste.csv", "--mapping", "../zuordnung.yaml", "--no-input", "--yes")
    done = fh(root, *command, "--decisions", "../antworten.csv", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    found = values(root, "data/initiatives/rad.yaml")
    assert "angebote" not in found
    assert "Reparatur-Treff" in str(found["x_import_angebot_titel"]), found
    assert fh(root, "validate", "--today", TODAY).returncode == 0
    again = fh(root, *command, "--today", TODAY)
    assert again.stderr.endswith("0 Initiativen angelegt, 0 erneuert, 1 unverändert.\n")
