"""Workbooks for editing: out and back without a change is the identity; what somebody changed comes back by cell."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.spreadsheets.reading import BookReader
from fluechtlingshilfe_cli.spreadsheets.writing import workbook
from new_registries import TODAY, fh
from projects import ROOT, as_yaml, initiative, write
from projects import example as example_of

OFFERS = [
    {
        "id": "deutsch",
        "titel": "Deutsch am Abend",
        "handlungsfeld": "sprache",
        "format": "vor_ort",
        "zeiten": {
            "regeln": [{"tag": "di", "von": "16:00", "bis": "18:00"}],
            "feiertage": "geschlossen",
            "hinweis": "Nicht in den Ferien.",
        },
        "zielgruppen": ["alle", "frauen"],
        "plaetze": "12",
    }
]


@pytest.fixture
def root(tmp_path) -> Path:
    """A registry with one initiative that has an offer, its carrier, and another initiative."""
    (tmp_path / "r").mkdir()
    for name in ("municipalities.csv", "plz.csv"):
        (tmp_path / "r" / "data").mkdir(exist_ok=True)
        shutil.copy(ROOT / "data" / name, tmp_path / "r" / "data" / name)
    cafe = "# von Hand\n" + initiative(
        angebote=OFFERS, traeger="awo", sprachen=["de", "ar"], gruendungsjahr="2015", netzwerke=["Runder Tisch", "N"],
        anschrift={"strasse": "Am Markt 3", "plz": "23879", "ort": "Mölln", "oeffentlich": "true"},
    )  # fmt: skip
    partner = as_yaml({**example_of("partner"), "name": "AWO Lauenburg"})
    return write(
        tmp_path / "r",
        {
            "data/initiatives/cafe.yaml": cafe,
            "data/initiatives/rad.yaml": initiative(name="Radhaus", gemeinde="01053032"),
            "data/partners/awo.yaml": partner,
        },
    )


@pytest.fixture
def book(root):
    """Exports the initiatives; a function that changes cells and imports the workbook."""

    def change(cells: dict[str, object], *more: str):
        done = fh(root, "export", "initiatives", "--for-editing", "-o", "../mappe.xlsx", "--force")
        assert done.returncode == 0, done.stderr
        opened = load_workbook(root.parent / "mappe.xlsx")
        for place, value in cells.items():
            sheet, _, cell = place.partition("!")
            opened[sheet][cell] = value
        opened.save(root.parent / "mappe.xlsx")
        return fh(root, "import", "initiatives", "../mappe.xlsx", "--today", TODAY, *more)

    return change


def cell_of(root: Path, sheet: str, heading: str, row: int) -> str:
    """The address of a column's cell."""
    opened = load_workbook(root.parent / "mappe.xlsx")
    for cell in opened[sheet][1]:
        if cell.value == heading:
            return f"{sheet}!{cell.column_letter}{row}"
    raise AssertionError(f"{heading} is no column of {sheet}")


def values(root: Path, id: str = "cafe") -> dict:
    return read((root / f"data/initiatives/{id}.yaml").read_bytes()).data


def raw(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((root / "data").rglob("*.yaml"))}


def test_out_and_back_without_a_change_is_the_identity(root, book):
    before = raw(root)
    done = book({})
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("0 Initiativen geändert, 0 angelegt, 2 unverändert.\n")
    assert raw(root) == before


def test_the_same_records_give_the_same_bytes(root):
    registry, _ = load_registry(Project(root))
    records = registry.of("initiative")
    kind = registry.project.kinds["initiative"]
    assert workbook(registry, kind, records) == workbook(registry, kind, records)


def test_changed_cells_change_their_fields_and_nothing_else(root, book):
    book({})
    done = book(
        {
            cell_of(root, "Initiativen", "Gemeinde", 2): "Geesthacht",
            cell_of(root, "Initiativen", "Sprachen", 2): "Deutsch; Ukrainisch",
            cell_of(root, "Initiativen", "Kontakt: Telefon", 2): "040 66969124",
            cell_of(root, "Initiativen", "Geprüft am", 2): date(2026, 10, 30),
            cell_of(root, "Initiativen", "Träger", 2): None,
            cell_of(root, "Angebote", "Zeiten", 2): "mittwochs 10–12 Uhr",
            cell_of(root, "Angebote", "Plätze", 2): 15,
        }
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "data/initiatives/cafe.yaml\n"
    cafe = values(root)
    assert (cafe["gemeinde"], cafe["sprachen"], cafe["geprueft_am"]) == ("01053032", ["de", "uk"], "2026-10-30")
    assert cafe["kontakt"] == {"email": "info@cafe-ankommen.example", "telefon": "+49 40 66969124"}
    assert "traeger" not in cafe
    offer = cafe["angebote"][0]
    assert offer["zeiten"] == {**OFFERS[0]["zeiten"], "regeln": [{"tag": "mi", "von": "10:00", "bis": "12:00"}]}
    assert offer["plaetze"] == "15"
    assert (root / "data/initiatives/cafe.yaml").read_text("utf-8").startswith("# von Hand\n")


def test_one_bad_row_blocks_nobody(root, book):
    """Both rows changed, one of them impossible: the other comes in, the first is named by its cell."""
    book({})
    before = raw(root)
    bad = cell_of(root, "Initiativen", "Gemeinde", 2)
    good = cell_of(root, "Initiativen", "Name", 3)
    done = book({bad: "Entenhausen", cell_of(root, "Initiativen", "Name", 2): "Anders", good: "Radhaus am See"})
    assert done.returncode == 1
    assert f"  {bad} Gemeinde: Das Wort »Entenhausen« steht nicht zur Wahl" in done.stderr
    assert done.stderr.endswith("1 Initiativen geändert, 0 angelegt, 0 unverändert, 1 wartet.\n")
    assert values(root, "rad")["name"] == "Radhaus am See"
    cafe = str(root / "data/initiatives/cafe.yaml")
    assert raw(root)[cafe] == before[cafe]


def test_an_emptied_required_field_is_named_by_its_cell(root, book):
    book({})
    place = cell_of(root, "Initiativen", "Kurzbeschreibung", 2)
    done = book({place: None})
    assert done.returncode == 1
    assert place in done.stderr
    assert "fehlt" in done.stderr


def test_new_rows_become_drafts_with_their_offers(root, book):
    book({})
    done = book(
        {
            cell_of(root, "Initiativen", "Name", 4): "Nähcafé Nusse",
            cell_of(root, "Initiativen", "Gemeinde", 4): "Nusse",
            "Angebote!A3": "cafe",
            cell_of(root, "Angebote", "Titel", 3): "Spielenachmittag",
            cell_of(root, "Angebote", "Handlungsfeld", 3): "Begegnung und soziale Kontakte",
            cell_of(root, "Angebote", "Form", 3): "vor Ort",
            "Angebote!A4": "Nähcafé Nusse",
            cell_of(root, "Angebote", "Titel", 4): "Nähen",
        }
    )
    assert done.returncode == 0, done.stderr
    assert values(root, "naehcafe-nusse") == {
        "status": "entwurf",
        "name": "Nähcafé Nusse",
        "gemeinde": "01053096",
        "angebote": [{"id": "naehen", "titel": "Nähen"}],
        "letzte_aenderung": TODAY,
    }
    assert [offer["id"] for offer in values(root)["angebote"]] == ["deutsch", "spielenachmittag"]


def test_what_changed_in_the_registry_meanwhile_stays(root, book):
    """The colleague had the workbook for two weeks; the name was changed here and there."""
    book({})
    place = cell_of(root, "Initiativen", "Name", 2)
    opened = load_workbook(root.parent / "mappe.xlsx")
    sheet, _, cell = place.partition("!")
    opened[sheet][cell] = "Café der Kollegin"
    opened.save(root.parent / "mappe.xlsx")
    file = root / "data/initiatives/cafe.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Café Ankommen", "name: Café am Markt"), "utf-8")
    done = fh(root, "import", "initiatives", "../mappe.xlsx", "--today", TODAY)
    assert done.returncode == 1
    assert f"{place} Name: Im Register steht inzwischen »Café am Markt«" in done.stderr
    assert values(root)["name"] == "Café am Markt"


def test_deleted_rows_delete_nothing(root, book):
    book({})
    opened = load_workbook(root.parent / "mappe.xlsx")
    opened["Initiativen"].delete_rows(3)
    opened.save(root.parent / "mappe.xlsx")
    before = raw(root)
    done = fh(root, "import", "initiatives", "../mappe.xlsx")
    assert "Zeilen aus der Mappe gelöscht; im Register bleibt alles (zum Beenden: fh end): 1\n  rad" in done.stderr
    assert raw(root) == before


def test_the_sheets_help_and_protect(root, book):
    book({})
    opened = load_workbook(root.parent / "mappe.xlsx")
    assert opened.sheetnames[:3] == ["Anleitung", "Initiativen", "Angebote"]
    sheet = opened["Initiativen"]
    assert sheet.freeze_panes == "C2"
    assert sheet.protection.sheet
    assert (sheet["A2"].protection.locked, sheet["B2"].protection.locked) == (True, False)
    assert "wie sie im Verzeichnis stehen soll" in sheet["B1"].comment.text
    postcode = cell_of(root, "Initiativen", "Anschrift: Postleitzahl", 2).partition("!")[2]
    assert (sheet[postcode].value, sheet[postcode].number_format) == ("23879", "@")
    state = cell_of(root, "Initiativen", "Stand", 2).partition("!")[2].rstrip("0123456789")
    lists = {
        str(check.sqref).rstrip("0123456789").split(":")[0]: check.formula1
        for check in sheet.data_validations.dataValidation
    }
    assert lists[f"{state}2"].startswith("'Auswahl'!$")
    assert opened["fh"].sheet_state == "veryHidden"


def test_another_kind_is_refused(root, book):
    book({})
    done = fh(root, "import", "partners", "../mappe.xlsx")
    assert done.returncode == 2
    assert "In dieser Mappe stehen Initiativen." in done.stderr


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40).filter(str.strip)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=TEXT,
    description=st.lists(TEXT, max_size=3).map("\n".join),
    networks=st.lists(TEXT, max_size=3),
    day=st.dates(min_value=date(1901, 1, 1), max_value=date(2100, 1, 1)).map(date.isoformat),
    year=st.integers(1800, 2100).map(str),
)
def test_whatever_stands_in_a_record_comes_back_untouched(root, name, description, networks, day, year):
    """Property: a workbook nobody changed wants nothing, whatever the values are."""
    text = initiative(
        name=name, beschreibung=description or None, netzwerke=networks or None, geprueft_am=day, gruendungsjahr=year
    )
    (root / "data/initiatives/rad.yaml").write_text(text, "utf-8")
    registry, _ = load_registry(Project(root))
    kind = registry.project.kinds["initiative"]
    content = workbook(registry, kind, registry.of("initiative"))
    back = BookReader(registry, kind, load_workbook(io.BytesIO(content), data_only=True)).run()
    assert (back.changed, back.faults, back.clashes, back.missing) == ([], [], [], [])


def test_every_record_of_the_example_comes_back_untouched():
    registry, _ = load_registry(Project(ROOT))
    for kind in registry.project.kinds.values():
        if not kind.private:
            content = workbook(registry, kind, registry.of(kind.name))
            back = BookReader(registry, kind, load_workbook(io.BytesIO(content), data_only=True)).run()
            assert (back.changed, back.faults, back.clashes, back.missing) == ([], [], [], []), kind.name
