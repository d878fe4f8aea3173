"""What a change does to the registry, as far as the public may read it: field by field, and as it will be printed.

Both states pass the gate, nothing private is ever in them, and the net looks over the finished text. Of fields that
are not public only the names are told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..checks import Outcome
from ..comparing import Changes, RecordChange, compare
from ..comparing.changes import Kind as Happened
from ..earlier import load_beside
from ..history import HistoryError, find_repository
from ..leakcheck import leaks
from ..past import as_of
from ..project import BrokenSettings, Project, record_id
from ..publication import Published, published
from ..registry import Registry
from ..registry_files import is_frame
from ..schemas.compiling import SchemaFault
from ..since import Scope
from ..views.differences import assemble
from ..views.differences.excerpts import shortened
from ..views.previews import preview
from ..views.rendering import render
from ..views.texts import FALLBACK, texts

CHANNEL = "druck"
_TEMPLATE = "default:review.md.j2"
_END = "\x01"
"""Taken out of every value that is printed."""
_LONG = 400
"""Characters of one value; more than that nobody reads in a comment."""

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A finished part of the comment: one record, and how it is called where only names are listed."""

    how: Happened
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a change does. `registry`: as it is now, without anything private.

    `formed`: titles of records only written differently; `others`: further files; `unclear`: keys of records that
    cannot be compared; `withheld`: why the pieces are missing, empty where they are not.
    """

    registry: Registry
    counts: dict[Happened, int]
    changes: tuple[Piece, ...]
    previews: tuple[Piece, ...]
    settings: str = ""
    formed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    withheld: str = ""


def told(outcome: Outcome, scope: Scope) -> Told | None:
    """What the change does; None where the state before cannot be read."""
    project = scope.project
    old = _before(project, outcome, scope)
    if old is None:
        return None
    old, now = _narrowed((old, load_beside(project, outcome.registry, scope.changed)), scope.changed)
    changes = compare(old, now)
    view = assemble(old, now, changes, scope.changed)
    found = Told(
        now,
        view["counts"],
        (),
        (),
        formed=tuple(one["title"] for one in view["form_only"]),
        others=tuple(view["other_files"]),
        unclear=tuple(view["unclear"]),
    )
    return _with_pieces(found, old, now, changes)


def _before(project: Project, outcome: Outcome, scope: Scope) -> Registry | None:
    if scope.base is None:
        return Registry(project, [])
    try:
        past = as_of(find_repository(project.root), scope.base, project.as_of)
        return load_beside(past, outcome.registry, scope.changed)
    except (BrokenSettings, HistoryError):
        return None


def _narrowed(states: Sequence[Registry], changed: frozenset[str]) -> list[Registry]:
    """Both states without their private records, and as far as they matter: what changed, and what that names.

    A change of three files is told in the time of three files. Where settings or schemas changed, all may matter.
    """
    if any(map(is_frame, changed)):
        return [_part(state, None) for state in states]
    near = {record_id(name) for name in changed}
    for state in states:
        for record in state:
            if record.file in changed:
                references = (value for field in record.kind.having("ref") for _, value in record.values(field.path))
                near.update(step for value in references for step in str(value).split("/"))
    return [_part(state, near) for state in states]


def _part(state: Registry, ids: Collection[str] | None) -> Registry:
    """The public records of a state with one of these ids; all for None."""
    kinds = state.project.kinds
    records = (one for one in state if not one.kind.private and (ids is None or one.id in ids))
    aside = (key for key in state.set_aside if not kinds[key[0]].private and (ids is None or key[1] in ids))
    return Registry(state.project, records, aside)


def _with_pieces(found: Told, old: Registry, now: Registry, changes: Changes) -> Told:
    before, after = published(old, CHANNEL), published(now, CHANNEL)
    public = {change.record.key: change for change in compare(before, after, old.set_aside | now.set_aside).records}
    entries = [_entry(before, after, change, public.get(change.record.key)) for change in changes.records]
    shown = [
        (change, seen)
        for change in changes.records
        if change.how != "removed" and (seen := preview(now, after, change.record))
    ]
    pieces = {"changes": entries, "settings": _settings(changes), "previews": [seen for _, seen in shown]}
    words = texts(now.project.resources)
    try:
        text = render(now.project.resources, _TEMPLATE, {"d": {**pieces, "language": FALLBACK}, "t": words})
    except SchemaFault as fault:
        return replace(found, withheld=str(fault))
    if leaks(text, now, CHANNEL, words.values()):
        return replace(found, withheld="Darin steht eine Angabe, die nicht für die Öffentlichkeit freigegeben ist.")
    parts = [re.sub(r"\n\n(?=  - )", "\n", part.strip("\n")) for part in text.split(_END)]
    settings = parts.pop(len(entries))
    return replace(
        found,
        changes=tuple(_pieces(changes.records, parts)),
        previews=tuple(_pieces((change for change, _ in shown), parts[len(entries) :])),
        settings=settings,
    )


def _pieces(changes: Iterable[RecordChange], texts: list[str]) -> Iterable[Piece]:
    return (Piece(change.how, change.record.title, text) for change, text in zip(changes, texts, strict=False))


def _entry(before: Published, after: Published, change: RecordChange, public: RecordChange | None) -> Data:
    """One record for the template: values of public fields, names of the others."""
    shown = public if public and public.old and public.new else None
    data = assemble(before, after, Changes((shown,)))["groups"][0]["entries"][0] if shown else {"changes": []}
    return {
        "title": _cut(change.record.title, 120),
        "kind": change.record.kind.title,
        "id": change.record.id,
        "old_id": change.old.id if change.has_new_id and change.old else "",
        "note": _note(change, public, after),
        "rows": [_short(row) for row in data["changes"]],
        "hidden": _hidden(change, shown) if change.old and change.new else [],
    }


def _note(change: RecordChange, public: RecordChange | None, after: Published) -> str:
    """What the change means for the directory, where its fields do not say so."""
    if change.new is None:
        return ""
    if after.get(change.new.kind.name, change.new.id) is None:
        return "ein Entwurf; erscheint " + ("nicht mehr" if public and public.old else "noch nicht")
    return "erscheint damit zum ersten Mal" if change.old and public and public.old is None else ""


def _hidden(change: RecordChange, shown: RecordChange | None) -> list[str]:
    open_ones = {field.field for field in shown.fields} if shown else set()
    known = change.record.kind.fields
    paths = (field.field for field in change.fields if field.field not in open_ones)
    return list(dict.fromkeys(known[path].label if path in known else _cut(path, 60) for path in paths))[:20]


def _settings(changes: Changes) -> list[str]:
    """Which settings changed, without their values: the public knows few of them."""
    return list(dict.fromkeys(_cut(change.field.partition(".")[0], 60) for change in changes.settings))


def _short(row: Data) -> Data:
    old, new = shortened(row["old_text"], row["new_text"], 100)
    more = len(row["plus"]) + len(row["minus"]) - 40
    return {
        **row,
        "where": [_cut(text, 120) for text in row["where"]],
        "item": _cut(row["item"], 120),
        "old_text": _cut(old, _LONG),
        "new_text": _cut(new, _LONG),
        "plus": [_cut(text, _LONG) for text in row["plus"][:20]] + ["…"] * (more > 0),
        "minus": [_cut(text, _LONG) for text in row["minus"][:20]],
    }


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
