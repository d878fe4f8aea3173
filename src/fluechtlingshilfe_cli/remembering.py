"""What is kept between runs: files in the user's own cache folder, read back while nothing they depend on changed.

The folder is never in the registry, so a pull request cannot bring one along; deleting it costs one slow run.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from . import __version__
from .resources import defaults

Stamp = tuple[int, int, int, int]
"""Size, time of the last change, time of the last change of its entry, number of the file."""

RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before something was made of it may have changed again unnoticed."""

RESOURCES = ("schemas", "vocabularies")
"""The folders of files that decide how records are read, of the tool and of a project."""

_DAMAGED = (OSError, ValueError, EOFError, TypeError, MemoryError)
_CHECK = 4


def stamp(path: str) -> Stamp | None:
    """What tells that a file changed, without reading it; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def youngest(stamps: Iterable[Stamp]) -> int:
    """When the last of the files changed, in nanoseconds; 0 for none."""
    return max((max(one[1], one[2]) for one in stamps), default=0)


def is_settled(changed: int) -> bool:
    """Whether a change lies so long ago that another one would show in the stamp."""
    return changed < time.time_ns() - RACY


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
    put(path, zlib.crc32(content).to_bytes(_CHECK, "big") + content)


def put(path: Path, *parts: bytes) -> None:
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
    return __version__, sys.version, tuple((file, stamp(file)) for file in files)


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
