"""Whether anything came, went or changed in folders since somebody looked, without opening a file.

A folder's own mark tells that an entry was replaced, its names that the mark can be trusted: not every file system
writes down when a folder changed.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator

from .remembering import LARGEST, Mark, mark

Folder = tuple[str, Mark, tuple[str, ...]]
"""A folder, its mark, and all names in it as the system gives them; nothing where there is none."""


def looked(folder: str) -> Iterator[tuple[Folder, list[str]]]:
    """A folder and those below it, as they are, each with the paths of its YAML files."""
    known = mark(folder)
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except OSError:
        entries = []
    seen = [entry for entry in entries if not entry.name.startswith(".")]
    folders = [entry.path for entry in seen if entry.is_dir(follow_symlinks=False)]
    files = [entry.path for entry in seen if entry.name.endswith((".yaml", ".yml")) and entry.path not in folders]
    yield (folder, known, tuple(entry.name for entry in entries)), files
    for below in folders:
        yield from looked(below)


def are_as_they_were(folders: Iterable[Folder]) -> bool:
    """Whether the same names stand in them, and none was replaced."""
    return all(mark(folder) == known and _names(folder) == names for folder, known, names in folders)


def marks_of(start: str, names: Iterable[str]) -> bytes:
    """The marks of files below `start`, in one piece; none at all if one is missing.

    For ten thousand this is half of what a question costs: it is kept bare.
    """
    ask, found = os.stat, array("q")
    add = found.extend
    try:
        for name in names:
            one = ask(start + name)
            add((one.st_size, one.st_mtime_ns & LARGEST, one.st_ctime_ns & LARGEST, one.st_ino & LARGEST))
    except OSError:
        return b""
    return found.tobytes()


def _names(folder: str) -> tuple[str, ...]:
    try:
        return tuple(os.listdir(folder))
    except OSError:
        return ()
