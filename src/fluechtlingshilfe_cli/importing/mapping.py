"""Which column of a table becomes which field: read from a small YAML file, or guessed from titles and synonyms.

```yaml
art: initiatives
schluessel: Name            # the column an entry is known by when the table comes again
felder:
  name: Name
  gemeinde: {spalte: Ort, woerter: {Moelln: Mölln}}
  sprachen: {spalte: Sprachen, trenner: "/"}
  art: {wert: helferkreis}
fest:
  status: entwurf
```
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .converting import Misunderstood
from .documents import read, scalar_source
from .drafting import find_field
from .schemas.kinds import Field, Kind
from .sheets import Sheet

_KEYS = ("art", "schluessel", "felder", "fest")
_PARTS = ("spalte", "wert", "trenner", "woerter")


class BadMapping(Exception):
    """The mapping cannot be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a field's value comes from: a column, or a fixed value (also where the cell is empty)."""

    column: str = ""
    value: str = ""
    separator: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The fields of a kind with their sources, and the column that tells entries apart."""

    key: str
    fields: dict[str, Source]


def read_mapping(path: Path, kind: Kind, sheet: Sheet) -> ColumnMap:
    """Reads the file and holds it against the kind and the table. Raises `BadMapping` and OSError."""
    document = read(path.read_bytes())
    if document.accident or not isinstance(document.data, dict):
        accident = document.accident
        line = document.span(accident.start, accident.end).line if accident else 1
        raise BadMapping(f"{path}:{line}: {accident.message if accident else 'Darin steht keine Zuordnung.'}")
    data: dict[str, Any] = document.data
    if unknown := [name for name in data if name not in _KEYS]:
        raise BadMapping(f"{path}: »{unknown[0]}« kennt eine Zuordnung nicht. Möglich sind: {', '.join(_KEYS)}.")
    fields = {_field(kind, name): _source(name, part) for name, part in _section(path, data, "felder").items()}
    fields |= {_field(kind, name): Source(value=str(value)) for name, value in _section(path, data, "fest").items()}
    mapping = ColumnMap(str(data.get("schluessel") or _title_column(kind, fields)), fields)
    for column in [mapping.key, *(source.column for source in fields.values())]:
        if column and column not in sheet.columns:
            raise BadMapping(
                f"Die Spalte »{column}« gibt es in der Tabelle nicht. Vorhanden: {', '.join(sheet.columns)}."
            )
    return mapping


def guess(kind: Kind, sheet: Sheet) -> ColumnMap:
    """A first mapping by the names, labels and synonyms of fields; what is not certain stays open."""
    fields: dict[str, Source] = {}
    for column in sheet.columns:
        found = [part for part in kind.called(column) if _fits(kind, part) and part.path not in fields]
        if found:
            fields[found[0].path] = Source(column)
    state = str(kind.leniency.get("feld", ""))
    draft = next((name for name in kind.leniency if name != "feld"), "")
    if state and draft and state not in fields:
        fields[state] = Source(value=draft)
    return ColumnMap(_title_column(kind, fields) or sheet.columns[0], fields)


def as_text(kind: Kind, mapping: ColumnMap, sheet: Sheet) -> str:
    """The mapping as a file people can go on editing."""
    taken = {source.column for source in mapping.fields.values()}
    lines = [
        "# Welche Spalte der Tabelle in welches Feld kommt. Alle Felder erklärt: fh explain " + kind.name,
        f"art: {kind.name}",
        "# Woran ein Eintrag wiederzuerkennen ist, wenn die Tabelle noch einmal kommt.",
        f"schluessel: {scalar_source(mapping.key)}",
        "felder:",
    ]
    lines += [f"  {path}: {scalar_source(source.column)}" for path, source in mapping.fields.items() if source.column]
    lines += [f"  # ?: {scalar_source(column)}" for column in sheet.columns if column not in taken]
    lines += ["# Was für alle gilt.", "fest:"]
    lines += [
        f"  {path}: {scalar_source(source.value)}" for path, source in mapping.fields.items() if not source.column
    ]
    return "\n".join(lines) + "\n"


def _section(path: Path, data: Mapping[str, Any], name: str) -> dict[str, Any]:
    section = data.get(name) or {}
    if not isinstance(section, dict):
        raise BadMapping(f"{path}: Unter »{name}« stehen Zeilen der Form »feld: Spalte«.")
    return section


def _field(kind: Kind, name: str) -> str:
    try:
        found = find_field(kind, name)
    except Misunderstood as error:
        raise BadMapping(str(error)) from None
    return found.path if found else name


def _source(name: str, part: Any) -> Source:
    if isinstance(part, str):
        return Source(part)
    if not isinstance(part, dict) or (unknown := [key for key in part if key not in _PARTS]):
        what = f"»{unknown[0]}«" if isinstance(part, dict) else "eine Liste"
        raise BadMapping(f"Bei »{name}« ist {what} nicht möglich, nur: {', '.join(_PARTS)}.")
    words = part.get("woerter") or {}
    return Source(str(part.get("spalte", "")), str(part.get("wert", "")), str(part.get("trenner", "")), dict(words))


def _title_column(kind: Kind, fields: Mapping[str, Source]) -> str:
    return fields[kind.title_field].column if kind.title_field in fields else ""


def _fits(kind: Kind, part: Field) -> bool:
    """Whether one cell can fill the field: no section, nothing inside a list of sections, nothing the tool sets."""
    above = [".".join(part.path.split(".")[:depth]) for depth in range(1, part.path.count(".") + 1)]
    return part.type != "object" and not part.keyword("werkzeug") and not any(kind.fields[path].many for path in above)
