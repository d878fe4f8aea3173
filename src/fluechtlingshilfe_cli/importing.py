"""Rows of a table as records: every row becomes one or is named, every cell is kept, a second time changes nothing.

Each record remembers the key of its row and a checksum of what was written. When the table comes again, a record
nobody touched follows it; one that was edited by hand stays as it is and is listed. A row with a new key belongs to
the record whose key is gone from the table if both, and nobody else, have the same web address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from .converting import Interpreter, Misunderstood
from .drafting import Taken, home, modeline, with_tool_dates
from .emitting import emit, typed
from .findings import pointer
from .mapping import ColumnMap, Source
from .naming import file_of, free, propose, slug
from .records import ORIGIN, Reader, Record
from .registry import Registry
from .schemas.kinds import Kind
from .sheets import Row, Sheet, own_field


@dataclass(slots=True)
class Import:
    """What an import would do. `written` are files with their text; the lists name rows and cells for the report."""

    rows: int = 0
    empty: list[int] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)
    updated: int = 0
    unchanged: int = 0
    edited: list[tuple[int, str]] = field(default_factory=list)
    renamed: list[tuple[int, str]] = field(default_factory=list)
    """Line and id of records whose row has a new key; known again by their web address."""
    untitled: list[tuple[int, str]] = field(default_factory=list)
    not_taken: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, column, and why the cell could not become a value of its field; it is kept in an own field."""


class Importer:
    """Turns the rows of one table into records of one kind."""

    def __init__(self, registry: Registry, kind: Kind, columns: ColumnMap, name: str) -> None:
        """`name`: of the table, remembered with every record. Raises `Misunderstood` without the private folder."""
        self.registry = registry
        self.project = registry.project
        self.kind = kind
        self.columns = columns
        self.name = name
        self._home = home(self.project, kind)
        self.result = Import()
        self._interpreter = Interpreter(self.project, registry)
        self._reader = Reader(kind, self.project.vocabularies)
        self._known: dict[str, Record] = {}
        for record in registry.of(kind.name):
            origin = record[ORIGIN]
            if isinstance(origin, dict) and origin.get("schluessel"):
                self._known[str(origin["schluessel"])] = record
        self._new: set[str] = set()

    def run(self, sheet: Sheet) -> Import:
        """Reads all rows. Nothing is written yet."""
        keys: Counter[str] = Counter()
        rows: list[tuple[Row, str, dict[str, Any]]] = []
        for row in sheet.rows:
            self.result.rows += 1
            if row.is_empty:
                self.result.empty.append(row.line)
                continue
            key = row.cells.get(self.columns.key) or next(cell for cell in row.cells.values() if cell)
            keys[key] += 1
            rows.append((row, key if keys[key] == 1 else f"{key} ({keys[key]})", self._values(row)))
        moved = self._moved([(key, data) for _, key, data in rows])
        for row, key, data in rows:
            if key in moved:
                self.result.renamed.append((row.line, moved[key].id))
            self._take(row, key, data, self._known.get(key) or moved.get(key))
        return self.result

    def _moved(self, rows: Sequence[tuple[str, dict[str, Any]]]) -> dict[str, Record]:
        """The records behind keys that are new, where a web address that nobody else has leads from one to the other.

        An address that several groups of one carrier share says nothing about who is who.
        """
        named = {key for key, _ in rows}
        lost = {key: record for key, record in self._known.items() if key not in named}
        before, after = Counter[str](), Counter[str]()
        for record in self._known.values():
            before.update(self._addresses(record.data))
        for _, data in rows:
            after.update(self._addresses(data))
        owner = {address: record for record in lost.values() for address in self._addresses(record.data)}
        found: dict[str, Record] = {}
        for key, data in rows if lost else ():
            own = [address for address in self._addresses(data) if before[address] == after[address] == 1]
            if key not in self._known and (mine := [owner[address] for address in sorted(own) if address in owner]):
                found[key] = mine[0]
        claims = Counter(record.id for record in found.values())
        return {key: record for key, record in found.items() if claims[record.id] == 1}

    def _addresses(self, data: Mapping[str, Any]) -> set[str]:
        """The web addresses a record names, however they are written."""
        sites = [field.path for field in self.kind.having("format") if field.keyword("format") == "url"]
        record = Record(self.kind, "", "", dict(data))
        return {_bare(str(value)) for path in sites for _, value in record.values(path)}

    def _take(self, row: Row, key: str, data: dict[str, Any], known: Record | None) -> None:
        if not data.get(self.kind.title_field):
            self.result.untitled.append((row.line, key))
        checksum = _checksum(self.kind, data)
        if known is not None:
            written = str(known[ORIGIN].get("pruefsumme", ""))
            if written == checksum:
                self.result.unchanged += 1
                return
            if _checksum(self.kind, known.data) != written:
                self.result.edited.append((row.line, known.id))
                return
            self.result.updated += 1
        data[ORIGIN] = {"aus": self.name, "schluessel": key, "pruefsumme": checksum}
        data = with_tool_dates(self.kind, data, self.project.as_of)
        id = known.id if known else self._id(data, key)
        path = self.project.root / known.file if known else self._home / file_of(self.kind, id, data)
        self.result.written[self.project.name_of(path)] = emit(self.kind, data, modeline(self.project, self.kind, path))

    def _id(self, data: Mapping[str, Any], key: str) -> str:
        taken = Taken(self.registry, self.kind)
        id = (
            propose(self.kind, data, taken)
            if data.get(self.kind.title_field)
            else free(slug(key) or self.kind.name, taken)
        )
        while id in taken or id in self._new:
            id = free(id, {*self._new, id}) if id in self._new else free(id, taken)
        self._new.add(id)
        return id

    def _values(self, row: Row) -> dict[str, Any]:
        data: dict[str, Any] = {}
        kept: dict[str, str] = {}
        used = {source.column for source in self.columns.fields.values()}
        for path, source in self.columns.fields.items():
            cell = row.cells.get(source.column, "") if source.column else ""
            text = source.words.get(cell, cell) or source.value
            if not text:
                continue
            try:
                _put(data, path, self._value(path, source, text))
            except Misunderstood as error:
                self.result.not_taken.append((row.line, source.column or path, str(error)))
                kept[source.column or path] = cell or text
        kept |= {column: cell for column, cell in row.cells.items() if cell and column not in used}
        for column, cell in kept.items():
            data[free(own_field(column), data)] = cell
        return typed(self.kind, data)

    def _value(self, path: str, source: Source, text: str) -> Any:
        if path.startswith("x_"):
            return text
        schema = self.kind.fields[path].schema
        if source.separator:
            text = "\n".join(source.words.get(part.strip(), part.strip()) for part in text.split(source.separator))
        value = self._interpreter.value(schema, text)
        if sentence := self._refusal(path, value):
            raise Misunderstood(sentence)
        return value

    def _refusal(self, path: str, value: Any) -> str:
        """The sentence of the schema's finding about one value; empty when it is fine."""
        nested: dict[str, Any] = {}
        _put(nested, path, value)
        _, findings = self._reader.read(emit(self.kind, nested).encode("utf-8"), "neu", "neu")
        where = pointer(tuple(path.split(".")))
        mine = [f for f in findings if f.code != "FH103" and (f.pointer == where or f.pointer.startswith(where + "/"))]
        return mine[0].message if mine else ""


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    *above, last = path.split(".")
    for step in above:
        data = data.setdefault(step, {})
    data[last] = value


def _bare(address: str) -> str:
    """A web address without what people write this way or that: scheme, `www.`, final slash, capitals."""
    return address.casefold().partition("://")[2].removeprefix("www.").rstrip("/") or address


def _checksum(kind: Kind, data: Mapping[str, Any]) -> str:
    """Tells whether a record's content changed; the tool's own days and the origin do not count."""
    ours = {field.path for field in kind.having("werkzeug")} | {ORIGIN}
    content = {name: value for name, value in data.items() if name not in ours}
    return sha256(emit(kind, content).encode("utf-8")).hexdigest()[:12]
