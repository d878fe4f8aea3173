"""Text for a place with a limit: pieces as long as there is room, the others counted, long ones folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ..output.markdown import escaped, quiet

LONG = 700
"""Characters of one sentence with data in it."""
_NAMED = 5
_MARKUP = {ord(letter): f"&#{ord(letter)};" for letter in "[]*_`~|$\\"}


def fitted(pieces: Iterable[tuple[int, str]], room: int, total: int, rest: str) -> str:
    """The pieces that fit, each with the number of things it tells; what is left out is counted as `rest`."""
    kept: list[str] = []
    for count, text in pieces:
        if len(text) + 2 > room:
            break
        kept.append(text)
        room -= len(text) + 2
        total -= count
    if total > 0:
        kept.append(f"… und {total} {rest}, für die hier kein Platz ist.")
    return "\n\n".join(kept)


def folded(summary: str, text: str) -> str:
    """The text behind a line to click on. `summary` is HTML already."""
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


def in_html(text: str) -> str:
    """A text from data within a line of HTML, where some services read Markdown all the same."""
    return quiet(escape(text, quote=False)).translate(_MARKUP)


def cut(text: str, most: int = LONG) -> str:
    """The text on one line, shortened where it is too long."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def named(names: Sequence[str]) -> str:
    """Some names as Markdown: »Café«, »Treff« und 3 weitere."""
    shown = ", ".join(f"»{escaped(cut(name, 80))}«" for name in names[:_NAMED])
    more = len(names) - _NAMED
    return f"{shown} und {more} weitere" if more > 0 else shown


def findings_in_words(number: int) -> str:
    """`1 Befund`, `2 Befunde`."""
    return "1 Befund" if number == 1 else f"{number} Befunde"
