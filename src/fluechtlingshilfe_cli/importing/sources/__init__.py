"""Where lists come from: one table of sources, one module each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..tables import NotATable, Table

_ICS = b"BEGIN:VCALENDAR"
_OBJECTS = (b"[{", b'{"', b"[\n", b"{\n", b"[\r\n", b"{\r\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A form a list may come in: how it is recognised by its first bytes or its name, and how it is read."""

    name: str
    fits: Callable[[Path, bytes], bool]
    read: Callable[[Path, bytes, str, date], Table]


def _named(path: Path, *suffixes: str) -> bool:
    return path.suffix.casefold() in suffixes


def _workbook(path: Path, raw: bytes, _kind: str, _day: date) -> Table:
    from .workbook import read_workbook

    return read_workbook(path, raw)


def _calendar(path: Path, raw: bytes, _kind: str, day: date) -> Table:
    from .calendar import read_calendar

    return read_calendar(path, raw, day)


def _json(path: Path, raw: bytes, _kind: str, _day: date) -> Table:
    from .hsds import is_hsds, read_hsds
    from .objects import parsed, read_objects

    return read_hsds(path, raw) if is_hsds(parsed(path.name, raw)) else read_objects(path, raw)


def _delimited(path: Path, raw: bytes, _kind: str, _day: date) -> Table:
    from .delimited import read_delimited

    return read_delimited(path, raw)


SOURCES = (
    Source("Excel (.xlsx)", lambda _, raw: raw.startswith(b"PK"), _workbook),
    Source("Kalender (.ics)", lambda path, raw: _named(path, ".ics") or raw[:200].lstrip().startswith(_ICS), _calendar),
    Source("JSON und HSDS", lambda path, raw: _named(path, ".json", ".jsonl") or raw.startswith(_OBJECTS), _json),
    Source("CSV", lambda _path, _raw: True, _delimited),
)
"""The first that fits is taken. Another registry is a folder and needs no recognising."""


def read_source(path: Path, kind: str, as_of: date, sheet: str = "") -> Table:
    """The list in a file or another registry; `sheet` names one of a workbook. Raises `NotATable` and OSError."""
    if sheet:
        return _sheet(path, sheet)
    if path.is_dir():
        from .folder import read_folder

        return read_folder(path, kind)
    raw = path.read_bytes()
    return next(source for source in SOURCES if source.fits(path, raw)).read(path, raw, kind, as_of)


def _sheet(path: Path, sheet: str) -> Table:
    from .workbook import read_workbook

    raw = b"" if path.is_dir() else path.read_bytes()
    if not SOURCES[0].fits(path, raw):
        raise NotATable(f"{path.name} hat keine Blätter, die gibt es nur in Excel. Bitte --blatt weglassen.")
    return read_workbook(path, raw, sheet)


def read_table(path: Path) -> Table:
    """A table people filled in, CSV or Excel. Raises `NotATable` and OSError."""
    return read_source(path, "", date.min)


__all__ = ["SOURCES", "NotATable", "Source", "read_source", "read_table"]
