"""Records handed out: nothing leaves that the channel does not show, tables are whole, workbooks hold no formula."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from projects import as_yaml
from repositories import begin, group

CAFE, RAD = "data/initiatives/cafe-ankommen.yaml", "data/initiatives/radhaus.yaml"
OFFER = {"id": "cafe", "titel": "Café", "handlungsfeld": "sprache", "format": "vor_ort"}
HIDDEN = {"strasse": "Geheimweg 7", "plz": "23879", "ort": "Mölln", "oeffentlich": False}
FILES = {
    CAFE: group(name="=Café", anschrift=HIDDEN, angebote=[OFFER]),
    RAD: group(name="Radhaus", kontakt={"web": "https://radhaus.example"}),
    "data/initiatives/entwurf.yaml": as_yaml({"name": "Noch nicht fertig", "status": "entwurf"}),
}


@pytest.fixture
def root(tmp_path):
    return begin(tmp_path / "r", FILES)


def test_a_table_has_every_plain_field_and_names_what_does_not_fit(root, fh):
    told = fh(root, "export", "initiatives")
    assert told.code == 0, told.err
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert [row["id"] for row in rows] == ["cafe-ankommen", "radhaus"]
    assert rows[0]["name"] == "'=Café"
    assert rows[1]["kontakt.web"] == "https://radhaus.example"
    assert "anschrift.oeffentlich" not in rows[0]
    assert "Nicht in einer Tabelle: Angebote." in told.err
    assert told.err.endswith("2 Initiativen.\n")


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "yaml"])
def test_what_is_hidden_or_a_draft_leaves_only_on_the_internal_way(root, fh, form):
    public = fh(root, "export", "initiatives", "-f", form)
    assert "Geheimweg" not in public.out and "Noch nicht fertig" not in public.out
    internal = fh(root, "export", "initiatives", "-f", form, "--kanal", "intern")
    assert "Geheimweg" in internal.out and "Noch nicht fertig" in internal.out
    assert "Intern: bitte nicht veröffentlichen." in internal.err


def test_the_ending_says_the_form_and_filters_choose(root, fh):
    assert fh(root, "export", "initiatives", "-o", "liste.json", "--name", "Radhaus").code == 0
    assert [one["id"] for one in json.loads((root / "liste.json").read_text("utf-8"))] == ["radhaus"]
    again = fh(root, "export", "initiatives", "-o", "liste.json")
    assert (again.code, "gibt es schon" in again.err) == (2, True)


def test_a_workbook_is_in_words_and_runs_nothing(root, fh):
    assert fh(root, "export", "initiatives", "-o", "liste.xlsx").code == 0
    cells = [
        cell for sheet in load_workbook(root / "liste.xlsx").worksheets for row in sheet.iter_rows() for cell in row
    ]
    texts = {cell.value for cell in cells}
    assert {"=Café", "Radhaus", "aktiv"} <= texts
    assert "f" not in {cell.data_type for cell in cells}
    assert "Geheimweg 7" not in texts


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["persons"], "vertraulich"),
        (["initiatives", "-f", "pdf"], "Das Format »pdf« gibt es nicht"),
        (["initiatives", "-f", "xlsx"], "braucht einen Namen"),
        (["initiatives", "--kanal", "funk"], "Den Kanal »funk« gibt es nicht"),
        (["initiatives", "--for-editing", "-f", "csv"], "ohne Filter"),
    ],
)
def test_what_cannot_be_is_said(root, fh, arguments, words):
    told = fh(root, "export", *arguments)
    assert told.code == 2
    assert words in told.err
