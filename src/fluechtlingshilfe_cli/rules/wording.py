"""Wording, few and precise: texts that were cut, dates long gone, and an offer without a place."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ..findings import Problem, Severity
from ._fields import Fields
from ._rule import rule

if TYPE_CHECKING:
    from ..project import Project
    from ..records import Record
    from ..registry import Registry
    from ..schemas.kinds import Kind

_SHORT_TEXTS = Fields(lambda kind, field: field.name == "kurzbeschreibung" and not kind.private)
_PUBLIC_PROSE = Fields(lambda kind, field: not kind.private and field.keyword("freitext") and field.channels)

_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|[,;]|\s[-–]|\s(?:und|oder|sowie|mit|für|von|zur|zum|der|die|das))\s*\Z")
_TAIL = 12
_LETTERS = re.compile(r"[^\W\d_]{2,}")

_MONTHS = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
_SEASONS = {"frühjahr": 6, "frühling": 6, "sommer": 9, "herbst": 12}
_AHEAD = re.compile(
    r"(?<![\w-])(?:ab|bis|(?:startet|beginnt|öffnet|schließt|pausiert|läuft)(?:\s+(?:ab|am|im|bis))?|"
    r"wieder\s+(?:ab|am|im)|geplant\s+(?:ab|am|im|für))\s+"
    r"(?:(?:voraussichtlich|zum|dem|den|einschließlich|Anfang|Mitte|Ende)\s+){0,3}"
    rf"(?:(?:(?P<day>[0-9]{{1,2}})\.\s*(?:(?P<number>[0-9]{{1,2}})\.\s*|(?P<named>{'|'.join(_MONTHS)})\s+))|"
    rf"(?P<month>{'|'.join(_MONTHS)})\s+|(?P<season>{'|'.join(_SEASONS)})\s+)?(?P<year>20[1-4][0-9])(?![0-9])",
    re.IGNORECASE,
)
_SPAN_BEFORE = re.compile(r"(?:\bvon\b[^.!?]{0,30}|[0-9]\s*)\Z", re.IGNORECASE)


@rule("FH501", "Kurzbeschreibung abgeschnitten oder in Großbuchstaben", "record", Severity.HINT)
def cut_or_shouted(record: Record, _: Project) -> Iterator[Problem]:
    """Eine Kurzbeschreibung bricht mitten im Satz ab oder besteht nur aus Großbuchstaben.

    Sie steht so im gedruckten Verzeichnis. Ein bis drei ganze Sätze in üblicher Schreibung lesen sich am besten.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: Offenes Café mit Spielecke, Deutschrunden und

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: Offenes Café mit Spielecke und Deutschrunden.
    """
    for path, text, _field, _section in _SHORT_TEXTS.of(record):
        if _CUT.search(text[-_TAIL:]):
            message = "Der Text scheint abgeschnitten zu sein."
            yield Problem(record.at(*path), message, "Bitte den Satz zu Ende führen oder kürzen.")
        elif text.isupper() and len(_LETTERS.findall(text)) > 2:
            message = "Der Text besteht nur aus Großbuchstaben."
            yield Problem(record.at(*path), message, "Bitte in üblicher Groß- und Kleinschreibung schreiben.")


def _prose_needs(kind: Kind) -> list[str]:
    more = ("status", "durchfuehrung", "erledigt_am")
    return [*_PUBLIC_PROSE.needs(kind), *(name for name in more if name in kind.fields)]


@rule("FH502", "Ankündigung, die vorbei ist", "registry", Severity.HINT, needs=_prose_needs)
def past_announcement(registry: Registry) -> Iterator[Problem]:
    """Ein öffentlicher Text kündigt etwas für einen Tag an, der vorbei ist, zum Beispiel »ab September 2023«.

    Leserinnen und Leser fragen sich, ob der Rest noch stimmt. Streichen Sie die Ankündigung oder schreiben Sie, was
    jetzt gilt. Rückblicke wie »seit 2015« sind nicht gemeint.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: Offenes Café. Ab September 2023 auch am Donnerstag.

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: Offenes Café seit 2015, auch am Donnerstag.
    """
    for record in registry:
        if (
            record["status"] == "beendet"
            or record["erledigt_am"]
            or record["durchfuehrung"] not in (None, "geplant", "bestaetigt")
        ):
            continue
        for path, text, field, _ in _PUBLIC_PROSE.of(record):
            if "20" in text and (phrase := _past_phrase(text, registry.as_of)):
                message = f"»{' '.join(phrase.split())}« in »{field.name}« ist vorbei."
                yield Problem(
                    record.at(*path), message, "Bitte streichen oder schreiben, was jetzt gilt.", words=phrase
                )


def _past_phrase(text: str, as_of: date) -> str:
    for found in _AHEAD.finditer(text):
        last = _last_day(found)
        if last and last < as_of and not _SPAN_BEFORE.search(text[: found.start()]):
            return found[0]
    return ""


def _last_day(found: re.Match[str]) -> date | None:
    """The last day that is meant: of the month, season or year where no day is named."""
    year = int(found["year"])
    if found["season"]:
        return _month_end(year, _SEASONS[found["season"].casefold()])
    named = found["named"] or found["month"]
    month = _MONTHS.index(named.casefold()) + 1 if named else int(found["number"] or 0)
    if not found["day"]:
        return _month_end(year, month or 12)
    try:
        return date(year, month, int(found["day"]))
    except ValueError:
        return None


@lru_cache(maxsize=512)
def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@rule("FH503", "Angebot ohne Ort", "record", Severity.WARNING)
def nowhere(record: Record, _: Project) -> Iterator[Problem]:
    """Ein Angebot findet vor Ort statt, aber es steht nirgends, wo.

    Es gilt die Anschrift des Eintrags, wenn das Angebot keine eigene nennt. Ergänzen Sie »anschrift« beim Eintrag oder
    »ort« beim Angebot; ob der Ort veröffentlicht wird, entscheiden Sie daneben.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        anschrift: ~
        angebote:
          - {id: deutsch, titel: Deutsch am Abend, handlungsfeld: sprache, format: vor_ort}

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        anschrift: ~
        angebote:
          - {id: deutsch, titel: Deutsch am Abend, handlungsfeld: sprache, format: vor_ort, ort: Gemeindehaus in Mölln}
    """
    offers = record["angebote"]
    if not offers or record["anschrift"] or record["status"] not in ("aktiv", "pausiert"):
        return
    for index, offer in enumerate(offers):
        if offer.get("format") != "vor_ort" or offer.get("status") == "beendet":
            continue
        if not (offer.get("ort") or offer.get("gemeinde")):
            yield Problem(
                record.at("angebote", index, "format"),
                "Das Angebot findet vor Ort statt, aber es fehlt der Ort.",
                "Bitte beim Angebot »ort« ergänzen oder beim Eintrag »anschrift«.",
            )
