"""People named in a cell, so that they can go where persons belong."""

from __future__ import annotations

from dataclasses import dataclass

from .understood import Understood


@dataclass(frozen=True, slots=True)
class Named:
    """`anrede`: `frau`, `herr` or empty; `name` with titles; `funktion` as written before or after the name."""

    name: str
    anrede: str = ""
    funktion: str = ""


def persons(text: str) -> Understood[tuple[Named, ...]]:
    """The people a text names by a form of address or a label such as »Ansprechpartnerin:«."""
    return Understood((), text.strip())
