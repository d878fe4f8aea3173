"""One entry of opening hours: days, times and how they repeat, as rules of a `zeiten` section."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..times import DAYS
from .clocks import Slot, slots
from .rhythms import Manner, manner
from .tokens import Tokens
from .weekdays import Weekdays, weekdays

_BETWEEN = (":", ",", "jeweils", "immer", "zusätzlich", "regelmäßig", "geöffnet", "offen", "auch")
_ALTERNATIVES = ("oder", "und", ",", ";", "sowie", "/")


class Entry(NamedTuple):
    """Rules, the place after them, and whether they may be meant for one single day."""

    rules: list[dict[str, Any]]
    end: int
    once: bool


def entry(tokens: Tokens, i: int, standing: Manner) -> Entry | None:
    """The entry that begins here; `standing` holds for all of its sentence. None where anything of it is doubtful."""
    said: Manner | None = standing
    if (before := manner(tokens, i)) and not before[0].art:
        said, i = standing.and_also(before[0]), before[1]
        i = tokens.skip(i, _BETWEEN)
    if said is None or not (read := weekdays(tokens, i)):
        return None
    days, i = read
    i = tokens.skip(i, _BETWEEN)
    if between := manner(tokens, i):
        said, i = said.and_also(between[0]), between[1]
        i = tokens.skip(i, _BETWEEN)
    rules: list[dict[str, Any]] = []
    while said and (times := slots(tokens, i)):
        found, end = times
        own, end = _after(tokens, end)
        both = said.and_also(own)
        if both is None or (rules and not (own.season and "saison" in rules[-1])):
            break
        more = _rules(days, found, both)
        if not more:
            return None
        rules, i = rules + more, end
        if not own.season or (position := tokens.skip(i, _ALTERNATIVES)) == i:
            break
        end, i = i, position
        if not slots(tokens, i):
            i = end
            break
    return Entry(rules, i, days.once and not said.every) if rules and said else None


def _after(tokens: Tokens, i: int) -> tuple[Manner, int]:
    """The manner said after the times; what is said of the next entry (»…, alle zwei Wochen freitags«) is not ours."""
    comma = tokens.skip(i, (",",))
    if not (read := manner(tokens, comma)):
        return Manner(), i
    after = tokens.skip(read[1], _BETWEEN)
    return (Manner(), i) if weekdays(tokens, after) and tokens.low(read[1]) != "," else read


def _rules(days: Weekdays, found: list[Slot], said: Manner) -> list[dict[str, Any]]:
    """A rule for each day and time; none where the rhythm is not clear."""
    numbered = any(nth for _, nth in days.days)
    if numbered and not days.of_month:
        numbers = {nth for _, nth in days.days}
        if said.parity and numbers == {(2,)}:
            days, numbered = Weekdays(tuple((day, ()) for day, _ in days.days)), False
        elif said.every == "fortnight" or not all(len(nth) > 1 or nth[0] in (1, -1) for nth in numbers):
            return []
    if (numbered or days.of_month) and said.every in ("fortnight", "week"):
        return []
    if days.of_month and not numbered:
        return []
    if said.every == "fortnight" and not said.parity:
        return []
    return [_rule(DAYS[day], slot, _rhythm(said, numbered), nth, said) for day, nth in days.days for slot in found]


def _rhythm(said: Manner, numbered: bool) -> str:
    if said.every == "fortnight":
        return f"zweiwoechentlich_{said.parity}"
    return "monatlich" if numbered or said.every == "month" else ""


def _rule(day: str, slot: Slot, rhythm: str, nth: tuple[int, ...], said: Manner) -> dict[str, Any]:
    rule: dict[str, Any] = {"tag": day, "von": slot.von}
    if slot.bis:
        rule["bis"] = slot.bis
    if rhythm:
        rule["rhythmus"] = rhythm
    if nth:
        rule["nte"] = list(nth)
    if said.season:
        rule["saison"] = dict(zip(("von", "bis"), said.season, strict=True))
    if said.art:
        rule["art"] = said.art
    return rule
