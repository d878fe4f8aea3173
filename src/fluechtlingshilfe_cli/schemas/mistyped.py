"""A value of the wrong type, in words: a yes where true belongs, a text where a list belongs, »12 Personen« for 12."""

from __future__ import annotations

import re
from typing import Any

from ..findings import Path
from .compiling import Schema
from .complaints import Complaint, as_section, example_of, short, should_be_list

_EXPECTED = {
    "string": "ein Text",
    "integer": "eine ganze Zahl",
    "number": "eine Zahl",
    "boolean": "true oder false",
    "array": "eine Liste",
    "object": "ein Abschnitt mit eigenen Feldern",
}
_ANSWERS = {
    **dict.fromkeys(("ja", "j", "yes", "wahr", "x"), "true"),
    **dict.fromkeys(("nein", "n", "no", "falsch"), "false"),
}
_COUNTED = re.compile(r"[^0-9]*([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)[^0-9]*")
_WITH_COMMA = re.compile(r"[0-9]+,[0-9]+")


def wrong_type(path: Path, label: str, schema: Schema, value: Any, wanted: str) -> Complaint:
    """What to say of a value that is not of the `wanted` JSON type."""
    if isinstance(value, str):
        if wanted == "boolean":
            return _no_answer(path, label, value)
        if wanted == "array":
            return should_be_list(path, label, schema, value)
        if wanted in ("integer", "number"):
            return _no_number(path, label, value, wanted)
    example = example_of(schema)
    hint = f"Zum Beispiel: {label}: {example}" if example else schema.get("description", "")
    if wanted == "object":
        hint = as_section(schema) or hint
    is_now = "eine Liste" if isinstance(value, list) else "ein Abschnitt"
    if isinstance(value, str):
        is_now = f"der Text »{short(value)}«"
    message = f"»{label}« ist {is_now}; erwartet wird {_EXPECTED.get(wanted, wanted)}."
    return Complaint("FH104", path, message, hint, isinstance(value, list | dict))


def _no_answer(path: Path, label: str, value: str) -> Complaint:
    answer = _ANSWERS.get(value.casefold())
    hint = f"Bitte so schreiben: {label}: {answer}" if answer else "Möglich sind nur true (ja) und false (nein)."
    message = f"»{label}« ist »{value}«; erwartet wird {_EXPECTED['boolean']}."
    return Complaint("FH104", path, message, hint, False, answer, True)


def _no_number(path: Path, label: str, value: str, wanted: str) -> Complaint:
    if wanted == "number" and _WITH_COMMA.fullmatch(value):
        fixed = value.replace(",", ".")
        return Complaint("FH104", path, f"»{label}« ist »{value}«.", f"Bitte mit Punkt: {fixed}", False, fixed, True)
    found = _COUNTED.fullmatch(value)
    hint = f"Bitte nur die Zahl schreiben: {found[1].replace('.', '')}" if found else "Bitte nur Ziffern schreiben."
    return Complaint("FH104", path, f"»{label}« ist »{value}«; erwartet wird {_EXPECTED[wanted]}.", hint)
