"""`fh rename`: everybody who names a record or an offer follows its new id."""

from __future__ import annotations

from pathlib import Path

import pytest

from cafe_registry import (
    CAFE,
    CAFE_FILE,
    FILES,
    NEED,
    NEED_FILE,
    NOTE,
    NOTE_FILE,
    PARTNER,
    PARTNER_FILE,
    SETTINGS,
    TODAY,
    unchanged,
)
from projects import Run, initiative, text, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in a small registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def test_everybody_follows_a_new_id(fh: Run) -> None:
    """References, offers named through it, the note about it, and the settings; nothing else."""
    code, out, _ = fh("rename", "cafe-ankommen", "cafe-moelln")
    assert code == 0
    assert out == (
        f"  {CAFE_FILE} → data/initiatives/cafe-moelln.yaml\n"
        f"  {NEED_FILE}\n"
        f"  {NOTE_FILE} → private/notes/initiative/cafe-moelln.yaml\n"
        "  fh.yaml\n"
        "Umbenannt: Café Ankommen heißt jetzt »cafe-moelln«; 2 weitere Dateien nennen jetzt die neue. "
        "Alles andere blieb unverändert.\n"
        "Zurück: fh rename initiative/cafe-moelln cafe-ankommen\n"
    )
    assert text("data/initiatives/cafe-moelln.yaml") == CAFE
    assert text("private/notes/initiative/cafe-moelln.yaml") == NOTE.replace("cafe-ankommen", "cafe-moelln")
    assert text(NEED_FILE) == NEED.replace("cafe-ankommen", "cafe-moelln")
    assert text("fh.yaml") == SETTINGS.replace("cafe-ankommen", "cafe-moelln")
    assert not Path(CAFE_FILE).exists()
    assert not Path(NOTE_FILE).exists()
    assert text(PARTNER_FILE) == PARTNER
    assert fh("rename", "cafe-moelln", "cafe-ankommen")[0] == 0
    assert unchanged()


def test_settings_that_name_a_record_by_its_id_follow_too(fh: Run) -> None:
    assert fh("rename", "partner/stelle", "buero")[0] == 0
    assert text("fh.yaml") == SETTINGS.replace("koordinationsstelle: stelle", "koordinationsstelle: buero")


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("Café Mölln", "Zum Beispiel: cafe-moelln"),
        ("cafe-ankommen", "heißt schon so"),
        ("partner/cafe", "bleibt in »Initiativen«"),
        ("cafe-neu", "gibt es schon"),
    ],
)
def test_rename_refuses_ids_that_cannot_be(fh: Run, new: str, words: str) -> None:
    Path("data/initiatives/cafe-neu.yaml").write_text(initiative(), "utf-8")
    code, _, err = fh("rename", "cafe-ankommen", new)
    assert code == 2
    assert words in err
    assert unchanged()


def test_rename_can_be_looked_at_first(fh: Run) -> None:
    code, out, err = fh("rename", "cafe-ankommen", "cafe-moelln", "--dry-run")
    assert (code, err) == (0, "Nichts gespeichert (--dry-run).\n")
    assert CAFE_FILE in out
    assert unchanged()


def test_an_offer_gets_another_id_and_everybody_follows(fh: Run) -> None:
    """Its place, who names it, and its translation; comments and other offers stay as they are."""
    extra = "uebersetzungen:\n  - sprache: en\n    feld: angebote/sprachcafe/titel # gut so\n    text: Language café\n"
    Path(CAFE_FILE).write_text(CAFE + extra, "utf-8")
    code, out, err = fh("rename", "cafe-ankommen/sprachcafe", "deutsch-am-abend")
    assert code == 0, err
    assert out == (
        f"  {CAFE_FILE}\n"
        f"  {NEED_FILE}\n"
        "Umbenannt: Sprachcafé heißt jetzt »deutsch-am-abend«; 1 weitere Datei nennt jetzt die neue. "
        "Alles andere blieb unverändert.\n"
        "Zurück: fh rename cafe-ankommen/deutsch-am-abend sprachcafe\n"
    )
    new = (CAFE + extra).replace("id: sprachcafe", "id: deutsch-am-abend").replace("/sprachcafe/", "/deutsch-am-abend/")
    assert text(CAFE_FILE) == new.replace(*TODAY)
    assert "angebot/cafe-ankommen/deutsch-am-abend" in text(NEED_FILE)
    assert fh("rename", "angebot/cafe-ankommen/deutsch-am-abend", "sprachcafe")[0] == 0
    assert text(CAFE_FILE) == (CAFE + extra).replace(*TODAY)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("cafe-ankommen/sprachcaffe", "x", "Meinten Sie »cafe-ankommen/sprachcafe«?"),
        ("cafe-ankommen/sprachcafe", "Deutsch!", "Zum Beispiel: deutsch"),
        ("cafe-ankommen/sprachcafe", "sprachcafe", "heißt schon so"),
        ("cafe-ankommen/sprachcafe", "andere/sprachcafe", "bleibt in »cafe-ankommen«"),
        ("nirgends/sprachcafe", "x", "ist keine Art von Einträgen"),
    ],
)
def test_an_offer_that_cannot_be_renamed_is_told(fh: Run, old: str, new: str, words: str) -> None:
    code, _, err = fh("rename", old, new)
    assert (code, words in err) == (2, True), err
    assert unchanged()
