"""Short names and what they stand for: those of the entries shown, and general ones of the texts."""

from __future__ import annotations

import json
import re

from ._context import Context, Data
from .sorting import din_key


def abbreviations(context: Context, entries: list[Data]) -> list[Data]:
    """All of them by the alphabet; one that two entries share stands there twice."""
    found = [
        {"short": one["short_title"], "long": one["title"], "anchor": one["anchor"]}
        for one in entries
        if one["short_title"] and one["short_title"] != one["title"]
    ]
    printed = json.dumps(entries, ensure_ascii=False)
    for line in context.text("abkuerzungen").splitlines():
        short, sign, long = line.partition("|")
        if sign and re.search(rf"(?<!\w){re.escape(short.strip())}(?!\w)", printed):
            found.append({"short": short.strip(), "long": long.strip(), "anchor": ""})
    return sorted(found, key=lambda one: (din_key(one["short"]), one["long"]))
