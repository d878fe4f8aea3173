"""What may not go to print as it is, and why: every obstacle of an edition, with the office that can clear it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .. import numbering
from ..booklets import book
from ..checks import check
from ..days import german
from ..findings import Finding, Severity
from ..freshness import ampel, is_watched, last_check, responsible
from ..history import HistoryError, find_repository
from ..project import Project
from ..publication import PublicRecord, Published, Withheld, published
from ..records import Record
from ..registry import Registry
from ..translating import translations
from ..views._context import is_shown
from ..views.directory import entries_of
from ..views.sections import shows
from ..views.selecting import chosen
from ..views.texts import FALLBACK
from .content import Content

CHANNEL = "druck"

REASONS = {
    "fehler": "Fehler",
    "pflicht": "Angabe fehlt",
    "lang": "Text zu lang",
    "ueberfaellig": "überfällig",
    "einwilligung": "keine Einwilligung",
    "uebersetzung": "Übersetzung veraltet",
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


def obstacles(content: Content, name: str = "", language: str = "") -> list[Obstacle]:
    """All obstacles of an edition, by record and reason; those of one record once each.

    `name`: of one directory, with its choice, its sections and its language. Raises `UnknownDirectory`,
    `UnknownLanguage`.
    """
    registry = content.registry
    public, settings = published(registry, CHANNEL), book(registry.project, name)
    query, language = settings.get("abfrage") or (), language or settings.get("sprache", FALLBACK)
    records = [record for record in public if shows(settings, record.kind.name) and is_shown(registry, record)]
    shown = {record.key: record for record in chosen(public, records, query)}
    found = [
        *_findings(content, shown),
        *_overdue(registry, shown),
        *_unreleased(registry, public, shown),
        *_drafts(registry, public, settings),
        *_too_long(entries_of(registry, public, language, query)),
        *_stale(registry, shown, language),
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


def _drafts(registry: Registry, public: Published, settings: Mapping[str, Any]) -> Iterator[Obstacle]:
    found = (registry.find(item.record, ()) for item in public.withheld if item.reason == "draft")
    drafts = [one for one in found if one and not one.kind.private and shows(settings, one.kind.name)]
    as_if = [PublicRecord(one.kind, one.id, one.file, one.data, []) for one in drafts]
    for record in chosen(public, as_if, settings.get("abfrage") or ()):
        yield Obstacle("entwurf", record.key, record.title, "Der Eintrag ist ein Entwurf und wird nicht gedruckt.")


def _stale(registry: Registry, shown: Mapping[str, Any], language: str) -> Iterator[Obstacle]:
    """Translations that are left out, as the German text is newer."""
    for key in shown if language != FALLBACK else ():
        kind, _, id = key.rpartition("/")
        record = registry.get(kind, id)
        for one in translations(record) if record else ():
            if one.language == language and one.state == "stale" and record:
                message = (
                    f"Zu »{one.field}« ist der deutsche Text neuer als die Übersetzung; gedruckt wird der deutsche."
                )
                yield Obstacle("uebersetzung", key, record.title, message, command=f"fh translate {id} {language}")


def _too_long(entries: Iterable[Any]) -> Iterator[Obstacle]:
    for entry in entries:
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
        yield Obstacle("pflicht", "fh.yaml", "Einstellungen", message, "fh.yaml")
    if _is_rewritten(content.today):
        message = "Eine gespeicherte Zeile wurde geändert oder gelöscht; Nummern bleiben. Zurück geht es mit: fh undo"
        yield Obstacle("fehler", numbering.FILE, numbering.FILE, message, numbering.FILE)
    if content.today.settings.get("privat") and content.today.private is None:
        message = "Der private Ordner ist nicht da; keine Ansprechperson würde mit Namen gedruckt."
        yield Obstacle("einwilligung", "fh.yaml", "Einstellungen", message, "fh.yaml")


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
