"""The short way for records as people write them: line by line, values only, no places.

One regular expression takes the whole text apart; what it does not know for certain (flow mappings, escapes, text
over several lines, any oddity) gives None, and libyaml decides. A property test holds both to one verdict:
whenever this reader answers, the exact one gives the same values and no complaint.
"""

from __future__ import annotations

import re
import unicodedata
from sys import intern
from typing import Any

_LINE = re.compile(
    r"""(?mx)
    ^(?:
      [ ]*(?:\#[^\n]*)?(?:\n|\Z)                                  # nothing but a comment
    |
      ([ ]*)                                                      # 1 indent
      (-[ ]+)?                                                    # 2 dash of a list item
      (?:("?)([A-Za-z0-9_][A-Za-z0-9_-]{0,80})\3:(?=[ \n]|\Z))?     # 3, 4 name of a field, in quotes or not
      [ ]*
      (?:
        ("[^"\\\n]*")[ ]*(?:(?<=[ ])\#[^\n]*)?(?:\n|\Z)           # 5 text in double quotes
      | ('[^'\n]*')[ ]*(?:(?<=[ ])\#[^\n]*)?(?:\n|\Z)             # 6 text in single quotes
      | \[((?:[^\[\]{}"'\#&*!|>%@`:]|"[^"\\\n]*")+)\][ ]*(?:(?<=[ ])\#[^\n]*)?(?:\n|\Z)     # 7 list in brackets
      | \{((?:[^\[\]{}"'\#&*!|>%@`\n]|"[^"\\\n]*")+)\}[ ]*(?:(?<=[ ])\#[^\n]*)?(?:\n|\Z)   # 8 section in braces
      | ([|>]-?)[ ]*\n((?:\1[ ][^\n]*(?:\n|\Z)|[ ]*\n)+)          # 9, 10 text block
      | ([^\s\-?:,\[\]{}\#&*!|>'"%@`][^\n:\#]*(?:(?::(?=\S)|(?<=\S)\#)[^\n:\#]*)*)              # 11 plain text
        (?:(?<=[ ])\#[^\n]*)?(?:\n|\Z)
      | (?:\#[^\n]*)?(?:\n|\Z)                                    # nothing: a section or list follows, or it is missing
      )
    |
      ([^\n]*(?:\n|\Z))                                           # 12 anything else
    )
    """
)
_PAIR = re.compile(r'[ ]*([A-Za-z_][A-Za-z0-9_]{0,80}):[ ]+(?:([^\s\-?:",][^:",]*?)|"([^"]*)")[ ]*(?:,|\Z)')
_LEADING = re.compile(r"\?|-(?![0-9A-Za-z])")
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
    for indent, dash, _, name, double, single, listed, mapped, sign, block, plain, other in _LINE.findall(text):
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
                value = _scalar(double, single, listed, mapped, plain, column)
                if value in (None, _UNSURE, "", "~") or sign:
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
        elif double or single or listed or mapped or sign or plain or indent:
            return None
        else:
            continue
        if len(stack) > _MAX_DEPTH or name in values:
            return None
        name = intern(name)  # one object for all records, also after they were packed: a fifth of what they take
        value = (
            plain.rstrip(" ")
            if plain
            else _block(sign, block, column)
            if sign
            else _scalar(double, single, listed, mapped, "", column)
        )
        if value is _UNSURE:
            return None
        if value is None:
            pending = name
            values[name] = None
            continue
        if value == "" or (value == "~" and plain):
            value = None
            missing.append((values, name))
        values[name] = value
    if pending is not None:
        missing.append((values, pending))
    for holder, name in missing:
        if holder[name] is None:
            del holder[name]
    return root or None


def _plain_letters(text: str) -> bool:
    """Whether the text has no signs that need a closer look: odd line breaks, letters in decomposed form."""
    return (
        "\x85" not in text and "\u2028" not in text and "\u2029" not in text and unicodedata.is_normalized("NFC", text)
    )


def _scalar(double: str, single: str, listed: str, mapped: str, plain: str, column: int) -> Any:
    """The value on the line, None where there is none."""
    if plain:
        return plain.rstrip(" ")
    if listed:
        return _UNSURE if "\n" in listed and _outdented(listed, column) else _items(listed)
    if mapped:
        return _section(mapped)
    quoted = double or single
    return quoted[1:-1] if quoted else None


def _outdented(listed: str, column: int) -> bool:
    """Whether a line of a list over several lines stands no deeper than the field it belongs to."""
    return any(len(line) - len(line.lstrip(" ")) <= column for line in listed.split("\n")[1:])


def _items(listed: str) -> Any:
    items: list[str] = []
    for part in listed.split(","):
        item = part.strip(" \n")
        if item.startswith('"'):
            if len(item) < 3 or item[-1] != '"' or item.count('"') != 2:
                return _UNSURE
            item = item[1:-1]
        elif not item or "\n" in item or '"' in item or item == "~" or _LEADING.match(item):
            return _UNSURE
        items.append(item)
    return items


def _section(mapped: str) -> Any:
    """The values of `{name: Wert, …}`, where every value is one plain or double-quoted text."""
    values: dict[str, Any] = {}
    at = 0
    while at < len(mapped):
        found = _PAIR.match(mapped, at)
        if not found or found[1] in values:
            return _UNSURE
        value = found[2] if found[3] is None else found[3]
        if value in ("", "~"):
            return _UNSURE
        values[intern(found[1])] = value
        at = found.end()
    return _UNSURE if mapped.endswith(",") else values


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
