"""Which place in a record people mean by `telefon`, `kontakt.telefon` or `angebote.sprachcafe.titel`.

Fields answer to their name, label and synonyms; items of a list to their number (from 0) or to the value that names
them. Nothing is guessed: what is not clear raises `Misunderstood` with the choices there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .converting import Misunderstood
from .findings import Path
from .folding import key, nearest
from .queries.fields import unknown_name
from .schemas.kinds import Field, Kind
from .schemas.vocabularies import Vocabularies

Schema = Mapping[str, Any]

OWN = "x_"
"""Beginning of the names of fields that no schema describes."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a record: its path, what the schema says of it, its label for people."""

    path: Path
    schema: Schema
    label: str

    @property
    def is_tool_only(self) -> bool:
        """Whether only the tool writes it."""
        return bool(self.schema.get("x-fh-werkzeug"))

    @property
    def holds_sections(self) -> bool:
        """Whether it is a list of sections with fields of their own."""
        return bool(self.schema.get("items", {}).get("type") == "object")


def spot(kind: Kind, data: Mapping[str, Any], text: str, vocabularies: Vocabularies) -> Spot:
    """The place people mean. Raises `Misunderstood`."""
    steps = [step.strip() for step in text.strip().split(".")]
    if len(steps) == 1 and not steps[0].startswith(OWN):
        steps = _spelt_out(kind, steps[0], vocabularies).split(".")
    path: list[str | int] = []
    schema: Schema = kind.schema
    value: Any = data
    labels: list[str] = []
    while steps:
        if schema.get("type") == "array":
            index = _item(schema, value, steps, ".".join(map(str, path)))
            path.append(index)
            schema = _items(schema)
            value = value[index] if isinstance(value, list) and index < len(value) else None
            if inside := item_name(schema, value):
                labels.append(inside)
            continue
        step = steps.pop(0)
        found = _field(schema, step, not path)
        if found is None:
            raise Misunderstood(_unknown(kind, schema, text, step, vocabularies, bool(path)))
        name = found
        path.append(name)
        schema = schema.get("properties", {}).get(name, {})
        value = value.get(name) if isinstance(value, Mapping) else None
    label = str(schema.get("title") or _last_name(path))
    return Spot(tuple(path), schema, f"{label} ({labels[-1]})" if labels and labels[-1] != label else label)


def label_at(kind: Kind, data: Mapping[str, Any], path: Path) -> str:
    """The label of a path that is known: the field's own, with the item it stands in."""
    schema: Schema = kind.schema
    value: Any = data
    inside = label = ""
    for step in path:
        if isinstance(step, int):
            schema = _items(schema)
            value = value[step] if isinstance(value, list) and step < len(value) else None
            inside = item_name(schema, value) or inside
        else:
            schema = schema.get("properties", {}).get(step, {})
            value = value.get(step) if isinstance(value, Mapping) else None
            label = str(schema.get("title", step))
    return f"{label} ({inside})" if inside and inside != label else label


def item_name(schema: Schema, item: Any) -> str:
    """What names a section of a list: the first of its needed values; empty where there is none."""
    if not isinstance(item, Mapping):
        return ""
    names = [name for name in _naming(schema) if isinstance(item.get(name), str)]
    return str(item[names[0]]) if names else ""


def _spelt_out(kind: Kind, text: str, vocabularies: Vocabularies) -> str:
    """The full path of a field named without the section it stands in."""
    if text in kind.schema.get("properties", {}):
        return text
    outside = [field for field in kind.fields.values() if not _list_above(kind, field)]
    wanted = key(text)
    for fits in (
        lambda field: key(field.name) == wanted,
        lambda field: wanted in map(key, (field.label, *field.synonyms)),
    ):
        found = sorted(filter(fits, outside), key=lambda field: field.path.count("."))
        nearby = [field for field in found if field.path.count(".") == found[0].path.count(".")]
        if len(nearby) == 1:
            return nearby[0].path
        if nearby:
            raise Misunderstood(f"»{text}« ist mehrdeutig: {' oder '.join(field.path for field in nearby)}.")
    if inside := next((field for field in kind.fields.values() if key(field.name) == wanted), None):
        above = _list_above(kind, inside)
        rest = inside.path.removeprefix(f"{above}.")
        raise Misunderstood(f"»{text}« gibt es in jedem Eintrag von »{above}«. Bitte so: {above}.KENNUNG.{rest}")
    raise Misunderstood(unknown_name(kind, text, vocabularies))


def _list_above(kind: Kind, field: Field) -> str:
    """The list of sections a field stands in, empty for none."""
    steps = field.path.split(".")[:-1]
    above = (".".join(steps[: depth + 1]) for depth in range(len(steps)))
    return next((path for path in above if kind.fields[path].many), "")


def _items(schema: Schema) -> Schema:
    """The schema of a list's items, with the keywords that may stand on the list."""
    above = {name: schema[name] for name in ("title", "x-fh-vokabular", "x-fh-ref") if name in schema}
    return {**above, **schema.get("items", {})}


def _field(schema: Schema, step: str, outermost: bool) -> str | None:
    """The field of a section by its name, label or synonym; own fields as they are."""
    properties = schema.get("properties", {})
    if step in properties:
        return step
    if step.startswith(OWN) and (outermost or schema.get("patternProperties")):
        return step
    if not properties and not outermost:
        return step or None
    wanted = key(step)
    names = {name: (part.get("title", ""), *part.get("x-fh-synonyme", ())) for name, part in properties.items()}
    exact = [name for name in names if key(name) == wanted]
    found = exact or [name for name, others in names.items() if wanted in map(key, others)]
    return found[0] if len(found) == 1 else None


def _item(schema: Schema, value: Any, steps: list[str], where: str) -> int:
    """The number of the item that the next step names; the step is used up unless the item is understood."""
    items = value if isinstance(value, list) else []
    step = steps[0]
    if step.lstrip("-").isdigit():
        number = int(step) + (len(items) if step.startswith("-") else 0)
        if not -1 < number <= len(items):
            raise Misunderstood(_no_item(schema, items, step, where))
        steps.pop(0)
        return number
    inner = schema.get("items", {})
    if inner.get("type") == "object":
        for name in _naming(inner):
            values = [str(item.get(name, "")) if isinstance(item, Mapping) else "" for item in items]
            for wanted, those in ((step, values), (key(step), list(map(key, values)))):
                if wanted and those.count(wanted) == 1:
                    steps.pop(0)
                    return those.index(wanted)
        if len(items) == 1 and _field(inner, step, False):
            return 0
    raise Misunderstood(_no_item(schema, items, step, where))


def _naming(schema: Schema) -> Iterator[str]:
    """The fields whose values may name a section: the texts it needs, in their order, then its other texts."""
    properties = schema.get("properties", {})
    needed = schema.get("required", ())
    texts = [name for name, part in properties.items() if part.get("type", "string") == "string"]
    yield from (name for name in texts if name in needed)
    yield from (name for name in texts if name not in needed)


def _no_item(schema: Schema, items: list[Any], step: str, where: str) -> str:
    names = [item_name(schema.get("items", {}), item) or str(index) for index, item in enumerate(items)]
    if not names:
        return f"In »{where}« steht noch nichts."
    guesses = nearest(step, {name: [] for name in names})
    if guesses:
        return f"»{step}« steht nicht in »{where}«. Meinten Sie »{guesses[0]}«?"
    return f"Welcher Eintrag von »{where}« ist gemeint? Es gibt: {', '.join(dict.fromkeys(names))}."


def _unknown(kind: Kind, schema: Schema, text: str, step: str, vocabularies: Vocabularies, deep: bool) -> str:
    if not deep:
        return unknown_name(kind, text, vocabularies)
    names = {
        name: (part.get("title", ""), *part.get("x-fh-synonyme", ()))
        for name, part in schema.get("properties", {}).items()
    }
    guesses = nearest(step, names)
    hint = f"Meinten Sie »{guesses[0]}«?" if guesses else f"Möglich sind: {', '.join(names)}." if names else ""
    return f"In »{text}« gibt es kein Feld »{step}«. {hint}".rstrip()


def _last_name(path: list[str | int]) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


__all__ = ["OWN", "Spot", "item_name", "label_at", "spot"]
