"""Postal addresses in a cell: street and number, postal code and place, and what helps to find the door."""

from __future__ import annotations

from dataclasses import dataclass

from .understood import Understood


@dataclass(frozen=True, slots=True)
class Address:
    """The parts as `anschrift` names them; empty where unsaid. `zusatz`: c/o, house, floor, entrance."""

    strasse: str = ""
    plz: str = ""
    ort: str = ""
    ortsteil: str = ""
    zusatz: str = ""


def addresses(text: str) -> Understood[tuple[Address, ...]]:
    """The addresses of a cell in its order."""
    return Understood((), text.strip())
