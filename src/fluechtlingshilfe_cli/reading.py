"""The registry for questions and views: every record by its schema, no rule asked, nothing read twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .caching import Cache
from .project import Project
from .records import Record
from .registry import Registry

if TYPE_CHECKING:
    from .findings import Finding


def load_registry(project: Project) -> tuple[Registry, list[Finding]]:
    """All sound records with all their values, and what is wrong with the others; warnings may be left out."""
    cache = Cache(project, "whole", whole=True)
    return _remembered(project, cache) if cache.is_current() else _read(project, cache)


def _remembered(project: Project, cache: Cache) -> tuple[Registry, list[Finding]]:
    """As it was kept; read again is only what never is: private files, and those that had findings."""
    private = [kind for kind in project.kinds.values() if kind.private] if project.private else []
    unclean = cache.unclean()
    records: list[Record] = []
    findings: list[Finding] = []
    aside: list[tuple[str, str]] = []
    if private or unclean:
        from .judging import Judge, Task, judged, tasks_of

        tasks = tasks_of(project, kinds=private)
        tasks += [Task(kind, id, file, str(project.root / file)) for kind, id, file in unclean]
        for task, data, found in judged(Judge(project, (), whole=True), tasks, {}):
            findings += found
            if data is None:
                aside.append((task.kind, task.id))
            elif project.kinds[task.kind].private:
                records.append(Record(project.kinds[task.kind], task.id, task.file, data))
    return Registry(project, records, aside, shelves=cache.shelves(), generation=cache.generation), findings


def _read(project: Project, cache: Cache) -> tuple[Registry, list[Finding]]:
    from .judging import Judge, judged, tasks_of

    records: list[Record] = []
    findings: list[Finding] = []
    aside: list[tuple[str, str]] = []
    judge, tasks = Judge(project, (), whole=True), tasks_of(project)
    for task, data, found in judged(judge, tasks, {}, cache=cache):
        findings += found
        if data is None:
            aside.append((task.kind, task.id))
        else:
            records.append(Record(project.kinds[task.kind], task.id, task.file, data))
    cache.save()
    return Registry(project, records, aside, generation=cache.generation), findings
