"""People a list names, as records of the private folder: without consent, so nothing of them is shown to anybody.

Their ids tell no name, because entries of the public registry refer to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import prose
from ..folding import key as folded
from ..registry import Registry
from ..schemas.kinds import Field, Kind, Kinds
from .entry import Entry, Note
from .merging import Clash
from .private_records import PrivateRecords
from .tables import own_field

_SAID = ("anrede", "funktion")
"""What a text says of a person besides the name; fields of these names take it."""


class People:
    """Finds the people an entry names and has their private records kept."""

    def __init__(self, registry: Registry, kind: Kind, name: str) -> None:
        self.field, self.kind = people_of(registry.project.kinds, kind)
        home = registry.project.base(self.kind) if self.kind else None
        self.records = PrivateRecords(registry, self.kind, home, name) if self.kind and home else None

    def place(self, entry: Entry, key: str, owner: str, answers: Mapping[str, str]) -> list[Clash]:
        """Moves the people of an entry to the private folder; `owner` is the entry's key there, `initiative/id`.

        Returns what a person and the list have both changed, without the values; `answers` by place in the record.
        """
        people = _each_once(entry.persons)
        if not people and not entry.private:
            return []
        if self.kind is None or self.records is None:
            self._without_folder(entry)
            return []
        contacts = self._contacts(entry, people)
        elsewhere = {own_field("Eintrag"): owner} if self.field is None else {}
        ids: list[str] = []
        clashes: list[Clash] = []
        for person in people or [prose.Named("")]:
            texts = {
                column: text for column, text in entry.private.items() if _owner(entry, column, people) == person.name
            }
            said: dict[str, Any] = {name: getattr(person, name, "") for name in _SAID if name in self.kind.fields}
            said |= {**contacts.get(person.name, {}), **elsewhere}
            said |= {own_field(column): text for column, text in texts.items()}
            origin = f"{key} · {person.name}" if person.name else key
            id, open_ = self.records.keep(origin, person.name, said, entry.row.place, answers)
            ids.append(id)
            clashes += open_
        for column in entry.private:
            place = entry.row.places.get(column, entry.row.place)
            entry.notes.append(Note(place, column, "", "nennt Menschen", "im privaten Ordner"))
        if self.field and people:
            there = list(entry.data.get(self.field.path, []))
            entry.data[self.field.path] = list(dict.fromkeys([*there, *ids]))
        return clashes

    def _without_folder(self, entry: Entry) -> None:
        columns = list(entry.private) or ["Namen"]
        for column in columns:
            place = entry.row.places.get(column, entry.row.place)
            reason = "nennt Menschen, und der private Ordner fehlt (fh.yaml: privat)"
            entry.notes.append(Note(place, column, "", reason, "nicht übernommen"))

    def _contacts(self, entry: Entry, people: list[prose.Named]) -> dict[str, dict[str, str]]:
        """Ways to reach a person: what stands in her texts, and a mailbox of the entry that bears her name."""
        found: dict[str, dict[str, str]] = {person.name: {} for person in people}
        assert self.kind is not None
        for person in people:
            mails = [(path, mail) for path, mail in _mails(entry) if _bears(mail, person.name)]
            for path, mail in mails[:1]:
                if slot := self._slot("email"):
                    found[person.name][slot] = mail
                    _drop(entry.data, path)
                    column = _column(entry, mail)
                    place = entry.row.places.get(column, entry.row.place)
                    entry.notes.append(Note(place, column, "", "ist das Postfach eines Menschen", "im privaten Ordner"))
        for column, text in entry.private.items():
            for form, value in (
                ("telefon", [p.number for p in prose.phones(text).value]),
                ("email", prose.emails(text).value),
            ):
                if value and people and (slot := self._slot(form)):
                    found[_owner(entry, column, people)].setdefault(slot, value[0])
        return found

    def _slot(self, form: str) -> str:
        assert self.kind is not None
        return next(
            (one.path for one in self.kind.having("format") if one.keyword("format") == form and "." not in one.path),
            "",
        )


def people_of(kinds: Kinds, kind: Kind) -> tuple[Field | None, Kind | None]:
    """The list of a kind that refers to private records, and the kind of those; else the kind about consent alone."""
    for found in kind.fields.values():
        for name in found.refers_to:
            if name in kinds and kinds[name].private and "." not in found.path and found.many:
                return found, kinds[name]
    return None, next((one for one in kinds.values() if one.private and one.consent), None)


def _owner(entry: Entry, column: str, people: Sequence[prose.Named]) -> str:
    """The name of the person a column tells of: the only one named in it, else the first of the entry."""
    cell = entry.row.cells.get(column)
    named = {one.name for one in prose.persons(cell).value} if isinstance(cell, str) else set()
    return (
        named.pop() if len(named) == 1 and named <= {one.name for one in people} else people[0].name if people else ""
    )


def _each_once(people: list[prose.Named]) -> list[prose.Named]:
    found: dict[str, prose.Named] = {}
    for person in people:
        known = found.get(folded(person.name))
        if known is None or (person.funktion and not known.funktion):
            found[folded(person.name)] = person
    return list(found.values())


def _mails(entry: Entry) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def walk(value: Any, path: str) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, f"{path}.{name}" if path else name)
        elif isinstance(value, str) and "@" in value and " " not in value and not path.startswith("x_"):
            found.append((path, value))

    walk(entry.data, "")
    return found


def _bears(mail: str, name: str) -> bool:
    """Whether a mailbox bears the last name of a person."""
    last = folded(name.split()[-1]) if name.split() else ""
    return len(last) > 2 and last in folded(mail.partition("@")[0])


def _drop(data: dict[str, Any], path: str) -> None:
    name, _, rest = path.partition(".")
    if rest:
        _drop(data[name], rest)
        if not data[name]:
            del data[name]
    else:
        data.pop(name, None)


def _column(entry: Entry, mail: str) -> str:
    """The column a mailbox stood in: of those that name it, the one with the fewest words around it."""
    cells = [(len(cell), column) for column, cell in entry.row.cells.items() if isinstance(cell, str) and mail in cell]
    return min(cells)[1] if cells else ""
