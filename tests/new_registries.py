"""A registry made by `fh init`, and commands run in it as a person would: for the tests of starting and filling."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TODAY = "2026-11-02"


def fh(folder: Path, *arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """One command in a folder, with its streams."""
    command = [sys.executable, "-m", "fluechtlingshilfe_cli", *arguments]
    return subprocess.run(
        command, cwd=folder, input=stdin, capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


def new_registry(folder: Path, kreis: str = "01053", *arguments: str) -> Path:
    """A fresh registry in `folder/register`."""
    done = fh(folder, "init", "register", "--kreis", kreis, "--today", TODAY, *arguments)
    assert done.returncode == 0, done.stderr
    return folder / "register"


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder with their bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
