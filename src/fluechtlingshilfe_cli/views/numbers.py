"""Numbers of entries in a view: in the entries themselves, in the index of names, and in the news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ._context import Data


def give(numbers: Mapping[str, int], entries: Iterable[Data], index: Iterable[Data], news: Data | None) -> None:
    """Writes each entry's `number` beside what leads to it; None where it has none."""
    for one in entries:
        one["number"] = numbers.get(one["key"])
    for group in index:
        for one in group["names"]:
            kind, id, *offer = one["anchor"].split("--")
            one["number"] = None if offer else numbers.get(f"{kind}/{id}")
    for found in (news["added"], news["changed"], news["gone"]) if news else ():
        for one in found:
            one["number"] = numbers.get(one["key"])
