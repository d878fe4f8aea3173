"""Verdicts kept between runs: a file that did not change and was clean need not be read again.

Beside them lie the answers of registry rules, for `answers.py`.

The cache lies in the user's own cache folder, never in the registry: a pull request cannot bring one along. It holds
no private record and no value of one, and is thrown away whenever the tool, a schema, a word list or a setting changed.
"""

from __future__ import annotations

import marshal
import os
from typing import Any

from .project import Project
from .remembering import RACY, path_of, put

KEEP_FROM = 500
"""Below this number of files a cache costs more than it saves (measured, benchmarks/)."""

Stamp = tuple[int, int, int, int] | tuple[str]
"""Size, time of the last change, time of the last change of its entry, number of the file; or the id of its content."""


UNSTORED: Stamp = ("",)
"""The stamp of content that lies in no file."""

Entry = tuple[Stamp, bytes, bool]
"""What was made of a file: its stamp, its packed values (none when it is not sound), whether it is clean."""


class Cache:
    """What is known of files by their names, and what registry rules answered."""

    def __init__(self, project: Project, keep: Any) -> None:
        self._path = path_of(project.root, f"{_when(project)} {keep!r}", "verdicts")
        self._state = (project.frame.state, repr(keep))
        self._known: dict[str, Entry] = {}
        self._fresh: dict[str, Entry] = {}
        self.answers: Any = None
        self._answered: Any = None
        self._written = 0
        self._load()

    def _load(self) -> None:
        try:
            with self._path.open("rb") as file:
                self._written = os.fstat(file.fileno()).st_mtime_ns
                # In one piece: `marshal.load` asks the file for every few bytes and takes three times as long.
                state, known, answers = marshal.loads(file.read())  # noqa: S302 - the folder is the user's own, 0700
        except (OSError, ValueError, EOFError, TypeError):
            return
        if state == self._state:
            self._known = known
            self.answers = self._answered = answers

    def get(self, file: str, stamp: Stamp) -> bytes | None:
        """The packed values of a clean file, or None when it must be judged."""
        found = self._known.get(file)
        if found is None or not found[2] or found[0] != stamp:
            return None
        if len(stamp) > 1 and stamp[1] > self._written - RACY:
            return None
        self._fresh[file] = found
        return found[1]

    def put(self, file: str, stamp: Stamp, data: bytes, clean: bool) -> None:
        """Keeps what was made of a file."""
        self._fresh[file] = (stamp, data, clean)

    def edits(self) -> list[tuple[str, bytes, bytes]] | None:
        """Which files hold other values than in the last run, with both; None when records came or went."""
        if self._fresh.keys() != self._known.keys():
            return None
        found = []
        for file, entry in self._fresh.items():
            known = self._known[file]
            if entry is not known and entry[1] != known[1]:
                if not (entry[1] and known[1]):
                    return None
                found.append((file, known[1], entry[1]))
        return found

    def save(self) -> None:
        """Writes what is new; a folder that cannot be written is no misfortune."""
        if self.answers == self._answered and self._fresh == self._known:
            return
        put(self._path, marshal.dumps((self._state, self._fresh, self.answers)))


class Keepsake:
    """One value that depends on the same things as verdicts, besides what its owner compares itself."""

    def __init__(self, project: Project, name: str) -> None:
        self._path = path_of(project.root, f"{_when(project)} {name}", "index")
        self._state = (project.frame.state, name)
        self._written: bytes | None = None
        self.value: Any = None
        try:
            content = self._path.read_bytes()
            state, value = marshal.loads(content)  # noqa: S302 - the folder is the user's own, 0700
        except (OSError, ValueError, EOFError, TypeError):
            return
        if state == self._state:
            self.value, self._written = value, content

    def keep(self, value: Any) -> None:
        """Keeps the value for the next run; None keeps nothing."""
        if value is not None and (content := marshal.dumps((self._state, value))) != self._written:
            put(self._path, content)


def _when(project: Project) -> str:
    return "past" if project.past else ""
