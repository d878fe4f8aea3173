"""The editions of `fh.yaml`: which there are, and which came before which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..project import Project
from ..views.cover import UnknownEditionError as UnknownEdition

_TAG = "ausgabe-"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition. `deadline`: its Redaktionsschluss; `state`: the stored state the settings name, if they do."""

    name: str
    title: str
    deadline: date
    state: str = ""

    @property
    def tag(self) -> str:
        """The name of the tag that marks its stored state, where the settings name none."""
        return f"{_TAG}{self.name}"


def editions_of(project: Project) -> list[Edition]:
    """All editions, by their Redaktionsschluss and then as they stand in the settings."""
    found = [
        Edition(name, given["titel"], date.fromisoformat(given["redaktionsschluss"]), given.get("tag", ""))
        for name, given in (project.settings.get("ausgaben") or {}).items()
    ]
    return sorted(found, key=lambda edition: edition.deadline)


def edition_named(project: Project, name: str) -> Edition:
    """The edition of that name. Raises `UnknownEdition` with the names there are."""
    known = editions_of(project)
    for edition in known:
        if edition.name == name:
            return edition
    names = f"Bekannt sind: {', '.join(one.name for one in known)}." if known else "In fh.yaml stehen noch keine."
    raise UnknownEdition(f"Die Ausgabe »{name}« gibt es nicht. {names}")


def next_edition(project: Project) -> Edition:
    """The edition that is worked on: the first whose Redaktionsschluss is not over, else the last.

    Without any in the settings, the registry of today stands for one.
    """
    known = editions_of(project)
    ahead = [edition for edition in known if edition.deadline >= project.as_of]
    if found := (ahead[:1] or known[-1:]):
        return found[0]
    book = project.settings.get("verzeichnis") or {}
    return Edition("", str(book.get("titel") or project.settings.get("name", "")), project.as_of)


def earlier_than(project: Project, edition: Edition) -> list[Edition]:
    """The editions before one, the latest first."""
    return [one for one in reversed(editions_of(project)) if one.deadline < edition.deadline]


__all__ = ["Edition", "UnknownEdition", "earlier_than", "edition_named", "editions_of", "next_edition"]
