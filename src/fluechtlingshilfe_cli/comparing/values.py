"""Two values of a record, held against each other by their schema: sections field by field, lists item by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..findings import Path
from .changes import FieldChange, How

_ID = "id"
_ALIKE = 0.5
"""From this share of equal values on, two items without a common id are one item that changed."""

Schema = Mapping[str, Any]
Pairs = list[tuple[int, int]]


def differences(old: Mapping[str, Any], new: Mapping[str, Any], schema: Schema) -> Iterator[FieldChange]:
    """All changes from one record's values to another's, in the order of the schema."""
    yield from _section("", (), (), old, new, schema)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every scalar with its dotted path."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, value


def likeness(old: Counter[Any], new: Counter[Any]) -> float:
    """How much two collections of values have in common, 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


def _section(
    field: str, old_path: Path, new_path: Path, old: Mapping[str, Any], new: Mapping[str, Any], schema: Schema
) -> Iterator[FieldChange]:
    properties = schema.get("properties", {})
    names = [*(name for name in properties if name in old or name in new)]
    names += sorted({*old, *new}.difference(properties))
    for name in names:
        inside = f"{field}.{name}" if field else name
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if before is None:
            yield FieldChange(How.SET, inside, old_path, (*new_path, name), None, after)
        elif after is None:
            yield FieldChange(How.CLEARED, inside, (*old_path, name), new_path, before, None)
        else:
            yield from _value(inside, (*old_path, name), (*new_path, name), before, after, properties.get(name, {}))


def _value(field: str, old_path: Path, new_path: Path, old: Any, new: Any, schema: Schema) -> Iterator[FieldChange]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _section(field, old_path, new_path, old, new, schema)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list(field, old_path, new_path, old, new, schema.get("items", {}))
    else:
        yield FieldChange(How.CHANGED, field, old_path, new_path, old, new)


def _list(
    field: str, old_path: Path, new_path: Path, old: list[Any], new: list[Any], schema: Schema
) -> Iterator[FieldChange]:
    pairs = _pairs(old, new, schema)
    kept_old, kept_new = {before for before, _ in pairs}, {after for _, after in pairs}
    for index, item in enumerate(old):
        if index not in kept_old:
            yield FieldChange(How.REMOVED, field, (*old_path, index), new_path, item, None)
    partner = {after: before for before, after in pairs}
    for index, item in enumerate(new):
        if index not in kept_new:
            yield FieldChange(How.ADDED, field, old_path, (*new_path, index), None, item)
        elif item != old[partner[index]]:
            before = partner[index]
            yield from _value(field, (*old_path, before), (*new_path, index), old[before], item, schema)
    order = [partner[index] for index in sorted(partner)]
    if order != sorted(order):
        yield FieldChange(How.MOVED, field, old_path, new_path, old, new)


def _pairs(old: list[Any], new: list[Any], schema: Schema) -> Pairs:
    """Which item was which: equal ones, then by their own id or leading field, then by likeness."""
    found = _equal(old, new)
    left = [index for index in range(len(old)) if index not in {before for before, _ in found}]
    right = [index for index in range(len(new)) if index not in {after for _, after in found}]
    if not all(isinstance(old[index], Mapping) for index in left) or not all(
        isinstance(new[index], Mapping) for index in right
    ):
        return found
    for name in (_ID, *schema.get("required", ())[:1]):
        matched = _by_name(name, old, new, left, right)
        found += matched
        left = [index for index in left if index not in {before for before, _ in matched}]
        right = [index for index in right if index not in {after for _, after in matched}]
    return found + _by_likeness(old, new, left, right)


def _equal(old: Sequence[Any], new: Sequence[Any]) -> Pairs:
    """Equal items, the n-th of one side with the n-th of the other."""
    waiting: dict[str, list[int]] = {}
    for index, item in enumerate(old):
        waiting.setdefault(repr(_sorted(item)), []).append(index)
    found = []
    for index, item in enumerate(new):
        if places := waiting.get(repr(_sorted(item))):
            found.append((places.pop(0), index))
    return found


def _sorted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return sorted((name, _sorted(inner)) for name, inner in value.items())
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _by_name(name: str, old: list[Any], new: list[Any], left: list[int], right: list[int]) -> Pairs:
    """Items whose value of a field is the only one of its kind on both sides."""
    before = {index: old[index].get(name) for index in left}
    after = {index: new[index].get(name) for index in right}
    once_before, once_after = Counter(map(str, before.values())), Counter(map(str, after.values()))
    by_value = {str(value): index for index, value in before.items() if value is not None}
    return [
        (by_value[str(value)], index)
        for index, value in after.items()
        if value is not None and once_after[str(value)] == 1 and once_before[str(value)] == 1
    ]


def _by_likeness(old: list[Any], new: list[Any], left: list[int], right: list[int]) -> Pairs:
    before = {index: Counter(leaves(old[index])) for index in left}
    after = {index: Counter(leaves(new[index])) for index in right}
    scored = sorted(
        (-score, first, second)
        for first in left
        for second in right
        if (score := likeness(before[first], after[second])) >= _ALIKE
    )
    found: Pairs = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, first, second in scored:
        if first not in taken_old and second not in taken_new:
            found.append((first, second))
            taken_old.add(first)
            taken_new.add(second)
    return found
