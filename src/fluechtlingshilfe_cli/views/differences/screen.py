"""Differences for the terminal: one block per record, one line per field, old in red, new in green."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ... import terminal
from .excerpts import shortened

Data = dict[str, Any]

_COLUMN = 28
"""Where the values begin, however deep their field stands."""
_STYLES = {"removed": "red", "ended": "red", "renamed": "cyan", "added": "green", "changed": "yellow"}


def lines(data: Data, width: int) -> Iterator[str]:
    """The whole view; nothing for a registry in which no content changed."""
    first = True
    for group in data["groups"]:
        if not first:
            yield ""
        first = False
        yield terminal.styled(f"{group['title']} ({len(group['entries'])})", "bold", _STYLES[group["how"]])
        for entry in group["entries"]:
            yield from _entry(entry, width)
    if data["settings"]:
        if not first:
            yield ""
        yield terminal.styled("Einstellungen (fh.yaml)", "bold")
        yield from _rows(data["settings"], width, 2)


def _entry(entry: Data, width: int) -> Iterator[str]:
    name = terminal.visible(entry["title"])
    key = entry["key"]
    if entry["how"] == "renamed" or (entry["old_key"] not in (None, entry["key"])):
        key = f"{entry['old_key']} → {entry['id']}"
    gap = width - 2 - len(name) - len(key)
    if gap >= 2:
        yield f"  {terminal.styled(name, 'bold')}{' ' * gap}{terminal.styled(key, 'dim')}"
    else:
        yield f"  {terminal.styled(name, 'bold')}"
        yield f"  {terminal.styled(key, 'dim')}"
    yield from _rows(entry["changes"], width, 4)


def _rows(rows: list[Data], width: int, indent: int) -> Iterator[str]:
    for where, group in groupby(rows, key=lambda row: row["where"]):
        for step, text in enumerate(where):
            yield f"{' ' * (indent + 2 * step)}{terminal.visible(text)}"
        for row in group:
            yield from _row(row, width, indent + 2 * len(where))


def _row(row: Data, width: int, indent: int) -> Iterator[str]:
    label = terminal.visible(row["label"])
    if row["item"]:
        sign, style = ("+", "green") if row["how"] == "added" else ("−", "red")
        text = f"{sign} {label} »{terminal.visible(row['item'])}«"
        for part in textwrap.wrap(text, width - indent, subsequent_indent="  "):
            yield " " * indent + terminal.styled(part, style)
        return
    head = f"{' ' * indent}{label}".ljust(_COLUMN - 2) + "  "
    room = max(20, width - len(head))
    pieces = list(_pieces(row, room))
    if len(head) > _COLUMN:
        yield head.rstrip()
        head = " " * _COLUMN
        room = max(20, width - len(head))
    gap = "  " if row["plus"] or row["minus"] else " "
    if len(gap.join(text for text, _ in pieces)) <= room:
        yield head + gap.join(terminal.styled(text, *styles) for text, styles in pieces)
        return
    for text, styles in pieces:
        for part in textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]:
            yield head + terminal.styled(part, *styles)
            head = " " * len(head)


def _pieces(row: Data, room: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands after the label, with its colours."""
    if row["how"] == "moved":
        yield "andere Reihenfolge", ("dim",)
        return
    if row["plus"] or row["minus"]:
        yield from ((f"+ {terminal.visible(text)}", ("green",)) for text in row["plus"])
        yield from ((f"− {terminal.visible(text)}", ("red",)) for text in row["minus"])
        return
    old, new = shortened(terminal.visible(row["old_text"]), terminal.visible(row["new_text"]), room)
    if row["how"] == "set":
        yield f"+ {new}", ("green",)
    elif row["how"] == "cleared":
        yield f"− {old}", ("red",)
    else:
        yield old, ("red",)
        yield f"→ {new}", ("green",)
