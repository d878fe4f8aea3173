"""The directory: everybody's offers, one after the other and by every way in; printed as a booklet or shown as a page.

`assemble` computes it once from the public records. The result is the whole content in plain data, described in
docs/dev/views.md; templates and the PDF only lay it out, `--format json` prints it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..booklets import book
from ..publication import PublicRecord, Published
from ..registry import Registry
from ._context import Context, Data, is_shown
from .abbreviations import abbreviations
from .contacts import contact
from .cover import cover, lines
from .entries import entry
from .events import coming, wanted
from .indexes import by_field, by_group, by_language, by_name
from .numbers import give
from .places import by_place, sources
from .sections import sections
from .selecting import chosen
from .sorting import din_key
from .texts import FALLBACK, explanations, labels, texts, times
from .translated import stale

_KINDS = ("initiative", "partner", "training", "need")
_WITH_ENTRIES = _KINDS[:2]
_ADVICE = ("beratungsstelle", "behoerde")


def assemble(
    registry: Registry,
    public: Published,
    edition: str = "",
    language: str = "",
    name: str = "",
    numbers: Mapping[str, int] | None = None,
    news: Data | None = None,
) -> dict[str, Any]:
    """The data of the directory on the registry's day; `name`: one of »verzeichnisse«, else the large one.

    `numbers`: those of the entries, by key; `news`: what changed since the edition before. Raises
    `UnknownEditionError`, `UnknownDirectory`, `TextFault` for files it needs.
    """
    settings = book(public.project, name)
    language = language or settings.get("sprache", FALLBACK)
    context = _context(registry, public, language)
    query = settings.get("abfrage") or ()
    initiatives, partners, trainings, needs = (chosen(public, public.of(kind), query) for kind in _KINDS)
    ended = sum(not is_shown(registry, record) for record in (*initiatives, *partners))
    initiatives, partners = ([r for r in records if is_shown(registry, r)] for records in (initiatives, partners))
    office = public.find(public.settings.get("koordinationsstelle", ""), ["partner"])
    parts = [part for part in by_place(context, initiatives, partners) if part["municipalities"] or not query]
    bodies = [entry(context, record) for record in sorted(partners, key=lambda record: din_key(record.title))]
    entries = [one for part in parts for place in part["municipalities"] for one in place["entries"]] + bodies
    groups = coming(context, trainings)
    data: Data = {
        "schema_version": 1,
        "view": "directory",
        "language": language,
        "direction": context.direction,
        "channel": public.channel,
        "name": name,
        **cover(context, edition, settings, is_large=not name),
        "office": {
            "entry": next((one for one in bodies if office and one["key"] == office.key), None),
            "contact": contact(context, public.settings.get("kontakt")),
        },
        "emergency": _table(context.text("notruf_nummern")),
        "parts": parts,
        "fields": by_field(context, entries),
        "groups": by_group(context, entries),
        "languages": by_language(entries),
        "events": groups,
        "partners": _partners(context, bodies, office.key if office else "", partners),
        "wanted": wanted(context, initiatives, needs),
        "abbreviations": abbreviations(context, entries),
        "index": by_name(entries),
        "news": news,
        "sources": sources(public.project),
        "stale": stale(context, [*initiatives, *partners, *trainings, *needs]),
        "counts": _counts(entries, groups, len(initiatives), len(partners), ended),
    }
    data["sections"] = sections(context, settings, data, [*initiatives, *partners])
    _without_dead_ends(data, _anchors(entries, groups))
    give(numbers or {}, entries, data["index"], news)
    data["lines"] = lines(context, data)
    return data


def _context(registry: Registry, public: Published, language: str) -> Context:
    resources = public.project.resources
    own = [of(resources, language) for of in (labels, times, explanations)]
    return Context(registry, public, texts(resources, language), language, *own)


def _counts(entries: list[Data], groups: list[Data], initiatives: int, partners: int, ended: int) -> Data:
    return {
        "entries": len(entries),
        "initiatives": initiatives,
        "partners": partners,
        "offers": sum(len(one["offers"]) for one in entries),
        "events": sum(len(group["events"]) for group in groups),
        "ended": ended,
    }


def _anchors(entries: list[Data], groups: list[Data]) -> set[str]:
    """Where links inside the directory can lead."""
    found = {one["anchor"] for one in (*entries, *(offer for one in entries for offer in one["offers"]))}
    return found | {event["anchor"] for group in groups for event in group["events"]}


def _partners(context: Context, bodies: list[Data], office: str, records: list[PublicRecord]) -> list[Data]:
    """Advice centres, authorities, and everybody else; each body once, the coordination office in its own place."""
    roles = {record.key: record["rollen"] or () for record in records}
    groups: dict[str, list[Data]] = {}
    for body in bodies:
        if body["key"] != office:
            code = next((role for role in _ADVICE if role in roles[body["key"]]), "weitere")
            groups.setdefault(code, []).append(body)
    return [
        {"code": code, "title": context.text(f"partner_{code}"), "anchor": f"partner-{code}", "entries": groups[code]}
        for code in (*_ADVICE, "weitere")
        if code in groups
    ]


def entries_of(
    registry: Registry, public: Published, language: str = FALLBACK, query: Sequence[str] = ()
) -> list[Data]:
    """Every entry as it is printed, by key, wherever in the directory it stands; `query`: the directory's choice."""
    context = _context(registry, public, language)
    records = chosen(public, (record for kind in _WITH_ENTRIES for record in public.of(kind)), query)
    return [entry(context, record) for record in records if is_shown(registry, record)]


def _without_dead_ends(data: Any, shown: set[str]) -> None:
    """Takes away links to records that are public but have no place in this edition."""
    if isinstance(data, dict):
        if "--" in data.get("anchor", "") and data["anchor"] not in shown and data["anchor"].split("--")[0] != "need":
            data["anchor"] = ""
        data = list(data.values())
    for part in data if isinstance(data, list) else ():
        _without_dead_ends(part, shown)


def _table(text: str) -> list[Data]:
    """Lines of the form »110 | Polizei«."""
    rows = [line.partition("|") for line in text.splitlines() if "|" in line]
    return [{"number": number.strip(), "what": what.strip()} for number, _, what in rows]
