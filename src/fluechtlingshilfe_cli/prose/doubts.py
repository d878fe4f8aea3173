"""Words that change what times mean: where one is left over, the times are not certain."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .rhythms import month
from .tokens import DASHES, Tokens
from .weekdays import index

_CLOSED = re.compile(
    r"(?:nicht|kein\w*|außer|ausser|ausgenommen|geschlossen|entfällt|entfallen|fällt|ruhetag\w*|pausiert|urlaub|\w*pause)\Z"
)
_HERE = re.compile(
    r"(?:bzw|sonst|jeden?|jeder|(?:erst|zweit|dritt|viert|fünft|\w*letzt)e[nrs]?|abends|nachmittags?|mittags|vormittags?|morgens|nachts|früher|bisher|ehemals|werktags|wochentags|"
    r"vereinbarung|absprache|terminvereinbarung|täglich|uhr|halb|viertel|wochenende\w*|"
    r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\w*)\Z"
)
_EVERYWHERE = re.compile(
    r"(?:\w*ferien\w*|schulzeit\w*|schultag\w*|\w*winter\w*|\w*sommer\w*|frühling\w*|frühjahr\w*|herbst\w*|wochen?|"
    r"kalenderwochen?|kw|monate?s?|monaten|(?:halb)?monatlich\w*|\w*tägig\w*|\w*wöchentlich\w*|\w*wöchig\w*|"
    r"\w*feiertag\w*|einmal|zweimal|dreimal|semester\w*|advent\w*|ramadan|quartal\w*|vierteljährlich|jährlich)\Z"
)


def excepts(tokens: Tokens) -> bool:
    """Whether a sentence tells an exception: »In den Ferien geschlossen.«"""
    return any(_CLOSED.match(tokens.low(i)) for i in range(len(tokens)))


def doubts_here(tokens: Tokens, left: Iterable[int]) -> bool:
    """Whether words left of a sentence leave its own times in doubt."""
    return any(
        _CLOSED.match(tokens.low(i))
        or _HERE.match(tokens.low(i))
        or index(tokens, i) is not None
        or _is_time(tokens, i)
        or _is_rhythm(tokens, i)
        for i in left
    )


def doubts_all(tokens: Tokens, left: Iterable[int]) -> bool:
    """Whether words left of a sentence leave all times of the text in doubt: a season, a rhythm, a date."""
    return any(_EVERYWHERE.match(tokens.low(i)) or _is_date(tokens, i) for i in left)


def _is_rhythm(tokens: Tokens, i: int) -> bool:
    """»alle 14 Tage«, »1.« of the month."""
    if tokens.low(i) == "alle":
        return tokens[i + 1].kind == "number" or tokens.low(i + 1) in ("zwei", "drei", "vier", "sechs", "acht")
    return tokens.number(i, 1) is not None and tokens.dot(i + 1) > i + 1 and bool(tokens.low(i + 2))


def _is_time(tokens: Tokens, i: int) -> bool:
    """A number that looks like a time: »bis 19«, »12.30«, »9-12«."""
    if tokens.number(i) is None:
        return False
    follows = tokens.low(i + 1)
    if follows in ("uhr", "h") or (
        tokens.low(i - 1) in ("ab", "um", "gegen") and not tokens.low(i + 1).startswith("jahr")
    ):
        return True
    if follows in (":", ".") and tokens.glued(i + 1) and tokens.glued(i + 2) and tokens.number(i + 2) is not None:
        return True
    if follows not in DASHES or tokens.number(i + 2) is None:
        return False
    return not tokens.low(i + 3).startswith(("jahr", "person", "teilnehm", "kind"))


def _is_date(tokens: Tokens, i: int) -> bool:
    """A month, a year or »12.3.«; »seit Mai« and »seit 2015« tell nothing of the times."""
    if tokens.low(i - 1) == "seit":
        return False
    number = tokens.number(i, 4)
    if number is not None and 1990 <= number <= 2100 and len(tokens[i].text) == 4:
        return True
    if number is None:
        return month(tokens, i) is not None
    is_day = tokens.dot(i + 1) > i + 1 and tokens.glued(i + 2) and tokens.number(i + 2) is not None
    return is_day and tokens.dot(i + 3) > i + 3 and number <= 31
