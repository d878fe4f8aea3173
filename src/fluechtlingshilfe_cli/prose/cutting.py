"""Where a sentence about times ends: not at »Mo.«, »1.«, »Tel.« or »9.30«."""

from __future__ import annotations

from collections.abc import Iterator

from .tokens import Tokens
from .weekdays import index


def parts(text: str) -> Iterator[str]:
    """The text cut at line ends and at full stops that end a sentence, not a short name, a number or a day."""
    tokens, start = Tokens(text), 0
    for i in range(len(tokens)):
        if tokens.low(i) in ("\n", "|") or (tokens.low(i) in (".", "!", "?") and _closes(tokens, i)):
            yield text[start : tokens[i].end].strip("\n|")
            start = tokens[i].end
    yield text[start:]


def _closes(tokens: Tokens, i: int) -> bool:
    before, after = tokens[i - 1], tokens[i + 1]
    if tokens.low(i) != ".":
        return True
    ends_word = (before.kind == "word" and (len(before.text) > 3 or before.low == "uhr")) or before.text == ")"
    return ends_word and index(tokens, i - 1) is None and after.start > tokens[i].end and not after.text.islower()
