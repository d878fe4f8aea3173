"""A text about times, sentence by sentence: what of it is understood, and whether the rest leaves doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .doubts import doubts_all, doubts_here, excepts
from .entries import entry
from .remarks import Remark, remark
from .rhythms import Manner, manner
from .tokens import Tokens
from .understood import bare
from .weekdays import index

_LABELS = ("öffnungszeiten", "öffnungszeit", "geöffnet", "offen", "zeiten", "termine", "zeit", "wann")
_NOISE = (*_LABELS, "statt", "findet", "finden", "ist", "immer", "jeweils", "zusätzlich", "regelmäßig", "und", "uhr", "sowie")


@dataclass(slots=True)
class Sentence:
    """A sentence read: its rules, remarks, and which tokens they account for."""

    text: str
    tokens: Tokens
    rules: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    harmless: set[int] = field(default_factory=set)
    """Tokens that stay in the rest without casting doubt on the rules."""
    once: bool = False

    @property
    def left(self) -> list[int]:
        """The words and numbers that nothing accounts for."""
        return [i for i in range(len(self.tokens)) if i not in self.used and self.tokens[i].kind != "sign"]

    @property
    def is_doubtful(self) -> bool:
        """Whether what is left may change the meaning of the rules."""
        left = [i for i in self.left if i not in self.harmless]
        return bool(self.rules) and (doubts_here(self.tokens, left) or (self.once and bool(left)))

    @property
    def doubts_others(self) -> bool:
        """Whether what is left may change the meaning of times in other sentences."""
        left = [i for i in self.left if i not in self.harmless]
        return not (excepts(self.tokens) and not self.rules) and doubts_all(self.tokens, left)

    @property
    def rest(self) -> str:
        """What is not accounted for, word for word: one piece at an end of the sentence, else all of it."""
        left = self.left
        if not left or all(self.tokens.low(i) in _NOISE for i in left):
            return ""
        inside = range(left[0], left[-1] + 1)
        if any(i in self.used for i in inside) or not (self._begins(left[0]) or self._ends(left[-1])):
            return self.text.strip()
        return bare(self.text[self.tokens[left[0]].start : self._until(left[-1])])

    def _begins(self, i: int) -> bool:
        return all(before not in self.used for before in range(i))

    def _ends(self, i: int) -> bool:
        return all(after not in self.used for after in range(i + 1, len(self.tokens)))

    def _until(self, i: int) -> int:
        """The end of the piece: with the signs that follow its last word."""
        while i + 1 < len(self.tokens) and i + 1 not in self.used:
            i += 1
        return self.tokens[i].end


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, read."""
    for part in _parts(text):
        if part.strip():
            yield _read(part)


def _read(text: str) -> Sentence:
    tokens = Tokens(text)
    sentence = Sentence(text, tokens)
    standing, i = _heading(tokens)
    sentence.used.update(range(i))
    while i < len(tokens):
        if found := entry(tokens, i, standing):
            sentence.rules += found.rules
            sentence.once = sentence.once or found.once
            sentence.used.update(range(i, found.end))
            i = found.end
        elif (aside := remark(tokens, i)) and _fits(sentence, i, aside):
            sentence.remarks.append(aside)
            (sentence.used if aside.is_value else sentence.harmless).update(range(i, aside.end))
            i = aside.end
        else:
            i += 1
    return sentence


def _heading(tokens: Tokens) -> tuple[Manner, int]:
    """»Öffnungszeiten:«, »Sprechstunde:«, »Gerade Wochen:« before all that follows."""
    i = tokens.skip(0, _LABELS)
    if read := manner(tokens, i):
        if tokens.low(read[1]) == ":":
            return read[0], read[1] + 1
    return Manner(), i + 1 if i and tokens.low(i) == ":" else 0


def _fits(sentence: Sentence, i: int, aside: Remark) -> bool:
    """Whether »nach Vereinbarung« is said beside the times, not of them: »9-12 Uhr nach Vereinbarung« is not clear."""
    if not aside.agreed or not sentence.rules:
        return True
    words = {sentence.tokens.low(place) for place in range(i - 1, aside.end)}
    joined = words & {"und", "oder", "sowie", ";", "+", "/"} or ("," in words and len(sentence.rules) > 1)
    return bool(joined) and "nur" not in words


def _parts(text: str) -> Iterator[str]:
    """Cut at line ends and at full stops that end a sentence, not a short name, a number or a day."""
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
    ends_word = before.kind == "word" and (len(before.text) > 3 or before.low == "uhr") or before.text == ")"
    return ends_word and index(tokens, i - 1) is None and after.start > tokens[i].end and not after.text.islower()
