"""Values in the words of people: labels for codes, names for Gemeinde keys, German days, titles for ids, spoken times.

What a value is, the schema says; no field is named here. Nothing of a private record is told but its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..queries import Source
from ..queries.fields import Asked, of_attribute
from ..records import Record
from ..schemas.kinds import Field, Kind
from ..times import in_words

WEEKDAYS = "wochentage"
"""A section with words of this vocabulary below it holds regular times."""


class Cells:
    """Says the values of one kind of record."""

    def __init__(self, source: Source, kind: Kind) -> None:
        self.source = source
        self.kind = kind
        self._children: dict[str, list[Field]] = {}
        for field in kind.fields.values():
            self._children.setdefault(field.path.rpartition(".")[0], []).append(field)
        weekdays = [field.path for field in kind.fields.values() if field.vocabulary == WEEKDAYS]
        self._schedules = {schedule for path in weekdays if (schedule := self._section_of(path))}

    def children(self, path: str) -> list[Field]:
        """The fields directly below a section, those of the record for an empty path."""
        return self._children.get(path, [])

    def is_schedule(self, field: Field) -> bool:
        """Whether the field is a section of regular times."""
        return field.path in self._schedules

    def is_address(self, field: Field) -> bool:
        """Whether the field is a section with a postcode: it reads best in one line."""
        return field.type == "object" and any(part.keyword("format") == "plz" for part in self.children(field.path))

    def column(self, asked: Asked, record: Record) -> str:
        """What stands in a table: all values, each once, with commas between."""
        if asked.field is None:
            return ", ".join(map(plain, asked.values(record)))
        if asked.attribute:
            return ", ".join(dict.fromkeys(self._attribute(asked, value) for value in asked.values(record)))
        texts = (self.text(asked.field, value) for value in asked.values(record))
        if asked.field.keyword("format") == "datumzeit":
            texts = (text.removesuffix(" Uhr").replace(",", "") for text in texts)
        return ", ".join(dict.fromkeys(filter(None, texts)))

    def text(self, field: Field, value: Any, with_id: bool = False) -> str:
        """One value in words. `with_id`: references as »Titel (id)«."""
        if isinstance(value, Mapping):
            return self.section(field, value, with_id)
        if isinstance(value, list):
            return ", ".join(self.text(field, item, with_id) for item in value)
        if field.vocabulary:
            return self.source.vocabulary(field.vocabulary).label(str(value))
        if field.refers_to:
            return self.reference(field, str(value), with_id)
        if is_day(field):
            return german(str(value))
        return plain(value)

    def section(self, field: Field, value: Mapping[str, Any], with_id: bool = False) -> str:
        """A section in one line: times in words, an address, else its values side by side."""
        if self.is_schedule(field):
            return in_words(value)
        pieces: list[str] = []
        glue = ""
        for part in self.children(field.path):
            inner = value.get(part.name)
            if inner is None or isinstance(inner, bool):
                if inner is True:
                    pieces.append(part.label)
                continue
            text = self.text(part, inner, with_id)
            if pieces and part.keyword("format") == "datumzeit" and (until := _same_day(pieces[-1], text)):
                pieces[-1] = until
                continue
            pieces[-1:] = [f"{pieces[-1]} {text}"] if glue else [*pieces[-1:], text]
            glue = " " if part.keyword("format") == "plz" else ""
        return (", " if self.is_address(field) else " · ").join(filter(None, pieces))

    def reference(self, field: Field, value: str, with_id: bool = False) -> str:
        """The title of the record named, with its id if wanted; the id alone where it is private or unknown."""
        record = self.source.find(value, field.refers_to)
        if record is None:
            prefix, _, part = value.rpartition("/")
            owner = self.source.find(prefix.rpartition("/")[2], self.source.project.kinds) if prefix else None
            if owner is None or owner.kind.private:
                return value
            return f"{owner.title} ({owner.id}/{part})"
        if record.kind.private:
            return record.id
        return f"{record.title} ({record.id})" if with_id else record.title

    def _attribute(self, asked: Asked, value: Any) -> str:
        word = self.source.vocabulary((asked.field and asked.field.vocabulary) or "").words.get(str(value))
        found = word.attributes.get(asked.attribute) if word else None
        labels = of_attribute(asked.attribute, self.source.project.vocabularies)
        return labels.label(str(found)) if labels and found else plain(found) if found is not None else ""

    def _section_of(self, path: str) -> str:
        """The nearest section above a field that is no list item."""
        above = path.rpartition(".")[0]
        while above and (self.kind.fields[above].many or self.kind.fields[above].type != "object"):
            above = above.rpartition(".")[0]
        return above


def is_day(field: Field) -> bool:
    """Whether the values are days, or days with a time."""
    inner = field.schema.get("items", field.schema) if field.many else field.schema
    return inner.get("format") == "date" or field.keyword("format") == "datumzeit"


def german(iso: str) -> str:
    """`2026-03-14` as 14.03.2026, with the time where there is one; anything else as it is."""
    day, _, time = iso.partition("T")
    parts = day.split("-")
    if len(parts) != 3:
        return iso
    return ".".join(reversed(parts)) + (f", {time} Uhr" if time else "")


def _same_day(begin: str, end: str) -> str:
    """»08.10.2026, 18:00–20:00 Uhr« for two times of one day, else nothing."""
    day, _, time = begin.partition(", ")
    last_day, _, last = end.partition(", ")
    return f"{begin.removesuffix(' Uhr')}–{last}" if day == last_day and time.endswith(" Uhr") and last else ""


def plain(value: Any) -> str:
    """A value without a schema: ja and nein, a decimal comma, text on one line."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {plain(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    return " ".join(str(value).split())


def leaves(value: Any) -> Iterator[Any]:
    """All scalars below a value."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value is not None:
        yield value
