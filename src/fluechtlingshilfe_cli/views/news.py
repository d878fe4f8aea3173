"""What is new, changed and gone since the edition before, as readers of the directory see it.

Compared is what both editions show, field by field; what was only checked, or is printed nowhere, is no news. Told is
what a reader does differently now (»neue Telefonnummer«), in the language of the directory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..comparing import How, compare, compare_records
from ..publication import PublicRecord, Published
from ..registry import Registry
from ._context import Context, Data, anchor, is_shown
from .entries import running_offers
from .selecting import chosen
from .sorting import din_key
from .texts import labels, texts

_KINDS = ("initiative", "partner")
_TOLD = {
    "anschrift": "anschrift",
    "gemeinde": "anschrift",
    "kontakt.telefon": "telefon",
    "kontakt.mobil": "telefon",
    "kontakt.email": "email",
    "kontakt.web": "web",
    "web": "web",
    "kontakt.sprechzeiten": "sprechzeiten",
    "kontakt": "kontakt",
    "anfahrt": "anfahrt",
    "sprachen": "sprachen",
    "mitmachen": "mitmachen",
}
"""The words for a field that is printed, the closest ones of those around it; each is said once."""
_ELSE = {"kurzname", "art", "rollen", "kurzbeschreibung", "beschreibung", "einzugsgebiet", "traeger"}
"""Fields whose change is only told where there is nothing else to tell."""
_OF_OFFER = {"angebot_zeiten": {"zeiten"}, "angebot_ort": {"ort", "gemeinde", "format"}}


def since(
    old: Registry,
    before: Published,
    registry: Registry,
    public: Published,
    edition: str,
    language: str = "de",
    query: Sequence[str] = (),
) -> Data | None:
    """The news, if any, since an `edition` whose registry and public records were `old` and `before`.

    `query`: which records and offers the directory shows, then and now.
    """
    resources = public.project.resources
    context = Context(registry, public, texts(resources, language), language, labels(resources, language))
    then, now = _shown(old, before, query), _shown(registry, public, query)
    renamed = {one.record.key: one.old.key for one in compare(before, public).records if one.old and one.new}
    stayed = {key: renamed.get(key, key) for key in now if renamed.get(key, key) in then}
    gone = [record for key, record in then.items() if key not in stayed.values()]
    changed = [(now[key], list(_said(context, then[was], now[key]))) for key, was in stayed.items()]
    added = [record for key, record in now.items() if key not in stayed]
    found = {
        "added": _sorted(_mention(context, record, what=_introduced(context, record)) for record in added),
        "changed": _sorted(_mention(context, record, what=what) for record, what in changed if what),
        "gone": _sorted(_mention(context, record, anchor="", instead=_instead(context, record)) for record in gone),
    }
    title = context.text("neues_seit", ausgabe=edition)
    return {"edition": edition, "since": title, **found} if any(found.values()) else None


def _shown(registry: Registry, public: Published, query: Sequence[str]) -> dict[str, PublicRecord]:
    """The records with an entry of their own, by key."""
    records = chosen(public, (record for kind in _KINDS for record in public.of(kind)), query)
    return {record.key: record for record in records if is_shown(registry, record)}


def _introduced(context: Context, record: PublicRecord) -> list[Data]:
    """What somebody new is, with the offers."""
    kind = context.label("initiativarten", record["art"]) if record["art"] else ""
    kind = kind or context.listed(context.labels("partnerrollen", record["rollen"]))
    offers = [one["titel"] for one in running_offers(record)]
    return [{"text": kind, "names": offers}] if kind else []


def _said(context: Context, then: PublicRecord, now: PublicRecord) -> Iterator[Data]:
    """What changed, most telling first: words in the reader's language, names as they are."""
    is_renamed, is_away = then["name"] != now["name"], now["status"] == "pausiert"
    if is_renamed:
        yield _words(context, "name", [then["name"]])
    if (then["status"] == "pausiert") != is_away:
        yield _words(context, "pause" if is_away else "wieder_da")
    change = compare_records(then, now)
    fields = change.fields if change else ()
    told = dict.fromkeys(filter(None, (_key(now, field.field, field.how) for field in fields)))
    if told.keys() & {"telefon", "email", "web"}:
        told.pop("kontakt", None)
    yield from (_words(context, key) for key in told)
    offers = list(_offers(context, running_offers(then), running_offers(now)))
    yield from offers
    if {field.field.partition(".")[0] for field in fields} & _ELSE and not (told or offers or is_renamed):
        yield _words(context, "angaben")


def _key(now: PublicRecord, path: str, how: How) -> str:
    """The words for a change of a field; nothing for what is merely no longer there, except a way to get in touch."""
    section = path.partition(".")[0]
    if how is How.CLEARED and section in ("kontakt", "web"):
        return _TOLD["kontakt"]
    if how is How.CLEARED and section != "sprachen":
        return ""
    if section == "mitmachen" and not (now["mitmachen"] or {}).get("gesucht"):
        return ""
    return _TOLD.get(path) or _TOLD.get(section, "")


def _offers(context: Context, then: list[dict[str, Any]], now: list[dict[str, Any]]) -> Iterator[Data]:
    """The offers that came, went, or are at another time or place."""
    was, still = {one["id"]: one for one in then}, {one["id"] for one in now}
    found: dict[str, list[str]] = {}
    for one in now:
        for key in _of_offer(was.get(one["id"]), one):
            found.setdefault(key, []).append(one["titel"])
    found["angebot_weg"] = [one["titel"] for one in then if one["id"] not in still]
    order = ("angebot_neu", "angebot_zeiten", "angebot_ort", "angebot_anders", "angebot_weg")
    yield from (_words(context, key, found[key]) for key in order if found.get(key))


def _of_offer(was: Mapping[str, Any] | None, now: Mapping[str, Any]) -> list[str]:
    if was is None:
        return ["angebot_neu"]
    different = {name for name in {*was, *now} if was.get(name) != now.get(name)}
    found = [key for key, names in _OF_OFFER.items() if different & names]
    return found or (["angebot_anders"] if different else [])


def _words(context: Context, key: str, names: Iterable[str] = ()) -> Data:
    return {"text": context.text(f"neues_was_{key}"), "names": list(names)}


def _instead(context: Context, record: PublicRecord) -> list[Data]:
    """Who goes on with it, as far as that is public now."""
    now = context.public.get(record.kind.name, record.id) or record
    return context.all_named(now["nachfolge"], _KINDS)


def _mention(context: Context, record: PublicRecord, **more: Any) -> Data:
    place = context.label("gemeinden", record["gemeinde"])
    told = {"key": record.key, "anchor": anchor(record), "title": record.title, "place": place}
    return {**told, "what": [], "instead": [], **more}


def _sorted(found: Any) -> list[Data]:
    return sorted(found, key=lambda one: (din_key(one["title"]), one["key"]))
