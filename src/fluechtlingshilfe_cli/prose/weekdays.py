"""Days of the week in prose: »Mo-Fr«, »montags und donnerstags«, »jeden 1. und 3. Dienstag im Monat«."""

from __future__ import annotations

from typing import NamedTuple

from ..times import DAYS
from .tokens import DASHES, Tokens

_FULL = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_INDEX = (
    {name: index for index, name in enumerate(_FULL)}
    | {f"{name}s": index for index, name in enumerate(_FULL)}
    | {short: index for index, short in enumerate(DAYS)}
    | {"sonnabend": 5, "sonnabends": 5}
)
_ENGLISH_OR_GERMAN = ("do", "so")
"""Short names that are words as well when written small."""

_ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5,
             "letzt": -1, "vorletzt": -2, "drittletzt": -3, "viertletzt": -4, "fünftletzt": -5}  # fmt: skip
_EVERY = ("jeden", "jeder", "immer", "jeweils", "zusätzlich", "der", "am", "und", "auch")
_MOST = 5
"""Numbers that a weekday can have in a month."""
_OF_MONTH = (("im", "monat"), ("des", "monats"), ("eines", "monats"), ("jeden", "monats"), ("eines", "jeden", "monats"))


class Weekdays(NamedTuple):
    """Days with the numbers they have in the month (empty: every week), as they were said."""

    days: tuple[tuple[int, tuple[int, ...]], ...]
    of_month: bool = False
    """Whether »im Monat« was said: without it »jeden zweiten Freitag« is not clear."""
    once: bool = False
    """Whether it may be one single day: »am Freitag«, »Freitag«."""


def index(tokens: Tokens, i: int) -> int | None:
    """The day of the week that stands here, 0 for Monday."""
    token = tokens[i]
    return None if token.text in _ENGLISH_OR_GERMAN else _INDEX.get(token.low)


def weekdays(tokens: Tokens, i: int) -> tuple[Weekdays, int] | None:
    """The days of a list that begins here, and the place after it."""
    start = i
    of_month = bool(end := tokens.phrase(i, "jeden", "monat"))
    i = end or i
    days: list[tuple[int, tuple[int, ...]]] = []
    nth: tuple[int, ...] = ()
    inherited = False
    position = i
    while len(days) <= len(_FULL) and (read := _item(tokens, position)):
        own, found, i = read
        if nth and not own:
            inherited = True
            if len(found) > 1 or any(_begins_anew(tokens.low(place)) for place in range(position, i)):
                return None
        nth = own or nth
        days += [(day, nth) for day in found]
        for words in _OF_MONTH:
            if end := tokens.phrase(i, *words):
                of_month, i = True, end
        position = tokens.joint(i)
        if position == i or (of_month and nth):
            break
    said = {tokens.low(place) for place in range(start, i)}
    distinct = {day for day, _ in days}
    if not days or len(distinct) != len(days) or len({bool(nth) for _, nth in days}) > 1:
        return None
    if nth and not of_month and (inherited or "jeden" not in said):
        return None
    regular = "jeden" in said or len(days) > 1 or any(map(_is_adverb, said))
    once = not regular or ("am" in said and not (of_month or said & {"jeden", "jeweils", "immer", "wochenende"}))
    return Weekdays(tuple(days), of_month, once), i


def _begins_anew(word: str) -> bool:
    return word in ("jeden", "jeder") or _is_adverb(word)


def _is_adverb(word: str) -> bool:
    """»montags«: every week, whatever was said before."""
    return word in _INDEX and word.endswith("s")


def _item(tokens: Tokens, i: int) -> tuple[tuple[int, ...], list[int], int] | None:
    """Numbers in the month, if any, and one day or a span of days."""
    i = tokens.skip(i, _EVERY)
    if end := tokens.phrase(i, "täglich", "von") or tokens.phrase(i, "täglich"):
        return _span(tokens, end) or ((), list(range(7)), tokens.phrase(i, "täglich"))
    if tokens.low(i) in ("wochenende", "wochenenden") and tokens.low(i - 1) in ("am", "an"):
        return (), [5, 6], i + 1
    nth, i = _numbers(tokens, i)
    if not (span := _span(tokens, i)) or (nth and len(span[1]) > 1):
        return None
    return nth, span[1], span[2]


def _span(tokens: Tokens, i: int) -> tuple[tuple[int, ...], list[int], int] | None:
    first = index(tokens, i)
    if first is None:
        return None
    i = _after(tokens, i)
    if tokens.low(i) not in DASHES:
        return (), [first], i
    last = _INDEX.get(tokens.low(i + 1))
    if last is None:
        return (), [first], i
    if last == first:
        return None
    return (), [(first + step) % 7 for step in range((last - first) % 7 + 1)], _after(tokens, i + 1)


def _after(tokens: Tokens, i: int) -> int:
    """After a day and the full stop of its short name."""
    return tokens.dot(i + 1) if tokens.low(i) in DAYS else i + 1


def _numbers(tokens: Tokens, i: int) -> tuple[tuple[int, ...], int]:
    """»1. und 3.«, »ersten und letzten«; the place stays where a number is none in the month."""
    numbers: list[int] = []
    end = position = i
    while len(numbers) < _MOST and (read := _number(tokens, position)):
        number, end = read
        numbers.append(number)
        position = tokens.joint(end)
    return (tuple(numbers), end) if numbers else ((), i)


def _number(tokens: Tokens, i: int) -> tuple[int, int] | None:
    number = tokens.number(i, 1)
    if number and number <= 5:
        dotted = tokens.dot(i + 1)
        return (number, dotted) if dotted > i + 1 or tokens.low(dotted) in ("/", "und", "+", "&") else None
    word = tokens.low(i)
    for ending in ("en", "er", "e"):
        if word.endswith(ending) and word.removesuffix(ending) in _ORDINALS:
            return _ORDINALS[word.removesuffix(ending)], i + 1
    return None
