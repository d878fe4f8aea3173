"""What is said beside the times: »nach Vereinbarung«, »nicht an Feiertagen«, »außer in den Ferien«."""

from __future__ import annotations

from typing import NamedTuple

from .tokens import Tokens

_AGREED = ("vereinbarung", "absprache", "terminvereinbarung", "terminabsprache")
_HOW = ("telefonischer", "vorheriger", "persönlicher", "individueller")
_EXCEPT = ("außer", "ausser", "nicht", "außerhalb", "ausserhalb", "ausgenommen")
_FILLERS = ("an", "in", "während", "den", "der", "gesetzlichen", "allen", "bayerischen")
_HOLIDAYS = ("feiertagen", "feiertage", "feiertags")
_VACATIONS = ("ferien", "schulferien", "sommerferien", "osterferien", "pfingstferien", "herbstferien",
              "weihnachtsferien", "ferienzeiten", "ferienzeit")  # fmt: skip


class Remark(NamedTuple):
    """`end`: the place after it. `is_value`: it is wholly said by `agreed` and `holidays`, nothing is left of it."""

    end: int
    agreed: bool = False
    holidays: str = ""
    is_value: bool = True


def remark(tokens: Tokens, i: int) -> Remark | None:
    """The remark that begins here."""
    return _agreement(tokens, i) or _exception(tokens, i) or _open_on_holidays(tokens, i)


def _agreement(tokens: Tokens, i: int) -> Remark | None:
    start = tokens.skip(i, ("termin", "termine", "nur", "sowie", "und", "oder"))
    if end := tokens.phrase(start, "n", ".", "v", "."):
        return Remark(end, agreed=True)
    if end := tokens.phrase(start, "nach", _AGREED) or tokens.phrase(start, "auf", "anfrage"):
        return Remark(end, agreed=True)
    end = tokens.phrase(start, "nach", _HOW, _AGREED)
    return Remark(end, agreed=True, is_value=False) if end else None


def _exception(tokens: Tokens, i: int) -> Remark | None:
    """»(außer in den Ferien und an Feiertagen)«, »an Feiertagen geschlossen«."""
    told_first = tokens.low(i) in _EXCEPT
    topics: set[str] = set()
    end, position = i, i + told_first
    while True:
        position = tokens.skip(position, _FILLERS)
        if tokens.low(position) not in (*_HOLIDAYS, *_VACATIONS):
            break
        topics.add("holidays" if tokens.low(position) in _HOLIDAYS else "vacations")
        end = position + 1
        position = tokens.skip(end, ("und", "oder", ",", "sowie", "/"))
    if not topics:
        return None
    if not told_first:
        if tokens.low(end) not in ("geschlossen", "geschl"):
            return None
        end = tokens.dot(end + 1)
    return Remark(end, holidays="geschlossen" if "holidays" in topics else "", is_value=topics == {"holidays"})


def _open_on_holidays(tokens: Tokens, i: int) -> Remark | None:
    end = tokens.phrase(i, "auch", "an", "feiertagen") or tokens.phrase(i, "auch", "feiertags")
    if end:
        return Remark(tokens.skip(end, ("geöffnet",)), holidays="geoeffnet")
    end = tokens.phrase(i, "an", "feiertagen", "geöffnet") or tokens.phrase(i, "feiertags", "geöffnet")
    return Remark(end, holidays="geoeffnet") if end else None
