"""A repository around a folder: finding it, and naming its states by a day or by what git calls them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ..days import german
from ..folding import nearest
from .berlin import day_of, end_of_day
from .calling import HistoryError, asked, git, names
from .trees import Blobs, Tree

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_GERMAN_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\Z")
_FILES = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class Revision:
    """A stored state. `day`: the one asked for, else the one it was saved on; `saved`: that moment, since 1970."""

    commit: str
    day: date
    saved: int


@dataclass(frozen=True, slots=True)
class Repository:
    """`folder`: where git is called; `prefix`: its path in the repository, empty or ending with a slash."""

    folder: Path
    git_dir: Path
    prefix: str
    is_bare: bool
    is_shallow: bool

    def revision(self, text: str) -> Revision:
        """The state people mean: the last one saved by the end of a day (Berlin), else what git knows by that name.

        Raises `HistoryError`.
        """
        if day := as_day(text):
            return self._by(day)
        commit = asked(self.folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}")
        if not commit:
            raise HistoryError(self._unknown(text))
        moment = self._moment(commit)
        return Revision(commit, day_of(moment), moment)

    def head(self) -> Revision | None:
        """The state saved last, None before the first."""
        commit = asked(self.folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        if not commit:
            return None
        moment = self._moment(commit)
        return Revision(commit, day_of(moment), moment)

    def oldest(self) -> Revision | None:
        """The first state known here, None before it."""
        listed = asked(self.folder, "rev-list", "--first-parent", "HEAD", "--")
        if not listed:
            return None
        commit = listed.split()[-1]
        moment = self._moment(commit)
        return Revision(commit, day_of(moment), moment)

    def fork_of(self, commit: str) -> str | None:
        """The last state that `commit` and the current one have in common; None where it is not known here."""
        return asked(self.folder, "merge-base", commit, "HEAD") or None

    def tree(self, revision: Revision) -> Tree:
        """All files of a state, by their names in the repository."""
        ids = _stored(self.folder, revision.commit)
        return Tree(Blobs(self.folder), ids, f"Stand vom {german(day_of(revision.saved))}")

    def index(self) -> Tree:
        """The files as they are prepared for the next state. Raises `HistoryError` during a conflict."""
        ids = {}
        for line in git(self.folder, "ls-files", "--stage", "-z").split(b"\0"):
            head, _, name = line.partition(b"\t")
            if head and not head.endswith(b" 0"):
                raise HistoryError(
                    "Zwei Fassungen sind noch nicht zusammengeführt; "
                    "erst danach kann geprüft werden, was vorgemerkt ist."
                )
            if head.startswith(_FILES):
                ids[os.fsdecode(name)] = head[7:-2].decode("ascii")
        return Tree(Blobs(self.folder), ids, "vorgemerkt")

    def ever(self, folder: str) -> list[str]:
        """The names of all files that once stood below a folder, those changed last first."""
        answer = asked(
            self.folder,
            "log",
            "--first-parent",
            "-m",
            "--no-renames",
            "--name-only",
            "--relative",
            "-z",
            "--format=",
            "HEAD",
            "--",
            folder,
        )
        return list(dict.fromkeys(name.strip("\n") for name in (answer or "").split("\0") if name.strip("\n")))

    def new_name(self, commit: str, name: str) -> str | None:
        """What a file is called since a state in which its name went away; None where it is gone."""
        answer = asked(
            self.folder,
            "diff-tree",
            "-r",
            "-z",
            "--find-renames",
            "--diff-filter=R",
            "--name-status",
            "--relative",
            f"{commit}^",
            commit,
        )
        parts = (answer or "").split("\0")
        pairs = dict(zip(parts[1::3], parts[2::3], strict=False))
        return pairs.get(name)

    def changed(self, revision: Revision | None, staged: bool = False) -> list[str]:
        """The names of files below the folder that differ from a state: on disk, or as prepared (`staged`).

        New files count unless they are ignored. Without a state, all files do.
        """
        kept = names(git(self.folder, "ls-files", "-z")) if revision is None else self._differing(revision, staged)
        new = [] if staged else names(git(self.folder, "ls-files", "-z", "--others", "--exclude-standard"))
        return sorted({*kept, *new})

    def _differing(self, revision: Revision, staged: bool) -> list[str]:
        """Known files whose content differs. `git diff` would say so too, but it writes while looking."""
        which = ["--cached"] if staged else []
        arguments = ("diff-index", "-r", "--raw", "--no-abbrev", "--no-renames", "-z", "--relative", *which)
        parts = os.fsdecode(git(self.folder, *arguments, revision.commit, "--")).split("\0")
        found: list[str] = []
        unsure: dict[str, str] = {}
        for head, name in zip(parts[::2], parts[1::2], strict=False):
            _, _, old, new, status = head.split()
            if status == "M" and not new.strip("0"):
                unsure[name] = old
            elif old != new:
                found.append(name)
        now = self.ids_on_disk(list(unsure))
        return found + [name for name, old in unsure.items() if now.get(name) != old]

    def ids_on_disk(self, on_disk: list[str]) -> dict[str, str]:
        """The ids that files would get if they were stored now; odd names and what is no file are left out."""
        there = [name for name in on_disk if "\n" not in name and (self.folder / name).is_file()]
        if not there:
            return {}
        # Read from standard input, names are those of the whole repository.
        listed = "".join(f"{self.prefix}{name}\n" for name in there)
        answer = git(self.folder, "hash-object", "--stdin-paths", stdin=os.fsencode(listed))
        return dict(zip(there, answer.decode("ascii").split(), strict=True))

    def _by(self, day: date) -> Revision:
        answer = asked(
            self.folder, "rev-list", "-1", "--timestamp", "--first-parent", f"--min-age={end_of_day(day)}", "HEAD", "--"
        )
        if answer is None:
            raise HistoryError("In diesem Register ist noch nichts gespeichert. Der erste Stand entsteht mit: fh save")
        if not answer:
            raise HistoryError(self._too_early(day))
        moment, commit = answer.split()
        return Revision(commit, day, int(moment))

    def _moment(self, commit: str) -> int:
        return int(git(self.folder, "rev-list", "-1", "--timestamp", commit).split()[0])

    def _too_early(self, day: date) -> str:
        if self.is_shallow:
            return (
                f"Vom {german(day)} ist hier kein Stand bekannt: "
                "Dieser Ordner enthält nur den jüngsten Teil des Verlaufs.\n"
                "Den ganzen holt: git fetch --unshallow"
            )
        first = asked(self.folder, "log", "--first-parent", "--reverse", "--format=%ct", "HEAD") or ""
        begin = min((day_of(int(moment)) for moment in first.split()), default=None)
        told = f"Am {german(day)} gab es noch keinen gespeicherten Stand"
        if begin is None:
            return f"{told}."
        return f"{told}; der älteste ist vom {german(begin)}.\nMöglich ist jeder Tag ab dann, einzugeben als {begin}."

    def _unknown(self, text: str) -> str:
        if self.head() is None:
            return "In diesem Register ist noch nichts gespeichert. Der erste Stand entsteht mit: fh save"
        known = (
            asked(self.folder, "for-each-ref", "--format=%(refname:short)", "refs/tags", "refs/heads") or ""
        ).split()
        guesses = nearest(text, {name: [] for name in known})
        hint = f" Meinten Sie »{guesses[0]}«?" if guesses else " Ein Tag hat die Form 2026-03-12."
        if self.is_shallow:
            hint += "\nDieser Ordner enthält nur den jüngsten Teil des Verlaufs. Den ganzen holt: git fetch --unshallow"
        return f"Den Stand »{text}« gibt es nicht.{hint}"


def find_repository(folder: Path) -> Repository:
    """The repository a folder belongs to. Raises `HistoryError` where there is none, or no git."""
    answer = git(
        folder,
        "rev-parse",
        "--is-bare-repository",
        "--is-shallow-repository",
        "--absolute-git-dir",
        "--show-prefix",
    )
    bare, shallow, git_dir, prefix = os.fsdecode(answer).split("\n")[:4]
    return Repository(folder, Path(git_dir), prefix, bare == "true", shallow == "true")


@lru_cache(maxsize=2)
def _stored(folder: Path, commit: str) -> dict[str, str]:
    """The blob ids of all files in a state, by name: several steps of a command ask for the same one."""
    ids = {}
    for line in git(folder, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        head, _, name = line.partition(b"\t")
        if head.startswith(_FILES):
            ids[os.fsdecode(name)] = head[12:].decode("ascii")
    return ids


def as_day(text: str) -> date | None:
    """The day a text names, `2026-03-12` or `12.03.2026`, else None. Raises `HistoryError` for an impossible day."""
    if found := _DAY.match(text):
        year, month, day = map(int, found.groups())
    elif found := _GERMAN_DAY.match(text):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        raise HistoryError(f"Den {day:02}.{month:02}.{year} gibt es nicht.") from None
