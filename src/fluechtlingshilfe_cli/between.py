"""Two states of a registry side by side: the two that a range names, `A..B`, or one and the files as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .days import german
from .earlier import load_beside
from .history import HistoryError, Repository, Revision, end_of_day, find_repository
from .past import as_of
from .project import find_project
from .reading import load_registry
from .registry import Registry
from .registry_files import of_registry

NOW = "jetzt"


@dataclass(frozen=True, slots=True)
class Side:
    """One state. `revision` is None for the files as they are; `label` names it: a day, or »jetzt«."""

    registry: Registry
    revision: Revision | None
    label: str


@dataclass(frozen=True, slots=True)
class Between:
    """Both states, and the registry's files whose bytes differ."""

    old: Side
    new: Side
    touched: frozenset[str]


def between(folder: Path, text: str = "", today: date | None = None) -> Between:
    """The states that `A..B`, `A` (until now) or nothing (since the last saved one) names. Raises `HistoryError`."""
    begin, dots, end = text.partition("..")
    repository = find_repository(folder.resolve())
    old = repository.revision(begin) if begin else repository.head()
    if old is None:
        raise HistoryError("In diesem Register ist noch nichts gespeichert. Der erste Stand entsteht mit: fh save")
    if dots and end:
        return _stored(repository, old, repository.revision(end), today)
    return until_now(folder, old, today)


def until_now(folder: Path, old: Revision, today: date | None = None) -> Between:
    """A state and the files as they are."""
    project = find_project(folder, today)
    repository = find_repository(project.root)
    past = as_of(repository, old)
    touched = frozenset(of_registry(project, repository.changed(old)))
    now, _ = load_registry(project)
    return Between(_side(load_beside(past, now, touched), old), Side(now, None, NOW), touched)


def beside(registry: Registry, state: str) -> Side:
    """A stored state beside a registry that is loaded already, as it is or as it was. Raises `HistoryError`."""
    repository = find_repository(registry.project.root)
    return _beside(repository, registry, repository.revision(state))


def beside_day(registry: Registry, day: date) -> Side:
    """The same by the end of a day, the oldest state there is where the day lies before it. Raises `HistoryError`."""
    repository = find_repository(registry.project.root)
    oldest = repository.oldest()
    is_too_early = oldest is not None and oldest.saved > end_of_day(day)
    return _beside(repository, registry, oldest if oldest and is_too_early else repository.revision(day.isoformat()))


def _beside(repository: Repository, registry: Registry, old: Revision) -> Side:
    now, past = registry.project, as_of(repository, old)
    assert past.past is not None
    differing = repository.changed(old) if now.past is None else _differing(past.past.ids, now.past.ids)
    return _side(load_beside(past, registry, frozenset(of_registry(now, differing))), old)


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    return (name for name in {*one, *other} if one.get(name) != other.get(name))


def _stored(repository: Repository, old: Revision, new: Revision, today: date | None) -> Between:
    before, after = as_of(repository, old), as_of(repository, new, today)
    assert before.past is not None and after.past is not None
    touched = frozenset(of_registry(after, _differing(before.past.ids, after.past.ids)))
    now, _ = load_registry(after)
    return Between(_side(load_beside(before, now, touched), old), _side(now, new), touched)


def _side(registry: Registry, revision: Revision) -> Side:
    return Side(registry, revision, german(revision.day))
