"""Opening hours and recurring times in German prose, as a `zeiten` section."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from ..times import DAYS
from .entries import FORTNIGHT
from .sentence import Sentence
from .sentences import sentences
from .understood import Understood


def opening_hours(text: str) -> Understood[dict[str, Any]]:
    """The section `zeiten` without `hinweis`: `regeln`, `nach_vereinbarung`, `feiertage`, each only where it is said.

    The rest is meant for `hinweis`, whose length is the caller's business. A sentence of which the times are only
    partly understood stays in the rest as a whole, so that nobody reads half a truth.
    """
    read = list(sentences(text))
    sound = [sentence for sentence in read if not sentence.is_doubtful]
    rules = _agreed([rule for sentence in sound for rule in sentence.rules])
    if rules is None or _excepted(rules, read) or _overlap(rules):
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


def opening_hours_by_part(text: str) -> tuple[Understood[dict[str, Any]], ...]:
    """One section for a cell whose parts (`|`) belong together, else one for each part, as of several places.

    A part without times has an empty value and is all rest.
    """
    whole = opening_hours(text)
    each = tuple(opening_hours(part) for part in text.split("|") if part.strip())
    return each if not whole.value and any(part.value for part in each) else (whole,)


def _agreed(rules: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """Each rule once. None where »alle zwei Wochen« is said and nowhere whether the weeks are even or odd."""
    whole = [rule for rule in rules if rule.get("rhythmus") != FORTNIGHT]
    for rule in rules:
        stated = [{**rule, "rhythmus": f"{FORTNIGHT}_{parity}"} for parity in ("gerade", "ungerade")]
        if rule not in whole and not any(one in whole for one in stated):
            return None
    return [rule for position, rule in enumerate(whole) if rule not in whole[:position]]


def _excepted(rules: list[dict[str, Any]], read: list[Sentence]) -> bool:
    """Whether something said elsewhere casts doubt on all times, or closes on a day that has some."""
    closed = {DAYS[day] for sentence in read for day in sentence.exceptions}
    return any(sentence.doubts_others for sentence in read) or any(rule["tag"] in closed for rule in rules)


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
