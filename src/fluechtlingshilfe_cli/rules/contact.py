"""Phone numbers, mail and web addresses: readable for people and machines, the same notation everywhere.

Sentences about private records carry no value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import phones
from ..findings import Place, Problem, Severity
from . import _addresses
from ._fields import Fields
from ._rule import rule

if TYPE_CHECKING:
    from ..project import Project
    from ..records import Record

_PHONES = Fields(lambda _, field: field.keyword("format") == "telefon")
_MAILS = Fields(lambda _, field: field.keyword("format") == "email")
_SITES = Fields(lambda _, field: field.keyword("format") == "url")


@rule("FH401", "Telefonnummer anders geschrieben", "record", Severity.WARNING, neutral=True)
def phone(record: Record, _: Project) -> Iterator[Problem]:
    """Eine Telefonnummer steht nicht in der internationalen Schreibweise, oder es gibt sie so nicht.

    In einer Schreibweise lassen sich Nummern vergleichen und auf dem Handy antippen. »fh validate --fix« schreibt sie
    um; bei einer Nummer, die es so nicht gibt, hilft nur Nachfragen.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kontakt: {telefon: 040/66 96 91 23}

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kontakt: {telefon: "+49 40 66969123"}
    """
    for path, text, _field, _section in _PHONES.of(record):
        if phones.CANONICAL.match(text):
            continue
        verdict = phones.judge(text)
        place = record.at(*path)
        if verdict.written == text:
            continue
        if verdict.written:
            hint = "Das ändert für Sie: fh validate --fix"
            if not record.kind.private:
                hint = f'Bitte so schreiben: "{verdict.written}". {hint}'
            message = "Die Telefonnummer steht nicht in der internationalen Schreibweise."
            yield Problem(place, message, hint, replacement=verdict.written, safe=True)
        elif verdict.fault:
            yield Problem(place, verdict.fault, verdict.advice)


@rule("FH402", "E-Mail-Adresse stimmt nicht", "record", neutral=True)
def mail(record: Record, _: Project) -> Iterator[Problem]:
    """Eine E-Mail-Adresse hat nicht die Form name@anbieter.de und kann deshalb nicht ankommen.

    Oft steht ein Leerzeichen darin, ein »(at)« statt @ oder ein Punkt am Ende. Je Feld eine Adresse.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kontakt: {email: info(at)cafe-ankommen.example}

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kontakt: {email: info@cafe-ankommen.example}
    """
    for path, text, _field, _section in _MAILS.of(record):
        if _addresses.is_mail(text):
            continue
        right, advice = _addresses.mended_mail(text)
        message = "Die E-Mail-Adresse hat nicht die Form name@anbieter.de."
        yield _mendable(record, record.at(*path), message, right, advice)


@rule("FH403", "Internetadresse stimmt nicht", "record", neutral=True)
def site(record: Record, _: Project) -> Iterator[Problem]:
    """Eine Internetadresse ist unvollständig oder keine Adresse einer Seite.

    Sie beginnt mit »https://« oder »http://«, denn nur so wird sie im Verzeichnis zu einem Link, den man antippen kann.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kontakt: {web: www.cafe-ankommen.example}

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kontakt: {web: "https://www.cafe-ankommen.example"}
    """
    for path, text, _field, _section in _SITES.of(record):
        if _addresses.is_site(text):
            continue
        right, advice = _addresses.mended_site(text)
        message = "Die Internetadresse ist nicht vollständig oder nicht erlaubt."
        yield _mendable(record, record.at(*path), message, right, advice)


def _mendable(record: Record, place: Place, message: str, right: str | None, advice: str) -> Problem:
    if right is None:
        return Problem(place, message, advice)
    hint = advice if record.kind.private else f"Meinten Sie »{right}«?"
    return Problem(place, message, hint, replacement=right)
