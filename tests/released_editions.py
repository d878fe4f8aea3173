"""Editions built, checked and released on the command line, for the tests of editions."""

from __future__ import annotations

from pathlib import Path

from repositories import Fh, Told

FORMS = ("md", "html", "pdf", "json")
JULY = ("--today", "2026-07-20")


def built(fh: Fh, root: Path, form: str, *more: str) -> bytes:
    """The finished edition 2026."""
    target = root.parent / f"heft.{form}"
    told = fh(root, "directory", "--edition", "2026", "-o", str(target), *(more or JULY))
    assert told.code == 0, told.err
    return target.read_bytes()


def check(fh: Fh, root: Path, *more: str) -> tuple[int, str, str]:
    told = fh(root, "directory", "--check", "--edition", "2026", "--today", "2026-06-20", *more)
    return told.code, told.out, told.err


def release(fh: Fh, root: Path, *more: str, day: str = "2026-07-14", edition: str = "2026") -> Told:
    who = ("--durch", "Leitung der Stelle")
    return fh(root, "directory", "--freigeben", "--edition", edition, *who, "--today", day, *more)
