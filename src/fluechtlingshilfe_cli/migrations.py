"""The formats of the data, and the way from each to the next: one table, and everything that reads asks it.

`format:` in `fh.yaml` says in which format a registry is written; 1 where nothing stands there. A step turns the
values of a file, all text as they stand there, into those of the next format. What is read of the past is lifted in
memory; what lies on disk is changed once, line by line, by `fh migrate`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

FIELD = "format"
"""Where `fh.yaml` tells its format."""

Values = dict[str, Any]


def _as_it_is(values: Values) -> Values:
    return values


@dataclass(frozen=True, slots=True)
class Migration:
    """The step from one format to the next. `title`: what changes, as a German sentence; `record` gets kind and values.

    Both functions return the new values and leave those they get alone; they take what is missing or misspelt as it
    is, since nobody has checked it yet.
    """

    title: str
    record: Callable[[str, Values], Values] = lambda kind, values: values
    settings: Callable[[Values], Values] = _as_it_is


MIGRATIONS: tuple[Migration, ...] = ()
"""The first leads from format 1 to 2. A new one is written in a module of its own and joins at the end."""


def newest() -> int:
    """The format this version of the tool writes."""
    return 1 + len(MIGRATIONS)


def format_of(settings: Mapping[str, Any] | None) -> int:
    """The format a registry says it has; 1 where it says nothing or nothing sensible."""
    told = str((settings or {}).get(FIELD, "1"))
    return int(told) if told.isascii() and told.isdigit() and int(told) else 1


def steps_from(format: int) -> tuple[Migration, ...]:
    """What leads from a format to the newest."""
    return MIGRATIONS[format - 1 :]


def lifted(kind: str, values: Values, format: int) -> Values:
    """A record's values in the newest format."""
    for step in steps_from(format):
        values = step.record(kind, values)
    return values


def lifted_settings(values: Values, format: int) -> Values:
    """The values of `fh.yaml` in the newest format."""
    steps = steps_from(format)
    for step in steps:
        values = step.settings(values)
    return {**values, FIELD: str(newest())} if steps else values
