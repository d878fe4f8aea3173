"""From text to values: a scalar becomes a number or a yes/no only where the schema says so, and only if it fits.

What does not fit stays the text it was; the schema then finds it, and nothing is ever guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .compiling import Schema

Convert = Callable[[Any], Any]

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,9})?\Z")


def converter(schema: Schema) -> Convert | None:
    """A function that types the values of one record, or None where everything stays text."""
    kind = schema.get("type")
    if kind == "boolean":
        return _boolean
    if kind == "integer":
        return _integer
    if kind == "number":
        return _number
    if kind == "array":
        inner = converter(schema.get("items", {}))
        return inner and _each(inner)
    parts = {name: step for name, part in schema.get("properties", {}).items() if (step := converter(part))}
    return _fields(parts) if parts else None


def _boolean(value: Any) -> Any:
    if value == "true":
        return True
    return False if value == "false" else value


def _integer(value: Any) -> Any:
    return int(value) if isinstance(value, str) and _INTEGER.match(value) else value


def _number(value: Any) -> Any:
    if not isinstance(value, str) or not _NUMBER.match(value):
        return value
    return float(value) if "." in value else int(value)


def _each(inner: Convert) -> Convert:
    def convert(value: Any) -> Any:
        if type(value) is list:
            value[:] = map(inner, value)
        return value

    return convert


def _fields(parts: dict[str, Convert]) -> Convert:
    steps = tuple(parts.items())

    def convert(value: Any) -> Any:
        if type(value) is dict:
            for name, step in steps:
                if name in value:
                    value[name] = step(value[name])
        return value

    return convert
