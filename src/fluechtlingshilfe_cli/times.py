"""Weekly and monthly times: in words as people say them on the phone, and when it happens next.

Pure: a `zeiten` section in, words or days out. Public holidays are asked from the caller, who knows the Land.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

Zeiten = Mapping[str, Any]
Rule = Mapping[str, Any]
Occurrence = tuple[date, str, str | None]
"""Day, beginning and end (`"16:00"`); the end is None where it is open."""

DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_NAMES = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FROM_END = {-1: "letzten", -2: "vorletzten", -3: "drittletzten", -4: "viertletzten", -5: "fünftletzten"}
_FORTNIGHT = {"zweiwoechentlich_gerade": "gerade", "zweiwoechentlich_ungerade": "ungerade"}
_KINDS = {"nach_anmeldung": "mit Anmeldung", "sprechzeit": "Sprechzeit"}
_HORIZON = 800
"""Days to look ahead: long enough for a fifth weekday in a short season."""


def in_words(zeiten: Zeiten | None) -> str:
    """»dienstags 16–18 Uhr«, »jeden 2. Dienstag im Monat 10–12 Uhr«, »nach Vereinbarung«; empty when nothing is said.

    Exceptions on holidays and the free remark (`feiertage`, `hinweis`) are left to the caller.
    """
    zeiten = zeiten or {}
    pieces = [_said(days, slots, rule) for days, slots, rule in merged(zeiten.get("regeln") or ())]
    glue = "; " if len(pieces) > 1 and any("," in piece or " und " in piece for piece in pieces) else ", "
    text = glue.join(pieces)
    if zeiten.get("nach_vereinbarung"):
        text = f"{text}{glue if len(pieces) > 1 else ' und '}nach Vereinbarung" if text else "nach Vereinbarung"
    return text


def next_occurrence(
    zeiten: Zeiten | None, as_of: date, is_holiday: Callable[[date], bool] | None = None
) -> Occurrence | None:
    """The first time on or after `as_of`; None where no rule tells it.

    `as_of` itself counts, as nobody knows the hour. Days for which `is_holiday` is asked and true are passed over
    only where the section says that it is closed on holidays.
    """
    zeiten = zeiten or {}
    closed = is_holiday if is_holiday and zeiten.get("feiertage") == "geschlossen" else None
    found = [
        (day, str(rule.get("von", "")), rule.get("bis"))
        for rule in zeiten.get("regeln") or ()
        if (day := next((day for day in _days(rule, as_of) if not (closed and closed(day))), None))
    ]
    return min(found, key=lambda occurrence: occurrence[:2]) if found else None


def clock(von: str, bis: str | None) -> str:
    """»16–18 Uhr«, »10:00–11:30 Uhr«, »ab 9 Uhr«."""
    short = all(time.endswith(":00") for time in (von, bis) if time)
    begin, end = (_spoken(time, short) if time else "" for time in (von, bis))
    return f"{begin}–{end} Uhr" if end else f"ab {begin} Uhr"


def day_in_words(day: date) -> str:
    """»Dienstag, 3. November 2026«."""
    return f"{_NAMES[day.weekday()]}, {day.day}. {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, as_of: date | None = None) -> str:
    """»Di 03.11.2026«, without the year where it is that of `as_of`."""
    year = "" if as_of and day.year == as_of.year else day.year
    return f"{_NAMES[day.weekday()][:2]} {day.day:02}.{day.month:02}.{year}"


def _spoken(time: str, short: bool) -> str:
    hour, _, minutes = time.partition(":")
    return str(int(hour)) if short else f"{int(hour)}:{minutes}"


def _days(rule: Rule, start: date) -> Iterator[date]:
    if rule.get("tag") not in DAYS:
        return
    weekday = DAYS.index(rule["tag"])
    day = start + timedelta((weekday - start.weekday()) % 7)
    while (day - start).days < _HORIZON:
        if _in_rhythm(rule, day) and _in_season(rule.get("saison"), day):
            yield day
        day += timedelta(7)


def _in_rhythm(rule: Rule, day: date) -> bool:
    rhythm = rule.get("rhythmus", "woechentlich")
    if rhythm in _FORTNIGHT:
        return (day.isocalendar().week % 2 == 0) == (_FORTNIGHT[rhythm] == "gerade")
    if rhythm == "monatlich" or rule.get("nte"):
        last = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(1)).day
        return bool({(day.day + 6) // 7, -((last - day.day) // 7 + 1)} & set(rule.get("nte") or ()))
    return bool(rhythm == "woechentlich")


def _in_season(season: Mapping[str, str] | None, day: date) -> bool:
    if not season:
        return True
    now, begin, end = f"{day:%m-%d}", season.get("von", "01-01"), season.get("bis", "12-31")
    return begin <= now <= end if begin <= end else now >= begin or now <= end


def merged(rules: Any, said: Callable[[str, str | None], str] = clock) -> Iterator[tuple[list[str], list[str], Rule]]:
    """Rules said in one breath: the same day with several times (as `said` puts them), days with the same times."""
    by_day: dict[Any, tuple[Rule, list[str]]] = {}
    for rule in rules:
        of_day = by_day.setdefault((rule.get("tag"), *_manner(rule)), (rule, []))
        of_day[1].append(said(str(rule.get("von", "")), rule.get("bis")))
    together: dict[Any, tuple[list[str], list[str], Rule]] = {}
    for (day, *manner), (rule, slots) in by_day.items():
        together.setdefault((*manner, *slots), ([], slots, rule))[0].append(day)
    yield from together.values()


def _manner(rule: Rule) -> tuple[Any, ...]:
    season = rule.get("saison") or {}
    return rule.get("rhythmus", "woechentlich"), tuple(rule.get("nte") or ()), tuple(season.items()), rule.get("art")


def _said(days: list[str], slots: list[str], rule: Rule) -> str:
    rhythm = rule.get("rhythmus", "woechentlich")
    times = _listed([slot.removesuffix(" Uhr") for slot in slots]) + " Uhr"
    notes: list[str] = []
    if rhythm == "monatlich" or rule.get("nte"):
        which = [_FROM_END.get(nth, f"{nth}.") for nth in rule.get("nte") or ()]
        names = _listed([_name(day) for day in days])
        text = f"jeden {_listed(which)} {names} im Monat" if which else f"einmal im Monat {_weekly(days)}"
    elif rhythm in _FORTNIGHT:
        text = f"alle zwei Wochen {_weekly(days)}"
        notes.append(f"{_FORTNIGHT[rhythm]} Wochen")
    else:
        text = _weekly(days)
    notes += [_season(rule["saison"])] if rule.get("saison") else []
    notes += [_KINDS[rule["art"]]] if rule.get("art") in _KINDS else []
    return f"{text} {times} ({', '.join(notes)})" if notes else f"{text} {times}"


def _weekly(days: list[str]) -> str:
    numbers = sorted(DAYS.index(day) for day in days if day in DAYS)
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{_NAMES[numbers[0]].lower()}s bis {_NAMES[numbers[-1]].lower()}s"
    return _listed([f"{_NAMES[number].lower()}s" for number in numbers])


def _name(day: str) -> str:
    return _NAMES[DAYS.index(day)] if day in DAYS else day


def _season(season: Mapping[str, str]) -> str:
    (month, day), (last_month, last_day) = (map(int, season.get(key, "01-01").split("-")) for key in ("von", "bis"))
    if day == 1 and last_day >= _LENGTHS[last_month - 1] - (last_month == 2):
        begin, end = _MONTHS[month - 1], _MONTHS[last_month - 1]
        return f"nur im {begin}" if begin == end else f"{begin} bis {end}"
    return f"{day}. {_MONTHS[month - 1]} bis {last_day}. {_MONTHS[last_month - 1]}"


def _listed(words: list[str]) -> str:
    return " und ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
