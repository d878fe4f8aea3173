"""HSDS, the Human Services Data Specification: organizations with services, places and schedules, nested or in tables.

What a column becomes says the bundled mapping `hsds-KIND.yaml`; here are only the names HSDS itself uses (version 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..tables import Table
from .objects import parsed, shown, table_of_objects

_TABLES = {"organizations", "organization", "services", "service"}
_DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), strict=True))
_PARTS = ("phones", "locations", "location", "addresses", "languages", "contacts", "schedules", "service_at_locations")


def is_hsds(data: Any) -> bool:
    """Whether JSON holds organizations with services, or services with their organization."""
    if isinstance(data, Mapping):
        return bool(_TABLES & set(data)) or is_hsds(data.get("contents"))
    first = data[0] if isinstance(data, list) and data else None
    return isinstance(first, Mapping) and ("services" in first or "organization" in first)


def read_hsds(path: Path, raw: bytes) -> Table:
    """One row per organization, its services in one cell."""
    organizations = list(_organizations(parsed(path.name, raw)))
    table = table_of_objects([_flat(one) for one in organizations], "", "HSDS")
    return Table(table.columns, table.rows, table.told, table.asides, mapping="hsds", key="id")


def _organizations(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, Mapping) and "contents" in data:
        data = data["contents"]
    if isinstance(data, Mapping):
        tables = {name.removesuffix("s") if name != "addresses" else "address": rows for name, rows in data.items()}
        organizations = [dict(one) for one in _objects(tables.get("organization"))]
        services = [dict(one) for one in _objects(tables.get("service"))]
        for name in ("phone", "schedule", "language", "contact"):
            for part in _objects(tables.get(name)):
                _join(part, f"{name}s", services, "service_id") or _join(
                    part, f"{name}s", organizations, "organization_id"
                )
        locations = [dict(one) for one in _objects(tables.get("location"))]
        for part in _objects(tables.get("address")) or _objects(tables.get("physical_address")):
            _join(part, "addresses", locations, "location_id")
        for link in _objects(tables.get("service_at_location")):
            place = next((one for one in locations if one.get("id") == link.get("location_id")), None)
            _join({**link, "location": place or {}}, "service_at_locations", services, "service_id")
        for place in locations:
            _join(place, "locations", organizations, "organization_id")
        for service in services:
            _join(service, "services", organizations, "organization_id")
        yield from organizations
        return
    merged: dict[str, dict[str, Any]] = {}
    for one in _objects(data):
        owner = one.get("organization")
        if not isinstance(owner, Mapping):
            yield dict(one)
            continue
        service = {name: value for name, value in one.items() if name != "organization"}
        kept = merged.setdefault(str(owner.get("id") or owner.get("name")), {**owner, "services": []})
        kept["services"].append(service)
    yield from merged.values()


def _join(part: Mapping[str, Any], name: str, owners: Sequence[dict[str, Any]], by: str) -> bool:
    for owner in owners:
        if part.get(by) and owner.get("id") == part[by]:
            owner.setdefault(name, []).append(part)
            return True
    return False


def _flat(one: Mapping[str, Any]) -> dict[str, Any]:
    """An organization or service with its parts as texts a mapping can name."""
    result = {name: value for name, value in one.items() if name not in (*_PARTS, "services")}
    places = [*_objects(one.get("locations")), *_objects(one.get("location"))]
    links = _objects(one.get("service_at_locations"))
    places += [link["location"] for link in links if isinstance(link.get("location"), Mapping)]
    phones = [*_objects(one.get("phones")), *(p for place in places for p in _objects(place.get("phones")))]
    addresses = [*_objects(one.get("addresses")), *(a for place in places for a in _objects(place.get("addresses")))]
    schedules = [*_objects(one.get("schedules")), *(s for link in links for s in _objects(link.get("schedules")))]
    schedules += [s for place in places for s in _objects(place.get("schedules"))]
    result |= {
        "phones": [" ".join(filter(None, (str(p.get("number", "")), str(p.get("type") or "")))) for p in phones],
        "addresses": [_address(address) for address in addresses[:1]],
        "other_addresses": [_address(address) for address in addresses[1:]],
        "schedules": [_schedule(schedule) for schedule in schedules],
        "languages": [str(lang.get("name") or lang.get("code") or "") for lang in _objects(one.get("languages"))],
        "contacts": [
            " ".join(filter(None, (str(c.get("title") or ""), str(c.get("name") or ""))))
            for c in _objects(one.get("contacts"))
        ],
        "services": [_flat(service) for service in _objects(one.get("services"))],
    }
    return {name: value for name, value in result.items() if value not in ([], None, "")}


def _address(address: Mapping[str, Any]) -> str:
    town = " ".join(filter(None, (str(address.get("postal_code") or ""), str(address.get("city") or ""))))
    parts = (address.get("attention"), address.get("address_1"), address.get("address_2"), town)
    return ", ".join(str(part) for part in parts if part)


def _schedule(schedule: Mapping[str, Any]) -> str:
    """A schedule in the words of a notice at the door, which are understood like any other."""
    opens, closes = (str(schedule.get(name) or "")[:5] for name in ("opens_at", "closes_at"))
    days = [part.strip().upper() for part in str(schedule.get("byday") or schedule.get("weekday") or "").split(",")]
    often = str(schedule.get("freq") or "WEEKLY").upper()
    if not all(day[-2:] in _DAYS for day in days) or not opens or schedule.get("bymonthday"):
        return str(schedule.get("description") or shown(schedule))
    if often == "MONTHLY":
        told = ", ".join(f"{day[:-2] or '1'}. {_DAYS[day[-2:]]} im Monat" for day in days)
    else:
        told = ", ".join(_DAYS[day[-2:]] for day in days)
        told = f"alle {schedule['interval']} Wochen {told}" if str(schedule.get("interval") or "1") != "1" else told
    span = f"{opens}–{closes} Uhr" if closes else f"ab {opens} Uhr"
    note = schedule.get("description") or schedule.get("notes")
    return f"{told} {span}" + (f"; {note}" if note else "")


def _objects(value: Any) -> list[Mapping[str, Any]]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, Mapping)]
