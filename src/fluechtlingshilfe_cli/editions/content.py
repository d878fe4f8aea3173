"""What an edition consists of: the public records of its stored state, and the persons of today.

Nothing private is ever in a stored state. Who is named is read from the private folder as it is now, and only a
consent that holds on the day of building counts; so a withdrawal always wins, also over an edition of last year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .. import numbering
from ..consent import consents
from ..history import GitFailedError, HistoryError, Repository, Revision, find_repository
from ..past import as_of
from ..project import Project
from ..publication import Published
from ..reading import load_registry
from ..registry import Registry
from .order import Edition, earlier_than, edition_named, next_edition
from .record import Release, release_of
from .withholding import without_secrets

Origin = Literal["release", "tag", "asked", "files"]


@dataclass(frozen=True, slots=True)
class Content:
    """An edition, or the state of one. `registry` is seen on its Stichtag, `today` is the project as it is now.

    `origin`: where the records come from: its release, its tag, a state that was asked for, or the files as they are.
    """

    edition: Edition
    today: Project
    registry: Registry
    origin: Origin
    revision: Revision | None = None
    release: Release | None = None
    secret: tuple[str, ...] = ()
    """The titles of records that keep a place to themselves today which the edition would have shown."""

    def numbers(self) -> dict[str, int]:
        """The number of every entry that has one; of a released edition those it was released with."""
        table = numbering.rows(self.today.tree)
        if self.release and self.origin == "release":
            table = table[: self.release.rows]
        return numbering.numbers_of(table, [record.key for record in self.registry])


def content_of(today: Project, name: str, at: str = "") -> Content:
    """An edition as it is to be printed on the day `today` is seen on, or as it was `at` a state.

    Without a name, it is the edition that is worked on. Raises `UnknownEdition`, `HistoryError`, `BrokenSettings`.
    """
    edition = edition_named(today, name) if name else next_edition(today)
    name = edition.name
    release = release_of(today, name) if name else None
    origin, revision = _state(today, edition, release, at)
    day = min(edition.deadline, today.as_of)
    now, _ = load_registry(today)
    if revision is None:
        seen = now if day == today.as_of else _seen_on(now, Project(today.root, day))
        return Content(edition, today, seen, "files", None, release)
    past = as_of(find_repository(today.root), revision, day)
    if name and name not in (past.settings.get("ausgaben") or {}):
        past.settings["ausgaben"] = {**(past.settings.get("ausgaben") or {}), name: today.settings["ausgaben"][name]}
    then, _ = load_registry(past)
    seen, secret = _seen_today(now, then)
    return Content(edition, today, seen, origin, revision, release, secret)


def before(content: Content) -> Content | None:
    """The last edition before this one that has a stored state; None where there is none, or it cannot be read."""
    for edition in earlier_than(content.today, content.edition):
        try:
            found = content_of(content.today, edition.name)
        except HistoryError:
            continue
        if found.revision is not None:
            return found
    return None


def withdrawn(registry: Registry, public: Published) -> list[str]:
    """Whose contact is missing because somebody took a consent back: the titles of the records, never a name."""
    titles: dict[str, None] = {}
    for item in public.withheld:
        person = registry.find(item.record, ()) if item.kind.private else None
        if person and any(given.withdrawn for given in consents(person)):
            titles.update(dict.fromkeys(record.title for record in registry.referring().get(person.key, ())))
    return sorted(titles)


def _state(today: Project, edition: Edition, release: Release | None, at: str) -> tuple[Origin, Revision | None]:
    """Where the records come from."""
    repository = _repository(today, needed=bool(at or edition.state or (release and release.commit)))
    if repository is None:
        return "files", None
    if at:
        return "asked", repository.revision(at)
    if release and release.commit:
        return "release", _released(repository, release)
    if edition.state:
        return "tag", _named(repository, edition)
    if not edition.name:
        return "files", None
    try:
        return "tag", repository.revision(f"refs/tags/{edition.tag}")
    except HistoryError:
        return "files", None


def _repository(project: Project, needed: bool) -> Repository | None:
    try:
        return find_repository(project.root)
    except HistoryError:
        if needed:
            raise
        return None


def _released(repository: Repository, release: Release) -> Revision:
    try:
        return repository.revision(release.commit)
    except GitFailedError:
        raise
    except HistoryError:
        raise HistoryError(
            f"Der Stand, aus dem die Ausgabe {release.edition} freigegeben wurde ({release.commit[:10]}), fehlt auf "
            "diesem Rechner.\nDen ganzen Verlauf mit allen Marken holt: git fetch --tags --unshallow"
        ) from None


def _named(repository: Repository, edition: Edition) -> Revision:
    try:
        return repository.revision(edition.state)
    except GitFailedError:
        raise
    except HistoryError as error:
        raise HistoryError(
            f"Laut fh.yaml ist die Ausgabe {edition.name} aus dem Stand »{edition.state}« gedruckt. {error}\n"
            "Ist er nur anderswo, holt ihn: git fetch --tags. Ist die Ausgabe noch nicht gedruckt, bitte die Zeile "
            "»tag« in fh.yaml löschen; den Stand hält die Freigabe fest."
        ) from None


def _seen_on(registry: Registry, project: Project) -> Registry:
    """The same records on another day."""
    return Registry(project, registry, registry.set_aside, registry.as_of)


def _seen_today(now: Registry, past: Registry) -> tuple[Registry, tuple[str, ...]]:
    """The public records of the past less what is secret now, with the private ones of now."""
    private = [record for record in now if record.kind.private and record.kind.name in past.project.kinds]
    pairs = list(without_secrets((one for one in past if not one.kind.private), now, numbering.rows(now.project.tree)))
    records = [*(record for record, _ in pairs), *private]
    secret = tuple(sorted(record.title for record, is_less in pairs if is_less))
    return Registry(past.project, records, past.set_aside, now.as_of), secret
