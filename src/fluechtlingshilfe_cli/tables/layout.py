"""Columns for the terminal: headings underlined, widths fitted to the screen, what does not fit cut with »…«."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from unicodedata import combining, east_asian_width

from .. import terminal

GAP = 2
_LEAST = 9
_UNEVEN = "\u0300"
"""From here on there are letters that take no column of their own, or two."""


def in_columns(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int,
    whole: Collection[int] = (),
    right: Collection[int] = (),
) -> list[str]:
    """The lines of a table not wider than `width`, as far as nine letters a column allow.

    `whole`: columns that are useless when cut, such as dates; they give way last. `right`: numbers.
    """
    shown = [[terminal.visible(text) for text in row] for row in rows]
    natural = [min(wide(heading), _LEAST) for heading in headings]
    for index, column in enumerate(zip(*shown, strict=True)):
        natural[index] = max(natural[index], *map(wide, column))
    widths = _with_headings(fitted(natural, width, whole), headings, width)
    lines = []
    for part in _heading_lines(headings, widths):
        texts = [
            padded(text, size, index in right) for index, (text, size) in enumerate(zip(part, widths, strict=True))
        ]
        lines.append((" " * GAP).join(terminal.styled(text, "bold") for text in texts))
    lines.append((" " * GAP).join(terminal.styled("─" * size, "dim") for size in widths))
    for row in shown:
        texts = [padded(text, size, index in right) for index, (text, size) in enumerate(zip(row, widths, strict=True))]
        lines.append((" " * GAP).join(texts))
    return [line.rstrip() for line in lines]


def fitted(natural: Sequence[int], width: int, whole: Collection[int] = ()) -> list[int]:
    """The widths of columns that share `width`: the widest give way first, the first column half as much as others."""
    room = width - GAP * (len(natural) - 1)
    widths = [min(size, width) for size in natural]
    for columns in ([index for index in range(len(widths)) if index not in whole], range(len(widths))):
        while sum(widths) > room and (wider := [index for index in columns if widths[index] > _LEAST]):
            widths[max(wider, key=lambda index: (widths[index] * (2 if index else 1), index))] -= 1
    return widths


def _with_headings(widths: Sequence[int], headings: Sequence[str], width: int) -> list[int]:
    """Wider columns for long headings, where there is room left."""
    result = list(widths)
    for index in sorted(range(len(result)), key=lambda index: wide(headings[index]) - result[index]):
        spare = width - sum(result) - GAP * (len(result) - 1)
        result[index] += max(0, min(wide(headings[index]) - result[index], spare))
    return result


def _heading_lines(headings: Sequence[str], widths: Sequence[int]) -> list[list[str]]:
    """Headings that are wider than their column in two lines, the others below."""
    pairs = [
        ("", text) if wide(text) <= size else _halves(text, size) for text, size in zip(headings, widths, strict=True)
    ]
    return [list(line) for line in zip(*pairs, strict=True) if any(line)]


def _halves(text: str, size: int) -> tuple[str, str]:
    first, *rest = text.split()
    while rest and wide(f"{first} {rest[0]}") <= size:
        first = f"{first} {rest.pop(0)}"
    return (first, " ".join(rest)) if rest else ("", first)


def padded(text: str, size: int, right: bool = False) -> str:
    """The text in exactly `size` columns, cut with »…« or filled with blanks."""
    room = size - wide(text)
    if room < 0:
        while text and wide(text) > size - 1:
            text = text[:-1]
        text = text.rstrip(" ,;·–-") + "…"
        room = size - wide(text)
    blanks = " " * room
    return blanks + text if right else text + blanks


def wide(text: str) -> int:
    """How many columns a text takes on the screen."""
    if text.isascii() or max(text) < _UNEVEN:
        return len(text)
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)
