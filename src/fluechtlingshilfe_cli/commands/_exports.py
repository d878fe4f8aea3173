"""Records as files for others: which columns a table has, and the forms it may take."""

from __future__ import annotations

from pathlib import Path

from ..publication import CHANNELS
from ..queries import Source
from ..queries.fields import Asked
from ..schemas.kinds import Field, Kind
from ..tables.formats import RECORD_FORMATS
from ..tables.records import Table
from . import options

FORMS = ("csv", "xlsx", "json", "jsonl", "yaml")
FLAT = ("csv", "xlsx")
INTERNAL = "intern"
TO_ALL = (*CHANNELS, INTERNAL)


def form_of(wanted: str, output: Path | None) -> str:
    """The form asked for, else that of the file's ending, else CSV."""
    return wanted or options.form_of(output, {f".{form}": form for form in FORMS}, FORMS[0])


def flat_columns(source: Source, kind: Kind) -> list[Asked]:
    """The id and every field that has one value or a plain list of them, where any record has one.

    What stands in sections of which there may be several does not fit a row; `left_out` names those.
    """
    fields = [field for field in kind.fields.values() if field.type != "object" and not _in_list(kind, field.path)]
    asked = [Asked(("id",)), *(Asked(tuple(field.path.split(".")), field) for field in fields)]
    records = source.of(kind.name)
    return [column for column in asked if any(column.values(record) for record in records)]


def left_out(source: Source, kind: Kind) -> list[str]:
    """The labels of the sections that a flat table cannot hold and some record has."""
    lists = [field for field in kind.fields.values() if field.type == "object" and field.many and "." not in field.path]
    return [field.label for field in lists if any(record[field.path] for record in source.of(kind.name))]


def text_of(form: str, table: Table) -> str:
    """The content as text; a workbook says it in words, since people read it."""
    if form == "xlsx":
        return "\n".join("\t".join(row) for row in table.rows())
    return RECORD_FORMATS[form].write(table, 0)


def written(form: str, table: Table, title: str) -> bytes:
    """The whole file. CSV begins with a mark by which Excel knows the encoding."""
    if form == "xlsx":
        return _workbook(table, title)
    return f"{text_of(form, table)}\n".encode("utf-8-sig" if form == "csv" else "utf-8")


def _workbook(table: Table, title: str) -> bytes:
    from ..views.reports import Report
    from ..views.reports._report import Column, Section
    from ..views.reports._report import Table as Sheet
    from ..views.reports.formats import FORMATS, Wishes

    headings = zip(table.columns, table.headings(), strict=True)
    columns = tuple(Column(column.name, heading, "code") for column, heading in headings)
    settings = table.source.project.settings
    report = Report(
        table.kind.name,
        title,
        "",
        table.source.as_of,
        str(settings.get("name") or ""),
        (
            Section(
                table.kind.plural,
                tables=(Sheet(table.kind.name, table.kind.plural, columns, list(map(tuple, table.rows()))),),
            ),
        ),
        example=bool(settings.get("beispieldaten")),
    )
    made = FORMATS["xlsx"].write(report, Wishes(table.source.project.resources))
    assert isinstance(made, bytes)
    return made


def _in_list(kind: Kind, path: str) -> bool:
    """Whether a path passes through a list of sections."""
    steps = path.split(".")
    above: list[Field | None] = [kind.fields.get(".".join(steps[:end])) for end in range(1, len(steps))]
    return any(field is not None and field.many for field in above)
