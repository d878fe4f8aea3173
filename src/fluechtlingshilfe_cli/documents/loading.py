"""YAML text to values and places: libyaml's events, read by the strict rules of the registry.

Every scalar stays the text that was written; the schema decides later what is a number. Empty values and `~` count
as missing and leave no trace in the values. Anchors, aliases, tags, duplicate keys, keys that are no text and second
documents are refused. The loop keeps its own stack, so depth cannot exhaust Python's.
"""

from __future__ import annotations

from typing import Any

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from . import refusals
from .accidents import HARD_BLANKS, Unreadable, hard_blank
from .decoding import has_odd_breaks, normal, refuse_odd_breaks
from .diagnosing import diagnose

Node = tuple[int, int, Any]
"""`(start, end, children)`: characters of a value; children: None, a list of nodes, or `{key: (start, end, node)}`."""


def load(text: str) -> tuple[Any, Node | None]:
    """Values and places of a text; `(None, None)` when it holds nothing. Raises `Unreadable`."""
    try:
        return _Builder(text).build()
    except MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark else 0
        context_at = error.context_mark.index if error.context_mark else None
        if has_odd_breaks(text):
            refuse_odd_breaks(text, text.rfind("\n", 0, min(at, context_at or at)) + 1, at + 1)
        raise Unreadable(diagnose(text, error.problem or "", at, error.context or "", context_at)) from None
    except YAMLError:
        raise Unreadable(diagnose(text, "", 0, "", None)) from None


class _Section:
    """An open mapping; `key` is the field whose value comes next."""

    __slots__ = ("key", "places", "span", "start", "values")

    def __init__(self, start: int) -> None:
        self.start = start
        self.values: dict[str, Any] = {}
        self.places: dict[str, tuple[int, int, Node]] = {}
        self.key: str | None = None
        self.span = (0, 0)

    def take(self, value: Any, node: Node) -> None:
        key = self.key
        assert key is not None
        if value is not None:
            self.values[key] = value
        self.places[key] = (*self.span, node)
        self.key = None


class _List:
    """An open sequence; empty items leave no trace."""

    __slots__ = ("places", "start", "values")

    def __init__(self, start: int) -> None:
        self.start = start
        self.values: list[Any] = []
        self.places: list[Node] = []

    def take(self, value: Any, node: Node) -> None:
        if value is not None:
            self.values.append(value)
            self.places.append(node)


class _Root:
    """Around everything: takes the one value of the document."""

    __slots__ = ("node", "value")

    def __init__(self) -> None:
        self.value: Any = None
        self.node: Node | None = None

    def take(self, value: Any, node: Node) -> None:
        self.value, self.node = value, node


class _Builder:
    """Follows the events of one text. The stack is its own, so depth cannot exhaust Python's."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.odd = has_odd_breaks(text)
        self.checked = 0
        self.documents = 0
        self.root = _Root()
        self.open: list[_Root | _Section | _List] = [self.root]

    def build(self) -> tuple[Any, Node | None]:
        next_event: Any = CParser(self.text).get_event  # its stubs allow events without marks; libyaml makes none
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                self.scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self.begin(event, _Section if kind is MappingStartEvent else _List)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.end(event.end_mark.index)
            elif kind is DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    raise Unreadable(refusals.second_document(event.start_mark.index))
            elif kind is AliasEvent:
                raise Unreadable(refusals.reference(self.text, event.start_mark.index, event.end_mark.index))
        if self.odd:
            refuse_odd_breaks(self.text, self.checked, len(self.text))
        return self.root.value, self.root.node

    def scalar(self, event: Any) -> None:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style
        if self.odd:
            # Inside quotes such a break is part of the text; everywhere else other readers see a new line.
            refuse_odd_breaks(self.text, self.checked, start if style in ("'", '"') else end)
            self.checked = end
        if event.anchor or event.tag:
            raise Unreadable(refusals.reference(self.text, start, end))
        value = normal(event.value)
        holder = self.open[-1]
        if type(holder) is _Section and holder.key is None:
            self.name(holder, value, start, end, plain=not style)
        else:
            holder.take(None if not value or (value == "~" and not style) else value, (start, end, None))

    def name(self, section: _Section, name: str, start: int, end: int, plain: bool) -> None:
        if name in section.places:
            raise Unreadable(refusals.duplicate(name, start, end, section.places[name][0]))
        if plain and not name:
            raise Unreadable(refusals.no_key(start, end))
        if plain and name[0] in HARD_BLANKS:
            raise Unreadable(hard_blank(start))
        section.key, section.span = name, (start, end)

    def begin(self, event: Any, opened: type[_Section | _List]) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor or event.tag:
            raise Unreadable(refusals.reference(self.text, start, end))
        holder = self.open[-1]
        if type(holder) is _Section and holder.key is None:
            raise Unreadable(refusals.no_key(start, end))
        if len(self.open) > refusals.MAX_DEPTH:
            raise Unreadable(refusals.too_deep(start))
        self.open.append(opened(start))

    def end(self, index: int) -> None:
        closed = self.open.pop()
        if isinstance(closed, _Section | _List):
            self.open[-1].take(closed.values, (closed.start, index, closed.places))
