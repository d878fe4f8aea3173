"""A table in as many columns of the screen as there are: numbers and days whole, texts in several lines."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from ....tables.layout import GAP, padded, wide
from ....terminal import styled, visible
from .._report import Column, Value
from ..saying import cell

_LEAST = 10
_LONGEST = 26
"""Words up to this length are not broken while there is room elsewhere."""

_MOST_LINES = 8


def in_wrapped_columns(
    columns: Sequence[Column], rows: Sequence[Sequence[Value]], width: int, bold_last: bool = False
) -> list[list[str]]:
    """The lines of the heading, then those of each row."""
    headings = [column.short or column.title for column in columns]
    texts = [[visible(cell(value, column)) for value, column in zip(row, columns, strict=True)] for row in rows]
    sizes = _sizes(columns, headings, texts, width)
    right = [column.type == "number" for column in columns]
    head = [styled(line, "bold") for line in _lines(headings, sizes, right)]
    head.append((" " * GAP).join(styled("─" * size, "dim") for size in sizes))
    found = [head]
    for index, row in enumerate(texts):
        lines = _lines(row, sizes, right)
        found.append([styled(line, "bold") for line in lines] if bold_last and index == len(texts) - 1 else lines)
    return found


def _sizes(columns: Sequence[Column], headings: list[str], texts: list[list[str]], width: int) -> list[int]:
    natural = [wide(heading) for heading in headings]
    for row in texts:
        natural = [max(size, wide(text)) for size, text in zip(natural, row, strict=True)]
    words = [
        max((wide(word) for row in texts for word in row[index].split()), default=0) for index in range(len(columns))
    ]
    least = [max(_LEAST, min(longest, _LONGEST)) for longest in words]
    flexible = [index for index, column in enumerate(columns) if column.type == "text"]
    room = width - GAP * (len(columns) - 1)
    sizes = list(natural)
    while sum(sizes) > room:
        # The widest text gives way first, the first text only half as readily as the others: it names the row.
        able = [index for index in flexible if sizes[index] > least[index]] or [
            index for index in flexible if sizes[index] > _LEAST
        ]
        if not able:
            break
        most = max(able, key=lambda index: sizes[index] * (1 if index == flexible[0] else 2))
        sizes[most] -= 1
    return sizes


def _lines(texts: Sequence[str], sizes: Sequence[int], right: Sequence[bool]) -> list[str]:
    cells = [[text] if wide(text) <= size else _wrapped(text, size) for text, size in zip(texts, sizes, strict=True)]
    height = max(map(len, cells), default=1)
    lines = []
    for number in range(height):
        parts = [
            padded(lines_of[number] if number < len(lines_of) else "", size, is_right)
            for lines_of, size, is_right in zip(cells, sizes, right, strict=True)
        ]
        lines.append((" " * GAP).join(parts).rstrip())
    return lines


def _wrapped(text: str, size: int) -> list[str]:
    lines = textwrap.wrap(text, size, break_on_hyphens=True) or [""]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
    return lines
