"""Everything `fh validate` knows: reading, schema, rules, exceptions; one sorted list of findings.

Files are judged one by one, in several processes when there are many; what the registry rules need of each record is
kept, the rest forgotten. So the same path serves ten records and a hundred thousand, in bounded memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .documents import read
from .findings import Finding, Severity
from .placing import Origin, Places, from_problem, merge_sorted, whole_file
from .project import Project, is_id, record_id
from .records import Reader, Record
from .registry import Registry
from .rules import RULES
from .rules._rule import Rule
from .schemas.kinds import Kind

Progress = Callable[[int, int], None]
"""Told how many of how many files are done."""

POOL_FROM = 400
"""Below this number of files, starting further processes costs more than it saves (measured, benchmarks/)."""

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a check: all findings, sorted, and the registry of sound records (pruned to declared columns)."""

    findings: list[Finding]
    registry: Registry
    files: int

    def count(self, severity: Severity) -> int:
        """How many findings of that severity."""
        return sum(finding.severity is severity for finding in self.findings)


Verdict = tuple[str, str, str, "dict[str, Any] | None", list[Finding]]
"""Kind, id and file of a record; its pruned values, None when set aside; its findings."""

Task = tuple[str, str, str, str]
"""Kind, id, file as people name it, and path."""


class Judge:
    """Judges single files: reader, schema, record rules. One per process."""

    def __init__(self, project: Project, rules: Iterable[Rule]) -> None:
        self.project = project
        chosen = list(rules)
        self.rules = [rule for rule in chosen if rule.scope == "record"]
        self.readers = {name: Reader(kind, project.vocabularies) for name, kind in project.kinds.items()}
        self.keep = {name: _keep(kind, chosen) for name, kind in project.kinds.items()}

    def judge(self, task: Task, raw: bytes | None = None) -> Verdict:
        """The verdict on one file; `raw` when its bytes do not come from the disk."""
        kind, id, file, path = task
        reader = self.readers[kind]
        origin = Origin(file, f"{kind}/{id}", private=reader.kind.private)
        if not is_id(id) or not file.endswith(".yaml"):
            return kind, id, file, None, [_bad_name(origin, file)]
        if raw is None:
            try:
                raw = _read(path)
            except OSError as error:
                return kind, id, file, None, [_unreadable(origin, error)]
        record, findings = reader.read(raw, file, id)
        if record is None:
            return kind, id, file, None, findings
        document = None
        for rule in self.rules:
            for problem in rule.on_record(record, self.project):
                document = document or read(raw)
                known = document
                named = Origin(file, record.key, record.title, reader.kind.private)
                findings.append(
                    from_problem(named, document, rule.code, rule.severity, problem, lambda _: known, rule.neutral)
                )
        return kind, id, file, _pruned(record.data, self.keep[kind]), findings


def check(
    project: Project,
    rules: Iterable[Rule] | None = None,
    progress: Progress | None = None,
    instead: dict[str, bytes] | None = None,
    processes: int | None = None,
) -> Outcome:
    """All findings of the registry. `instead` gives bytes for files (by name) that are not read from the disk."""
    chosen = list(RULES.values() if rules is None else rules)
    tasks = [
        (kind.name, record_id(path), project.name_of(path), str(path))
        for kind in project.kinds.values()
        for path in project.files(kind)
    ]
    verdicts = _judged(project, chosen, tasks, progress, instead or {}, processes)
    findings: list[Finding] = [*project.findings]
    records: list[Record] = []
    aside: list[tuple[str, str]] = []
    for kind, id, file, data, found in verdicts:
        findings += found
        if data is None:
            aside.append((kind, id))
        else:
            records.append(Record(project.kinds[kind], id, file, data))
    registry = Registry(project, records, aside)
    findings += _registry_findings(project, registry, chosen)
    return Outcome(merge_sorted(findings), registry, len(tasks))


def _registry_findings(project: Project, registry: Registry, rules: Sequence[Rule]) -> Iterator[Finding]:
    by_file = {record.file: record for record in registry}
    by_file |= {twin.file: twin for _, twin in registry.twins}
    places = Places(lambda file: project.root / file)
    for rule in rules:
        if rule.scope != "registry":
            continue
        for problem in rule.on_registry(registry):
            file = problem.place.file
            record = by_file.get(file)
            origin = (
                Origin(file, record.key, record.title, record.kind.private) if record else Origin(file)
            )
            yield from_problem(
                origin, places.document(file), rule.code, rule.severity, problem, places.document, rule.neutral
            )


def _judged(
    project: Project,
    rules: list[Rule],
    tasks: list[Task],
    progress: Progress | None,
    instead: dict[str, bytes],
    processes: int | None,
) -> Iterator[Verdict]:
    judge = Judge(project, rules)
    if instead or len(tasks) < POOL_FROM or (processes or os.cpu_count() or 1) < 2:
        for done, task in enumerate(tasks, 1):
            yield judge.judge(task, instead.get(task[2]))
            if progress and done % _BATCH == 0:
                progress(done, len(tasks))
        return
    yield from _in_processes(judge, tasks, progress, processes)


_JUDGE: Judge | None = None


def _in_processes(judge: Judge, tasks: list[Task], progress: Progress | None, processes: int | None) -> Iterator[Verdict]:
    from multiprocessing import get_context, get_start_method

    global _JUDGE
    _JUDGE = judge
    batches = [tasks[start : start + _BATCH] for start in range(0, len(tasks), _BATCH)]
    context = get_context("fork") if os.name == "posix" else get_context(get_start_method())
    arguments = (str(judge.project.root), judge.project.as_of, [rule.code for rule in judge.rules])
    with context.Pool(processes or os.cpu_count(), _prepare, arguments) as pool:
        done = 0
        for verdicts in pool.imap(_judge_batch, batches):
            yield from verdicts
            done += len(verdicts)
            if progress:
                progress(done, len(tasks))


def _prepare(root: str, today: Any, codes: list[str]) -> None:
    """Makes the judge of a process that was not forked."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _JUDGE
    if _JUDGE is None:
        _JUDGE = Judge(Project(Path(root), today), [RULES[code] for code in codes])


def _judge_batch(tasks: list[Task]) -> list[Verdict]:
    assert _JUDGE is not None
    return [_JUDGE.judge(task) for task in tasks]


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read(2_000_000)


def _keep(kind: Kind, rules: Iterable[Rule]) -> dict[str, Any]:
    """The tree of fields that registry rules read; an empty branch keeps everything below it."""
    always = (kind.title_field, str(kind.leniency.get("feld", kind.title_field)))
    paths = {*always, *(path for rule in rules for path in rule.needs(kind))}
    tree: dict[str, Any] = {}
    for path in sorted(paths):
        steps = path.split(".")
        if any(".".join(steps[:depth]) in paths for depth in range(1, len(steps))):
            continue
        branch = tree
        for step in steps:
            branch = branch.setdefault(step, {})
    return tree


def _pruned(value: Any, tree: dict[str, Any]) -> Any:
    if not tree:
        return value
    if type(value) is list:
        return [_pruned(item, tree) for item in value]
    if type(value) is dict:
        return {name: _pruned(value[name], branch) for name, branch in tree.items() if name in value}
    return value


def _bad_name(origin: Origin, file: str) -> Finding:
    if file.endswith(".yml"):
        return whole_file(origin, "FH202", "Die Datei endet auf ».yml«.", "Bitte in ».yaml« umbenennen.")
    return whole_file(
        origin,
        "FH202",
        f"Der Dateiname »{file.rpartition('/')[2]}« ist keine Kennung.",
        "Kennungen bestehen aus kleinen Buchstaben a–z, Ziffern und einzelnen Bindestrichen, zum Beispiel »cafe-ankommen.yaml«.",
    )


def _unreadable(origin: Origin, error: OSError) -> Finding:
    reason = {2: "Es gibt sie nicht mehr", 13: "Die Rechte fehlen"}.get(error.errno or 0, error.strerror or "unbekannt")
    return whole_file(origin, "FH130", f"Die Datei ist nicht lesbar: {reason}.", "Bitte prüfen, ob die Datei geöffnet oder gesperrt ist.")
