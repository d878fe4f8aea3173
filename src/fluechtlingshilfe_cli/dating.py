"""Whether the days of change are true: records held against the state before, where that is known.

What is no content in the sense of a day: how it is written, the order of lists, who checked it when, and that a record
it names got another id. States that are marked as a mass change (`Umstellung: …` as the last line of their message)
count as the state before. While two versions are being merged, nobody can say whose day is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from .comparing import FieldChange, How, RecordChange, compare_records, no_content, renamed
from .documents import read
from .exceptions import apply
from .findings import Finding
from .history import HistoryError, Repository, Revision, is_underway, last_marked
from .living import as_record
from .past import formats, tree_of
from .placing import Origin, from_problem, merge_sorted
from .project import BrokenSettings, Project
from .records import Record
from .registry import Registry
from .registry_files import is_record
from .rules import RULES
from .rules._rule import Changed

MARK = "Umstellung"
"""The trailer of a state whose changes are no change of content, such as a word replaced in a hundred records."""

Pair = tuple[Record, Record]


def undated(
    project: Project, repository: Repository, base: Revision, changed: Collection[str], registry: Registry
) -> list[Finding]:
    """What is wrong with the days of the records in `changed` files since `base`, less what is excused; sorted.

    `project` is the state to judge, `registry` that of the exceptions. Raises OSError.
    """
    names = sorted(name for name in changed if is_record(project, name))
    if not names or is_underway(repository):
        return []
    try:
        old = dict(_old_records(project, repository, base, names))
    except (BrokenSettings, HistoryError):
        return []  # nobody knows what was there
    contents = {name: path.read_bytes() for name in names if (path := project.place(name)).is_file()}
    new = {name: record for name, raw in contents.items() if (record := as_record(project, name, raw, project.format))}
    pairs = paired(old.values(), new.values())
    found = []
    for change in changes(pairs, min(base.day, project.as_of), project.as_of):
        origin = Origin(change.new.file, change.new.key, change.new.title)
        document = read(contents[change.new.file])
        for rule in RULES.values():
            if rule.scope == "change":
                found += [from_problem(origin, document, rule, problem) for problem in rule.on_change(change)]
    kept, _ = apply(found, registry, ())
    return merge_sorted(kept)


def changes(pairs: Iterable[Pair], began: date, today: date) -> Iterator[Changed]:
    """What the rules need to know of records before and after a change that was made from `began` on."""
    both = list(pairs)
    has_new_ids = any(old.id != new.id for old, new in both)
    for old, new in both:
        change = compare_records(old, new)
        kinds = {field.how for field in _of_content(change, has_new_ids)} if change else set()
        yield Changed(old, new, bool(kinds - {How.MOVED}), How.MOVED in kinds, began, today)


def paired(old: Iterable[Record], new: Iterable[Record]) -> Iterator[Pair]:
    """Each record of now with what it was, also under another id."""
    before = {record.key: record for record in old}
    after = {record.key: record for record in new}
    gone = [record for key, record in before.items() if key not in after]
    come = [record for key, record in after.items() if key not in before]
    yield from ((before[key], record) for key, record in after.items() if key in before)
    for kind in {record.kind.name: record.kind for record in gone}.values():
        mine = [record for record in come if record.kind is kind]
        for was, now in renamed(kind, [record for record in gone if record.kind is kind], mine).items():
            yield before[f"{kind.name}/{was}"], after[f"{kind.name}/{now}"]


def _of_content(change: RecordChange, has_new_ids: bool) -> Iterator[FieldChange]:
    kind = change.record.kind
    others = no_content(kind)
    for field in change.fields:
        known = kind.fields.get(field.field)
        follows = has_new_ids and known is not None and bool(known.refers_to)
        if field.field.partition(".")[0] not in others and not follows:
            yield field


def _old_records(
    project: Project, repository: Repository, base: Revision, names: list[str]
) -> Iterator[tuple[str, Record]]:
    tree = tree_of(repository, base)
    found = {name: (base.commit, id) for name in names if (id := tree.ids.get(name))}
    found |= {name: marked for name, marked in last_marked(repository, base, MARK).items() if name in found}
    told = formats(repository, [commit for commit, _ in found.values()])
    contents = tree.blobs.stream(id for _, id in found.values())
    for (name, (commit, _)), raw in zip(found.items(), contents, strict=True):
        if record := as_record(project, name, raw, told[commit]):
            yield name, record
