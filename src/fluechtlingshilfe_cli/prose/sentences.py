"""A text about times, sentence by sentence: what of it is understood, and whether the rest leaves doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .cutting import parts
from .doubts import doubts_all, doubts_here, excepts
from .entries import entry
from .remarks import Remark, remark
from .rhythms import Manner, manner
from .tokens import Tokens
from .understood import bare
from .weekdays import index, weekdays

_CLOSED = ("geschlossen", "geschl", "zu", "ruhetag")
_HINTS = (
    "im",
    "in",
    "am",
    "an",
    "auf",
    "bei",
    "beim",
    "unter",
    "mit",
    "ohne",
    "für",
    "nur",
    "vor",
    "zum",
    "zur",
    "treffpunkt",
    "raum",
    "tel",
)
"""What begins a piece that can be read alone."""
_LABELS = ("öffnungszeiten", "öffnungszeit", "geöffnet", "offen", "zeiten", "termine", "zeit", "wann")
_KINDS_OF_TIMES = ("zeit", "zeiten", "sprechstunde", "sprechstunden", "beratung", "termine")
_NOISE = (
    *_LABELS,
    "statt",
    "findet",
    "finden",
    "ist",
    "immer",
    "jeweils",
    "zusätzlich",
    "regelmäßig",
    "und",
    "uhr",
    "sowie",
    "nur",
)


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
    closed: set[int] = field(default_factory=set)
    """Days of the week that are said to be closed."""

    @property
    def left(self) -> list[int]:
        """The words and numbers that nothing accounts for."""
        return [i for i in range(len(self.tokens)) if i not in self.used and self.tokens[i].kind != "sign"]

    @property
    def is_doubtful(self) -> bool:
        """Whether what is left may change the meaning of the rules."""
        left = [i for i in self.left if i not in self.harmless]
        return bool(self.rules) and (doubts_here(self.tokens, left) or (self.once and any(map(self._is_open, left))))

    @property
    def doubts_others(self) -> bool:
        """Whether what is left may change the meaning of times in other sentences."""
        left = [i for i in self.left if i not in self.harmless]
        return not (excepts(self.tokens) and not self.rules) and doubts_all(self.tokens, left)

    @property
    def exceptions(self) -> set[int]:
        """The days of the week on which something is closed, or is said not to be as usual."""
        told = {index(self.tokens, i) for i in self.left} - {None} if excepts(self.tokens) and not self.rules else set()
        return self.closed | {day for day in told if day is not None}

    @property
    def rest(self) -> str:
        """What is not accounted for, word for word: one piece at an end of the sentence, else all of it."""
        left = self.left
        if not left or all(self.tokens.low(i) in _NOISE for i in left):
            return ""
        first, end = left[0], left[-1] + 1
        while first and first - 1 not in self.used:
            first -= 1
        while end < len(self.tokens) and end not in self.used:
            end += 1
        piece = bare(self.text[self.tokens[first].start : self.tokens[end - 1].end])
        apart = any(i in self.used for i in range(first, end))
        is_label = not first and self.tokens.low(end - 1) == ":"
        is_hint = end == len(self.tokens) and (
            self.tokens.low(left[0]) in _HINTS or piece[:1] == "(" or left[0] in self.harmless
        )
        return piece if (not apart and (is_label or is_hint)) or not self.used else self.text.strip()

    def _is_open(self, i: int) -> bool:
        """Whether a word stands outside of brackets."""
        before = self.text[: self.tokens[i].start]
        return before.count("(") <= before.count(")")


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, read."""
    for part in parts(text):
        if part.strip():
            yield _read(part)


def _read(text: str) -> Sentence:
    tokens = Tokens(text)
    sentence = Sentence(text, tokens)
    standing, i = _heading(tokens)
    sentence.used.update(range(i))
    sentence.harmless.update(range(_label(tokens)))
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
        elif (shut := weekdays(tokens, i)) and tokens.low(
            end := tokens.skip(shut[1], ("ist", ":", "–", "-"))
        ) in _CLOSED:
            sentence.closed.update(day for day, _ in shut[0].days)
            sentence.harmless.update(range(i, end + 1))
            i = end + 1
        else:
            i += 1
    return sentence


def _heading(tokens: Tokens) -> tuple[Manner, int]:
    """»Öffnungszeiten:«, »Sprechstunde:«, »Gerade Wochen:« before all that follows."""
    i = tokens.skip(0, _LABELS)
    if read := manner(tokens, i):
        if tokens.low(read[1]) == ":":
            return read[0], read[1] + 1
        if read[0].art and weekdays(tokens, read[1]):
            return read
    return Manner(), i + 1 if i and tokens.low(i) == ":" else 0


def _label(tokens: Tokens) -> int:
    """The place after »Telefonische Sprechzeiten:«, 0 where the sentence does not begin so."""
    end = next((i for i in range(1, min(len(tokens), 6)) if tokens.low(i) == ":"), 0)
    return end + 1 if end and tokens.low(end - 1).endswith(_KINDS_OF_TIMES) else 0


def _fits(sentence: Sentence, i: int, aside: Remark) -> bool:
    """Whether »nach Vereinbarung« is said beside the times, not of them: »9-12 Uhr nach Vereinbarung« is not clear."""
    if not aside.agreed or not sentence.rules:
        return True
    words = {sentence.tokens.low(place) for place in range(i - 1, aside.end)}
    joined = words & {"und", "oder", "sowie", ";", "+", "/"} or ("," in words and len(sentence.rules) > 1)
    return bool(joined) and "nur" not in words
