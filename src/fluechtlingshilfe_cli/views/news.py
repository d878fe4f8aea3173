"""What is new, changed and gone since the edition before, as readers of the directory see it.

Compared is what both editions show, field by field; what was only checked, or is printed nowhere, is no news.
"""

from __future__ import annotations

from typing import Any

from ..comparing import RecordChange, compare
from ..publication import PublicRecord, Published
from ..registry import Registry
from ._context import Context, Data, anchor, is_shown
from .differences.phrases import phrases
from .sorting import din_key
from .texts import texts

_KINDS = ("initiative", "partner")
_PRINTED = {"name", "kurzname", "art", "rollen", "status", "kurzbeschreibung", "beschreibung", "gemeinde", "anschrift"}
_PRINTED |= {"anfahrt", "kontakt", "web", "sprachen", "einzugsgebiet", "traeger", "mitmachen", "angebote"}


def since(
    old: Registry, before: Published, registry: Registry, public: Published, edition: str, language: str = "de"
) -> Data | None:
    """The news, if any, since an `edition` whose registry and public records were `old` and `before`."""
    context = Context(registry, public, texts(public.project.resources, language), language)
    then = {record.key: record for record in before if _has_entry(old, record)}
    now = {record.key: record for record in public if _has_entry(registry, record)}
    changes = {change.record.key: change for change in compare(before, public).records}
    earlier = {key: change.old.key for key, change in changes.items() if change.old and change.new}
    stayed = {key: earlier.get(key, key) for key in now if earlier.get(key, key) in then}
    gone = [record for key, record in then.items() if key not in stayed.values()]
    changed = [(now[key], _said(changes[key], context)) for key in stayed if key in changes]
    found = {
        "added": _sorted(_mention(context, record) for key, record in now.items() if key not in stayed),
        "changed": _sorted(_mention(context, record, what=what) for record, what in changed if what),
        "gone": _sorted(_mention(context, record, anchor="", instead=_instead(context, record)) for record in gone),
    }
    title = context.text("neues_seit", ausgabe=edition)
    return {"edition": edition, "since": title, **found} if any(found.values()) else None


def _has_entry(registry: Registry, record: PublicRecord) -> bool:
    return record.kind.name in _KINDS and is_shown(registry, record)


def _said(change: RecordChange, context: Context) -> str:
    """What changed, in a few words: »Telefon geändert, 1 Angebot neu«. The words are German."""
    fields = tuple(field for field in change.fields if field.field.partition(".")[0] in _PRINTED)
    told = phrases(RecordChange("changed", change.old, change.new, fields), context.public.project.vocabularies)
    return ", ".join(text for text in told if fields and not text.startswith("umbenannt"))


def _instead(context: Context, record: PublicRecord) -> list[Data]:
    """Who goes on with it, as far as that is public now."""
    now = context.public.get(record.kind.name, record.id) or record
    return context.all_named(now["nachfolge"], _KINDS)


def _mention(context: Context, record: PublicRecord, **more: Any) -> Data:
    place = context.label("gemeinden", record["gemeinde"])
    told = {"key": record.key, "anchor": anchor(record), "title": record.title, "place": place}
    return {**told, "what": "", "instead": [], **more}


def _sorted(found: Any) -> list[Data]:
    return sorted(found, key=lambda one: (din_key(one["title"]), one["key"]))
