"""Single files judged: reader, schema, record rules; in several processes when there are many.

What the registry rules need of each record is kept, the rest forgotten, so memory stays bounded. A clean verdict may
come from the cache: record rules see one record and no date, so it depends on nothing but the file and the settings.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .caching import UNSTORED, Cache, Entry
from .documents import MAX_BYTES, Document, read
from .findings import Finding
from .placing import Origin, from_problem, whole_file
from .project import Project, is_id, record_id
from .readers import Reader
from .records import Packed, pack
from .remembering import Mark, mark
from .schemas.kinds import Kind

if TYPE_CHECKING:
    from .history import Tree
    from .rules._rule import Rule

Progress = Callable[[int, int], None]
"""Told how many of how many files are done."""

POOL_FROM = 400
"""Below this number of files, starting further processes costs more than it saves (measured, benchmarks/)."""

_BATCH = 100
_CHUNK = 1 << 16
_REASONS = {2: "Es gibt sie nicht mehr", 13: "Die Rechte fehlen", 21: "Sie ist ein Ordner"}


class Task(NamedTuple):
    """A file to judge: what it holds by its place, its name for people, and where it is."""

    kind: str
    id: str
    file: str
    path: str


Given = tuple[Task, bytes | None]
"""A file to judge and its bytes; None where they come from the disk."""


class Verdict(NamedTuple):
    """A file that was judged: the values registry rules need (packed where they come from another process or the
    cache), None when it is set aside, and its findings.
    """

    task: Task
    data: dict[str, Any] | Packed | None
    findings: list[Finding]


class Judge:
    """Judges single files. One per process. `whole` keeps all values, not only those registry rules read."""

    def __init__(self, project: Project, rules: Iterable[Rule], whole: bool = False) -> None:
        self.project = project
        chosen = list(rules)
        self.codes = [rule.code for rule in chosen]
        self.rules = [rule for rule in chosen if rule.scope == "record"]
        self._readers: dict[str, Reader] = {}
        self.whole = whole
        self.keep = {name: {} if whole else kept_fields(kind, chosen) for name, kind in project.kinds.items()}

    def reader(self, name: str) -> Reader:
        """The reader of a kind, made when the first of its files is to be read."""
        if name not in self._readers:
            kind = self.project.kinds[name]
            self._readers[name] = Reader(kind, self.project.vocabularies, self.project.lift(kind))
        return self._readers[name]

    def judge(self, task: Task, raw: bytes | None = None) -> Verdict:
        """The verdict on one file; `raw` when its bytes do not come from the disk."""
        reader = self.reader(task.kind)
        origin = Origin(task.file, f"{task.kind}/{task.id}", private=reader.kind.private)
        if not is_id(task.id) or not task.file.endswith(".yaml"):
            return Verdict(task, None, [_bad_name(origin)])
        if raw is None:
            try:
                raw = _read(task.path)
            except OSError as error:
                return Verdict(task, None, [_unreadable(origin, error)])
        record, findings = reader.read(raw, task.file, task.id, warnings=not self.whole)
        if record is None:
            return Verdict(task, None, findings)
        document: Document | None = None
        for rule in self.rules:
            for problem in rule.on_record(record, self.project):
                document = document or read(raw)
                origin = Origin(task.file, record.key, record.title, reader.kind.private)
                findings.append(from_problem(origin, document, rule, problem))
        return Verdict(task, pruned(record.data, self.keep[task.kind]), findings)


def tasks_of(project: Project, named: Iterable[str] = (), kinds: Iterable[Kind] | None = None) -> list[Task]:
    """All record files of a registry (or of some kinds), by kind and path, and then those `named` that are not there
    yet.
    """
    root = os.path.join(project.root, "")
    start = len(root)
    tasks = [
        Task(kind.name, record_id(path), path[start:] if path.startswith(root) else project.name_of(path), path)
        for kind in (project.kinds.values() if kinds is None else kinds)
        for path in project.paths(kind)
    ]
    known = {task.file for task in tasks}
    for file in named:
        path = project.root / file
        if file not in known and (kind := project.kind_of(path)):
            tasks.append(Task(kind.name, record_id(path), file, str(path)))
    return tasks


def judged(
    judge: Judge,
    tasks: list[Task],
    instead: Mapping[str, bytes],
    progress: Progress | None = None,
    processes: int | None = None,
    cache: Cache | None = None,
) -> Iterator[Verdict]:
    """The verdicts on all files, in no promised order. `instead` gives bytes of files that are not read from disk."""
    private = {name for name, kind in judge.project.kinds.items() if kind.private}
    todo: list[Task] = []
    marks: dict[str, Mark] = {}
    for task in tasks:
        if cache and task.kind not in private:
            found = UNSTORED if task.file in instead else _mark(judge.project, task)
            if found and (data := cache.get(task.file, found)) is not None:
                yield Verdict(task, data, [])
                continue
            if found:
                marks[task.file] = found
        todo.append(task)
    done = len(tasks) - len(todo)
    for verdict in _fresh(judge, todo, instead, processes):
        done += 1
        if progress and done % _BATCH == 0:
            progress(done, len(tasks))
        if cache and (judged_as := marks.get(verdict.task.file)):
            packed = pack(verdict.data) if isinstance(verdict.data, dict) else verdict.data or b""
            task = verdict.task
            cache.put(task.file, Entry(task.kind, task.id, judged_as, packed, not verdict.findings))
        yield verdict


def _fresh(judge: Judge, todo: list[Task], instead: Mapping[str, bytes], processes: int | None) -> Iterator[Verdict]:
    processes = processes or os.cpu_count() or 1
    given = _with_bytes(judge.project, todo, instead)
    if instead or len(todo) < POOL_FROM or processes < 2:
        return (judge.judge(task, raw) for task, raw in given)
    for kind in {task.kind for task in todo}:
        judge.reader(kind)  # once, for all forked processes
    return _in_processes(judge, given, processes)


def _with_bytes(project: Project, todo: list[Task], instead: Mapping[str, bytes]) -> Iterator[Given]:
    """Each file with its bytes where they do not come from the disk."""
    past = project.past
    if past is None:
        return ((task, instead.get(task.file)) for task in todo)
    stored = past.stream(task.file for task in todo if task.file in past.ids and task.file not in instead)
    return (
        (task, instead[task.file] if task.file in instead else next(stored) if task.file in past.ids else None)
        for task in todo
    )


def _mark(project: Project, task: Task) -> Mark:
    """What tells that a file changed, without reading it."""
    if project.past and task.file in project.past.ids:
        return project.past.ids[task.file].encode()
    return mark(task.path)


_judge: Judge | None = None
"""The judge of this process; forked processes find it made, others make it once."""


def _in_processes(judge: Judge, given: Iterator[Given], processes: int) -> Iterator[Verdict]:
    from multiprocessing import get_all_start_methods, get_context

    global _judge
    _judge = judge
    batches = iter(lambda: list(islice(given, _BATCH)), [])
    context = get_context("fork" if "fork" in get_all_start_methods() else "spawn")
    project = judge.project
    arguments = (str(project.root), project.as_of, project.past, project.with_private, judge.codes, judge.whole)
    with context.Pool(processes, _prepare, arguments) as pool:
        for verdicts in pool.imap(_judge_batch, batches):
            yield from verdicts


def _prepare(root: str, today: date, past: Tree | None, private: bool, codes: list[str], whole: bool) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _judge
    if _judge is None:
        from .rules import RULES

        _judge = Judge(Project(Path(root), today, past, private), [RULES[code] for code in codes], whole)


def _judge_batch(given: list[Given]) -> list[Verdict]:
    assert _judge is not None
    verdicts = (_judge.judge(task, raw) for task, raw in given)
    # Bytes go from process to process in a fifth of the time that nested values take.
    return [Verdict(task, pack(data) if isinstance(data, dict) else data, found) for task, data, found in verdicts]


def _read(path: str) -> bytes:
    # Plain system calls: a file object costs as much again as reading the file. A pipe named x.yaml must not block.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        content = b""
        while len(content) <= MAX_BYTES and (chunk := os.read(handle, _CHUNK)):
            content += chunk
    finally:
        os.close(handle)
    return content


def kept_fields(kind: Kind, rules: Iterable[Rule]) -> dict[str, Any]:
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


def pruned(value: Any, tree: dict[str, Any]) -> Any:
    """The values a tree of fields keeps; paths into lists stay what they were."""
    if not tree:
        return value
    if type(value) is list:
        return [pruned(item, tree) for item in value]
    if type(value) is dict:
        return {name: pruned(value[name], branch) for name, branch in tree.items() if name in value}
    return value


def _bad_name(origin: Origin) -> Finding:
    if origin.file.endswith(".yml"):
        return whole_file(origin, "FH202", "Die Datei endet auf ».yml«.", "Bitte in ».yaml« umbenennen.")
    return whole_file(
        origin,
        "FH202",
        f"Der Dateiname »{origin.file.rpartition('/')[2]}« ist keine Kennung.",
        "Erlaubt sind kleine Buchstaben a–z, Ziffern und einzelne Bindestriche, zum Beispiel »cafe-ankommen.yaml«.",
    )


def _unreadable(origin: Origin, error: OSError) -> Finding:
    reason = _REASONS.get(error.errno or 0, error.strerror or "unbekannter Grund")
    hint = "Bitte prüfen, ob die Datei noch da ist und Sie sie öffnen dürfen."
    return whole_file(origin, "FH130", f"Die Datei ist nicht lesbar: {reason}.", hint)
