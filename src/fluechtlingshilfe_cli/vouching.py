"""What a confirmation vouches for: fingerprints of the values that were there when somebody said they are right.

The schema says which fields belong to which group. `fh confirm` writes the day and one fingerprint per group into the
record, so a later change is seen without git and after an edit in any editor. Writing the same value another way,
another order, or naming a number a second time changes no fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from .folding import subscriber
from .naming import slug
from .records import Record
from .schemas.kinds import Field, Kind

_LENGTH = 8


@cache
def review_field(kind: Kind, role: str) -> Field | None:
    """The field at the top that holds a part of a confirmation: `am`, `durch`, `wie` or `stand`."""
    found = (field for field in kind.having("bestaetigung") if field.keyword("bestaetigung") == role)
    return next((field for field in found if "." not in field.path), None)


def reviewed_fields(kind: Kind) -> list[str]:
    """Dotted paths of everything that `overtaken` reads of a record."""
    own = [field.path for role in ("am", "stand") if (field := review_field(kind, role))]
    return own + [field.path for field in kind.having("geprueft")] if len(own) == 2 else []


def seal(kind: Kind, data: Mapping[str, Any], day: date) -> str:
    """What is noted with a confirmation of a day; empty where the kind knows no such groups."""
    if not kind.having("geprueft"):
        return ""
    prints = _prints(Record(kind, "", "", dict(data)))
    return " ".join([day.isoformat(), *(f"{slug(group)}:{found}" for group, found in prints.items() if found)])


def overtaken(record: Record) -> tuple[str, ...]:
    """The groups that differ from what was confirmed on the day of the last check, in the order of the schema.

    Nothing where that is not known: a check that was typed by hand, or noted before there were fingerprints.
    """
    day, stand = (review_field(record.kind, role) for role in ("am", "stand"))
    noted = str(record[stand.path] or "").split() if stand else []
    if not day or not noted or noted[0] != record[day.path]:
        return ()
    then = dict(part.split(":", 1) for part in noted[1:] if ":" in part)
    return tuple(group for group, found in _prints(record).items() if then.get(slug(group), "") != found)


def _prints(record: Record) -> dict[str, str]:
    """A fingerprint of the values of each group; empty for one without values."""
    groups: dict[str, set[str]] = {}
    for field in record.kind.having("geprueft"):
        values = groups.setdefault(str(field.keyword("geprueft")), set())
        values.update(f"{field.name}={text}" for text in _plain(record, field) if text)
    return {
        group: sha256("\n".join(sorted(values)).encode()).hexdigest()[:_LENGTH] if values else ""
        for group, values in groups.items()
    }


def _plain(record: Record, field: Field) -> Iterator[str]:
    """The values without what is only a way of writing: blanks, capitals, how numbers and web addresses are told."""
    form = field.keyword("format")
    for _, value in record.values(field.path):
        text = "".join(str(value).casefold().split())
        if form == "telefon":
            text = subscriber(text)
        elif form == "url":
            text = text.partition("://")[2].removeprefix("www.").rstrip("/") or text
        yield text
