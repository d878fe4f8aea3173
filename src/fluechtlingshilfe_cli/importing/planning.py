"""What an import would do, before anything is written: new entries, followed ones, open questions, vanished rows.

An entry follows its row by the key it came with, or by a web address that nobody else has. The list never touches
what a person changed since; both sides are compared with what the list said the last time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..drafting import Taken, home, modeline, with_tool_dates
from ..editing import EditRefused, order_of, rewrite
from ..emitting import emit, typed
from ..naming import file_of, free, propose, slug
from ..project import SETTINGS
from ..records import ORIGIN, Record
from ..registry import Registry
from ..schemas.kinds import Kind
from .entries import EntryReader, as_key
from .entry import Entry, Note
from .leaves import leaves, mark, written
from .mapping import ColumnMap
from .memory import NEW, SKIP, Decisions, State
from .merging import REGISTRY, Clash, merge
from .people import People
from .renamed_rows import renamed_rows
from .tables import Aside, Row, Table
from .twins import Twin, Twins, kept_apart

_KEY, _FROM, _GONE = "schluessel", "aus", "fehlt_seit"


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide: whether a row is an entry there is, or which of two values is right."""

    key: str
    row: Row
    title: str
    twins: Sequence[Twin] = ()
    id: str = ""
    """Of the entry whose values are in question; empty where it is open whether it is one there is."""
    clashes: Sequence[Clash] = ()


@dataclass(slots=True)
class Plan:
    """All that an import would write, and all it has to tell."""

    rows: int = 0
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[tuple[str, str, str]] = field(default_factory=list)
    """Place, title and reason of rows that became no entry."""
    untitled: list[tuple[str, str]] = field(default_factory=list)
    vanished: list[tuple[str, str]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[tuple[str, Note]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    files: dict[Path, bytes] = field(default_factory=dict)
    private: int = 0
    """How many people are new in the private folder."""
    renewed: list[str] = field(default_factory=list)
    """Id and fields of the people whose private record follows the list."""
    apart: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of entries that a person said are different."""
    state: State = field(default_factory=State)


class Planner:
    """Plans the import of one list into records of one kind."""

    def __init__(self, registry: Registry, kind: Kind, columns: ColumnMap, name: str, state: State) -> None:
        """`name`: under which the list is remembered. Raises `Misunderstood` without the private folder."""
        self.registry, self.project, self.kind, self.columns = registry, registry.project, kind, columns
        self.name = name
        self.before = state
        self._home = home(self.project, kind)
        self._reader = EntryReader(registry, kind, columns)
        self._twins = Twins(registry, kind)
        self._known = {
            str(origin[_KEY]): record
            for record in registry.of(kind.name)
            if isinstance(origin := record[ORIGIN], dict) and origin.get(_KEY) and origin.get(_FROM) == name
        }
        self._new_ids: set[str] = set()

    def plan(self, table: Table, decisions: Decisions) -> Plan:
        """Reads all rows and says what would happen. Nothing is written."""
        plan = Plan(len(table.rows), asides=list(table.asides), state=State(dict(self.before.rows)))
        self._new_ids = set()
        people = People(self.registry, self.kind, self.name)
        rows = list(self._entries(table, plan))
        moved = renamed_rows(self.kind, self._known, rows)
        for key, entry in rows:
            record = self._known.get(key) or moved.get(key)
            if key in moved:
                plan.renamed.append((entry.row.place, moved[key].id))
                before = str(moved[key][ORIGIN][_KEY])
                plan.state.rows[key] = plan.state.rows.pop(before, {})
                if people.records:
                    people.records.moved(before, key)
            self._take(plan, key, entry, record, people, decisions)
        self._vanish(plan, table, {key for key, _ in rows}, {record.id for record in moved.values()})
        self._keep_apart(plan)
        if done := people.records:
            plan.files |= done.made | done.changed
            plan.private, plan.renewed = len(done.made), done.told
            plan.skipped += [("privater Ordner", *refused) for refused in done.refused]
        return plan

    def _keep_apart(self, plan: Plan) -> None:
        path = self.project.root / SETTINGS
        try:
            if plan.apart:
                plan.files[path] = kept_apart(self.project, plan.apart, self.name)
        except (EditRefused, OSError) as error:
            plan.skipped.append((SETTINGS, "keine_dubletten", f"die Datei ließ sich nicht ändern: {error}"))
            plan.apart = []

    def _entries(self, table: Table, plan: Plan) -> list[tuple[str, Entry]]:
        seen: Counter[str] = Counter()
        rows = []
        for row in table.rows:
            if row.is_empty:
                plan.skipped.append((row.place, "", "leere Zeile"))
                continue
            texts = [cell for cell in row.cells.values() if cell and isinstance(cell, str)]
            key = as_key(row.cells.get(self.columns.key)) or as_key(next(iter(texts), row.place))
            seen[key] += 1
            rows.append((key if seen[key] == 1 else f"{key} ({seen[key]})", self._reader.read(row)))
        return rows

    def _take(
        self, plan: Plan, key: str, entry: Entry, record: Record | None, people: People, decisions: Decisions
    ) -> None:
        id = record.id if record else self._id(entry.data, key)
        adopted = False
        if record is None:
            answer = decisions.twins.get(key, "")
            if answer == SKIP:
                plan.skipped.append((entry.row.place, self._title(entry, key), "nach Ihrer Entscheidung ausgelassen"))
                return
            if answer not in ("", NEW):
                record = self.registry.find(answer.rpartition("/")[2], [self.kind.name])
                adopted = record is not None
                if record is None:
                    reason = f"die Entscheidung »{answer}« nennt keinen Eintrag, den es gibt"
                    plan.skipped.append((entry.row.place, self._title(entry, key), reason))
                    return
            if key in self.before.rows and record is None:
                gone = str(self.before.rows[key].get("eintrag", ""))
                faulty = self.registry.knows(self.kind.name, gone)
                reason = f"»{gone}« " + ("hat gerade Fehler (fh validate)" if faulty else "wurde im Register gelöscht")
                plan.skipped.append((entry.row.place, self._title(entry, key), reason))
                return
            twins = self._twins.of(entry.data, id) if record is None else []
            if twins and answer != NEW:
                plan.questions.append(Question(key, entry.row, self._title(entry, key), twins))
                return
            plan.apart += [(f"{self.kind.name}/{id}", twin.record.key) for twin in twins]
        if record is None:
            self._new_ids.add(id)
        owner = f"{self.kind.name}/{record.id if record else id}"
        if clashes := people.place(entry, key, owner, decisions.clashes.get(key, {})):
            plan.questions.append(
                Question(key, entry.row, self._title(entry, key), (), record.id if record else id, clashes)
            )
        plan.notes += [(key, note) for note in entry.notes]
        if not entry.data.get(self.kind.title_field):
            plan.untitled.append((entry.row.place, key))
        if record is None:
            self._create(plan, key, entry, id)
        else:
            self._follow(plan, key, entry, record, decisions, adopted)

    def _create(self, plan: Plan, key: str, entry: Entry, id: str) -> None:
        data = with_tool_dates(self.kind, {**entry.data, ORIGIN: {_FROM: self.name, _KEY: key}}, self.project.as_of)
        path = self._home / file_of(self.kind, id, data)
        plan.files[path] = emit(self.kind, data, modeline(self.project, self.kind, path)).encode("utf-8")
        plan.new.append(self.project.name_of(path))
        self._remember(
            plan, key, id, {written(leaf): mark(v) for leaf, v in leaves(entry.data, self.kind.schema).items()}
        )

    def _follow(self, plan: Plan, key: str, entry: Entry, record: Record, decisions: Decisions, adopted: bool) -> None:
        own = {one.path for one in self.kind.having("werkzeug")} | {ORIGIN}
        current = {name: value for name, value in record.data.items() if name not in own}
        listed = {name: value for name, value in typed(self.kind, entry.data).items() if name not in own}
        known = self.before.rows.get(key, {}) or plan.state.rows.get(key, {})
        answers: Mapping[str, str] = decisions.clashes.get(key, {})
        if adopted:  # What stands in the registry stays; the list only fills what is empty.
            answers = dict.fromkeys(map(written, leaves(listed, self.kind.schema)), REGISTRY) | dict(answers)
        result = merge(current, listed, known.get("felder", {}), self.kind.schema, answers)
        if result.clashes:
            plan.questions.append(Question(key, entry.row, record.title, (), record.id, result.clashes))
        origin = dict(record[ORIGIN] or {}) if isinstance(record[ORIGIN], dict) else {}
        wanted = {**{n: v for n, v in origin.items() if n not in (_GONE, "pruefsumme")}, _FROM: self.name, _KEY: key}
        self._remember(plan, key, record.id, result.known)
        if not result.changed and origin == wanted:
            plan.unchanged += 1
            return
        data = {**record.data, **result.data, ORIGIN: wanted}
        data = {name: value for name, value in data.items() if name in result.data or name in own}
        if result.changed:
            data = with_tool_dates(self.kind, data, self.project.as_of)
            told = len(entry.notes)
            self._reader.settle(data, entry)
            plan.notes += [(key, note) for note in entry.notes[told:]]
        self._rewrite(plan, record, data, entry)

    def _rewrite(self, plan: Plan, record: Record, data: dict[str, Any], entry: Entry | None) -> None:
        path = self.project.root / record.file
        try:
            plan.files[path] = rewrite(path.read_bytes(), data, order_of(self.kind))
        except (EditRefused, OSError) as error:
            place = entry.row.place if entry else record.file
            plan.skipped.append((place, record.title, f"die Datei ließ sich nicht ändern: {error}"))
            return
        plan.updated.append(record.file)

    def _vanish(self, plan: Plan, table: Table, named: set[str], followed: set[str]) -> None:
        """Marks entries whose row is gone; those of a past year of a calendar are only over."""
        for key, record in sorted(self._known.items()):
            if (
                key in named
                or record.id in followed
                or (table.begins and key[-4:] < table.begins and key[-4:].isdigit())
            ):
                continue
            if not record[ORIGIN].get(_GONE):
                plan.vanished.append((key, record.file))
                origin = {**record[ORIGIN], _GONE: self.project.as_of.isoformat()}
                self._rewrite(plan, record, {**record.data, ORIGIN: origin}, None)
                plan.updated.remove(record.file)

    def _remember(self, plan: Plan, key: str, id: str, fields: Mapping[str, str]) -> None:
        plan.state.rows[key] = {"eintrag": id, "felder": dict(fields)}

    def _title(self, entry: Entry, key: str) -> str:
        return str(entry.data.get(self.kind.title_field) or key)

    def _id(self, data: Mapping[str, Any], key: str) -> str:
        taken = Taken(self.registry, self.kind)
        titled = bool(data.get(self.kind.title_field))
        id = propose(self.kind, data, taken) if titled else free(slug(key) or self.kind.name, taken)
        first, number = id, 1
        while id in taken or id in self._new_ids:
            number += 1
            id = f"{first}-{number}"
        return id
