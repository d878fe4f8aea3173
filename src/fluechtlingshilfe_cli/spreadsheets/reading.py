"""A filled-in workbook read back: which cells were changed, what they mean, and which cannot be taken, by address.

Only changed cells count. A row with a mistake waits as a whole; all others come in.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..converting import Misunderstood
from ..drafting import with_state
from ..emitting import emit, typed
from ..findings import Severity
from ..importing.sources.workbook import text_of
from ..importing.tables import letters
from ..naming import free, slug
from ..readers import Reader
from ..records import Record
from ..registry import Registry
from ..schemas.kinds import Kind
from .cells import Translator
from .pages import ID, PART, Column, Page, pages_of
from .writing import KEPT, MARK, value_of

_NEW = "neu"


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken, with the reason and what to do."""

    place: str
    column: str
    text: str
    reason: str


@dataclass(slots=True)
class Changed:
    """One entry as the workbook wants it: its record, None for a new one, the values, and the cells behind them."""

    record: Record | None
    data: dict[str, Any]
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Cell and heading by the path of the field."""
    faults: list[Fault] = field(default_factory=list)
    place: str = ""


@dataclass(slots=True)
class Back:
    """What came back: entries to change or make, cells that cannot be taken, and what else is to be told."""

    rows: int = 0
    changed: list[Changed] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    clashes: list[Fault] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unchanged: int = 0


def kind_of(book: Any) -> str:
    """The kind a workbook for editing is about; empty for any other workbook."""
    if KEPT not in book.sheetnames:
        return ""
    first = [text_of(cell.value) for cell in book[KEPT][1]]
    return first[2] if first[:1] == [MARK] and len(first) > 2 else ""


class BookReader:
    """Reads one workbook against the registry."""

    def __init__(self, registry: Registry, kind: Kind, book: Any) -> None:
        self.registry, self.kind, self.book = registry, kind, book
        self.cells = Translator(registry, kind)
        self._reader = Reader(kind, registry.project.vocabularies)
        self._kept = _kept(book)
        self._open: dict[str, Changed] = {}
        self._new: dict[str, Changed] = {}
        self._seen: set[tuple[str, str, str]] = set()
        self.back = Back()

    def run(self) -> Back:
        """All that the workbook wants."""
        for page in pages_of(self.registry.project, self.kind):
            if page.title[:31] in self.book.sheetnames:
                self._page(page, self.book[page.title[:31]])
        for key in self._kept:
            if key not in self._seen:
                self.back.missing.append(" ".join(filter(None, key[1:])))
        for one in self._open.values():
            if not one.faults:
                self._judge(one)
            if one.faults:
                self.back.faults += one.faults
            elif one.record is None or one.data != one.record.data:
                self.back.changed.append(one)
        return self.back

    def _page(self, page: Page, sheet: Any) -> None:
        rows = sheet.iter_rows()
        headings = [text_of(cell.value) for cell in next(rows, ())]
        columns = {column.heading.strip(): column for column in page.columns}
        known = {index: columns[name] for index, name in enumerate(headings) if name in columns}
        for column in (one for one in page.columns if one.heading.strip() not in headings):
            self.back.faults.append(
                Fault(sheet.title, column.heading, "", "Diese Spalte fehlt; sie bleibt, wie sie war.")
            )
        for index, name in enumerate(headings):
            if name and index not in known and name not in page.fixed:
                self.back.faults.append(
                    Fault(
                        f"{sheet.title}!{letters(index)}1", name, "", "Diese Spalte gehört nicht dazu und zählt nicht."
                    )
                )
        for number, row in enumerate(rows, 2):
            texts = [text_of(cell.value) for cell in row]
            if not any(texts):
                continue
            self.back.rows += not page.path
            fixed = {
                name: texts[index] for index, name in enumerate(headings) if name in page.fixed and index < len(texts)
            }
            cells = {
                column.path: (column, texts[index], f"{sheet.title}!{letters(index)}{number}")
                for index, column in known.items()
                if index < len(texts)
            }
            self._row(page, fixed, cells, f"{sheet.title}!A{number}")

    def _row(
        self, page: Page, fixed: Mapping[str, str], cells: Mapping[str, tuple[Column, str, str]], place: str
    ) -> None:
        id, part = fixed.get(ID, ""), fixed.get(PART, "")
        key = (page.path, id, part)
        before = self._kept.get(key)
        if before is not None and key in self._seen:
            self.back.faults.append(
                Fault(place, ID, id, "Diese Kennung steht schon weiter oben; die Zeile zählt nicht.")
            )
            return
        self._seen.add(key)
        told = {path: text for path, (_, text, _) in cells.items() if text != (before or {}).get(path, "")}
        told |= {path: "" for path in cells if (before or {}).get(path) and not cells[path][1]}
        if not told:
            self.back.unchanged += before is not None and not page.path
            return
        one = self._entry(page, id, place, cells)
        if one is None:
            return
        holder, above = self._holder(page, one, part, before is not None, cells)
        if holder is None:
            one.faults.append(Fault(place, PART, part, "Diesen Teil gibt es im Register nicht mehr."))
            return
        for path, text in told.items():
            column, _, where = cells[path]
            self._cell(one, holder, above, column, text, where, (before or {}).get(path, ""), before is not None)

    def _entry(self, page: Page, id: str, place: str, cells: Mapping[str, tuple[Column, str, str]]) -> Changed | None:
        """The entry a row is about, opened for change; None with a fault when there is none."""
        if not id and not page.path:
            title = cells.get(self.kind.title_field)
            one = Changed(None, {}, place=place)
            self._open[f"{_NEW} {place}"] = one
            if title and title[1]:
                self._new.setdefault(title[1], one)
            else:
                one.faults.append(
                    Fault(
                        place,
                        self.kind.fields[self.kind.title_field].label,
                        "",
                        "Ein neuer Eintrag braucht einen Namen.",
                    )
                )
            return one
        if found := self._open.get(id) or (self._new.get(id) if page.path else None):
            return found
        record = self.registry.get(self.kind.name, id) if id else None
        if record is None:
            reason = "Diese Kennung kennt das Register nicht. Für einen neuen Eintrag bitte leer lassen."
            if self.registry.knows(self.kind.name, id):
                reason = "Dieser Eintrag hat gerade Fehler. Bitte zuerst: fh validate"
            self.back.faults.append(
                Fault(place, ID, id, reason if id else "Hier fehlt, zu welchem Eintrag die Zeile gehört.")
            )
            return None
        self._open[id] = Changed(record, copy.deepcopy(record.data), place=place)
        return self._open[id]

    def _holder(
        self, page: Page, one: Changed, part: str, known: bool, cells: Mapping[str, tuple[Column, str, str]]
    ) -> tuple[dict[str, Any] | None, str]:
        """The record, or the section of it, that a row is about."""
        if not page.path:
            return one.data, ""
        items = one.data.setdefault(page.path, [])
        if known:
            found = next((i for i, item in enumerate(items) if _names(page, item, i) == part), None)
            return (None, "") if found is None else (items[found], f"{page.path}/{found}/")
        item: dict[str, Any] = {}
        if page.id:
            texts = [text for column, text, _ in cells.values() if text and column.field.keyword("suche")]
            taken = {str(other.get(page.id)) for other in items}
            item[page.id] = free(slug(texts[0] if texts else "") or page.path, taken)
        items.append(item)
        return item, f"{page.path}/{len(items) - 1}/"

    def _cell(
        self,
        one: Changed,
        holder: dict[str, Any],
        above: str,
        column: Column,
        text: str,
        where: str,
        before: str,
        known: bool,
    ) -> None:
        now = self.cells.text(column.field, value_of(holder, column.path)) if known else ""
        one.places[above + column.path.replace(".", "/")] = (where, column.heading)
        if now == text:
            return
        if now != before:
            reason = f"Im Register steht inzwischen »{now or 'nichts'}«; das bleibt. Gilt die Mappe, bitte dort ändern."
            self.back.clashes.append(Fault(where, column.heading, text, reason))
            return
        try:
            value = self.cells.read(column.field, text)
        except Misunderstood as error:
            one.faults.append(Fault(where, column.heading, text, str(error)))
            return
        if self.cells.shapes.is_schedule(column.field):
            self._times(holder, column, value)
        else:
            _put(holder, column.path, value)

    def _times(self, holder: dict[str, Any], column: Column, value: Mapping[str, Any] | None) -> None:
        """Regular times replace regular times; the remarks beside them have columns of their own."""
        own = {
            one.name for one in self.cells.shapes.children(column.field.path) if not one.many and one.type == "string"
        }
        kept = {name: inner for name, inner in (value_of(holder, column.path) or {}).items() if name in own}
        _put(holder, column.path, {**(value or {}), **kept} or None)

    def _judge(self, one: Changed) -> None:
        """Holds the whole entry against its schema; faults lead to the cells they come from."""
        data = typed(self.kind, one.data)
        if one.record is None:
            data = with_state(self.kind, data)[0]
        elif data == one.record.data:
            return
        one.data = data
        _, findings = self._reader.read(emit(self.kind, data).encode("utf-8"), "neu", "neu")
        for finding in findings:
            if finding.severity is Severity.ERROR:
                place, heading = self._place(one, finding.pointer)
                one.faults.append(Fault(place, heading, "", finding.message))

    def _place(self, one: Changed, pointer: str) -> tuple[str, str]:
        steps = pointer.strip("/").split("/")
        for depth in range(len(steps), 0, -1):
            if found := one.places.get("/".join(steps[:depth])):
                return found
        return one.place, steps[-1]


def _kept(book: Any) -> dict[tuple[str, str, str], dict[str, str]]:
    kept: defaultdict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for row in _rows(book[KEPT]):
        path, id, part, name, text = (*row, "", "", "", "", "")[:5]
        kept[path, id, part][name] = text
    return dict(kept)


def _rows(sheet: Any) -> Iterator[tuple[str, ...]]:
    for row in sheet.iter_rows(min_row=2, values_only=True):
        yield tuple(text_of(value) for value in row)


def _names(page: Page, item: Mapping[str, Any], index: int) -> str:
    return str(item.get(page.id) or index + 1) if page.id else str(index + 1)


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    name, _, rest = path.partition(".")
    if rest:
        section = data.setdefault(name, {})
        _put(section, rest, value)
        value = section or None
    if value is None:
        data.pop(name, None)
    else:
        data[name] = value
