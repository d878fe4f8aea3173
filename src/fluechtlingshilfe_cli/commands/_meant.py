"""Which record people mean on the command line: an id, `kind/id`, a file, or a part of the title that only one has."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import typer

from .. import terminal
from ..folding import key, nearest
from ..project import Project, record_id
from ..queries import Source
from ..queries.fields import names_of
from ..reading import load_registry
from ..records import Record
from ..registry import Registry, kind_and_id
from ..schemas.kinds import Kind

_FEW = 8
"""Choices told in a sentence."""
_SHORTEST = 3
"""Letters from which a text may be a part of a name."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A record file, sound or not."""

    kind: Kind
    id: str
    path: Path
    file: str

    @property
    def key(self) -> str:
        """`kind/id`."""
        return f"{self.kind.name}/{self.id}"


def public(source: Source, kinds: Iterable[Kind]) -> Iterator[Record]:
    """The records of all kinds that hold nobody's private data."""
    return (record for kind in kinds if not kind.private for record in source.of(kind.name))


def titled(text: str, records: Iterable[Record]) -> list[Record]:
    """The records of that name, else those whose name has all its words in it."""
    wanted, words = key(text), [key(word) for word in text.split()]
    if len(wanted) < _SHORTEST:
        return []
    named = [(record, [key(name) for name in names_of(record)]) for record in records]
    exact = [record for record, names in named if wanted in names]
    return exact or [record for record, names in named if any(all(word in name for word in words) for name in names)]


class Finder:
    """Finds records by what people type. `ask`: unclear names are offered as a numbered choice."""

    def __init__(self, project: Project, ask: bool = False) -> None:
        self.project = project
        self._ask = ask
        self._registry: Registry | None = None

    @property
    def registry(self) -> Registry:
        """All sound records, read when first needed."""
        if self._registry is None:
            self._registry = load_registry(self.project)[0]
        return self._registry

    def meant(
        self,
        text: str,
        fits: Callable[[Record], bool] | None = None,
        first: Callable[[Registry], Mapping[str, str]] | None = None,
    ) -> Meant:
        """The record people mean; without a text one they choose. Raises `BadParameter` with what there is.

        `fits`: which ones come into question for choosing; `first`: which of them come first, and why.
        """
        if not text:
            return self._offered(fits, first)
        found = self.candidates(text)
        if len(found) == 1:
            return found[0]
        choices = found or self._similar(text)
        if choices and self._ask:
            return self._chosen(text, choices, bool(found))
        shown = ", ".join(self._named(one) for one in choices[:_FEW]) + (" …" if len(choices) > _FEW else "")
        shown = terminal.visible(shown)
        if found:
            raise typer.BadParameter(f"»{text}« ist nicht eindeutig. Gemeint sein kann: {shown}.")
        if kind := self.project.kinds.called(text):
            raise typer.BadParameter(
                f"»{text}« ist eine Art von Einträgen; gesucht ist ein einzelner.\n"
                f"Alle zeigt: fh list {kind.name}\nEinen neuen legt an: fh new {kind.name}"
            )
        hint = f"Meinten Sie {shown}?" if choices else f"Nach Wörtern sucht: fh search {text}"
        raise typer.BadParameter(f"Den Eintrag »{text}« gibt es nicht. {hint}")

    def _offered(
        self,
        fits: Callable[[Record], bool] | None,
        first: Callable[[Registry], Mapping[str, str]] | None,
    ) -> Meant:
        if not self._ask:
            raise typer.BadParameter("Es fehlt die Angabe KENNUNG. Welche es gibt, zeigt: fh list initiativen")
        from ._choosing import chosen

        records = [record for record in public(self.registry, self.project.kinds.values()) if not fits or fits(record)]
        if not records:
            raise typer.BadParameter("Es gibt noch keinen passenden Eintrag. Der erste beginnt mit: fh new initiative")
        return self._of(chosen(self.registry, "Welcher Eintrag?", records, first(self.registry) if first else None))

    def candidates(self, text: str) -> list[Meant]:
        """All records that answer to a text. Private ones need their kind or file."""
        path = Path(text)
        if path.is_file() and (path.suffix or "/" in text or os.sep in text):
            kind = self.project.kind_of(path)
            if kind is None:
                raise typer.BadParameter(f"Die Datei {text} liegt in keinem Ordner für Einträge.")
            return [self._file(kind, os.path.abspath(path))]
        wanted, id = kind_and_id(text, self.project.kinds.values())
        if "/" in text and wanted is None:
            prefix = text.partition("/")[0]
            raise typer.BadParameter(
                f"»{prefix}« ist keine Art von Einträgen. Bekannt sind: {', '.join(self.project.kinds)}."
            )
        kinds = [kind for kind in self.project.kinds.values() if kind.name == wanted or not (wanted or kind.private)]
        found = [
            self._file(kind, path)
            for kind in kinds
            for path in self.project.paths(kind)
            if os.path.basename(path) == f"{id}.yaml"
        ]
        return found or self._titled(id, kinds)

    def _titled(self, text: str, kinds: Iterable[Kind]) -> list[Meant]:
        """The public records of that name, else those whose name has all its words in it."""
        return [self._of(record) for record in titled(text, public(self.registry, kinds))]

    def _similar(self, text: str) -> list[Meant]:
        wanted, id = kind_and_id(text, self.project.kinds.values())
        records = [
            record
            for record in self.registry
            if (wanted == record.kind.name) or (wanted is None and not record.kind.private)
        ]
        names = {record.key: [record.id, *([] if record.kind.private else names_of(record))] for record in records}
        by_key = {record.key: record for record in records}
        return [self._of(by_key[name]) for name in nearest(id, names)]

    def _chosen(self, text: str, choices: list[Meant], unclear: bool) -> Meant:
        from ..asking import choose
        from ._choosing import beside

        reason = "ist nicht eindeutig" if unclear else "gibt es nicht; ähnlich heißen"
        terminal.say(terminal.visible(f"»{text}« {reason}:"))
        by_key = {one.key: one for one in choices}
        records = {one.key: None if one.kind.private else self.registry.get(one.kind.name, one.id) for one in choices}
        names = {name: [record.title if record else name, by_key[name].id] for name, record in records.items()}
        told = {name: beside(self.registry, record) if record else "" for name, record in records.items()}
        return by_key[choose("Welcher Eintrag?", names, beside=told)]

    def _named(self, one: Meant) -> str:
        record = None if one.kind.private else self.registry.get(one.kind.name, one.id)
        return f"{record.title} ({one.key})" if record else one.key

    def _of(self, record: Record) -> Meant:
        return Meant(record.kind, record.id, Path(self.project.root / record.file), record.file)

    def _file(self, kind: Kind, path: str) -> Meant:
        return Meant(kind, record_id(path), Path(path), self.project.name_of(path))
