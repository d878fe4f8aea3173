"""A first mapping by what columns are called and by what stands in them; what is not certain stays open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .. import prose
from ..folding import key
from ..project import Project
from ..schemas.kinds import Field, Kind
from .mapping import ColumnMap, Source
from .people import people_of
from .sections import Shapes
from .tables import Table

_SAMPLE = 60
_ENOUGH = 0.7
"""The share of cells that must look like values of a field."""
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}")
_SITE = re.compile(r"https?://|www\.", re.IGNORECASE)
_NUMBER = re.compile(r"[+0(]?[0-9][0-9 ()/.–-]{5,}")
_POSTCODE = re.compile(r"(?<![0-9.,])(?:D-)?[0-9]{5}(?![.,]?[0-9])")
_CLOCK = re.compile(
    r"\b(?:mo|di|mi|do|fr|sa|so)[a-zäöü]*\b.*[0-9]|[0-9]{1,2}(?:[:.][0-9]{2})?\s*(?:uhr|[-–]\s*[0-9]{1,2})",
    re.IGNORECASE,
)
_KEYS = ("id", "nr", "nummer", "kennung", "uid", "schluessel", "lfdnr", "datensatz", "key", "uuid")
_SHORT = 100
_PARTS = re.compile(r"\s*[,;|/\n]\s*")
_WORDS = re.compile(r"[^()/:,]+")


@dataclass(frozen=True, slots=True)
class Guess:
    """A column with the field it was taken for and how that was recognised; `path` is empty while it is open."""

    column: str
    path: str
    how: str
    sample: str


class Guesser:
    """Guesses for one list and one kind."""

    def __init__(self, project: Project, kind: Kind, table: Table) -> None:
        self.project, self.kind, self.table = project, kind, table
        self.shapes = Shapes(kind)
        self._people, self._person = people_of(project.kinds, kind)
        self.fields: dict[str, Source] = {}
        self.how: dict[str, tuple[str, str]] = {}

    def run(self) -> tuple[ColumnMap, list[Guess]]:
        """The mapping, and for every column what it was taken for."""
        for column in self.table.columns:
            if found := self._by_name(column):
                self._assign(column, found, "Name")
        for column in self.table.columns:
            if column not in self.how and (found := self._by_content(column)):
                self._assign(column, found, "Inhalt")
        if self.kind.title_field not in self.fields and (column := self._title_column()):
            self._assign(column, self.kind.title_field, "erste Spalte")
        self._share_addresses()
        self._name_parts()
        state = str(self.kind.leniency.get("feld", ""))
        draft = next((name for name in self.kind.leniency if name != "feld"), "")
        if state and draft and state not in self.fields:
            self.fields[state] = Source(value=draft)
        guesses = [Guess(name, *self.how.get(name, ("", "")), self._sample(name)) for name in self.table.columns]
        return ColumnMap(self._key(), self.fields), guesses

    def _assign(self, column: str, path: str, how: str) -> None:
        self.fields[path] = Source(column)
        self.how.setdefault(column, (path, how))

    def _by_name(self, column: str) -> str:
        """The field called like the column, or like a part of its name: »Telefon (Büro)«."""
        for text in dict.fromkeys((column, *(part.strip() for part in _WORDS.findall(column)))):
            called = self.kind.called(text) if key(text) else []
            parts = [one for one in called if self.shapes.in_address(one)]
            if (
                parts
                and called
                and self.shapes.is_address(called[0])
                and _share(self._cells(column) or [""], _POSTCODE) < _ENOUGH
            ):
                called = parts  # »Straße« means the section only where whole addresses stand in it
            for found in called:
                if found.path not in self.fields and self._fits(found) and self._plausible(found, column):
                    return found.path
        for path in self.shapes.schedules:
            steps = path.split(".")
            names = [self.kind.fields[path].label, *self.kind.fields[path].synonyms, steps[-1]]
            if path not in self.fields and key(column) in map(key, names):
                return path
        return self._next_people() if self._names_people(column) else ""

    def _names_people(self, column: str) -> bool:
        """Whether a column is called like those who are kept in the private folder, or like their name."""
        own = self._people and self._people in self.kind.called(column)
        return bool(
            own or (self._person and self._person.fields[self._person.title_field] in self._person.called(column))
        )

    def _next_people(self) -> str:
        """The place of one more column about people; a list has room for several."""
        if self._people is None:
            return ""
        path, number = self._people.path, 1
        while path in self.fields:
            path, number = f"{self._people.path}.{number}", number + 1
        return path

    def _plausible(self, found: Field, column: str) -> bool:
        """Whether the cells do not contradict the name: no telephone in a field for mail."""
        cells = self._cells(column)
        form = str(found.keyword("format") or "")
        if found.vocabulary and cells:
            words = self.project.vocabularies[found.vocabulary]
            return not words.words or any(words.resolve(part) for cell in cells for part in _PARTS.split(cell))
        tests = {
            "email": _MAIL,
            "url": re.compile(r"[^\s@]+\.[a-z]{2,}|https?:", re.IGNORECASE),
            "telefon": re.compile("[0-9]{3}"),
        }
        return not cells or form not in tests or _share(cells, tests[form]) > 1 - _ENOUGH

    def _by_content(self, column: str) -> str:
        cells = self._cells(column)
        if not cells:
            return ""
        if _middle(cells) > _SHORT:
            return self._long_text(cells)
        for form, pattern in (("email", _MAIL), ("url", _SITE)):
            if _share(cells, pattern) >= _ENOUGH and (found := self._free(form)):
                return found
        if _share(cells, _CLOCK) >= _ENOUGH and (
            path := next((p for p in self.shapes.schedules if p not in self.fields), "")
        ):
            return path
        if _share(cells, _POSTCODE) >= _ENOUGH and (found := self._free("plz")):
            return found
        if _share(cells, _NUMBER) >= _ENOUGH and (found := self._free("telefon")):
            numbers = [bool(prose.phones(cell).value) for cell in cells[:20]]
            return found if sum(numbers) >= _ENOUGH * len(numbers) else ""
        if sum(bool(prose.persons(cell).value) for cell in cells) >= _ENOUGH * len(cells):
            return self._next_people()
        return self._by_words(cells)

    def _by_words(self, cells: Sequence[str]) -> str:
        """A field whose words stand in the cells."""
        for found in self.kind.fields.values():
            if not found.vocabulary or found.path in self.fields or not self._fits(found):
                continue
            words = self.project.vocabularies[found.vocabulary]
            parts = [part for cell in cells for part in (_PARTS.split(cell) if found.many else [cell]) if part]
            if len(set(parts)) > 1 and sum(bool(words.resolve(part)) for part in parts) >= 0.8 * len(parts):
                return found.path
        return ""

    def _long_text(self, cells: Sequence[str]) -> str:
        """The shortest free text that has room for most of the cells."""
        texts = [one for one in self.kind.fields.values() if one.keyword("uebersetzbar") and "." not in one.path]
        for one in sorted(texts, key=lambda one: int(one.schema.get("maxLength", 0))):
            fitting = [len(cell) <= int(one.schema.get("maxLength", 0)) for cell in cells]
            if one.path not in self.fields and sum(fitting) >= _ENOUGH * len(fitting):
                return one.path
        return ""

    def _free(self, form: str) -> str:
        fields = [one for one in self.kind.having("format") if one.keyword("format") == form and self._fits(one)]
        return next(
            (one.path for one in sorted(fields, key=lambda one: one.path.count(".")) if one.path not in self.fields), ""
        )

    def _title_column(self) -> str:
        """The first column with short texts of which nearly each is there once."""
        for column in self.table.columns:
            cells = self._cells(column)
            if column in self.how or not cells or max(map(len, cells)) > _SHORT or key(column) in _KEYS:
                continue
            if len(set(cells)) >= 0.9 * len(cells) and _share(cells, re.compile("[A-Za-zÄÖÜäöü]{3}")) >= _ENOUGH:
                return column
        return next((column for column in self.table.columns if column not in self.how), "")

    def _share_addresses(self) -> None:
        """A column »Ort« beside street and postcode is the Gemeinde and a part of the address."""
        for found in self.kind.fields.values():
            if not self.shapes.is_address(found) or self.shapes.in_list(found):
                continue
            parts = self.shapes.children(found.path)
            if not any(part.path in self.fields for part in parts):
                continue
            for part in parts:
                same = [one for one in self.table.columns if any(f.path == part.path for f in self.kind.called(one))]
                if part.path not in self.fields and same and part.type == "string":
                    self.fields[part.path] = Source(same[0])

    def _name_parts(self) -> None:
        """A section of a list that gets times bears the title of its entry until it has its own."""
        for path in list(self.fields):
            above = path.partition(".")[0]
            if "." in path and self.kind.fields[above].many and self.kind.title_field in self.fields:
                parts = [one for one in self.shapes.children(above) if one.type == "string" and not one.vocabulary]
                title = max(parts, key=lambda one: int(one.keyword("suche") or 0), default=None)
                if title and title.path not in self.fields:
                    self.fields[title.path] = self.fields[self.kind.title_field]

    def _key(self) -> str:
        """The column rows are known by: that of the source, an id, else the title."""
        if self.table.key:
            return self.table.key
        for column in self.table.columns:
            cells = [str(row.cells.get(column) or "") for row in self.table.rows if not row.is_empty]
            if key(column) in _KEYS and all(cells) and len(set(cells)) == len(cells):
                return column
        title = self.fields.get(self.kind.title_field)
        return title.column if title and title.column else next(iter(self.table.columns), "")

    def _cells(self, column: str) -> list[str]:
        return list(self._texts(column))[:_SAMPLE]

    def _texts(self, column: str) -> Iterator[str]:
        for row in self.table.rows:
            cell = row.cells.get(column)
            if isinstance(cell, str) and cell:
                yield cell

    def _sample(self, column: str) -> str:
        for row in self.table.rows:
            if cell := row.cells.get(column):
                return " ".join(cell.split()) if isinstance(cell, str) else f"Liste mit {len(cell)}"
        return ""

    def _fits(self, part: Field) -> bool:
        """Whether one cell can fill the field: no section, nothing inside a list of sections, nothing the tool sets."""
        if part.keyword("werkzeug") or self.shapes.in_list(part):
            return False
        return part.type != "object" or self.shapes.is_address(part) or part.many


def _middle(cells: Sequence[str]) -> int:
    return sorted(map(len, cells))[len(cells) // 2]


def _share(cells: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.search(cell)) for cell in cells) / len(cells)
