"""Three versions of a record made one: as the list had it last time, as it stands now, as the list has it today.

What only the list changed follows the list, what only a person changed stays; where both did, nothing is touched
until somebody says which is right.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .leaves import Leaf, Schema, leaves, mark, put, written

LIST, REGISTRY = "liste", "register"
"""Answers to the question which of two values is right."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A value that a person and the list have both changed since the last time."""

    path: Leaf
    here: Any
    there: Any


@dataclass(slots=True)
class Merged:
    """The record as it should be, what of it is open, and what to remember for the next time."""

    data: dict[str, Any]
    clashes: list[Clash] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    changed: int = 0


def merge(
    current: Mapping[str, Any],
    listed: Mapping[str, Any],
    known: Mapping[str, str],
    schema: Schema,
    answers: Mapping[str, str],
) -> Merged:
    """Merges what the list says into a record. `known`: checksums of what it said last time; `answers` by place."""
    here, there = leaves(current, schema), leaves(listed, schema)
    result = Merged(copy.deepcopy(dict(current)))
    gone = [path for path in here if written(path) in known and path not in there]
    for path in [*there, *gone]:
        name, mine, theirs = written(path), here.get(path), there.get(path)
        before = known.get(name)
        if theirs is not None:
            result.known[name] = mark(theirs)
        if mine == theirs or (before is not None and theirs is not None and mark(theirs) == before):
            continue
        untouched = mark(mine) == before if before is not None else mine is None
        answer = answers.get(name, "")
        if untouched or answer == LIST:
            put(result.data, schema, path, theirs)
            result.changed += 1
        elif answer != REGISTRY and not (theirs is None and before is None):
            result.clashes.append(Clash(path, mine, theirs))
            if before is None:
                result.known.pop(name, None)
            else:
                result.known[name] = before
    return result
