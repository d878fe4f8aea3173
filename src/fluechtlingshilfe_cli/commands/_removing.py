"""What `fh remove` can take out of a record, asked for on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten
from typing import Any

from ..addressing import item_name
from ..asking import choose, choose_many
from ..converting import Interpreter, Misunderstood
from ..editing import value_at
from ..emitting import field_order
from ..folding import fold
from ..importing.leaves import id_field
from ..schemas.kinds import Field
from ..tables.cells import Cells
from ..translating import LIST as TRANSLATIONS
from ._assigning import NOT_BY_HAND, in_list, values_of
from ._meant import Meant

_SHOWN = 50
"""Signs of a value beside its name; longer ones are cut."""


def asked_to_go(interpreter: Interpreter, one: Meant) -> list[str]:
    """What goes, as it would be typed: a field, or items of a list. Raises `Misunderstood` when nothing can go."""
    data, cells = values_of(one), Cells(interpreter.registry, one.kind)
    there = {field.path: value_at(data, tuple(field.path.split("."))) for field in _free(one)}
    there = {path: value for path, value in there.items() if value not in (None, "", [], {})}
    if not there:
        raise Misunderstood(f"In »{one.id}« steht nur, was jeder Eintrag braucht. Ändern: fh set {one.id}")
    fields = {path: one.kind.fields[path] for path in there}
    names = {path: [field.label, field.name, *field.synonyms] for path, field in fields.items()}
    told = {path: _told(cells, field, there[path]) for path, field in fields.items()}
    path = choose("Was soll weg?", names, beside=told)
    field, value = fields[path], there[path]
    if not isinstance(value, list):
        return [path]
    if any(isinstance(item, Mapping) for item in value):
        items = {f"{path}.{number}": [_called(cells, field, item)] for number, item in enumerate(value)}
    else:
        items = {f"{path}={item}": [cells.text(field, item)] for item in value}
    by_name = {fold(names[0]): code for code, names in items.items()}
    return choose_many(f"{field.label}: was davon?", items, lambda text: by_name.get(fold(text)), optional=False)


def _free(one: Meant) -> list[Field]:
    """The fields a record can do without, in the order people read them."""
    order = {name: place for place, name in enumerate(field_order(one.kind))}
    found = [
        field
        for field in one.kind.fields.values()
        if not field.required
        and field.path != TRANSLATIONS
        and not any(map(field.keyword, NOT_BY_HAND))
        and not in_list(one, field.path)
    ]
    return sorted(found, key=lambda field: order.get(field.path.partition(".")[0], len(order)))


def _told(cells: Cells, field: Field, value: Any) -> str:
    """What is there, in one short line; yes and no within a section say nothing by themselves."""
    if field.many and field.type == "object":
        return f"{len(value)} eingetragen"
    if isinstance(value, Mapping):
        value = {name: part for name, part in value.items() if not isinstance(part, bool)}
    return shorten(cells.text(field, value), _SHOWN, placeholder=" …")


def _called(cells: Cells, field: Field, item: Mapping[str, Any]) -> str:
    """What names an item for people: not its id where there is anything else."""
    told = {name: value for name, value in item.items() if name != id_field(field.schema)}
    return item_name(field.schema.get("items", {}), told) or cells.text(field, item)
