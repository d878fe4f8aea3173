"""Proof sheets: for each initiative its entry as it will be printed, what is missing, and fields to tick or correct.

A sheet goes to those whose entry it is and holds only what will be printed. It is German, also for a directory in
another language: it is read and answered by offices and groups that write their entry in German. So its words stand
in `templates/texts/de.yaml` alone, below `korrekturabzug`, where a project can change each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ..days import german
from ..publication import Published
from ..registry import Registry
from ..resources import Resources
from ._context import Context, Data, filled
from .contacts import contact
from .directory import entries_of
from .numbers import give
from .sorting import din_key
from .texts import group, texts

_OF_OFFER = {"wo": "where", "fuer_wen": "for_whom", "anmeldung": "registration"}


def proof_words(resources: Resources) -> Mapping[str, str]:
    """The words of the sheets. Raises `SchemaFault` for a file that cannot be read."""
    return group(resources, "korrekturabzug")


def assemble(
    registry: Registry,
    public: Published,
    edition: Mapping[str, Any],
    until: date,
    numbers: Mapping[str, int],
    notes: Mapping[str, Sequence[str]],
    query: Sequence[str] = (),
) -> Data:
    """The data of all sheets. `edition`: its `name` and `title`; `notes`: what stands in the way, by key; `query`:
    the choice of the directory, where it is not everything.
    """
    resources = public.project.resources
    context, words = Context(registry, public, texts(resources), "de"), proof_words(resources)
    settings = public.settings
    entries = [one for one in entries_of(registry, public, query=query) if one["key"].startswith("initiative/")]
    give(numbers, entries, (), None)
    secret = {item.record for item in public.withheld if item.reason == "place"}
    for entry in entries:
        _without_links(entry)
    entries.sort(key=lambda one: (din_key(one["place"]), din_key(one["title"]), one["key"]))
    return {
        "schema_version": 1,
        "view": "proof",
        "language": "de",
        "direction": "ltr",
        "channel": public.channel,
        "title": edition["title"],
        "edition": edition["name"],
        "subtitle": words["titel"],
        "as_of": public.as_of.isoformat(),
        "until": german(until),
        "introduction": filled(words["einleitung"], titel=edition["title"], tag=german(until)),
        "notice": context.text("beispieldaten") if settings.get("beispieldaten") else "",
        "office": {"entry": None, "contact": contact(context, settings.get("kontakt"))},
        "words": words,
        "counts": {"entries": len(entries)},
        "sheets": [
            {
                "entry": one,
                "missing": [*_missing(words, one, one["key"] in secret), *notes.get(one["key"], ())],
                "rows": _rows(context, words, one),
            }
            for one in entries
        ],
    }


def one_each(data: Data) -> Iterable[tuple[str, Data]]:
    """The id and the data of every sheet alone."""
    for sheet in data["sheets"]:
        yield sheet["entry"]["key"].rpartition("/")[2], {**data, "sheets": [sheet]}


def _rows(context: Context, words: Mapping[str, str], entry: Data) -> list[Data]:
    """What is printed, line by line, in the order of the entry."""
    ways = (entry["contact"] or {}).get("ways", ())
    facts = [
        (words["name"], entry["title"]),
        (words["art"], entry["what"]),
        (words["kurzbeschreibung"], entry["summary"]),
        (context.text("anschrift"), entry["address"]["text"] if entry["address"] else ""),
        (context.text("anfahrt"), entry["directions"]),
        *((way["label"], way["text"]) for way in ways),
        (context.text("sprechzeiten"), (entry["contact"] or {}).get("hours", "")),
        *((context.text("ansprechperson"), _person(person)) for person in entry["persons"]),
        (context.text("sprachen"), _listed(entry["languages"])),
        (context.text("traeger"), entry["carrier"]["title"] if entry["carrier"] else ""),
    ]
    for offer in entry["offers"]:
        told = offer["times"] or offer["times_note"] or offer["form"]
        facts += [(filled(words["angebot"], titel=offer["title"]), told)]
        facts += [(words[f"angebot_{part}"], offer[key]) for part, key in _OF_OFFER.items()]
    optional = {context.text(key) for key in ("anfahrt", "sprechzeiten", "traeger")}
    optional |= {words[f"angebot_{part}"] for part in _OF_OFFER}
    return [{"label": label, "value": value} for label, value in facts if value or label not in optional]


def _without_links(entry: Data) -> None:
    """Others have no place on the sheet one could go to."""
    for mentioned in (entry["carrier"], *(other for offer in entry["offers"] for other in offer["together_with"])):
        if mentioned:
            mentioned["anchor"] = ""


def _missing(words: Mapping[str, str], entry: Data, keeps_place: bool) -> list[str]:
    """What readers would look for and not find; not the address of those who keep it to themselves."""
    ways = {way["way"] for way in (entry["contact"] or {}).get("ways", ())}
    found = {
        "fehlt_anschrift": entry["address"] or keeps_place,
        "fehlt_telefon": ways & {"telefon", "mobil"},
        "fehlt_email": "email" in ways,
        "fehlt_sprachen": entry["languages"],
        "fehlt_angebote": entry["offers"],
    }
    timeless = [one["title"] for one in entry["offers"] if not (one["times"] or one["times_note"])]
    lines = [words[key] for key, is_there in found.items() if not is_there]
    return lines + [filled(words["fehlt_zeiten"], titel=title) for title in timeless]


def _person(person: Data) -> str:
    name = ", ".join(filter(None, (person["name"], person["role"])))
    return ", ".join(filter(None, (name, *(way["text"] for way in person["ways"]))))


def _listed(languages: list[Data]) -> str:
    return ", ".join(one["label"] for one in languages)
