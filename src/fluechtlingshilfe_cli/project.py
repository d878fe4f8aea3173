"""A project: the nearest folder upward with `fh.yaml`, its settings, kinds and vocabularies, and the day it is seen on.

The only module that reads the clock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .frame import Frame
from .records import ID
from .resources import Folder, Resources
from .schemas.kinds import Kind, Kinds
from .schemas.vocabularies import Vocabularies, Vocabulary, Word

if TYPE_CHECKING:
    from .findings import Finding
    from .history import Tree

SETTINGS = "fh.yaml"
MUNICIPALITIES = "data/municipalities.csv"
POSTCODES = "data/plz.csv"
_CSV_NUMBERS = ("lat", "lon", "einwohner")


class NoProject(Exception):
    """There is no registry here; the sentence says how to begin."""


class BrokenSettings(Exception):
    """`fh.yaml` cannot be used; `findings` say why."""

    def __init__(self, findings: list[Finding], project: Project) -> None:
        super().__init__("Die Einstellungen in fh.yaml sind noch nicht brauchbar.")
        self.findings = findings
        self.project = project


class Project:
    """One Kreis. `settings` are the typed values of `fh.yaml`, `findings` what is wrong with that file.

    `tree` is where its public files are read: the folder, or with `past` a stored state of it. Of the past nothing
    private is ever read; `private` is then told explicitly (a state about to be stored is checked with what is there).
    """

    def __init__(
        self, root: Path, today: date | None = None, past: Tree | None = None, with_private: bool = False
    ) -> None:
        self.root = root
        self.past = past
        self.tree: Folder = past.root if past else root
        self.with_private = past is None or with_private
        self.resources = Resources(self.tree)
        self.frame = Frame(root, past, (SETTINGS, MUNICIPALITIES, POSTCODES))
        own = {"gemeinden": self._municipalities, "teilkreise": self._parts}
        self.vocabularies = Vocabularies(self.resources, own, self.frame.kept.get("words"))
        self.settings: dict[str, Any] = {}
        self.findings: list[Finding] = []
        self._today = today
        self._is_behind = False
        if kept := self.frame.kept:
            self.format, self.settings = kept["format"], kept["settings"]
        else:
            self._read_settings()

    def _read_settings(self) -> None:
        from .migrations import newest
        from .settings import read_settings

        try:
            raw = (self.tree / SETTINGS).read_bytes()
        except OSError as error:
            raise NoProject(f"Die Einstellungen {self.root / SETTINGS} sind nicht lesbar: {error.strerror}.") from None
        self.format, self.settings, self.findings = read_settings(raw, SETTINGS, self.kinds, self.past is None)
        self._is_behind = self.format < newest()
        if not (self.findings or self._is_behind):
            self.frame.keep(self.format, self.settings, self.kinds)

    @property
    def is_old(self) -> bool:
        """Whether the files on disk have to be migrated first; stored states are lifted as they are read."""
        return self.past is None and self._is_behind

    def lift(self, kind: Kind) -> Callable[[dict[str, Any]], dict[str, Any]] | None:
        """What turns the values of a kind's files into those of the newest format; None where they are."""
        if not self._is_behind:
            return None
        from .migrations import lifted

        return partial(lifted, kind.name, format=self.format)

    @cached_property
    def kinds(self) -> Kinds:
        """All kinds of records, the project's own included."""
        return Kinds(self.resources, self.vocabularies, self.frame.kept.get("schemas"))

    @cached_property
    def as_of(self) -> date:
        """The reference date (Stichtag): asked for, fixed in `fh.yaml`, else today."""
        if self._today:
            return self._today
        fixed = self.settings.get("stichtag")
        return date.fromisoformat(fixed) if fixed else day_of_clock()

    @cached_property
    def private(self) -> Path | None:
        """The private folder, None where it is absent, as it is in CI."""
        name = self.settings.get("privat") if self.with_private else None
        path = (self.root / os.path.expanduser(name)) if name else None
        return path if path and path.is_dir() else None

    def base(self, kind: Kind) -> Path | None:
        """The folder a kind's own folder stands in; None for private kinds without the private folder."""
        return self.private if kind.private else self.root

    def files(self, kind: Kind) -> Iterator[Path]:
        """All record files of a kind, sorted by path."""
        return map(Path, self.paths(kind))

    def paths(self, kind: Kind) -> Iterator[str]:
        """The same as text, which is ten times as fast for many files."""
        base = self.base(kind)
        if self.past and not kind.private:
            yield from (os.path.join(self.root, name) for name in _yaml_names(self.past, kind.folder))
        elif base is not None:
            yield from _yaml_files(os.path.join(base, kind.folder))

    def place(self, name: str) -> Folder:
        """A file by its name for people: on disk, or in the state the project is seen in."""
        return self.past.root / name if self.past and name in self.past.ids else self.root / name

    def entries(self, folder: str) -> list[tuple[str, bool]]:
        """What stands directly in a public folder, sorted: each name, and whether it is a folder."""
        if self.past:
            return list(self.past.entries(folder))
        try:
            with os.scandir(self.root / folder) as listing:
                return sorted((entry.name, entry.is_dir()) for entry in listing)
        except OSError:
            return []

    def yaml_below(self, folder: str) -> list[str]:
        """The names of all YAML files below a public folder, whatever it is for."""
        if self.past:
            return _yaml_names(self.past, folder)
        return list(map(self.name_of, _yaml_files(os.path.join(self.root, folder))))

    def name_of(self, path: Path | str) -> str:
        """A file as people name it: relative to the project, with slashes."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def kind_of(self, path: Path) -> Kind | None:
        """The kind whose folder a file lies in."""
        absolute = os.path.abspath(path)
        for kind in self.kinds.values():
            base = self.base(kind)
            if base is not None and absolute.startswith(os.path.abspath(base / kind.folder) + os.sep):
                return kind
        return None

    @cached_property
    def postcodes(self) -> dict[str, frozenset[str]]:
        """Which postcodes a municipality has, by its key; empty where the project keeps no such list."""
        import csv

        found: dict[str, set[str]] = {}
        path = self.tree / POSTCODES
        if path.is_file():
            lines = path.read_text("utf-8-sig", errors="replace").splitlines()
            for row in csv.DictReader(line for line in lines if not line.startswith("#")):
                if row.get("ags") and row.get("plz"):
                    found.setdefault(row["ags"], set()).add(row["plz"])
        return {ags: frozenset(codes) for ags, codes in found.items()}

    def _municipalities(self) -> Vocabulary:
        import csv

        words: dict[str, Word] = {}
        path = self.tree / MUNICIPALITIES
        part_of = _part_of(self.settings.get("teilkreise") or {})
        if path.is_file():
            lines = (line for line in path.read_text("utf-8-sig").splitlines() if not line.startswith("#"))
            for row in csv.DictReader(lines):
                code, name = row.pop("ags"), row.pop("name")
                attributes = {key: _number(key, value) for key, value in row.items() if value}
                if part := part_of(code, attributes.get("amt")):
                    attributes["teilkreis"] = part
                words[code] = Word(code, {"de": name}, (), attributes)
        return Vocabulary("gemeinden", "Gemeinden", words)

    def _parts(self) -> Vocabulary:
        parts = self.settings.get("teilkreise") or {}
        words = {code: Word(code, {"de": part["titel"]}) for code, part in parts.items()}
        return Vocabulary("teilkreise", "Teilkreise", words)


def _part_of(parts: dict[str, Any]) -> Any:
    by_ags = {ags: code for code, part in parts.items() for ags in part.get("gemeinden", ())}
    by_amt = {amt: code for code, part in parts.items() for amt in part.get("aemter", ())}
    return lambda ags, amt: by_ags.get(ags) or by_amt.get(amt)


def _number(key: str, value: str) -> Any:
    return (float(value) if "." in value else int(value)) if key in _CSV_NUMBERS else value


def _yaml_files(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _yaml_files(entry.path)
        elif entry.name.endswith((".yaml", ".yml")):
            yield entry.path


def _yaml_names(tree: Tree, folder: str) -> list[str]:
    """The same of a stored state, as names below the project."""
    return [
        name
        for name in tree.below(folder)
        if name.endswith((".yaml", ".yml")) and "/." not in name.removeprefix(folder)
    ]


def author_of(project: Project) -> tuple[str, str]:
    """Name and address for states where git does not know who stores: those of the registry."""
    contact = project.settings.get("kontakt") or {}
    return str(project.settings.get("name", "Register")), str(contact.get("email") or "register@localhost")


def day_of_clock() -> date:
    """Today by the computer's clock, for `fh init`, which has no project yet to ask."""
    return date.today()


def record_id(path: Path | str) -> str:
    """The id a file name stands for, whether or not it is a valid one."""
    # As basename says, in a third of the time; names in stored states have slashes everywhere.
    return os.fspath(path).replace(os.sep, "/").rpartition("/")[2].rpartition(".")[0]


def is_id(text: str) -> bool:
    """Whether a text may be the id of a record."""
    return ID.match(text) is not None


def usable(project: Project) -> Project:
    """The project, if its settings can be used. Raises `BrokenSettings`."""
    if any(finding.is_error for finding in project.findings):
        raise BrokenSettings(project.findings, project)
    return project


def find_project(start: Path, today: date | None = None) -> Project:
    """The project `start` lies in. Raises `NoProject`, or `BrokenSettings` when `fh.yaml` has errors."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS).is_file():
            return usable(Project(candidate, today))
    raise NoProject(
        f"In {folder} und darüber gibt es kein Register (keine Datei {SETTINGS}).\n"
        "Ein neues Register beginnt mit: fh init --kreis 01053"
    )
