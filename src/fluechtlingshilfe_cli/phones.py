"""Phone numbers in any notation, written as E.123 asks: +49 40 66969123. Nothing but the notation is ever changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

CANONICAL = re.compile(r"\+49 [1-9][0-9]{1,4} [0-9]{4,9}\Z")
"""What almost every number looks like; accepted without loading the library."""

_SIGNS = re.compile(r"[0-9+()/.\s\u00a0\u2010-\u2015-]+\Z")
_SHORT = re.compile(r"(?:11[0-9]|(?:\+49\s?)?116\s?[0-9]{3})\Z")
_TRUNK = re.compile(r"\(\s*0\s*\)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`written`: the number as it should be written. Otherwise what is wrong and what to do, without the number."""

    written: str = ""
    fault: str = ""
    advice: str = ""


_NO_NUMBER = Verdict(
    fault="Diese Telefonnummer gibt es nicht.",
    advice="Fehlt eine Ziffer oder ist eine zu viel? Bitte prüfen, am besten einmal anrufen.",
)
_UNREADABLE = Verdict(
    fault="Die Telefonnummer ist nicht lesbar.",
    advice='Bitte genau eine Nummer ohne Zusätze, zum Beispiel "+49 40 66969123"; Sprechzeiten haben ein eigenes Feld.',
)
_NO_AREA = Verdict(
    fault="Der Telefonnummer fehlt die Vorwahl.",
    advice='Bitte mit Vorwahl schreiben, zum Beispiel "+49 40 66969123".',
)


@lru_cache(maxsize=2048)
def judge(text: str) -> Verdict:
    """What to say about a number that is not in the usual form. German unless it names another country."""
    text = text.strip()
    if _SHORT.match(text):
        return Verdict(text)
    if not _SIGNS.match(text) or text.count("+") > 1 or "+" in text[1:]:
        return _UNREADABLE
    if text.lstrip("( ")[:1] not in ("+", "0"):
        return _NO_AREA
    import phonenumbers

    try:
        number = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException as error:
        return _NO_NUMBER if error.error_type == error.TOO_LONG else _UNREADABLE
    if not phonenumbers.is_valid_number(number):
        return _NO_NUMBER
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return Verdict(written) if _same_digits(text, written, number.country_code or 49) else _UNREADABLE


def _same_digits(text: str, written: str, country: int) -> bool:
    """Whether only the notation differs: country code and trunk zero apart, the digits are the same."""
    given = re.sub(r"[^0-9+]", "", _TRUNK.sub("", text))
    for prefix in (f"+{country}", f"00{country}"):
        if given.startswith(prefix):
            given = given.removeprefix(prefix)
            break
    wanted = re.sub(r"[^0-9]", "", written).removeprefix(str(country))
    return wanted in (given, given.removeprefix("0"))
