"""The canonical layout of a record's file, reached by small edits: what is written stays, comments and order too.

Two blanks an indent, one blank after a colon or dash, quotes where other readers would misread a text, no blanks at
line ends, one line end at the end. A step that would change a value is left out, so what is read never changes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from ..documents import is_misread, quoted_text, read
from ..findings import Path
from .indenting import indented
from .meaning import EditRefused
from .source import MARK, Node, Source, with_mark

_ROUNDS = 8
"""Steps prepare each other; real files are done after two rounds."""

_TRAILING = re.compile(r"[ \t]+(?=\r?\n|\Z)")


def layout(raw: bytes, texts: Collection[str]) -> bytes:
    """The bytes of a file in canonical layout; laying out twice changes nothing more.

    `texts`: the fields that hold text, as dotted paths. Raises `EditRefused` for a file that cannot be read.
    """
    document = read(raw)
    if document.accident:
        raise EditRefused(document.accident.message)
    text = document.text
    for _ in range(_ROUNDS):
        before = text
        for step in (_final_line_end, _quoted, _spaced, indented, _without_trailing):
            try:
                made = step(text, texts)
            except EditRefused:
                continue  # written in a way that cannot be moved safely
            if made != text and _same(text, made):
                text = made
        if text == before:
            break
    return with_mark(text, raw.startswith(MARK))


def _same(before: str, after: str) -> bool:
    """Whether both texts hold the same values and the same comments."""
    old, new = read(before.encode("utf-8")), read(after.encode("utf-8"))
    return new.accident is None and old.data == new.data and _words(before) == _words(after)


def _words(text: str) -> list[str]:
    """All that is written but blanks, line ends and quotes: nothing of it may be lost."""
    return re.sub(r"[\s\"']+", " ", text).split()


def _final_line_end(text: str, _: Collection[str]) -> str:
    newline = Source(text).newline
    body = text.rstrip(" \t\r\n")
    return f"{body}{newline}" if body else text


def _quoted(text: str, texts: Collection[str]) -> str:
    """Texts in quotes that another reader would take for a number, a date, or yes or no."""
    document = read(text.encode("utf-8"))
    source = Source(text)
    for path, value, node in _scalars(document.data, document.tree, ()):
        plain = text[node[0] : node[1]] == value
        if plain and is_misread(value) and ".".join(step for step in path if isinstance(step, str)) in texts:
            source.replace(node[0], node[1], quoted_text(value))
    return source.finished(source.result())


def _scalars(value: Any, node: Node | None, path: Path) -> Iterator[tuple[Path, str, Node]]:
    if node is None:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _scalars(inner, node[2][name][2], (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _scalars(inner, node[2][index], (*path, index))
    elif isinstance(value, str):
        yield path, value, node


def _spaced(text: str, _: Collection[str]) -> str:
    """One blank between a colon and the value on its line."""
    source = Source(text)
    for key_end, node in _fields(read(text.encode("utf-8")).tree):
        if node[0] == node[1]:
            continue
        colon = source.colon(key_end) + 1
        gap = source.text[colon : node[0]]
        if gap != " " and gap and not gap.strip(" \t"):
            source.replace(colon, node[0], " ")
    return source.finished(source.result())


def _fields(node: Node | None) -> Iterator[tuple[int, Node]]:
    children = node[2] if node else None
    if isinstance(children, dict):
        for _, key_end, inner in children.values():
            yield key_end, inner
            yield from _fields(inner)
    elif isinstance(children, list):
        for inner in children:
            yield from _fields(inner)


def _without_trailing(text: str, _: Collection[str]) -> str:
    """No blanks at line ends, except inside text blocks, where they are part of the text."""
    source = Source(text)
    blocks = [(node[0], node[1]) for node in _blocks(source, read(text.encode("utf-8")).tree)]
    for found in _TRAILING.finditer(source.text):
        inside = any(source.line_end(start) <= found.start() < end for start, end in blocks)
        if not inside:
            source.replace(found.start(), found.end(), "")
    return source.finished(source.result())


def _blocks(source: Source, node: Node | None) -> Iterator[Node]:
    if node is None:
        return
    if source.is_block_text(node):
        yield node
    children = node[2].values() if isinstance(node[2], dict) else node[2] or ()
    for child in children:
        yield from _blocks(source, child[2] if isinstance(node[2], dict) else child)


__all__ = ["layout"]
