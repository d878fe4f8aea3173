"""Texts that may name nobody: what was asked on the phone is counted, not remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..findings import Problem, Severity
from ._fields import Fields
from ._rule import rule
from .personal import contact_in

if TYPE_CHECKING:
    from ..project import Project
    from ..records import Record

_NAMELESS = Fields(lambda _, field: field.keyword("ohne-person"))

_CALLED = re.compile(
    r"\b(?:Frau|Herrn?|Familie|Fam\.|Dr\.|Eheleute|namens|heißt|heisst|Name(?:ns|n)?:?)\s+[A-ZÄÖÜ][\w'’-]+"
)
_STREET = re.compile(
    r"\b[\w-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|chaussee|ufer)\s+[0-9]{1,4}\s?[a-z]?\b",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:geb\.|geboren(?:\s+am)?|\*)\s*[0-9]", re.IGNORECASE)


@rule("FH406", "Text lässt jemanden erkennen", "record", Severity.WARNING)
def somebody_in_text(record: Record, _: Project) -> Iterator[Problem]:
    """In einem Stichwort, das niemanden nennen darf, steht etwas, woran ein Mensch zu erkennen ist.

    Anfragen werden gezählt, nicht gemerkt. Namen, Anschriften, Nummern und Geburtstage gehören nicht hinein; das
    Handlungsfeld und die Gemeinde genügen.

    Schlecht:

        # private/enquiries/2026/2026-03.yaml
        anfragen:
          - gefragt_am: "2026-03-14"
            handlungsfeld: mobilitaet
            worum: Fahrrad für Familie Muster
            beantwortet: false

    Gut:

        # private/enquiries/2026/2026-03.yaml
        anfragen:
          - gefragt_am: "2026-03-14"
            handlungsfeld: mobilitaet
            worum: Kinderfahrrad
            beantwortet: false
    """
    for path, text, field, _section in _NAMELESS.of(record):
        if what := personal_in(str(text)):
            yield Problem(
                record.at(*path),
                f"In »{field.name}« steht, wie es aussieht, {what}.",
                "Bitte herausnehmen; ein Stichwort zur Sache genügt.",
            )


def personal_in(text: str) -> str:
    """What in a text points to a person, in words; empty when nothing does."""
    if contact_in(text)[0]:
        return "eine Telefonnummer oder E-Mail-Adresse"
    if _CALLED.search(text):
        return "ein Name"
    if _STREET.search(text):
        return "eine Anschrift"
    return "ein Geburtstag" if _BORN.search(text) else ""
