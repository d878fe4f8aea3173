"""Rows of a newer list that bear another key than before, known again by a web address that nobody else has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ..records import Record
from ..schemas.kinds import Kind
from .entry import Entry
from .twins import bare


def renamed_rows(kind: Kind, known: Mapping[str, Record], rows: Sequence[tuple[str, Entry]]) -> dict[str, Record]:
    """The records behind keys that are new; `known` are those that came with the list, by their keys of last time.

    An address that several groups of one carrier share says nothing about who is who.
    """
    named = {key for key, _ in rows}
    lost = [record for key, record in known.items() if key not in named]
    before, after = Counter[str](), Counter[str]()
    for record in known.values():
        before.update(_addresses(kind, record.data))
    for _, entry in rows:
        after.update(_addresses(kind, entry.data))
    owner = {address: record for record in lost for address in _addresses(kind, record.data)}
    found: dict[str, Record] = {}
    for key, entry in rows if lost else ():
        own = [one for one in _addresses(kind, entry.data) if before[one] == after[one] == 1 and one in owner]
        if key not in known and own:
            found[key] = owner[min(own)]
    claims = Counter(record.id for record in found.values())
    return {key: record for key, record in found.items() if claims[record.id] == 1}


def _addresses(kind: Kind, data: Mapping[str, Any]) -> set[str]:
    """The web addresses a record names, however they are written."""
    sites = [one.path for one in kind.having("format") if one.keyword("format") == "url"]
    record = Record(kind, "", "", dict(data))
    return {bare("url", str(value)) for path in sites for _, value in record.values(path)}
