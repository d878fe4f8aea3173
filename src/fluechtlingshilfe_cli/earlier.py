"""The registry of another state, built from one that is loaded: only files that differ are read a second time."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .findings import Finding
from .judging import Judge, Task, judged, tasks_of
from .project import Project
from .reading import load_registry
from .records import Record
from .registry import Registry
from .registry_files import is_frame
from .rules._rule import Rule


def load_beside(project: Project, known: Registry, differing: Collection[str]) -> Registry:
    """All sound records of `project`, with those of `known` where the file is none of the `differing`."""
    if any(map(is_frame, differing)):
        return load_registry(project)[0]
    records, aside, _ = judged_beside(project, known, differing, (), whole=True)
    return Registry(project, records, aside)


def judged_beside(
    project: Project, known: Registry, differing: Collection[str], rules: Iterable[Rule], whole: bool = False
) -> tuple[list[Record], list[tuple[str, str]], list[Finding]]:
    """Sound records, keys of the others, and the findings in files that had to be judged: the differing ones, and
    those that are not sound in `known`.
    """
    same = {record.file: record for record in known} | {twin.file: twin for _, twin in known.twins}
    records: list[Record] = []
    todo: list[Task] = []
    for task in tasks_of(project):
        record = None if task.file in differing else same.get(task.file)
        if record is None:
            todo.append(task)
        else:
            records.append(record.as_read_by(project.kinds[task.kind]))
    aside: list[tuple[str, str]] = []
    findings: list[Finding] = []
    for verdict in judged(Judge(project, rules, whole), todo, {}):
        findings += verdict.findings
        if verdict.data is None:
            aside.append((verdict.task.kind, verdict.task.id))
        else:
            task = verdict.task
            records.append(Record(project.kinds[task.kind], task.id, task.file, verdict.data))
    return records, aside, findings
