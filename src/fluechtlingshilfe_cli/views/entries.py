"""One entry of the directory: an initiative or a partner with its offers, as plain data ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..publication import PublicRecord
from ._context import Context, Data, anchor, german_day, is_running
from .contacts import address, contact, persons
from .saying import times_said
from .translated import translate

_HOSTS = ("partner", "initiative")
_TEXTS = {"summary": "kurzbeschreibung", "description": "beschreibung", "directions": "anfahrt"}
_OFFER_TEXTS = {
    "title": "titel",
    "summary": "kurzbeschreibung",
    "times_note": "zeiten/hinweis",
    "registration": "anmeldung",
}
_ON_SITE = ("vor_ort", "hybrid")


def entry(context: Context, record: PublicRecord) -> Data:
    """Everything printed about a record. Missing facts are empty, never absent."""
    wanted = record["mitmachen"] or {}
    place = address(record["anschrift"])
    data: Data = {
        "key": record.key,
        "anchor": anchor(record),
        "number": None,
        "title": record.title,
        "short_title": record["kurzname"] or "",
        "what": context.label("initiativarten", record["art"]) if record["art"] else "",
        "roles": context.labels("partnerrollen", record["rollen"]),
        "state": state(context, record.data),
        "summary": record["kurzbeschreibung"] or "",
        "description": record["beschreibung"] or "",
        "municipality": record["gemeinde"] or "",
        "place": context.label("gemeinden", record["gemeinde"]),
        "address": place,
        "directions": record["anfahrt"] or "",
        "contact": contact(context, record["kontakt"] or _web_only(record)),
        "persons": persons(context, record.persons),
        "languages": languages(context, record["sprachen"]),
        "catchment": [ags for ags in record["einzugsgebiet"] or () if ags != record["gemeinde"]],
        "carrier": context.named(record["traeger"], ["partner"]),
        "wanted": bool(wanted.get("gesucht")),
        "wanted_for": list(wanted.get("wofuer") or ()) if wanted.get("gesucht") else [],
        "offers": [offer(context, record, item) for item in running_offers(record)],
        "changed": record["letzte_aenderung"] or "",
        "checked": record["geprueft_am"] or "",
        "foot": foot(context, record),
    }
    if data["contact"] and not data["contact"]["through_office"]:
        data["contact"]["foreign"] = translate(context, record, data["contact"], {"hours": "kontakt/sprechzeiten"})
    data["foreign"] = translate(context, record, data, _TEXTS)
    return data


def running_offers(record: PublicRecord) -> list[dict[str, Any]]:
    """The offers of a record that still exist."""
    return [item for item in record["angebote"] or () if is_running(item)]


def offer(context: Context, record: PublicRecord, item: Mapping[str, Any]) -> Data:
    """One offer. `where` is empty where it takes place at the address of the entry, `form` where people just come."""
    elsewhere = item.get("gemeinde") if item.get("gemeinde") != record["gemeinde"] else None
    times = item.get("zeiten") or {}
    data: Data = {
        "key": f"{record.key}/{item['id']}",
        "anchor": anchor(record, item["id"]),
        "title": item["titel"],
        "field": item["handlungsfeld"],
        "fields": context.labels("handlungsfelder", [item["handlungsfeld"], *item.get("weitere_handlungsfelder", ())]),
        "further_fields": list(item.get("weitere_handlungsfelder", ())),
        "format": item["format"],
        "form": context.label("formate", item["format"]) if item["format"] != "vor_ort" else "",
        "summary": item.get("kurzbeschreibung", ""),
        "state": state(context, item),
        "municipality": item.get("gemeinde") or record["gemeinde"] or "",
        "where": _where(context, record, item, context.label("gemeinden", elsewhere)),
        "elsewhere": context.label("gemeinden", elsewhere),
        "times": times_said(context, times),
        "times_note": times.get("hinweis", ""),
        "holidays": _holidays(context, times),
        "for_whom": _for_whom(context, item),
        "groups": list(item.get("zielgruppen") or ["alle"]),
        "languages": languages(context, item.get("sprachen")),
        "costs": _costs(context, item.get("kosten")),
        "registration": item.get("anmeldung", ""),
        "bring": list(item.get("unterlagen", ())),
        "good_to_know": _good_to_know(context, item),
        "contact": contact(context, item.get("kontakt")),
        "together_with": context.all_named(item.get("mitveranstalter"), _HOSTS),
    }
    own = f"angebote/{item['id']}"
    if data["contact"] and not data["contact"]["through_office"]:
        hours = {"hours": f"{own}/kontakt/sprechzeiten"}
        data["contact"]["foreign"] = translate(context, record, data["contact"], hours)
    data["foreign"] = translate(context, record, data, {key: f"{own}/{name}" for key, name in _OFFER_TEXTS.items()})
    return data


def languages(context: Context, codes: list[str] | None) -> list[Data]:
    """Languages with their German and their own name, and the direction they are written in."""
    words = context.public.vocabulary("sprachen").words
    return [
        {
            "code": code,
            "label": context.label("sprachen", code),
            "native": str(words[code].attributes.get("eigenname", "")) if code in words else "",
            "direction": str(words[code].attributes.get("richtung", "ltr")) if code in words else "ltr",
        }
        for code in codes or ()
    ]


def state(context: Context, data: Mapping[str, Any]) -> str:
    """A word for what is not simply running: »im Aufbau«, »pausiert«."""
    given = data.get("status")
    return context.label("status", given) if given in ("im_aufbau", "pausiert") else ""


def foot(context: Context, record: PublicRecord) -> str:
    """»Letzte Änderung 12.03.2026 · geprüft 14.05.2026«."""
    pieces = []
    if changed := german_day(record["letzte_aenderung"]):
        pieces.append(context.text("letzte_aenderung", datum=changed))
    checked = german_day(record["geprueft_am"])
    pieces.append(context.text("geprueft", datum=checked) if checked else context.text("nie_geprueft"))
    text = " · ".join(pieces)
    return text[:1].upper() + text[1:]


def _web_only(record: PublicRecord) -> dict[str, Any]:
    return {"web": record["web"]} if record["web"] else {}


def _where(context: Context, record: PublicRecord, item: Mapping[str, Any], elsewhere: str) -> str:
    if item["format"] not in _ON_SITE:
        return elsewhere
    if item.get("ort"):
        return str(item["ort"]) if elsewhere in item["ort"] else f"{item['ort']}, {elsewhere}"
    raw = context.registry.get(record.kind.name, record.id) or record
    keeps_it = any(own.get("id") == item["id"] and own.get("ort") for own in raw["angebote"] or ())
    if keeps_it or elsewhere or not record["anschrift"]:
        return context.listed((elsewhere, context.text("ort_auf_anfrage")))
    return ""


def _costs(context: Context, costs: str | None) -> str:
    """What is to be paid; the guide says that everything else is free."""
    return context.label("kostenarten", costs) if costs not in (None, "kostenlos") else ""


def _holidays(context: Context, times: Mapping[str, Any]) -> str:
    return context.text("feiertags_geschlossen") if times.get("feiertage") == "geschlossen" else ""


def _for_whom(context: Context, item: Mapping[str, Any]) -> str:
    """Who is meant, in words; nothing where everybody is."""
    pieces = context.labels("zielgruppen", [group for group in item.get("zielgruppen") or () if group != "alle"])
    first, last = item.get("alter_von"), item.get("alter_bis")
    if first is not None and last is not None:
        pieces.append(context.text("alter_von_bis", von=first, bis=last))
    elif first is not None:
        pieces.append(context.text("alter_ab", von=first))
    elif last is not None:
        pieces.append(context.text("alter_bis", bis=last))
    if item.get("geschlecht", "alle") != "alle" and item["geschlecht"] not in (item.get("zielgruppen") or ()):
        pieces.append(context.label("geschlechter", item["geschlecht"]))
    if status := [code for code in item.get("aufenthaltsstatus", ()) if code != "unabhaengig"]:
        pieces.append(context.text("bei_status", status=context.listed(context.labels("aufenthaltsstatus", status))))
    return f"{context.text('trenner')} ".join(pieces)


def _good_to_know(context: Context, item: Mapping[str, Any]) -> list[str]:
    found = context.labels("barrierefreiheit", item.get("barrierefreiheit"))
    found += context.labels("eigenschaften", item.get("eigenschaften"))
    if item.get("plaetze"):
        found.append(context.text("plaetze", anzahl=item["plaetze"]))
    if item.get("warteliste"):
        found.append(context.text("warteliste"))
    return found
