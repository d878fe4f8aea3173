"""From one format of the data to the next: on disk line by line, in the past as it is read.

There is only one format yet. The steps here are invented: a homepage that once stood at the top of an initiative,
and a Kreis that was called `kreisnummer`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fluechtlingshilfe_cli import migrations
from fluechtlingshilfe_cli.migrations import Migration, Values
from projects import SETTINGS, initiative
from repositories import begin, commit, put

CAFE = "data/initiatives/cafe-ankommen.yaml"
OLD_SETTINGS = "# Unser Register\n" + SETTINGS.replace("kreis:", "kreisnummer:")
OLD = """\
# Das Café im Gemeindehaus
name: Café Ankommen   # seit 2015
art: begegnungscafe
status: aktiv
homepage: https://cafe.example
kurzbeschreibung: Ein offener Nachmittag.
gemeinde: "01053090"
kontakt:
  telefon: "+49 40 66969123"   # dienstags
geprueft_am: '2026-02-01'
"""
NEW = OLD.replace("homepage: https://cafe.example\n", "").replace(
    "# dienstags\n", "# dienstags\n  web: https://cafe.example\n"
)


def _site(kind: str, values: Values) -> Values:
    if kind != "initiative" or "homepage" not in values:
        return values
    kept = {name: value for name, value in values.items() if name != "homepage"}
    return {**kept, "kontakt": {**(values.get("kontakt") or {}), "web": values["homepage"]}}


def _kreis(values: Values) -> Values:
    return {("kreis" if name == "kreisnummer" else name): value for name, value in values.items()}


STEP = Migration("Die Internetseite steht beim Kontakt.", _site, _kreis)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry in format 1 with three states, and a tool that knows format 2."""
    folder = begin(tmp_path / "register", {CAFE: OLD})
    put(folder, "fh.yaml", OLD_SETTINGS)
    commit(folder, "2026-03-10")
    put(folder, CAFE, OLD.replace("https://cafe.example", "https://neu.cafe.example"))
    commit(folder, "2026-03-11")
    put(folder, CAFE, OLD)
    commit(folder, "2026-03-12")
    monkeypatch.setattr(migrations, "MIGRATIONS", (STEP,))
    return folder


def test_there_is_nothing_to_migrate_yet(tmp_path, fh):
    told = fh(begin(tmp_path / "r"), "migrate")
    assert (told.code, told.out, told.err) == (0, "", "Nichts umzustellen: Das Register hat schon Format 1.\n")


def test_a_newer_format_is_one_clear_sentence(tmp_path, fh):
    folder = begin(tmp_path / "r", {CAFE: initiative()})
    put(folder, "fh.yaml", f"format: 7\nneues_feld: ja\n{SETTINGS}")
    for command in (["list", "initiativen"], ["set", "cafe-ankommen", "name=X"], ["migrate"]):
        told = fh(folder, *command)
        assert told.code == 2
        assert "fh.yaml:1:9: Dieses Register hat Format 7, diese Version von fh kennt höchstens Format 1." in told.err
        assert "Bitte fh erneuern" in told.err
    told = fh(folder, "validate", "--format", "concise")
    assert told.code == 2
    assert "FH124" in told.out
    assert "Format 7" in fh(folder, "doctor").out


@pytest.mark.parametrize("command", [["list", "initiativen"], ["confirm", "cafe-ankommen"], ["save"]])
def test_an_older_format_on_disk_is_migrated_first(repo, fh, command):
    told = fh(repo, *command)
    assert told.code == 2
    assert "noch Format 1, diese Version von fh arbeitet mit Format 2." in told.err
    assert "Umstellen: fh migrate" in told.err
    assert (repo / CAFE).read_text("utf-8") == OLD


def test_it_shows_before_it_changes(repo, fh):
    told = fh(repo, "migrate", "--dry-run")
    assert (told.code, told.out) == (0, "Format 1 → 2: Die Internetseite steht beim Kontakt.\n")
    assert told.err == "Es würden 2 Dateien geändert.\nNichts gespeichert (--dry-run).\n"
    told = fh(repo, "migrate", "--diff")
    assert "-homepage: https://cafe.example\n" in told.out
    assert "+  web: https://cafe.example\n" in told.out
    assert "-kreisnummer:" in told.out
    told = fh(repo, "migrate")
    assert told.code == 1
    assert "fh migrate --yes" in told.err
    assert (repo / CAFE).read_text("utf-8") == OLD


def test_lines_that_are_not_concerned_stay(repo, fh):
    told = fh(repo, "migrate", "--yes")
    assert told.code == 0, told.err
    assert (repo / CAFE).read_text("utf-8") == NEW
    settings = (repo / "fh.yaml").read_text("utf-8")
    assert settings.startswith("# Unser Register\n")
    assert "format: 2\n" in settings
    assert 'kreis: "01053"\n' in settings
    assert fh(repo, "validate", "--format", "concise").code == 0
    assert fh(repo, "migrate").err == "Nichts umzustellen: Das Register hat schon Format 2.\n"


def test_a_file_that_cannot_be_read_stops_it_before_anything_is_written(repo, fh):
    put(repo, "data/initiatives/kaputt.yaml", "name: [")
    told = fh(repo, "migrate", "--yes")
    assert told.code == 2
    assert "kaputt.yaml: Die Datei ist nicht lesbar." in " ".join(told.err.split())
    assert (repo / CAFE).read_text("utf-8") == OLD


def test_private_files_are_migrated_and_not_shown(repo, fh, monkeypatch):
    def person(kind: str, values: Values) -> Values:
        return {**values, "funktion": "Leitung"} if kind == "person" else _site(kind, values)

    monkeypatch.setattr(migrations, "MIGRATIONS", (Migration("Personen auch.", person, _kreis),))
    put(repo, "fh.yaml", f"{OLD_SETTINGS}privat: ../privat\n")
    put(repo.parent, "privat/persons/anna.yaml", "name: Anna Beispiel\nstatus: aktiv\n")
    told = fh(repo, "migrate", "--diff")
    assert "Beispiel" not in told.out + told.err
    told = fh(repo, "migrate", "--yes")
    assert "zurück geht es dort nur mit seiner Sicherung" in told.err
    assert "funktion: Leitung" in (repo.parent / "privat/persons/anna.yaml").read_text("utf-8")


def test_the_past_is_read_across_the_migration(repo, fh):
    """As it was then, what changed since, and the life of a record: none of them sees the other form."""
    fh(repo, "migrate", "--yes")
    commit(repo, "2026-03-13")
    assert "https://neu.cafe.example" in fh(repo, "show", "cafe-ankommen", "--at", "2026-03-11").out
    assert fh(repo, "validate", "--at", "2026-03-10").code == 0
    assert fh(repo, "diff", "2026-03-12").out == ""
    assert "Internetseite" in fh(repo, "diff", "2026-03-11").out
    assert fh(repo, "log", "cafe-ankommen").out.splitlines()[::2] == [
        "13.03.2026: nur Schreibweise oder Änderungsdatum",
        "12.03.2026: Internetseite geändert",
        "11.03.2026: Internetseite geändert",
        "10.03.2026: neu angelegt",
    ]


def test_a_migration_is_no_change_of_content(repo, fh):
    """Neither before it is saved, nor for somebody who asks since a state before it."""
    put(repo, CAFE, OLD + "letzte_aenderung: '2026-01-15'\n")
    commit(repo, "2026-03-13")
    fh(repo, "migrate", "--yes")
    assert "FH314" not in fh(repo, "validate", "--changed").out
    told = fh(repo, "save")
    assert told.code == 0, told.err
    assert "Tag der letzten" not in told.err
    assert "FH314" not in fh(repo, "validate", "--since", "2026-03-13").out
    assert "letzte_aenderung: '2026-01-15'" in (repo / CAFE).read_text("utf-8")
