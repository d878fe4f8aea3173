"""Exceptions: findings that are right and yet in order, told in `fh.yaml` with a reason and an end.

An exception hides exactly one rule for exactly one record, until its day. One that hides nothing is told itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from .days import german
from .findings import Finding, Place, Problem
from .folding import nearest
from .project import SETTINGS
from .registry import Registry
from .rules import RULES

Told = tuple[str, Problem]
"""The code (FH901, FH902, FH903) and the problem, at the entry in `fh.yaml`."""


def apply(findings: Iterable[Finding], registry: Registry, ran: Collection[str]) -> tuple[list[Finding], list[Told]]:
    """The findings that stay, in their order, and what is to be said of the exceptions.

    `ran`: the codes of the rules that were run; of others nobody knows whether an exception is still needed. The same
    holds for private records where the private folder is absent.
    """
    told: list[Told] = []
    hiding: dict[tuple[str, str], int] = {}
    for index, exception in enumerate(registry.project.settings.get("ausnahmen") or ()):
        code, record = str(exception["regel"]), str(exception["datensatz"])
        if problem := _misses(registry, index, code, record):
            told.append(("FH903", problem))
        elif problem := _expired(index, exception, registry.as_of):
            told.append(("FH902", problem))
        elif (code, record) in hiding:
            told.append(("FH901", _unused(index, code, record, "steht doppelt da")))
        else:
            hiding[code, record] = index
    kept: list[Finding] = []
    used: set[tuple[str, str]] = set()
    for finding in findings:
        target = (finding.code, finding.record)
        if target in hiding:
            used.add(target)
        else:
            kept.append(finding)
    for (code, record), index in hiding.items():
        if (code, record) not in used and code in ran and _is_here(registry, record):
            told.append(("FH901", _unused(index, code, record, "wird nicht mehr gebraucht")))
    return kept, told


def _misses(registry: Registry, index: int, code: str, record: str) -> Problem | None:
    rule = RULES.get(code)
    place = Place(SETTINGS, ("ausnahmen", index, "regel"))
    if rule is None:
        return Problem(place, f"Eine Regel {code} gibt es nicht.", "Die Nummer steht im Befund, zum Beispiel FH311.")
    if rule.scope == "form":
        return Problem(
            place,
            f"Von {code} (»{rule.title}«) gibt es keine Ausnahme.",
            "Bitte die Angabe im Eintrag verbessern und die Ausnahme herausnehmen.",
        )
    kind, _, id = record.partition("/")
    known = registry.project.kinds.get(kind)
    if known and (registry.knows(kind, id) or not _is_here(registry, record)):
        return None
    guesses = (
        ()
        if known and known.private
        else nearest(record, {other.key: [other.id] for other in registry if not other.kind.private})
    )
    return Problem(
        Place(SETTINGS, ("ausnahmen", index, "datensatz")),
        f"Einen Eintrag »{record}« gibt es nicht.",
        f"Meinten Sie »{guesses[0]}«?"
        if guesses
        else "Einträge heißen hier »initiative/cafe-ankommen«: Art, Schrägstrich, Kennung.",
    )


def _expired(index: int, exception: Mapping[str, Any], as_of: date) -> Problem | None:
    until = exception.get("bis")
    if not until or until >= as_of.isoformat():
        return None
    return Problem(
        Place(SETTINGS, ("ausnahmen", index, "bis")),
        f"Die Ausnahme von {exception['regel']} für {exception['datensatz']} galt bis {_shown(until)}.",
        "Besteht der Grund weiter, bitte einen neuen Tag eintragen; sonst die Ausnahme herausnehmen.",
    )


def _unused(index: int, code: str, record: str, why: str) -> Problem:
    return Problem(
        Place(SETTINGS, ("ausnahmen", index, "regel")),
        f"Die Ausnahme von {code} für {record} {why}.",
        "Bitte herausnehmen, damit sie später nichts verdeckt.",
    )


def _shown(day: str) -> str:
    return german(date.fromisoformat(day))


def _is_here(registry: Registry, record: str) -> bool:
    """Whether the record would be in the registry if it exists: private ones only with the private folder."""
    kind = registry.project.kinds.get(record.partition("/")[0])
    return kind is None or not kind.private or registry.has_private()
