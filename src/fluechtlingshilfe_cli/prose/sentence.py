"""One sentence about times, read: its rules, and whether what is left of it leaves doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .doubts import doubts_all, doubts_here, excepts, tells_time
from .remarks import Remark
from .tokens import Tokens
from .understood import bare
from .weekdays import index

LABELS = ("öffnungszeiten", "öffnungszeit", "geöffnet", "offen", "zeiten", "termine", "zeit", "wann")
"""What says no more than that times follow."""
_NOISE = {*LABELS, "statt", "findet", "finden", "ist", "immer", "jeweils", "zusätzlich", "regelmäßig", "und", "uhr",
          "sowie", "nur"}  # fmt: skip
_ASIDES = {"raum", "zimmer", "treffpunkt", "tel", "telefon", "mobil"}
"""What begins a remark that may follow any time."""
_HINTS = {*_ASIDES, "im", "in", "am", "an", "auf", "bei", "beim", "unter", "mit", "ohne", "für", "nur", "vor", "zum",
          "zur"}  # fmt: skip
"""What begins a piece that can be read alone."""
_A_FEW = 4
"""Words of a line that is part of a table: »Montag«, »14 - 16 Uhr«."""


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
    """Whether the rules may be meant for one single day."""
    headed: bool = False
    """Whether something stands before all rules that holds for each: »Sprechstunde:«."""
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
        if self.headed and any(self.tokens.low(i + 1) == ":" for i in left):
            return bool(self.rules)
        once = self.once and any(map(self._is_open, self._before_asides(left)))
        return bool(self.rules) and (once or doubts_here(self.tokens, left))

    @property
    def doubts_others(self) -> bool:
        """Whether what is left may change the meaning of times in other sentences."""
        left = [i for i in self.left if i not in self.harmless]
        if not self.rules and 0 < len(left) <= _A_FEW and tells_time(self.tokens, left):
            return True
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

    def _before_asides(self, left: list[int]) -> list[int]:
        """What is left before »Raum 12« or »Tel. …«."""
        aside = next((i for i in left if self.tokens.low(i) in _ASIDES), len(self.tokens))
        return [i for i in left if i < aside]

    def _is_open(self, i: int) -> bool:
        """Whether a word stands outside of brackets."""
        before = self.text[: self.tokens[i].start]
        return before.count("(") <= before.count(")")
