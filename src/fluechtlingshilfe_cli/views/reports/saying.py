"""Values in words: German numbers and days, »unbekannt« where nothing is known, sentences with the right number."""

from __future__ import annotations

from datetime import date, datetime

from ...days import german
from ..amounts import UNKNOWN, many, number
from ._report import Column, Figure, Value

__all__ = ["METHODS", "UNKNOWN", "cell", "many", "number", "obtained", "silence", "with_unit"]

_SILENT = "k. A."
METHODS = {"gezaehlt": "gezählt", "gemeldet": "gemeldet", "geschaetzt": "geschätzt", "gemischt": "gemischt"}


def cell(value: Value, column: Column | None = None) -> str:
    """A cell in words; an unknown number says so, an empty text is empty."""
    if value is None:
        return _SILENT if column and column.type == "number" else ""
    if isinstance(value, datetime):
        return f"{german(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return german(value)
    return number(value) if isinstance(value, int | float) else value


def with_unit(figure: Figure) -> str:
    """The value and its unit; the unit of a number nobody knows says nothing."""
    unit = f" {figure.unit}" if figure.unit and figure.value is not None else ""
    return number(figure.value) + unit


def obtained(figure: Figure) -> str:
    """»gezählt«, »gemischt: 12 gezählt, 26 gemeldet«; empty where there is nothing to say."""
    if len(figure.methods) < 2:
        return METHODS.get(figure.erhebung, "")
    return "gemischt: " + ", ".join(f"{count} {METHODS.get(name, name)}" for name, count in figure.methods)


def silence(figure: Figure) -> str:
    """»5 von 44 ohne Angabe«; empty where everybody has spoken."""
    return f"{number(figure.silent)} von {number(figure.asked)} ohne Angabe" if figure.silent else ""


def listed(words: list[str]) -> str:
    """»a, b und c«."""
    return " und ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def shortened(words: list[str], most: int) -> str:
    """The same, with »und 4 weitere« after the first few."""
    if len(words) <= most:
        return listed(words)
    return f"{', '.join(words[:most])} und {number(len(words) - most)} weitere"
