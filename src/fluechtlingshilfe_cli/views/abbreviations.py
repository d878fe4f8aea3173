"""Short names and what they stand for: those of the entries shown, and general ones of the texts."""

from __future__ import annotations

import json
import re

from ._context import Context, Data
from .sorting import din_key
from .texts import FALLBACK


def abbreviations(context: Context, entries: list[Data]) -> list[Data]:
    """All of them by the alphabet; one that two entries share stands there twice.

    `long` is German; `meaning` is what general ones mean in another language, in its texts behind the dash.
    """
    found = [
        {"short": one["short_title"], "long": one["title"], "meaning": "", "anchor": one["anchor"]}
        for one in entries
        if one["short_title"] and one["short_title"] != one["title"]
    ]
    printed = json.dumps(entries, ensure_ascii=False)
    for line in context.text("abkuerzungen").splitlines():
        short, sign, long = line.partition("|")
        if sign and re.search(rf"(?<!\w){re.escape(short.strip())}(?!\w)", printed):
            german, _, meaning = long.partition("–") if context.language != FALLBACK else (long, "", "")
            found.append({"short": short.strip(), "long": german.strip(), "meaning": meaning.strip(), "anchor": ""})
    return sorted(found, key=lambda one: (din_key(one["short"]), one["long"]))
