"""What was asked on the phone, as the private folder remembers it: counted, without anybody who asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ._report import Figure
from ._scope import Scope

KIND = "enquiry"
_MISSING = "die Anfragen liegen im privaten Ordner, der hier fehlt"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `gemeinde` and `sprache` are empty where they do not matter."""

    day: date
    field: str
    gemeinde: str
    sprache: str
    answered: bool


def questions(scope: Scope) -> list[Question]:
    """Those of the period up to its reference date, the oldest first; with a part only those with a place in it."""
    found = []
    for record in scope.registry.of(KIND):
        for item in record["anfragen"] or ():
            day = date.fromisoformat(item["gefragt_am"])
            gemeinde = str(item.get("gemeinde") or "")
            if scope.period.start <= day <= scope.reference and scope.belongs(gemeinde):
                found.append(
                    Question(day, item["handlungsfeld"], gemeinde, item.get("sprache") or "", item["beantwortet"])
                )
    return sorted(found, key=lambda one: (one.day, one.field, one.gemeinde))


def question_figures(scope: Scope) -> tuple[Figure, ...]:
    """How many, and how many had no answer; unknown without the private folder, nothing where nobody ever counted."""
    known = scope.registry.has_private()
    if known and not scope.registry.of(KIND):
        return ()
    before = scope.before()
    now, earlier = questions(scope), questions(before)
    counts = known and any(day <= before.reference for day in _days(scope))
    return (
        _figure(scope, "anfragen", "Anfragen am Telefon", now if known else None, earlier if counts else None),
        _figure(
            *(scope, "anfragen_offen", "davon ohne passendes Angebot"),
            [one for one in now if not one.answered] if known else None,
            [one for one in earlier if not one.answered] if counts else None,
        ),
    )


def _days(scope: Scope) -> list[date]:
    return [
        date.fromisoformat(item["gefragt_am"])
        for record in scope.registry.of(KIND)
        for item in record["anfragen"] or ()
    ]


def _figure(
    scope: Scope, name: str, label: str, now: Sequence[Question] | None, earlier: Sequence[Question] | None
) -> Figure:
    return Figure(
        *(name, label, None if now is None else len(now), scope.period_words),
        methods=(("gezaehlt", len(now)),) if now else (),
        asked=len(now or ()),
        ids=tuple(dict.fromkeys(f"{KIND}/{one.day:%Y-%m}" for one in now or ())),
        previous=None if earlier is None else len(earlier),
        target=scope.target(name),
        note=_MISSING if now is None else "",
    )
