"""The directory for machines: schema.org as JSON-LD inside the page, made of nothing but what the page shows.

An NGO has no opening hours in schema.org; its offers are services in a catalogue, events are single dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ._context import Data

_PLACES = {"online": "Online", "telefon": "Online", "hybrid": "Mixed"}


def structured(data: Data) -> Data:
    """The graph of all entries and of the events to come."""
    base = data["web"]["address"]
    found = [_organisation(entry, base, "NGO") for entry in _in_places(data)]
    found += [_organisation(one, base, "Organization") for group in data["partners"] for one in group["entries"]]
    found += [event for group in data["events"] for one in group["events"] for event in _events(one, base)]
    return {"@context": "https://schema.org", "@graph": found}


def _in_places(data: Data) -> Iterator[Data]:
    for part in data["parts"]:
        for place in part["municipalities"]:
            yield from place["entries"]


def _organisation(entry: Data, base: str, kind: str) -> Data:
    contact = entry["contact"] or {"ways": [], "through_office": True}
    reach = {} if contact["through_office"] else _reach(contact)
    return _said(
        {
            "@type": kind,
            "@id": f"{base}#{entry['anchor']}",
            "name": entry["title"],
            "alternateName": entry["short_title"],
            "description": _german(entry, "summary"),
            "address": entry["address"]["text"] if entry["address"] else "",
            "url": reach.pop("url", ""),
            "contactPoint": {"@type": "ContactPoint", "contactType": "customer service", **reach} if reach else "",
            "areaServed": entry["place"],
            "knowsLanguage": [one["code"] for one in entry["languages"]],
            "hasOfferCatalog": _catalogue(entry, base),
        }
    )


def _catalogue(entry: Data, base: str) -> Data | str:
    offers = [
        {
            "@type": "Offer",
            "itemOffered": _said(
                {
                    "@type": "Service",
                    "@id": f"{base}#{one['anchor']}",
                    "name": _german(one, "title"),
                    "description": _german(one, "summary"),
                    "serviceType": one["fields"],
                    "provider": {"@id": f"{base}#{entry['anchor']}"},
                }
            ),
        }
        for one in entry["offers"]
    ]
    return {"@type": "OfferCatalog", "itemListElement": offers} if offers else ""


def _events(one: Data, base: str) -> Iterator[Data]:
    state = "EventScheduled"
    if one["cancelled"]:
        state = "EventRescheduled" if one["instead"] else "EventCancelled"
    for date in one["dates"]:
        yield _said(
            {
                "@type": "EducationEvent",
                "@id": f"{base}#{one['anchor']}-{date['iso']}",
                "name": _german(one, "title"),
                "description": _german(one, "summary"),
                "startDate": date["iso"],
                "endDate": date["until"],
                "eventStatus": f"https://schema.org/{state}",
                "eventAttendanceMode": (
                    f"https://schema.org/{_PLACES.get(one['format'], 'Offline')}EventAttendanceMode"
                ),
                "location": {"@type": "Place", "name": one["place"], "address": one["place"]} if one["place"] else "",
                "organizer": [{"@type": "Organization", "name": body["title"]} for body in one["organisers"]],
            }
        )


def _reach(contact: Data) -> dict[str, Any]:
    names = {"telefon": "telephone", "mobil": "telephone", "email": "email", "web": "url"}
    found: dict[str, Any] = {}
    for way in contact["ways"]:
        if way["href"]:
            found.setdefault(names[way["way"]], way["href"] if way["way"] == "web" else way["text"])
    return found


def _german(one: Data, key: str) -> str:
    """The text as the record has it, whatever language the page is in."""
    return str(one["foreign"].get(key, {}).get("original", one[key]))


def _said(values: Data) -> Data:
    return {key: value for key, value in values.items() if value not in ("", [], None)}
