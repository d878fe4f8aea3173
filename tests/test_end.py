"""`fh end`: the record stays, and what is attached to it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from cafe_registry import CAFE, CAFE_FILE, FILES, SETTINGS, TODAY, unchanged
from projects import Run, initiative, text, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in a small registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def test_ending_keeps_the_record_and_names_what_is_attached(fh: Run) -> None:
    Path("data/initiatives/cafe-neu.yaml").write_text(initiative(name="Neues Café"), "utf-8")
    code, out, err = fh(
        "end", "cafe-ankommen", "--grund", "Zu wenige Freiwillige.", "--am", "31.10.2026", "--nachfolge", "Neues Café"
    )
    assert code == 0
    ended = 'beendet_am: "2026-10-31"\nbeendet_grund: Zu wenige Freiwillige.\nnachfolge: [cafe-neu]\n'
    assert text(CAFE_FILE) == CAFE.replace("status: aktiv", "status: beendet").replace(*TODAY) + ended
    assert "Stand geändert, Beendet am, Grund der Beendigung und Nachfolge eingetragen. Alles andere blieb" in out
    assert "  Bedarf: Deutschkurs am Abend (need/deutschkurs) nennt ihn bei »" in err
    assert "  Notiz: note/cafe-ankommen nennt ihn bei »Zu«" in err
    assert "  Person: person/person-01 steht bei »Kontaktpersonen«" in err
    assert "Erika" not in out + err
    code, _, err = fh("end", "cafe-ankommen", "--grund", "Noch einmal.")
    assert code == 2
    assert "ist schon beendet" in err


def test_an_end_needs_a_reason_and_an_heir_that_exists(fh: Run) -> None:
    assert "--grund" in fh("end", "cafe-ankommen")[2]
    assert "gibt es noch nicht" in fh("end", "cafe-ankommen", "--grund", "x", "--nachfolge", "niemand")[2]
    assert "Notizen werden nicht beendet" not in fh("end", "person/person-01", "--grund", "x", "--dry-run")[2]
    assert unchanged()
