"""One record as a card for the terminal: the schema's groups as sections, labels in a column, offers as cards in it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from .. import terminal
from ..queries import Source
from ..queries.fields import ID, state_field
from ..records import Record
from ..schemas.kinds import Field
from .cells import Cells, plain

_LABELS = 23
"""Columns for the labels, at most."""

_CALM = ("aktiv",)
"""States nobody needs to be told of in colour."""


def card(source: Source, record: Record, width: int) -> str:
    """The whole record, empty fields left out."""
    return "\n".join(_Card(source, record, min(width, 100)).lines())


class _Card:
    def __init__(self, source: Source, record: Record, width: int) -> None:
        self.source = source
        self.record = record
        self.width = width
        self.cells = Cells(source, record.kind)
        self.state = state_field(record.kind)
        labels = [len(label) for _, rows in self.groups() for label, _ in rows]
        self.column = min(max(labels, default=0), _LABELS) + 4

    def lines(self) -> list[str]:
        lines = self.heading()
        for title, rows in self.groups():
            parts = list(self.parts(title))
            if rows or parts:
                lines += ["", terminal.styled(title, "bold")]
                lines += [line for label, text in rows for line in self.row(label, text)]
                lines += parts
        return lines

    def heading(self) -> list[str]:
        record = self.record
        state = self.cells.text(self.state, record[self.state.name]) if self.state and record[self.state.name] else ""
        plainly = state and self.state and record[self.state.name] in _CALM
        below = " · ".join(
            filter(None, (record.kind.title, record.id, state if plainly else terminal.styled(state, "yellow")))
        )
        if record.kind.private:
            below += " · " + terminal.styled("vertraulich", "red")
        title = terminal.visible(" ".join(record.title.split()))
        lines = [terminal.styled(line, "bold") for line in textwrap.wrap(title, self.width)]
        return [*lines, below, terminal.styled("─" * self.width, "dim")]

    def groups(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The schema's groups with their rows, without what the heading says; own fields last."""
        for title, names in self.named_groups():
            rows = []
            for name in names:
                field = self.record.kind.fields.get(name)
                if field is None or field is self.state or name == self.record.kind.title_field:
                    continue
                if (value := self.record[name]) is not None and not self.is_part(field):
                    rows += list(self.rows(field, value))
            yield title, rows
        own = [(name, plain(value)) for name, value in self.record.data.items() if name.startswith("x_")]
        if own:
            yield "Eigene Felder", own

    def named_groups(self) -> list[tuple[str, list[str]]]:
        groups = [(str(group["titel"]), list(group["felder"])) for group in self.record.kind.groups]
        known = {name for _, names in groups for name in names}
        rest = [field.path for field in self.cells.children("") if field.path not in known]
        return [*groups, ("Weitere Angaben", rest)] if rest else groups

    def is_part(self, field: Field) -> bool:
        """Whether the items of a list are things of their own, such as offers: they have texts that are searched."""
        inner = [part for part in self.cells.children(field.path) if part.keyword("suche")]
        return field.many and field.type == "object" and bool(inner)

    def parts(self, title: str) -> Iterator[str]:
        names = dict(self.named_groups()).get(title, [])
        for name in names:
            field = self.record.kind.fields.get(name)
            if field is None or not self.is_part(field):
                continue
            items = self.record[name] or ()
            if len(names) > 1 and items:
                yield f"  {field.label}"
            for number, item in enumerate(items):
                yield from [""] if number else []
                yield from self.part(field, item)

    def part(self, field: Field, item: Mapping[str, Any]) -> Iterator[str]:
        naming = max(self.cells.children(field.path), key=lambda part: part.keyword("suche") or 0)
        title = terminal.styled(terminal.visible(self.cells.text(naming, item.get(naming.name, ""))), "bold")
        shown_id = terminal.styled(f" · {item[ID]}", "dim") if item.get(ID) else ""
        bar = terminal.styled("│", "dim")
        yield f"  {bar} {title}{shown_id}"
        for part in self.cells.children(field.path):
            value = item.get(part.name)
            if value is None or part is naming or part.name == ID:
                continue
            for label, text in self.rows(part, value):
                for line in self.row(label, text, inside=4):
                    yield f"  {bar} {line}"

    def rows(self, field: Field, value: Any) -> Iterator[tuple[str, str]]:
        """Label and text; a section gives one row per field, times and addresses one in all."""
        if isinstance(value, Mapping) and self.cells.is_schedule(field):
            if said := self.cells.section(field, value):
                yield field.label, said
            for part in self.cells.children(field.path):
                if part.type not in ("object", "boolean") and (inner := value.get(part.name)) is not None:
                    yield part.label, self.cells.text(part, inner)
        elif isinstance(value, Mapping):
            if self.cells.is_address(field):
                yield field.label, self.address(field, value)
                return
            for part in self.cells.children(field.path):
                if (inner := value.get(part.name)) is not None:
                    yield from self.rows(part, inner)
        elif isinstance(value, list) and field.type == "object":
            yield field.label, "\n".join(self.cells.section(field, item, with_id=True) for item in value)
        elif isinstance(value, list) and field.refers_to:
            yield field.label, "\n".join(self.cells.text(field, item, with_id=True) for item in value)
        elif isinstance(value, str) and not (field.vocabulary or field.refers_to) and "\n" in value:
            yield field.label, _paragraphs(value)
        else:
            yield field.label, self.cells.text(field, value, with_id=True)

    def address(self, field: Field, value: Mapping[str, Any]) -> str:
        """The address in a line, and what is decided about it below."""
        line = self.cells.section(field, {name: inner for name, inner in value.items() if not isinstance(inner, bool)})
        decided = [part for part in self.cells.children(field.path) if isinstance(value.get(part.name), bool)]
        return "\n".join([line, *(f"{part.label}: {self.cells.text(part, value[part.name])}" for part in decided)])

    def row(self, label: str, text: str, inside: int = 0) -> list[str]:
        """The label and, beside it, the text in as many lines as it takes; `inside`: columns taken by a bar."""
        room, column, indent = self.width - self.column, self.column - 2 - (inside or 2), "" if inside else "  "
        lines = [
            wrapped
            for line in terminal.visible(text).split("\n")
            for wrapped in textwrap.wrap(line, room, break_long_words=True, break_on_hyphens=False) or [""]
        ]
        labels = textwrap.wrap(label, column) or [""]
        height = max(len(lines), len(labels))
        labels += [""] * (height - len(labels))
        lines += [""] * (height - len(lines))
        return [
            f"{indent}{terminal.styled(left.ljust(column), 'cyan')}  {right}".rstrip()
            for left, right in zip(labels, lines, strict=True)
        ]


def _paragraphs(text: str) -> str:
    """Text whose lines were broken by hand, in paragraphs; items of lists keep their own lines."""
    lines: list[str] = []
    for line in map(str.strip, text.strip().split("\n")):
        if lines and line and lines[-1] and not line.startswith(("-", "•", "*")):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)
