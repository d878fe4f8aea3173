"""Ways into the directory: by Handlungsfeld, by target group, by language, and every name from A to Z."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ._context import Context, Data
from .sorting import din_key, initial

Entries = list[Data]


def by_field(context: Context, entries: Entries) -> Data:
    """Offers by field in the order of the vocabulary; the fields nobody serves are named, too."""
    groups = _by_word(context, entries, "handlungsfelder", "feld", _fields)
    served = {group["code"] for group in groups}
    words = context.public.vocabulary("handlungsfelder").words
    return {
        "groups": groups,
        "without": context.labels("handlungsfelder", [code for code in words if code not in served]),
    }


def by_group(context: Context, entries: Entries) -> Data:
    """Offers that address a certain group; those for everybody serve all of them and are not repeated here."""
    return {"groups": _by_word(context, entries, "zielgruppen", "gruppe", _groups), "without": []}


def by_language(entries: Entries) -> list[Data]:
    """Who speaks which language apart from German, with the offers that promise it, by the German name of it."""
    found: dict[str, Data] = {}
    for entry in entries:
        for speaker, is_offer in ((entry, False), *((offer, True) for offer in entry["offers"])):
            for language in speaker["languages"]:
                if language["code"] == "de":
                    continue
                group = found.setdefault(
                    language["code"], {**language, "anchor": f"sprache-{language['code']}", "entries": {}}
                )
                spoken = group["entries"].setdefault(entry["anchor"], _mention(entry) | {"offers": []})
                if is_offer:
                    spoken["offers"].append({"title": german(speaker), "anchor": speaker["anchor"]})
    for group in found.values():
        group["entries"] = sorted(group["entries"].values(), key=lambda spoken: din_key(spoken["title"]))
    return sorted(found.values(), key=lambda group: din_key(group["label"]))


def by_name(entries: Entries) -> list[Data]:
    """All names, short names and offers from A to Z (DIN 5007-1), each with the place it leads to."""
    names: list[Data] = []
    for entry in entries:
        names.append({"name": entry["title"], "note": entry["place"], "anchor": entry["anchor"]})
        if entry["short_title"] and entry["short_title"] != entry["title"]:
            names.append({"name": entry["short_title"], "note": entry["title"], "anchor": entry["anchor"]})
        names += [{"name": german(o), "note": entry["title"], "anchor": o["anchor"]} for o in entry["offers"]]
    names.sort(key=lambda item: (din_key(item["name"]), din_key(item["note"]), item["anchor"]))
    letters: dict[str, list[Data]] = {}
    for item in names:
        letters.setdefault(initial(item["name"]), []).append(item)
    return [
        {"letter": letter, "anchor": f"abc-{number}", "names": found}
        for number, (letter, found) in enumerate(letters.items(), 1)
    ]


def pointers(entries: Entries, keys: set[str]) -> list[Data]:
    """Those of the offers with these keys, by place."""
    found = [_pointer(one, offer, False) for one in entries for offer in one["offers"] if offer["key"] in keys]
    return sorted(found, key=_order)


def german(one: Data) -> str:
    """The German title of something that may be translated: the one people find on doors and ask for."""
    return str(one["foreign"].get("title", {}).get("original", one["title"]))


def _fields(offer: Data) -> Iterator[tuple[str, bool]]:
    """The fields of an offer, and whether it mainly belongs to another one."""
    yield offer["field"], False
    yield from ((code, True) for code in offer["further_fields"] if code != offer["field"])


def _groups(offer: Data) -> Iterator[tuple[str, bool]]:
    yield from ((code, False) for code in offer["groups"] if code != "alle")


def _by_word(
    context: Context,
    entries: Entries,
    vocabulary: str,
    prefix: str,
    codes_of: Callable[[Data], Iterator[tuple[str, bool]]],
) -> list[Data]:
    found: dict[str, list[Data]] = {}
    for entry in entries:
        for offer in entry["offers"]:
            for code, further in codes_of(offer):
                found.setdefault(code, []).append(_pointer(entry, offer, further))
    return [
        {
            "code": code,
            "label": context.label(vocabulary, code),
            "anchor": f"{prefix}-{code}",
            "explanation": context.explanation(vocabulary, code),
            "offers": sorted(found[code], key=_order),
        }
        for code in context.public.vocabulary(vocabulary).words
        if code in found
    ]


def _pointer(entry: Data, offer: Data, further: bool) -> Data:
    return {
        "title": offer["title"],
        "foreign": {key: one for key, one in offer["foreign"].items() if key == "title"},
        "anchor": offer["anchor"],
        "entry": entry["title"],
        "place": offer["elsewhere"] or entry["place"],
        "times": offer["times"],
        "state": offer["state"] or entry["state"],
        "further": further,
    }


def _mention(entry: Data) -> Data:
    return {"title": entry["title"], "anchor": entry["anchor"], "place": entry["place"]}


def _order(pointer: Data) -> tuple[Any, ...]:
    return din_key(pointer["place"]), din_key(pointer["title"]), pointer["anchor"]
