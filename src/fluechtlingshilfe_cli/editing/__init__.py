"""One line editor for every command that edits: the lines concerned change, everything else stays as it was written.

Comments, order, line endings, a byte-order mark and every other line are kept. What comes out is read again and
compared with what was meant; if it is not exactly that, `EditRefused` is raised and nothing has happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..documents import Document, read
from .layout import layout
from .mappings import Editor
from .meaning import UNSURE, Add, Change, EditRefused, Order, Remove, Set, applied, as_text, order_of, ordered, value_at
from .source import MARK, Source, with_mark

__all__ = [
    "Add",
    "Change",
    "EditRefused",
    "Order",
    "Remove",
    "Set",
    "applied",
    "change",
    "layout",
    "order_of",
    "rewrite",
    "value_at",
]


def change(raw: bytes, changes: Iterable[Change], order: Order) -> bytes:
    """The bytes of a record's file with the changes made. `order` says where new fields belong.

    Raises `EditRefused` with a sentence when the file cannot be read or a change does not fit it.
    """
    document = _readable(raw)
    return _rewritten(raw, document, applied(document.data or {}, changes), order)


def rewrite(raw: bytes, data: dict[str, Any], order: Order) -> bytes:
    """The bytes of a record's file such that it holds exactly `data`, with as few lines changed as possible.

    Raises `EditRefused`.
    """
    return _rewritten(raw, _readable(raw), data, order)


def _readable(raw: bytes) -> Document:
    document = read(raw)
    if document.accident:
        line = document.span(document.accident.start, document.accident.end).line
        raise EditRefused(f"Die Datei ist nicht lesbar (Zeile {line}): {document.accident.message}")
    if not isinstance(document.data, dict | None):
        raise EditRefused("Die Datei enthält keinen Eintrag aus Feldern.")
    return document


def _rewritten(raw: bytes, document: Document, data: dict[str, Any], order: Order) -> bytes:
    target = ordered(data, order)
    meant = as_text(target)
    if meant == (document.data or {}):
        return raw
    # A text whose last line has no end is edited with one; it is taken off again where that line stays.
    whole = read(Source(document.text).text.encode("utf-8"))
    old = whole.data or {}
    ended = target if old == (document.data or {}) else _as_ended(target, document.data or {}, old)
    for goal, careful in ((ended, False), (target, False), (target, True)):
        source = Source(document.text)
        Editor(source, order, careful).record(whole.tree, old, goal)
        text = source.result()
        for candidate in (source.finished(text), text):
            try:
                found = read(candidate.encode("utf-8"))
            except UnicodeEncodeError:
                raise EditRefused("Der neue Wert enthält ein Zeichen, das keine Datei aufnehmen kann.") from None
            if found.accident is None and (found.data or {}) == meant:
                return with_mark(candidate, raw.startswith(MARK))
    raise EditRefused(UNSURE)


def _as_ended(target: Any, before: Any, ended: Any) -> Any:
    """The target with the line end that a last text block gains when the file gets its final line end."""
    if isinstance(target, dict) and isinstance(before, dict):
        return {name: _as_ended(value, before.get(name), ended.get(name)) for name, value in target.items()}
    if isinstance(target, list) and isinstance(before, list) and len(target) == len(before):
        return [_as_ended(*parts) for parts in zip(target, before, ended, strict=True)]
    return ended if target == before else target
