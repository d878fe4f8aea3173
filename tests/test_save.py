"""The day's work recorded and taken back: nothing is ever lost, whatever happens in the middle."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from fluechtlingshilfe_cli import terminal
from fluechtlingshilfe_cli.history import calling
from new_registries import new_registry, tree
from projects import SETTINGS, as_yaml
from repositories import Fh, begin, caller, commit, git, group, put

CAFE = "data/initiatives/cafe-ankommen.yaml"
RAD = "data/initiatives/radhaus.yaml"
OFFER = {"id": "cafe", "titel": "Café", "handlungsfeld": "sprache", "format": "vor_ort"}
CHANGED = {"kontakt": {"email": "info@cafe-ankommen.example", "telefon": "+49 40 66969555"}, "angebote": [OFFER]}


@pytest.fixture
def fh(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Fh:
    return caller(capfd, monkeypatch)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return begin(tmp_path / "register")


def message(folder: Path) -> str:
    return git(folder, "log", "-1", "--format=%B")


def files(folder: Path) -> dict[str, bytes]:
    """Everything on disk outside git's own folder and our bin."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts and ".fh" not in path.parts
    }


def state(folder: Path) -> tuple[object, ...]:
    """All that must stay as it was when nothing happens: files, the current state, what is prepared."""
    return files(folder), git(folder, "rev-parse", "HEAD"), git(folder, "ls-files", "--stage")


def binned(folder: Path) -> dict[str, bytes]:
    """All copies, by their place in the registry."""
    above = folder / ".fh" / "papierkorb"
    return {
        path.relative_to(above).as_posix(): path.read_bytes() for path in sorted(above.rglob("*")) if path.is_file()
    }


def test_one_change_is_its_own_message(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    told = fh(repo, "save")
    assert told.code == 0, told.err
    assert told.out == "Gespeichert: Café Ankommen: Telefon geändert, 1 Angebot neu\n"
    assert told.err.endswith("1 Datei im Verlauf. Zurück geht es mit: fh undo\n")
    assert message(repo) == "Café Ankommen: Telefon geändert, 1 Angebot neu"
    assert git(repo, "status", "--porcelain") == ""
    assert fh(repo, "save").err == "Nichts zu speichern: Alles ist im Verlauf.\n"


def test_many_changes_are_counted_and_listed(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    for name in ("Radhaus", "Nähstube", "Lesekreis am Küchensee", "Gartenprojekt Hand in Hand"):
        put(
            repo,
            f"data/initiatives/{name[:3].lower().replace('ä', 'ae')}.yaml",
            group(name=name, kontakt={"web": f"https://{len(name)}.example"}),
        )
    assert fh(repo, "save").code == 0
    subject, _, body = message(repo).partition("\n\n")
    assert subject.startswith("5 Einträge: ")
    assert len(subject) <= 72
    assert "- Café Ankommen: Telefon geändert, 1 Angebot neu" in body.splitlines()
    assert "- Radhaus: neu angelegt" in body.splitlines()


def test_an_own_text_comes_first(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    assert fh(repo, "save", "-m", "Anruf von Frau M.").code == 0
    assert message(repo) == "Anruf von Frau M.\n\n- Café Ankommen: Telefon geändert, 1 Angebot neu"
    assert "66969555" not in message(repo)


def test_only_what_belongs_to_the_registry_is_stored(repo, fh):
    """Neither private files nor others, and what others prepared stays prepared."""
    put(repo, "fh.yaml", f"{SETTINGS}privat: privat\n")
    put(repo, "privat/persons/person-01.yaml", as_yaml({"status": "aktiv", "name": "Anna Geheim"}))
    put(repo, "brief.docx", b"\x00\x01")
    put(repo, "notiz.txt", "vorgemerkt")
    put(repo, "data/liste.xlsx", b"\x00")
    git(repo, "add", "notiz.txt")
    told = fh(repo, "save")
    assert told.code == 0, told.err
    stored = git(repo, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert stored == [CAFE, "fh.yaml"]
    assert "brief.docx" in told.err
    assert "person" not in told.out + told.err
    assert git(repo, "diff", "--cached", "--name-only") == "notiz.txt"


def test_errors_in_what_changed_stop_it_and_others_do_not(repo, fh):
    put(repo, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}, gruendungsjahr="bald"))
    before = state(repo)
    told = fh(repo, "save")
    assert told.code == 1
    assert "FH" in told.err
    assert "Trotzdem speichern: fh save --trotzdem" in told.err
    assert state(repo) == before
    assert fh(repo, "save", "--trotzdem").code == 0
    put(repo, CAFE, group(**CHANGED))
    assert fh(repo, "save").code == 0


def test_a_dry_run_stores_nothing(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    before = state(repo)
    told = fh(repo, "save", "-n")
    assert (told.code, told.out) == (0, "Café Ankommen: Telefon geändert, 1 Angebot neu\n")
    assert state(repo) == before


def test_removed_renamed_and_only_rewritten_files(repo, fh):
    put(repo, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}))
    put(repo, "data/initiatives/form.yaml", group(name="Form", kontakt={"web": "https://form.example"}))
    commit(repo, "2026-03-20")
    (repo / RAD).unlink()
    (repo / CAFE).rename(repo / "data/initiatives/cafe-neu.yaml")
    put(repo, "data/initiatives/form.yaml", "# Bemerkung\n" + (repo / "data/initiatives/form.yaml").read_text("utf-8"))
    told = fh(repo, "save")
    assert told.out.splitlines() == [
        "Gespeichert: Radhaus: entfernt",
        "Gespeichert: Café Ankommen: umbenannt (vorher cafe-ankommen)",
        "Gespeichert: nur Schreibweise oder Änderungsdatum: 1 Datei",
    ]
    assert git(repo, "status", "--porcelain") == ""


def test_what_was_prepared_differently_is_kept(repo, fh):
    """A dirty index: the version prepared in git is neither stored nor on disk, so a copy goes to the bin."""
    put(repo, CAFE, group(gruendungsjahr=2014))
    git(repo, "add", CAFE)
    lost = (repo / CAFE).read_bytes()
    put(repo, CAFE, group(gruendungsjahr=2015))
    told = fh(repo, "save")
    assert told.code == 0, told.err
    assert binned(repo) == {f"2026-11-02-1/{CAFE}.vorgemerkt": lost}
    assert b"2015" in git(repo, "show", f"HEAD:{CAFE}").encode()


def test_without_a_history_it_is_begun_when_wanted(tmp_path, fh, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "r"
    put(folder, "fh.yaml", SETTINGS)
    put(folder, CAFE, group())
    told = fh(folder, "save")
    assert told.code == 1
    assert "Angelegt wird er mit: fh save --yes" in told.err
    assert not (folder / ".git").exists()
    told = fh(folder, "save", "--yes")
    assert told.code == 0, told.err
    assert message(folder) == "Anfang des Registers\n\n1 Initiative"
    assert git(folder, "ls-tree", "-r", "--name-only", "HEAD").splitlines() == [CAFE, "fh.yaml"]


def test_the_registry_speaks_where_git_knows_nobody(repo, fh, monkeypatch):
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(repo.parent))
    put(repo, CAFE, group(**CHANGED))
    assert fh(repo, "save").code == 0
    assert git(repo, "log", "-1", "--format=%an <%ae>") == "Flüchtlingshilfe Testkreis <register@localhost>"


def test_a_project_in_a_folder_of_a_repository(tmp_path, fh):
    """Only its own files, wherever the command is given."""
    top = tmp_path / "Büro Süd"
    put(top, "kreis/fh.yaml", SETTINGS)
    put(top, f"kreis/{CAFE}", group())
    put(top, "anderes.txt", "a")
    git(top, "init", "-q", "-b", "main")
    commit(top, "2026-03-10")
    put(top, f"kreis/{CAFE}", group(**CHANGED))
    put(top, "anderes.txt", "b")
    told = fh(top / "kreis" / "data", "save")
    assert told.code == 0, told.err
    assert git(top, "show", "--format=", "--name-only", "HEAD") == f"kreis/{CAFE}"
    assert fh(top / "kreis", "undo", "--yes").code == 0
    assert (top / "kreis" / CAFE).read_text("utf-8") == group()
    assert (top / "anderes.txt").read_text() == "b"


def test_uploading_only_if_set_up(repo, tmp_path, fh):
    far = tmp_path / "fern.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(far))
    git(repo, "remote", "add", "origin", str(far))
    put(repo, CAFE, group(**CHANGED))
    fh(repo, "save")
    assert git(far, "for-each-ref") == ""
    put(repo, "fh.yaml", f"{SETTINGS}speichern:\n  hochladen: true\n")
    told = fh(repo, "save")
    assert told.code == 0
    assert told.err.endswith("Hochgeladen.\n")
    assert git(far, "rev-parse", "main") == git(repo, "rev-parse", "HEAD")


def test_an_upload_that_fails_loses_nothing(repo, tmp_path, fh):
    """The work is saved all the same, and goes along the next time."""
    git(repo, "remote", "add", "origin", str(tmp_path / "weg.git"))
    put(repo, "fh.yaml", f"{SETTINGS}speichern:\n  hochladen: true\n")
    told = fh(repo, "save")
    assert told.code == 2
    assert "Gespeichert, aber noch nicht hochgeladen" in told.err
    assert git(repo, "status", "--porcelain") == ""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "weg.git")
    told = fh(repo, "save")
    assert told.code == 0
    assert "Hochgeladen." in told.err


def test_an_upload_others_were_quicker_than(repo, tmp_path, fh):
    far, other = tmp_path / "fern.git", tmp_path / "kollegin"
    put(repo, "fh.yaml", f"{SETTINGS}speichern:\n  hochladen: true\n")
    commit(repo, "2026-03-20")
    git(tmp_path, "clone", "-q", "--bare", str(repo), str(far))
    git(repo, "remote", "add", "origin", str(far))
    git(repo, "fetch", "-q")
    git(repo, "branch", "-q", "--set-upstream-to", "origin/main")
    git(tmp_path, "clone", "-q", str(far), str(other))
    put(other, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}))
    assert fh(other, "save").code == 0
    put(repo, CAFE, group(**CHANGED))
    told = fh(repo, "save")
    assert told.code == 2
    assert "Jemand anderes hat inzwischen auch etwas hochgeladen" in told.err
    assert git(repo, "status", "--porcelain") == ""


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


@pytest.fixture
def conflict(repo: Path) -> Path:
    """Two versions of one record that git cannot bring together."""
    git(repo, "checkout", "-q", "-b", "seite")
    put(repo, CAFE, group(name="Seite"))
    commit(repo, "2026-03-20")
    git(repo, "checkout", "-q", "main")
    put(repo, CAFE, group(name="Haupt"))
    commit(repo, "2026-03-21")
    subprocess.run(["git", "merge", "-q", "seite"], cwd=repo, capture_output=True, check=False)
    assert b"<<<<<<<" in (repo / CAFE).read_bytes()
    return repo


@pytest.mark.parametrize("command", [["save"], ["save", "--trotzdem"], ["undo", "--yes"]], ids=" ".join)
def test_a_conflict_stops_everything(conflict, fh, command):
    before = state(conflict)
    told = fh(conflict, *command)
    assert told.code == 2
    assert "Gerade werden zwei Fassungen des Registers zusammengeführt" in told.err
    assert state(conflict) == before


@pytest.mark.parametrize("command", [["save"], ["undo", "--yes"]], ids=" ".join)
def test_an_earlier_state_is_not_written_to(repo, fh, command):
    put(repo, CAFE, group(name="Zwei"))
    commit(repo, "2026-03-20")
    git(repo, "checkout", "-q", "HEAD~1")
    put(repo, CAFE, group(**CHANGED))
    before = state(repo)
    told = fh(repo, *command)
    assert told.code == 2
    assert "Geöffnet ist gerade ein früherer Stand" in told.err
    assert state(repo) == before


def fake_git(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A git that does something else first: `$real` is the real one, `$*` what it was asked."""
    real = shutil.which("git")
    path = folder / "bin" / "git"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nreal={real}\n{script}\nexec $real "$@"\n')
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")


REFUSALS = {
    "hash": (
        "*update-index*",
        "error: insufficient permission for adding an object to repository database .git/objects",
    ),
    "tree": ("*write-tree*", "fatal: unable to create temporary file: Read-only file system"),
    "full": ("*commit-tree*", "error: unable to write file: No space left on device"),
    "lock": (
        "*update-ref*",
        "fatal: cannot lock ref 'HEAD': Unable to create '.git/refs/heads/main.lock': File exists.",
    ),
    "race": ("*update-ref*", "fatal: cannot lock ref 'HEAD': is at 12 but expected 34"),
}


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for git is a shell script")
@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_disk_that_refuses_changes_nothing(repo, tmp_path, fh, monkeypatch, refusal):
    """Whatever step fails, files, states and what is prepared are as before, and the sentence is German."""
    put(repo, CAFE, group(**CHANGED))
    before = state(repo)
    step, words = REFUSALS[refusal]
    fake_git(tmp_path, monkeypatch, f'case "$*" in {step}) echo "{words}" >&2; exit 128;; esac')
    told = fh(repo, "save")
    assert told.code == 2
    assert "Nicht möglich:" in told.err
    assert "fatal" not in told.err
    assert "error:" not in told.err
    monkeypatch.undo()
    assert state(repo) == before


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for git is a shell script")
@pytest.mark.parametrize("step", ["read-tree", "update-index", "write-tree", "commit-tree", "update-ref"])
def test_an_interruption_while_saving_loses_nothing(repo, tmp_path, monkeypatch, step):
    """Ctrl-C at any step: either all is as it was, or the work is saved; the files are never touched."""
    put(repo, CAFE, group(**CHANGED))
    before = files(repo)
    head = git(repo, "rev-parse", "HEAD")
    fake_git(tmp_path, monkeypatch, f'case "$*" in *{step}*) kill -INT $PPID; sleep 1;; esac')
    done = subprocess.run(
        [sys.executable, "-m", "fluechtlingshilfe_cli", "save"], cwd=repo, capture_output=True, text=True, check=False
    )
    monkeypatch.undo()
    assert done.returncode == 130, done.stderr
    assert files(repo) == before
    assert git(repo, "fsck", "--strict", "--no-dangling") == ""
    if git(repo, "rev-parse", "HEAD") == head:
        assert CAFE in git(repo, "status", "--porcelain")
    else:
        assert git(repo, "diff", "HEAD", "--name-only") == ""


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for git is a shell script")
@pytest.mark.parametrize("step", ["read-tree", "checkout-index", "update-index"])
def test_an_interruption_while_taking_back_loses_nothing(repo, tmp_path, monkeypatch, step):
    """The copies are there before anything is touched, and another `fh undo` ends what was begun."""
    put(repo, CAFE, group(**CHANGED))
    put(repo, RAD, group(name="Radhaus"))
    work = files(repo)
    fake_git(tmp_path, monkeypatch, f'case "$*" in *{step}*) kill -INT $PPID; sleep 1;; esac')
    command = [sys.executable, "-m", "fluechtlingshilfe_cli", "undo", "--yes"]
    done = subprocess.run(command, cwd=repo, capture_output=True, text=True, check=False)
    monkeypatch.undo()
    assert done.returncode == 130, done.stderr
    kept = binned(repo)
    for name in (CAFE, RAD):
        assert kept[f"2026-11-02-1/{name}"] == work[name]
    subprocess.run(command, cwd=repo, capture_output=True, check=False)
    assert (repo / CAFE).read_text("utf-8") == group()


def test_a_bin_that_cannot_be_written_takes_nothing_back(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    put(repo, ".fh", "eine Datei, wo der Ordner sein müsste")
    before = state(repo)
    told = fh(repo, "undo", "--yes")
    assert told.code == 2
    assert state(repo) == before


def test_without_git_the_sentence_is_clear(repo, tmp_path, fh, monkeypatch):
    empty = tmp_path / "leer"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))
    for command in (["save"], ["undo"]):
        told = fh(repo, *command)
        assert told.code == 2
        assert "Das Programm git ist nicht installiert" in told.err


def test_every_known_refusal_is_german():
    """No sign stands in the way of another, and each sentence says what to do or what is wrong."""
    for sign, sentence in calling._KNOWN:
        assert str(calling.GitFailedError(f"fatal: x {sign} y")) == sentence
    assert "git sagt dazu: seltsam" in str(calling.GitFailedError("seltsam\nmehr"))


# One record, and a calm word


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


@pytest.fixture
def watched(repo, monkeypatch):
    """The repository with one unsaved change, and a person at the terminal."""
    put(repo, "fh.yaml", (repo / "fh.yaml").read_text("utf-8").replace("2026-11-02", "2026-06-10"))
    commit(repo, "2026-06-01")
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: True)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    put(repo, CAFE, group(name="Café Neu"))
    return repo


def aged(path: Path, day: str) -> None:
    moment = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
    os.utime(path, (moment, moment))


def test_old_unsaved_work_is_one_calm_line(watched, fh, monkeypatch):
    aged(watched / CAFE, "2026-06-07")
    line = "Noch nicht gespeichert: 1 Datei, die älteste vom 07.06.2026. Festhalten: fh save"
    assert fh(watched, "validate").err.splitlines().count(line) == 1
    monkeypatch.setenv("CI", "true")
    assert line not in fh(watched, "validate").err
    monkeypatch.delenv("CI")
    assert line not in fh(watched, "validate", "--at", "2026-06-01").err
    assert line not in fh(watched, "list", "initiativen").err
    fh(watched, "save", "--yes")
    assert line not in fh(watched, "validate").err


def test_work_of_today_is_left_in_peace_unless_it_is_much(watched, fh):
    aged(watched / CAFE, "2026-06-08")
    assert "Noch nicht gespeichert" not in fh(watched, "validate").err
    for number in range(19):
        put(watched, f"data/initiatives/neu-{number}.yaml", group(name=f"Neu {number}"))
        aged(watched / f"data/initiatives/neu-{number}.yaml", "2026-06-10")
    assert "Noch nicht gespeichert: 20 Dateien, die älteste vom 08.06.2026." in fh(watched, "validate").err


def test_nobody_at_the_terminal_is_reminded_of_nothing(watched, fh, monkeypatch):
    aged(watched / CAFE, "2026-01-01")
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: False)
    assert "gespeichert" not in fh(watched, "validate").err


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


def test_an_interruption_while_one_record_is_taken_back_loses_nothing(repo, fh, monkeypatch):
    """The copy is there before anything is taken back."""
    put(repo, CAFE, group(name="Café Neu"))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fluechtlingshilfe_cli.history.recording._put_back", interrupt)
    assert fh(repo, "undo", "cafe-ankommen", "--yes").code == 130
    assert group(name="Café Neu").encode() in [*binned(repo).values()]
    assert "Café Neu" in (repo / CAFE).read_text("utf-8")


def test_the_first_save_keeps_all_that_a_new_registry_comes_with(tmp_path, fh):
    """Nothing is left for the next time, and what the check-up finds then has nothing to do with the history."""
    folder = new_registry(tmp_path)
    first = fh(folder, "save", "--yes")
    assert first.code == 0, first.err
    assert "nicht zum Register" not in first.err
    assert git(folder, "status", "--porcelain") == ""
    stored = set(git(folder, "ls-tree", "-r", "--name-only", "HEAD").splitlines())
    assert {".gitignore", ".gitattributes", "README.md", ".github/workflows/pruefen.yml"} <= stored
    assert {name for name in tree(folder) if not name.startswith((".git/", ".fh/"))} == stored
    assert "Verlauf" not in fh(folder, "doctor").out.replace("Git-Repository vorhanden", "")
    assert fh(folder, "save").err == "Nichts zu speichern: Alles ist im Verlauf.\n"


def test_texts_and_pictures_the_settings_name_are_saved_and_others_are_not(repo, fh):
    directory = {"titel": "Hilfe", "herausgeber": "Kreis", "verantwortlich": "Leitung"}
    sections = {"abschnitte": [{"text": "texte/vorwort.md"}]}
    put(repo, "fh.yaml", SETTINGS + as_yaml({"verzeichnis": {**directory, **sections}}))
    put(repo, "texte/vorwort.md", "Willkommen.")
    put(repo, "texte/entwurf.md", "Noch nicht.")
    told = fh(repo, "save", "--trotzdem")
    assert told.code == 0, told.err
    assert "texte/vorwort.md" in git(repo, "ls-files").splitlines()
    assert "texte/entwurf.md" in told.err
