"""A rule: a named check with a code, its severity, its scope, and a text for people that is also its test.

A record rule sees one record and no date, so its verdict may be kept with the file. A registry rule sees the declared
columns of all records and the Stichtag. A change rule sees one record before and after a change; it runs only where the
state before is known. No rule reads files, asks the clock or changes anything.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ..findings import Problem, Severity

if TYPE_CHECKING:
    from datetime import date

    from ..project import Project
    from ..records import Record
    from ..registry import Registry
    from ..schemas.kinds import Field, Kind

Scope = Literal["form", "record", "registry", "change"]
Needs = Callable[["Kind"], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Changed:
    """A record before and after a change. `content`: it says something else; `order`: lists were only put in order;
    `began`: the first day on which it can have been made; `today`: the Stichtag.
    """

    old: Record
    new: Record
    content: bool
    order: bool
    began: date
    today: date


@dataclass(frozen=True)
class Rule:
    """What is checked. `needs(kind)` names the fields a registry rule reads, as dotted paths."""

    code: str
    title: str
    severity: Severity
    scope: Scope
    text: str
    check: Callable[..., Iterator[Problem]] | None = None
    needs: Needs = field(default=lambda kind: ())
    neutral: bool = False
    """Its sentences carry no value, so findings in private files may show them."""

    def on_record(self, record: Record, project: Project) -> Iterator[Problem]:
        """The problems of one record."""
        assert self.check is not None and self.scope == "record"
        return self.check(record, project)

    def on_registry(self, registry: Registry) -> Iterator[Problem]:
        """The problems of the registry."""
        assert self.check is not None and self.scope == "registry"
        return self.check(registry)

    def on_change(self, change: Changed) -> Iterator[Problem]:
        """The problems of one record that differs from what it was."""
        assert self.check is not None and self.scope == "change"
        return self.check(change)


def rule(
    code: str,
    title: str,
    scope: Literal["record", "registry", "change"],
    severity: Severity = Severity.ERROR,
    needs: Needs | Mapping[str, Iterable[str]] | None = None,
    neutral: bool = False,
) -> Callable[[Callable[..., Iterator[Problem]]], Rule]:
    """Makes a rule of a function; its docstring is what `fh explain` prints and what the tests run."""

    def make(check: Callable[..., Iterator[Problem]]) -> Rule:
        return Rule(code, title, severity, scope, inspect.getdoc(check) or "", check, _as_function(needs), neutral)

    return make


def form(code: str, title: str, text: str, severity: Severity = Severity.ERROR) -> Rule:
    """The description of a finding that reader or schema make themselves."""
    kept = text.replace("\t", "\ue000")  # cleandoc turns tabs into blanks, and one finding is about tabs
    return Rule(code, title, severity, "form", inspect.cleandoc(kept).replace("\ue000", "\t"))


def fields(choose: Callable[[Field], Any]) -> Needs:
    """Needs all fields of a kind for which `choose` holds."""
    return lambda kind: [field.path for field in kind.fields.values() if choose(field)]


def _as_function(needs: Needs | Mapping[str, Iterable[str]] | None) -> Needs:
    if needs is None:
        return lambda kind: ()
    if not isinstance(needs, Mapping):
        return needs
    named = needs
    return lambda kind: (*named.get(kind.name, ()), *named.get("*", ()))
