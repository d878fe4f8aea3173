"""Which records: conditions that all hold. Conditions on parts of one list (an offer) must hold for the same part.

Different filters mean »and«, the same filter twice means »or«. A filter whose name stands on several levels holds if
it holds on any of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from ..records import Record
from ..schemas.kinds import Kind
from . import Misunderstood, Source, conditions, fields
from .fields import Asked

Steps = tuple[str, ...]

_WHERE = re.compile(r"\s*([^=!<>~\s]+)\s*(!=|<=|>=|=|<|>|~)\s*(.*?)\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to fulfil a condition: a path that is left to go, a test, and what a missing value stands for."""

    steps: Steps
    test: conditions.Test
    default: Sequence[Any] = ()

    @property
    def words(self) -> frozenset[str] | None:
        """The words one of which a record must say; None where it need not say any."""
        return self.test.words if isinstance(self.test, conditions.Among) and not self.default else None


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold, in any of several ways. `said`: how it was asked, for hints."""

    said: str
    options: tuple[Option, ...]

    @property
    def words(self) -> frozenset[str] | None:
        """The words one of which a record must say; None where it need not say any."""
        words = [option.words for option in self.options]
        return None if None in words else frozenset().union(*filter(None, words))


@dataclass(frozen=True, slots=True)
class Query:
    """Records of one kind for which all conditions hold."""

    kind: Kind
    conditions: tuple[Condition, ...] = ()

    def matches(self, record: Record) -> bool:
        """Whether all conditions hold for the record."""
        return _hold(record.data, [list(condition.options) for condition in self.conditions])

    def select(self, source: Source) -> list[Record]:
        """The records for which it holds, sorted by id."""
        needed = [words for condition in self.conditions if (words := condition.words) is not None]
        found = source.saying(self.kind.name, needed[0]) if needed else source.of(self.kind.name)
        return [
            record
            for record in found
            if all(any(map(record.may_say, words)) for words in needed[1:]) and self.matches(record)
        ]

    def relaxed(self, source: Source) -> list[tuple[str, int]]:
        """For each condition, how many records there were without it; for people who found nothing."""
        found = []
        for left_out in self.conditions:
            rest = tuple(condition for condition in self.conditions if condition is not left_out)
            found.append((left_out.said, len(Query(self.kind, rest).select(source))))
        return found


def query(source: Source, kind: Kind, filters: Iterable[tuple[str, str]] = (), where: Iterable[str] = ()) -> Query:
    """The query of field filters (`("gemeinde", "Mölln")`) and of comparisons (`"ehrenamtliche.anzahl>=10"`).

    Raises `Misunderstood` with the nearest names or words.
    """
    same: dict[tuple[str, ...], Condition] = {}
    for name, text in filters:
        asked = _asked(source, kind, name)
        condition = _condition(source, asked, "=", text, f"--{name} {text}")
        names = tuple(one.name for one in asked)
        if earlier := same.get(names):
            condition = Condition(f"{earlier.said} {condition.said}", earlier.options + condition.options)
        same[names] = condition
    compared = []
    for text in where:
        if not (parts := _WHERE.match(text)):
            raise Misunderstood(f"--where »{text}« ist kein Vergleich. So geht es: --where 'gruendungsjahr>=2015'")
        asked = _asked(source, kind, parts[1])
        compared.append(_condition(source, asked, parts[2], parts[3], f"--where '{text.strip()}'"))
    return Query(kind, (*same.values(), *compared))


def stated(source: Source, kind: Kind, texts: Iterable[str]) -> Query:
    """The query of comparisons as a file states them (`zielgruppen=Frauen`); »=« on the same field twice means »or«.

    Raises `Misunderstood`.
    """
    filters, where = [], []
    for text in texts:
        parts = _WHERE.match(text)
        if not parts or parts[2] != "=":
            where.append(text)
        else:
            filters.append((parts[1], parts[3]))
    return query(source, kind, filters, where)


def _asked(source: Source, kind: Kind, name: str) -> list[Asked]:
    found = fields.asked(kind, name, source.project.vocabularies)
    if found[0].name == "id":
        raise Misunderstood(f"Einen einzelnen Eintrag zeigt: fh show {kind.name}/KENNUNG")
    return found


def _condition(source: Source, asked: list[Asked], sign: str, text: str, said: str) -> Condition:
    if not text or sign == "!=":
        asked = asked[:1]  # what is missing or different is missing at its own place, not in any part
    options: list[Option] = []
    reasons: list[Misunderstood] = []
    for one in asked:
        try:
            check = conditions.test(source, one, sign, text)
        except Misunderstood as reason:
            reasons.append(reason)
            continue
        default = one.field.schema.get("default", ()) if one.field and text else ()
        options.append(
            Option(one.steps, check, default if isinstance(default, list) else (default,) if default else ())
        )
    if not options:
        raise min(reasons, key=lambda reason: "Meinten" not in str(reason))
    return Condition(said, tuple(options))


def _hold(node: Any, wanted: list[list[Option]]) -> bool:
    """Whether every condition holds in one of its ways, those in the same list for one and the same item."""
    lists: dict[Steps, list[Any]] = {}
    later: list[dict[Steps, list[Option]]] = []
    for options in wanted:
        branches: dict[Steps, list[Option]] = {}
        for option in options:
            gone, found = _descend(node, option)
            rest = option.steps[len(gone) :]
            if rest:
                lists[gone] = found
                branches.setdefault(gone, []).append(Option(rest, option.test, option.default))
            elif option.test(found):
                break
        else:
            if not branches:
                return False
            later.append(branches)
    for choice in product(*later):
        together: defaultdict[Steps, list[list[Option]]] = defaultdict(list)
        for gone, branches in zip(choice, later, strict=True):
            together[gone].append(branches[gone])
        if all(any(_hold(item, group) for item in lists[gone]) for gone, group in together.items()):
            return True
    return False


def _descend(node: Any, option: Option) -> tuple[Steps, list[Any]]:
    """The steps gone and what stands there: all values at the end, or the items of the list that is in the way."""
    steps = option.steps
    for index, step in enumerate(steps):
        if isinstance(node, list):
            if not step.lstrip("-").isdigit():
                return steps[:index], node
            node = node[int(step)] if -len(node) <= int(step) < len(node) else None
        elif isinstance(node, dict):
            last = index == len(steps) - 1
            node = node.get(step, list(option.default) if last and option.default else None)
        else:
            node = None
    return steps, node if isinstance(node, list) else [] if node is None else [node]
