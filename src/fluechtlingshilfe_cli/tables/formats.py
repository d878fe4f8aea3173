"""The formats of record tables, in one table: `@record_format("csv", "…")` adds one to `fh list` and `fh show`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..queries.fields import Asked
from ..schemas.kinds import Field
from .cells import is_day, leaves
from .records import Table

Write = Callable[[Table, int], str]
"""A table and the width of the screen in, the whole text out, without the last line break."""


@dataclass(frozen=True, slots=True)
class RecordFormat:
    """One way to write records."""

    name: str
    title: str
    write: Write


RECORD_FORMATS: dict[str, RecordFormat] = {}

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def record_format(name: str, title: str) -> Callable[[Write], Write]:
    """Adds a format under a name; `title` says in German what it is for."""

    def add(write: Write) -> Write:
        RECORD_FORMATS[name] = RecordFormat(name, title, write)
        return write

    return add


@record_format("table", "Spalten für den Bildschirm")
def as_table(table: Table, width: int) -> str:
    """Columns that fit the screen; nothing at all where there are no records."""
    from .layout import in_columns

    if not table.records:
        return ""
    whole = [index for index, column in enumerate(table.columns) if column.field and _never_cut(column.field)]
    right = [index for index in whole if (field := table.columns[index].field) and field.type in ("integer", "number")]
    return "\n".join(in_columns(table.headings(), table.rows(), width, whole, right))


@record_format("json", "alle Angaben für andere Programme")
def as_json(table: Table, _width: int) -> str:
    """One list of objects; values keep their types."""
    import json

    return json.dumps([table.typed(record) for record in table.records], ensure_ascii=False, indent=2)


@record_format("jsonl", "ein Eintrag je Zeile, für andere Programme")
def as_jsonl(table: Table, _width: int) -> str:
    """One object a line."""
    import json

    return "\n".join(json.dumps(table.typed(record), ensure_ascii=False) for record in table.records)


@record_format("csv", "Tabelle für Excel und LibreOffice")
def as_csv(table: Table, _width: int) -> str:
    """Comma-separated, everything text, nothing that a spreadsheet would run as a formula."""
    import csv
    import io

    columns = list(table.columns) if table.chosen else [Asked(("id",)), *table.columns]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for record in table.records:
        writer.writerow([safe_cell(table.value(column, record)) for column in columns])
    return text.getvalue().removesuffix("\n")


@record_format("yaml", "wie in den Dateien des Registers")
def as_yaml(table: Table, _width: int) -> str:
    """A list of records in the registry's own notation."""
    return "\n".join(line for record in table.records for line in yaml_item(table.typed(record), "")) or "[]"


@record_format("ids", "nur die Kennungen, eine je Zeile")
def as_ids(table: Table, _width: int) -> str:
    """For other commands: `fh show $(fh list … --format ids)`."""
    return "\n".join(record.id for record in table.records)


def _never_cut(field: Field) -> bool:
    return is_day(field) or field.type in ("integer", "number", "boolean")


def safe_cell(value: Any) -> str:
    """A value as text that no spreadsheet runs as a formula; several values with semicolons."""
    text = "; ".join("true" if leaf is True else "false" if leaf is False else str(leaf) for leaf in leaves(value))
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, int | float) else text


def yaml_item(value: Any, indent: str) -> list[str]:
    """The lines of one item of a list."""
    if isinstance(value, dict) and value:
        lines = _yaml_section(value, f"{indent}  ")
        return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{indent}- {_yaml_scalar(value)}"]


def yaml_section(value: dict[str, Any]) -> str:
    """One record in the registry's notation."""
    return "\n".join(_yaml_section(value, ""))


def _yaml_section(value: dict[str, Any], indent: str) -> list[str]:
    lines: list[str] = []
    for name, inner in value.items():
        if isinstance(inner, dict) and inner:
            lines += [f"{indent}{name}:", *_yaml_section(inner, f"{indent}  ")]
        elif isinstance(inner, list) and any(isinstance(item, dict | list) for item in inner):
            lines += [f"{indent}{name}:", *(line for item in inner for line in yaml_item(item, f"{indent}  "))]
        elif isinstance(inner, list):
            lines.append(f"{indent}{name}: [{', '.join(_yaml_scalar(item, in_list=True) for item in inner)}]")
        else:
            lines.append(f"{indent}{name}: {_yaml_scalar(inner)}")
    return lines


def _yaml_scalar(value: Any, in_list: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        from ..documents import scalar_source

        return scalar_source(value, in_list)
    return "~" if value is None or value == {} else str(value)
