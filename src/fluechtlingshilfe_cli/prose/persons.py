"""People named in a cell, so that they can go where persons belong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..folding import key
from ..resources import bundled
from .mails import emails
from .understood import Span, Understood, left_over

_TITLE = (
    r"(?:Dr\.|Prof\.|Dipl\.-\w+\.?|Pfarrer(?:in)?|Pastor(?:in)?|Diakon(?:in)?|Pfr\.(?:in)?|"
    r"med\.|phil\.|theol\.|h\.\s?c\.)"
)
_CAPITAL = r"[A-ZÄÖÜÉÇŞİČŠŽ][\w’'-]*[a-zäöüßéçşčšž](?:-[A-ZÄÖÜ][\w’']+)*"
_SMALL = r"(?:von|van|de|der|den|zu|zur|vom|al|el|bin|di|da|dos)"
_NAME = rf"(?:{_TITLE}\s*)*(?:[A-ZÄÖÜ]\.\s?)*{_CAPITAL}(?:\s+(?:{_SMALL}\s+)*{_CAPITAL}){{0,3}}"
_FULL_NAME = rf"(?:{_TITLE}\s*)*(?:{_CAPITAL}|[A-ZÄÖÜ]\.)(?:\s+[A-Z]\.)?(?:\s+(?:{_SMALL}\s+)*{_CAPITAL}){{1,3}}"
_ROLE = (
    r"(?:[1-9]\.\s?)?(?:stellv\.\s?|stellvertretende[rn]?\s)?"
    r"(?:Ansprechpartner(?:[:*/_]?-?[iI]n(?:nen)?|\(in\))?|Ansprechpersonen?|Kontaktpersonen?|Verantwortliche[rn]?|"
    r"\w*(?:[Ll]eiter|[Kk]oordinator|[Bb]erater|[Ss]precher|[Gg]eschäftsführer|[Ss]ekretär|[Bb]etreuer)"
    r"(?:[:*/_]?-?[iI]n)?|"
    r"\w*(?:[Ll]eitung|[Kk]oordination)|\w*[Vv]orsitzende[rn]?|\w*[Bb]eauftragte[rn]?|Integrationslots(?:e|in)|Vorstand)"
)
_ADDRESSED = re.compile(
    rf"(?:(?P<role>\b{_ROLE})\s*:?\s*)?\b(?P<form>Frau|Fr\.|Herrn?|Hr\.)\s+(?P<name>{_NAME})"
    rf"(?:\s*\((?P<after>{_ROLE})\)|,\s*(?P<apposition>{_ROLE})(?=\s*(?:[,;\n]|\Z)))?"
)
_LABELLED = re.compile(
    rf"(?P<role>\b{_ROLE})\s*:\s*(?P<name>{_FULL_NAME})(?=\s*(?:[,;(\n/]|\Z|und\b|[0-9]|Tel|E-?[Mm]ail))"
)
_BARE = re.compile(rf"\s*(?P<name>{_FULL_NAME})(?:\s*\((?P<after>[^()]+)\))?\s*\Z")
_NO_NAME = re.compile(
    r"(?:tel|telefon|fon|fax|mobil|handy|mail|e-mail|email|raum|zimmer|mo|di|mi|do|fr|sa|so|mit|frau|herrn?|familie|"
    r"montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|doktor|holle|beruf|werk|haus|rathaus|"
    r"stadt|kreis|hilfe|dienst|stelle|caritas|diakonie|landrat|landrätin|bürgermeister|bürgermeisterin|"
    r"\w*(?:büro|verein|amt|kirche|gemeinde|team|zentrum|verband|schule|stiftung|treff|café|initiative|kita|projekt))\Z",
    re.IGNORECASE,
)
"""Words that end a name. Surnames such as »Neuhaus« and »Halberstadt« are names."""
_ORGANISATION = re.compile(
    r"\w*(?:haus|stadt|kreis|werk|dienst|stelle|hilfe|straße|platz|isches|ische)\Z", re.IGNORECASE
)
_FORMS = {"f": "frau", "h": "herr"}


@dataclass(frozen=True, slots=True)
class Named:
    """`anrede`: `frau`, `herr` or empty; `name` with titles; `funktion` as written before or after the name."""

    name: str
    anrede: str = ""
    funktion: str = ""


def persons(text: str, expected: bool = False, mails: Iterable[str] = ()) -> Understood[tuple[Named, ...]]:
    """The people a text names by a form of address or a label such as »Ansprechpartnerin:«.

    A plain name of two words or more that stands alone between commas, strokes or line ends counts where it begins with
    a common given name, or where a mail address of the text or of `mails` carries it, or where the column is `expected`
    to hold people.
    """
    found: list[Named] = []
    spans: list[Span] = []
    for match in sorted((*_ADDRESSED.finditer(text), *_LABELLED.finditer(text)), key=re.Match.start):
        name = _name(match["name"])
        whole = name == match["name"]
        if (
            name
            and (match.re is _ADDRESSED or (whole and _is_person(name)))
            and not (spans and match.start() < spans[-1][1])
        ):
            found.append(_named(match, name))
            spans.append((match.start(), match.end() if whole else match.start("name") + len(name)))
    boxes = [key(mail.partition("@")[0]) for mail in (*emails(text).value, *mails)]
    for start, end in _free_pieces(text, spans):
        bare = _BARE.match(text[start:end])
        if not bare or _name(bare["name"]) != bare["name"] or not _is_person(bare["name"]):
            continue
        if expected or re.fullmatch(_ROLE, bare["after"] or "") or _is_known(bare["name"], boxes):
            found.append(Named(bare["name"], funktion=(bare["after"] or "").strip()))
            spans.append((start, end))
    return Understood(tuple(dict.fromkeys(found)), left_over(text, spans))


def _name(text: str) -> str:
    """The text up to a word that is no name: »Müller Tel« is »Müller«."""
    end = next((word.start() for word in re.finditer(r"\S+", text) if _NO_NAME.match(word[0].rstrip(".:"))), len(text))
    return text[:end].rstrip()


def _is_known(name: str, boxes: list[str]) -> bool:
    """Whether a given name or a mailbox shows that the words name somebody."""
    words = re.sub(_TITLE, "", name).split()
    return bool(words) and (words[0] in _given_names() or any(_carries(box, words[0], words[-1]) for box in boxes))


def _carries(box: str, given: str, surname: str) -> bool:
    """»anja.fuenfer@« or »fuenfer.a@« for Anja Fünfer; a surname alone may be an office: »studienberatung@«."""
    given, surname = key(given), key(surname)
    beside = re.sub(r"^(?:von|van|de)", "", box.replace(surname, "", 1)) if surname in box else ""
    return bool(beside) and (beside.startswith(given) or given.startswith(beside))


@cache
def _given_names() -> frozenset[str]:
    lines = bundled("prose", "given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def _is_person(name: str) -> bool:
    """Whether a name without a form of address does not begin as that of an organisation."""
    return not _ORGANISATION.match(name.split()[0])


def _named(match: re.Match[str], name: str) -> Named:
    parts = match.groupdict()
    role = parts.get("role") or (name == parts["name"] and (parts.get("after") or parts.get("apposition"))) or ""
    return Named(" ".join(name.split()), _FORMS.get((parts.get("form") or "")[:1].lower(), ""), role.strip())


def _free_pieces(text: str, spans: list[Span]) -> list[Span]:
    """The pieces between commas, strokes and »und« that hold nobody yet."""
    pieces = [match.span() for match in re.finditer(r"(?:(?!\s+(?:und|u\.|oder)\s)[^,;/\n|&+])+", text)]
    pieces = [(start, end) for start, end in pieces if not any(start < last and first < end for first, last in spans)]
    words = re.compile(r"\s*(?:und|u\.|oder)\s+")
    return [((match.end() if (match := words.match(text, start)) else start), end) for start, end in pieces]
