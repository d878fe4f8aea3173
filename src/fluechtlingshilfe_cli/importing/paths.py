"""Values set, found and taken out by the path of their field, through lists of sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..records import walk
from ..schemas.kinds import Kind


def put_at(kind: Kind, data: dict[str, Any], path: str, value: Any, prefix: str = "") -> None:
    """Sets the value of a path; of a list of sections the first one is meant unless a number says another."""
    steps = path.split(".")
    holder: Any = data
    above = prefix.split(".") if prefix else []
    position = 0
    while position < len(steps) - 1:
        step = steps[position]
        above.append(step)
        field_here = kind.fields.get(".".join(above))
        if field_here is not None and field_here.many and field_here.type == "object":
            number = int(steps[position + 1]) if steps[position + 1].isdigit() else 0
            position += steps[position + 1].isdigit()
            items = holder.setdefault(step, [])
            while len(items) <= number:
                items.append({})
            holder = items[number]
        else:
            holder = holder.setdefault(step, {})
        position += 1
    last = steps[-1]
    if isinstance(holder.get(last), dict) and isinstance(value, Mapping):
        holder[last].update(value)
    else:
        holder[last] = value


def value_there(data: Mapping[str, Any], path: str) -> Any:
    """The first value at a path."""
    return next((value for _, value in walk(data, tuple(s for s in path.split(".") if not s.isdigit()), ())), None)


def taken_out(data: dict[str, Any], steps: list[str]) -> tuple[Any, list[str]]:
    """Removes the value at a pointer and says which it was; where that is none, the section above."""
    holder: Any = data
    for depth, step in enumerate(steps[:-1]):
        inner = holder[int(step)] if isinstance(holder, list) else holder.get(step)
        if not isinstance(inner, dict | list):
            return _pop(holder, step), steps[: depth + 1]
        holder = inner
    return _pop(holder, steps[-1]), steps


def _pop(holder: Any, step: str) -> Any:
    return holder.pop(int(step)) if isinstance(holder, list) else holder.pop(step, "")
