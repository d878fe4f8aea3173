"""What the schema finds, in the words of people who fill in records: one sentence per cause, with the next step.

jsonschema-rs decides and says where and by which keyword; the sentence is made here from the field's own label,
examples and vocabulary. JSON Schema's own words never reach the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..findings import Path, Severity
from ..folding import key, nearest
from .compiling import Schema
from .complaints import (
    Complaint,
    crooked_list,
    example_of,
    label_of,
    own_name,
    short,
    swallowed_dash,
    wrong_form,
)
from .kinds import Kind
from .mistyped import wrong_type
from .vocabularies import Vocabularies

__all__ = ["Complaint", "Explainer"]

Written = Any
"""The document: `has(path)` tells whether a field stands in the file, even if empty; `raw(path)` how it is written."""


_EXAMPLE = 40
"""Characters of an example that still fits beside a sentence."""

_WORDS = 12
"""Words of a list that are told in a sentence."""


class Explainer:
    """Turns the errors of one kind's validator into complaints."""

    def __init__(self, kind: Kind, vocabularies: Vocabularies) -> None:
        self.kind = kind
        self.vocabularies = vocabularies

    def explain(self, errors: Iterator[Any], data: dict[str, Any], written: Written) -> list[Complaint]:
        """One complaint per cause, in no particular order."""
        complaints: list[Complaint] = []
        missing: dict[tuple[Path, str], Complaint] = {}
        taken: set[tuple[Path, str]] = set()
        for error in errors:
            path = _steps(data, error.instance_path)
            name, details = error.kind.name, error.kind.as_dict()
            schema = _schema_at(self.kind.schema, path)
            if name == "required":
                complaint = self._required(path, details["property"], schema, data, written)
                missing[path, details["property"]] = complaint
            elif name == "additionalProperties":
                for unknown in details["unexpected"]:
                    complaint, meant = self._unknown(path, unknown, schema, data)
                    complaints.append(complaint)
                    if meant:
                        taken.add((path, meant))
            elif dash := swallowed_dash(written.raw(path)):
                complaints.append(crooked_list(path, written.raw(path), dash))
            else:
                complaints.append(self._value(name, details, path, schema, _value_at(data, path)))
        wanting = (complaint for spot, complaint in missing.items() if spot not in taken)
        return _one_per_place([*complaints, *wanting])

    def _required(self, path: Path, name: str, schema: Schema, data: dict[str, Any], written: Written) -> Complaint:
        field = schema.get("properties", {}).get(name, {})
        label = field.get("title", name)
        hint = field.get("description", "")
        example = example_of(field)
        shown = f"{name}: {example}" if example and len(example) <= _EXAMPLE else f"{name}: …"
        if written.has((*path, name)):
            steps = f"{hint} Zum Beispiel: {shown}" if not shown.endswith("…") else f"Bitte ausfüllen. {hint}"
            grave = self._grave(path, name, data)
            return Complaint("FH103", (*path, name), f"»{name}« ist leer.", steps.strip(), True, severity=grave)
        message = f"Es fehlt »{name}« ({label})." if label.casefold() != name else f"Es fehlt »{name}«."
        before = _field_before(schema, name, _value_at(data, path))
        place = (*path, before) if before else path
        return Complaint(
            "FH103",
            place,
            message,
            f"{hint} Bitte darunter ergänzen: {shown}".strip(),
            True,
            severity=self._grave(path, name, data),
            also=(name,),
        )

    def _grave(self, path: Path, name: str, data: dict[str, Any]) -> Severity:
        needed = self.kind.needed_in_state(data)
        return Severity.ERROR if needed is None or (not path and name in needed) else Severity.WARNING

    def _unknown(self, path: Path, name: str, schema: Schema, data: dict[str, Any]) -> tuple[Complaint, str | None]:
        used = _value_at(data, path)
        free = {
            other: [part.get("title", ""), *part.get("x-fh-synonyme", ())]
            for other, part in schema.get("properties", {}).items()
            if other not in used
        }
        message = f"unbekanntes Feld »{name}«"
        section = None if key(name) in map(key, free) else self._section(path, name)
        guesses = nearest(name, free) if section is None else []
        if guesses:
            meant = " oder ".join(f"»{guess}«" for guess in guesses[:2])
            only = guesses[0] if len(guesses) == 1 else None
            return Complaint("FH102", (*path, name), message, f"Meinten Sie {meant}?", True, only), guesses[0]
        if section is not None:
            outer, inner = section
            hint = f"Es gehört als »{inner}« in den Abschnitt »{outer}«, zwei Leerzeichen weiter rechts."
            return Complaint("FH102", (*path, name), message, hint, True), outer
        if name in self.kind.schema.get("properties", {}):
            hint = f"»{name}« gehört an den linken Rand, nicht in diesen Abschnitt."
        elif twin := next((other for other in used if other != name and key(other) == key(name)), None):
            hint = f"»{twin}« steht schon da. Bitte beide Angaben vergleichen und eine davon löschen."
        else:
            hint = f"Bitte löschen oder als eigenes Feld »x_{own_name(name)}« nennen."
        return Complaint("FH102", (*path, name), message, hint, True), None

    def _section(self, path: Path, name: str) -> tuple[str, str] | None:
        """The one section beside the unknown field that has such a field, and its name there."""
        prefix = ".".join(str(step) for step in path if isinstance(step, str))
        depth = prefix.count(".") + (2 if prefix else 1)
        wanted = key(name)
        found = {
            (outer.rpartition(".")[2], field.name)
            for field in self.kind.fields.values()
            for outer in [field.path.rpartition(".")[0]]
            if outer.startswith(prefix) and outer and outer.count(".") + 1 == depth
            if not self.kind.fields[outer].many and wanted in map(key, (field.name, *field.synonyms))
        }
        return found.pop() if len(found) == 1 else None

    def _value(self, name: str, details: dict[str, Any], path: Path, schema: Schema, value: Any) -> Complaint:
        label = label_of(path)
        if name == "type":
            return wrong_type(path, label, schema, value, details["types"][0])
        if name == "enum":
            return self._word(path, label, self._outer(path, schema), value)
        if name in ("format", "pattern"):
            return self._coded(path, label, schema, value) or wrong_form(path, label, schema, value)
        if name == "minLength":
            return Complaint("FH103", path, f"»{label}« ist leer.", schema.get("description", ""))
        if name == "maxLength":
            limit = details["limit"]
            message = f"»{label}« ist {len(value)} Zeichen lang; Platz ist für {limit}."
            return Complaint("FH108", path, message, f"Bitte um {len(value) - limit} Zeichen kürzen.")
        if name in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"):
            side = "mindestens" if "inimum" in name else "höchstens"
            message = f"»{label}« ist {value}; möglich ist {side} {details['limit']}."
            return Complaint("FH109", path, message, "Bitte die Zahl prüfen; ist sie unbekannt, das Feld weglassen.")
        if name == "uniqueItems":
            return Complaint(
                "FH110", path, f"In »{label}« steht derselbe Eintrag zweimal.", "Bitte einen davon löschen."
            )
        if name in ("minItems", "minProperties"):
            return self._too_few(path, label, schema)
        if name == "maxItems":
            message = f"»{label}« hat {len(value)} Einträge; höchstens {details['limit']} sind möglich."
            return Complaint("FH110", path, message, "Bitte die wichtigsten behalten und die übrigen löschen.", True)
        return Complaint("FH107", path, f"Der Wert von »{label}« passt nicht.", schema.get("description", ""))

    def _coded(self, path: Path, label: str, schema: Schema, value: str) -> Complaint | None:
        """A word of the project's own lists that stands there by its name instead of its code."""
        name = schema.get("x-fh-vokabular")
        if not name:
            return None
        vocabulary = self.vocabularies[name]
        if not (codes := vocabulary.suggest(value)[:3]):
            return None
        listed = " oder ".join(f'"{code}" ({vocabulary.label(code)})' for code in codes)
        message = f"»{label}« ist »{short(value)}«; erwartet wird der Schlüssel."
        only = f'"{codes[0]}"' if len(codes) == 1 else None
        return Complaint("FH107", path, message, f"Bitte so schreiben: {listed}", False, only)

    def _outer(self, path: Path, schema: Schema) -> Schema:
        """The schema that names the vocabulary: the field's, also for an item of its list."""
        return _schema_at(self.kind.schema, path[:-1]) if path and isinstance(path[-1], int) else schema

    def _too_few(self, path: Path, label: str, schema: Schema) -> Complaint:
        names = list(schema.get("properties", {}))
        hint = f"Möglich sind: {', '.join(names)}." if names else ""
        return Complaint("FH103", path, f"»{label}« braucht mindestens eine Angabe.", hint, True)

    def _word(self, path: Path, label: str, schema: Schema, value: Any) -> Complaint:
        name = schema.get("x-fh-vokabular") or (schema.get("items") or {}).get("x-fh-vokabular")
        if not name:
            allowed = [str(word) for word in schema.get("enum", ())]
            guesses = nearest(str(value), {word: [] for word in allowed})
        else:
            vocabulary = self.vocabularies[name]
            allowed = list(vocabulary.words)
            guesses = vocabulary.suggest(str(value))
        message = f"»{label}« kennt das Wort »{short(value)}« nicht."
        if not guesses:
            many = len(allowed) > _WORDS
            shown = (
                f"Möglich sind zum Beispiel {', '.join(allowed[:_WORDS])}."
                if many
                else f"Möglich sind: {', '.join(allowed)}."
            )
            more = f" Alle mit Erklärung: fh explain {name}" if name else ""
            return Complaint("FH105", path, message, shown + more)
        meant = " oder ".join(self._named(name, guess) for guess in guesses[:3])
        return Complaint(
            "FH105", path, message, f"Meinten Sie {meant}?", False, guesses[0] if len(guesses) == 1 else None
        )

    def _named(self, vocabulary: str | None, code: str) -> str:
        """A word as it is written, with its label where the code does not say it."""
        label = self.vocabularies[vocabulary].label(code) if vocabulary else code
        return f"»{code}«" if key(label) == key(code) or len(code) > 3 else f"»{code}« ({label})"


def _one_per_place(complaints: list[Complaint]) -> list[Complaint]:
    """Drops what follows from something graver at the same value: a wrong type also breaks the pattern."""
    order = ("FH104", "FH114", "FH115", "FH105", "FH106")
    best: dict[tuple[Path, tuple[str, ...]], Complaint] = {}
    for complaint in complaints:
        spot = (complaint.path, complaint.also)
        known = best.get(spot)
        if known is None or (complaint.code in order and known.code not in order):
            best[spot] = complaint
    return list(best.values())


def _steps(data: Any, path: Iterable[str | int]) -> Path:
    """The path of an error through the data: jsonschema-rs gives a name made of digits (an edition) as a number."""
    steps: list[str | int] = []
    for step in path:
        steps.append(str(step) if isinstance(data, dict) else step)
        data = data[steps[-1]]
    return tuple(steps)


def _schema_at(schema: Schema, path: Path) -> Schema:
    for step in path:
        if isinstance(step, int):
            schema = schema.get("items", {})
        else:
            named = schema.get("properties", {}).get(step)
            schema = named if named is not None else next(iter(schema.get("patternProperties", {}).values()), {})
    return schema


def _value_at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _field_before(schema: Schema, name: str, present: Any) -> str | None:
    """The nearest field that is there and comes before `name` in the schema: the missing one belongs below it."""
    before = None
    for other in schema.get("properties", {}):
        if other == name:
            break
        if other in present:
            before = other
    return before
