"""The table of all rules. A new rule is written in one of the modules named here and is in the table."""

from __future__ import annotations

from types import ModuleType

from . import (
    booklets,
    consent,
    contact,
    coordination,
    dates,
    duplicates,
    events,
    exceptions,
    files,
    freshness,
    honesty,
    identity,
    impersonal,
    overlap,
    personal,
    place,
    promises,
    references,
    slips,
    translations,
    values,
    wording,
)
from ._rule import Rule

_MODULES: tuple[ModuleType, ...] = (
    values,
    slips,
    files,
    identity,
    references,
    dates,
    events,
    contact,
    personal,
    impersonal,
    place,
    wording,
    translations,
    consent,
    coordination,
    duplicates,
    exceptions,
    freshness,
    honesty,
    overlap,
    promises,
    booklets,
)


def _table() -> dict[str, Rule]:
    table: dict[str, Rule] = {}
    for module in _MODULES:
        for value in vars(module).values():
            if isinstance(value, Rule):
                if value.code in table and table[value.code] is not value:
                    raise AssertionError(f"{value.code} is used twice")
                table[value.code] = value
    return dict(sorted(table.items()))


RULES: dict[str, Rule] = _table()
