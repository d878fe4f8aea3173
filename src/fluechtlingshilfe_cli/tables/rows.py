"""Rows that are no records, such as work to do, in the formats of record tables; the screen each command lays out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from .formats import safe_cell, yaml_item

ROW_FORMATS = ("table", "json", "jsonl", "csv", "yaml", "ids")
"""The same names as those of `fh list`; `table` is for the screen."""

Row = Mapping[str, Any]


def written(rows: Sequence[Row], form: str, columns: Sequence[str]) -> str:
    """The rows in one of `ROW_FORMATS` other than `table`, without the last line break; `id` names a row."""
    if form == "json":
        return json.dumps(list(rows), ensure_ascii=False, indent=2)
    if form == "jsonl":
        return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    if form == "yaml":
        return "\n".join(line for row in rows for line in yaml_item(dict(row), "")) or "[]"
    if form == "ids":
        return "\n".join(dict.fromkeys(str(row["id"]) for row in rows))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if row[name] is None else safe_cell(row[name]) for name in columns])
    return text.getvalue().removesuffix("\n")
