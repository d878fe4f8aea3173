"""Stored states: a tree of names and blob ids, read in bulk, and paths into it that read like those on disk."""

from __future__ import annotations

import io
import os
import subprocess
import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from errno import ENOENT
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from .calling import HistoryError, command, environment, git

_AHEAD = 1 << 20
"""Bytes taken from git at once: few system calls, and never all of a large registry in memory."""


class Entry(NamedTuple):
    """What stands directly in a folder."""

    name: str
    is_folder: bool


class Blobs:
    """Reads contents by their ids."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: tuple[int, subprocess.Popen[bytes]] | None = None
        self._lock = threading.Lock()

    def __getstate__(self) -> Path:
        return self.folder

    def __setstate__(self, folder: Path) -> None:
        self.__init__(folder)  # type: ignore[misc]

    def stream(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The contents of many blobs, in order. Raises `HistoryError` for one that is not here."""
        # One process that runs ahead of us. What it is asked stands in a file, so neither waits for the other.
        with tempfile.TemporaryFile() as wanted:
            lines = [f"{id}\n".encode("ascii") for id in ids]
            if not lines:
                return
            wanted.writelines(lines)
            wanted.seek(0)
            process = self._started("cat-file", "--batch", "--buffer", stdin=wanted, bufsize=_AHEAD)
            try:
                yield from _parsed(process.stdout, len(lines))
            finally:
                _close(process, os.getpid())

    def peek(self, names: Sequence[str]) -> list[bytes | None]:
        """The contents of files named `state:path`, None for those that are not in that state."""
        wanted = os.fsencode("".join(f"{name}\n" for name in names))
        answer = io.BytesIO(git(self.folder, "cat-file", "--batch", stdin=wanted))
        return [_content(answer) for _ in names]

    def read(self, id: str) -> bytes:
        """One content. A process is kept waiting, so that reading one by one costs no start each."""
        with self._lock:
            process = self._process()
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(f"{id}\n".encode("ascii"))
            process.stdin.flush()
            return next(_parsed(process.stdout, 1))

    def _process(self) -> subprocess.Popen[bytes]:
        # A forked process must not talk through its parent's pipes.
        if self._open is None or self._open[0] != os.getpid() or self._open[1].poll() is not None:
            process = self._started("cat-file", "--batch", stdin=subprocess.PIPE)
            weakref.finalize(self, _close, process, os.getpid())
            self._open = (os.getpid(), process)
        return self._open[1]

    def _started(self, *arguments: str, stdin: Any, bufsize: int = -1) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  (a fixed program and fixed arguments)
            command(*arguments),
            cwd=self.folder,
            bufsize=bufsize,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )


def _close(process: subprocess.Popen[bytes], owner: int) -> None:
    if owner != os.getpid():
        return
    process.terminate()  # forked processes hold its pipes open, so it would never see the end of its input
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.wait()


def _parsed(answer: Any, count: int) -> Iterator[bytes]:
    for _ in range(count):
        content = _content(answer)
        if content is None:
            raise HistoryError(
                "Ein Teil dieses Standes fehlt auf diesem Rechner; der Verlauf wurde nur unvollständig geladen.\n"
                "Vollständig holt ihn: git fetch --refetch"
            )
        yield content


def _content(answer: Any) -> bytes | None:
    """The next content of an answer of `git cat-file --batch`, None where git has none."""
    head = answer.readline().rsplit(None, 2)
    if len(head) != 3 or not head[2].isdigit():
        return None
    content: bytes = answer.read(int(head[2]))
    answer.read(1)
    return content


class Tree:
    """A stored state: the names of all files below the project's folder, with their blob ids."""

    def __init__(self, blobs: Blobs, ids: dict[str, str], label: str) -> None:
        """`label`: names the state in messages."""
        self.blobs = blobs
        self.ids = ids
        self.label = label

    @property
    def root(self) -> TreePath:
        """The folder of the project."""
        return TreePath(self, "")

    @cached_property
    def _folders(self) -> dict[str, dict[str, bool]]:
        found: dict[str, dict[str, bool]] = {"": {}}
        for name in self.ids:
            above, _, last = name.rpartition("/")
            known = above in found
            found.setdefault(above, {})[last] = False
            while above and not known:
                above, _, last = above.rpartition("/")
                known = above in found
                found.setdefault(above, {})[last] = True
        return found

    def inside(self, folder: str) -> Tree:
        """What lies below a folder, given with its slash; all for an empty one."""
        if not folder:
            return self
        ids = {name[len(folder) :]: id for name, id in self.ids.items() if name.startswith(folder)}
        return Tree(self.blobs, ids, self.label)

    def has_folder(self, name: str) -> bool:
        """Whether anything lies below the folder."""
        return name in self._folders

    def entries(self, folder: str) -> list[Entry]:
        """What stands directly in a folder, sorted by name."""
        return [Entry(name, is_folder) for name, is_folder in sorted(self._folders.get(folder, {}).items())]

    def below(self, folder: str) -> list[str]:
        """All files below a folder, in the order of a walk through sorted folders."""
        start = f"{folder}/" if folder else ""
        return sorted((name for name in self.ids if name.startswith(start)), key=lambda name: name.split("/"))

    def stream(self, names: Iterable[str]) -> Iterator[bytes]:
        """The contents of many files, in order."""
        return self.blobs.stream(self.ids[name] for name in names)

    def read(self, name: str) -> bytes:
        """The content of one file. Raises FileNotFoundError."""
        if name not in self.ids:
            raise FileNotFoundError(ENOENT, "gibt es in diesem Stand nicht", f"{name} ({self.label})")
        return self.blobs.read(self.ids[name])


class TreePath:
    """A file or folder of a stored state, as much of a `pathlib.Path` as those who read need."""

    __slots__ = ("_name", "tree")

    def __init__(self, tree: Tree, name: str) -> None:
        self.tree = tree
        self._name = name

    def __truediv__(self, part: str) -> TreePath:
        steps = [step for step in f"{self._name}/{part}".split("/") if step not in ("", ".")]
        return TreePath(self.tree, "/".join(steps))

    def __str__(self) -> str:
        return f"{self._name} ({self.tree.label})"

    @property
    def name(self) -> str:
        """The last step."""
        return self._name.rpartition("/")[2]

    def is_file(self) -> bool:
        """Whether there is such a file."""
        return self._name in self.tree.ids

    def is_dir(self) -> bool:
        """Whether there is such a folder."""
        return self.tree.has_folder(self._name)

    def glob(self, pattern: str) -> Iterator[TreePath]:
        """What stands directly in the folder and fits."""
        return (self / entry.name for entry in self.tree.entries(self._name) if fnmatchcase(entry.name, pattern))

    def read_bytes(self) -> bytes:
        """The content. Raises FileNotFoundError."""
        return self.tree.read(self._name)

    def read_text(self, encoding: str | None = None, errors: str | None = None) -> str:
        """The content as text, with plain line ends."""
        return io.TextIOWrapper(io.BytesIO(self.read_bytes()), encoding or "utf-8", errors).read()
