"""The trainings and meetings still to come, and what is wanted at the moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..publication import PublicRecord
from ._context import Context, Data, anchor, german_day, is_running
from .contacts import contact
from .saying import clock_said, day_said
from .sorting import din_key
from .translated import translate

_GROUPS = ("selbstfuersorge", "akademie", "weitere")
_TEXTS = {"title": "titel", "summary": "kurzbeschreibung", "online": "online_zugang"}
_ORGANISERS = ("partner", "initiative")


def coming(context: Context, trainings: list[PublicRecord]) -> list[Data]:
    """Groups of events from the day of the view on, by date; groups without any are left out."""
    groups: dict[str, list[PublicRecord]] = {}
    for record in trainings:
        if is_running(record) and _dates_to_come(context, record):
            groups.setdefault(_group(record), []).append(record)
    return [
        {
            "code": code,
            "title": context.text(f"veranstaltungen_{code}"),
            "anchor": f"veranstaltungen-{code}",
            "events": [event(context, record) for record in sorted(groups[code], key=lambda r: _order(context, r))],
        }
        for code in _GROUPS
        if code in groups
    ]


def event(context: Context, record: PublicRecord) -> Data:
    """One event with the dates still to come."""
    registration = record["anmeldung"] or {}
    happens = record["durchfuehrung"]
    data: Data = {
        "key": record.key,
        "anchor": anchor(record),
        "title": record.title,
        "what": context.label("veranstaltungsarten", record["art"]),
        "dates": [_date(context, item) for item in _dates_to_come(context, record)],
        "state": context.label("durchfuehrung", happens) if happens in ("geplant", "verschoben", "abgesagt") else "",
        "cancelled": happens in ("abgesagt", "verschoben"),
        "full": _is_full(context, record),
        "instead": context.named(record["verschoben_auf"], ["training"]),
        "format": record["format"] or "",
        "place": _place(context, record),
        "online": record["online_zugang"] or "",
        "parts": context.labels("teilkreise", record["fuer_teilkreis"]),
        "summary": record["kurzbeschreibung"] or "",
        "organisers": context.all_named(record["veranstalter"], _ORGANISERS),
        "together_with": context.all_named(record["kooperation"], ["partner"]),
        "academy": ", ".join(filter(None, ((record["akademie"] or {}).get(key, "") for key in ("reihe", "modul")))),
        "units": _units(context, record["dauer_ue"]),
        "costs": context.label("kostenarten", record["kosten"] or "kostenlos"),
        "until": _filled(context, "anmelden_bis", datum=german_day(registration.get("bis"))),
        "contact": contact(context, registration.get("ueber") or record["kontakt"]),
    }
    data["foreign"] = translate(context, record, data, _TEXTS)
    return data


def wanted(context: Context, initiatives: list[PublicRecord], needs: list[PublicRecord]) -> Data:
    """Who looks for helpers, and open requests, the newest first."""
    helpers = [record for record in initiatives if (record["mitmachen"] or {}).get("gesucht")]
    requests = [
        record for record in needs if record["art"] == "gesuch" and not record["erledigt_am"] and is_running(record)
    ]
    requests.sort(key=lambda record: record["gemeldet_am"] or "", reverse=True)
    return {
        "initiatives": [
            {
                "title": record.title,
                "anchor": anchor(record),
                "place": context.label("gemeinden", record["gemeinde"]),
                "tasks": list(record["mitmachen"].get("wofuer") or ()),
            }
            for record in sorted(helpers, key=lambda record: din_key(record.title))
        ],
        "requests": [_request(context, record) for record in requests],
    }


def _request(context: Context, record: PublicRecord) -> Data:
    data: Data = {
        "title": record.title,
        "anchor": anchor(record),
        "text": record["thema"] or "",
        "place": context.label("gemeinden", record["gemeinde"]),
        "count": _filled(context, "gesucht_anzahl", anzahl=record["gesucht_anzahl"]),
        "since": _filled(context, "gesucht_seit", datum=german_day(record["gemeldet_am"])),
    }
    data["foreign"] = translate(context, record, data, {"title": "titel", "text": "thema"})
    return data


def _dates_to_come(context: Context, record: PublicRecord) -> list[dict[str, Any]]:
    today = context.public.as_of.isoformat()
    return sorted((item for item in record["termine"] or () if item["von"][:10] >= today), key=lambda item: item["von"])


def _order(context: Context, record: PublicRecord) -> tuple[str, str]:
    return _dates_to_come(context, record)[0]["von"], record.id


def _group(record: PublicRecord) -> str:
    if record["art"] == "selbstfuersorge":
        return "selbstfuersorge"
    return "akademie" if record["akademie"] or record["art"] == "akademie_modul" else "weitere"


def _place(context: Context, record: PublicRecord) -> str:
    """Where it takes place; the form where that says more than a place, as for online meetings."""
    town = context.label("gemeinden", record["gemeinde"])
    place = record["ort"] or town
    if record["ort"] and town and town not in record["ort"]:
        place = f"{record['ort']}, {town}"
    form = context.label("formate", record["format"]) if record["format"] != "vor_ort" or not place else ""
    return context.listed((place, form))


def _date(context: Context, item: dict[str, Any]) -> Data:
    begin, end = datetime.fromisoformat(item["von"]), datetime.fromisoformat(item["bis"])
    day = day_said(context, begin.date())
    if end.date() != begin.date():
        until = context.text("von_bis", von=day, bis=day_said(context, end.date()))
        return {"day": until, "time": "", "iso": item["von"], "until": item["bis"]}
    time = clock_said(context, f"{begin:%H:%M}", f"{end:%H:%M}")
    return {"day": day, "time": time, "iso": item["von"], "until": item["bis"]}


def _is_full(context: Context, record: PublicRecord) -> bool:
    """Whether all places are taken; how many registered stays inside."""
    raw = context.registry.get(record.kind.name, record.id)
    most = (record["plaetze"] or {}).get("max")
    return bool(raw and most and (raw["angemeldet"] or 0) >= most)


def _units(context: Context, units: float | None) -> str:
    return context.text("unterrichtseinheiten", anzahl=f"{units:g}".replace(".", ",")) if units else ""


def _filled(context: Context, key: str, **values: Any) -> str:
    """The text with its gap filled; nothing where there is nothing to fill it with."""
    return context.text(key, **values) if all(values.values()) else ""
