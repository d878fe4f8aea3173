"""Small real repositories, built by git in a temporary folder, with fixed names and times."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fluechtlingshilfe_cli.cli import run
from projects import initiative, write

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Anna Beispiel",
    "GIT_AUTHOR_EMAIL": "anna@koordination.example",
    "GIT_COMMITTER_NAME": "Anna Beispiel",
    "GIT_COMMITTER_EMAIL": "anna@koordination.example",
}


class Told(NamedTuple):
    """What a command said: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


def git(folder: Path, *arguments: str, day: str = "2026-03-10T12:00:00+01:00") -> str:
    """One call of git at a moment."""
    environment = {**os.environ, **_ENVIRONMENT, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
    return done.stdout.strip()


def moment(day: str) -> str:
    """Noon of a day; a text with a time stays as it is."""
    return day if "T" in day else f"{day}T12:00:00+01:00"


def commit(folder: Path, day: str, message: str = "Stand") -> str:
    """Everything as it is becomes a state of that day; its commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message, day=moment(day))
    return git(folder, "rev-parse", "HEAD")


def begin(folder: Path, files: dict[str, str | bytes] | None = None, day: str = "2026-03-10") -> Path:
    """A registry in a repository of its own with one state; one initiative unless told otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    write(folder, files if files is not None else {"data/initiatives/cafe-ankommen.yaml": group()})
    commit(folder, day, "Anfang")
    return folder


def group(**fields: Any) -> str:
    """A sound initiative that was checked before anything in these tests happens."""
    return initiative(**{"geprueft_am": "2026-02-01", **fields})


def put(folder: Path, name: str, content: str | bytes) -> None:
    """A file, with its folders."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


Fh = Callable[..., Told]


def caller(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Fh:
    """Runs `fh` inside this process, in the folder given first or where it is."""
    for name, value in _ENVIRONMENT.items():
        monkeypatch.setenv(name, value)

    def fh(*arguments: str | Path) -> Told:
        if isinstance(arguments[0], Path):
            monkeypatch.chdir(arguments[0])
            arguments = arguments[1:]
        capfd.readouterr()
        code = run(list(map(str, arguments)))
        out, err = capfd.readouterr()
        return Told(code, out, err)

    return fh
