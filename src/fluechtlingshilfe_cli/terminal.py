"""What a terminal can show: colour, width, letters. Results go to stdout, everything said about them to stderr."""

from __future__ import annotations

import os
import re
import sys
from typing import IO

_STYLES = {"bold": 1, "dim": 2, "underline": 4, "red": 31, "green": 32, "yellow": 33, "blue": 34, "cyan": 36}
_ASCII = str.maketrans({"»": '"', "«": '"', "→": "->", "│": "|", "–": "-", "…": "...", "─": "-", "✓": "ok", "·": "-"})

_BLANKS = "\n\t\xa0\u2009\u202f"
"""Harmless, though Python calls the typographic ones unprintable."""

_COMMAND = re.compile(r"(?<![\w/])(?:fh|git) [a-z][^»«]{0,60}?(?=[»«.,;)]*(?: [A-ZÄÖÜ][a-zäöüß]|$))")

_colour_wanted: bool | None = None


def want_colour(choice: str) -> None:
    """Sets the answer of `--color`: `always`, `never`, or `auto` (the terminal and the environment decide)."""
    global _colour_wanted
    _colour_wanted = {"always": True, "never": False}.get(choice)


def prepare() -> None:
    """Makes the standard streams take any letter: UTF-8 where nothing else is asked for, never an exception.

    A closed one (`>&-`, a service without a console) becomes one that nobody reads or writes.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  (as long as the process)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            wants_utf8 = os.name == "nt" or not os.environ.get("PYTHONIOENCODING")
            reconfigure(encoding="utf-8" if wants_utf8 else None, errors="replace")


def has_colour(stream: IO[str] | None = None) -> bool:
    """Whether to write colours to the stream (no-color.org, FORCE_COLOR, TERM=dumb, `--color`)."""
    if _colour_wanted is not None:
        return _colour_wanted
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(stream or sys.stdout) and os.environ.get("TERM") != "dumb"


def is_terminal(stream: IO[str]) -> bool:
    """Whether a person sits at the other end."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def can_ask() -> bool:
    """Whether questions can be asked and answered."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def width(most: int = 120) -> int:
    """Columns of the terminal, 80 where there is none, never more than `most`."""
    import shutil

    return max(40, min(shutil.get_terminal_size((80, 24)).columns, most))


def styled(text: str, *styles: str, stream: IO[str] | None = None) -> str:
    """The text in bold, colours and so on, plain where the stream shows none."""
    if not styles or not has_colour(stream):
        return text
    return f"\x1b[{';'.join(str(_STYLES[style]) for style in styles)}m{text}\x1b[0m"


def visible(text: str) -> str:
    """A text from data made safe to print: control characters and bidi overrides become a visible sign."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in _BLANKS else "\ufffd" for letter in text)


def plain_letters(text: str) -> str:
    """The text without quotation marks and arrows that ASCII lacks."""
    return text.translate(_ASCII)


def say(text: str = "") -> None:
    """A note for the person at the terminal, on stderr; there long lines are folded between words."""
    print(folded(text, width(80)) if is_terminal(sys.stderr) else text, file=sys.stderr)


def folded(text: str, columns: int) -> str:
    """The text with no line longer than that, where words allow it; indents stay, and a command stays in one piece."""
    return "\n".join(line if len(line) <= columns else _folded(line, columns) for line in text.split("\n"))


def _folded(line: str, columns: int) -> str:
    import textwrap

    indent = line[: len(line) - len(line.lstrip(" "))]
    bound = _COMMAND.sub(lambda found: found[0].replace(" ", "\xa0"), line.replace("\xa0", "\0"))
    lines = textwrap.wrap(
        bound, columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    return "\n".join(lines).replace("\xa0", " ").replace("\0", "\xa0")
