"""YAML text to values and places: libyaml's events, read by the strict rules of the registry.

Every scalar stays the text that was written; the schema decides later what is a number. Empty values and `~` count
as missing and leave no trace in the values. Anchors, aliases, tags, duplicate keys, keys that are no text and second
documents are refused. The loop keeps its own stack, so depth cannot exhaust Python's.
"""

from __future__ import annotations

from typing import Any

from yaml.cyaml import CParser
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

from .accidents import HARD_BLANKS, Accident, Unreadable, hard_blank, leading_sign
from .decoding import has_odd_breaks, normal, refuse_odd_breaks
from .diagnosing import diagnose

MAX_DEPTH = 20

Node = tuple[int, int, Any]
"""`(start, end, children)`: characters of a value; children: None, a list of nodes, or `{key: (start, end, node)}`."""


def load(text: str) -> tuple[Any, Node | None]:
    """Values and places of a text; `(None, None)` when it holds nothing. Raises `Unreadable`."""
    try:
        return _build(text)
    except MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark else 0
        context_at = error.context_mark.index if error.context_mark else None
        if has_odd_breaks(text):
            refuse_odd_breaks(text, text.rfind("\n", 0, min(at, context_at or at)) + 1, at + 1)
        raise Unreadable(diagnose(text, error.problem or "", at, error.context or "", context_at)) from None
    except YAMLError:
        raise Unreadable(diagnose(text, "", 0, "", None)) from None


def _build(text: str) -> tuple[Any, Node | None]:  # noqa: C901 - one loop without calls, for speed
    next_event = CParser(text).get_event
    odd = has_odd_breaks(text)
    checked = 0
    root: tuple[Any, Node | None] = (None, None)
    documents = 0
    depth = 0
    # One frame per open collection: values, places, pending key with its span, and where it began.
    stack: list[tuple[Any, Any, int]] = []
    values: Any = None
    places: Any = None
    began = 0
    key: str | None = None
    key_span = (0, 0)
    while (event := next_event()) is not None:
        kind = type(event)
        start = event.start_mark.index if kind is not MappingEndEvent else 0
        if kind is ScalarEvent:
            end = event.end_mark.index
            if odd:
                if event.style not in ("'", '"'):
                    refuse_odd_breaks(text, checked, end)
                else:
                    refuse_odd_breaks(text, checked, start)
                checked = end
            if event.anchor or event.tag:
                raise Unreadable(_reference(text, start, end))
            value: Any = normal(event.value)
            if type(values) is dict and key is None:
                key, key_span = value, (start, end)
                if key in places:
                    raise Unreadable(_duplicate(key, start, end, places[key][0]))
                if not value and not event.style:
                    raise Unreadable(_no_key(start, end))
                if not event.style and not key.isascii() and key[0] in HARD_BLANKS:
                    raise Unreadable(hard_blank(start))
                continue
            node: Any = (start, end, None)
            if value in ("", "~") and (not event.style or not value):
                value = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor or event.tag:
                raise Unreadable(_reference(text, start, event.end_mark.index))
            if type(values) is dict and key is None:
                raise Unreadable(_no_key(start, event.end_mark.index))
            depth += 1
            if depth > MAX_DEPTH:
                raise Unreadable(_too_deep(start))
            if values is not None:
                stack.append((values, places, began))
                if type(values) is dict:
                    # The key waits in the places of the parent until its value is complete.
                    places[key] = (*key_span, None)
                    stack.append((key, None, 0))
            values, places, began, key = ({}, {}, start, None) if kind is MappingStartEvent else ([], [], start, None)
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            depth -= 1
            value, node = values, (began, event.end_mark.index, places)
            if not stack:
                root, values = (value, node), None
                continue
            if type(stack[-1][0]) is str:
                key = stack.pop()[0]
                values, places, began = stack.pop()
                key_span = places[key][:2]
            else:
                values, places, began = stack.pop()
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise Unreadable(_second_document(start))
            continue
        elif kind is AliasEvent:
            raise Unreadable(_reference(text, start, event.end_mark.index))
        else:
            continue
        if type(values) is dict:
            if value is not None:
                values[key] = value
            places[key] = (*key_span, node)
            key = None
        elif type(values) is list:
            if value is not None:
                values.append(value)
                places.append(node)
        else:
            root = (value, node)
    if odd:
        refuse_odd_breaks(text, checked, len(text))
    return root


def _reference(text: str, start: int, end: int) -> Accident:
    line_end = next((at for at in range(start, len(text)) if text[at] in "\r\n"), len(text))
    return leading_sign(text, start, max(end, line_end))


def _duplicate(key: str, start: int, end: int, first: int) -> Accident:
    return Accident(
        "FH116",
        f"Das Feld »{key}« steht zweimal in diesem Abschnitt.",
        "Bitte beide Angaben vergleichen und eine davon löschen.",
        start,
        end,
        first=first,
    )


def _no_key(start: int, end: int) -> Accident:
    return Accident(
        "FH101",
        "Vor dem Doppelpunkt steht kein Feldname.",
        "Ein Feld hat die Form »name: Wert«.",
        start,
        max(end, start + 1),
    )


def _too_deep(start: int) -> Accident:
    return Accident(
        "FH121",
        f"Die Angaben sind tiefer als {MAX_DEPTH} Stufen verschachtelt.",
        "So tief ist kein Datensatz; vermutlich stehen hier zu viele Klammern oder Striche.",
        start,
        start + 1,
    )


def _second_document(start: int) -> Accident:
    return Accident(
        "FH122",
        "Hier beginnt mit --- ein zweiter Datensatz in derselben Datei.",
        "Bitte für jeden Datensatz eine eigene Datei anlegen.",
        start,
        start + 3,
    )
