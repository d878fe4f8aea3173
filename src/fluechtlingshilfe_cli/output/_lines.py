"""Lines as a terminal shows them: one line each, harmless letters, measured in columns."""

from __future__ import annotations

import textwrap
import unicodedata

from .. import terminal
from ._output import OutputContext

_TAB = 4
_SPACES = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\x0b": " ", "\x0c": " "})


def flat(text: str) -> str:
    """A text from data on one line, every control character made visible."""
    return (
        text
        if text.isascii() and text.isprintable()
        else terminal.visible(" ".join(text.translate(_SPACES).split(" ")))
    )


def shown(text: str, context: OutputContext) -> str:
    """The text on one line in the letters the stream has."""
    text = flat(text)
    return terminal.plain_letters(text) if context.ascii else text


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(letter: str) -> int:
    if letter < "\u0300":
        return 1
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def framed(line: str, start: int, end: int, room: int, context: OutputContext) -> tuple[str, int, int]:
    """A source line cut to `room` columns around the letters `start` to `end` (from 0, end exclusive).

    Returns the text, and how far from its beginning and how wide the frame below it is, in columns.
    """
    cells = [_cell(letter, context) for letter in line]
    widths = [columns(cell) for cell in cells]
    start = min(start, len(cells))
    end = max(start, min(end, len(cells)))
    dots = "..." if context.ascii else "…"
    first, last = 0, len(cells)
    if sum(widths) > room:
        framed_width = sum(widths[start:end])
        lead = max(8, min(room // 3, room - framed_width - 2 * len(dots)))
        first = start
        while first > 0 and sum(widths[first - 1 : start]) <= lead:
            first -= 1
        first = 0 if sum(widths[:start]) <= lead + len(dots) else first
        used, last = (len(dots) if first else 0), first
        while last < len(cells) and used + widths[last] <= room - len(dots):
            used += widths[last]
            last += 1
    before = dots if first else ""
    after = dots if last < len(cells) else ""
    text = before + "".join(cells[first:last]) + after
    offset = len(before) + sum(widths[first:start])
    return text, offset, max(1, sum(widths[start : min(end, last)]))


def _cell(letter: str, context: OutputContext) -> str:
    if letter == "\t":
        return ("->" if context.ascii else "→").ljust(_TAB)
    letter = terminal.visible(letter) if letter not in "\n\r" else " "
    return terminal.plain_letters(letter) if context.ascii else letter


def wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    """The text broken at blanks to `width` columns, the first line led by `first`, the others by `rest`."""
    return textwrap.wrap(
        text,
        max(40, width),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
