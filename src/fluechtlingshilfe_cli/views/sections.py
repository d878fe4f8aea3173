"""The sections of a directory in the order its settings give them: those the tool brings, own texts, own selections.

A section that would be empty is left out, so that no heading stands alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..booklets import language_of_titles, text_of
from ..publication import PublicRecord
from ._context import Context, Data
from .indexes import pointers
from .own_texts import own_text
from .selecting import chosen
from .texts import FALLBACK

_ANCHORS = {"orte_register": "orte-register"}
_NEEDED = {
    "gruppen": ("groups", "groups"),
    "sprachen": ("languages",),
    "partner": ("partners",),
    "neues": ("news",),
    "abkuerzungen": ("abbreviations",),
    "felder": ("fields", "groups"),
    "orte": ("parts",),
}
"""What must not be empty for a section to be there."""


_ONLY_IN = {"training": "veranstaltungen", "need": "mitmachen"}
"""Kinds that a single section shows; entries of groups and partners are led to from everywhere."""


def shows(book: Mapping[str, Any], kind: str) -> bool:
    """Whether a directory of these settings shows records of a kind at all."""
    wanted = book.get("abschnitte")
    return not wanted or kind not in _ONLY_IN or any(one.get("was") == _ONLY_IN[kind] for one in wanted)


def sections(context: Context, book: Mapping[str, Any], data: Data, records: list[PublicRecord]) -> list[Data]:
    """The sections with their titles, as they are written where they are not translated.

    `data` is the directory so far, `records` are those it shows.
    """
    entries = [one for part in data["parts"] for place in part["municipalities"] for one in place["entries"]]
    entries += [one for group in data["partners"] for one in group["entries"]]
    wanted = book.get("abschnitte") or [{"was": code} for code in context.public.vocabulary("abschnitte").words]
    written = language_of_titles(context.public.project, book)
    found = (_section(context, number, one, data, entries, records) for number, one in enumerate(wanted, 1))
    return [_titled(context, one, section, written) for one, section in zip(wanted, found, strict=True) if section]


def _titled(context: Context, one: Mapping[str, Any], section: Data, written: str) -> Data:
    """The section with its title and the language of that; `written`: the one of titles without a translation."""
    found = context.translation(one)
    title, language = section["title"], section["language"]
    if "titel" in found:
        title, language = found["titel"], context.language
    elif "titel" in one and not (title and "text" in found):
        title, language = one["titel"], written
    elif not title:
        code = "vorwort" if section["code"] == "text" else section["code"]
        title, language = context.text(f"{code}_titel"), context.language
    return section | {
        "title": title,
        "title_language": language,
        "title_direction": context.direction_of(language),
    }


def _section(
    context: Context,
    number: int,
    one: Mapping[str, Any],
    data: Data,
    entries: list[Data],
    records: list[PublicRecord],
) -> Data | None:
    section: Data = {
        "code": "",
        "title": "",
        "title_language": "",
        "title_direction": "",
        "anchor": f"abschnitt-{number}",
        "language": context.language,
        "direction": context.direction,
        "blocks": [],
        "offers": [],
    }
    if "text" in one:
        name, language = context.translation(one).get("text"), context.language
        text = own_text(text_of(context.public.project, name or one["text"]), language if name else FALLBACK)
        return section | text | {"direction": context.direction_of(text["language"]), "code": "text"}
    if "abfrage" in one:
        found = chosen(context.public, records, one["abfrage"])
        offers = pointers(entries, {f"{r.key}/{item['id']}" for r in found for item in r["angebote"] or ()})
        return section | {"code": "abfrage", "offers": offers} if offers else None
    code = one["was"]
    if code in _NEEDED and not _reach(data, _NEEDED[code]):
        return None
    return section | {"code": code, "anchor": _ANCHORS.get(code, code)}


def _reach(data: Any, steps: tuple[str, ...]) -> Any:
    for step in steps:
        data = data[step]
    return data
