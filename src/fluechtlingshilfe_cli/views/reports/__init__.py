"""The reports the office owes: one module each, named in this table; the formats are in `formats/`."""

from __future__ import annotations

from types import ModuleType

from . import (
    abdeckung,
    aktualitaet,
    bedarf,
    einwilligungen,
    kennzahlen,
    nachweis,
    netzwerk,
    parallel,
    sachbericht,
    schulungen,
    zuarbeit,
    zusagen,
)
from ._report import INTERNAL, NotPossible, Options, Report, Reporting

__all__ = ["INTERNAL", "REPORTS", "NotPossible", "Options", "Report", "Reporting"]

_MODULES: tuple[ModuleType, ...] = (
    kennzahlen,
    zusagen,
    schulungen,
    bedarf,
    abdeckung,
    aktualitaet,
    parallel,
    nachweis,
    sachbericht,
    zuarbeit,
    netzwerk,
    einwilligungen,
)


def _table() -> dict[str, Reporting]:
    found = [value for module in _MODULES for value in vars(module).values() if isinstance(value, Reporting)]
    return {one.name: one for one in found}


REPORTS: dict[str, Reporting] = _table()
