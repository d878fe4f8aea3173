"""How to reach somebody: contacts of offices, persons as far as they agreed, addresses that may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from ._context import Context, Data

_WAYS = (("telefon", "telefon"), ("mobil", "mobil"), ("email", "email"), ("web", "web"))


def contact(context: Context, given: Mapping[str, Any] | None) -> Data | None:
    """A contact for print; where it says »über die Koordinierungsstelle«, that of the office."""
    given = given or {}
    through_office = given.get("ueber") == "koordinationsstelle"
    if through_office:
        given = {**(context.public.settings.get("kontakt") or {}), **{k: v for k, v in given.items() if k != "ueber"}}
    if not given:
        return None
    return {
        "name": given.get("bezeichnung", ""),
        "through_office": through_office,
        "ways": ways(context, given),
        "hours": given.get("sprechzeiten", ""),
        "foreign": {},
    }


def persons(context: Context, found: list[dict[str, Any]]) -> list[Data]:
    """Named contacts with what each of them released, in the order of the record."""
    return [
        {"name": person.get("name", ""), "role": person.get("funktion", ""), "ways": ways(context, person)}
        for person in found
    ]


def ways(context: Context, given: Mapping[str, Any]) -> list[Data]:
    """Telephone, mail and web with label, text and a link that can do no harm (empty where none can be made)."""
    return [
        {
            "way": way,
            "label": context.text(f"kontakt_{way}"),
            "text": _shown(way, given[field]),
            "href": _href(way, given[field]),
        }
        for field, way in _WAYS
        if given.get(field)
    ]


def address(given: Mapping[str, Any] | None) -> Data | None:
    """The lines of an address; None where the record keeps it to itself."""
    if not given:
        return None
    town = given.get("ort", "")
    if district := given.get("ortsteil"):
        town = f"{town}-{district}" if town else district
    place = " ".join(filter(None, (given.get("plz", ""), town)))
    lines = [line for line in (given.get("zusatz", ""), given.get("strasse", ""), place) if line]
    return {"lines": lines, "text": ", ".join(lines)} if lines else None


def _shown(way: str, value: str) -> str:
    return value.removeprefix("https://").removeprefix("http://").rstrip("/") if way == "web" else value


def _href(way: str, value: str) -> str:
    if way in ("telefon", "mobil"):
        digits = "".join(letter for letter in value.replace("(0)", "") if letter in "+0123456789")
        return f"tel:{digits}" if digits else ""
    if way == "email":
        return f"mailto:{quote(value, safe='@.+-_')}" if value.count("@") == 1 else ""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and parts.netloc and value.isprintable() else ""
