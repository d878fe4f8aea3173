"""Which column of a list becomes which field: a small YAML file that people can go on editing.

```yaml
art: initiatives
schluessel: Name            # the column an entry is known by when the list comes again
felder:
  name: Name
  gemeinde: {spalte: Ort, woerter: {Moelln: Mölln}}
  sprachen: {spalte: Sprachen, trenner: "/"}
  art: {wert: helferkreis}
  angebote.zeiten: Öffnungszeiten     # the first offer; angebote.1.titel is the second
  angebote: {spalte: services, felder: {titel: name}}   # a list of sections, as JSON has them
fest:
  status: entwurf
```
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..converting import Misunderstood
from ..documents import read, scalar_source
from ..drafting import find_field
from ..folding import nearest
from ..schemas.kinds import Field, Kind
from .tables import Table

_KEYS = ("art", "schluessel", "felder", "fest")
_PARTS = ("spalte", "wert", "trenner", "woerter", "felder")


class BadMapping(Exception):
    """The mapping cannot be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a field's value comes from: a column, or a fixed value (also where the cell is empty)."""

    column: str = ""
    value: str = ""
    separator: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Source] = field(default_factory=dict)
    """For a list of sections: what the names inside them become."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The fields of a kind with their sources, and the column that tells entries apart."""

    key: str
    fields: Mapping[str, Source]

    @property
    def columns(self) -> set[str]:
        """All columns that become a field."""
        return {source.column for source in self.fields.values() if source.column}


def read_mapping(name: str, raw: bytes, kind: Kind, table: Table, lenient: bool = False) -> ColumnMap:
    """Reads a mapping and holds it against the kind and the list; `lenient`: columns may be missing.

    Raises `BadMapping`.
    """
    document = read(raw)
    if document.accident or not isinstance(document.data, dict):
        accident = document.accident
        line = document.span(accident.start, accident.end).line if accident else 1
        raise BadMapping(f"{name}:{line}: {accident.message if accident else 'Darin steht keine Zuordnung.'}")
    data: dict[str, Any] = document.data
    if unknown := [part for part in data if part not in _KEYS]:
        raise BadMapping(f"{name}: »{unknown[0]}« kennt eine Zuordnung nicht. Möglich sind: {', '.join(_KEYS)}.")
    fields = {field_path(kind, part): _source(part, inner) for part, inner in _section(name, data, "felder").items()}
    fields |= {field_path(kind, part): Source(value=str(v)) for part, v in _section(name, data, "fest").items()}
    title = fields[kind.title_field].column if kind.title_field in fields else ""
    mapping = ColumnMap(str(data.get("schluessel") or table.key or title), fields)
    for column in [mapping.key, *(source.column for source in fields.values())]:
        if column and column not in table.columns and not lenient:
            raise BadMapping(f"Die Spalte »{column}« gibt es in der Liste nicht.{_instead(column, table.columns)}")
    return mapping


def as_text(kind: Kind, mapping: ColumnMap, table: Table) -> str:
    """The mapping as a file people can go on editing."""
    lines = [
        "# Welche Spalte der Liste in welches Feld kommt. Alle Felder erklärt: fh explain " + kind.name,
        f"art: {kind.name}",
        "# Woran ein Eintrag wiederzuerkennen ist, wenn die Liste noch einmal kommt.",
        f"schluessel: {scalar_source(mapping.key)}",
        "felder:",
    ]
    lines += [f"  {path}: {scalar_source(source.column)}" for path, source in mapping.fields.items() if source.column]
    lines += [f"  # ?: {scalar_source(column)}" for column in table.columns if column not in mapping.columns]
    lines += ["# Was für alle gilt.", "fest:"]
    lines += [
        f"  {path}: {scalar_source(source.value)}" for path, source in mapping.fields.items() if not source.column
    ]
    return "\n".join(lines) + "\n"


def field_path(kind: Kind, name: str) -> str:
    """The path of the field people mean, with the numbers of list items they gave. Raises `BadMapping`."""
    steps = name.split(".")
    try:
        found = find_field(kind, ".".join(step for step in steps if not step.isdigit()))
    except Misunderstood as error:
        raise BadMapping(str(error)) from None
    return name if found is None or any(map(str.isdigit, steps)) else found.path


def field_at(kind: Kind, path: str) -> Field | None:
    """The field of a path that may contain numbers of list items; None for own fields."""
    return kind.fields.get(".".join(step for step in path.split(".") if not step.isdigit()))


def _section(name: str, data: Mapping[str, Any], part: str) -> dict[str, Any]:
    section = data.get(part) or {}
    if not isinstance(section, dict):
        raise BadMapping(f"{name}: Unter »{part}« stehen Zeilen der Form »feld: Spalte«.")
    return section


def _source(name: str, part: Any) -> Source:
    if isinstance(part, str):
        return Source(part)
    if not isinstance(part, dict) or (unknown := [key for key in part if key not in _PARTS]):
        what = f"»{unknown[0]}«" if isinstance(part, dict) else "eine Liste"
        raise BadMapping(f"Bei »{name}« ist {what} nicht möglich, nur: {', '.join(_PARTS)}.")
    words, parts = part.get("woerter") or {}, part.get("felder") or {}
    if not isinstance(words, dict) or not isinstance(parts, dict):
        raise BadMapping(f"Bei »{name}« stehen unter »woerter« und »felder« Zeilen der Form »dies: das«.")
    return Source(
        str(part.get("spalte") or ""),
        str(part.get("wert") or ""),
        str(part.get("trenner") or ""),
        {str(key): str(value) for key, value in words.items()},
        {str(key): _source(str(key), value) for key, value in parts.items()},
    )


def _instead(column: str, columns: Sequence[str]) -> str:
    guesses = nearest(column, {name: [] for name in columns}, 1)
    meant = f" Meinten Sie »{guesses[0]}«?" if guesses else ""
    return f"{meant} Vorhanden: {', '.join(columns)}."
