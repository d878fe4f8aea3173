"""What changed between two states of a registry, in records and fields, apart from how it was written.

`compare` is pure: it reads two registries (or what one channel shows of them) and nothing else. Private records are
never compared. What the tool notes for itself (days of change, where a record was imported from) is no content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..queries import Source
from ..queries.fields import STATES
from ..records import ORIGIN, Record
from ..registry import Registry
from ..schemas.kinds import Kind
from .changes import Changes, FieldChange, How, RecordChange
from .renaming import renamed
from .values import differences

__all__ = [
    "Changes",
    "FieldChange",
    "How",
    "RecordChange",
    "compare",
    "compare_records",
    "compare_settings",
    "no_content",
    "renamed",
]

_ENDED = "beendet"


def compare(old: Source, new: Source, set_aside: Iterable[tuple[str, str]] = ()) -> Changes:
    """All changes: removals first, then what ended, was renamed, is new, or changed; by kind and id within.

    `set_aside`: kind and id of records that could not be read in one of the states, where the sources do not know.
    """
    aside = {*set_aside, *_set_aside(old), *_set_aside(new)}
    unclear = {f"{kind}/{id}" for kind, id in aside if not new.project.kinds[kind].private}
    records: list[RecordChange] = []
    for kind in _kinds(old, new):
        before = {record.id: record for record in old.of(kind.name)}
        after = {record.id: record for record in new.of(kind.name)}
        gone = [before[id] for id in before if id not in after and f"{kind.name}/{id}" not in unclear]
        come = [after[id] for id in after if id not in before and f"{kind.name}/{id}" not in unclear]
        moved = renamed(kind, gone, come) if gone and come else {}
        came_from = {id: record for record in gone for id in (moved.get(record.id),) if id}
        records += [RecordChange("removed", record, None) for record in gone if record.id not in moved]
        for record in after.values():
            earlier = before.get(record.id) or came_from.get(record.id)
            if earlier is None and f"{kind.name}/{record.id}" not in unclear:
                records.append(RecordChange("added", None, record))
            elif earlier is not None and (change := compare_records(earlier, record)):
                records.append(change)
    records.sort(key=lambda change: change.rank)
    return Changes(tuple(records), compare_settings(old, new), tuple(sorted(unclear)))


def compare_records(old: Record, new: Record) -> RecordChange | None:
    """What changed in one record, which may have got another id; None where the content is the same."""
    fields = tuple(_fields(old, new)) if old.data != new.data else ()
    if any(
        field.how is not How.CLEARED and field.new == _ENDED for field in fields if _is_state(new.kind, field.field)
    ):
        return RecordChange("ended", old, new, fields)
    if old.id != new.id:
        return RecordChange("renamed", old, new, fields)
    return RecordChange("changed", old, new, fields) if fields else None


def no_content(kind: Kind) -> frozenset[str]:
    """The fields at the top that say nothing of the record itself: what the tool notes, and who checked it when.

    Another value there is no change in the sense of the day of the last change: checked is not changed.
    """
    return frozenset({field.path for word in ("werkzeug", "bestaetigung") for field in kind.having(word)} | {ORIGIN})


def compare_settings(old: Source, new: Source) -> tuple[FieldChange, ...]:
    """What changed in `fh.yaml`; nothing where only a channel's view is compared."""
    if not isinstance(old, Registry) or not isinstance(new, Registry):
        return ()
    schema = new.project.kinds.compiled("project")
    return tuple(differences(old.project.settings, new.project.settings, schema))


def _fields(old: Record, new: Record) -> Iterator[FieldChange]:
    by_tool = {field.path for field in new.kind.having("werkzeug")} | {ORIGIN}
    for change in differences(old.data, new.data, new.kind.schema):
        if change.field not in by_tool and change.field.partition(".")[0] not in by_tool:
            yield change


def _is_state(kind: Kind, path: str) -> bool:
    field = kind.fields.get(path)
    return field is not None and "." not in path and field.vocabulary == STATES


def _kinds(old: Source, new: Source) -> list[Kind]:
    """The public kinds of both states, those of now first."""
    kinds: dict[str, Kind] = {**old.project.kinds, **new.project.kinds}
    order = [*new.project.kinds, *(name for name in old.project.kinds if name not in new.project.kinds)]
    return [kinds[name] for name in order if not kinds[name].private]


def _set_aside(source: Source) -> frozenset[tuple[str, str]]:
    return source.set_aside if isinstance(source, Registry) else frozenset()
