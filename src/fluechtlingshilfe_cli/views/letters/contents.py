"""What stands in a letter: the wording from templates, the entry as the directory prints it, the questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ...days import german
from ...enquiring import figures_day
from ...publication import PublicRecord, published
from ...records import Record
from ...registry import Registry
from .._context import Context, Data
from ..contacts import address
from ..entries import entry
from ..rendering import blocks, harmless, render
from ..texts import texts
from .addressees import Addressee, addressee

Purpose = Literal["angaben", "zahlen", "beides"]
CHANNEL = "druck"
_FOLDER = "letters"


class UnpublishedError(Exception):
    """There is nothing to write about: the entry is not published; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One finished letter. `rows` and `offers` are the entry in words, `mail` the text of a mail."""

    id: str
    kind: str
    title: str
    to: Addressee
    subject: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    offers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    mail: str

    def text(self) -> str:
        """All that stands in it, without what is the addressee's own."""
        offers = (part for title, rows in self.offers for part in (title, *(text for _, text in rows)))
        parts = (self.subject, *self.opening, *self.closing, *(text for _, text in self.rows), *offers, self.mail)
        text = "\n".join(parts)
        for own in self.to.own():
            text = text.replace(own, "")
        return text


class Writing:
    """What all letters of a run share: purpose, deadline, Stichtag, sender."""

    def __init__(self, registry: Registry, purpose: Purpose, until: date, reference: date | None = None) -> None:
        self.registry = registry
        self.public = published(registry, CHANNEL)
        self.texts = texts(registry.project.resources)
        self.context = Context(registry, self.public, self.texts, "de")
        self.purpose = purpose
        self.until = until
        self.reference = reference or figures_day(registry.as_of)
        settings = self.public.settings
        self.office = self.public.find(str(settings.get("koordinationsstelle") or ""), ["partner"])
        self.contact: Data = dict(settings.get("kontakt") or {})
        self.notice = self.context.text("beispieldaten") if settings.get("beispieldaten") else ""

    @property
    def sender(self) -> str:
        """Who writes: the office, else whose registry it is."""
        if self.office:
            return self.office.title
        return str(self.contact.get("bezeichnung") or self.public.settings.get("name") or "")

    @property
    def sender_lines(self) -> list[str]:
        """The line above the address in the window."""
        place = address(self.office["anschrift"]) if self.office else None
        name = str(self.office["kurzname"] or self.office.title) if self.office else self.sender
        return [name, *(place["lines"][-2:] if place else ())]

    def letter(self, record: Record) -> Letter:
        """The letter about an entry. Raises `UnpublishedError`, `SchemaFault` for a faulty template."""
        shown = self.public.get(record.kind.name, record.id)
        if shown is None:
            raise UnpublishedError(f"»{record.title}« ist noch ein Entwurf; dazu gibt es nichts zu fragen.")
        to = addressee(self.registry, shown)
        given = self._given(shown, to)
        subject = " ".join(self._rendered("betreff", given).split())
        opening = blocks(self._rendered("anschreiben", given))
        closing = [part.strip() for part in self._rendered("schluss", given).split("\n\n")]
        rows, offers = list(_rows(shown, self.context)), list(_offers(shown, self.context))
        given |= {
            "betreff": subject,
            "anschreiben": opening,
            "schluss": closing,
            "angaben": [{"label": label, "text": text} for label, text in rows],
            "angebote": [
                {"title": title, "rows": [{"label": label, "text": text} for label, text in facts]}
                for title, facts in offers
            ],
        }
        mail = self._rendered("email", given)
        parts = (subject, tuple(opening), tuple(closing), tuple(rows), tuple(offers), mail)
        return Letter(record.id, record.kind.name, record.title, to, *parts)

    def _given(self, record: PublicRecord, to: Addressee) -> dict[str, Any]:
        book = self.public.settings.get("verzeichnis") or {}
        return {
            "id": record.id,
            "titel": one_line(record.title),
            "zweck": self.purpose,
            "bis": german(self.until),
            "stichtag": german(self.reference),
            "stand": german(self.registry.as_of),
            "verzeichnis": str(book.get("titel") or ""),
            "anrede": to.salutation.rstrip(","),
            "absender": self.sender,
            "telefon": str(self.contact.get("telefon") or ""),
            "sprechzeiten": str(self.contact.get("sprechzeiten") or ""),
            "hinweis": self.notice,
        }

    def _rendered(self, name: str, given: dict[str, Any]) -> str:
        return render(self.registry.project.resources, f"{_FOLDER}/{name}.txt.j2", given)


def _rows(record: PublicRecord, context: Context) -> Iterator[tuple[str, str]]:
    """The entry as label and text, only what is there."""
    one = entry(context, record)
    label = context.text
    found = [
        ("Name", one["title"] + (f" ({one['short_title']})" if one["short_title"] else "")),
        ("Art", one["what"] or ", ".join(one["roles"])),
        ("Stand", one["state"]),
        ("Beschreibung", one["summary"]),
        ("Gemeinde", one["place"]),
        (label("anschrift"), one["address"]["text"] if one["address"] else ""),
        (label("anfahrt"), one["directions"]),
        (label("kontakt"), _contact(one["contact"])),
        *((label("ansprechperson"), _person(person)) for person in one["persons"]),
        (label("sprachen"), _languages(one["languages"])),
        (label("traeger"), one["carrier"]["title"] if one["carrier"] else ""),
        ("Gesucht wird", ", ".join(one["wanted_for"])),
    ]
    yield from ((name, one_line(text)) for name, text in found if text)


def _offers(record: PublicRecord, context: Context) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    label = context.text
    for one in entry(context, record)["offers"]:
        found = [
            ("Wann", ". ".join(filter(None, (one["times"], one["times_note"])))),
            (label("wo"), one["where"]),
            (label("form"), one["form"]),
            ("Worum es geht", one["summary"]),
            (label("thema"), ", ".join(one["fields"])),
            (label("fuer_wen"), one["for_whom"]),
            (label("sprachen"), _languages(one["languages"])),
            (label("kosten"), one["costs"]),
            (label("anmeldung"), one["registration"]),
            (label("mitbringen"), ", ".join(one["bring"])),
            (label("gut_zu_wissen"), ", ".join(one["good_to_know"])),
            (label("kontakt"), _contact(one["contact"])),
        ]
        yield one["title"], tuple((name, one_line(text)) for name, text in found if text)


def _contact(given: Data | None) -> str:
    if not given:
        return ""
    if given["through_office"]:
        return "über die Koordinierungsstelle"
    return ", ".join(filter(None, (given["name"], *(way["text"] for way in given["ways"]), given["hours"])))


def _person(given: Data) -> str:
    return ", ".join(filter(None, (given["name"], given["role"], *(way["text"] for way in given["ways"]))))


def _languages(given: list[Data]) -> str:
    return ", ".join(one["label"] for one in given)


def one_line(text: str) -> str:
    """A text without line breaks and signs that act instead of being read."""
    return " ".join(str(harmless(text)).split())
