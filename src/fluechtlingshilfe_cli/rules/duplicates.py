"""Probable duplicates: entries that share a distinctive word of their name and a place, a phone or a web domain.

Never are all entries compared with all: only those that share such a mark meet, so the cost stays linear.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..findings import Problem, Severity
from ..folding import fold
from ._rule import rule

if TYPE_CHECKING:
    from ..records import Record
    from ..registry import Registry

_KINDS = ("initiative", "partner")
_NEEDS = dict.fromkeys(
    _KINDS,
    (
        *("status", "gemeinde", "traeger", "web", "nachfolge", "anschrift.plz"),
        *("kontakt.telefon", "kontakt.mobil", "kontakt.web"),
    ),
)

_COMMON = frozenset(
    map(
        fold,
        re.findall(
            r"\w+",
            """
            Verein eingetragener Initiative Arbeitskreis Helferkreis Helferinnen Helfer Freundeskreis
            Kreisverband Verband Ortsverband Ortsverein Netzwerk Projekt Gruppe Runder Tisch Treff Treffpunkt
            Café Cafe Haus Hilfe Willkommen Flüchtlingshilfe Flüchtlinge Flüchtlingen Geflüchtete Geflüchteten
            Asyl Migration Integration Ehrenamt Begegnung Beratung Beratungsstelle Koordinierungsstelle
            Fachdienst Kirche Kirchengemeinde Kirchenkreis evangelisch evangelische lutherische luth katholische
            Kreis Landkreis Gemeinde Stadt Amt Nachbarschaft Nachbarschaftshilfe Frauen Männer Kinder
            Jugendliche Familien Menschen Schule Sport Stiftung Nord Süd Ost West Nordkreis Südkreis Beispiel
            international interkulturell interkultureller deutsch gemeinsam miteinander nicht unser unsere über
            oder eine einer eines auch sich mehr neue neuer neues alte alter altes
            """,
        ),
    )
)
"""Words that many names share and that say nothing about sameness."""

_SHARED_HOSTS = frozenset(
    ("facebook.com", "instagram.com", "wordpress.com", "jimdo.com", "jimdofree.com", "wixsite.com", "linktr.ee")
)
"""Addresses under which many have their page: sharing one says nothing."""

_TOKEN = re.compile(r"[^\W\d_]{4,}")
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)
_REASONS = {
    "plz": "gleiche Postleitzahl",
    "ort": "gleicher Ort",
    "telefon": "gleiche Telefonnummer",
    "web": "gleiche Internetseite",
}
_RARE = 4


@rule("FH703", "Vielleicht doppelt", "registry", Severity.WARNING, needs=_NEEDS)
def probable_duplicates(registry: Registry) -> Iterator[Problem]:
    """Zwei Einträge sehen aus, als meinten sie dasselbe.

    Sie haben ein auffälliges Wort im Namen gemeinsam und dazu den Ort, die Telefonnummer oder die Internetseite. Ist
    es dasselbe, behalten Sie einen der beiden und nehmen Sie den anderen heraus. Sind es zwei verschiedene, tragen
    Sie das Paar in fh.yaml unter »keine_dubletten« ein, dann wird nicht wieder gefragt.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        name: Café Ankommen
        # data/initiatives/ankommen-moelln.yaml
        name: Ankommen in Mölln

    Gut:

        # fh.yaml
        keine_dubletten:
          - a: initiative/cafe-ankommen
            b: initiative/ankommen-moelln
            grund: Das Café gehört der Gemeinde, der Verein macht Patenschaften.
        # data/initiatives/cafe-ankommen.yaml
        name: Café Ankommen
        # data/initiatives/ankommen-moelln.yaml
        name: Ankommen in Mölln
    """
    for pair in duplicates(registry):
        yield Problem(
            pair.second.at("name"),
            f"vielleicht derselbe Eintrag wie »{pair.first.title}« ({pair.first.key}): ähnlicher Name, {pair.reasons}",
            "Ist es dasselbe, bitte nur einen behalten. Sonst das Paar in fh.yaml unter »keine_dubletten« eintragen.",
            related=(("der andere Eintrag", pair.first.at("name")),),
        )


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two entries that may be one, and why: »gleiche Postleitzahl, gleiche Telefonnummer«."""

    first: Record
    second: Record
    reasons: str


def duplicates(registry: Registry) -> Iterator[Duplicate]:
    """Every probable pair, by the keys of the two; for the rule and for the report."""
    records = [record for kind in _KINDS for record in registry.of(kind) if record["status"] != "beendet"]
    different = {
        frozenset((item.get("a"), item.get("b"))) for item in registry.project.settings.get("keine_dubletten") or ()
    }
    pairs: dict[tuple[str, str], tuple[Record, Record, str, set[str]]] = {}
    for (word, kind, _), block in _blocks(registry, records).items():
        for first, second in _neighbours(block):
            if frozenset((first.key, second.key)) in different or _belong_together(first, second):
                continue
            pair = pairs.setdefault((first.key, second.key), (first, second, word, set()))
            pair[3].add(kind)
    for _, (first, second, _, kinds) in sorted(pairs.items()):
        reasons = ", ".join(
            text for kind, text in _REASONS.items() if kind in kinds and not (kind == "ort" and "plz" in kinds)
        )
        yield Duplicate(first, second, reasons)


def _blocks(registry: Registry, records: Sequence[Record]) -> dict[tuple[str, str, str], list[Record]]:
    """Entries by a distinctive word of the name together with a place, phone or domain."""
    names = {record.key: _words(record.title) for record in records}
    often = Counter(word for words in names.values() for word in words)
    most = max(_RARE, len(records) // 100)
    places = _place_words(registry)
    blocks: defaultdict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in records:
        marks = list(_marks(record))
        for word in sorted(names[record.key]):
            if 1 < often[word] <= most and not _is_place(word, places):
                for kind, mark in marks:
                    blocks[word, kind, mark].append(record)
    return blocks


def _neighbours(block: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    """Each entry with the first and with the one before it: enough to name every duplicate, never all pairs."""
    for index in range(1, len(block)):
        yield block[0], block[index]
        if index > 1:
            yield block[index - 1], block[index]


def _words(name: str) -> set[str]:
    return {word for word in map(fold, _TOKEN.findall(name)) if len(word) > 3 and word not in _COMMON}


def _place_words(registry: Registry) -> set[str]:
    """Names of places say where, not who."""
    gemeinden = registry.vocabulary("gemeinden").words.values()
    texts = [text for word in gemeinden for text in (word.label(), str(word.attributes.get("amt", "")))]
    texts.append(str(registry.project.settings.get("name", "")))
    return {fold(token) for text in texts for token in _TOKEN.findall(text)}


def _is_place(word: str, places: set[str]) -> bool:
    return word in places or (word.endswith("er") and (word[:-2] in places or word[:-1] in places))


def _marks(record: Record) -> Iterator[tuple[str, str]]:
    kontakt = record["kontakt"] or {}
    if plz := (record["anschrift"] or {}).get("plz"):
        yield "plz", plz
    if record["gemeinde"]:
        yield "ort", record["gemeinde"]
    for number in {_digits(kontakt.get(name) or "") for name in ("telefon", "mobil")}:
        if number:
            yield "telefon", number
    for host in {_host(address or "") for address in (kontakt.get("web"), record["web"])}:
        if host and host not in _SHARED_HOSTS:
            yield "web", host


def _digits(number: str) -> str:
    digits = "".join(filter(str.isdigit, number))
    if number.strip().startswith("+49"):
        return "0" + digits[2:].removeprefix("0")
    return "0" + digits[4:] if digits.startswith("0049") else digits


def _host(address: str) -> str:
    found = _HOST.match(address.strip())
    return found[1].casefold() if found else ""


def _belong_together(first: Record, second: Record) -> bool:
    """Whether one names the other as carrier or successor: then they are known to be two."""
    return any(
        str(name).rpartition("/")[2] == other.id
        for one, other in ((first, second), (second, first))
        for name in (one["traeger"], *(one["nachfolge"] or ()))
        if name
    )
