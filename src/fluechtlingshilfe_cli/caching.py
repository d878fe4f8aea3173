"""Verdicts kept between runs: a file that did not change and was clean need not be read again.

Beside them lie the answers of registry rules, for `answers.py`, and where all values are kept, how the folders of
records looked, so that questions take out single records and never look at the others.

The cache holds no private record and no value of one, and is thrown away whenever the tool, a schema, a word list or
a setting changed.
"""

from __future__ import annotations

import os
import time
from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from . import remembering
from .project import Project
from .records import Packed
from .remembering import Mark, is_settled, path_of, youngest
from .shelving import Row, Shelf
from .watching import Folder, are_as_they_were, looked, marks_of

UNSTORED: Mark = b"-"
"""The mark of content that lies in no file."""

_BETWEEN = "\0"
"""Stands in no name of a file."""


class Entry(NamedTuple):
    """What was made of a file: its mark, its packed values (none when it is not sound), whether it is clean."""

    kind: str
    id: str
    mark: Mark
    packed: Packed
    clean: bool


class _Head(NamedTuple):
    """What is known of all files, each column in the order in which their values lie, as plain as it is read fast."""

    kinds: tuple[tuple[str, int], ...] = ()
    ids: str = ""
    files: str = ""
    marks: bytes = b""
    lengths: bytes = b""
    unclean: tuple[int, ...] = ()
    folders: tuple[Folder, ...] = ()
    youngest: int = 0
    generation: int = 0
    answers: Any = None


class Cache:
    """What is known of files by their names, and what registry rules answered."""

    def __init__(self, project: Project, name: str, whole: bool = False) -> None:
        """`name`: what was asked of the files. `whole`: all values are kept, so that questions are answered by them."""
        self._project = project
        self._whole = whole
        self._path = path_of(project.root, f"{'past' if project.past else ''} {name}", "verdicts")
        self._state = (project.frame.state, name)
        self._shelved = remembering.unshelve(self._path, self._state)
        self._head = _Head(*self._shelved.head) if self._shelved.head else _Head()
        self._is_young = not is_settled(self._head.youngest, self._shelved.written)
        self._fresh: dict[str, Entry] = {}
        self.answers: Any = self._head.answers
        self.generation = self._head.generation
        """A number that no other state of the records has; 0 as long as none of them is kept."""

    @cached_property
    def _ids(self) -> list[str]:
        return self._head.ids.split(_BETWEEN)

    @cached_property
    def _files(self) -> list[str]:
        return self._head.files.split(_BETWEEN)

    @cached_property
    def _lengths(self) -> array[int]:
        return array("q", self._head.lengths)

    @cached_property
    def _kinds(self) -> list[str]:
        return [name for name, count in self._head.kinds for _ in range(count)]

    @cached_property
    def _known(self) -> dict[str, Entry]:
        marks, content, begin = self._head.marks, self._shelved.content, self._shelved.begin
        wide = len(marks) // max(len(self._lengths), 1)
        unclean = set(self._head.unclean)
        found = {}
        for place, (kind, length) in enumerate(zip(self._kinds, self._lengths, strict=True)):
            mark, packed = marks[place * wide : (place + 1) * wide], content[begin : begin + length]
            found[self._files[place]] = Entry(kind, self._ids[place], mark, packed, place not in unclean)
            begin += length
        return found

    def get(self, file: str, mark: Mark) -> Packed | None:
        """The packed values of a clean file, or None when it must be judged."""
        found = self._known.get(file)
        if found is None or not found.clean or found.mark != mark:
            return None
        if self._is_young and not is_settled(youngest(mark), self._shelved.written):
            return None
        self._fresh[file] = found
        return found.packed

    def put(self, file: str, entry: Entry) -> None:
        """Keeps what was made of a file."""
        self._fresh[file] = entry

    def edits(self) -> list[tuple[str, Packed, Packed]] | None:
        """Which files hold other values than in the last run, with both; None when records came or went."""
        if self._fresh.keys() != self._known.keys():
            return None
        found = []
        for file, entry in self._fresh.items():
            known = self._known[file]
            if entry is not known and entry.packed != known.packed:
                if not (entry.packed and known.packed):
                    return None
                found.append((file, known.packed, entry.packed))
        return found

    def is_current(self) -> bool:
        """Whether all public files are those that were there when the values were kept, unchanged."""
        if not self._head.folders or self._is_young:
            return False
        start = f"{self._project.root}{os.sep}"
        return are_as_they_were(self._head.folders) and marks_of(start, self._files) == self._head.marks

    def shelves(self) -> dict[str, Shelf]:
        """All sound records, by kind; for who knows that they are current."""
        found: dict[str, Shelf] = {}
        place, begin = 0, self._shelved.begin
        for name, count in self._head.kinds:
            rows = slice(place, place + count)
            ids, files, lengths = self._ids[rows], self._files[rows], self._lengths[rows]
            if 0 in lengths:  # what is not sound
                ids, files = ([one for one, wide in zip(row, lengths, strict=True) if wide] for row in (ids, files))
            row = Row(filter(None, lengths), begin, self._shelved.content)
            found[name] = Shelf(self._project.kinds[name], ids, files, row)
            place, begin = rows.stop, row.end
        return found

    def unclean(self) -> list[tuple[str, str, str]]:
        """Kind, id and name of the files that must be judged again because there was something to say."""
        return [(self._kinds[place], self._ids[place], self._files[place]) for place in self._head.unclean]

    def save(self) -> None:
        """Writes what is new; a folder that cannot be written is no misfortune."""
        if not self._project.frame.is_settled:
            return
        folders = self._folders()
        known = self._fresh == self._known and self.answers == self._head.answers
        if known and folders == self._head.folders and not self._is_young:
            return
        self.generation = time.time_ns()
        rows = sorted((entry.kind, entry.id, file) for file, entry in self._fresh.items())
        entries = [self._fresh[file] for _, _, file in rows]
        marks = b"".join(entry.mark for entry in entries)
        head = _Head(
            kinds=tuple(Counter(entry.kind for entry in entries).items()),
            ids=_BETWEEN.join(entry.id for entry in entries),
            files=_BETWEEN.join(file for _, _, file in rows),
            marks=marks,
            lengths=array("q", (len(entry.packed) for entry in entries)).tobytes(),
            unclean=tuple(place for place, entry in enumerate(entries) if not entry.clean),
            folders=folders,
            youngest=0 if self._project.past else youngest(marks, *(mark for _, mark, _ in folders)),
            generation=self.generation,
            answers=self.answers,
        )
        remembering.shelve(self._path, self._state, tuple(head), [entry.packed for entry in entries])

    def _folders(self) -> tuple[Folder, ...]:
        """How the folders of records look, if they hold what was read and nothing else; otherwise none."""
        if not self._whole or self._project.past:
            return ()
        homes = [str(self._project.root / kind.folder) for kind in self._project.kinds.values() if not kind.private]
        seen = [one for home in homes for one in looked(home)]
        files = {path.replace(os.sep, "/") for _, paths in seen for path in paths}
        root = self._project.root.as_posix()
        sound = [(entry.kind, entry.id) for entry in self._fresh.values() if entry.packed]
        same = files == {f"{root}/{file}" for file in self._fresh} and len(sound) == len(set(sound))
        return tuple(folder for folder, _ in seen) if same else ()


class Keepsake:
    """Something that depends on the same things as verdicts, besides what its owner compares itself."""

    def __init__(self, project: Project, name: str) -> None:
        self._path = path_of(project.root, f"{'past' if project.past else ''} {name}", "index")
        self._state = (project.frame.state, name)
        self._is_settled = project.frame.is_settled
        self.shelved = remembering.unshelve(self._path, self._state)

    def keep(self, head: tuple[Any, ...], parts: Sequence[bytes | memoryview]) -> None:
        """Keeps plain values, and what is read only in part, for the next run."""
        if self._is_settled:
            remembering.shelve(self._path, self._state, head, parts)
