"""`feld=Wert` as `fh set`, `fh add` and `fh remove` read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from .. import terminal
from ..addressing import Spot
from ..converting import Interpreter
from ..documents import read
from ..editing import Add, Change, value_at
from ..emitting import field_order
from ..schemas.kinds import Field, Kind
from ..translating import LIST as TRANSLATIONS
from ._meant import Meant

_EMPTY = "noch leer"
_REMOVE = "-"
NOT_BY_HAND = ("werkzeug", "bestaetigung", "ende")
"""Fields that the tool, `fh confirm` or `fh end` sets."""


def is_assignment(text: str) -> bool:
    """Whether a word has the form `feld=Wert`."""
    return "=" in text.lstrip("=")


def joined(name: str, words: Sequence[str]) -> tuple[str, list[str]]:
    """The name of a record, which may be several words, and the assignments behind it."""
    rest = list(words)
    while rest and not is_assignment(rest[0]):
        name = f"{name} {rest.pop(0)}"
    return name, rest


def values_of(one: Meant) -> dict[str, Any]:
    """The values of a record's file as text. Raises `BadParameter` when it cannot be read."""
    document = read(one.path.read_bytes())
    if document.accident or not isinstance(document.data, dict | None):
        reason = document.accident.message if document.accident else "Sie enthält keinen Eintrag."
        raise typer.BadParameter(
            terminal.visible(f"{one.file} ist nicht lesbar: {reason}\nIm Editor öffnen: fh edit {one.key}")
        )
    return document.data or {}


def written(interpreter: Interpreter, place: Spot, data: dict[str, Any], text: str) -> Any:
    """The value of a text as records hold it. Raises `Misunderstood`."""
    value = interpreter.value(place.schema, text)
    old = value_at(data, place.path)
    # A text block keeps its form: with the line end it had.
    return f"{value}\n" if isinstance(old, str) and old.endswith("\n") and isinstance(value, str) else value


def asked(interpreter: Interpreter, one: Meant) -> str:
    """An assignment asked for on the terminal: which field, and its new value. Empty when it shall stay as it is."""
    from ..asking import choose, choose_many, line
    from ..tables.cells import Cells, plain

    data, cells = values_of(one), Cells(interpreter.registry, one.kind)
    values = {field.path: value_at(data, tuple(field.path.split("."))) for field in _askable(one)}
    told = {
        path: _EMPTY if value in (None, "", []) else cells.text(one.kind.fields[path], value) or plain(value)
        for path, value in values.items()
    }
    names = {path: [field.label, field.name, *field.synonyms] for path in told if (field := one.kind.fields[path])}
    field = one.kind.fields[choose("Welche Angabe soll sich ändern?", names, beside=told)]
    old = values[field.path]
    words = interpreter.project.vocabularies[field.vocabulary].words if field.vocabulary else {}
    choices = {code: [word.label(), *word.synonyms] for code, word in words.items()}
    if choices and field.many:
        given = old if isinstance(old, list) else []
        return f"{field.path}={','.join(choose_many(field.label, choices, lambda text: None, given=given))}"
    if choices:
        default = old if old in choices else ""
        return f"{field.path}={choose(field.label, choices, default, optional=not field.required)}"
    typed = line(f"{field.label} (Enter = so lassen, - = entfernen)")
    return f"{field.path}={'' if typed == _REMOVE else typed}" if typed else ""


def asked_items(interpreter: Interpreter, one: Meant, name: str = "") -> list[Change]:
    """What joins a list of a record, asked for on the terminal; without a name also which list."""
    from ..asking import choose
    from ..interviewing import Interview

    data, lists = values_of(one), lists_of(one.kind)
    if not name:
        counts = {path: len(data.get(path) or ()) for path in lists}
        told = {path: f"{count} eingetragen" if count else _EMPTY for path, count in counts.items()}
        names = {path: [field.label, path, *field.synonyms] for path, field in lists.items()}
        name = choose("Was soll dazukommen?", names, beside=told)
    return [Add((name,), value) for value in Interview(one.kind, interpreter, data).more(name)]


def lists_of(kind: Kind) -> dict[str, Field]:
    """The lists of a record that people add to, in the order they read them; some have a command of their own."""
    found = (kind.fields[name] for name in field_order(kind) if name in kind.fields and name != TRANSLATIONS)
    return {field.path: field for field in found if field.many and not any(map(field.keyword, NOT_BY_HAND))}


def _askable(one: Meant) -> list[Field]:
    """The fields a person may set one by one, in the order people read them, what is there before what is empty."""
    order = {name: place for place, name in enumerate(field_order(one.kind))}
    data = values_of(one)
    found = [
        field
        for field in one.kind.fields.values()
        if field.type != "object"
        and not any(map(field.keyword, NOT_BY_HAND))
        and not in_list(one, field.path)
        and not (field.many and field.schema.get("items", {}).get("type") == "object")
    ]
    empty = {field.path: value_at(data, tuple(field.path.split("."))) in (None, "", []) for field in found}
    return sorted(found, key=lambda field: (empty[field.path], order.get(field.path.partition(".")[0], len(order))))


def in_list(one: Meant, path: str) -> bool:
    """Whether the field stands within a list, so that there may be many of it."""
    steps = path.split(".")
    return any(one.kind.fields[".".join(steps[:depth])].many for depth in range(1, len(steps)))
