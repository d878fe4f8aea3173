"""The obstacles of an edition as plain data for every format: by office, by record, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..days import german
from ..records import Record
from ..views.sorting import din_key
from .checking import REASONS, Obstacle, office_of
from .content import Content
from .order import Edition


def report(content: Content, found: list[Obstacle]) -> dict[str, Any]:
    """The data of `fh directory --check`."""
    registry, edition = content.registry, content.edition
    offices: dict[str, dict[str, Any]] = {}
    for one in found:
        office = office_of(registry, one.record)
        key = office.key if office else ""
        told = offices.setdefault(key, {"key": key, **_office(content, office), "entries": {}})
        kind, _, id = one.record.rpartition("/")
        record = registry.get(kind, id) if kind else None
        entry = told["entries"].setdefault(
            one.record, {"key": one.record, "title": one.title, "contact": _way(record), "obstacles": []}
        )
        entry["obstacles"].append(
            {
                "reason": one.reason,
                "label": REASONS[one.reason],
                "message": one.message,
                "command": one.command,
                "file": one.file,
                "line": one.line or None,
            }
        )
    for told in offices.values():
        told["entries"] = sorted(told["entries"].values(), key=lambda entry: (din_key(entry["title"]), entry["key"]))
    return {
        "schema_version": 1,
        "edition": edition.name,
        "title": "Was noch nicht in Druck gehen kann",
        "line": _named(edition),
        "deadline": edition.deadline.isoformat(),
        "as_of": registry.as_of.isoformat(),
        "offices": sorted(offices.values(), key=lambda office: (din_key(office["title"]), office["key"])),
        "summary": dict(Counter(one.reason for one in found)),
    }


def count(found: list[Obstacle]) -> str:
    """How much stands in the way, in one line: »2 überfällig, 1 Entwurf«."""
    numbers = Counter(one.reason for one in found)
    return ", ".join(f"{numbers[reason]} {label}" for reason, label in REASONS.items() if numbers[reason])


def _named(edition: Edition) -> str:
    if not edition.name:
        return edition.title
    return f"Ausgabe {edition.name}: {edition.title}, Redaktionsschluss {german(edition.deadline)}"


def _office(content: Content, office: Record | None) -> dict[str, str]:
    settings = content.registry.project.settings
    leading = settings.get("koordinationsstelle", "")
    if office is None:
        contact: Mapping[str, Any] = settings.get("kontakt") or {}
        return {"title": contact.get("bezeichnung") or "ohne Zuständigkeit", "contact": _ways(contact)}
    given = office["kontakt"] or {}
    if office.id == leading.rpartition("/")[2] and not _ways(given):
        given = settings.get("kontakt") or {}
    return {"title": office.title, "contact": _ways(given)}


def _way(record: Record | None) -> str:
    """How to reach those whose record it is, by what they have made public."""
    return _ways(record["kontakt"] or {}) if record and not record.kind.private else ""


def _ways(contact: Mapping[str, Any]) -> str:
    return ", ".join(str(contact[name]) for name in ("telefon", "mobil", "email") if contact.get(name))
