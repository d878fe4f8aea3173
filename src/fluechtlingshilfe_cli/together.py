"""Several files put in place together: all of them or, when one cannot be written, none."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .writing import write_bytes


def write_together(files: Mapping[Path, bytes]) -> None:
    """Writes new and changed files. When one fails, the others are as they were before; folders are made as needed.

    Raises OSError of the file that failed.
    """
    before: dict[Path, bytes | None] = {path: path.read_bytes() if path.exists() else None for path in files}
    made: list[Path] = []
    done: list[Path] = []
    try:
        for path, content in files.items():
            made += _make_folders(path.parent)
            write_bytes(path, content)
            done.append(path)
    except BaseException:
        for path in reversed(done):
            with contextlib.suppress(OSError):
                old = before[path]
                path.unlink() if old is None else write_bytes(path, old)
        _remove_empty(made)
        raise


def make_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Fills a folder that is not there yet, or lies there almost empty; nothing that exists is overwritten.

    Everything is built aside first and then moved, so nobody ever sees half of it. Raises OSError.
    """
    made = _make_folders(folder.parent)
    try:
        inside = folder.is_dir()
        with tempfile.TemporaryDirectory(prefix=".fh-neu-", dir=folder if inside else folder.parent) as name:
            built = Path(name) / "x"
            for path, content in files.items():
                (built / path).parent.mkdir(parents=True, exist_ok=True)
                (built / path).write_bytes(content)
            if inside:
                _move_into(built, folder)
            else:
                built.rename(folder)
    except BaseException:
        _remove_empty(made)
        raise


def _move_into(built: Path, folder: Path) -> None:
    """Moves the entries one by one and takes them back when one fails; plain files of the top level come last."""
    done: list[Path] = []
    try:
        for entry in sorted(built.iterdir(), key=lambda entry: (entry.is_file(), entry.name)):
            target = folder / entry.name
            if target.exists():
                raise FileExistsError(17, "gibt es schon", str(target))
            entry.rename(target)
            done.append(target)
    except BaseException:
        for target in done:
            with contextlib.suppress(OSError):
                shutil.rmtree(target) if target.is_dir() else target.unlink()
        raise


def _make_folders(folder: Path) -> list[Path]:
    """Makes a folder with those above it; the ones that were not there before, innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):
            os.rmdir(folder)
