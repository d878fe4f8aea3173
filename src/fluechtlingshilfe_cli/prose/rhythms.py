"""How often and in which part of the year: »alle zwei Wochen (gerade Wochen)«, »nur im Juli«, »mit Anmeldung«."""

from __future__ import annotations

from dataclasses import dataclass

from .tokens import DASHES, Tokens

MONTHS = ("januar", "februar", "märz", "april", "mai", "juni",
          "juli", "august", "september", "oktober", "november", "dezember")  # fmt: skip
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"jän": 1, "jänner": 1, "mrz": 3, "sept": 9}
_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_FORTNIGHT = (
    ("alle", ("zwei", "2"), "wochen"), ("alle", "14", "tage"), ("jede", "zweite", "woche"), ("jede", "2", ".", "woche"),
    ("14", "-", ("tägig", "täglich", "tägige", "tägiger")), ("14", ("tägig", "täglich")), ("vierzehntägig",),
    ("zweiwöchentlich",), ("zweiwöchig",), ("2", "-", "wöchentlich"),
)  # fmt: skip
_MONTHLY = (("einmal", ("im", "pro"), "monat"), ("1", "x", ("im", "pro"), "monat"))
_WEEKLY = (("jede", "woche"), ("wöchentlich",), ("einmal", ("pro", "die", "in", "der"), "woche"))
_WEEKS = ("wochen", "kalenderwochen", "kw", "woche", "kalenderwoche", "kws")
_ARTS = (
    (("nur", "mit", "anmeldung"), "nach_anmeldung"), (("mit", "anmeldung"), "nach_anmeldung"),
    (("nur", "nach", "anmeldung"), "nach_anmeldung"), (("nach", "anmeldung"), "nach_anmeldung"),
    ((("sprechzeit", "sprechzeiten", "sprechstunde", "sprechstunden"),), "sprechzeit"),
    (("ohne", "anmeldung"), "offen"), (("ohne", "termin"), "offen"), (("ohne", "voranmeldung"), "offen"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manner:
    """What was said about how a time repeats; empty where nothing was said."""

    every: str = ""
    """`week`, `fortnight` or `month`."""
    parity: str = ""
    """`gerade` or `ungerade`."""
    season: tuple[str, str] | None = None
    art: str = ""

    def and_also(self, more: Manner) -> Manner | None:
        """Both together; None where they contradict each other."""
        pairs = ((self.every, more.every), (self.parity, more.parity), (self.season, more.season), (self.art, more.art))
        if any(a and b and a != b for a, b in pairs):
            return None
        return Manner(
            self.every or more.every, self.parity or more.parity, self.season or more.season, self.art or more.art
        )


def manner(tokens: Tokens, i: int) -> tuple[Manner, int] | None:
    """All that is said here about the manner, in brackets or without, and the place after it."""
    said, end = Manner(), i
    while read := _bracket(tokens, end) or _one(tokens, end):
        both = said.and_also(read[0])
        if both is None:
            return None
        said, end = both, read[1]
    return (said, end) if end > i else None


def _bracket(tokens: Tokens, i: int) -> tuple[Manner, int] | None:
    """»(gerade Wochen, mit Anmeldung)«: nothing else may stand in the brackets."""
    if tokens.low(i) != "(":
        return None
    said, end = Manner(), i + 1
    while read := _one(tokens, end):
        both = said.and_also(read[0])
        if both is None:
            return None
        said, end = both, read[1]
        if tokens.low(end) == ")":
            return said, end + 1
        end = tokens.joint(end)
    return None


def _one(tokens: Tokens, i: int) -> tuple[Manner, int] | None:
    for phrases, every in ((_FORTNIGHT, "fortnight"), (_MONTHLY, "month"), (_WEEKLY, "week")):
        for words in phrases:
            if end := tokens.phrase(i, *words):
                return Manner(every=every), end
    return _parity(tokens, i) or _season(tokens, i) or _art(tokens, i)


def _parity(tokens: Tokens, i: int) -> tuple[Manner, int] | None:
    i = tokens.phrase(i, "in", "den") or tokens.phrase(i, ("in", "jede", "jeweils", "nur")) or i
    for parity in ("gerade", "ungerade"):
        if end := tokens.phrase(i, (parity, f"{parity}n"), _WEEKS):
            return Manner("fortnight", parity), end
    return None


def _art(tokens: Tokens, i: int) -> tuple[Manner, int] | None:
    for words, art in _ARTS:
        if end := tokens.phrase(i, *words):
            return Manner(art=art), end
    return None


def month(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The month whose name stands here, and the place after it with its full stop."""
    low = tokens.low(i)
    if low in MONTHS:
        return MONTHS.index(low) + 1, i + 1
    return (_SHORT[low], tokens.dot(i + 1)) if low in _SHORT else None


def _season(tokens: Tokens, i: int) -> tuple[Manner, int] | None:
    """»April bis September«, »nur im Juli«, »15. November bis 28. Februar«: whole months or days in the year."""
    i = tokens.skip(i, ("nur",))
    i = tokens.skip(i, ("von", "vom", "im"))
    if not (first := _edge(tokens, i)):
        return None
    begin, day, i = first
    if tokens.low(i) in DASHES:
        if not (last := _edge(tokens, i + 1)):
            return None
        end, last_day, i = last
    elif tokens.low(i - 2) == "im":
        end, last_day = begin, day
    else:
        return None
    if bool(day) != bool(last_day) or tokens[i].kind == "number":
        return None
    season = (f"{begin:02}-{day or 1:02}", f"{end:02}-{last_day or _LAST[end - 1]:02}")
    return Manner(season=season), i


def _edge(tokens: Tokens, i: int) -> tuple[int, int, int] | None:
    """A month, or a day of a month; the day is 0 where none was said."""
    day = tokens.number(i)
    if day is not None:
        if tokens.dot(i + 1) == i + 1:
            return None
        i += 2
    if not (named := month(tokens, i)) or (day is not None and not 1 <= day <= _LAST[named[0] - 1]):
        return None
    return named[0], day or 0, named[1]
