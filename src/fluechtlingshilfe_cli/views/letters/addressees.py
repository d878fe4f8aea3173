"""Whom a letter about an entry goes to: the function mailbox, a person who agreed to it, the public address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...consent import valid
from ...publication import PublicRecord
from ...records import Record
from ...registry import Registry
from ...rules._addresses import is_mail
from ..contacts import address

Way = Literal["email", "brief", "telefon"]
NEUTRAL = "Guten Tag"
_INTERNAL = "intern"
_NEEDED = ("name", "email")
_GONE = ("entwurf", "beendet")


@dataclass(frozen=True, slots=True)
class Addressee:
    """The ways to reach an entry, empty where there is none. `person`: whose mailbox `email` is, None for an office."""

    email: str
    lines: tuple[str, ...]
    phone: str
    salutation: str = NEUTRAL
    person: Record | None = None

    @property
    def way(self) -> Way:
        """The best way: mail before letter; what has neither is called."""
        return "email" if self.email else "brief" if self.lines else "telefon"

    def own(self) -> tuple[str, ...]:
        """What may stand in the letter because it goes to that very person."""
        if self.person is None:
            return ()
        return (self.email, self.salutation, str(self.person["name"]))


def addressee(registry: Registry, public: PublicRecord) -> Addressee:
    """The addressee of letters about an entry.

    A person is written to only by mail, only where no function mailbox exists, with a way to address her and a valid
    consent to internal use of name and mail. Private postal addresses are never used: no consent covers them.
    """
    contact = public["kontakt"] or {}
    place = address(public["anschrift"])
    lines = (public.title, *place["lines"]) if place else ()
    phone = str(contact.get("telefon") or contact.get("mobil") or "")
    if is_mail(str(contact.get("email") or "")):
        return Addressee(str(contact["email"]), lines, phone)
    for person in _persons(registry, public):
        return Addressee(str(person["email"]), lines, phone, str(person["briefanrede"]), person)
    return Addressee("", lines, phone)


def _persons(registry: Registry, public: PublicRecord) -> Iterator[Record]:
    record = registry.get(public.kind.name, public.id)
    for id in (record["kontaktpersonen"] or ()) if record else ():
        person = registry.find(str(id), ("person",))
        if person is None or person["status"] in _GONE or not person["briefanrede"]:
            continue
        if is_mail(str(person["email"] or "")) and all(
            valid(person, _INTERNAL, field, registry.as_of) for field in _NEEDED
        ):
            yield person
