"""What may not go to print as it is, and why: every obstacle of an edition, with the office that can clear it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .. import numbering
from ..checks import check
from ..days import german
from ..findings import Finding, Severity
from ..freshness import ampel, is_watched, last_check, responsible
from ..history import HistoryError, find_repository
from ..project import Project
from ..publication import Published, Withheld, published
from ..records import Record
from ..registry import Registry
from ..views._context import is_shown
from ..views.directory import entries_of
from .content import Content

CHANNEL = "druck"

REASONS = {
    "fehler": "Fehler",
    "pflicht": "Angabe fehlt",
    "lang": "Text zu lang",
    "ueberfaellig": "überfällig",
    "einwilligung": "keine Einwilligung",
    "entwurf": "Entwurf",
}
"""Why something may not go to print, in the order of all outputs, with the words for people."""

UNCONDITIONAL = ("fehler",)
"""What no exception helps against: with errors nothing is published."""

_MISSING, _TOO_LONG = "FH103", "FH108"
_BOXES = {"title": ("Name", 90), "summary": ("Kurzbeschreibung", 280), "description": ("Beschreibung", 1500)}
_BOXES |= {"directions": ("Anfahrt", 300)}
_OFFER_BOXES = {"title": ("Titel", 90), "summary": ("Kurzbeschreibung", 280), "times": ("Zeiten", 200)}
_OFFER_BOXES |= {"times_note": ("Hinweis zu den Zeiten", 200), "registration": ("Anmeldung", 200)}
"""How many characters of a text the layout has room for, in A5 and large print; some may be longer in the registry."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why a record may not go to print. `record`: its key, or the name of a file that is no record;
    `command`: what helps.
    """

    reason: str
    record: str
    title: str
    message: str
    file: str = ""
    line: int = 0
    command: str = ""


def obstacles(content: Content) -> list[Obstacle]:
    """All obstacles of an edition, by record and reason; those of one record once each."""
    registry = content.registry
    public = published(registry, CHANNEL)
    shown = {record.key: record for record in public if is_shown(registry, record)}
    found = [
        *_findings(content, shown),
        *_overdue(registry, shown),
        *_unreleased(registry, public, shown),
        *_drafts(registry, public),
        *_too_long(registry, public),
        *_whole(content),
    ]
    order = list(REASONS)
    return sorted(
        dict.fromkeys(found), key=lambda one: (one.record, order.index(one.reason), one.file, one.line, one.message)
    )


def office_of(registry: Registry, key: str) -> Record | None:
    """The office responsible for a record; that of the whole registry for everything else."""
    kind, _, id = key.rpartition("/")
    record = registry.get(kind, id) if kind else None
    if record is None or record.kind.private:
        reference = registry.project.settings.get("koordinationsstelle")
        return registry.find(reference, ("partner",)) if reference else None
    return responsible(record, registry)


def _findings(content: Content, shown: dict[str, Any]) -> Iterator[Obstacle]:
    """Errors anywhere, since they stop everything; what else keeps a record that would be printed from being whole."""
    here = check(content.today, cached=True).findings
    if content.revision:
        past = check(content.registry.project).findings
        here = [*past, *(finding for finding in here if finding.private or finding.path == numbering.FILE)]
    for finding in here:
        grave = finding.severity is Severity.ERROR
        if grave or (finding.code in (_MISSING, _TOO_LONG) and finding.record in shown):
            reason = {_MISSING: "pflicht", _TOO_LONG: "lang"}.get(finding.code, "fehler") if not grave else "fehler"
            yield _of_finding(finding, reason)


def _of_finding(finding: Finding, reason: str) -> Obstacle:
    if finding.private:
        return Obstacle(reason, finding.path, finding.path, finding.message, finding.path, finding.span.line)
    title = finding.title or finding.record.rpartition("/")[2] or finding.path
    return Obstacle(reason, finding.record or finding.path, title, finding.message, finding.path, finding.span.line)


def _overdue(registry: Registry, shown: dict[str, Any]) -> Iterator[Obstacle]:
    for key in shown:
        kind, _, id = key.rpartition("/")
        record = registry.get(kind, id)
        if record and is_watched(record) and ampel(record, registry.project.settings, registry.as_of) == "rot":
            checked = last_check(record)
            said = f"zuletzt geprüft am {german(checked)}" if checked else "noch nie geprüft"
            yield Obstacle("ueberfaellig", key, record.title, f"{said}.", command=f"fh confirm {record.key}")


def _unreleased(registry: Registry, public: Published, shown: dict[str, Any]) -> Iterator[Obstacle]:
    """Persons of whom nothing may be printed, told by the records that name them; some details are a choice."""
    for item in public.withheld:
        person = registry.find(item.record, ()) if item.reason in ("consent", "withdrawn") else None
        for record in registry.referring().get(person.key, ()) if person else ():
            if record.key in shown:
                yield Obstacle("einwilligung", record.key, record.title, _why(item))


def _why(item: Withheld) -> str:
    what = "hat ihre Einwilligung widerrufen" if item.reason == "withdrawn" else "hat für den Druck nicht eingewilligt"
    return f"Eine Ansprechperson {what}; gedruckt wird der Kontakt der Einrichtung."


def _drafts(registry: Registry, public: Published) -> Iterator[Obstacle]:
    for item in public.withheld:
        record = registry.find(item.record, ()) if item.reason == "draft" else None
        if record and not record.kind.private:
            yield Obstacle("entwurf", record.key, record.title, "Der Eintrag ist ein Entwurf und wird nicht gedruckt.")


def _too_long(registry: Registry, public: Published) -> Iterator[Obstacle]:
    for entry in entries_of(registry, public):
        yield from _over(entry, entry, _BOXES, "")
        for offer in entry["offers"]:
            yield from _over(entry, offer, _OFFER_BOXES, f"Angebot »{offer['title'][:40]}«, ")


def _over(entry: Any, data: Any, boxes: dict[str, tuple[str, int]], where: str) -> Iterator[Obstacle]:
    for name, (label, most) in boxes.items():
        if len(data[name]) > most:
            message = f"{where}{label}: {len(data[name])} Zeichen, Platz ist für {most}."
            yield Obstacle("lang", entry["key"], entry["title"], message)


def _whole(content: Content) -> Iterator[Obstacle]:
    """What concerns the booklet as a whole."""
    settings = content.registry.project.settings
    if not settings.get("verzeichnis"):
        message = "Für Umschlag und Impressum fehlt der Abschnitt »verzeichnis«."
        yield Obstacle("pflicht", "fh.yaml", "fh.yaml", message, "fh.yaml")
    if _is_rewritten(content.today):
        message = "Eine gespeicherte Zeile wurde geändert oder gelöscht; Nummern bleiben. Zurück geht es mit: fh undo"
        yield Obstacle("fehler", numbering.FILE, numbering.FILE, message, numbering.FILE)
    if content.today.settings.get("privat") and content.today.private is None:
        message = "Der private Ordner ist nicht da; keine Ansprechperson würde mit Namen gedruckt."
        yield Obstacle("einwilligung", "fh.yaml", "fh.yaml", message, "fh.yaml")


def _is_rewritten(today: Project) -> bool:
    """Whether the table of numbers no longer begins with what was stored of it."""
    try:
        repository = find_repository(today.root)
        head = repository.head()
    except HistoryError:
        return False
    if head is None:
        return False
    stored = numbering.rows(repository.tree(head).inside(repository.prefix).root)
    return numbering.rows(today.root)[: len(stored)] != stored
