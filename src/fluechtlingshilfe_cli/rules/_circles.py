"""Finds references that lead back to where they began."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..findings import Path, Problem

if TYPE_CHECKING:
    from ..records import Record
    from ..registry import Registry
    from ._fields import Fields

Edges = dict[str, list[tuple[str, Path]]]
"""Which ids each id names, and where."""

_SHOWN = 6


def circles(registry: Registry, references: Fields) -> Iterator[Problem]:
    """One problem per circle, at the reference that closes it. Only fields that refer to nothing but their own kind
    count: a successor must not lead back, while two initiatives may well have agreed with each other.
    """
    for name in registry.project.kinds:
        edges: dict[str, Edges] = {}
        records: dict[str, Record] = {}
        for record in registry.of(name):
            for path, value, field, _ in references.of(record):
                if field.refers_to == (name,):
                    target = value.removeprefix(f"{name}/")
                    edges.setdefault(field.path, {}).setdefault(record.id, []).append((target, path))
                    records[record.id] = record
        for field_edges in edges.values():
            for ids, path in _closed(field_edges):
                yield _problem(records[ids[-1]], ids, path)


def _closed(edges: Edges) -> Iterator[tuple[list[str], Path]]:
    """The circles of a graph with the place of their last edge: depth first, without recursion."""
    done: set[str] = set()
    for start in edges:
        trail: dict[str, Iterator[tuple[str, Path]]] = {}
        if start not in done:
            trail[start] = iter(edges[start])
        while trail:
            id = next(reversed(trail))
            target, path = next(trail[id], ("", ()))
            if not target:
                done.add(id)
                del trail[id]
            elif target in trail:
                ids = list(trail)
                yield ids[ids.index(target) :], path
            elif target not in done and target in edges:
                trail[target] = iter(edges[target])


def _problem(record: Record, ids: list[str], path: Path) -> Problem:
    place = record.at(*path)
    if len(ids) == 1:
        return Problem(place, f"»{record.id}« nennt sich selbst.", "Bitte den Verweis löschen oder berichtigen.")
    shown = [*ids[:_SHOWN], "…"] if len(ids) > _SHOWN else ids
    way = " → ".join([*shown, ids[0]])
    return Problem(place, f"Die Verweise führen im Kreis: {way}.", "Bitte den Verweis löschen, der nicht stimmt.")
