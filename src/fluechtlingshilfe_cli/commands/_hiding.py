"""What has to change so that a wrong detail is published nowhere any more, as far as the schema offers a way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..addressing import spot
from ..converting import Misunderstood
from ..editing import Change, Remove, Set, value_at
from ..findings import Path
from ..project import Project
from ._assigning import values_of
from ._meant import Meant

_CONTACT, _ADDRESS = "kontakt", "anschrift"
_WAYS = ("telefon", "mobil", "email", "web")
_THROUGH_OFFICE = {"ueber": "koordinationsstelle"}


def hidden(project: Project, one: Meant, names: Iterable[str]) -> list[Change]:
    """The changes that hide these fields. Raises `Misunderstood`."""
    data = values_of(one)
    gone: set[Path] = set()
    for name in names:
        path = spot(one.kind, data, name, project.vocabularies).path
        if value_at(data, path) is None:
            raise Misunderstood(f"»{name}« steht nicht im Eintrag; da ist nichts zu verbergen.")
        gone.add(path)
    changes: list[Change] = []
    for section in dict.fromkeys(_section(path) for path in sorted(gone, key=str)):
        changes += _without(data, section, gone)
    return changes


def _section(path: Path) -> Path:
    """The contact or address a path lies in. Raises `Misunderstood`."""
    for end in (len(path), len(path) - 1):
        if end and path[end - 1] in (_CONTACT, _ADDRESS):
            return path[:end]
    raise Misunderstood(
        "Verbergen lassen sich kontakt, ein Weg daraus wie telefon oder email, und die anschrift. "
        "Anderes ändert: fh set"
    )


def _without(data: dict[str, Any], section: Path, gone: set[Path]) -> Iterator[Change]:
    if section[-1] == _ADDRESS:
        yield Set((*section, "oeffentlich"), False)
        return
    contact = value_at(data, section)
    left = [way for way in _WAYS if way in contact and (*section, way) not in gone]
    if section not in gone and left:
        yield from (Remove(path) for path in sorted(gone, key=str) if path[:-1] == section)
    elif len(section) > 1:
        yield Remove(section)  # an offer without its own contact has that of its entry
    else:
        yield from (Remove((*section, name)) for name in contact)
        yield from (Set((*section, name), value) for name, value in _THROUGH_OFFICE.items())
