"""A real list of 215 sections, messy as lists are: no row lost, every cell explained, numbers and times structured.

The list is not part of the project (SOURCES of the shared folder); where it is absent, these tests are left out. What
was read of its times and compared by eye with the source stands in the notes of the tests of prose.
"""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.importing.tables import letters
from new_registries import fh, new_registry, tree

ROOT = Path(__file__).parent.parent
LIST = Path(os.environ.get("FH_REAL", ROOT.parent / "shared" / "real")) / "augsburg_angebote.csv"
FIELDS = {
    "titel": ("name",),
    "telefon": ("kontakt",),
    "email": ("kontakt",),
    "web": ("web", "kontakt"),
    "strasse": ("anschrift",),
    "plz_ort": ("anschrift",),
    "zeiten": ("angebote",),
}
pytestmark = pytest.mark.skipif(not LIST.is_file(), reason="the real list is not part of the project")


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    """The registry with the list taken over as it is guessed, its rows, and the records by the id of their row."""
    root = new_registry(tmp_path_factory.mktemp("real"), "09772")
    done = fh(root, "import", "partners", str(LIST), "--guess", "--yes", "--no-input", "--today", "2024-06-01")
    assert done.returncode == 0, done.stderr
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    files = [line for line in done.stdout.splitlines() if line.startswith("data/")]
    records = [read((root / name).read_bytes()).data for name in files]
    return root, rows, {record["x_importiert"]["schluessel"]: record for record in records}


def test_no_row_is_lost_and_all_records_are_sound(taken):
    root, rows, records = taken
    assert len(rows) == len(records) == 215
    assert [row["id"] for row in rows] == list(records)
    assert fh(root, "validate", "--today", "2026-11-02").returncode == 0


def test_every_cell_is_in_its_field_or_explained(taken):
    root, rows, records = taken
    with (root / ".fh/import/augsburg-angebote.csv").open(encoding="utf-8-sig", newline="") as file:
        explained = {line["Stelle"] for line in csv.DictReader(file, delimiter=";")}
    for number, row in enumerate(rows, 2):
        record = records[row["id"]]
        for index, (column, cell) in enumerate(row.items()):
            if cell and column != "id" and f"{letters(index)}{number}" not in explained:
                assert any(name in record for name in FIELDS[column]), f"{letters(index)}{number}"


def test_no_digit_of_a_phone_number_is_lost_and_95_percent_are_structured(taken):
    _, rows, records = taken
    wanted = found = 0
    for row in rows:
        record = records[row["id"]]
        kept = record.get("x_import_telefon", [])
        here = [*(record.get("kontakt") or {}).values(), *(kept if isinstance(kept, list) else [kept])]
        canonical = {re.sub(r"\D", "", str(one).replace("+49", "0")) for one in here if str(one).startswith("+49")}
        for number in filter(None, (re.sub(r"\D", "", part) for part in row["telefon"].split("|"))):
            wanted += 1
            bare = "0" + number.removeprefix("0049").removeprefix("49").removeprefix("0")
            found += bare in canonical or bare.replace("00", "0", 1) in canonical
    assert wanted == 243
    assert found / wanted >= 0.95


def test_60_percent_of_the_times_are_structured(taken):
    """Of the parts that name a weekday or a clock time; the others stand word for word in the remark or own field."""
    _, rows, records = taken
    named = re.compile(
        r"\b(?:mo|di|mi|do|fr|sa|so)(?:\.|\b|[a-z]*tags?\b)|[0-9]{1,2}[:.][0-9]{2}|\buhr\b", re.IGNORECASE
    )
    wanted = structured = 0
    for row in rows:
        record = records[row["id"]]
        sections = [offer.get("zeiten", {}) for offer in record.get("angebote", [])]
        rest = " ".join([str(record.get("x_import_zeiten", "")), *(str(one.get("hinweis", "")) for one in sections)])
        for part in row["zeiten"].split("|"):
            if named.search(part):
                wanted += 1
                structured += any(one.get("regeln") for one in sections) and " ".join(part.split()) not in " ".join(
                    rest.split()
                )
    assert wanted >= 60
    assert structured / wanted >= 0.6, (structured, wanted)


def test_again_changes_nothing(taken):
    root, _, _ = taken
    before = {name: raw for name, raw in tree(root.parent).items() if "/.fh/" not in name}
    done = fh(root, "import", "partners", str(LIST), "--today", "2025-01-01")
    assert done.stderr.endswith("0 Partner angelegt, 0 erneuert, 215 unverändert.\n")
    assert {name: raw for name, raw in tree(root.parent).items() if "/.fh/" not in name} == before
