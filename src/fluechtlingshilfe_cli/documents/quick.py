"""The short way for records as people write them: line by line, values only, no places.

One regular expression takes the whole text apart; what it does not know for certain (flow mappings, escapes, text
over several lines, any oddity) gives None, and libyaml decides. A property test holds both to one verdict:
whenever this reader answers, the exact one gives the same values and no complaint.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_LINE = re.compile(
    r"""(?mx)
    ^(?:
      [ ]*(?:\#[^\n]*)?(?:\n|\Z)                                  # nothing but a comment
    |
      ([ ]*)                                                      # 1 indent
      (-[ ]+)?                                                    # 2 dash of a list item
      (?:([A-Za-z_][A-Za-z0-9_]{0,80}):(?=[ \n]|\Z))?             # 3 name of a field
      [ ]*
      (?:
        "([^"\\\n]*)"[ ]*(?:(?<=[ ])\#[^\n]*)?(?:\n|\Z)           # 4 text in double quotes
      | '([^'\n]*)'[ ]*(?:(?<=[ ])\#[^\n]*)?(?:\n|\Z)             # 5 text in single quotes
      | \[((?:[^\[\]{}"'\#&*!|>%@`\n:]|"[^"\\\n]*")+)\][ ]*(?:(?<=[ ])\#[^\n]*)?(?:\n|\Z)   # 6 list on one line
      | ([|>]-?)[ ]*\n((?:\1[ ][^\n]*(?:\n|\Z)|[ ]*\n)+)          # 7, 8 text block
      | ([^\s\-?:,\[\]{}\#&*!|>'"%@`][^\n:\#]*(?:(?::(?=\S)|(?<=\S)\#)[^\n:\#]*)*)              # 9 plain text
        (?:(?<=[ ])\#[^\n]*)?(?:\n|\Z)
      | (?:\#[^\n]*)?(?:\n|\Z)                                    # nothing: a section or list follows, or it is missing
      )
    |
      ([^\n]*(?:\n|\Z))                                           # 10 anything else
    )
    """
)
_MAX_DEPTH = 12
_UNSURE = object()

Open = tuple[int, Any]
"""An open collection: the column of its lines, and its values."""


def quick(text: str) -> Any:  # noqa: C901 - one loop without calls: with methods it takes half as long again
    """The values of a text, or None when the exact reader must decide. `text` is decoded and free of control signs."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\t" in text or "\r" in text or "\ufeff" in text:
        return None
    if not text.isascii() and not _plain_letters(text):
        return None
    root: dict[str, Any] = {}
    missing: list[tuple[dict[str, Any], str]] = []
    stack: list[Open] = []
    column, values = 0, root  # type: int, Any
    pending: str | None = None  # a field of `values` whose section or list may follow
    for indent, dash, name, double, single, listed, sign, block, plain, other in _LINE.findall(text):
        if other:
            return None
        width = len(indent)
        if dash:
            if pending is not None:
                if width < column:
                    missing.append((values, pending))
                    pending = None
                else:
                    stack.append((column, values))
                    fresh: list[Any] = []
                    values[pending] = fresh
                    column, values, pending = width, fresh, None
            while type(values) is not list or column > width:
                if not stack or column < width:
                    return None
                column, values = stack.pop()
            if column != width:
                return None
            if not name:
                value = _scalar(double, single, listed, plain)
                if value is None or value is _UNSURE or value == "~" or sign:
                    return None
                values.append(value)
                continue
            item: dict[str, Any] = {}
            values.append(item)
            stack.append((column, values))
            column, values = width + len(dash), item
        elif name:
            if pending is not None:
                if width > column:
                    stack.append((column, values))
                    section: dict[str, Any] = {}
                    values[pending] = section
                    column, values = width, section
                else:
                    missing.append((values, pending))
                pending = None
            while column > width or type(values) is list:
                if not stack:
                    return None
                column, values = stack.pop()
            if column != width:
                return None
        elif double or single or listed or sign or plain or indent:
            return None
        else:
            continue
        if len(stack) > _MAX_DEPTH or name in values:
            return None
        value = (
            plain.rstrip(" ") if plain else _block(sign, block, column) if sign else _scalar(double, single, listed, "")
        )
        if value is _UNSURE:
            return None
        if value is None:
            pending = name
            values[name] = None
            continue
        values[name] = value
        if value in ("", "~"):
            missing.append((values, name))
    if pending is not None:
        missing.append((values, pending))
    for holder, name in missing:
        if holder[name] in (None, "", "~"):
            del holder[name]
    return root or None


def _plain_letters(text: str) -> bool:
    """Whether the text has no signs that need a closer look: odd line breaks, letters in decomposed form."""
    return (
        "\x85" not in text and "\u2028" not in text and "\u2029" not in text and unicodedata.is_normalized("NFC", text)
    )


def _scalar(double: str, single: str, listed: str, plain: str) -> Any:
    """The value on the line, None where there is none."""
    if plain:
        return plain.rstrip(" ")
    if listed:
        return _items(listed)
    return double or single or None


def _items(listed: str) -> Any:
    items: list[str] = []
    for part in listed.split(","):
        item = part.strip(" ")
        if item.startswith('"'):
            if len(item) < 3 or item[-1] != '"' or item.count('"') != 2:
                return _UNSURE
            item = item[1:-1]
        elif not item or not item.lstrip("-")[:1].isalnum() or item.startswith("--") or '"' in item:
            return _UNSURE
        items.append(item)
    return items


def _block(sign: str, block: str, column: int) -> Any:
    """The text of a block whose lines are all indented alike or, in a literal one, deeper."""
    lines = block.split("\n")
    width = len(lines[0]) - len(lines[0].lstrip(" "))
    if width <= column or not lines[0].strip(" "):
        return _UNSURE
    texts = []
    for line in lines:
        if not line.strip(" "):
            if len(line) > width:
                return _UNSURE
            texts.append("")
        elif line[:width].strip(" "):
            return _UNSURE
        else:
            texts.append(line[width:])
    ended = not texts[-1]
    while texts and not texts[-1]:
        texts.pop()
    if sign[0] == "|":
        text = "\n".join(texts)
    else:
        if any(line.startswith(" ") for line in texts):
            return _UNSURE
        text = re.sub(r"\n+", lambda breaks: "\n" * (len(breaks[0]) - 1) or " ", "\n".join(texts))
    # libyaml keeps the last line break unless »-« strips it; a file that ends without one has none to keep.
    return text + "\n" if ended and not sign.endswith("-") else text
