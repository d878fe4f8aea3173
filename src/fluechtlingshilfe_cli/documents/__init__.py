"""One YAML file as a document: values, and the place of every key and value. The only package that knows YAML.

Reading never raises on content: what cannot be read is an `Accident` in `Document.accident`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from ..findings import FILE_START, Path, Span
from .accidents import Accident, Unreadable, line_starts
from .decoding import MAX_BYTES, decode, legible
from .quick import quick
from .scalars import is_misread, quoted_text, scalar_source

if TYPE_CHECKING:
    from .loading import Node

__all__ = ["MAX_BYTES", "Accident", "Document", "is_misread", "quoted_text", "read", "read_values", "scalar_source"]


class Document:
    """A file that was read: `data` (None if nothing readable stands there), `accident` (None if all went well)."""

    __slots__ = ("_node", "_starts", "accident", "data", "text")

    def __init__(self, text: str, data: Any, accident: Accident | None, node: Node | None) -> None:
        self.text = text
        self.data = data
        self.accident = accident
        self._node = node
        self._starts: list[int] | None = None

    @property
    def tree(self) -> Node | None:
        """The places of all values, for those who edit the text."""
        return self._node

    def span(self, start: int, end: int) -> Span:
        """Lines and columns of the characters from `start` to `end`."""
        if self._starts is None:
            self._starts = line_starts(self.text)
        starts = self._starts
        last = len(self.text)
        start, end = min(start, last), min(max(start, end), last)
        first, final = bisect_right(starts, start) - 1, bisect_right(starts, end) - 1
        return Span(first + 1, start - starts[first] + 1, final + 1, end - starts[final] + 1)

    def index(self, line: int, column: int) -> int:
        """The character at a line and column, both from 1."""
        if self._starts is None:
            self._starts = line_starts(self.text)
        return self._starts[line - 1] + column - 1

    def value_span(self, path: Path) -> Span:
        """Where the value of a path stands; for a missing one, the nearest place it belongs to."""
        found = self._find(path)
        return self._shown(*found[:2]) if found else FILE_START

    def part_span(self, path: Path, start: int, end: int) -> Span:
        """Where some characters of a value stand, counted from its beginning as it is written."""
        found = self._find(path)
        return self.span(found[0] + start, found[0] + end) if found else FILE_START

    def key_span(self, path: Path) -> Span:
        """Where the name of the field stands; for items of a list, the item."""
        found = self._find(path[:-1]) if path else None
        if found and isinstance(found[2], dict) and path[-1] in found[2]:
            return self.span(*found[2][path[-1]][:2])
        return self.value_span(path)

    def has(self, path: Path) -> bool:
        """Whether the path is written in the file, even if its value is empty."""
        node: Any = self._node
        for step in path:
            children = node[2] if node else None
            if isinstance(children, dict) and step in children:
                node = children[step][2]
            elif isinstance(children, list) and isinstance(step, int) and step < len(children):
                node = children[step]
            else:
                return False
        return True

    def line(self, number: int) -> str:
        """The source of a line, counted from 1, without its end."""
        if self._starts is None:
            self._starts = line_starts(self.text)
        if not 1 <= number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")

    def raw(self, path: Path) -> str:
        """The characters of a value as they were written, quotes included."""
        found = self._find(path)
        return self.text[found[0] : found[1]] if found else ""

    def _find(self, path: Path) -> Node | None:
        node: Any = self._node
        for step in path:
            children = node[2] if node else None
            if isinstance(children, dict) and step in children:
                start, end, child = children[step]
                node = child or (start, end, None)
            elif isinstance(children, list) and isinstance(step, int) and step < len(children):
                node = children[step]
            else:
                break
        found: Node | None = node
        return found

    def _shown(self, start: int, end: int) -> Span:
        """The span of a value, cut to its first line: a frame under twenty lines helps nobody."""
        span = self.span(start, end)
        if span.end_line == span.line:
            return span
        length = len(self.line(span.line).rstrip())
        return Span(span.line, span.column, span.line, max(span.column, length + 1))


def read(raw: bytes) -> Document:
    """Read the bytes of one file, with all places. Never raises, whatever the bytes are."""
    # libyaml takes a while to import; a sound registry never needs it.
    from .loading import load

    text = ""
    try:
        text = decode(raw)
        data, node = load(text)
    except Unreadable as stop:
        shown = text or legible(raw)
        return Document(shown, None, stop.accident, None)
    return Document(text, data, None, node)


def read_values(raw: bytes) -> dict[str, Any] | None:
    """The values of one file without any places, or None when only `read` can say what it holds. Never raises."""
    try:
        values: dict[str, Any] | None = quick(decode(raw))
    except Unreadable:
        return None
    return values
