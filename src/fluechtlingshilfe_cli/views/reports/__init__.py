"""The reports the office owes: one module each, named in this table; the formats are in `formats/`."""

from __future__ import annotations

from types import ModuleType

from ...registry import Registry
from . import (
    abdeckung,
    aenderungen,
    aktualitaet,
    anfragen,
    bedarf,
    einwilligungen,
    kennzahlen,
    nachweis,
    netzwerk,
    parallel,
    sachbericht,
    schulungen,
    uebergabe,
    zuarbeit,
    zusagen,
)
from ._report import INTERNAL, Before, NotPossible, Options, Report, Reporting
from ._scope import period_of

__all__ = ["INTERNAL", "REPORTS", "Before", "NotPossible", "Options", "Report", "Reporting", "all_reports", "period_of"]

_MODULES: tuple[ModuleType, ...] = (
    kennzahlen,
    zusagen,
    schulungen,
    bedarf,
    anfragen,
    abdeckung,
    aktualitaet,
    parallel,
    nachweis,
    sachbericht,
    zuarbeit,
    netzwerk,
    aenderungen,
    einwilligungen,
    uebergabe,
)


def _table() -> dict[str, Reporting]:
    found = [value for module in _MODULES for value in vars(module).values() if isinstance(value, Reporting)]
    return {one.name: one for one in found}


REPORTS: dict[str, Reporting] = _table()


def all_reports(registry: Registry) -> dict[str, Reporting]:
    """Ours and those of the project, which may not take the name of one of ours."""
    from .own import own_reports

    return {**own_reports(registry.project), **REPORTS}
