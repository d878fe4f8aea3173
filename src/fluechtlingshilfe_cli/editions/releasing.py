"""Releasing an edition for print: from then on its content and the numbers of its entries are fixed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .. import numbering
from ..history import HistoryError, Revision, find_repository
from ..history.recording import mark, marked
from ..project import Project
from ..publication import published
from ..registry_files import of_registry
from ..together import write_together
from ..views.directory import assemble, entries_of
from ..views.sorting import din_key
from .checking import CHANNEL, REASONS, UNCONDITIONAL, Obstacle
from .content import Content
from .record import Release, file_of, text_of


class NotReleasable(Exception):
    """The edition cannot be released now; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release writes: the record, the table of numbers, how many numbers are new, and the git tag to set."""

    release: Release
    table: str
    new: int
    tag: str = ""


def refuse_twice(content: Content) -> None:
    """Raises `NotReleasable` where the edition is released already."""
    name = content.edition.name
    if content.release:
        raise NotReleasable(
            f"Die Ausgabe {name} ist schon freigegeben ({file_of(name)}). Was danach kommt, steht in der nächsten; "
            f"eine Liste macht: fh directory --edition {name} --nachtraege"
        )


def plan(content: Content, by: str, despite: Collection[str], with_tag: bool) -> Plan:
    """The release of an edition in its present state. Raises `NotReleasable`, `HistoryError`."""
    refuse_twice(content)
    name, today = content.edition.name, content.today
    stored = content.revision or _saved(today)
    if with_tag and stored is None:
        raise NotReleasable("Eine Marke braucht einen Verlauf, und dieses Register hat noch keinen: fh save --yes")
    tag = (content.edition.state or content.edition.tag) if with_tag and stored else ""
    if tag and stored and marked(find_repository(today.root), tag) not in (None, stored.commit):
        raise NotReleasable(f"Die Marke »{tag}« gibt es schon, an einem anderen Stand.")
    keys = _in_print_order(content)
    day = today.as_of.isoformat()
    table, new = numbering.extended(today.root, keys, name, day)
    rows = len(numbering.rows(today.root)) + len(new)
    deadline, commit = content.edition.deadline.isoformat(), stored.commit if stored else ""
    release = Release(name, deadline, day, by, commit, tag, len(keys), rows, tuple(despite))
    return Plan(release, table, len(new), tag)


def carry_out(today: Project, plan: Plan) -> None:
    """Writes the record and the numbers, then sets the tag. Raises OSError, `HistoryError`."""
    written = {file_of(plan.release.edition): text_of(plan.release), numbering.FILE: plan.table}
    write_together({today.root / name: text.encode("utf-8") for name, text in written.items()})
    if plan.tag:
        mark(find_repository(today.root), plan.tag, plan.release.commit)


def standing(found: Iterable[Obstacle], despite: Collection[str]) -> tuple[list[Obstacle], list[str]]:
    """The obstacles that no exception names, and the exceptions that name nothing.

    An exception is a record (id or `kind/id`) or a reason; errors stop everything.
    """
    used: set[str] = set()
    left: list[Obstacle] = []
    for one in found:
        names = {one.record, one.record.rpartition("/")[2], one.reason} & set(despite)
        used |= names
        if not names or one.reason in UNCONDITIONAL:
            left.append(one)
    return left, [name for name in despite if name not in used]


def reasons() -> str:
    """The reasons an exception may name, for messages."""
    return ", ".join(reason for reason in REASONS if reason not in UNCONDITIONAL)


def _saved(today: Project) -> Revision | None:
    """The last stored state, if it is what the files hold; None where there is no history."""
    try:
        repository = find_repository(today.root)
    except HistoryError:
        return None
    head = repository.head()
    if head is None or of_registry(today, repository.changed(head)):
        raise NotReleasable(
            "Freigegeben wird ein gespeicherter Stand, und im Register ist etwas noch nicht gespeichert.\n"
            "Zuerst: fh save, danach noch einmal freigeben."
        )
    return head


def _in_print_order(content: Content) -> list[str]:
    """The keys of all entries: those of places as they follow each other in the booklet, then the others by name."""
    registry = content.registry
    public = published(registry, CHANNEL)
    data = assemble(registry, public, content.edition.name)
    by_place = [one["key"] for part in data["parts"] for place in part["municipalities"] for one in place["entries"]]
    others = sorted(entries_of(registry, public), key=lambda one: (din_key(one["title"]), one["key"]))
    return list(dict.fromkeys([*by_place, *(one["key"] for one in others)]))
