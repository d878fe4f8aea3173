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
from ._meant import Meant


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
    """An assignment asked for on the terminal: which field, and its new value."""
    from ..asking import choose, choose_many, line

    fields = {
        field.path: [field.label, field.name, *field.synonyms]
        for field in one.kind.fields.values()
        if field.type != "object" and not field.keyword("werkzeug") and not _in_list(one, field.path)
    }
    path = choose("Welche Angabe soll sich ändern?", fields)
    field = one.kind.fields[path]
    words = interpreter.project.vocabularies[field.vocabulary].words if field.vocabulary else {}
    choices = {code: [word.label(), *word.synonyms] for code, word in words.items()}
    if choices and field.many:
        return f"{path}={','.join(choose_many(field.label, choices, lambda text: None))}"
    if choices:
        return f"{path}={choose(field.label, choices, optional=not field.required)}"
    return f"{path}={line(f'{field.label} (leer = entfernen)')}"


def _in_list(one: Meant, path: str) -> bool:
    steps = path.split(".")
    return any(one.kind.fields[".".join(steps[:depth])].many for depth in range(1, len(steps)))
