"""Everything `fh validate` knows: reading, schema, rules, exceptions; one sorted list of findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from . import numbering
from .answers import Answers, answers, keep, recalled
from .booklets import faults
from .caching import Cache
from .exceptions import apply
from .findings import Finding, Severity
from .folding import nearest
from .judging import Judge, Progress, judged, tasks_of
from .placing import Origin, Places, from_problem, merge_sorted, whole_file
from .project import SETTINGS, Project
from .records import Record
from .registry import Registry
from .rules import RULES
from .rules._rule import Rule


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a check: all findings, sorted, the registry of sound records (pruned to declared columns), and
    what its rules answered.
    """

    findings: list[Finding]
    registry: Registry
    files: int
    answers: Answers

    @property
    def has_errors(self) -> bool:
        """Whether anything stands in the way of publishing."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check(
    project: Project,
    rules: Iterable[Rule] | None = None,
    progress: Progress | None = None,
    instead: Mapping[str, bytes] | None = None,
    processes: int | None = None,
    cached: bool = False,
    without: Collection[str] = (),
    whole: bool = False,
) -> Outcome:
    """All findings of the registry.

    `instead` gives bytes for files (by name) that are not read from the disk, also for files yet to be written;
    `without` names files that are seen as if they were gone.
    `cached` keeps clean verdicts for the next run; the findings are the same. `whole` keeps all values in the
    registry, for questions beside the check; warnings about single values may then be left out.
    """
    chosen = list(RULES.values() if rules is None else rules)
    judge = Judge(project, chosen, whole)
    tasks = [task for task in tasks_of(project, instead or ()) if task.file not in without]
    findings: list[Finding] = []
    records: list[Record] = []
    aside: list[tuple[str, str]] = []
    cache = Cache(project, repr((judge.keep, judge.codes))) if cached else None
    for task, data, found in judged(judge, tasks, instead or {}, progress, processes, cache):
        findings += found
        if data is None:
            aside.append((task.kind, task.id))
        else:
            records.append(Record(project.kinds[task.kind], task.id, task.file, data))
    registry = Registry(project, records, aside)
    findings += beside_records(registry)
    answered = answers(registry, chosen, recalled(cache, registry, chosen))
    # Files that are seen otherwise than they lie on disk must not be remembered.
    if cache and not instead and not without:
        keep(cache, registry, answered)
        cache.save()
    return Outcome(concluded(registry, findings, chosen, answered, instead), registry, len(tasks), answered)


def concluded(
    registry: Registry,
    findings: list[Finding],
    rules: list[Rule],
    answered: Answers,
    instead: Mapping[str, bytes] | None = None,
) -> list[Finding]:
    """The findings of single files with those of the registry, less what is excused; sorted."""
    findings += _registry_findings(registry, rules, answered, instead)
    kept, told = apply(findings, registry, {rule.code for rule in rules if rule.scope != "change"})
    places = Places(registry.project.place, instead)
    for code, problem in told:
        file = problem.place.file
        kept.append(from_problem(Origin(file), places.document(file), RULES[code], problem, places.document))
    return merge_sorted(kept)


def _registry_findings(
    registry: Registry, rules: Iterable[Rule], answered: Answers, instead: Mapping[str, bytes] | None = None
) -> Iterator[Finding]:
    by_file = {record.file: record for record in registry} | {twin.file: twin for _, twin in registry.twins}
    places = Places(registry.project.place, instead)
    for rule in rules:
        for problem in answered.get(rule.code, ()):
            file = problem.place.file
            record = by_file.get(file)
            origin = Origin(file, record.key, record.title, record.kind.private) if record else Origin(file)
            yield from_problem(origin, places.document(file), rule, problem, places.document)


def beside_records(registry: Registry) -> Iterator[Finding]:
    """What is wrong with files of the registry that are no records: settings, texts, pictures, lists it keeps."""
    project = registry.project
    yield from project.findings
    yield from stray_folders(project)
    yield from unusable_files(project)
    yield from numbering.findings(project, registry)


def stray_folders(project: Project) -> Iterator[Finding]:
    """Folders beside those of the kinds that hold records nobody would read."""
    homes = {kind.folder: kind for kind in project.kinds.values() if not kind.private}
    parents = {folder.rpartition("/")[0] for folder in homes}
    for parent in sorted(parents):
        for entry, is_folder in project.entries(parent):
            name = f"{parent}/{entry}"
            if name in homes or name in parents or entry.startswith("."):
                continue
            if is_folder:
                first = next(iter(project.yaml_below(name)), "")
            else:
                first = name if entry.endswith((".yaml", ".yml")) else ""
            if first:
                guesses = nearest(entry, {folder.rpartition("/")[2]: kind.names for folder, kind in homes.items()})
                hint = f"Gehört das nach »{parent}/{guesses[0]}«?" if guesses else f"Bekannt sind: {', '.join(homes)}."
                message = f"Der Ort »{name}« gehört zu keiner Art von Einträgen; was dort liegt, wird nicht gelesen."
                yield whole_file(Origin(first), "FH206", message, hint)


def unusable_files(project: Project) -> Iterator[Finding]:
    """Texts and logos named in the settings that cannot be used."""
    document = Places(project.place).document
    for problem in faults(project):
        yield from_problem(Origin(SETTINGS), document(SETTINGS), RULES["FH711"], problem)
