"""The offers (Angebote) of initiatives and partners, each with the record it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .findings import Place
from .records import Record
from .registry import Registry

HOLDERS = ("initiative", "partner")


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer: its place in the list of its record, and its fields."""

    record: Record
    index: int
    data: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.data.get(name)

    @property
    def reference(self) -> str:
        """How other records name it: `angebot/cafe-ankommen/sprachcafe`."""
        return f"angebot/{self.record.id}/{self['id']}"

    @property
    def title(self) -> str:
        """Its name for people."""
        return str(self["titel"] or self["id"])

    @property
    def status(self) -> str:
        """Its own state, else that of its record; an offer is never more alive than its record."""
        own, record = self["status"], str(self.record["status"])
        return str(own) if own and record == "aktiv" else record

    @property
    def gemeinde(self) -> str | None:
        """Where it takes place (AGS); None for what is offered by phone or online only."""
        if self["gemeinde"]:
            return str(self["gemeinde"])
        if self["format"] in ("telefon", "online"):
            return None
        own = self.record["gemeinde"]
        return str(own) if own else None

    def at(self, *path: str | int) -> Place:
        """The place of one of its values, for problems."""
        return self.record.at("angebote", self.index, *path)


def offers(registry: Registry) -> Iterator[Offer]:
    """Every offer of the registry, whatever its state, in the order of the records."""
    for kind in HOLDERS:
        for record in registry.of(kind):
            for index, data in enumerate(record["angebote"] or ()):
                yield Offer(record, index, data)
