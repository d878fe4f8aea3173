"""What is kept between runs: files in the user's own cache folder, read back while nothing they depend on changed.

The folder is never in the registry, so a pull request cannot bring one along; deleting it costs one slow run.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
import zlib
from array import array
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from . import __version__
from .resources import defaults

Mark = bytes
"""What tells that a file changed, without reading it: size, times of the last change of content and entry, and number
of the file; of a file in a stored state, the id of its content.
"""

LARGEST = (1 << 63) - 1
"""What fits into a mark: some systems number files, or set days, beyond it."""

RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before something was made of it may have changed again unnoticed."""


class Shelved(NamedTuple):
    """What is known of many things: a head, all their values, where the first begins, and when it was written."""

    head: Any = None
    content: memoryview = memoryview(b"")
    begin: int = 0
    written: int = 0


RESOURCES = ("schemas", "vocabularies")
"""The folders of files that decide how records are read, of the tool and of a project."""

_DAMAGED = (OSError, ValueError, EOFError, TypeError, MemoryError)
_CHECK, _LENGTH = 4, 8


def mark(path: str) -> Mark:
    """The mark of a file or folder on disk; empty where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return b""
    numbers = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    return array("q", (number & LARGEST for number in numbers)).tobytes()


def youngest(*marks: Mark) -> int:
    """When the last of the files on disk changed, in nanoseconds; 0 for none."""
    numbers = array("q", b"".join(marks))
    return max((*numbers[1::4], *numbers[2::4]), default=0)


def is_settled(changed: int, seen: int | None = None) -> bool:
    """Whether a change lay so long before it was seen (now, if not told) that another one would show in the mark."""
    return changed < (time.time_ns() if seen is None else seen) - RACY


def path_of(root: Path, name: str, suffix: str) -> Path:
    """The file for one thing about one project; two of the same name only make each other void."""
    return _folder() / f"{zlib.crc32(f'{root} {name}'.encode()):08x}.{suffix}"


def recall(path: Path, state: Any) -> Any:
    """What was kept when the state was the same; None where nothing was, or it is damaged."""
    try:
        content = path.read_bytes()
        if zlib.crc32(content[_CHECK:]) != int.from_bytes(content[:_CHECK], "big"):
            return None
        known, value = marshal.loads(content[_CHECK:])  # noqa: S302 - the folder is the user's own, 0700
    except _DAMAGED:
        return None
    return value if known == state else None


def keep(path: Path, state: Any, value: Any) -> None:
    """Keeps a value that follows from the state."""
    content = marshal.dumps((state, value))
    _put(path, (zlib.crc32(content).to_bytes(_CHECK, "big"), content))


def shelve(path: Path, state: Any, head: Any, parts: Iterable[bytes | memoryview]) -> None:
    """Keeps what is known of many things, and their values one behind the other, to be read one by one."""
    content = marshal.dumps((state, head))
    check = zlib.crc32(content).to_bytes(_CHECK, "big")
    _put(path, (check, len(content).to_bytes(_LENGTH, "big"), content, *parts, check))


def unshelve(path: Path, state: Any) -> Shelved:
    """What was shelved when the state was the same; nothing where nothing was, or it is damaged."""
    try:
        with path.open("rb") as file:
            written = os.fstat(file.fileno()).st_mtime_ns
            content = _mapped(file)
        check, begin = bytes(content[:_CHECK]), _CHECK + _LENGTH
        end = begin + int.from_bytes(content[_CHECK:begin], "big")
        # The same four bytes at the very end tell that nothing is missing.
        if check != content[-_CHECK:] or zlib.crc32(content[begin:end]) != int.from_bytes(check, "big"):
            return Shelved()
        known, head = marshal.loads(content[begin:end])  # noqa: S302 - the folder is the user's own, 0700
    except _DAMAGED:
        return Shelved()
    return Shelved(head, content, end, written) if known == state else Shelved()


def _mapped(file: BinaryIO) -> memoryview:
    if os.name == "nt":
        return memoryview(file.read())  # there, no file can be replaced while it is mapped
    import mmap

    return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _put(path: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Writes the whole file or none; a folder that cannot be written is no misfortune."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with temporary.open("wb") as file:
            file.writelines(parts)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()


@cache
def tool() -> tuple[Any, ...]:
    """The state of the tool itself: its version, Python's, and in a checkout all its files, which change under it."""
    package = os.path.dirname(__file__)
    if str(defaults().parent) == package:
        files = [os.path.join(package, "__init__.py")]  # installing writes all files anew
    else:
        files = [package, *(str(defaults() / folder) for folder in RESOURCES)]
        files = [file for folder in files for file in files_below(folder)]
    return __version__, sys.version, tuple((file, mark(file)) for file in files)


def files_below(folder: str) -> list[str]:
    """Modules, schemas and word lists in a folder and those below it, sorted."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    found += files_below(entry.path) if entry.name[0] not in "._" else []
                elif entry.name.endswith((".py", ".json", ".yaml")):
                    found.append(entry.path)
    except OSError:
        pass
    return found


def _folder() -> Path:
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home())
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "fluechtlingshilfe-cli"
