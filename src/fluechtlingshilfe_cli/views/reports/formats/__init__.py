"""The formats of reports in one table: functions with `@report_format` in the modules named here."""

from __future__ import annotations

from types import ModuleType

from . import data, image, portable, terminal, text, word, workbook
from ._format import ReportFormat, Wishes

__all__ = ["FORMATS", "ReportFormat", "Wishes"]

_MODULES: tuple[ModuleType, ...] = (terminal, text, portable, word, workbook, data, image)


def _table() -> dict[str, ReportFormat]:
    found = [value for module in _MODULES for value in vars(module).values() if isinstance(value, ReportFormat)]
    return {one.name: one for one in found}


FORMATS: dict[str, ReportFormat] = _table()
