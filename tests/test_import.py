"""`fh import`: no row and no cell is lost, a second time changes nothing, and what was edited by hand stays."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.importing.sources import NotATable, read_table
from new_registries import TODAY, fh, new_registry, tree

ROOT = Path(__file__).parent.parent
REAL = Path(os.environ.get("FH_REAL", ROOT.parent / "shared" / "real"))
MAPPING = ROOT / "docs" / "beispiele" / "zuordnung-helferkreise.yaml"

TABLE = """\
Name;Ort;Sprachen;Gegründet;Homepage;Tel. privat;Bemerkung
Café Ankommen;Mölln;Deutsch, Arabisch;2015;https://cafe.example;;
Radhaus;Entenhausen;Deutsch, Klingonisch;bald;
https://radhaus.example;0171 1;
;Ratzeburg;;;;;"ohne Namen,
zwei Zeilen"
;;;;;;
Café Ankommen;Geesthacht;;;;;
=1+1;;;;;;"#hash: »Zitat«"
""".replace("bald;\nhttps", 'bald;"\nhttps').replace("example;0171", 'example";0171')
COLUMNS = """\
art: initiatives
felder:
  name: Name
  gemeinde: Ort
  sprachen: Sprachen
  gruendungsjahr: Gegründet
  kontakt.web: Homepage
fest:
  status: entwurf
"""


@pytest.fixture
def root(fresh, tmp_path) -> Path:
    """A registry with a table and its mapping beside it."""
    shutil.copytree(fresh, tmp_path / "x")
    (tmp_path / "x" / "liste.csv").write_text(TABLE, "utf-8")
    (tmp_path / "x" / "zuordnung.yaml").write_text(COLUMNS, "utf-8")
    return tmp_path / "x" / "register"


def take(root: Path, *more: str):
    return fh(root, "import", "initiatives", "../liste.csv", "--mapping", "../zuordnung.yaml", "--today", TODAY, *more)


def kept(root: Path) -> dict[str, bytes]:
    """All files but the by-products that may be deleted."""
    return {name: raw for name, raw in tree(root).items() if not name.startswith(".fh/")}


def values(root: Path, id: str) -> dict:
    return read((root / f"data/initiatives/{id}.yaml").read_bytes()).data


def test_every_row_becomes_a_record_and_every_cell_is_kept(root):
    done = take(root)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"data/initiatives/{id}.yaml" for id in ("cafe-ankommen", "radhaus", "ratzeburg", "cafe-ankommen-2", "1-1")
    ]
    cafe = values(root, "cafe-ankommen")
    assert cafe["gemeinde"] == "01053090"
    assert cafe["sprachen"] == ["de", "ar"]
    assert cafe["kontakt"] == {"web": "https://cafe.example"}
    assert cafe["gruendungsjahr"] == "2015"

    radhaus = values(root, "radhaus")
    assert {name: value for name, value in radhaus.items() if name.startswith("x_import_")} == {
        "x_import_ort": "Entenhausen",
        "x_import_sprachen": "Klingonisch",
        "x_import_gegruendet": "bald",
        "x_import_tel_privat": "0171 1",
    }
    assert radhaus["kontakt"] == {"web": "https://radhaus.example"}
    assert values(root, "ratzeburg")["x_import_bemerkung"] == "ohne Namen,\nzwei Zeilen"
    assert values(root, "1-1")["name"] == "=1+1"
    assert "  B3 Ort: Das Wort »Entenhausen« steht nicht zur Wahl." in done.stderr
    assert "Zeilen ohne Namen, trotzdem angelegt: 1\n  Zeile 4: Ratzeburg" in done.stderr
    assert "Kein Eintrag daraus: 1\n  Zeile 5: leere Zeile\n" in done.stderr
    assert done.stderr.endswith("5 Initiativen angelegt, 0 erneuert, 0 unverändert.\n")
    assert fh(root, "validate", "--today", TODAY).returncode == 0


def test_the_same_table_again_changes_nothing(root):
    take(root)
    before = kept(root)
    done = take(root, "--today", "2027-01-01")
    assert kept(root) == before
    assert done.stderr.endswith("0 Initiativen angelegt, 0 erneuert, 5 unverändert.\n")


def test_a_changed_row_follows_but_hand_work_stays(root):
    """The list has new values for two entries; one field of one of them was edited since, and stays."""
    take(root)
    radhaus = root / "data/initiatives/radhaus.yaml"
    radhaus.write_text(radhaus.read_text("utf-8").replace("name: Radhaus", "name: Radhaus am See # neu"), "utf-8")
    table = root.parent / "liste.csv"
    table.write_text(TABLE.replace("2015", "2016").replace("bald", "2017"), "utf-8")
    done = take(root)
    assert values(root, "cafe-ankommen")["gruendungsjahr"] == "2016"
    assert "name: Radhaus am See # neu\n" in radhaus.read_text("utf-8")
    assert values(root, "radhaus")["gruendungsjahr"] == "2017"
    assert "x_import_gegruendet" not in values(root, "radhaus"), "the year is readable now"
    assert done.stderr.endswith("0 Initiativen angelegt, 2 erneuert, 3 unverändert.\n")


def test_what_both_changed_waits_for_an_answer(root):
    """Somebody corrected the page by hand, and the list brings another one: nobody guesses."""
    take(root)
    radhaus = root / "data/initiatives/radhaus.yaml"
    radhaus.write_text(radhaus.read_text("utf-8").replace("radhaus.example", "von-hand.example"), "utf-8")
    edited = radhaus.read_bytes()
    (root.parent / "liste.csv").write_text(TABLE.replace("//radhaus.example", "//aus-der-liste.example"), "utf-8")
    done = take(root)
    assert radhaus.read_bytes() == edited
    assert "Hier und in der Liste geändert, nicht angefasst: 1\n  Zeile 3: radhaus (kontakt.web)\n" in done.stderr
    decisions = root / "importe/liste/entscheidungen.yaml"
    assert read(decisions.read_bytes()).data == {"abweichend": {"Radhaus": {"kontakt/web": "offen"}}}

    decisions.write_text(decisions.read_text("utf-8").replace("web: offen", "web: register"), "utf-8")
    done = take(root)
    assert radhaus.read_bytes() == edited
    assert done.stderr.endswith("5 unverändert.\n")
    decisions.write_text(decisions.read_text("utf-8").replace("web: register", "web: liste"), "utf-8")
    take(root)
    assert radhaus.read_bytes() == edited, "an answer holds until the list changes again"


def test_a_vanished_row_is_marked_and_found_again(root):
    take(root)
    lines = TABLE.splitlines(keepends=True)
    (root.parent / "liste.csv").write_text("".join(lines[:1] + lines[2:]), "utf-8")
    done = take(root)
    assert "Nicht mehr in der Liste, im Eintrag vermerkt: 1\n  data/initiatives/cafe-ankommen-2.yaml" in done.stderr
    assert values(root, "cafe-ankommen-2")["x_importiert"]["fehlt_seit"] == TODAY
    before = kept(root)
    assert take(root).stderr.endswith("0 Initiativen angelegt, 0 erneuert, 4 unverändert.\n")
    assert kept(root) == before
    (root.parent / "liste.csv").write_text(TABLE, "utf-8")
    take(root)
    assert "fehlt_seit" not in values(root, "cafe-ankommen-2")["x_importiert"]


def test_an_entry_deleted_here_does_not_come_back(root):
    take(root)
    (root / "data/initiatives/radhaus.yaml").unlink()
    done = take(root)
    assert not (root / "data/initiatives/radhaus.yaml").exists()
    assert "Zeile 3: Radhaus – »radhaus« wurde im Register gelöscht" in done.stderr


def test_a_row_with_a_new_name_is_known_again_by_its_web_address(root):
    """The entry keeps its id and takes the new name; it is not made a second time."""
    take(root)
    table = root.parent / "liste.csv"
    table.write_text(TABLE.replace("Radhaus", "Radwerkstatt"), "utf-8")
    done = take(root)
    assert done.stdout == "data/initiatives/radhaus.yaml\n"
    assert values(root, "radhaus")["name"] == "Radwerkstatt"
    assert "an der Internetadresse wiedererkannt: 1\n  Zeile 3: radhaus\n" in done.stderr
    assert done.stderr.endswith("0 Initiativen angelegt, 1 erneuert, 4 unverändert.\n")
    assert take(root).stderr.endswith("0 Initiativen angelegt, 0 erneuert, 5 unverändert.\n")


def test_an_address_that_several_share_says_nothing_about_who_is_who(root):
    """Two groups on the site of their carrier: a third name there is a third group."""
    table = root.parent / "liste.csv"
    shared = TABLE.replace("https://radhaus.example", "https://www.cafe.example/")
    table.write_text(shared, "utf-8")
    take(root)
    table.write_text(shared.replace("Radhaus", "Nähstube"), "utf-8")
    done = take(root)
    assert "wiedererkannt" not in done.stderr
    assert done.stdout == "data/initiatives/naehstube.yaml\n"


def test_an_id_somebody_else_has_is_left_to_them(root):
    other = root / "data/initiatives/radhaus.yaml"
    other.write_text("status: entwurf\nname: Werkstatt am See\n", "utf-8")
    take(root)
    assert values(root, "radhaus") == {"status": "entwurf", "name": "Werkstatt am See"}
    assert values(root, "radhaus-2")["name"] == "Radhaus"


def test_dry_run_writes_nothing(root):
    before = tree(root)
    done = take(root, "--dry-run")
    assert "5 Initiativen würden angelegt" in done.stderr
    assert tree(root) == before


def test_all_or_nothing(root):
    """A file stands where a folder is needed: nothing is written."""
    shutil.rmtree(root / "data/initiatives")
    (root / "data/initiatives").write_text("")
    before = tree(root)
    assert take(root).returncode == 2
    assert tree(root) == before


def test_a_guessed_mapping_can_be_used_as_it_is(root):
    done = fh(root, "import", "initiatives", "../liste.csv", "--guess", "-o", "vorschlag.yaml")
    assert done.returncode == 0, done.stderr
    text = (root / "vorschlag.yaml").read_text("utf-8")
    assert read(text.encode()).data == {
        "art": "initiative",
        "schluessel": "Name",
        "felder": {
            "name": "Name",
            "gemeinde": "Ort",
            "sprachen": "Sprachen",
            "gruendungsjahr": "Gegründet",
            "kontakt.web": "Homepage",
        },
        "fest": {"status": "entwurf"},
    }
    assert "  # ?: Tel. privat\n  # ?: Bemerkung\n" in text
    assert "5 von 7 Spalten zugeordnet, gespeichert in vorschlag.yaml." in done.stderr
    assert fh(root, "import", "initiatives", "../liste.csv", "-m", "vorschlag.yaml").returncode == 0
    again = fh(root, "import", "initiatives", "../liste.csv", "--guess", "-o", "vorschlag.yaml")
    assert again.returncode == 2
    assert "gibt es schon" in again.stderr


def test_words_separators_and_fixed_values(root):
    (root.parent / "liste.csv").write_text("N,S,A\nEins,de/ukr,\nZwei,,Café\n", "utf-8")
    (root.parent / "zuordnung.yaml").write_text(
        "felder:\n  name: N\n"
        "  sprachen:\n    spalte: S\n    trenner: /\n    woerter: {ukr: Ukrainisch}\n"
        "  art:\n    spalte: A\n    wert: helferkreis\n    woerter: {Café: begegnungscafe}\n"
        "fest:\n  status: im_aufbau\n",
        "utf-8",
    )
    assert take(root).returncode == 0
    assert (values(root, "eins")["sprachen"], values(root, "eins")["art"]) == (["de", "uk"], "helferkreis")
    assert values(root, "zwei")["art"] == "begegnungscafe"
    assert values(root, "zwei")["status"] == "entwurf", (
        "what a state asks for is missing, and no entry comes in with errors"
    )


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("felder:\n  nmae: Name\n", "Meinten Sie »name«?"),
        (
            "felder:\n  name: Nmae\n",
            "Die Spalte »Nmae« gibt es in der Liste nicht. Meinten Sie »Name«? Vorhanden: Name, Ort",
        ),
        ("feld: x\n", "»feld« kennt eine Zuordnung nicht."),
        ("felder:\n  name: {spalten: Name}\n", "Bei »name« ist »spalten« nicht möglich"),
        ("felder: [a\n", "zuordnung.yaml:"),
        ("- a\n", "Darin steht keine Zuordnung."),
    ],
)
def test_a_faulty_mapping_is_explained(root, mapping, sentence):
    (root.parent / "zuordnung.yaml").write_text(mapping, "utf-8")
    done = take(root)
    assert done.returncode == 2
    assert sentence in done.stderr


@pytest.mark.parametrize(
    ("content", "encoding", "separator"),
    [
        ("Name;Ort\nCafé;Mölln\n".encode("cp1252"), "Windows-1252", ";"),
        ("Name,Ort\nCafé,Mölln\n".encode("utf-8-sig"), "UTF-8", ","),
        ("Name\tOrt\r\nCafé\tMölln\r\n".encode("utf-16"), "UTF-16", "Tab"),
        ("sep=|\nName|Ort\nCafé|Mölln\n".encode(), "UTF-8", "|"),
        ('Name;"Ort"\nCafé;"Mölln"\n'.encode(), "UTF-8", ";"),
    ],
)
def test_tables_of_all_offices_are_read(tmp_path, content, encoding, separator):
    file = tmp_path / "t.csv"
    file.write_bytes(content)
    sheet = read_table(file)
    assert sheet.told == f"CSV, {encoding}, Trennzeichen »{separator}«"
    assert [row.cells for row in sheet.rows] == [{"Name": "Café", "Ort": "Mölln"}]


def test_cells_beyond_the_header_and_twin_columns_are_kept(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("a,a,\n1,2,3,4\n5\n", "utf-8")
    sheet = read_table(file)
    assert sheet.columns == ["a", "a 2", "Spalte 3", "Spalte 4"]
    assert [row.cells for row in sheet.rows] == [{"a": "1", "a 2": "2", "Spalte 3": "3", "Spalte 4": "4"}, {"a": "5"}]
    assert [row.places for row in sheet.rows] == [
        {"a": "A2", "a 2": "B2", "Spalte 3": "C2", "Spalte 4": "D2"},
        {"a": "A3"},
    ]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", b"\n\n", b"Name;Ort\n\x81\x8d"])
def test_what_is_no_table_is_refused_with_advice(tmp_path, content):
    file = tmp_path / "t.csv"
    file.write_bytes(content)
    with pytest.raises(NotATable):
        read_table(file)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real list is not part of the project")
def test_a_real_list_loses_no_row(tmp_path):
    """Fifty Helferkreise around Munich into a registry of the Landkreis; validate then lists what is missing."""
    root = new_registry(tmp_path, "09184")
    source = REAL / "muenchen_helferkreise_2020-05-15.csv"
    with source.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    before = len(list((root / "data/initiatives").glob("*.yaml")))
    done = fh(root, "import", "initiatives", str(source), "--mapping", str(MAPPING), "--today", TODAY)
    assert done.returncode == 0, done.stderr
    made = [read((root / name).read_bytes()).data for name in done.stdout.splitlines()]
    assert len(made) == len(rows) == 50
    assert len(list((root / "data/initiatives").glob("*.yaml"))) == before + 50
    for row, record in zip(rows, made, strict=True):
        assert record["name"] == row["name"].strip()
        assert record["kontakt"]["web"] == row["homepage"].strip()
        assert [record.get(f"x_import_{name}", "") for name in ("lat", "long", "radius")] == [
            row["lat"], row["long"], row["radius"],
        ]  # fmt: skip
    done = fh(root, "validate", "--format", "concise", "--today", TODAY)
    assert done.returncode == 0
    missing = [line for line in done.stdout.splitlines() if "FH103" in line and "fehlt »gemeinde«" in line]
    assert len(missing) == 50
    again = fh(root, "import", "initiatives", str(source), "--mapping", str(MAPPING))
    assert again.stderr.endswith("0 Initiativen angelegt, 0 erneuert, 50 unverändert.\n")
