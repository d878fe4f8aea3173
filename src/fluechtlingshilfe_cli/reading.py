"""The registry for questions and views: every record by its schema, no rule asked, nothing read twice."""

from __future__ import annotations

from .findings import Finding
from .judging import Judge, judged, opened_cache, tasks_of
from .project import Project
from .records import Record
from .registry import Registry


def load_registry(project: Project) -> tuple[Registry, list[Finding]]:
    """All sound records with all their values, and what is wrong with the others; warnings may be left out."""
    records: list[Record] = []
    findings: list[Finding] = []
    aside: list[tuple[str, str]] = []
    judge, tasks = Judge(project, (), whole=True), tasks_of(project)
    cache = opened_cache(judge, tasks)
    for task, data, found in judged(judge, tasks, {}, cache=cache):
        findings += found
        if data is None:
            aside.append((task.kind, task.id))
        else:
            records.append(Record(project.kinds[task.kind], task.id, task.file, data))
    if cache:
        cache.save()
    return Registry(project, records, aside), findings
