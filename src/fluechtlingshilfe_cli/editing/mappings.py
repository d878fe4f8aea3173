"""The editor: walks the old and the new values side by side and notes the least that must be written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..documents import scalar_source
from ..emitting import field_lines, item_lines
from ..findings import Path
from .aligning import aligned
from .flow import flow_list, flow_section
from .meaning import Order, as_text
from .scalars import block_text, scalar_text
from .source import Node, Source


class Editor:
    """Edits one text. `careful`: new texts on one line in quotes, for what other forms cannot hold."""

    def __init__(self, source: Source, order: Order, careful: bool = False) -> None:
        self.source = source
        self.order = order
        self.careful = careful

    def record(self, node: Node | None, old: dict[str, Any], new: dict[str, Any]) -> None:
        """Makes the record hold the new values."""
        if node is None or not isinstance(node[2], dict):
            lines = [line for name, value in new.items() for line in self._field(name, value, 0)]
            self.source.insert(len(self.source.text), lines)
        else:
            self._value(node, old, new, (), 0)

    def _value(self, node: Node, old: Any, new: Any, path: Path, column: int) -> bool:
        """Edits a value in its place; False when it must be written anew as a whole.

        `column`: that of the name of its field, or of the dash of its item.
        """
        source = self.source
        if isinstance(old, dict) and isinstance(new, Mapping):
            if source.is_flow(node):
                source.replace(node[0], node[1], flow_section(source, node, old, new, self.order, path))
            else:
                self._section(node, old, dict(new), path)
            return True
        if isinstance(old, list) and isinstance(new, list):
            if source.is_flow(node):
                source.replace(node[0], node[1], flow_list(source, node, old, new, self.order, path))
                return True
            return self._list(node, old, new, path)
        if isinstance(old, str) and not isinstance(new, Mapping | list):
            self._scalar(node, new, column)
            return True
        return False

    # Sections

    def _section(self, node: Node, old: dict[str, Any], new: dict[str, Any], path: Path) -> None:
        fields: dict[str, tuple[int, int, Node]] = node[2]
        column = self.source.column(node[0])
        gone = [name for name in fields if name in old and name not in new]
        for name in fields:
            if name in new and (name not in old or old[name] != as_text(new[name])):
                self._change_field(fields[name], old.get(name), new[name], (*path, name), column)
        added = [name for name in new if name not in fields]
        kept = [name for name in fields if name not in gone]
        first: list[str] = []
        for name in added:
            anchor = self._anchor(name, kept, path)
            lines = self._field(name, new[name], column)
            if anchor is None:
                first += lines
            else:
                stop = self.source.field_stop(*fields[anchor])
                self.source.insert(self.source.end_with_comments(stop, column), lines)
        self._take_and_head(fields, gone, kept, first, column)

    def _take_and_head(
        self, fields: dict[str, tuple[int, int, Node]], gone: list[str], kept: list[str], first: list[str], column: int
    ) -> None:
        """Takes fields away and puts lines before all others; the first field may share its line with a dash."""
        source = self.source
        names = list(fields)
        start = fields[names[0]][0]
        if source.begins_line(start):
            for name in gone:
                key_start = fields[name][0]
                stop = source.field_stop(*fields[name])
                source.replace(source.line_start(key_start), source.end_with_comments(stop, column), "")
            if first:
                at = fields[kept[0] if kept else names[0]][0]
                source.insert(source.start_with_comments(at), first)
            return
        lead = next((index for index, name in enumerate(names) if name not in gone), len(names))
        for name in names[lead:]:
            if name in gone:
                stop = source.field_stop(*fields[name])
                source.replace(source.line_start(fields[name][0]), source.end_with_comments(stop, column), "")
        text = source.newline.join(first).lstrip(" ")
        if lead:
            end = source.end_with_comments(source.field_stop(*fields[names[lead - 1]]), column)
            self._behind_dash(start, end, text, fields[names[lead]][0] if lead < len(names) else None)
        elif first:
            source.replace(start, start, f"{text}{source.newline}{' ' * column}")

    def _behind_dash(self, start: int, end: int, text: str, following: int | None) -> None:
        """Puts something else where the first fields behind a dash stood."""
        source = self.source
        if text:
            source.replace(start, end, f"{text}{source.newline}")
        elif following is not None and not source.text[end:following].strip(" "):
            source.replace(start, following, "")
        else:
            dash = len(source.text[:start].rstrip(" "))
            source.replace(dash, end, source.newline)

    def _anchor(self, name: str, kept: list[str], path: Path) -> str | None:
        """The field below which a new one belongs; None when it comes before all others."""
        ranks = {known: rank for rank, known in enumerate(self.order(path))}
        if name not in ranks:
            return kept[-1] if kept else None
        before = [other for other in kept if ranks.get(other, len(ranks)) < ranks[name]]
        return max(before, key=lambda other: ranks[other], default=None)

    def _change_field(self, field: tuple[int, int, Node], old: Any, new: Any, path: Path, column: int) -> None:
        _, key_end, node = field
        if old is not None and self._value(node, old, new, path, column):
            return
        source = self.source
        name = str(path[-1])
        head, *rest = self._field(name, new, column)
        behind = head[column + len(scalar_source(name)) + 1 :]
        colon = source.colon(key_end) + 1
        stop = source.field_stop(*field)
        if node[2] is None and not source.is_block_text(node) and source.line_stop(colon) == source.line_stop(stop):
            # The value stands on the line of its name: what follows it on the line stays.
            source.replace(colon, max(stop, colon), behind)
            source.insert(source.line_end(stop), rest)
            return
        comment = source.text[colon : source.line_stop(colon)].strip()
        comment = f"  {comment}" if comment.startswith("#") else ""
        source.replace(colon, stop, source.newline.join([behind + comment, *rest]))

    # Lists

    def _list(self, node: Node, old: list[Any], new: list[Any], path: Path) -> bool:
        source, items = self.source, node[2]
        column = source.column(node[0])
        dashes = self._dashes(node, column)
        if not dashes or len(items) != len(old):
            return False
        ends = [source.end_with_comments(source.stop(item), column) for item in items]
        position = source.start_with_comments(dashes[0])
        texts = as_text(new)
        for before, after in aligned(old, texts):
            if before is None:
                assert after is not None
                source.insert(position, self._item(new[after], column))
                continue
            position = ends[before]
            if after is None:
                source.replace(source.line_start(dashes[before]), position, "")
            elif old[before] != texts[after] and not self._value(
                items[before], old[before], new[after], (*path, after), column
            ):
                lines = self._item(new[after], column)
                source.replace(
                    source.line_start(dashes[before]), source.stop(items[before]), source.newline.join(lines)
                )
        return True

    def _dashes(self, node: Node, column: int) -> list[int] | None:
        """The dash of every item; None when they do not stand below each other at the beginning of their lines."""
        text, found = self.source.text, []
        for item in node[2]:
            line = self.source.line_start(item[0])
            while not (
                text[line + column : line + column + 1] == "-"
                and text[line + column + 1 : line + column + 2] in " \r\n"
            ):
                if line <= node[0]:
                    return None
                line = self.source.line_start(line - 1 if text[line - 2 : line] != "\r\n" else line - 2)
            if text[line : line + column].strip(" "):
                return None
            found.append(line + column)
        return found

    # Lines

    def _field(self, name: str, value: Any, column: int) -> list[str]:
        return field_lines(name, value, column, self.careful)

    def _item(self, value: Any, column: int) -> list[str]:
        return item_lines(value, column, self.careful)

    def _scalar(self, node: Node, new: Any, column: int) -> None:
        source = self.source
        start, end, _ = node
        text = as_text(new)
        line_stop = source.line_stop(start)
        if source.is_block_text(node):
            comment = source.text[start:line_stop].partition("#")
            note = f"  #{comment[2]}" if comment[1] else ""
            lines = None if self.careful else block_text(text, source.text[start], column + 2)
            stop = max(source.stop(node), line_stop)
            head, rest = (lines[0], lines[1:]) if lines else (scalar_text(new), [])
            source.replace(start, stop, source.newline.join([head + note, *rest]))
        elif "\n" in text and not self.careful and (lines := block_text(text, "|", column + 2)):
            note = source.text[end : source.line_stop(end)]
            source.replace(start, source.line_stop(end), source.newline.join([lines[0] + note, *lines[1:]]))
        else:
            source.replace(start, end, scalar_text(new))


__all__ = ["Editor"]
