"""Loose ends: needs nobody takes up, and what is still open where somebody has ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..days import months_between, months_in_words, months_later
from ..findings import Problem, Severity
from ._rule import rule

if TYPE_CHECKING:
    from ..project import Project
    from ..records import Record
    from ..registry import Registry

_PATIENCE = 6
"""Months a need may wait before somebody asks about it."""

_SHOWN = 3
_RUNNING = ("aktiv", "im_aufbau")


@rule(
    "FH704",
    "Bedarf lange offen",
    "registry",
    Severity.HINT,
    needs={
        "need": ("status", "gemeldet_am", "erledigt_am", "gedeckt_durch"),
        "training": ("bedarf", "durchfuehrung"),
    },
)
def need_waits(registry: Registry) -> Iterator[Problem]:
    """Ein Bedarf ist seit mehr als sechs Monaten offen, und weder ein Angebot noch eine Veranstaltung deckt ihn.

    Gibt es inzwischen etwas Passendes, tragen Sie es bei »gedeckt_durch« ein. Hat sich der Bedarf erledigt, tragen Sie
    den Tag bei »erledigt_am« ein. Eine abgesagte Veranstaltung deckt keinen Bedarf.

    Schlecht:

        # data/needs/asylrecht.yaml
        gemeldet_am: "2026-03-14"

    Gut:

        # data/needs/asylrecht.yaml
        gemeldet_am: "2026-03-14"
        gedeckt_durch: [training/asylrecht-2026]
    """
    if not registry.is_complete("training"):
        return
    covered = {
        str(need).rpartition("/")[2]
        for training in registry.of("training")
        if training["durchfuehrung"] != "abgesagt"
        for need in training["bedarf"] or ()
    }
    for need in registry.of("need"):
        reported = date.fromisoformat(need["gemeldet_am"]) if need["gemeldet_am"] else None
        if reported is None or months_later(reported, _PATIENCE) >= registry.as_of or not _is_open(need):
            continue
        if need.id in covered or any(_covers(registry, str(name)) for name in need["gedeckt_durch"] or ()):
            continue
        months = months_in_words(months_between(reported, registry.as_of))
        yield Problem(
            need.at("gemeldet_am"),
            f"seit {months} offen und weder durch ein Angebot noch durch eine Veranstaltung gedeckt",
            "Gibt es etwas Passendes, bitte bei »gedeckt_durch« eintragen; ist es erledigt, bei »erledigt_am« den Tag.",
        )


@rule("FH705", "Beendet, aber noch nicht abgeschlossen", "record", Severity.WARNING)
def open_letters(record: Record, project: Project) -> Iterator[Problem]:  # noqa: ARG001
    """Eine Initiative oder Stelle ist beendet, hat aber noch laufende Angebote oder eingetragene Ansprechpersonen.

    Beenden Sie die Angebote oder übergeben Sie sie an eine andere Stelle, und nehmen Sie die Ansprechpersonen aus dem
    Eintrag. Geplante Veranstaltungen und offene Bedarfe, die einen beendeten Eintrag nennen, meldet FH207 dort, wo sie
    zu ändern sind.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        status: beendet
        beendet_am: "2026-06-30"
        kontaktpersonen: [erika]

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        status: beendet
        beendet_am: "2026-06-30"
        kontaktpersonen: ~
    """
    if record["status"] != "beendet":
        return
    running = [index for index, offer in enumerate(record["angebote"] or ()) if offer.get("status") in _RUNNING]
    persons = record["kontaktpersonen"] or ()
    parts = [
        *_counted(len(running), "laufendes Angebot", "laufende Angebote"),
        *_counted(len(persons), "Ansprechperson", "Ansprechpersonen"),
    ]
    if parts:
        related = [("läuft noch", record.at("angebote", index, "status")) for index in running[:_SHOWN]]
        if persons:
            related.append(("noch eingetragen", record.at("kontaktpersonen")))
        yield Problem(
            record.at("status"),
            f"beendet, aber noch eingetragen: {' und '.join(parts)}",
            "Bitte die Angebote beenden oder übergeben und die Ansprechpersonen herausnehmen.",
            related=related,
        )


def _is_open(need: Record) -> bool:
    return need["status"] not in ("entwurf", "beendet") and not need["erledigt_am"]


def _covers(registry: Registry, reference: str) -> bool:
    """Whether what a need names still covers it. What cannot be found is judged by another rule."""
    training = registry.find(reference, ("training",))
    return training is None or training["durchfuehrung"] != "abgesagt"


def _counted(number: int, one: str, many: str) -> list[str]:
    return [f"{number} {one if number == 1 else many}"] if number else []
