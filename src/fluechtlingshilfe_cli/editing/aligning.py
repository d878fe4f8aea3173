"""Which items of a new list are the old ones, so that only the others are written anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Pair = tuple[int | None, int | None]
"""Positions in the old and the new list; None where there is no counterpart."""


def aligned(old: Sequence[Any], new: Sequence[Any]) -> list[Pair]:
    """Both lists from beginning to end, with as much kept as possible and the order of each unchanged."""
    rows, columns = len(old), len(new)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            kept = best[row + 1][column + 1] + _alike(old[row], new[column])
            best[row][column] = max(kept, best[row + 1][column], best[row][column + 1])
    pairs: list[Pair] = []
    row = column = 0
    while row < rows and column < columns:
        likeness = _alike(old[row], new[column])
        if likeness and best[row][column] == best[row + 1][column + 1] + likeness:
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            pairs.append((row, None))
            row += 1
        else:
            pairs.append((None, column))
            column += 1
    pairs += [(rest, None) for rest in range(row, rows)]
    pairs += [(None, rest) for rest in range(column, columns)]
    return pairs


def _alike(old: Any, new: Any) -> float:
    """How much of an item stays when one becomes the other; 0 where they have nothing in common."""
    if old == new:
        return 100.0
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        shared = old.keys() & new.keys()
        return 0.01 * len(shared) + sum(1.0 for name in shared if old[name] == new[name])
    if isinstance(old, list | dict) or isinstance(new, list | dict):
        return 0.0
    return 0.001  # another word in the same place: what stands beside it, stays
