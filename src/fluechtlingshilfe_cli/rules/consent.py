"""Consent: what persons agreed to, when it ends, when their data has to go. No sentence here carries a value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..consent import FAR_AWAY, Consent, consents, valid
from ..findings import Problem, Severity
from ._rule import rule

if TYPE_CHECKING:
    from ..records import Record
    from ..registry import Registry
    from ..schemas.kinds import Kind

OUTSIDE = ("druck", "web", "telefon")
"""Channels in which others than the office itself see or hear of a person."""

_PUBLISHED = ("aktiv", "im_aufbau", "pausiert")
_NOTICE = timedelta(days=90)
_ONE_DAY = timedelta(days=1)


def _needs(kind: Kind) -> list[str]:
    own = [kind.consent["liste"], "loeschen_am"] if kind.consent else []
    return [*own, "status", *(field.path for field in kind.having("ref"))]


@rule("FH601", "Keine Einwilligung", "registry", Severity.HINT, needs=_needs, neutral=True)
def no_consent(registry: Registry) -> Iterator[Problem]:
    """Ein veröffentlichter Eintrag nennt eine Person, die noch gar nicht eingewilligt hat.

    Das ist in Ordnung: Statt der Person erscheint überall der Kontakt der Initiative oder Stelle. Soll die Person
    genannt werden, braucht es ihre schriftliche Einwilligung für Druck, Internet oder Auskunft am Telefon.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kontaktpersonen: [erika]
        # private/persons/erika.yaml
        einwilligungen: ~

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kontaktpersonen: [erika]
        # private/persons/erika.yaml
        einwilligungen:
          - umfang: [name, telefon]
            kanaele: [druck, web]
            erteilt_am: "2026-02-01"
    """
    for person in _persons(registry):
        if (
            any(record["status"] in _PUBLISHED for record in _referring(registry, person))
            and not _lapsed(person, registry.as_of)
            # Who agreed to the office's own use alone has been asked and has decided.
            and not any(consent.holds(registry.as_of) for consent in consents(person))
        ):
            yield Problem(
                person.at(person.kind.consent["liste"]),
                "Für diese Person gibt es keine Einwilligung, sie nach außen zu nennen.",
                "Statt der Person erscheint der Kontakt der Initiative. Soll sie genannt werden, bitte sie fragen.",
            )


@rule("FH602", "Einwilligung läuft bald ab", "registry", Severity.HINT, needs=_needs, neutral=True)
def consent_expires(registry: Registry) -> Iterator[Problem]:
    """Eine Einwilligung endet in den nächsten 90 Tagen, und keine andere tritt an ihre Stelle.

    Fragen Sie die Person rechtzeitig, ob sie weiter genannt werden möchte. Die neue Einwilligung wird unter der alten
    eingetragen; die alte bleibt stehen.

    Schlecht:

        # private/persons/erika.yaml
        einwilligungen:
          - umfang: [name, telefon]
            kanaele: [druck, web]
            erteilt_am: "2024-12-01"
            gueltig_bis: "2026-11-30"

    Gut:

        # private/persons/erika.yaml
        einwilligungen:
          - umfang: [name, telefon]
            kanaele: [druck, web]
            erteilt_am: "2024-12-01"
            gueltig_bis: "2027-11-30"
    """
    today = registry.as_of
    for person in _persons(registry):
        for consent in consents(person):
            if not consent.holds(today) or consent.until == FAR_AWAY or consent.until > today + _NOTICE:
                continue
            after = consent.until + _ONE_DAY
            if any(valid(person, *pair, today) and not valid(person, *pair, after) for pair in consent.pairs()):
                yield Problem(
                    person.at(*consent.path, person.kind.consent["bis"]),
                    "Eine Einwilligung läuft in den nächsten 90 Tagen ab.",
                    "Bitte die Person fragen, ob sie weiter genannt werden möchte.",
                )


@rule("FH603", "Einwilligung erloschen", "registry", Severity.WARNING, needs=_needs, neutral=True)
def consent_lapsed(registry: Registry) -> Iterator[Problem]:
    """Eine Einwilligung ist abgelaufen oder widerrufen, und die Person wird in einem Eintrag noch genannt.

    Veröffentlicht wird sie nicht mehr: Ein Widerruf gilt immer und sofort. Bitten Sie die Person um eine neue
    Einwilligung, oder nehmen Sie sie aus dem Eintrag heraus.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kontaktpersonen: [erika]
        # private/persons/erika.yaml
        einwilligungen:
          - umfang: [name, telefon]
            kanaele: [druck, web]
            erteilt_am: "2026-02-01"
            widerrufen_am: "2026-09-14"

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kontaktpersonen: [erika]
        # private/persons/erika.yaml
        einwilligungen:
          - umfang: [name, telefon]
            kanaele: [druck, web]
            erteilt_am: "2026-02-01"
            widerrufen_am: "2026-09-14"
          - umfang: [name, telefon]
            kanaele: [druck, web]
            erteilt_am: "2026-10-01"
    """
    for person in _persons(registry):
        if not _referring(registry, person) or not (lapsed := _lapsed(person, registry.as_of)):
            continue
        names = person.kind.consent
        if withdrawn := next((consent for consent in lapsed if consent.withdrawn), None):
            place, what = person.at(*withdrawn.path, names["widerruf"]), "widerrufen"
        else:
            place, what = person.at(*lapsed[0].path, names["bis"]), "abgelaufen"
        yield Problem(
            place,
            f"Eine Einwilligung ist {what}, die Person wird aber noch in einem Eintrag genannt.",
            "Veröffentlicht wird diese Angabe nicht. Bitte neu um Einwilligung fragen oder den Verweis entfernen.",
        )


@rule("FH604", "Zu löschen", "registry", Severity.WARNING, needs=_needs, neutral=True)
def due_for_deletion(registry: Registry) -> Iterator[Problem]:
    """Der Tag, an dem die Kontaktdaten einer Person gelöscht werden sollen, ist gekommen.

    Entfernen Sie zuerst die Verweise auf die Person, dann die Datei. Denken Sie auch an Kopien und ausgedruckte Listen.
    Wird die Person weiter gebraucht, vereinbaren Sie mit ihr einen neuen Tag.

    Schlecht:

        # private/persons/erika.yaml
        loeschen_am: "2026-10-31"

    Gut:

        # private/persons/erika.yaml
        loeschen_am: "2027-10-31"
    """
    for person in _all_persons(registry):
        if _is_due(person, registry.as_of):
            yield Problem(
                person.at("loeschen_am"),
                "Diese Kontaktdaten sollen jetzt gelöscht werden.",
                "Bitte zuerst die Verweise auf die Person entfernen, dann die Datei löschen; auch an Kopien denken.",
            )


@rule("FH605", "Nicht mehr gebraucht", "registry", Severity.HINT, needs=_needs, neutral=True)
def unused_person(registry: Registry) -> Iterator[Problem]:
    """Kein Eintrag nennt diese Person. Vielleicht werden ihre Kontaktdaten nicht mehr gebraucht.

    Persönliche Daten dürfen nur so lange aufgehoben werden, wie sie gebraucht werden. Löschen Sie die Datei, oder
    tragen Sie die Person dort ein, wo sie Ansprechperson ist.

    Schlecht:

        # private/persons/erika.yaml
        name: Erika Beispiel
        loeschen_am: ~

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kontaktpersonen: [erika]
        # private/persons/erika.yaml
        name: Erika Beispiel
    """
    # A file that could not be read may well name a person: then nothing is said.
    kinds = registry.project.kinds.values()
    persons = {kind.name for kind in kinds if kind.consent}
    holders = [kind.name for kind in kinds if any(persons & {*field.refers_to} for field in kind.having("ref"))]
    if not registry.is_complete(*holders):
        return
    for person in _persons(registry):
        # A day for the deletion is already agreed: nothing is left to decide.
        if person.key not in registry.referring() and not person["loeschen_am"]:
            yield Problem(
                person.at(person.kind.title_field),
                "Kein Eintrag nennt diese Person mehr.",
                "Werden die Kontaktdaten nicht mehr gebraucht, bitte die Datei löschen.",
            )


def _persons(registry: Registry) -> Iterator[Record]:
    """The persons whose data stays: who is to be deleted anyway needs no further advice."""
    return (person for person in _all_persons(registry) if not _is_due(person, registry.as_of))


def _all_persons(registry: Registry) -> Iterator[Record]:
    for kind in registry.project.kinds.values():
        if kind.consent:
            yield from registry.of(kind.name)


def _referring(registry: Registry, person: Record) -> list[Record]:
    """The records outside the private folder that name the person."""
    return [record for record in registry.referring().get(person.key, ()) if not record.kind.private]


def _lapsed(person: Record, as_of: date) -> list[Consent]:
    """Consents that ended without anything in their place, the latest first.

    What ran out has to be given again in full. Who withdrew a consent and gave a narrower one has decided.
    """
    ended = (consent for consent in consents(person) if consent.withdrawn or consent.until < as_of)
    open_ = [c for c in ended if not (any if c.withdrawn else all)(valid(person, *pair, as_of) for pair in c.pairs())]
    return sorted(open_, key=lambda consent: (consent.given, consent.path), reverse=True)


def _is_due(person: Record, as_of: date) -> bool:
    due = person["loeschen_am"]
    return bool(due and due <= as_of.isoformat())
