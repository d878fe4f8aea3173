"""One record as it will stand in the directory, alone: for those who want to see what a change brings."""

from __future__ import annotations

from typing import Any

from ..publication import Published
from ..records import Record
from ..registry import Registry
from ._context import Context, Data, is_shown
from .entries import entry
from .events import event
from .texts import texts

_ENTRIES = ("initiative", "partner")
_EVENTS = ("training",)


def preview(registry: Registry, public: Published, record: Record) -> Data | None:
    """The record's data as the directory has them, without places to jump to; None where it does not stand there."""
    shown = public.get(record.kind.name, record.id)
    if shown is None or not is_shown(registry, shown):
        return None
    context = Context(registry, public, texts(public.project.resources), "de")
    if shown.kind.name in _ENTRIES:
        return {"form": "entry", "one": _still(entry(context, shown))}
    if shown.kind.name in _EVENTS and (data := event(context, shown))["dates"]:
        return {"form": "event", "one": _still(data)}
    return None


def _still(data: Any) -> Any:
    """The same without anchors: what they lead to is not there."""
    if isinstance(data, dict):
        return {name: "" if name == "anchor" else _still(value) for name, value in data.items()}
    return [_still(item) for item in data] if isinstance(data, list) else data
