"""The Kreis by parts and Gemeinden: who is where, and which way to go from a place without an offer of its own."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Any

from ..project import MUNICIPALITIES, Project
from ..publication import PublicRecord
from ..schemas.vocabularies import Word
from ._context import Context, Data, anchor
from .entries import entry, running_offers
from .sorting import din_key

_EARTH_KM = 6371.0
_KINDS_WITH_OFFERS = ("initiative", "partner")


def by_place(context: Context, initiatives: list[PublicRecord], partners: list[PublicRecord]) -> list[Data]:
    """The parts of the Kreis in the order of the settings; what belongs to none comes last, so nothing vanishes."""
    words = dict(context.public.vocabulary("gemeinden").words)
    located = _located(initiatives, partners)
    for ags in (*located, *(record["gemeinde"] or "" for record in initiatives)):
        words.setdefault(ags, Word(ags, {} if ags else {"de": context.text("ohne_ort")}))
    homes: dict[str, list[PublicRecord]] = {}
    for record in initiatives:
        homes.setdefault(record["gemeinde"] or "", []).append(record)
    targets = [words[ags] for ags in _with_offers(located) if words[ags].attributes.get("lat") is not None]
    parts = [(code, context.label("teilkreise", code)) for code in context.public.vocabulary("teilkreise").words]
    rest = context.text("ohne_teilkreis") if parts else context.text("alle_orte")
    found = [
        _part(context, code, title, number, _of_part(words, code, parts), homes, located, targets)
        for number, (code, title) in enumerate([*parts, ("", rest)], 1)
    ]
    return [part for part in found if part["municipalities"] or (part["others"] and part["code"])]


def kilometres(one: Word, other: Word) -> float:
    """The distance of two places as the crow flies."""
    lat, lon, lat2, lon2 = (radians(float(word.attributes[name])) for word in (one, other) for name in ("lat", "lon"))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def sources(project: Project) -> list[str]:
    """Whose data the list of Gemeinden is, as its file says."""
    path = project.tree / MUNICIPALITIES
    lines = path.read_text("utf-8-sig").splitlines() if path.is_file() else []
    return [line.lstrip("# ").strip() for line in lines if line.startswith("#") and "©" in line]


def _of_part(words: dict[str, Word], code: str, parts: list[tuple[str, str]]) -> list[Word]:
    known = {part for part, _ in parts}
    chosen = [word for word in words.values() if _part_code(word, known) == code]
    return sorted(chosen, key=lambda word: din_key(word.label()))


def _part_code(word: Word, known: set[str]) -> str:
    code = str(word.attributes.get("teilkreis", ""))
    return code if code in known else ""


def _part(
    context: Context,
    code: str,
    title: str,
    number: int,
    words: list[Word],
    homes: dict[str, list[PublicRecord]],
    located: dict[str, dict[str, tuple[PublicRecord, list[str]]]],
    targets: list[Word],
) -> Data:
    served = _catchments(homes)
    shown = [word for word in words if word.code in homes or word.code in located]
    return {
        "code": code,
        "title": title,
        "anchor": f"teil-{code}" if code else "teil-weitere",
        "number": number,
        "municipalities": [
            {
                "ags": word.code,
                "name": word.label(context.language),
                "anchor": place_anchor(word.code),
                "entries": [entry(context, record) for record in sorted(homes.get(word.code, ()), key=_by_title)],
                "also": _also(located.get(word.code, {}), homes.get(word.code, ())),
            }
            for word in shown
        ],
        "others": [
            {
                "ags": word.code,
                "name": word.label(context.language),
                "anchor": place_anchor(word.code),
                "served_by": [_link(record) for record in served.get(word.code, ())],
                "nearest": _nearest(context, word, targets),
            }
            for word in words
            if word not in shown and word.attributes.get("art") != "Gemeindefreies Gebiet"
        ],
    }


def place_anchor(ags: str) -> str:
    """The name of a Gemeinde's place in the document."""
    return f"ort-{ags}" if ags else "ort-unbekannt"


def _located(
    initiatives: list[PublicRecord], partners: list[PublicRecord]
) -> dict[str, dict[str, tuple[PublicRecord, list[str]]]]:
    """By Gemeinde: who has a seat or an offer there, with the titles of the offers, paused ones left out."""
    found: dict[str, dict[str, tuple[PublicRecord, list[str]]]] = {}
    for record in (*initiatives, *partners):
        if record["gemeinde"] and record.kind.name == "partner":
            found.setdefault(record["gemeinde"], {}).setdefault(record.key, (record, []))
        for item in running_offers(record) if record["status"] != "pausiert" else ():
            place = item.get("gemeinde") or record["gemeinde"]
            if place and item.get("status") != "pausiert":
                found.setdefault(place, {}).setdefault(record.key, (record, []))[1].append(item["titel"])
    return found


def _with_offers(located: dict[str, dict[str, tuple[PublicRecord, list[str]]]]) -> list[str]:
    return sorted(ags for ags, records in located.items() if any(titles for _, titles in records.values()))


def _also(located: dict[str, tuple[PublicRecord, list[str]]], at_home: Any) -> list[Data]:
    """Those who are here too, but whose entry stands elsewhere."""
    own = {record.key for record in at_home}
    others = [(record, titles) for key, (record, titles) in located.items() if key not in own]
    return [
        {**_link(record), "offers": titles} for record, titles in sorted(others, key=lambda pair: _by_title(pair[0]))
    ]


def _catchments(homes: dict[str, list[PublicRecord]]) -> dict[str, list[PublicRecord]]:
    found: dict[str, list[PublicRecord]] = {}
    for records in homes.values():
        for record in (one for one in records if one["status"] != "pausiert"):
            for ags in record["einzugsgebiet"] or ():
                found.setdefault(ags, []).append(record)
    return {ags: sorted(records, key=_by_title) for ags, records in found.items()}


def _nearest(context: Context, word: Word, targets: list[Word]) -> Data | None:
    if word.attributes.get("lat") is None or not targets:
        return None
    distance, _, found = min((kilometres(word, target), din_key(target.label()), target) for target in targets)
    return {
        "name": found.label(context.language),
        "anchor": place_anchor(found.code),
        "km": max(1, round(distance)),
        "distance": context.text("luftlinie", km=max(1, round(distance))),
    }


def _link(record: PublicRecord) -> Data:
    return {"title": record.title, "anchor": anchor(record)}


def _by_title(record: PublicRecord) -> tuple[str, str]:
    return din_key(record.title)
