"""Freshness: whether somebody asked lately if an entry still holds. Checked is not changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..days import german, months_between, months_in_words
from ..findings import Problem, Severity
from ..freshness import WATCHED_KINDS, ampel, is_watched, last_check, noted_check, responsible
from ..vouching import overtaken, reviewed_fields
from ._rule import rule

if TYPE_CHECKING:
    from ..records import Record
    from ..registry import Registry
    from ..schemas.kinds import Kind


def _watched_fields(kind: Kind) -> list[str]:
    return ["status", "geprueft_am", "zustaendig", *reviewed_fields(kind)] if kind.name in WATCHED_KINDS else []


@rule("FH311", "Lange nicht geprüft", "registry", Severity.WARNING, needs=_watched_fields)
def checked_long_ago(registry: Registry) -> Iterator[Problem]:
    """Ein Eintrag ist seit Langem nicht mehr geprüft worden, auch nicht in der letzten Jahresabfrage.

    Fragen Sie bei der Initiative oder der Stelle nach, ob alles noch stimmt. Stimmt es, genügt »fh confirm« mit der
    Kennung; geändert werden muss dafür nichts. Die Frist und der Beginn der Abfrage stehen in fh.yaml unter
    »aktualitaet«; ohne eigene Angabe sind es zwölf Monate. Gefragt wird nur nach Einträgen, die aktiv, im Aufbau oder
    pausiert sind.

    Schlecht:

        # fh.yaml
        aktualitaet:
          frist_monate: 12
          abfrage_begonnen: "2026-03-01"
        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: "2025-09-02"

    Gut:

        # fh.yaml
        aktualitaet:
          frist_monate: 12
          abfrage_begonnen: "2026-03-01"
        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: "2026-03-17"
    """
    settings = registry.project.settings
    for record in _watched(registry):
        checked = last_check(record)
        if checked and ampel(record, settings, registry.as_of) == "rot":
            months = months_in_words(months_between(checked, registry.as_of))
            yield Problem(
                record.at("geprueft_am"),
                f"seit {months} nicht geprüft (zuletzt {german(checked)})",
                _ask(registry, record),
            )


@rule("FH312", "Noch nie geprüft", "registry", Severity.WARNING, needs=_watched_fields)
def never_checked(registry: Registry) -> Iterator[Problem]:
    """Bei einem Eintrag steht nicht, wann er zuletzt geprüft wurde.

    Fragen Sie einmal nach und halten Sie das Ergebnis mit »fh confirm« und der Kennung fest. Entwürfe und beendete
    Einträge müssen nicht geprüft werden.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: ~

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: "2026-03-17"
    """
    for record in _watched(registry):
        if noted_check(record) is None:
            yield Problem(record.at("geprueft_am"), "noch nie geprüft", _ask(registry, record))


@rule("FH316", "Prüfung überholt", "registry", Severity.WARNING, needs=_watched_fields)
def check_overtaken(registry: Registry) -> Iterator[Problem]:
    """Kontakt oder Anschrift stehen anders da, als sie bei der letzten Prüfung bestätigt wurden.

    Die Prüfung gilt damit nicht mehr, und der Eintrag steht auf Rot. Kam die neue Angabe von der Stelle selbst, genügt
    »fh confirm« mit der Kennung; sonst bitte nachfragen. Woran das Werkzeug es erkennt: »fh confirm« vermerkt bei
    »geprueft_stand«, was es vorfand. Eine andere Schreibweise derselben Nummer ist keine Änderung.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kontakt: {telefon: "+49 40 66969124"}
        anschrift: ~
        geprueft_am: "2026-03-17"
        geprueft_stand: 2026-03-17 kontakt:a47d95eb

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kontakt: {telefon: "040 66969123"}
        anschrift: ~
        geprueft_am: "2026-03-17"
        geprueft_stand: 2026-03-17 kontakt:a47d95eb
    """
    for record in _watched(registry):
        if groups := overtaken(record):
            changed = " und ".join(groups)
            day = german(date.fromisoformat(record["geprueft_am"]))
            yield Problem(
                record.at("geprueft_am"),
                f"{changed} {'wurde' if len(groups) == 1 else 'wurden'} nach der Prüfung vom {day} geändert",
                _ask(registry, record),
            )


@rule(
    "FH313",
    "Gültigkeit abgelaufen",
    "registry",
    Severity.WARNING,
    needs={"*": ("status", "gueltig_bis"), "need": ("erledigt_am",)},
)
def validity_passed(registry: Registry) -> Iterator[Problem]:
    """Ein Eintrag galt nur bis zu einem Tag, der vorbei ist, und steht noch auf »aktiv«.

    Geht es weiter, tragen Sie bei »gueltig_bis« einen neuen Tag ein oder nehmen die Angabe heraus. Ist Schluss,
    beenden Sie den Eintrag mit »fh end«; er bleibt zum Nachlesen erhalten.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        gueltig_bis: "2026-06-30"

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        gueltig_bis: "2027-06-30"
    """
    today = registry.as_of.isoformat()
    for record in registry:
        until = record["gueltig_bis"]
        if until and until < today and record["status"] == "aktiv" and not record["erledigt_am"]:
            yield Problem(
                record.at("gueltig_bis"),
                f"galt bis {german(date.fromisoformat(until))} und steht noch auf »aktiv«",
                f"Geht es weiter, bitte den Tag ändern. Ist Schluss: fh end {_name(registry, record)}",
            )


def _watched(registry: Registry) -> Iterator[Record]:
    for kind in WATCHED_KINDS:
        for record in registry.of(kind):
            if is_watched(record):
                yield record


def _ask(registry: Registry, record: Record) -> str:
    office = responsible(record, registry)
    whom = f" (zuständig: {office.title})" if office else ""
    return f"Bitte nachfragen{whom}. Stimmt noch alles: fh confirm {_name(registry, record)}"


def _name(registry: Registry, record: Record) -> str:
    """The id as it is typed; with the kind where several kinds have the same id (notes always have)."""
    others = (kind for kind in registry.project.kinds.values() if kind is not record.kind and not kind.private)
    return record.key if any(registry.get(kind.name, record.id) for kind in others) else record.id
