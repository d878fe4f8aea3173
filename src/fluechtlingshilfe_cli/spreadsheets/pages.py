"""What stands on which sheet: the plain fields of a kind, and a sheet for every list of sections it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..emitting import field_order
from ..importing.leaves import id_field
from ..importing.sections import Shapes
from ..project import Project
from ..schemas.kinds import Field, Kind

ID, PART = "Kennung", "Teil"
"""Headings of the columns that say which record, and which section of it, a row is about."""
TITLE = "Eintrag"
"""On the further sheets: the name of the record, to read."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field as a column. `path` is that of the field in its record or, on further sheets, in its section."""

    path: str
    heading: str
    field: Field


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: the list of sections it is about, empty for the records themselves, and its columns."""

    title: str
    path: str
    columns: tuple[Column, ...]
    id: str = ""
    """The field that tells the sections of the list apart; they are counted where there is none."""

    @property
    def fixed(self) -> list[str]:
        """The headings before those of the fields."""
        return [ID, PART, TITLE] if self.path else [ID]


def pages_of(project: Project, kind: Kind) -> list[Page]:
    """The sheets of a kind: the records first, then sections with ids of their own, such as offers."""
    private = {one.name for one in project.kinds.values() if one.private}
    shapes = Shapes(kind)
    pages = [Page(kind.plural, "", tuple(_columns(kind, shapes, "", private)))]
    for field in kind.fields.values():
        if "." in field.path or not field.many or field.type != "object" or _is_translation(shapes, field):
            continue
        columns = tuple(_columns(kind, shapes, field.path, private))
        if columns:
            pages.append(Page(field.label, field.path, columns, id_field(field.schema)))
    return sorted(pages, key=lambda page: bool(page.path) + (bool(page.path) and not page.id))


def _columns(kind: Kind, shapes: Shapes, above: str, private: set[str]) -> Iterator[Column]:
    taken: set[str] = set()
    fields = [*_below(kind, shapes, above)]
    if not above:
        order = {name: position for position, name in enumerate(field_order(kind))}
        fields.sort(key=lambda field: (field.path != kind.title_field, order.get(field.path.partition(".")[0], 0)))
    for field in fields:
        if field.keyword("werkzeug") or private & set(field.refers_to) or field.path == _own_id(kind, above):
            continue
        path = field.path.removeprefix(f"{above}.") if above else field.path
        outer = kind.fields.get(field.path.rpartition(".")[0]) if "." in path else None
        heading = f"{outer.label}: {field.label}" if outer else field.label
        while heading in taken or heading in (ID, PART, TITLE):
            heading += " "
        taken.add(heading)
        yield Column(path, heading, field)


def _own_id(kind: Kind, above: str) -> str:
    found = id_field(kind.fields[above].schema) if above else ""
    return f"{above}.{found}" if found else ""


def _below(kind: Kind, shapes: Shapes, above: str) -> Iterator[Field]:
    """The fields one cell can hold, through sections but not through lists of sections."""
    for field in shapes.children(above):
        if field.type != "object":
            yield field
        elif shapes.is_schedule(field):
            yield field
            yield from (one for one in shapes.children(field.path) if not one.many and one.type == "string")
        elif not field.many:
            yield from _below(kind, shapes, field.path)


def _is_translation(shapes: Shapes, field: Field) -> bool:
    """Translations are long texts about other fields; a sheet is no place for them."""
    return any(one.keyword("werkzeug") for one in shapes.children(field.path))
