"""The head of what is shown on the screen, and the words that mark invented data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date

from ..days import german
from ..tables.layout import wide
from ..terminal import styled, visible

NOTICE = "Beispieldaten – erfundene Einträge"


def heading(title: str, below: str, as_of: date, example: bool, width: int) -> Iterator[str]:
    """Title and day on one line, what it is about below, a rule."""
    stand = f"Stand {german(as_of)}"
    lines = textwrap.wrap(visible(title), width - len(stand) - 2) or [""]
    gap = " " * (width - wide(lines[0]) - len(stand))
    yield styled(lines[0], "bold") + gap + styled(stand, "dim")
    yield from (styled(line, "bold") for line in lines[1:])
    yield from (styled(line, "dim") for line in textwrap.wrap(visible(below), width))
    if example:
        yield styled(NOTICE, "yellow")
    yield styled("─" * width, "dim")
