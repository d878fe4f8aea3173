"""What changed between two states, as plain data for every format: who, what happened, each field from old to new.

Values are told in words: labels for codes, titles for ids, days as people write them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from ...comparing import Changes, FieldChange, RecordChange
from ...comparing.changes import Kind as Happened
from ...project import SETTINGS
from ...queries import Source
from ...registry_files import is_memory
from ...schemas.kinds import Kind
from .phrases import phrases
from .rows import Rows

Data = dict[str, Any]

TITLES: dict[Happened, str] = {
    "removed": "Entfernt",
    "ended": "Beendet",
    "renamed": "Umbenannt",
    "added": "Neu",
    "changed": "Geändert",
}


def assemble(old: Source, new: Source, changes: Changes, touched: Iterable[str] = ()) -> Data:
    """The data of the view. `touched`: names of files whose bytes differ; others than those told are named too."""
    told = {record.file for change in changes.records for record in (change.old, change.new) if record}
    rest = [name for name in sorted(touched) if name not in told and not is_memory(name)]
    formed = [record for record in new if record.file in set(rest)]
    unclear = set(changes.unclear)
    records = {record.file for record in formed} | {record.file for record in old}
    return {
        "schema_version": 1,
        "groups": [
            {"how": how, "title": title, "entries": [entry(old, new, change) for change in changes.of(how)]}
            for how, title in TITLES.items()
            if changes.of(how)
        ],
        "settings": _settings(old, new, changes.settings),
        "form_only": [{"key": record.key, "title": record.title} for record in formed],
        "unclear": sorted(unclear),
        "other_files": [
            name
            for name in rest
            if name not in records and not _is_unclear(name, unclear) and (name != SETTINGS or not changes.settings)
        ],
        "counts": {how: len(changes.of(how)) for how in TITLES} | {"form_only": len(formed)},
    }


def entry(old: Source, new: Source, change: RecordChange) -> Data:
    """One record: its names, what happened in a few words, and every change of a field."""
    record = change.record
    return {
        "how": change.how,
        "key": record.key,
        "old_key": change.old.key if change.old else None,
        "kind": record.kind.title,
        "id": record.id,
        "title": record.title,
        "file": record.file,
        "said": phrases(change, new.project.vocabularies),
        "changes": Rows(old, new, record.kind).of_record(change),
    }


def _settings(old: Source, new: Source, changes: tuple[FieldChange, ...]) -> list[Data]:
    if not changes:
        return []
    kind = Kind("project", new.project.kinds.compiled("project"))
    before, after = (cast(Mapping[str, Any], source.project.settings) for source in (old, new))
    return Rows(old, new, kind).of(changes, before, after)


def _is_unclear(name: str, unclear: set[str]) -> bool:
    id = name.rpartition("/")[2].rpartition(".")[0]
    return any(key.rpartition("/")[2] == id for key in unclear)
