"""Phone numbers in a cell, written as the registry writes them: +49 40 66969123."""

from __future__ import annotations

from dataclasses import dataclass

from .understood import Understood


@dataclass(frozen=True, slots=True)
class Phone:
    """`kind`: `telefon`, `mobil` or `fax`. `zero_added`: the number came without the zero that Excel takes away."""

    number: str
    kind: str = "telefon"
    zero_added: bool = False


def phones(text: str) -> Understood[tuple[Phone, ...]]:
    """The numbers of a cell in its order, each once; those that do not exist or lack the area code stay in the rest."""
    return Understood((), text.strip())
