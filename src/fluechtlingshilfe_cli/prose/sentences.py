"""A text about times, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator

from .cutting import parts
from .doubts import excepts
from .entries import entry
from .remarks import Remark, remark
from .rhythms import Manner, manner
from .sentence import LABELS, Sentence
from .tokens import Tokens
from .weekdays import weekdays

_CLOSED = ("geschlossen", "geschl", "zu", "ruhetag")
_KINDS_OF_TIMES = ("zeit", "zeiten", "sprechstunde", "sprechstunden", "beratung", "termine")


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, read."""
    for part in parts(text):
        if part.strip():
            yield _read(part)


def _read(text: str) -> Sentence:
    tokens = Tokens(text)
    standing, i = _heading(tokens)
    sentence = Sentence(text, tokens, headed=standing != Manner())
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
        elif shut := _shut(tokens, i):
            sentence.closed |= shut[0]
            sentence.harmless.update(range(i, shut[1]))
            i = shut[1]
        else:
            i += 1
    if sentence.headed and not sentence.rules:
        sentence.used.clear()  # a heading of the lines that follow: it says something of them
    return sentence


def _heading(tokens: Tokens) -> tuple[Manner, int]:
    """»Öffnungszeiten:«, »Sprechstunde:«, »Gerade Wochen:« before all that follows."""
    i = tokens.skip(0, LABELS)
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


def _shut(tokens: Tokens, i: int) -> tuple[set[int], int] | None:
    """The days of »Mi geschlossen«, and the place after it."""
    if not (read := weekdays(tokens, i)):
        return None
    end = tokens.skip(read[1], ("ist", "sind", ":", "–", "-"))
    return ({day for day, _ in read[0].days}, end + 1) if tokens.low(end) in _CLOSED else None


def _fits(sentence: Sentence, i: int, aside: Remark) -> bool:
    """Whether »nach Vereinbarung« is said beside the times, not of them: »9-12 Uhr nach Vereinbarung« is not clear."""
    if not aside.agreed:
        return True
    if not sentence.rules:
        return not excepts(sentence.tokens)
    words = {sentence.tokens.low(place) for place in range(i - 1, aside.end)}
    joined = words & {"und", "oder", "sowie", ";", "+", "/"} or ("," in words and len(sentence.rules) > 1)
    return bool(joined) and "nur" not in words
