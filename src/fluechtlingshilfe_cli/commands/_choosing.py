"""Records offered on the terminal: by name, with id and place beside, what is due first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..asking import choose, choose_many
from ..enquiring import due
from ..folding import fold
from ..queries import Source
from ..queries.fields import names_of
from ..records import Record
from ..registry import Registry

_PLACES = "gemeinden"


def chosen(
    source: Source, question: str, records: Iterable[Record], reasons: Mapping[str, str] | None = None
) -> Record:
    """The record a person chooses. `reasons`: why some of them come first, by their keys, in their order."""
    by_key, names, told = _offered(source, records, reasons or {})
    return by_key[choose(question, names, beside=told)]


def chosen_ones(
    source: Source, question: str, records: Iterable[Record], reasons: Mapping[str, str] | None = None
) -> list[Record]:
    """The records a person chooses, at least one."""
    by_key, names, told = _offered(source, records, reasons or {})
    return [by_key[one] for one in choose_many(question, names, lambda text: None, optional=False, beside=told)]


def waiting(registry: Registry) -> dict[str, str]:
    """The keys of the entries that are due, the most urgent first, each with a reason."""
    return {one.record.key: one.reasons[0] for one in due(registry) if one.reasons}


def _offered(
    source: Source, records: Iterable[Record], reasons: Mapping[str, str]
) -> tuple[dict[str, Record], dict[str, list[str]], dict[str, str]]:
    order = {name: place for place, name in enumerate(reasons)}
    ordered = sorted(records, key=lambda record: (order.get(record.key, len(order)), fold(record.title), record.key))
    by_key = {record.key: record for record in ordered}
    names = {record.key: [record.title, record.id, *names_of(record)] for record in ordered}
    return by_key, names, {record.key: beside(source, record, reasons.get(record.key, "")) for record in ordered}


def beside(source: Source, record: Record, reason: str = "") -> str:
    """What tells a record from others of its name: why it is offered, its place, its id."""
    places = (field for field in record.kind.fields.values() if field.vocabulary == _PLACES and "." not in field.path)
    codes = (record[field.path] for field in places if not field.many)
    place = next((source.vocabulary(_PLACES).label(str(code)) for code in codes if code), "")
    return " · ".join(filter(None, (reason, place, record.id)))
