"""What of a check is due to a change: the whole registry is judged, but only what the change touches counts.

The findings of the state before are found the same way, so what a change causes elsewhere is told from what was there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from .answers import Edit, answers, still_true
from .checks import Outcome, beside_records, check, concluded
from .dating import undated
from .earlier import judged_beside
from .findings import Finding
from .history import HistoryError, Repository, Revision, find_repository
from .past import about_to_be, tree_of
from .placing import merge_sorted
from .project import SETTINGS, BrokenSettings, Project, usable
from .registry import Registry
from .registry_files import is_frame, of_registry
from .rules import RULES

_CAUSED = "Das folgt aus der Änderung an anderer Stelle."


@dataclass(frozen=True, slots=True)
class Scope:
    """A change: the project to judge, the state before it (None before the first), the files that differ.

    `is_exact` is false where the history is too short to know where a branch began.
    """

    project: Project
    base: Revision | None
    changed: frozenset[str]
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The findings that count; how many of them the change causes elsewhere; what else there is, and is no longer."""

    findings: list[Finding]
    caused: int
    foreign: list[Finding]
    mended: int


def since(project: Project, state: str) -> Scope:
    """Everything that differs from a state, or from where a branch left it. Raises `HistoryError`."""
    repository = find_repository(project.root)
    asked = repository.revision(state)
    fork = repository.fork_of(asked.commit)
    base = asked if fork in (None, asked.commit) else repository.revision(fork)
    return Scope(project, base, _differing(project, repository, base), fork is not None)


def unsaved(project: Project) -> Scope:
    """What was not saved yet. Raises `HistoryError`."""
    repository = find_repository(project.root)
    base = repository.head()
    return Scope(project, base, _differing(project, repository, base))


def staged(project: Project) -> Scope:
    """What is prepared to be stored, judged as it is prepared and not as it lies on disk. Raises `HistoryError`."""
    repository = find_repository(project.root)
    base = repository.head()
    prepared = about_to_be(project, repository)
    assert prepared.past is not None
    changed = repository.changed(base, staged=True) if base else list(prepared.past.ids)
    return Scope(prepared, base, frozenset(of_registry(prepared, changed)))


def narrowed(outcome: Outcome, scope: Scope) -> Narrowed:
    """The findings of a check of `scope.project`, as far as they are the change's."""
    before = _before(outcome, scope)
    known = Counter(map(Finding.identity, before.findings))
    kept: list[Finding] = []
    foreign: list[Finding] = []
    caused = 0
    for finding in outcome.findings:
        if _touches(finding, scope.changed):
            kept.append(finding)
            known[finding.identity()] -= 1
        elif before.was_there(finding, known):
            foreign.append(finding)
        else:
            caused += 1
            kept.append(replace(finding, hint=f"{finding.hint} {_CAUSED}".strip()))
    kept = merge_sorted([*kept, *days(outcome, scope)])
    now = Counter(map(Finding.identity, outcome.findings))
    mended = sum((Counter(map(Finding.identity, before.findings)) - now).values())
    return Narrowed(kept, caused, foreign, mended)


def days(outcome: Outcome, scope: Scope) -> list[Finding]:
    """Days of change in the changed records that are not true; none where it is not known what was there before."""
    if scope.base is None or not scope.is_exact:
        return []
    repository = find_repository(scope.project.root)
    return undated(scope.project, repository, scope.base, scope.changed, outcome.registry)


@dataclass(frozen=True, slots=True)
class _Before:
    """The findings of the state before; `whole` says whether those of single files are among them."""

    findings: list[Finding]
    whole: bool

    def was_there(self, finding: Finding, known: Counter[tuple[str, ...]]) -> bool:
        """Whether a finding in an unchanged file was there before; each earlier one excuses one."""
        rule = RULES.get(finding.code)
        if not self.whole and rule is not None and rule.scope != "registry" and finding.path != SETTINGS:
            return True
        mark = finding.identity()
        known[mark] -= 1
        return known[mark] >= 0


def _before(outcome: Outcome, scope: Scope) -> _Before:
    if scope.base is None:
        return _Before([], True)
    now = scope.project
    try:
        tree = tree_of(find_repository(now.root), scope.base)
        project = usable(Project(now.root, now.as_of, tree, with_private=True))
    except (BrokenSettings, HistoryError):
        return _Before(outcome.findings, True)  # nobody can say what was found then; only what changed counts
    if any(map(is_frame, scope.changed)):
        return _Before(check(project).findings, True)
    rules = list(RULES.values())
    records, aside, findings = judged_beside(project, outcome.registry, scope.changed, rules)
    registry = Registry(project, records, aside)
    edits = _edits(registry, outcome.registry, scope.changed)
    known = {} if edits is None else still_true(outcome.answers, rules, edits)
    there = [*beside_records(registry), *findings]
    return _Before(concluded(registry, there, rules, answers(registry, rules, known)), False)


def _edits(before: Registry, after: Registry, changed: frozenset[str]) -> list[Edit] | None:
    """What changed inside records; None where records came, went or moved, which any rule may notice."""
    old, new = ({record.file: record for record in registry} for registry in (before, after))
    if old.keys() != new.keys() or before.set_aside != after.set_aside or before.twins or after.twins:
        return None
    return [Edit(new[file].kind, old[file].data, new[file].data) for file in changed if file in new]


def _differing(project: Project, repository: Repository, base: Revision | None) -> frozenset[str]:
    return frozenset(of_registry(project, repository.changed(base)))


def _touches(finding: Finding, changed: frozenset[str]) -> bool:
    return finding.path in changed or any(related.path in changed for related in finding.related)
