"""Rows of a list as entries: every cell becomes values, a private record, an own field, or a line of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .. import prose
from ..drafting import with_state
from ..emitting import typed
from ..naming import free, slug
from ..registry import Registry
from ..schemas.kinds import Field, Kind
from .cells import CellReader, Reading
from .entry import NO_FIELD, Entry, Left, Note
from .leaves import id_field
from .mapping import ColumnMap, Source, field_at
from .mending import Mender
from .paths import put_at, value_there
from .sources.objects import flattened, shown
from .tables import Row, own_field


def as_key(cell: object) -> str:
    """The text by which a row is known: on one line, not longer than a key should be."""
    return " ".join(str(cell or "").split())[:200]


class EntryReader:
    """Reads the rows of one list by its mapping."""

    def __init__(self, registry: Registry, kind: Kind, columns: ColumnMap) -> None:
        self.kind = kind
        self.columns = columns
        self.cells = CellReader(registry, kind)
        self._mender = Mender(kind, columns, registry.project.vocabularies)

    def read(self, row: Row) -> Entry:
        """The entry of a row; its record is sound but for what may be missing."""
        entry = Entry(row)
        left: dict[str, Left] = {}
        whole: set[str] = set()
        for path, source in self.columns.fields.items():
            cell = row.cells.get(source.column, "") if source.column else ""
            if isinstance(cell, Mapping | list):
                reading = self._sections(path, source, cell, entry, row.places.get(source.column, ""))
            elif text := source.words.get(cell, cell) or source.value:
                reading = self._without_people(path, source, text, entry)
            else:
                continue
            self._take(path, reading, entry, source, left, whole)
        for column, cell in row.cells.items():
            is_key = column == self.columns.key and cell == as_key(cell)  # remembered with the entry anyway
            if cell and not is_key and column not in self.columns.columns:
                left[column] = Left(shown(cell), NO_FIELD)
        for column, one in left.items():
            self._keep(entry, column, one, column in whole)
        self._complete(entry)
        self._mender.mend(entry)
        return entry

    def settle(self, data: dict[str, Any], entry: Entry) -> None:
        """Takes out of a record that is in use what would leave it unsound."""
        self._mender.settle(data, entry)

    def _take(
        self,
        path: str,
        reading: Reading,
        entry: Entry,
        source: Source,
        left: dict[str, Left],
        whole: set[str],
    ) -> None:
        entry.persons += reading.persons
        lost = []
        for one, value in reading.values.items():
            if one != path and value_there(entry.data, one) is not None:
                if value_there(entry.data, one) != value:
                    lost.append(str(value))
                continue
            put_at(self.kind, entry.data, one, value)
        rest = "\n".join(filter(None, (reading.rest, *lost)))
        if rest or reading.more:
            left.setdefault(source.column, Left(rest, reading.reason, reading.more))
        elif reading.values or reading.persons:
            whole.add(source.column)

    def _without_people(self, path: str, source: Source, text: str, entry: Entry) -> Reading:
        """Reads a cell; the lines of a longer text that name people are taken out of it."""
        found = field_at(self.kind, path)
        if found is not None and found.keyword("freitext") and source.column:
            lines = text.split("\n")
            named = [prose.persons(line).value for line in lines]
            if any(named):
                entry.persons += [one for people in named for one in people]
                told = "\n".join(line for line, people in zip(lines, named, strict=True) if people)
                entry.private[source.column] = told
                text = "\n".join(line for line, people in zip(lines, named, strict=True) if not people).strip()
                if not text:
                    return Reading(persons=())
        return self.cells.read(path, source, text)

    def _keep(self, entry: Entry, column: str, left: Left, is_whole: bool) -> None:
        """Keeps what became no value: with the persons where it names some, else in an own field."""
        text, reason = "\n".join(filter(None, (*left.more, left.text))), left.reason
        place = entry.row.places.get(column, entry.row.place)
        people = prose.persons(text).value
        if people or any(
            self.cells.is_about_people(path) for path, s in self.columns.fields.items() if s.column == column
        ):
            entry.persons += [one for one in people if one not in entry.persons]
            entry.private[column] = "\n".join(filter(None, (entry.private.get(column), text)))
            return
        if is_whole:
            entry.notes.append(Note(place, column, text, reason, "steht in einem anderen Feld"))
            return
        name = free(own_field(column), entry.data)
        entry.data[name] = list(filter(None, (*left.more, left.text))) if left.more else text
        entry.notes.append(Note(place, column, text, reason, name))

    def _sections(self, path: str, source: Source, cell: Any, entry: Entry, place: str) -> Reading:
        """Lists of sections as JSON has them: spans of days, sections of our form, or of one the mapping tells."""
        found = field_at(self.kind, path)
        items = cell if isinstance(cell, list) else [cell]
        if found is None or found.type != "object" or not found.many:
            return Reading(rest=shown(cell), reason="eine Liste, wo ein einzelner Wert hingehört")
        if self.cells.shapes.is_days(found) and all(isinstance(item, list) and len(item) == 2 for item in items):
            names = self.cells.shapes.span(found)
            return Reading({path: [dict(zip(names, item, strict=True)) for item in items]})
        if not source.parts:
            return Reading({path: [item for item in items if isinstance(item, Mapping)]})
        result = []
        for index, item in enumerate(items):
            if isinstance(item, Mapping):
                result.append(self._section(path, source, item, entry, f"{place}/{index}"))
        return Reading({path: [item for item in result if item]})

    def _section(self, path: str, source: Source, item: Mapping[str, Any], entry: Entry, place: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        used = {part.column for part in source.parts.values()}
        cells = {name: (pointer, value) for name, pointer, value in flattened(item, place)}
        rests: dict[str, tuple[str, str]] = {}
        for name, part in source.parts.items():
            _, value = cells.get(part.column, ("", ""))
            text = part.words.get(str(value), shown(value) if value else "") or part.value
            if not text:
                continue
            reading = self.cells.read(f"{path}.{name}", part, text)
            for one, inner in reading.values.items():
                put_at(self.kind, made, one.removeprefix(f"{path}."), inner, path)
            if reading.rest or reading.more:
                rests[part.column] = ("\n".join(filter(None, (*reading.more, reading.rest))), reading.reason)
        for name, (_, value) in cells.items():
            if value and name not in used:
                rests[name] = (shown(value), NO_FIELD)
        for name, (text, reason) in rests.items():
            pointer = cells.get(name, (place, ""))[0]
            if prose.persons(text).value:
                entry.persons += prose.persons(text).value
                entry.private[f"{path} {name}"] = text
                continue
            own = free(own_field(name), made)
            made[own] = text
            entry.notes.append(Note(pointer, name, text, reason, f"{path}: {own}"))
        return made

    def _complete(self, entry: Entry) -> None:
        """What follows from the rest: the Gemeinde from the address, ids of sections, the state."""
        for found in self.kind.fields.values():
            if (
                found.vocabulary == "gemeinden"
                and "." not in found.path
                and not found.many
                and found.path not in entry.data
            ):
                if code := self._municipality(entry.data):
                    entry.data[found.path] = code
                break
        for name, part in self.kind.schema.get("properties", {}).items():
            id = id_field(part)
            items = entry.data.get(name)
            if id and isinstance(items, list):
                self._ids(name, id, [item for item in items if isinstance(item, dict)])
        entry.data = with_state(self.kind, typed(self.kind, entry.data))[0]

    def _municipality(self, data: Mapping[str, Any]) -> str:
        for found in self.kind.fields.values():
            if self.cells.shapes.is_address(found) and isinstance(data.get(found.path), Mapping):
                section = data[found.path]
                names = {one.name: one for one in self.cells.shapes.children(found.path)}
                code = next(
                    (str(section[n]) for n, one in names.items() if one.keyword("format") == "plz" and n in section), ""
                )
                for value in section.values():
                    if isinstance(value, str) and (key := self.cells.municipality(value, code)):
                        return key
                return self.cells.municipality("", code) if code else ""
        return ""

    def _ids(self, name: str, id: str, items: list[dict[str, Any]]) -> None:
        taken = {str(item[id]) for item in items if item.get(id)}
        naming = self._naming(name)
        for item in items[1:]:  # Times of several places came out of one row: all bear its title.
            if naming and naming not in item and items[0].get(naming):
                item[naming] = items[0][naming]
        for item in items:
            if not item.get(id):
                title = next((str(v) for v in self._texts(name, item)), "")
                item[id] = free(slug(title) or name, taken)
                taken.add(item[id])

    def _naming(self, name: str) -> str:
        """The field that tells people what a section of a list is."""
        children = [one for one in self.cells.shapes.children(name) if one.type == "string" and not one.vocabulary]
        return max(children, key=lambda one: int(one.keyword("suche") or 0)).name if children else ""

    def _texts(self, name: str, item: Mapping[str, Any]) -> Iterator[Any]:
        children: Sequence[Field] = self.cells.shapes.children(name)
        for one in sorted(children, key=lambda one: -int(one.keyword("suche") or 0)):
            if item.get(one.name):
                yield item[one.name]
