"""A new record made ready for its file: values set by path, id, place, text, and what the whole registry says of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from .checks import check
from .converting import Interpreter, Misunderstood
from .documents import read
from .editor_schemas import file_name
from .emitting import emit, typed
from .findings import Finding, Severity
from .folding import nearest
from .naming import file_of, propose
from .project import Project, is_id
from .registry import Registry
from .schemas.kinds import Field, Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A record before it is written: its file as people name it, its path, its text, and what was found in it."""

    id: str
    file: str
    path: Path
    text: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> list[Finding]:
        """What stands in the way of writing it."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]


class Taken:
    """The ids of a kind that exist, sound or not."""

    def __init__(self, registry: Registry, kind: Kind) -> None:
        self._registry, self._kind = registry, kind

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._registry.knows(self._kind.name, id)


def draft(registry: Registry, kind: Kind, data: Mapping[str, Any], id: str = "") -> Draft:
    """The record as it would be written, checked with all others. Raises `Misunderstood` for an impossible id."""
    project = registry.project
    taken = Taken(registry, kind)
    if id and not is_id(id):
        raise Misunderstood(
            f"»{id}« kann keine Kennung sein. Möglich sind kleine Buchstaben a–z, Ziffern und einzelne Bindestriche."
        )
    if id in taken:
        raise Misunderstood(f"Die Kennung »{id}« gibt es schon. Frei ist zum Beispiel »{propose(kind, data, taken)}«.")
    id = id or propose(kind, data, taken)
    path = home(project, kind) / file_of(kind, id, data)
    file = project.name_of(path)
    text = emit(kind, data, modeline(project, kind, path))
    outcome = check(project, instead={file: text.encode("utf-8")})
    return Draft(id, file, path, text, tuple(finding for finding in outcome.findings if finding.path == file))


def home(project: Project, kind: Kind) -> Path:
    """The folder a kind's folder stands in. Raises `Misunderstood` for private kinds without the private folder."""
    if base := project.base(kind):
        return base
    named = project.settings.get("privat")
    hint = f"Den Ordner »{named}« gibt es nicht (fh.yaml: privat)." if named else "In fh.yaml fehlt »privat«."
    raise Misunderstood(f"{kind.plural} liegen im privaten Ordner. {hint} Mehr sagt: fh doctor")


def modeline(project: Project, kind: Kind, path: Path) -> str:
    """The first line of a record's file: where editors find the description of its fields."""
    schema = os.path.relpath(project.root / file_name(kind.name), path.parent).replace(os.sep, "/")
    return f"# yaml-language-server: $schema={schema}"


def with_tool_dates(kind: Kind, data: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The record with the days only the tool sets."""
    result = dict(data)
    for field in kind.having("werkzeug"):
        if field.schema.get("format") == "date" and "." not in field.path:
            result[field.path] = today.isoformat()
    return result


def with_state(kind: Kind, data: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The record with the most lenient state where it has none, and that state; nothing is published by accident."""
    field = str(kind.leniency.get("feld", ""))
    state = next((name for name in kind.leniency if name != "feld"), "")
    if not field or not state or data.get(field):
        return dict(data), ""
    return {field: state, **data}, state


def parsed(kind: Kind, raw: bytes) -> dict[str, Any]:
    """The values of a record given as YAML or JSON. Raises `Misunderstood` with the place of the slip."""
    if raw.lstrip().startswith(b"{"):
        try:
            found = json.loads(raw)
        except ValueError:
            found = None
        if isinstance(found, dict):
            return typed(kind, found)
    document = read(raw)
    if document.accident:
        line = document.span(document.accident.start, document.accident.end).line
        raise Misunderstood(f"Zeile {line}: {document.accident.message} {document.accident.hint}")
    if not isinstance(document.data, dict):
        raise Misunderstood("Das ist kein Eintrag. Erwartet werden Zeilen der Form »feld: Wert« oder JSON.")
    return typed(kind, document.data)


def set_value(interpreter: Interpreter, kind: Kind, data: dict[str, Any], assignment: str) -> None:
    """Takes one `feld=Wert` into the record; `angebote.0.titel=…` goes inside. An empty value removes the field.

    Raises `Misunderstood`.
    """
    name, equals, text = assignment.partition("=")
    if not equals:
        raise Misunderstood(f"»{assignment}« ist nicht lesbar. Erwartet wird feld=Wert, zum Beispiel gemeinde=Mölln.")
    steps = name.strip().split(".")
    field = find_field(kind, ".".join(step for step in steps if not step.isdigit()))
    if field is None:
        _put(data, (name.strip(),), text.strip())
        return
    numbers = [int(step) for step in steps if step.isdigit()]
    path: list[str | int] = []
    names = field.path.split(".")
    for depth, step in enumerate(names):
        path.append(step)
        above = kind.fields[".".join(names[: depth + 1])]
        if above.many and depth < len(names) - 1:
            path.append(numbers.pop(0) if numbers else 0)
    try:
        _put(data, tuple(path), interpreter.value(field.schema, text) if text.strip() else None)
    except Misunderstood as error:
        raise Misunderstood(f"{name.strip()}: {error}") from None


def find_field(kind: Kind, name: str) -> Field | None:
    """The field people mean; None for an own field `x_…`. Raises `Misunderstood`."""
    if name.startswith("x_") and "." not in name:
        return None
    found = kind.called(name)
    outermost = [field for field in found if field.path.count(".") == found[0].path.count(".")]
    if len(outermost) == 1:
        return outermost[0]
    if outermost:
        raise Misunderstood(f"»{name}« ist mehrdeutig: {', '.join(field.path for field in outermost)}.")
    guesses = nearest(name, {path: [field.label, *field.synonyms] for path, field in kind.fields.items()})
    hint = f" Meinten Sie »{guesses[0]}«?" if guesses else f" Alle Felder nennt: fh explain {kind.name}"
    raise Misunderstood(f"Das Feld »{name}« gibt es bei »{kind.plural}« nicht.{hint}")


def _put(data: dict[str, Any], path: tuple[str | int, ...], value: Any) -> None:
    holder: Any = data
    for step, following in pairwise(path):
        fresh: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            if step > len(holder):
                raise Misunderstood(f"Vor Nummer {step} fehlt Nummer {len(holder)}; gezählt wird ab 0.")
            if step == len(holder):
                holder.append(fresh)
            holder = holder[step]
        else:
            holder = holder.setdefault(step, fresh)
    last = path[-1]
    if value is None:
        holder.pop(last, None)
    else:
        holder[last] = value
