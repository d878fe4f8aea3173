"""`feld=Wert` as `fh set`, `fh add` and `fh remove` read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from .. import terminal
from ..addressing import Spot
from ..converting import Interpreter
from ..documents import read
from ..editing import value_at
from ..emitting import field_order
from ..schemas.kinds import Field
from ._meant import Meant

_EMPTY = "noch leer"
_REMOVE = "-"


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
    if place.schema.get("x-fh-format") == "telefon":
        from ..rules._phones import judge

        return judge(str(value)).written or value
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


def _askable(one: Meant) -> list[Field]:
    """The fields a person may set one by one, in the order people read them, what is there before what is empty."""
    order = {name: place for place, name in enumerate(field_order(one.kind))}
    data = values_of(one)
    found = [
        field
        for field in one.kind.fields.values()
        if field.type != "object"
        and not (field.keyword("werkzeug") or field.keyword("bestaetigung") or field.keyword("ende"))
        and not _in_list(one, field.path)
        and not (field.many and field.schema.get("items", {}).get("type") == "object")
    ]
    empty = {field.path: value_at(data, tuple(field.path.split("."))) in (None, "", []) for field in found}
    return sorted(found, key=lambda field: (empty[field.path], order.get(field.path.partition(".")[0], len(order))))


def _in_list(one: Meant, path: str) -> bool:
    steps = path.split(".")
    return any(one.kind.fields[".".join(steps[:depth])].many for depth in range(1, len(steps)))
