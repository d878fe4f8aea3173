"""Days and times in the language of the view. German as people say it on the phone (`times`), others in plain phrases.

Phrases, weekdays and months of a language stand below `zeiten` in its file of texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..times import DAYS, clock, day_in_words, in_words, merged
from ._context import Context

_FORTNIGHT = {"zweiwoechentlich_gerade": "gerade", "zweiwoechentlich_ungerade": "ungerade"}
_KINDS = {"nach_anmeldung": "anmeldung", "sprechzeit": "sprechzeit"}
_LAST = {-1: "letzter", -2: "vorletzter"}


def times_said(context: Context, zeiten: Mapping[str, Any]) -> str:
    """»dienstags 16–18 Uhr«, »every Tuesday 16:00–18:00«; empty when nothing is said."""
    words = context.times
    rules = zeiten.get("regeln") or ()
    if not words or any(nth not in _LAST and nth < 0 for rule in rules for nth in rule.get("nte") or ()):
        return in_words(zeiten)
    pieces = [_said(words, days, slots, rule) for days, slots, rule in merged(rules, lambda a, b: _span(words, a, b))]
    if zeiten.get("nach_vereinbarung"):
        pieces.append(words["vereinbarung"])
    return str(words["strichpunkt"]).join(pieces)


def day_said(context: Context, day: date) -> str:
    """»Dienstag, 3. November 2026« in the language of the view."""
    words = context.times
    if not words:
        return day_in_words(day)
    names = {"wochentag": words["wochentage"][day.weekday()], "monat": words["monate"][day.month - 1]}
    return _filled(words["datum"], tag=day.day, jahr=day.year, **names)


def clock_said(context: Context, begin: str, end: str | None) -> str:
    """»16–18 Uhr«."""
    return _span(context.times, begin, end) if context.times else clock(begin, end)


def _span(words: Mapping[str, Any], begin: str, end: str | None) -> str:
    if begin and end:
        return _filled(words["spanne"], von=begin, bis=end)
    return _filled(words["ab"], von=begin) if begin else _filled(words["bis"], bis=end)


def _said(words: Mapping[str, Any], days: list[str], slots: list[str], rule: Mapping[str, Any]) -> str:
    rhythm, nth = rule.get("rhythmus", "woechentlich"), rule.get("nte") or ()
    notes: list[str] = []
    if nth:
        text = _filled(words["im_monat"], tage=_listed(words, [_nth(words, n, day) for n in nth for day in days]))
    elif rhythm == "monatlich":
        text = _filled(words["einmal_im_monat"], tage=_days(words, days))
    elif rhythm in _FORTNIGHT:
        text = _filled(words["zwei_wochen"], tage=_days(words, days))
        notes.append(words[_FORTNIGHT[rhythm]])
    else:
        text = _filled(words["woche"], tage=_days(words, days))
    if season := rule.get("saison"):
        notes.append(
            _filled(words["saison"], von=_month_day(words, season["von"]), bis=_month_day(words, season["bis"]))
        )
    notes += [words[_KINDS[rule["art"]]]] if rule.get("art") in _KINDS else []
    text = f"{text} {_listed(words, slots)}"
    return f"{text} ({words['komma'].join(notes)})" if notes else text


def _days(words: Mapping[str, Any], days: list[str]) -> str:
    numbers = sorted(DAYS.index(day) for day in days if day in DAYS)
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        first, last = (words["wochentage"][numbers[end]] for end in (0, -1))
        return _filled(words["tage_bis"], von=first, bis=last)
    return _listed(words, [words["wochentage"][number] for number in numbers])


def _nth(words: Mapping[str, Any], nth: int, day: str) -> str:
    number = DAYS.index(day)
    return str(words[_LAST[nth]][number]) if nth < 0 else _filled(words["nter"][number], n=words["ordnung"][nth - 1])


def _month_day(words: Mapping[str, Any], text: str) -> str:
    month, day = map(int, text.split("-"))
    return _filled(words["tag_monat"], tag=day, monat=words["monate"][month - 1])


def _listed(words: Mapping[str, Any], many: list[str]) -> str:
    return str(words["und"]).join(filter(None, (words["komma"].join(many[:-1]), many[-1]))) if many else ""


def _filled(text: str, **values: Any) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
