"""`fh fmt`: files tidied to the byte, and those it cannot read left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from cafe_registry import CAFE, CAFE_FILE, FILES, SETTINGS, unchanged
from projects import Run, text, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in a small registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


UNTIDY = """\
name:   Café Ankommen
art: begegnungscafe
status: aktiv
kurzbeschreibung: Ein offener Nachmittag.>>>
gemeinde: 01053090   # Mölln
kontakt:
    # nur vormittags
    telefon: "+49 40 66969123"
sprachen:
-   de
-   "no"
geprueft_am: 2026-03-17""".replace(">>>", "   ")
TIDY = """\
name: Café Ankommen
art: begegnungscafe
status: aktiv
kurzbeschreibung: Ein offener Nachmittag.
gemeinde: "01053090"   # Mölln
kontakt:
  # nur vormittags
  telefon: "+49 40 66969123"
sprachen:
  - de
  - "no"
geprueft_am: "2026-03-17"
"""


def test_fmt_tidies_and_says_what(fh: Run) -> None:
    Path(CAFE_FILE).write_text(UNTIDY, "utf-8")
    code, out, err = fh("fmt", "--check")
    assert (code, out) == (1, f"{CAFE_FILE}\n")
    assert err == "1 Datei wäre zu ändern, 4 unverändert.\n"
    code, out, _ = fh("fmt", CAFE_FILE, "--diff")
    assert code == 1
    assert "-gemeinde: 01053090   # Mölln\n" in out
    assert '+gemeinde: "01053090"   # Mölln\n' in out
    assert text(CAFE_FILE) == UNTIDY
    code, out, err = fh("fmt")
    assert (code, err) == (0, "1 Datei in Form gebracht, 4 unverändert.\n")
    assert text(CAFE_FILE) == TIDY
    assert unchanged(CAFE_FILE)
    assert fh("fmt", "--check") == (0, "", "5 Dateien sind schon in Form.\n")


def test_fmt_takes_ids_folders_and_the_settings(fh: Run) -> None:
    Path(CAFE_FILE).write_text(UNTIDY, "utf-8")
    assert fh("fmt", "data/partners", "fh.yaml", "--check")[2] == "2 Dateien sind schon in Form.\n"
    assert fh("fmt", "cafe-ankommen", "data/initiatives", "--check")[2] == "1 Datei wäre zu ändern, 0 unverändert.\n"


def test_fmt_leaves_what_it_cannot_read(fh: Run) -> None:
    Path(CAFE_FILE).write_text(CAFE.replace("[de, en]", "[de, en"), "utf-8")
    code, out, err = fh("fmt")
    assert (code, out) == (1, "")
    assert f"{CAFE_FILE} ist nicht lesbar." in err
    assert text(CAFE_FILE) == CAFE.replace("[de, en]", "[de, en")
