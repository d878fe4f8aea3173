"""Records that got another id: what is gone and what has come, recognised by what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ..records import ORIGIN, Record
from ..schemas.kinds import Kind
from .values import leaves, likeness

_ALIKE = 0.6
"""From this share of equal own words on, two records are one."""
_COMMON = 50
"""A value that so many records have says nothing about who is who."""

Values = Counter[tuple[str, Any]]


def renamed(kind: Kind, gone: Sequence[Record], come: Sequence[Record]) -> dict[str, str]:
    """The new id of each record that is still there under another one, by its old id."""
    ignored = (
        {ORIGIN}
        | {field.path for field in kind.having("werkzeug")}
        | {field.path for field in kind.fields.values() if field.vocabulary or field.type == "boolean"}
    )
    before = [_values(record, ignored) for record in gone]
    after = [_values(record, ignored) for record in come]
    scored = []
    for first, second in sorted(_candidates(before, after)):
        score = 1.0 if _same_row(gone[first], come[second]) else likeness(before[first], after[second])
        if score >= _ALIKE:
            scored.append((-score, first, second))
    found: dict[str, str] = {}
    taken: set[int] = set()
    for _, first, second in sorted(scored):
        if gone[first].id not in found and second not in taken:
            found[gone[first].id] = come[second].id
            taken.add(second)
    return found


def _values(record: Record, ignored: set[str]) -> Values:
    return Counter(leaf for leaf in leaves(record.data) if ignored.isdisjoint((leaf[0], leaf[0].partition(".")[0])))


def _candidates(before: list[Values], after: list[Values]) -> set[tuple[int, int]]:
    """Pairs that share a value which few records have; never all pairs."""
    owners: dict[tuple[str, Any], list[int]] = {}
    for index, values in enumerate(before):
        for leaf in values:
            owners.setdefault(leaf, []).append(index)
    return {
        (first, second)
        for second, values in enumerate(after)
        for leaf in values
        if len(owners.get(leaf, ())) <= _COMMON
        for first in owners.get(leaf, ())
    }


def _same_row(old: Record, new: Record) -> bool:
    """Whether both were imported from the same row of a table."""
    origins = (old[ORIGIN], new[ORIGIN])
    keys = [origin.get("schluessel") for origin in origins if isinstance(origin, dict)]
    return len(keys) == 2 and keys[0] is not None and keys[0] == keys[1]
