"""git, called as a program. What goes wrong becomes one German sentence; git's own words stay out of sight."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",  # looking must not write, not even the index
    "GIT_NO_LAZY_FETCH": "1",  # no network unless asked
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
    "LANGUAGE": "C",
}

_SETTINGS = (
    "core.quotePath=false",
    "core.fsmonitor=false",
    "color.ui=false",
    "log.showSignature=false",
    "i18n.logOutputEncoding=UTF-8",
    "i18n.commitEncoding=UTF-8",
)
"""What people set for themselves must not change what we read."""

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX")
"""Told to hooks as seen from the top folder; we ask from the project's, and git finds them anew."""

_NO_GIT = (
    "Das Programm git ist nicht installiert; ohne git gibt es keine früheren Stände.\n"
    "Zu bekommen ist es bei git-scm.com. Alles, was den heutigen Stand betrifft, geht auch ohne."
)

_KNOWN = (
    (
        "not a git repository",
        "Dieses Register hat noch keinen Verlauf; frühere Stände sind nicht bekannt.\n"
        "Er beginnt mit dem ersten: fh save",
    ),
    (
        "dubious ownership",
        "Der Ordner gehört auf diesem Rechner jemand anderem; git liest den Verlauf deshalb nicht.\n"
        "Wenn das so sein soll: git config --global --add safe.directory '*'",
    ),
    (
        "but expected",
        "Gerade eben ist ein anderer Stand dazugekommen; es wurde nichts verändert. Bitte noch einmal versuchen.",
    ),
    (".lock': File exists", "Ein anderes Programm schreibt gerade in den Verlauf. Bitte in einem Moment noch einmal."),
    (
        "unable to create",
        "Der Verlauf lässt sich nicht schreiben: Die Rechte fehlen, oder der Ordner ist schreibgeschützt.",
    ),
    ("ermission denied", "Der Verlauf lässt sich nicht schreiben: Die Rechte fehlen."),
    ("ead-only file system", "Der Verlauf lässt sich nicht schreiben: Der Datenträger ist schreibgeschützt."),
    ("o space left", "Der Verlauf lässt sich nicht schreiben: Der Datenträger ist voll."),
    ("insufficient permission", "Der Verlauf lässt sich nicht schreiben: Die Rechte fehlen."),
)


class HistoryError(Exception):
    """What was asked of the past cannot be answered or done; the sentence says why and what to do."""


class GitFailedError(HistoryError):
    """git refused. `words` are git's own, for those who look for a known case."""

    def __init__(self, words: str) -> None:
        self.words = words.strip()
        known = next((sentence for sign, sentence in _KNOWN if sign in self.words), "")
        first = next((line for line in self.words.splitlines() if line.strip()), "ohne Angabe von Gründen")
        super().__init__(known or f"Der Verlauf war nicht zu lesen oder zu schreiben. git sagt dazu: {first}")


@cache
def _program(path: str | None) -> str:
    found = shutil.which("git", path=path)
    if found is None:
        raise HistoryError(_NO_GIT)
    return found


def command(*arguments: str) -> list[str]:
    """A call of git that any folder understands alike. Raises `HistoryError` where git is not installed."""
    settings = (part for setting in _SETTINGS for part in ("-c", setting))
    return [_program(os.environ.get("PATH")), *settings, *arguments]


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a call: quiet, in English, without network and questions."""
    own = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    if index := own.get("GIT_INDEX_FILE"):
        own["GIT_INDEX_FILE"] = os.path.abspath(index)
    return {**own, **_ENVIRONMENT, **(more or {})}


def git(folder: Path, *arguments: str, stdin: bytes = b"", more: Mapping[str, str] | None = None) -> bytes:
    """What git answers. Raises `HistoryError` without git, `GitFailedError` when git refuses."""
    done = subprocess.run(  # noqa: S603  (a fixed program; names reach it as arguments, never through a shell)
        command(*arguments), cwd=folder, input=stdin, capture_output=True, env=environment(more), check=False
    )
    if done.returncode:
        raise GitFailedError(done.stderr.decode("utf-8", "replace") or f"git {arguments[0]}: {done.returncode}")
    return done.stdout


def asked(folder: Path, *arguments: str) -> str | None:
    """The answer as text without its line end, None when git refuses."""
    try:
        return os.fsdecode(git(folder, *arguments)).removesuffix("\n")
    except GitFailedError:
        return None


def names(answer: bytes) -> list[str]:
    """The names of an answer made with `-z`."""
    return [os.fsdecode(name) for name in answer.split(b"\0") if name]
