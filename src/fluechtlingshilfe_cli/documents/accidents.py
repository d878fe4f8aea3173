"""What can go wrong while reading, as a value: a sentence, the next step, and the characters it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .scalars import quoted_text

HARD_BLANKS = "\xa0\u2007\u202f"
"""Blanks that look like blanks and are none to a YAML reader; word processors write them."""


_STRUCTURE = re.compile(r"[&!]\S*(?:\s+[\[{|>\"'&!*]|\s*\Z)")
"""A sign before a list, a section or nothing: putting that in quotation marks would change what it says."""


@dataclass(frozen=True, slots=True)
class Accident:
    """Why a file could not be read: a code, a sentence, the next step, and the characters `start` to `end`.

    `replacement` mends exactly that stretch; `first` is the start of an earlier place that belongs to it.
    """

    code: str
    message: str
    hint: str
    start: int = 0
    end: int = 0
    replacement: str | None = None
    safe: bool = False
    first: int | None = None


class Unreadable(Exception):
    """Carries an accident out of the reader's loop; never leaves `documents`."""

    def __init__(self, accident: Accident) -> None:
        super().__init__(accident.code)
        self.accident = accident


class Lines:
    """The lines of a text with their starts, counted as editors count them, from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = line_starts(text)

    def number(self, index: int) -> int:
        """The line a character stands in."""
        from bisect import bisect_right

        return bisect_right(self.starts, index) - 1

    def line(self, number: int) -> str:
        """A line without its end."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")


def line_starts(text: str) -> list[int]:
    """The index at which each line begins; lines end at LF, CRLF or a lone CR and at nothing else."""
    return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]


def hard_blank(start: int) -> Accident:
    """A blank from a word processor where a reader needs an ordinary one."""
    return Accident(
        "FH117",
        "Hier steht ein geschütztes Leerzeichen statt eines gewöhnlichen; so ist die Zeile nicht lesbar.",
        "Es stammt meist aus kopiertem Text. Bitte löschen und mit der Leertaste neu eintippen.",
        start,
        start + 1,
        " ",
    )


def leading_sign(text: str, start: int, end: int) -> Accident:
    """A text that begins with a sign readers take for something else: `&`, `*`, `!`, `@`, `>` and others."""
    value = text[start:end].rstrip()
    sign, name = value[:1], value.partition(" ")[0]
    plain = _STRUCTURE.match(value) is None
    quoted = quoted_text(value)
    cure = f"»{name}« löschen oder den Text in Anführungszeichen setzen." if not plain else f"so schreiben: {quoted}"
    return Accident(
        "FH120" if sign in ("&", "*", "!") else "FH123",
        f"Ein Text darf nicht mit {sign} beginnen, wenn er nicht in Anführungszeichen steht.",
        f"Bitte {cure}",
        start,
        start + max(1, len(value)),
        quoted if plain else None,
        safe=plain,
    )
