"""Proof sheets: for each initiative its entry as it will be printed, what is missing, and fields to tick or correct.

A sheet goes to those whose entry it is and holds only what will be printed. It is German, as the answers are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ..days import german
from ..publication import Published
from ..registry import Registry
from ._context import Context, Data
from .contacts import contact
from .directory import entries_of
from .numbers import give
from .sorting import din_key
from .texts import texts

WORDS = {
    "kicker": "Korrekturabzug",
    "as_printed": "So wird Ihr Eintrag gedruckt",
    "missing": "Das fehlt noch",
    "check": "Bitte prüfen Sie jede Zeile",
    "column_field": "Angabe",
    "column_value": "im Heft steht",
    "column_right": "stimmt",
    "column_correction": "sonst bitte so",
    "answer": "Ihre Antwort",
    "all_right": "Alles stimmt, bitte so drucken.",
    "with_changes": "Bitte mit den Korrekturen drucken.",
    "no_more": "Uns gibt es nicht mehr, bitte nicht drucken.",
    "signed": "Datum, Name, Funktion",
    "back_to": "Zurück an",
    "until": "Bitte bis",
    "questions": "Haben Sie Fragen? Rufen Sie uns gern an.",
    "nothing": "keine Angabe",
}
_INTRODUCTION = (
    "das neue Verzeichnis »{title}« entsteht. Bitte prüfen Sie Ihren Eintrag und schicken Sie dieses Blatt bis {until} "
    "zurück. Ein Anruf genügt auch."
)


def assemble(
    registry: Registry,
    public: Published,
    edition: Mapping[str, Any],
    until: date,
    numbers: Mapping[str, int],
    notes: Mapping[str, Sequence[str]],
) -> Data:
    """The data of all sheets. `edition`: its `name` and `title`; `notes`: what stands in the way, by key."""
    context = Context(registry, public, texts(public.project.resources), "de")
    settings = public.settings
    entries = [one for one in entries_of(registry, public) if one["key"].startswith("initiative/")]
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
        "subtitle": WORDS["kicker"],
        "as_of": public.as_of.isoformat(),
        "until": german(until),
        "introduction": _INTRODUCTION.format(title=edition["title"], until=german(until)),
        "notice": context.text("beispieldaten") if settings.get("beispieldaten") else "",
        "office": {"entry": None, "contact": contact(context, settings.get("kontakt"))},
        "words": WORDS,
        "counts": {"entries": len(entries)},
        "sheets": [
            {
                "entry": one,
                "missing": [*_missing(one, one["key"] in secret), *notes.get(one["key"], ())],
                "rows": _rows(context, one),
            }
            for one in entries
        ],
    }


def one_each(data: Data) -> Iterable[tuple[str, Data]]:
    """The id and the data of every sheet alone."""
    for sheet in data["sheets"]:
        yield sheet["entry"]["key"].rpartition("/")[2], {**data, "sheets": [sheet]}


def _rows(context: Context, entry: Data) -> list[Data]:
    """What is printed, line by line, in the order of the entry."""
    ways = (entry["contact"] or {}).get("ways", ())
    facts = [
        ("Name", entry["title"]),
        ("Art", entry["what"]),
        ("Kurzbeschreibung", entry["summary"]),
        ("Anschrift", entry["address"]["text"] if entry["address"] else ""),
        (context.text("anfahrt"), entry["directions"]),
        *((way["label"], way["text"]) for way in ways),
        (context.text("sprechzeiten"), (entry["contact"] or {}).get("hours", "")),
        *((context.text("ansprechperson"), _person(person)) for person in entry["persons"]),
        (context.text("sprachen"), _listed(entry["languages"])),
        (context.text("traeger"), entry["carrier"]["title"] if entry["carrier"] else ""),
    ]
    for offer in entry["offers"]:
        facts += [(f"Angebot »{offer['title']}«", offer["times"] or offer["times_note"] or offer["form"])]
        facts += [("– wo", offer["where"]), ("– für wen", offer["for_whom"]), ("– Anmeldung", offer["registration"])]
    optional = ("–", context.text("anfahrt"), context.text("sprechzeiten"), context.text("traeger"))
    return [{"label": label, "value": value} for label, value in facts if value or not label.startswith(optional)]


def _without_links(entry: Data) -> None:
    """Others have no place on the sheet one could go to."""
    for mentioned in (entry["carrier"], *(other for offer in entry["offers"] for other in offer["together_with"])):
        if mentioned:
            mentioned["anchor"] = ""


def _missing(entry: Data, keeps_place: bool) -> list[str]:
    """What readers would look for and not find; not the address of those who keep it to themselves."""
    ways = {way["way"] for way in (entry["contact"] or {}).get("ways", ())}
    wanted = (
        (entry["address"] or keeps_place, "Anschrift"),
        (ways & {"telefon", "mobil"}, "Telefon"),
        ("email" in ways, "E-Mail"),
        (entry["languages"], "Sprachen, die gesprochen werden"),
        (entry["offers"], "Angebote mit Zeiten"),
    )
    lines = [label for value, label in wanted if not value]
    return lines + [f"Zeiten zu »{one['title']}«" for one in entry["offers"] if not (one["times"] or one["times_note"])]


def _person(person: Data) -> str:
    name = ", ".join(filter(None, (person["name"], person["role"])))
    return ", ".join(filter(None, (name, *(way["text"] for way in person["ways"]))))


def _listed(languages: list[Data]) -> str:
    return ", ".join(one["label"] for one in languages)
