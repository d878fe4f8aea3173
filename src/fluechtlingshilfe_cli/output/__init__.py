"""Findings as text: one table of formats. A new format is a function with `@output` in one of the modules named here.

`FORMATS[name](findings, context)` gives the whole text. Formats that are `counted` end with the count themselves;
after the others the command says `summary` on stderr.
"""

from __future__ import annotations

from types import ModuleType

from . import concise, full, github, gitlab, junit, machine, markdown, sarif
from ._counting import summary
from ._output import Format, OutputContext

__all__ = ["FORMATS", "Format", "OutputContext", "summary"]

_MODULES: tuple[ModuleType, ...] = (full, concise, machine, github, gitlab, sarif, junit, markdown)


def _table() -> dict[str, Format]:
    table: dict[str, Format] = {}
    for module in _MODULES:
        for value in vars(module).values():
            if isinstance(value, Format) and table.setdefault(value.name, value) is not value:
                raise AssertionError(f"the format {value.name} is defined twice")
    return table


FORMATS: dict[str, Format] = _table()
