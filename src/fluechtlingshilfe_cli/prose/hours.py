"""Opening hours and recurring times in German prose, as a `zeiten` section."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from ..times import DAYS
from .sentences import sentences
from .understood import Understood


def opening_hours(text: str) -> Understood[dict[str, Any]]:
    """The section `zeiten` without `hinweis`: `regeln`, `nach_vereinbarung`, `feiertage`, each only where it is said.

    The rest is meant for `hinweis`, whose length is the caller's business. A sentence of which the times are only
    partly understood stays in the rest as a whole, so that nobody reads half a truth.
    """
    read = list(sentences(text))
    sound = [sentence for sentence in read if not sentence.is_doubtful]
    rules = [rule for sentence in sound for rule in sentence.rules]
    rules = [rule for position, rule in enumerate(rules) if rule not in rules[:position]]
    closed = {DAYS[day] for sentence in read for day in sentence.exceptions}
    doubtful = any(sentence.doubts_others for sentence in read) or any(rule["tag"] in closed for rule in rules)
    if rules and (doubtful or _overlap(rules)):
        return Understood({}, text.strip())
    value: dict[str, Any] = {"regeln": rules} if rules else {}
    remarks = [remark for sentence in sound for remark in sentence.remarks]
    if any(remark.agreed for remark in remarks):
        value["nach_vereinbarung"] = True
    holidays = {remark.holidays for remark in remarks} - {""}
    if len(holidays) > 1:
        return Understood({}, text.strip())
    if holidays:
        value["feiertage"] = holidays.pop()
    if not value:
        return Understood({}, text.strip())
    return Understood(
        value, _joined(sentence.rest if sentence in sound else sentence.text.strip() for sentence in read)
    )


def _joined(pieces: Iterable[str]) -> str:
    text = ""
    for piece in filter(None, pieces):
        text += ("" if not text else " " if text[-1] in ".:;!?," else "; ") + piece
    return text


def _overlap(rules: list[dict[str, Any]]) -> bool:
    """Whether two times of a day in the same rhythm overlap: then they mean different things, or one is wrong."""
    return any(
        one["tag"] == other["tag"]
        and all(one.get(key) == other.get(key) for key in ("rhythmus", "nte", "saison"))
        and one["von"] < other.get("bis", "24:00" if "bis" in one else one["von"] + "+")
        and other["von"] < one.get("bis", "24:00" if "bis" in other else other["von"] + "+")
        for one, other in combinations(rules, 2)
    )
