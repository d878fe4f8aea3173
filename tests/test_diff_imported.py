"""`fh diff` between two states of a list that was imported twice."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from repositories import Fh, begin, commit

ROOT = Path(__file__).parent.parent
REAL = Path(os.environ.get("FH_REAL", ROOT.parent / "shared" / "real"))


MUNICH = (
    "  initiative/helferkreis-tuebinger-hansastrasse\n"
    "    Name                    Helferkreis Tübinger und Hansastraße\n"
    "                            → Helferkreis Hans-Thonauer-Straße und\n"
    "                            Elsenheimerstraße\n"
)


def real(day: str) -> Path:
    """The real list of that day."""
    return REAL / f"muenchen_helferkreise_{day}.csv"


def take_over(fh: Fh, folder: Path, day: str, key: str, table: Path) -> None:
    """The list of a day becomes a state of the registry."""
    mapping = folder.parent / "zuordnung.yaml"
    mapping.write_text(
        f"art: initiatives\nschluessel: {key}\nfelder:\n  name: name\n  kontakt.web: homepage\n"
        "fest:\n  status: entwurf\n  art: helferkreis\n",
        "utf-8",
    )
    rows = len(table.read_text("utf-8").splitlines()) - 2
    told = fh(folder, "import", "initiatives", str(table), "--mapping", str(mapping), "--today", day)
    assert told.code == 0, told.err
    assert len(list((folder / "data" / "initiatives").glob("*.yaml"))) >= rows
    commit(folder, day)


LIST = """\
name,lat,long,radius,homepage
Helferkreis Buchenau,53.62,10.69,1500,https://buchenau.example/
Helferkreis Mühlenweg und Bahnstraße,53.63,10.71,1500,https://helferkreis-muehlenweg.example/
Asylkreis Seedorf,53.51,10.86,2000,"
https://seedorf.example/"
"""


@pytest.mark.parametrize("key", ["homepage", "lat", "name"])
def test_a_list_imported_again_shows_the_one_real_change(tmp_path, fh, key):
    """The same slips as in a real list: a group that got another name, a line end, an address on a line of its own."""
    again = LIST.replace("Mühlenweg und Bahnstraße", "Am Alten Bahnhof").replace('"\nhttps', '"\r\nhttps').rstrip("\n")
    folder = begin(tmp_path / "r", {})
    for day, content in (("2020-01-25", LIST), ("2020-05-15", again)):
        (tmp_path / "liste.csv").write_bytes(content.encode())
        take_over(fh, folder, day, key, tmp_path / "liste.csv")
    told = fh(folder, "diff", "2020-01-25..2020-05-15")
    assert told.out == (
        "Geändert (1)\n  Helferkreis Am Alten Bahnhof     initiative/helferkreis-muehlenweg-bahnstrasse\n"
        "    Name                    Helferkreis Mühlenweg und Bahnstraße\n"
        "                            → Helferkreis Am Alten Bahnhof\n"
    )
    assert told.err == "Einträge: 1 geändert.\n"


@pytest.mark.skipif(not REAL.is_dir(), reason="the two real states of the Munich list are not here")
@pytest.mark.parametrize("key", ["homepage", "lat", "name"])
def test_the_real_list_of_munich(tmp_path, fh, key):
    """Two states of a real list, imported as two commits: exactly the one real change, and nothing else.

    Also where the entries are known by their names, and the name is what changed: the web address is the same.
    """
    folder = begin(tmp_path / "r", {})
    for day in ("2020-01-25", "2020-05-15"):
        take_over(fh, folder, day, key, real(day))
    told = fh(folder, "diff", "2020-01-25..2020-05-15")
    assert told.out == "Geändert (1)\n  Helferkreis Hans-Thonauer-Straße und Elsenheimerstraße\n" + MUNICH
    assert told.err == "Einträge: 1 geändert.\n"


@pytest.mark.skipif(not REAL.is_dir(), reason="the two real states of the Munich list are not here")
def test_the_real_list_of_munich_taken_over_afresh(tmp_path, fh):
    """Even where nothing links both imports, the group that changed its name is recognised by its site and place."""
    folder = begin(tmp_path / "r", {})
    take_over(fh, folder, "2020-01-25", "name", real("2020-01-25"))
    for path in (folder / "data" / "initiatives").iterdir():
        path.unlink()
    shutil.rmtree(folder / "importe")
    take_over(fh, folder, "2020-05-15", "name", real("2020-05-15"))
    told = fh(folder, "diff", "2020-01-25..2020-05-15")
    assert told.out.splitlines()[0] == "Umbenannt (1)"
    assert told.out.endswith("".join(MUNICH.splitlines(keepends=True)[1:]))
    assert told.err.endswith("\nEinträge: 1 umbenannt.\n")
