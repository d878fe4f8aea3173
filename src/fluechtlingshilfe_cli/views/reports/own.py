"""A project's own reports: `templates/reports/NAME.yaml` says which records and columns; a template beside it may lay
them out. Without one every format works all the same, because it is a report like ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ...days import german
from ...documents import read
from ...project import Project
from ...queries import Misunderstood
from ...queries.fields import Asked
from ...queries.filtering import query
from ...registry import Registry
from ...schemas.compiling import SchemaFault
from ...tables.cells import Cells, is_day
from ...tables.records import Table as RecordTable
from ...tables.records import columns, sorted_by
from ._figures import keys
from ._report import Column, Figure, NotPossible, Options, Paragraph, Report, Reporting, Section, Table, Value
from ._scope import Scope
from ._whole import whole

_FOLDER = "templates/reports"
_KNOWN = {"titel", "beschreibung", "einleitung", "intern", "abschnitte"}
_PART = {"titel", "text", "art", "filter", "wo", "spalten", "ordnung", "leer"}


def own_reports(project: Project) -> dict[str, Reporting]:
    """The project's reports by name. Raises `SchemaFault` for a description that cannot be used."""
    found = {}
    for file in project.resources.names(_FOLDER, ".yaml"):
        path = project.resources.find(_FOLDER, file)
        name = file.removesuffix(".yaml")
        if path:
            found[name] = _reporting(name, f"{_FOLDER}/{file}", path.read_bytes())
    return found


def _reporting(name: str, file: str, raw: bytes) -> Reporting:
    document = read(raw)
    if document.accident or not isinstance(document.data, dict):
        reason = document.accident.message if document.accident else "Es enthält keine Felder."
        raise SchemaFault(f"Der Bericht {file} ist nicht lesbar: {reason}")
    described: Mapping[str, Any] = document.data
    _only_known(file, described, _KNOWN)
    parts = described.get("abschnitte") or []
    if not isinstance(parts, list) or not parts:
        raise SchemaFault(f"Im Bericht {file} fehlt »abschnitte«: je Tabelle ein Absatz mit »art«.")
    for part in parts:
        if not isinstance(part, dict) or not part.get("art"):
            raise SchemaFault(f"Im Bericht {file} braucht jeder Abschnitt »art«, zum Beispiel: art: initiativen")
        _only_known(file, part, _PART)

    def make(registry: Registry, options: Options) -> Report:
        return _made(registry, options, reporting, described, file)

    internal = str(described.get("intern", "true")).lower() != "false"
    sentence = str(described.get("beschreibung") or "Eigener Bericht dieses Registers.")
    reporting = Reporting(name, str(described.get("titel") or name), sentence, make, internal)
    return reporting


def _only_known(file: str, section: Mapping[str, Any], known: set[str]) -> None:
    for name in section:
        if name not in known:
            raise SchemaFault(f"Im Bericht {file} ist »{name}« unbekannt. Möglich sind: {', '.join(sorted(known))}.")


def _made(
    registry: Registry, options: Options, reporting: Reporting, described: Mapping[str, Any], file: str
) -> Report:
    if options.half or options.year or options.part:
        raise NotPossible("Eigene Berichte wählen ihre Einträge selbst; bitte ohne --jahr, --halbjahr, --teilkreis.")
    scope = Scope(registry, options)
    lead = [Paragraph(str(described["einleitung"]))] if described.get("einleitung") else []
    sections = []
    for number, part in enumerate(described["abschnitte"], 1):
        try:
            sections.append(_section(registry, options, part, f"abschnitt_{number}"))
        except Misunderstood as reason:
            raise NotPossible(f"{file}, Abschnitt {number}: {reason}") from None
    return whole(scope, reporting, sections, lead, period=f"Stichtag {german(scope.as_of)}", main="abschnitt_1")


def _section(registry: Registry, options: Options, part: Mapping[str, Any], name: str) -> Section:
    kind = registry.project.kinds.called(str(part["art"]))
    if kind is None or kind.private:
        raise Misunderstood(f"Die Art »{part['art']}« gibt es nicht.")
    source: Any = registry
    if options.public:
        from ...publication import published

        source = published(registry, options.channel)
    filters = [(str(field), str(value)) for field, value in (part.get("filter") or {}).items()]
    wanted = query(source, kind, filters, [str(one) for one in part.get("wo") or ()])
    records = sorted_by(source, kind, wanted.select(source), part.get("ordnung"))
    chosen = columns(source, kind, part.get("spalten"))
    shown = RecordTable(source, kind, records, chosen, chosen=True)
    heads = tuple(
        Column(column.name.replace(".", "_"), title, _type(column))
        for column, title in zip(chosen, shown.headings(), strict=True)
    )
    cells = Cells(source, kind)
    rows = [tuple(_value(shown, cells, column, record) for column in chosen) for record in records]
    title = str(part.get("titel") or kind.plural)
    empty = str(part.get("leer") or f"Keine {kind.plural}, auf die das zutrifft.")
    table = Table(name, "", heads, rows, empty=empty, ids=keys(records))
    count = Figure(
        f"{name}_anzahl",
        kind.plural,
        len(records),
        f"Stichtag {german(registry.as_of)}",
        methods=(("gezaehlt", len(records)),) if records else (),
        asked=len(records),
        ids=keys(records),
    )
    text = (Paragraph(str(part["text"])),) if part.get("text") else ()
    return Section(title, text, (count,), (table,))


def _type(column: Asked) -> Any:
    field = column.field
    if field is None:
        return "code"
    if column.attribute or field.many:
        return "text"
    if field.type in ("integer", "number"):
        return "number"
    if is_day(field) and field.keyword("format") != "datumzeit":
        return "date"
    return "code" if field.keyword("format") in ("plz", "telefon") else "text"


def _value(shown: RecordTable, cells: Cells, column: Asked, record: Any) -> Value:
    """Numbers and days with their type where there is one of them, everything else in words."""
    value = shown.value(column, record)
    kind = _type(column)
    if kind == "number" and isinstance(value, int | float):
        return value
    if kind == "date" and isinstance(value, str) and len(value) == 10:
        return date.fromisoformat(value)
    if kind in ("number", "date") and value is None:
        return None
    return cells.column(column, record)
