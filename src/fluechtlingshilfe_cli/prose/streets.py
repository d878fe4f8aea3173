"""What a piece of an address is: a street with its number, the name of a place, a hint for finding the door."""

from __future__ import annotations

import re
from functools import cache

from ..districts import rows
from ..folding import key

_NUMBER = r"[0-9]{1,4}\s?[a-zA-Z]?(?:\s?[-–/+]\s?[0-9]{0,4}\s?[a-zA-Z]?)?"
_STREET = re.compile(rf"(?P<name>[^\W\d_].*?)\s+(?P<number>{_NUMBER})\Z")
_GLUED = re.compile(rf"(?P<name>.*(?:str\.|straße|strasse|weg|platz))(?P<number>{_NUMBER})\Z", re.IGNORECASE)
_ENDINGS = re.compile(
    r"(?:straße|strasse|str\.?|weg|platz|allee|gasse|ring|damm|ufer|markt|steig|stieg|chaussee|wall|twiete|redder|"
    r"kamp|pfad|promenade|brücke|graben|winkel|bogen|zeile|gang|koppel|kehre|garten|gärten|wiese|wiesen|höhe)\Z",
    re.IGNORECASE,
)
_SMALL = frozenset(
    [
        "am",
        "an",
        "auf",
        "im",
        "in",
        "zum",
        "zur",
        "unter",
        "hinter",
        "vor",
        "bei",
        "beim",
        "der",
        "den",
        "dem",
        "des",
        "von",
        "vom",
        "und",
        "zu",
        "van",
        "de",
    ]
)
_BEGINNINGS = _SMALL | frozenset(
    ["alte", "alter", "neue", "neuer", "große", "großer", "kleine", "kleiner", "obere", "untere", "platz", "straße"]
)
_INSIDE = re.compile(
    r"(?:c/o\b.*|(?:haus|gebäude|geb\.?|raum|zimmer|zi\.?|eingang|aufgang|etage|stock|hinterhaus|vorderhaus|"
    r"hinterhof|hof|saal|block|flügel|eg|ug|dg|[0-9]+\.?\s?(?:og|ug|stock|etage|obergeschoss))\b.*|erdgeschoss|"
    r"(?:im\s+)?(?:hinterhof|innenhof|hinterhaus|erdgeschoss|untergeschoss|dachgeschoss)|\w+stock)\Z",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"\(?(?:ot|ortsteil|stadtteil)\s+(?P<name>[A-ZÄÖÜ][^()]*?)\)?\Z", re.IGNORECASE)
_NO_STREET = re.compile(
    r"(?:haus|gebäude|raum|zimmer|etage|postfach|gruppe|tel|telefon|fax|mobil|kurs|alter|teil|stand|linie|bus|tram|"
    r"gleis|platz|eingang|block)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 6


def street(text: str, placed: bool) -> str:
    """The text as street and number, empty where it is none. `placed`: a postal code follows, so a number is enough."""
    match = _STREET.match(text) or _GLUED.match(text)
    name = match["name"] if match else text
    words = name.split()
    if not words or len(words) > _MOST_WORDS or (_NO_STREET.match(name) and len(words) == 1):
        return ""
    if not all(
        word[0].isupper() or word[0].isdigit() or word in _SMALL or words[0].casefold() in _BEGINNINGS for word in words
    ):
        return ""
    named = bool(_ENDINGS.search(words[-1])) or words[0].casefold() in _BEGINNINGS
    if not match:
        return text if placed and _ENDINGS.search(text) and words[0][0].isupper() else ""
    return f"{name} {match['number']}" if (named or placed) and words[0][0].isupper() else ""


def inside(text: str) -> bool:
    """Whether the text helps to find the door: c/o, house, floor, room, entrance."""
    return _INSIDE.match(text) is not None


def quarter(text: str) -> str:
    """The name after »OT« or »Ortsteil«."""
    found = _QUARTER.match(text)
    return found["name"].strip() if found else ""


def place(text: str) -> str:
    """The longest beginning of the text that is surely the name of a place: one word, or a name of a municipality."""
    words = text.split()
    for count in range(min(len(words), 5), 1, -1):
        name = " ".join(words[:count]).rstrip(".,;:")
        if name[:1].isupper() and key(name) in _municipalities():
            return name
    first = words[0].rstrip(".,;:") if words else ""
    follows_name = len(words) > 1 and words[0][-1] not in ".,;:" and words[1][:1].isupper()
    if not re.match(r"[A-ZÄÖÜ][\w’'-]+\Z", first):
        return ""
    return first if not follows_name or key(first) in _municipalities() else ""


@cache
def _municipalities() -> frozenset[str]:
    """The keys of all names, with »a.Lech« and »(Saale)« also in full and without."""
    names = [row["name"] for row in rows("gemeinden_de.csv")]
    for short, full in (
        (r"\ba\.\s?d\.\s?", "an der "),
        (r"\ba\.\s?", "am "),
        (r"\bi\.\s?d\.\s?", "in der "),
        (r"\bi\.\s?", "im "),
    ):
        names += [re.sub(short, full, name) for name in names if re.search(short, name)]
    return frozenset(key(form) for name in names for form in (name, re.sub(r"[,(/].*", "", name)))
