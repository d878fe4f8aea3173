"""Private records made of what a list says of people, and brought up to a newer list as entries are.

What a list said the last time is noted in the private record alone: a checksum does not hide a telephone number. What
is told of a change names fields and files, never a value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..drafting import modeline, with_state, with_tool_dates
from ..editing import EditRefused, order_of, rewrite
from ..emitting import emit, typed
from ..naming import file_of
from ..records import ORIGIN, Record
from ..registry import Registry
from ..schemas.kinds import Kind
from .leaves import leaves, mark, written
from .merging import Clash, merge

_FROM, _KEY, _LAST = "aus", "schluessel", "zuletzt"


class PrivateRecords:
    """The records of one private kind that came from one list."""

    def __init__(self, registry: Registry, kind: Kind, home: Path, name: str) -> None:
        self.registry, self.project, self.kind, self.name = registry, registry.project, kind, name
        self._home = home
        self._made: dict[str, str] = {}
        self._known = {
            str(record[ORIGIN].get(_KEY)): record
            for record in registry.of(kind.name)
            if isinstance(record[ORIGIN], dict) and record[ORIGIN].get(_FROM) == name
        }
        self.made: dict[Path, bytes] = {}
        self.changed: dict[Path, bytes] = {}
        self.told: list[str] = []
        """Id and fields of each person whose record follows the list."""
        self.refused: list[tuple[str, str]] = []
        """Ids of records that could not be changed, and why."""

    def moved(self, before: str, key: str) -> None:
        """Says that a row the list knew by one key has another now; its people are the same."""
        for origin in [one for one in self._known if one == before or one.startswith(f"{before} · ")]:
            self._known[f"{key}{origin.removeprefix(before)}"] = self._known.pop(origin)

    def keep(
        self, origin: str, title: str, said: Mapping[str, Any], place: str, answers: Mapping[str, str]
    ) -> tuple[str, Sequence[Clash]]:
        """The id of the record for a person, made where there is none yet, and what is open about it.

        `said` is what the list says of her besides the name, `place` where; `answers` by id and place in the record.
        """
        said = typed(self.kind, said)
        if record := self._known.get(origin):
            return record.id, self._follow(record, said, origin, place, answers)
        if origin not in self._made:
            self._made[origin] = self._make(origin, title, said)
        return self._made[origin], ()

    def _make(self, origin: str, title: str, said: Mapping[str, Any]) -> str:
        number, taken = 1, set(self._made.values())
        while self.registry.knows(self.kind.name, id := f"{self.kind.name}-{number:02}") or id in taken:
            number += 1
        marks = {written(leaf): mark(value) for leaf, value in leaves(said, self.kind.schema).items()}
        data = {self.kind.title_field: title, **said, ORIGIN: self._origin(origin, marks)}
        data = with_tool_dates(self.kind, with_state(self.kind, typed(self.kind, data))[0], self.project.as_of)
        path = self._home / file_of(self.kind, id, data)
        self.made[path] = emit(self.kind, data, modeline(self.project, self.kind, path)).encode("utf-8")
        return id

    def _follow(
        self, record: Record, said: Mapping[str, Any], origin: str, place: str, answers: Mapping[str, str]
    ) -> Sequence[Clash]:
        before, schema = record[ORIGIN].get(_LAST), self.kind.schema
        own = {one.path for one in self.kind.having("werkzeug")} | {ORIGIN, self.kind.title_field}
        current = {name: value for name, value in record.data.items() if name not in own}
        mine = {name.removeprefix(f"{record.id}/"): answer for name, answer in answers.items()}
        result = merge(current, said, before if isinstance(before, dict) else {}, schema, mine)
        wanted = {**record[ORIGIN], **self._origin(origin, result.known)}
        if result.changed or record[ORIGIN] != wanted:
            kept = {name: value for name, value in record.data.items() if name in own}
            data = {**kept, **result.data, ORIGIN: wanted}
            if result.changed:
                data = with_tool_dates(self.kind, data, self.project.as_of)
                names = [name for name in {**current, **result.data} if current.get(name) != result.data.get(name)]
                labels = [self.kind.fields[name].label for name in names if name in self.kind.fields]
                self.told.append(f"{record.id}: {', '.join(labels or names)}")
            path = self.project.root / record.file
            try:
                self.changed[path] = rewrite(path.read_bytes(), data, order_of(self.kind))
            except (EditRefused, OSError) as error:
                self.refused.append((record.id, f"die Datei ließ sich nicht ändern: {error}"))
        here, there = f"was in {record.file} steht", f"was in der Liste steht ({place})"
        return [Clash((record.id, *clash.path), here, there) for clash in result.clashes]

    def _origin(self, origin: str, last: Mapping[str, str]) -> dict[str, Any]:
        return {_FROM: self.name, _KEY: origin, **({_LAST: dict(last)} if last else {})}
