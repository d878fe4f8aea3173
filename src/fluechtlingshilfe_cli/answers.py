"""What registry rules answered, and which of them must be asked again after a change.

A registry rule sees declared columns of all records and the Stichtag, nothing else. So its answer stands as long as
no record came or went, the day is the same, and none of its columns changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from .findings import Place, Problem, Severity
from .judging import kept_fields, pruned
from .records import unpack

if TYPE_CHECKING:
    from .caching import Cache
    from .registry import Registry
    from .rules._rule import Rule
    from .schemas.kinds import Kind

Answers = dict[str, list[Problem]]
"""The problems each registry rule found, by its code."""


class Edit(NamedTuple):
    """A record whose values changed."""

    kind: Kind
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def answers(registry: Registry, rules: Iterable[Rule], known: Answers) -> Answers:
    """The problems of the whole registry; rules whose answer is known are not asked."""
    return {
        rule.code: known[rule.code] if rule.code in known else list(rule.on_registry(registry))
        for rule in rules
        if rule.scope == "registry"
    }


def still_true(found: Answers, rules: Iterable[Rule], edits: Iterable[Edit]) -> Answers:
    """Those answers that no edit can have changed."""
    done = list(edits)
    return {
        rule.code: found[rule.code]
        for rule in rules
        if rule.code in found and not any(_reads(rule, edit) for edit in done)
    }


def _reads(rule: Rule, edit: Edit) -> bool:
    tree = kept_fields(edit.kind, [rule])
    return bool(pruned(edit.before, tree) != pruned(edit.after, tree))


def recalled(cache: Cache | None, registry: Registry, rules: list[Rule]) -> Answers:
    """The answers of the last run that still hold."""
    if cache is None or cache.answers is None:
        return {}
    frame, kept = cache.answers
    edits = cache.edits()
    if edits is None or frame != _frame(registry):
        return {}
    kinds = {record.file: record.kind for record in registry}
    if any(file not in kinds for file, _, _ in edits):
        return {}
    found = {code: [_problem(parts) for parts in problems] for code, problems in kept.items()}
    return still_true(found, rules, (Edit(kinds[file], unpack(old), unpack(new)) for file, old, new in edits))


def keep(cache: Cache, registry: Registry, found: Answers) -> None:
    """Keeps the answers for the next run, except where one points into the private folder."""
    private = tuple(f"{kind.folder}/" for kind in registry.project.kinds.values() if kind.private)
    files = {record.file for record in registry if record.kind.private}
    cache.answers = (
        _frame(registry),
        {
            code: [_parts(problem) for problem in problems]
            for code, problems in found.items()
            if not any(place.file in files or place.file.startswith(private) for place in _places(problems))
        },
    )


def _frame(registry: Registry) -> tuple[str, str]:
    """What all answers depend on besides the public records: the day, and a digest of the private folder."""
    import hashlib  # only large registries need it

    digest = hashlib.sha256(str(registry.has_private()).encode())
    private = {kind.name for kind in registry.project.kinds.values() if kind.private}
    for record in registry:
        if record.kind.name in private:
            digest.update(f"{record.key} {record.file} {record.data!r}\n".encode())
    digest.update(str(sorted(aside for aside in registry.set_aside if aside[0] in private)).encode())
    return registry.as_of.isoformat(), digest.hexdigest()


def _places(problems: Iterable[Problem]) -> Iterable[Place]:
    for problem in problems:
        yield problem.place
        for _, place in problem.related:
            yield place


def _parts(problem: Problem) -> tuple[Any, ...]:
    """A problem as plain values."""
    related = tuple((message, place.file, place.path) for message, place in problem.related)
    severity = problem.severity.value if problem.severity else None
    where = (problem.place.file, problem.place.path)
    words = (problem.message, problem.hint, problem.words, problem.replacement)
    return (where, words, problem.on_key, problem.safe, related, severity)


def _problem(parts: tuple[Any, ...]) -> Problem:
    where, (message, hint, words, replacement), on_key, safe, related, severity = parts
    return Problem(
        Place(*where),
        message,
        hint,
        on_key,
        replacement,
        safe,
        tuple((text, Place(file, path)) for text, file, path in related),
        Severity(severity) if severity else None,
        words,
    )
