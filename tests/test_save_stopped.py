"""Saving and taking back stopped in the middle, by git, the disk or a person: nothing is ever lost."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.history import calling
from repositories import commit, git, group, put
from states import CAFE, CHANGED, RAD, binned, files, state


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


def test_an_interruption_while_one_record_is_taken_back_loses_nothing(repo, fh, monkeypatch):
    """The copy is there before anything is taken back."""
    put(repo, CAFE, group(name="Café Neu"))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fluechtlingshilfe_cli.history.recording._put_back", interrupt)
    assert fh(repo, "undo", "cafe-ankommen", "--yes").code == 130
    assert group(name="Café Neu").encode() in [*binned(repo).values()]
    assert "Café Neu" in (repo / CAFE).read_text("utf-8")
