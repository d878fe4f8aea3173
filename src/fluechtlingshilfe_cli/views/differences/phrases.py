"""A change in field terms, as one says it: »Telefon geändert, 1 Angebot neu«. No value of free text is repeated."""

from __future__ import annotations

from collections.abc import Iterator

from ...comparing import FieldChange, How, RecordChange
from ...days import german as german_day
from ...freshness import noted_check
from ...queries.fields import STATES
from ...records import Record
from ...schemas.kinds import Field, Kind
from ...schemas.vocabularies import Vocabularies
from ...tables.cells import german, is_day
from ...vouching import overtaken

_VERBS = {
    How.SET: "eingetragen",
    How.CLEARED: "entfernt",
    How.CHANGED: "geändert",
    How.MOVED: "umgeordnet",
}
_ITEMS = {How.ADDED: "neu", How.REMOVED: "entfernt", How.CHANGED: "geändert"}
_DAY_WORDS = ("am", "bis", "von", "ab", "seit")
_MANY = 3
"""From so many changed fields of one section on, the section is named instead."""


def phrases(change: RecordChange, vocabularies: Vocabularies) -> list[str]:
    """What happened to a record, most telling first; nothing more for one that is new or gone."""
    if change.old is None or change.new is None:
        return ["neu angelegt" if change.old is None else "entfernt"]
    said = [f"umbenannt (vorher {change.old.id})"] if change.has_new_id else []
    return [*said, *_said(change.record.kind, change.fields, vocabularies), *_overtaken(change.old, change.new)]


def _overtaken(old: Record, new: Record) -> Iterator[str]:
    """Where the change is one of contact or address, and the last check was of the old one."""
    checked = noted_check(new)
    if checked and overtaken(new) and not overtaken(old):
        yield f"Prüfung vom {german_day(checked)} damit überholt"


def _said(kind: Kind, fields: tuple[FieldChange, ...], vocabularies: Vocabularies) -> Iterator[str]:
    states: list[str] = []
    days: list[str] = []
    items: dict[tuple[str, str], set[object]] = {}
    verbs: dict[str, dict[str, None]] = {}
    for change in fields:
        top = change.field.partition(".")[0]
        field, outer = kind.fields.get(change.field), kind.fields.get(top)
        if field and field.vocabulary == STATES and "." not in change.field and change.new:
            words = vocabularies[STATES]
            states.append(f"{field.label}: {words.label(str(change.old or ''))} → {words.label(str(change.new))}")
        elif (
            field
            and is_day(field)
            and change.new
            and field.label.rpartition(" ")[2] in _DAY_WORDS
            and "." not in field.path
        ):
            days.append(f"{field.label} {german(str(change.new))}")
        elif outer and outer.many and outer.type == "object":
            verb, which = _item(change, top)
            items.setdefault((top, verb), set()).add(which)
        else:
            how = How.CHANGED if change.how in (How.ADDED, How.REMOVED) else change.how
            verbs.setdefault(_VERBS[how], {})[_label(kind, change.field, fields)] = None
    yield from states
    for verb, labels in verbs.items():
        yield f"{_listed(list(labels))} {verb}"
    for (top, verb), which in items.items():
        yield _counted(kind.fields[top], verb, len(which))
    yield from days


def _item(change: FieldChange, top: str) -> tuple[str, object]:
    """What happened to which item of a list of sections."""
    if change.field == top and change.how is How.MOVED:
        return _VERBS[How.MOVED], None
    if change.field == top and change.how in (How.SET, How.CLEARED):
        items = change.new or change.old
        return _ITEMS[How.ADDED if change.new else How.REMOVED], tuple(range(len(items)))
    if change.field == top and change.how in _ITEMS:
        return _ITEMS[change.how], (change.old_path, change.new_path)
    return _ITEMS[How.CHANGED], change.new_path[:2]


def _counted(field: Field, verb: str, number: int) -> str:
    if verb == _VERBS[How.MOVED]:
        return f"{field.label} {verb}"
    one = field.schema.get("items", {}).get("title")
    if one is None:
        return f"{field.label} {'ergänzt' if verb == 'neu' else verb}"
    return f"{number} {one if number == 1 else field.label} {verb}"


def _label(kind: Kind, path: str, fields: tuple[FieldChange, ...]) -> str:
    """The field's label, or that of its section where much of it changed."""
    section = path.rpartition(".")[0]
    if section and sum(change.field.startswith(f"{section}.") for change in fields) >= _MANY:
        path = section
    field = kind.fields.get(path)
    return field.label if field else path


def _listed(labels: list[str]) -> str:
    return " und ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))
