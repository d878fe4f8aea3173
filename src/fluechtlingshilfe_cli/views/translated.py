"""Translated texts in the place of German ones, where a record has them in the language of the view.

What stays German is told by what is missing: `foreign` names each text that is not. A machine's translation is marked,
a stale one left out, and the German words stay beside those that people need to ask for.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..publication import PublicRecord
from ..translating import Translation, translations
from ._context import Context, Data


def translate(context: Context, record: PublicRecord, data: Data, fields: Mapping[str, str]) -> Data:
    """Puts translations into `data` and tells which: for each key its language, direction, origin and German text.

    `fields`: which text of the record a key of `data` shows. Only what is public is replaced.
    """
    found: Data = {}
    known = _current(context, record)
    for key, field in fields.items():
        if data.get(key) and (one := known.get(field)):
            found[key] = {
                "language": one.language,
                "direction": context.direction,
                "machine": one.is_machine,
                "original": data[key],
            }
            data[key] = one.text
    return found


def stale(context: Context, records: list[PublicRecord]) -> list[str]:
    """Which translations are left out because the German text is newer, as `kind/id: field`."""
    return [
        f"{record.key}: {one.field}"
        for record in records
        for one in _all(context, record)
        if one.language == context.language and one.state == "stale"
    ]


def _current(context: Context, record: PublicRecord) -> dict[str, Translation]:
    return {
        one.field: one for one in _all(context, record) if one.language == context.language and one.state != "stale"
    }


def _all(context: Context, record: PublicRecord) -> list[Translation]:
    """By the whole record, which alone knows the digests; texts only where the gate released them."""
    raw = context.registry.get(record.kind.name, record.id)
    if raw is None or not record["uebersetzungen"] or context.language == "de":
        return []
    return list(translations(raw))
