"""Promises of the office (»zusagen« in fh.yaml): kept, on the way, or at risk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from ..days import german, german_short
from ..findings import Place, Problem, Severity
from ..project import SETTINGS
from ..promises import Counted, Result, results
from ._rule import rule

if TYPE_CHECKING:
    from ..registry import Registry

_DONE = {"veranstaltung": "durchgeführt", "angebot": "vorhanden", "beratung": "geführt"}
_FROM = {"veranstaltung": ("training",), "angebot": ("initiative", "partner"), "beratung": ("initiative", "note")}
_MANY = {"gemeinde": "in {} von {} Gemeinden", "initiative": "bei {} von {} Initiativen"}
_NAMED = 5
_LAST_QUARTER = timedelta(days=92)

_NEEDS = {
    "training": (
        *("status", "art", "handlungsfeld", "termine.von", "format", "veranstalter", "durchfuehrung"),
        *("eigene_rolle", "fuer_teilkreis", "gemeinde"),
    ),
    "initiative": ("status", "gemeinde", "angebote"),
    "partner": ("status", "gemeinde", "angebote"),
    "note": ("zu", "beratungen.datum"),
}


@rule("FH701", "Zusage offen", "registry", Severity.WARNING, needs=_NEEDS)
def open_promise(registry: Registry) -> Iterator[Problem]:
    """Eine Zusage aus fh.yaml ist im laufenden Zeitraum noch offen oder wurde im vorigen nicht erfüllt.

    Ein Hinweis zeigt, was noch geplant ist. Eine Warnung kommt, wenn auch das Geplante nicht reicht. Gezählt werden nur
    eigene Veranstaltungen, keine, an denen die Koordinierungsstelle nur teilgenommen hat. Beratungen stehen im
    privaten Ordner; ohne ihn bleibt die Regel dazu still, ebenso bei Gemeinden mit unbekannter Einwohnerzahl.

    Schlecht:

        # fh.yaml
        teilkreise:
          nord:
            titel: Nordkreis
        zusagen:
          - id: selbstfuersorge
            titel: Selbstfürsorge zweimal im Jahr
            was: veranstaltung
            art: selbstfuersorge
            mindestens: 2
            je: teilkreis
            zeitraum: jahr
        # data/trainings/2026/kraft-schoepfen.yaml
        fuer_teilkreis: [nord]
        durchfuehrung: durchgefuehrt
        termine:
          - von: "2026-03-14T10:00"
            bis: "2026-03-14T14:00"

    Gut:

        # fh.yaml
        teilkreise:
          nord:
            titel: Nordkreis
        zusagen:
          - id: selbstfuersorge
            titel: Selbstfürsorge einmal im Jahr
            was: veranstaltung
            art: selbstfuersorge
            mindestens: 1
            je: teilkreis
            zeitraum: jahr
        # data/trainings/2026/kraft-schoepfen.yaml
        fuer_teilkreis: [nord]
        durchfuehrung: durchgefuehrt
        termine:
          - von: "2026-03-14T10:00"
            bis: "2026-03-14T14:00"
    """
    recent = [
        result
        for result in results(registry)
        # What was missed longer ago has been reported and cannot be mended; the report still shows it.
        if result.period.end.year >= registry.as_of.year - 1
        and result.period.start <= registry.as_of
        and registry.is_complete(*_FROM[result.promise["was"]])
    ]
    for _, group in groupby(recent, lambda result: (result.index, result.period)):
        together = list(group)
        if together[0].promise["je"] in _MANY:
            yield from _many(registry, together)
        else:
            for result in together:
                yield from _one(registry, result)


def _one(registry: Registry, result: Result) -> Iterator[Problem]:
    held, planned, unclear = (result.of("held"), result.of("planned"), result.of("unclear"))
    if len(held) >= result.wanted:
        return
    running = result.period.has(registry.as_of)
    if not running and not result.missing:
        return
    message = (
        f"{result.label}, {result.space.label} {result.period.label}: "
        f"{len(held)} von {result.wanted} {_DONE[result.promise['was']]}"
    )
    for items, what in ((planned, "geplant"), (unclear, "ohne Rückmeldung"), (result.of("dropped"), "ausgefallen")):
        if items and (what != "ausgefallen" or result.missing):
            message += f", {len(items)} {what} ({_listed(result, items)})"
    if not running:
        hint = "Fand doch mehr statt, bitte nachtragen. Sonst gehört der Grund in den Bericht."
        yield Problem(_place(result), message, hint)
    elif result.missing:
        verb = "fehlt" if result.missing == 1 else "fehlen"
        message += f" – {verb} noch {result.missing} bis {german_short(result.period.end)}"
        yield Problem(_place(result), message, _next_step(result))
    else:
        hint = "Nach der Veranstaltung bitte »durchfuehrung« und »auswertung« eintragen."
        yield Problem(_place(result), message, hint, severity=Severity.HINT)


def _many(registry: Registry, together: list[Result]) -> Iterator[Problem]:
    """One finding for all Gemeinden or initiatives, or there would be one per initiative."""
    first = together[0]
    late = [result for result in together if result.missing]
    if not late:
        return
    running = first.period.has(registry.as_of)
    names = [result.space.label for result in late]
    more = f" und {len(names) - _NAMED} weitere" if len(names) > _NAMED else ""
    where = _MANY[first.promise["je"]].format(len(late), len(together))
    still = "noch nicht" if running else "nicht"
    message = f"{first.label}, {first.period.label}: {where} {still} erfüllt ({', '.join(names[:_NAMED])}{more})"
    # Nobody plans consultations ahead: they are late only when the time runs out.
    early = first.promise["was"] == "beratung" and first.period.end - registry.as_of > _LAST_QUARTER
    yield Problem(_place(first), message, _next_step(first), severity=Severity.HINT if early else None)


def _listed(result: Result, items: list[Counted]) -> str:
    day = german_short if result.period.start.year == result.period.end.year else german
    return "; ".join(", ".join(filter(None, (day(item.day) if item.day else "", item.place))) for item in items)


def _next_step(result: Result) -> str:
    if result.promise["was"] == "veranstaltung":
        return "Bitte einen Termin planen: fh new training"
    if result.promise["was"] == "beratung":
        return "Bitte ein Gespräch anbieten und es in der Notiz zur Initiative eintragen."
    return "Vielleicht lässt sich ein Angebot anregen oder ein Bedarf eintragen: fh new need"


def _place(result: Result) -> Place:
    return Place(SETTINGS, ("zusagen", result.index, "titel"))
