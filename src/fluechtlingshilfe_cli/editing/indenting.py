"""Lines moved to canonical columns: two blanks deeper for every level, dashes two deeper than the list's name."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..documents import read
from .source import Node, Source

STEP = 2
_INDICATOR = re.compile(r"[|>][+-]?[1-9]")


def indented(text: str, _: Collection[str] = ()) -> str:
    """The text with every line at its column. Values are not looked at; the caller compares them."""
    tree = read(text.encode("utf-8")).tree
    source = Source(text)
    if tree is None or source.is_flow(tree) or tree[2] is None:
        return text
    plan = _Plan(source)
    plan.collection(tree, 0)
    plan.comments()
    return source.finished(plan.result())


class _Plan:
    """For every line the column it has and the one it gets."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.starts = [0]
        while (end := source.line_end(self.starts[-1])) < len(source.text):
            self.starts.append(end)
        self.lines = {start: number for number, start in enumerate(self.starts)}
        self.shift: dict[int, tuple[int, int]] = {}
        self.limit: dict[int, int] = {}
        """The most a comment right below a text block may be indented."""

    def collection(self, node: Node, column: int) -> None:
        """Puts a section or list in block form at a column."""
        source = self.source
        if isinstance(node[2], dict):
            for key_start, key_end, inner in node[2].values():
                self._line(key_start, column)
                self._value(inner, source.column(key_start), column, source.colon(key_end))
            return
        old = source.column(node[0])
        for item in node[2]:
            dash = self._dash(item, old)
            self._line(dash, column)
            if item[2] is None or source.is_flow(item):
                self._value(item, old, column, dash)
                gap = source.text[dash + 1 : item[0]]
                if gap != " " and not gap.strip(" \t"):
                    source.replace(dash + 1, item[0], " ")
                continue
            first = item[0]
            if source.line_start(first) == source.line_start(dash):
                source.replace(dash + 1, first, " ")
            self.collection(item, column + STEP)

    def _value(self, node: Node, old: int, new: int, head: int) -> None:
        """Places the further lines of a value whose field or dash moves from column `old` to `new`."""
        source = self.source
        if node[2] is not None and not source.is_flow(node):
            self.collection(node, new + STEP)
            return
        first = self._number(max(head, node[0]))
        stop = source.stop(node)
        if source.is_block_text(node):
            self._block(node, first, old, new)
            return
        least = 0 if source.is_flow(node) else new + 1
        for number in range(self._number(head) + 1, self._number(stop) + 1):
            if self._is_filled(number):
                width = self._width(number)
                self.shift[number] = (width, max(least, width + new - old) if number > first else new + STEP)

    def _block(self, node: Node, first: int, old: int, new: int) -> None:
        """The lines of a text block, all moved alike; with an explicit indent they keep their distance to the field."""
        source = self.source
        last = self._number(source.stop(node))
        numbers = [number for number in range(first + 1, last + 1) if self._is_filled(number)]
        if not numbers:
            return
        delta = new - old
        if not _INDICATOR.match(source.text, node[0]):
            delta = new + STEP - self._width(numbers[0])
        for number in numbers:
            self.shift[number] = (self._width(number), self._width(number) + delta)
        for number in range(last + 1, len(self.starts)):
            if self._is_filled(number):
                self.limit[number] = new
                if not self._is_comment(number):
                    break

    def comments(self) -> None:
        """Puts the comment lines where the lines around them went."""
        levels: dict[int, int] = {}
        for number in range(len(self.starts)):
            if number in self.shift:
                old, new = self.shift[number]
                levels = {column: to for column, to in levels.items() if column < old} | {old: new}
            elif self._is_comment(number):
                width = self._width(number)
                following = next((later for later in range(number, len(self.starts)) if later in self.shift), None)
                old, new = self.shift[following] if following is not None else (0, 0)
                target = new if width == old else levels.get(width, max(0, width + new - old))
                self.shift[number] = (width, min(target, self.limit.get(number, target)))

    def result(self) -> str:
        """The text with all lines moved."""
        for number, (old, new) in self.shift.items():
            if old != new:
                start = self.starts[number]
                self.source.replace(start, start + old, " " * new)
        return self.source.result()

    def _dash(self, item: Node, column: int) -> int:
        """The dash of an item: on its line or above it."""
        text, line = self.source.text, self.source.line_start(item[0])
        while text[line + column : line + column + 1] != "-":
            if not line:
                return item[0]
            line = self.source.line_start(line - 1 if text[line - 2 : line] != "\r\n" else line - 2)
        return line + column

    def _line(self, at: int, column: int) -> None:
        """Moves the line that begins with this character, if it does."""
        if self.source.begins_line(at):
            self.shift[self._number(at)] = (self.source.column(at), column)

    def _number(self, at: int) -> int:
        return self.lines[self.source.line_start(min(at, len(self.source.text) - 1))]

    def _width(self, number: int) -> int:
        line = self._text(number)
        return len(line) - len(line.lstrip(" "))

    def _is_filled(self, number: int) -> bool:
        return bool(self._text(number).strip())

    def _is_comment(self, number: int) -> bool:
        return self._text(number).lstrip(" ").startswith("#")

    def _text(self, number: int) -> str:
        start = self.starts[number]
        return self.source.text[start : self.source.line_stop(start)]
