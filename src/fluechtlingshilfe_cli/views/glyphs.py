"""Text for print: what the tool's fonts can set, in lines that fit. Signs that act instead of being read are left out.

A character no font has becomes »□«; which ones is collected, so that somebody can be told.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from typing import Any

from ..resources import bundled

FONTS = "fonts"
MISSING = "□"
_VERBATIM = frozenset(
    ("key", "anchor", "href", "code", "ags", "field", "way", "format", "iso", "until", "d", "municipality", "image")
)
"""Keys whose values name or draw something; they are not read as text."""
_OWN_NAME = "native"
"""The key of a language's name in that language: left out where no font has the script; the German one says it, too."""
_ACTING = dict.fromkeys(
    [
        *(0xAD, 0x61C, 0x180E, 0xFEFF, 0xFFFC),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0x1F3FB, 0x1F400),
        *range(0xE0000, 0xE01F0),
        *(*range(0x64B, 0x653), 0x670),
    ]
)
"""Invisible signs, those that turn the text around them, variants of emoji. And Arabic vowel signs: adults read
without, and with them a PDF reads out the letters below twice (docs/adr/0022).
"""
_JOINERS = (0x200C, 0x200D)
_JOINED = re.compile("[\u0600-\u07ff\u08a0-\u08ff\u0900-\u0dff]")
_LONG_WORD = re.compile(r"\S{25,}")
_MAY_BREAK = re.compile(r"(?<=[/@._?&=+#-])(?=\w)")
_ENDLESS = re.compile("[^\u200b]{32,}")
_PIECE = re.compile(".{12}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_LEFT_TO_RIGHT = "\u200e"
"""Ends a text in Arabic or Hebrew script, so that figures after it, such as a page number, are not drawn into it."""
_MARKS = 3
"""Signs above or below one letter; more would run into the lines around."""


def printable(value: Any, missing: set[str], is_rtl: bool = False) -> Any:
    """The data with every text made ready for print. Adds the characters that cannot be printed to `missing`.

    `is_rtl`: the document itself runs from right to left, so nothing has to be turned back after a text.
    """
    return _printable(value, missing, is_rtl, {})


def _printable(value: Any, missing: set[str], is_rtl: bool, known: dict[str, str]) -> Any:
    """A directory says most things many times, hence `known`."""
    if isinstance(value, str):
        if value not in known:
            known[value] = _text(value, missing, is_rtl)
        return known[value]
    if isinstance(value, dict):
        said = ((key, "" if key == _OWN_NAME and not _has_all(item) else item) for key, item in value.items())
        return {key: item if key in _VERBATIM else _printable(item, missing, is_rtl, known) for key, item in said}
    if isinstance(value, list):
        return [_printable(item, missing, is_rtl, known) for item in value]
    return value


def titles_with(data: Any, missing: set[str]) -> tuple[str, ...]:
    """Titles of the entries in whose texts one of these characters stands, in order, each once."""
    found: dict[str, None] = {}
    if missing:
        _look(data, missing, "", found)
    return tuple(found)


def _look(value: Any, missing: set[str], title: str, found: dict[str, None]) -> None:
    if isinstance(value, str):
        if title and not missing.isdisjoint(unicodedata.normalize("NFC", value)):
            found[title] = None
    elif isinstance(value, dict):
        if not title and "key" in value:  # the outermost record: an offer is found in its entry
            title = value.get("title", "")
        for key, item in value.items():
            if key not in _VERBATIM:
                _look(item, missing, title, found)
    elif isinstance(value, list):
        for item in value:
            _look(item, missing, title, found)


def _has_all(text: str) -> bool:
    """Whether every character of the text can be set."""
    return all(letter.isspace() or ord(letter) in _ACTING or _covered(ord(letter)) for letter in text)


def _text(text: str, missing: set[str], is_rtl: bool) -> str:
    if text.isascii() and text.isprintable() and len(text) < 25:
        return text
    table = {code: None for code in _ACTING if not (code in _JOINERS and _JOINED.search(text))}
    letters: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", text.translate(table)):
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks > _MARKS or (kind == "Cc" and not letter.isspace()):
            continue
        if not letter.isspace() and ord(letter) not in _ACTING and not _covered(ord(letter)):
            missing.add(letter)
            letter = "" if marks else MISSING
        letters.append(letter)
    text = _LONG_WORD.sub(_breakable, "".join(letters))
    return f"{text}{_LEFT_TO_RIGHT}" if _RIGHT_TO_LEFT.search(text) and not is_rtl else text


def _breakable(found: re.Match[str]) -> str:
    """A long word with places where the line may break: after the signs of an address; anywhere in what is no word."""
    word = _MAY_BREAK.sub("\u200b", found[0]) if any(sign in found[0] for sign in "/@_=&.") else found[0]
    return _ENDLESS.sub(lambda part: _PIECE.sub("\\g<0>\u200b", part[0]), word)


def _covered(code: int) -> bool:
    starts, ends = _ranges()
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= ends[place]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    lines = bundled(FONTS, "coverage.txt").read_text("ascii").split()
    pairs = [line.split("-") for line in lines]
    return [int(first, 16) for first, _ in pairs], [int(last, 16) for _, last in pairs]
