"""A new record asked for on the terminal, field by field, as the schema of its kind says: no field is named here.

Asked are the required fields and those marked `x-fh-frage`, in the order people read them. What the schema would
refuse is asked again, with the sentence of the finding.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Mapping
from typing import Any

from . import terminal
from .asking import choose, choose_many, confirm, line
from .converting import Interpreter, Misunderstood
from .emitting import emit, field_order
from .findings import Path, pointer
from .naming import free, slug
from .readers import Reader
from .schemas.kinds import Kind

ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""A field of this form gets its value from the first text beside it: nobody should have to think up ids."""

Schema = Mapping[str, Any]

_FORMS = {
    "date": "zum Beispiel 14.03.2026",
    "datumzeit": "zum Beispiel 14.03.2026 18:00",
    "uhrzeit": "zum Beispiel 18:00",
    "boolean": "j oder n",
}


_IN_FILES = re.compile(
    r",? als (?:Kürzel|Gemeindeschlüssel)(?: mit acht Ziffern)?|,? in Anführungszeichen|, so geschrieben: \"[^\"]*\""
)


class Interview:
    """Asks for the values of one record. `data` grows with every answer."""

    def __init__(self, kind: Kind, interpreter: Interpreter, data: dict[str, Any], only_needed: bool = False) -> None:
        """`only_needed` leaves out what may be missing."""
        self.kind = kind
        self._only_needed = only_needed
        self.data = data
        self._interpreter = interpreter
        # The answers come from the person who reads the sentences, so nothing needs to be hidden from her.
        self._reader = Reader(_shown(kind), interpreter.project.vocabularies)

    def run(self) -> None:
        """Asks for everything that is wanted and not given yet."""
        for name in field_order(self.kind):
            if name not in self.data and self._is_wanted(name):
                self.ask(name)

    def ask(self, name: str) -> None:
        """Asks for one top-level field, again if it has a value."""
        self.data.pop(name, None)
        value = self._value(self._properties[name], (name,), self._is_strict(name))
        if value not in (None, "", [], {}):
            self.data[name] = value

    def more(self, name: str) -> list[Any]:
        """Asks what joins a list of the record, at least one; sections get an id that none there has."""
        schema = self._properties[name]
        asked = self._value(schema, (name,), True)
        there: list[Any] = [*self.data.get(name, ())]
        for item in asked:
            there.append(_distinct(item, there, schema["items"]) if isinstance(item, dict) else item)
        return there[-len(asked) :]

    @property
    def _properties(self) -> Mapping[str, Schema]:
        properties: Mapping[str, Schema] = self.kind.schema.get("properties", {})
        return properties

    def _is_wanted(self, name: str) -> bool:
        schema = self._properties.get(name, {})
        if self._only_needed:
            return name in self.kind.schema.get("required", ()) and self._is_strict(name)
        return not _keyword(schema, "werkzeug") and (
            name in self.kind.schema.get("required", ()) or bool(_keyword(schema, "frage"))
        )

    def _is_strict(self, name: str) -> bool:
        """Whether an answer is needed: in a draft most can wait."""
        state = self.data.get(str(self.kind.leniency.get("feld", "")))
        if isinstance(state, str) and state != "feld" and state in self.kind.leniency:
            return name in self.kind.leniency[state] or name == self.kind.title_field
        return name in self.kind.schema.get("required", ())

    def _value(self, schema: Schema, path: Path, strict: bool) -> Any:
        self._introduce(schema, path, strict)
        items = schema.get("items", {})
        if schema.get("type") == "object":
            return self._section(schema, path) if strict or confirm("Jetzt angeben?") else None
        if items.get("type") == "object":
            return self._entries(items, path, strict)
        while True:
            value = self._once(schema, path, strict)
            if value in (None, "", []):
                if not strict:
                    return None
                terminal.say("  Hier braucht es eine Angabe.")
                continue
            if sentence := self._refusal(path, value):
                terminal.say(terminal.visible(f"  {sentence}"))
                continue
            return value

    def _once(self, schema: Schema, path: Path, strict: bool) -> Any:
        label = str(schema.get("title", path[-1]))
        if schema.get("type") == "boolean" and strict:
            return confirm(label)
        if choices := self._choices(schema):
            if schema.get("type") == "array":
                return choose_many(label, choices, lambda text: self._word(schema, text), not strict)
            return choose(label, choices, optional=not strict)
        form = _FORMS.get(_form(schema), "")
        hints = "; ".join(
            filter(
                None,
                (form, "mit Komma" if schema.get("type") == "array" else "", "" if strict else "Enter = weglassen"),
            )
        )
        typed = line(f"{label} ({hints})" if hints else label)
        if not typed:
            return None
        try:
            return self._interpreter.value(schema, typed)
        except Misunderstood as error:
            terminal.say(terminal.visible(f"  {error}"))
            return self._once(schema, path, strict)

    def _section(self, schema: Schema, path: Path) -> dict[str, Any] | None:
        parts: dict[str, Any] = {}
        needed = set(schema.get("required", ()))
        late = [name for name, part in schema.get("properties", {}).items() if part.get("pattern") == ID_PATTERN]
        for name in wanted_parts(schema):
            if name in late:
                continue
            value = self._value(schema["properties"][name], (*path, name), name in needed)
            if value not in (None, "", [], {}):
                parts[name] = value
        for name in late:
            text = next((value for value in parts.values() if isinstance(value, str)), "")
            parts = {name: slug(text) or "eintrag", **parts}
        return parts or None

    def _entries(self, schema: Schema, path: Path, strict: bool) -> list[Any]:
        entries: list[Any] = []
        question = "Jetzt angeben?"
        while (strict and not entries) or confirm(question):
            entry = self._section(schema, (*path, 0))
            if entry:
                entries.append(_distinct(entry, entries, schema))
            question = "Noch mehr davon?"
        return entries

    def _introduce(self, schema: Schema, path: Path, strict: bool) -> None:
        """The field's label and help, and an example where the form is not obvious."""
        label = str(schema.get("title", path[-1]))
        deep = sum(isinstance(step, str) for step in path) > 1
        later = "" if strict or deep else "  (kann warten)"
        if not deep:
            terminal.say()
        shown = terminal.styled(label, "bold", stream=sys.stderr) + terminal.styled(later, "dim", stream=sys.stderr)
        terminal.say("  " * deep + shown)
        for text in textwrap.wrap(_help(schema), 76 - 2 * deep):
            terminal.say("  " * deep + "  " + text)
        examples = schema.get("examples") or ()
        if examples and isinstance(examples[0], str) and not deep and not self._choices(schema) and not _formed(schema):
            for text in textwrap.wrap(f"Zum Beispiel: {examples[0]}", 76, subsequent_indent="  "):
                terminal.say("  " + terminal.styled(text, "dim", stream=sys.stderr))

    def _choices(self, schema: Schema) -> dict[str, list[str]]:
        project = self._interpreter.project
        if name := _keyword(schema, "vokabular"):
            words = project.vocabularies[name].words
            return {code: [word.label(), *word.synonyms] for code, word in words.items()}
        kinds = [kind for kind in _keyword(schema, "ref") or () if kind in project.kinds]
        return {
            record.key if len(kinds) > 1 else record.id: [record.title, record.id]
            for kind in kinds
            if not project.kinds[kind].private
            for record in self._interpreter.registry.of(kind)
        }

    def _word(self, schema: Schema, text: str) -> str | None:
        try:
            found = self._interpreter.value(schema, text)
        except Misunderstood:
            return None
        return str(found[0]) if isinstance(found, list) and len(found) == 1 else None

    def _refusal(self, path: Path, value: Any) -> str:
        """The sentence of the finding the schema makes of a value; empty when it is fine."""
        nested: Any = value
        for step in reversed(path):
            nested = [nested] if isinstance(step, int) else {step: nested}
        _, findings = self._reader.read(emit(self.kind, nested).encode("utf-8"), "neu", "neu")
        where = pointer(path)
        mine = [f for f in findings if (f.pointer == where or f.pointer.startswith(f"{where}/")) and f.code != "FH103"]
        return f"{mine[0].message} {mine[0].hint}".strip() if mine else ""


def wanted_parts(schema: Schema) -> list[str]:
    """The fields of a section worth asking for: the required ones, those marked for asking, and the end that belongs
    to a beginning (of the same form as a required one). Where nothing is marked, all of them."""
    properties: Mapping[str, Schema] = schema.get("properties", {})
    required = schema.get("required", ())
    forms = {form for name in required if (form := properties[name].get("x-fh-format"))}
    wanted = [
        name
        for name, part in properties.items()
        if not _keyword(part, "werkzeug")
        and (name in required or _keyword(part, "frage") or part.get("x-fh-format") in forms)
    ]
    return wanted or [name for name, part in properties.items() if not _keyword(part, "werkzeug")]


def _distinct(entry: dict[str, Any], others: list[Any], schema: Schema) -> dict[str, Any]:
    for name, part in schema.get("properties", {}).items():
        if part.get("pattern") == ID_PATTERN and name in entry:
            entry[name] = free(entry[name], {other.get(name) for other in others})
    return entry


def _formed(schema: Schema) -> bool:
    return _form(schema) in _FORMS


def _form(schema: Schema) -> str:
    return str(schema.get("x-fh-format") or schema.get("format") or schema.get("type") or "")


def _help(schema: Schema) -> str:
    """The description without what concerns only the file: here quotation marks are set and codes looked up."""
    text = _IN_FILES.sub("", str(schema.get("description", "")))
    return text.replace("true, wenn", "Ja, wenn").replace("true:", "Ja:").replace("false", "Nein")


def _keyword(schema: Schema, name: str) -> Any:
    value = schema.get(f"x-fh-{name}")
    return value if value is not None else (schema.get("items") or {}).get(f"x-fh-{name}")


def _shown(kind: Kind) -> Kind:
    return Kind(kind.name, {**kind.schema, "x-fh-privat": False})
