"""A new record as YAML text, in the one layout all new records have. Existing files are never written this way.

Fields stand in the order people read them, words of a list on one line, objects of a list one below the other, long
texts as blocks, and everything quoted that another reader would misread. Reading the text gives the same values.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from .documents import quoted_text, read, scalar_source
from .schemas.kinds import Kind
from .schemas.values import converter

WIDTH = 100
"""Columns of a line; longer texts are folded, longer lists stand one word a line."""

_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_PLAIN_LINE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*\S)?")


def emit(kind: Kind, data: Mapping[str, Any], modeline: str = "") -> str:
    """The text of a record's file; `modeline` is its first line, without line end. Empty values are left out.

    Raises `ValueError` when the values cannot be written so that reading gives them back.
    """
    values = typed(kind, data)
    head = f"{modeline}\n" if modeline else ""
    for line in (_line, _quoted_line):
        text = head + "".join(f"{part}\n" for part in _object(values, kind.schema, 0, line, field_order(kind)))
        document = read(text.encode("utf-8", "surrogatepass"))
        if document.accident is None and typed(kind, document.data or {}) == values:
            return text
    raise ValueError(f"a record of kind {kind.name} cannot be written as YAML")


def typed(kind: Kind, data: Mapping[str, Any]) -> dict[str, Any]:
    """The values as reading a file gives them: without anything empty, numbers and yes/no where the schema says so."""
    values = cleaned(data) or {}
    convert = converter(kind.schema)
    return convert(values) if convert else values


def field_order(kind: Kind) -> list[str]:
    """The top-level fields in the order people read them: by group, then what no group names, as in the schema."""
    grouped = [name for group in kind.groups for name in group["felder"]]
    return list(dict.fromkeys([*grouped, *kind.schema.get("properties", {})]))


def cleaned(value: Any) -> Any:
    """The value without anything empty, all scalars as text in normal form NFC; None when nothing is left of it."""
    if isinstance(value, Mapping):
        return {str(name): inner for name, item in value.items() if (inner := cleaned(item)) is not None} or None
    if isinstance(value, list | tuple):
        return [inner for item in value if (inner := cleaned(item)) is not None] or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return None
    text = _NO_CHARACTER.sub("\ufffd", unicodedata.normalize("NFC", str(value)))
    return text.replace("\r\n", "\n").replace("\r", "\n") or None


def _object(
    values: Mapping[str, Any], schema: Mapping[str, Any], indent: int, line: Any, order: list[str] | None = None
) -> Iterator[str]:
    properties = schema.get("properties", {})
    names = list(order if order is not None else properties)
    for name in [*(name for name in names if name in values), *(name for name in values if name not in names)]:
        yield from _field(name, values[name], properties.get(name, {}), indent, line)


def _field(name: str, value: Any, schema: Mapping[str, Any], indent: int, line: Any) -> Iterator[str]:
    head = f"{' ' * indent}{scalar_source(name)}:"
    if isinstance(value, Mapping):
        yield head
        yield from _object(value, schema, indent + 2, line)
    elif isinstance(value, list):
        yield from _list(head, value, schema.get("items", {}), indent, line)
    else:
        yield from line(head, value, indent)


def _list(head: str, items: list[Any], schema: Mapping[str, Any], indent: int, line: Any) -> Iterator[str]:
    if not any(isinstance(item, Mapping | list) for item in items):
        inline = f"{head} [{', '.join(_scalar(item) for item in items)}]"
        if len(inline) <= WIDTH:
            yield inline
            return
    yield head
    for item in items:
        if isinstance(item, Mapping):
            lines = list(_object(item, schema, indent + 4, line))
            yield f"{' ' * (indent + 2)}- {lines[0].lstrip()}"
            yield from lines[1:]
        elif isinstance(item, list):
            yield f"{' ' * (indent + 2)}- {_flow(item)}"
        else:
            yield f"{' ' * (indent + 2)}- {_scalar(item, in_list=False)}"


def _line(head: str, value: Any, indent: int) -> Iterator[str]:
    """A value on the line of its field, or as a block below it."""
    lines = value.split("\n") if isinstance(value, str) else []
    if len(lines) > 1 and _is_block(value):
        yield f"{head} |" if value.endswith("\n") else f"{head} |-"
        yield from (f"{' ' * (indent + 2)}{text}" if text else "" for text in value.removesuffix("\n").split("\n"))
    elif isinstance(value, str) and len(head) + len(value) >= WIDTH and _is_foldable(value):
        yield f"{head} >-"
        room = max(40, WIDTH - indent - 2)
        folded = textwrap.wrap(value, room, break_long_words=False, break_on_hyphens=False)
        yield from (f"{' ' * (indent + 2)}{text}" for text in folded)
    else:
        yield f"{head} {_scalar(value, in_list=False)}"


def _quoted_line(head: str, value: Any, _: int) -> Iterator[str]:
    """The careful form: one line, and every text in quotes."""
    yield f"{head} {quoted_text(value) if isinstance(value, str) else _scalar(value)}"


def _is_block(text: str) -> bool:
    first, *others = text.removesuffix("\n").split("\n")
    texts = [first, *(line.lstrip(" ") for line in others if line)]
    return bool(others and others[-1]) and all(_PLAIN_LINE.fullmatch(line) for line in texts)


def _is_foldable(text: str) -> bool:
    """Whether folding breaks the text only where reading joins it again: at single blanks."""
    words = text.split(" ")
    return len(words) > 1 and all(words) and "\n" not in text and _PLAIN_LINE.fullmatch(text) is not None


def _scalar(value: Any, in_list: bool = True) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return scalar_source(value, in_list) if isinstance(value, str) else str(value)


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar_source(name, True)}: {_flow(item)}" for name, item in value.items()) + "}"
    return f"[{', '.join(map(_flow, value))}]" if isinstance(value, list) else _scalar(value)


def field_lines(name: str, value: Any, indent: int, careful: bool = False) -> list[str]:
    """The lines of one field for a file that is edited; sections keep the order of their fields as given.

    `careful` writes every text on one line in quotes, for values that no other form can hold.
    """
    return list(_field(name, value, {}, indent, _quoted_line if careful else _line))


def item_lines(value: Any, indent: int, careful: bool = False) -> list[str]:
    """The lines of one item of a list whose dashes stand at `indent`."""
    line = _quoted_line if careful else _line
    if isinstance(value, Mapping):
        first, *others = _object(value, {}, indent + 2, line)
        return [f"{' ' * indent}- {first.lstrip()}", *others]
    if isinstance(value, list):
        return [f"{' ' * indent}- {_flow(value)}"]
    return list(line(f"{' ' * indent}-", value, indent))
