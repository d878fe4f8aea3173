"""What a repository holds at a moment, to be compared after `fh save` or `fh undo` did something or nothing."""

from __future__ import annotations

from pathlib import Path

from repositories import git

CAFE = "data/initiatives/cafe-ankommen.yaml"
RAD = "data/initiatives/radhaus.yaml"
OFFER = {"id": "cafe", "titel": "Café", "handlungsfeld": "sprache", "format": "vor_ort"}
CHANGED = {"kontakt": {"email": "info@cafe-ankommen.example", "telefon": "+49 40 66969555"}, "angebote": [OFFER]}


def message(folder: Path) -> str:
    return git(folder, "log", "-1", "--format=%B")


def files(folder: Path) -> dict[str, bytes]:
    """Everything on disk outside git's own folder and our bin."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts and ".fh" not in path.parts
    }


def state(folder: Path) -> tuple[object, ...]:
    """All that must stay as it was when nothing happens: files, the current state, what is prepared."""
    return files(folder), git(folder, "rev-parse", "HEAD"), git(folder, "ls-files", "--stage")


def binned(folder: Path) -> dict[str, bytes]:
    """All copies, by their place in the registry."""
    above = folder / ".fh" / "papierkorb"
    return {
        path.relative_to(above).as_posix(): path.read_bytes() for path in sorted(above.rglob("*")) if path.is_file()
    }
