"""Which records and offers belong to a directory or a section: those its query in fh.yaml asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..publication import PublicRecord, Published
from ..queries import Misunderstood
from ..queries.filtering import Query, stated

_PARTS = "angebote"


def chosen(public: Published, records: Iterable[PublicRecord], conditions: Sequence[str]) -> list[PublicRecord]:
    """The records for which all conditions hold; of a record chosen for some of its offers, only those.

    A kind that does not know the field of a condition has no such records. Only what is public is asked.
    """
    if not conditions:
        return list(records)
    queries: dict[str, Query | None] = {}
    found: list[PublicRecord] = []
    for record in records:
        name = record.kind.name
        if name not in queries:
            queries[name] = _query(public, record, conditions)
        query = queries[name]
        if query and (fitting := _fitting(query, record)):
            found.append(fitting)
    return found


def _query(public: Published, record: PublicRecord, conditions: Sequence[str]) -> Query | None:
    try:
        return stated(public, record.kind, conditions)
    except Misunderstood:
        return None


def _fitting(query: Query, record: PublicRecord) -> PublicRecord | None:
    offers = record[_PARTS] or []
    if not offers or query.matches(_with(record, [])):
        return record if query.matches(record) else None
    fitting = [offer for offer in offers if query.matches(_with(record, [offer]))]
    return _with(record, fitting) if fitting else None


def _with(record: PublicRecord, offers: list[object]) -> PublicRecord:
    return PublicRecord(record.kind, record.id, record.file, {**record.data, _PARTS: offers}, record.persons)
