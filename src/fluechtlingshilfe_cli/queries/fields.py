"""What people mean when they name a field: a path, a name, a label, a synonym, or an attribute of its words.

A name that stands on several levels (in a record and in its parts) means all of them. An attribute is a further
property of a vocabulary's words: the Amt of a Gemeinde is asked for as if it were a field of the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..folding import key, nearest
from ..records import Record
from ..schemas.kinds import Field, Kind
from ..schemas.vocabularies import Vocabularies, Vocabulary
from . import Misunderstood

STATES = "status"
"""The vocabulary of the field that tells the state of a record."""

NAMING = 8
"""From this search weight on, a field counts as a name of its record or part."""

ID, KIND = "id", "kind"
_OWN = "x_"


@dataclass(frozen=True, slots=True)
class Asked:
    """Something of a record that was asked for. `steps` may hold positions in lists (`termine.0.von`).

    `field` is None for the id and for own fields (`x_…`); `attribute`: that of the field's words, not the word itself.
    """

    steps: tuple[str, ...]
    field: Field | None = None
    attribute: str = ""

    @property
    def name(self) -> str:
        """How it is written on the command line and in headings for machines."""
        return ".".join((*self.steps, self.attribute) if self.attribute else self.steps)

    @property
    def label(self) -> str:
        """The heading for people."""
        if self.attribute:
            return self.attribute.replace("_", " ").capitalize()
        return self.field.label if self.field else {"id": "Kennung", "kind": "Art"}.get(self.name, self.name)

    def values(self, record: Record) -> list[Any]:
        """All values in the record, in the order of the file; defaults are not filled in."""
        if self.steps in ((ID,), (KIND,)) and self.field is None:
            return [record.id if self.steps == (ID,) else record.kind.name]
        return list(reach(record.data, self.steps))


def reach(value: Any, steps: tuple[str, ...]) -> Iterator[Any]:
    """The values below `value`, through all items of lists or, where a step is a number, one of them."""
    if isinstance(value, list):
        if steps and steps[0].lstrip("-").isdigit():
            if -len(value) <= int(steps[0]) < len(value):
                yield from reach(value[int(steps[0])], steps[1:])
        else:
            for item in value:
                yield from reach(item, steps)
    elif not steps:
        if value is not None:
            yield value
    elif isinstance(value, dict):
        yield from reach(value.get(steps[0]), steps[1:])


def asked(kind: Kind, text: str, vocabularies: Vocabularies) -> list[Asked]:
    """Everything `text` may mean, outermost first. Raises `Misunderstood` with the nearest names."""
    text = text.strip().replace("/", ".")
    if text.startswith(_OWN):
        return [Asked(tuple(text.split(".")))]
    if key(text) in (ID, "kennung") and ID not in kind.fields:
        return [Asked((ID,))]
    found = _fields(kind, text)
    if not _by_name(kind, key(text.rpartition(".")[2])):
        found += _by_attribute(kind, text, vocabularies)
    if not found:
        raise Misunderstood(unknown_name(kind, text, vocabularies))
    return found


def state_field(kind: Kind) -> Field | None:
    """The field that tells whether a record is a draft, active or ended."""
    return next((field for field in kind.fields.values() if field.vocabulary == STATES and "." not in field.path), None)


def names_of(record: Record) -> list[str]:
    """The names a record goes by: title and short forms."""
    fields = (f for f in record.kind.fields.values() if "." not in f.path and (f.keyword("suche") or 0) >= NAMING)
    return [record.title, *(str(value) for field in fields for _, value in record.values(field.path))]


def unknown_name(kind: Kind, text: str, vocabularies: Vocabularies) -> str:
    """The sentence about a name that nothing answers to."""
    choices: dict[str, list[str]] = {}
    for field in kind.fields.values():
        choices.setdefault(field.name, []).extend((field.label, *field.synonyms))
    choices |= {name: [] for name in _attributes(kind, vocabularies) if name not in choices}
    last = text.rpartition(".")[2]
    guesses = nearest(last, choices)
    shown = " oder ".join(f"»{guess}«" for guess in guesses[:2])
    hint = f"Meinten Sie {shown}?" if guesses else f"Alle Felder zeigt: fh explain {kind.name}"
    return f"Ein Feld »{text}« haben {kind.plural} nicht. {hint}"


def _fields(kind: Kind, text: str) -> list[Asked]:
    steps = tuple(text.split("."))
    names = [step for step in steps if not step.lstrip("-").isdigit()]
    if len(names) > 1:
        return _nested(kind, steps, names)
    wanted = key(names[0]) if names else ""
    found = _by_name(kind, wanted) or [f for f in kind.fields.values() if wanted in map(key, (f.label, *f.synonyms))]
    state = state_field(kind)
    if state in found:
        found = [state] if state else []  # the state of a part is not that of the record
    positions = tuple(step for step in steps[1:] if step)
    return [Asked((*field.path.split("."), *positions), field) for field in sorted(found, key=_depth)]


def _by_name(kind: Kind, wanted: str) -> list[Field]:
    """The fields of that name, singular for plural, on all levels: the outermost one decides which name is meant."""
    found = [
        field
        for field in kind.fields.values()
        if wanted == key(field.name)
        or (field.many and len(wanted) > 2 and wanted in (key(field.name)[:-1], key(field.name)[:-2]))
    ]
    first = min(found, key=lambda field: (_depth(field), key(field.name) != wanted), default=None)
    return [field for field in found if first and field.name == first.name]


def _nested(kind: Kind, steps: tuple[str, ...], names: list[str]) -> list[Asked]:
    """Fields whose path answers step by step: `angebot.titel`, `termine.0.von`."""
    found = []
    for field in kind.fields.values():
        parts = field.path.split(".")
        above = [kind.fields[".".join(parts[: depth + 1])] for depth in range(len(parts))]
        if len(parts) == len(names) and all(map(_answers, above, names)):
            own = iter(parts)
            found.append(Asked(tuple(step if step.lstrip("-").isdigit() else next(own) for step in steps), field))
    exact = [one for one in found if one.field and one.field.path == ".".join(names)]
    return exact or found


def _answers(field: Field, text: str) -> bool:
    return key(text) in map(key, (field.name, field.label, *field.synonyms))


def _depth(field: Field) -> int:
    return field.path.count(".")


def _by_attribute(kind: Kind, text: str, vocabularies: Vocabularies) -> list[Asked]:
    before, _, last = text.rpartition(".")
    name = _attributes(kind, vocabularies).get(key(last))
    if name is None:
        return []
    fields = [one.field for one in _fields(kind, before) if one.field] if before else list(kind.fields.values())
    having = [field for field in fields if field.vocabulary and _has_attribute(vocabularies[field.vocabulary], name)]
    # A record belongs where it sits, not everywhere it serves: single fields before lists, outer before inner ones.
    rank = min(((_depth(field), field.many) for field in having), default=None)
    return [Asked(tuple(f.path.split(".")), f, name) for f in having if (_depth(f), f.many) == rank]


def _attributes(kind: Kind, vocabularies: Vocabularies) -> dict[str, str]:
    names = dict.fromkeys(field.vocabulary for field in kind.fields.values() if field.vocabulary)
    return {
        key(attribute): attribute
        for name in names
        for word in vocabularies[name].words.values()
        for attribute in word.attributes
        if attribute != "erklaerung"
    }


def _has_attribute(vocabulary: Vocabulary, name: str) -> bool:
    return any(name in word.attributes for word in vocabulary.words.values())


def of_attribute(name: str, vocabularies: Vocabularies) -> Vocabulary | None:
    """The vocabulary an attribute's values come from, where there is one: that of `teilkreis` is `teilkreise`."""
    known = set(vocabularies.names())
    return next((vocabularies[name + end] for end in ("", "e", "n", "en", "er") if name + end in known), None)


__all__ = [
    "ID",
    "NAMING",
    "STATES",
    "Asked",
    "asked",
    "names_of",
    "of_attribute",
    "reach",
    "state_field",
    "unknown_name",
]
