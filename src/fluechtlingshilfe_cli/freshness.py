"""The traffic light of a record: how sure we are that what it says still holds.

Green: checked since the last yearly enquiry began. Yellow: checked within the period. Red: longer ago, or never.
Checked is not changed: only `geprueft_am` counts, and only as long as what was checked still stands there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from .days import months_later
from .records import Record
from .registry import Registry
from .vouching import overtaken

Ampel = Literal["gruen", "gelb", "rot"]

WATCHED_KINDS = ("initiative", "partner")
WATCHED_STATES = ("aktiv", "im_aufbau", "pausiert")

_PERIOD = 12


def is_watched(record: Record) -> bool:
    """Whether the record has to be checked regularly: drafts and what has ended need not."""
    return record.kind.name in WATCHED_KINDS and record["status"] in WATCHED_STATES


def ampel(record: Record, settings: Mapping[str, Any], as_of: date) -> Ampel:
    """The light of a record on a day. `settings` are those of `fh.yaml`.

    Where no enquiry is noted, everything checked within the period is green.
    """
    checked = last_check(record)
    if checked is None:
        return "rot"
    in_period = months_later(checked, period(settings)) >= as_of
    enquiry = enquiry_began(settings, as_of)
    if enquiry is None:
        return "gruen" if in_period else "rot"
    if checked >= enquiry:
        return "gruen"
    return "gelb" if in_period else "rot"


def last_check(record: Record) -> date | None:
    """The day of the last check that still holds; None if there is none, or contact or address changed after it."""
    return None if overtaken(record) else noted_check(record)


def noted_check(record: Record) -> date | None:
    """The day of the last check, whatever changed after it; None if there never was one."""
    checked = record["geprueft_am"]
    return date.fromisoformat(checked) if checked else None


def period(settings: Mapping[str, Any]) -> int:
    """For how many months a check counts."""
    return int((settings.get("aktualitaet") or {}).get("frist_monate") or _PERIOD)


def responsible(record: Record, registry: Registry) -> Record | None:
    """The office that keeps the record up to date: its own, else that of the whole registry."""
    reference = record["zustaendig"] or registry.project.settings.get("koordinationsstelle")
    return registry.find(reference, ("partner",)) if reference else None


def due_on(record: Record, settings: Mapping[str, Any]) -> date | None:
    """The day the last check runs out, None if there is none that still holds."""
    checked = last_check(record)
    return months_later(checked, period(settings)) if checked else None


def enquiry_began(settings: Mapping[str, Any], as_of: date) -> date | None:
    """When the last yearly enquiry began, None where none is noted.

    One from long ago no longer counts: somebody forgot to note the next one, and the light would stay green for ever.
    """
    began = (settings.get("aktualitaet") or {}).get("abfrage_begonnen")
    if not began:
        return None
    day = date.fromisoformat(began)
    return day if day <= as_of <= months_later(day, 2 * period(settings)) else None
