"""Work taken back: what was there lies in the bin, and nothing else moves."""

from __future__ import annotations

from pathlib import Path

from repositories import commit, git, group, put
from states import CAFE, CHANGED, RAD, binned, files, message, state


def test_unsaved_work_is_taken_back_and_a_copy_kept(repo, fh):
    """Changed, new and removed files; what does not belong to the registry is not touched."""
    put(repo, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}))
    commit(repo, "2026-03-20")
    before = files(repo)
    put(repo, CAFE, group(**CHANGED))
    changed = (repo / CAFE).read_bytes()
    new = "data/initiatives/neu.yaml"
    put(repo, new, group(name="Neu"))
    created = (repo / new).read_bytes()
    (repo / RAD).unlink()
    put(repo, "brief.docx", b"\x00")
    told = fh(repo, "undo", "--yes")
    assert told.code == 0, told.err
    assert "Noch nicht gespeichert:" in told.out
    assert "+49 40 66969123 → +49 40 66969555" in told.out
    assert (
        "Zurückgenommen. Es gilt wieder der zuletzt gespeicherte Stand. Kopien liegen in .fh/papierkorb/2026-11-02-1."
        in told.err
    )
    assert files(repo) == {**before, "brief.docx": b"\x00"}
    assert binned(repo) == {f"2026-11-02-1/{CAFE}": changed, f"2026-11-02-1/{new}": created}


def test_two_copies_of_a_day_do_not_meet(repo, fh):
    for year in (2014, 2015):
        put(repo, CAFE, group(gruendungsjahr=year))
        assert fh(repo, "undo", "--yes").code == 0
    assert sorted(binned(repo)) == [f"2026-11-02-1/{CAFE}", f"2026-11-02-2/{CAFE}"]


def test_nothing_is_taken_back_without_asking(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    before = state(repo)
    told = fh(repo, "undo")
    assert told.code == 1
    assert "fh undo --yes" in told.err
    assert fh(repo, "undo", "--dry-run").code == 0
    assert state(repo) == before
    assert binned(repo) == {}


def test_what_was_saved_is_taken_back_and_comes_again(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    put(repo, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}))
    fh(repo, "save", "-m", "Anrufe")
    after = files(repo)
    told = fh(repo, "undo", "--yes")
    assert told.code == 0, told.err
    assert "Anna Beispiel: Anrufe" in told.out
    assert message(repo) == "Zurückgenommen: Anrufe"
    assert list(files(repo)) == [CAFE, "fh.yaml"]
    assert (repo / CAFE).read_text("utf-8") == group()
    assert git(repo, "status", "--porcelain") == ""
    assert fh(repo, "undo", "--yes").code == 0
    assert message(repo) == "Anrufe"
    assert files(repo) == after
    assert git(repo, "rev-list", "--count", "HEAD") == "4"


def test_what_cannot_be_taken_back_is_said(repo, fh):
    assert "Der jüngste Stand ist der erste" in fh(repo, "undo", "--yes").err
    put(repo, "programm.py", "pass")
    put(repo, CAFE, group(**CHANGED))
    commit(repo, "2026-03-20")
    before = state(repo)
    told = fh(repo, "undo", "--yes")
    assert told.code == 2
    assert "programm.py" in told.err
    assert state(repo) == before
    git(repo, "checkout", "-q", "-b", "seite", "HEAD~1")
    put(repo, RAD, group(name="Radhaus"))
    commit(repo, "2026-03-21")
    git(repo, "merge", "-q", "-m", "zusammen", "main")
    assert "führt zwei Fassungen zusammen" in fh(repo, "undo", "--yes").err


def test_a_bin_that_cannot_be_written_takes_nothing_back(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    put(repo, ".fh", "eine Datei, wo der Ordner sein müsste")
    before = state(repo)
    told = fh(repo, "undo", "--yes")
    assert told.code == 2
    assert state(repo) == before


def test_only_what_is_meant_is_taken_back(repo, fh):
    """The way back that an editing command names, where other work lies unsaved beside it."""
    put(repo, RAD, group(name="Radhaus"))
    commit(repo, "2026-03-11")
    put(repo, RAD, group(name="Radhof"))
    said = fh(repo, "set", "cafe-ankommen", "name=Café Neu").out
    assert said.endswith("Zurück: fh undo initiative/cafe-ankommen\n")
    told = fh(repo, "undo", "initiative/cafe-ankommen", "--yes")
    assert told.code == 0
    assert "Café Neu" in told.out
    assert "Radhof" not in told.out
    assert git(repo, "diff", "--name-only") == RAD
    told = fh(repo, "undo", "cafe-ankommen", "--yes")
    assert (told.code, told.out) == (0, "")
    assert "Daran ist seit dem letzten Speichern nichts geändert." in told.err


def test_a_record_that_was_deleted_comes_back_by_its_id(repo, fh):
    put(repo, RAD, group(name="Radhaus"))
    commit(repo, "2026-03-11")
    (repo / RAD).unlink()
    put(repo, CAFE, group(name="Café Neu"))
    assert fh(repo, "undo", Path(RAD).stem, "--yes").code == 0
    assert (repo / RAD).is_file()
    assert "Café Neu" in (repo / CAFE).read_text("utf-8")


def test_saving_and_undoing_in_a_work_tree_with_an_awkward_name(repo, tmp_path, fh):
    """Beside the main one, with spaces and umlauts in its path: the other folder and its index stay as they are."""
    before = files(repo), git(repo, "ls-files", "--stage"), git(repo, "rev-parse", "main")
    other = tmp_path / "Register für »Müller« (neu)"
    git(repo, "worktree", "add", "-q", "-b", "entwurf", str(other))
    put(other, "data/initiatives/nähstube.yaml".replace("ä", "ae"), group(name="Nähstube"))
    put(other, CAFE, group(name="Café Süd", letzte_aenderung="2026-01-01"))
    assert fh(other, "save").code == 0
    assert git(other, "status", "--porcelain") == ""
    assert git(other, "show", "--name-only", "--format=%s").splitlines()[0].startswith("2 Einträge: ")
    assert fh(other, "undo", "--yes").code == 0
    assert files(other) == before[0]
    assert (files(repo), git(repo, "ls-files", "--stage"), git(repo, "rev-parse", "main")) == before
