"""Entries of the registry that a row may already be, with the evidence: name, place, number, mailbox, page.

Rows are never compared with all entries, only with those that share a word of the name or a way to reach them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..days import german
from ..editing import Add, change, order_of
from ..folding import fold, key
from ..project import SETTINGS, Project
from ..records import Record, walk
from ..registry import Registry
from ..schemas.kinds import Kind
from ..similar import words_of

_RARE = 3
"""A word that more entries have in their name tells nothing about one of them."""
_TOLD = {
    "name": "gleicher Name",
    "wort": "ähnlicher Name",
    "gemeinden": "gleiche Gemeinde",
    "plz": "gleiche Postleitzahl",
    "telefon": "gleiche Telefonnummer",
    "email": "gleiche E-Mail-Adresse",
    "url": "gleiche Internetseite",
}
_PROJECT, _APART = "project", "keine_dubletten"
_WAYS = ("telefon", "email", "url")


@dataclass(frozen=True, slots=True)
class Twin:
    """An entry that may be the same, and why."""

    record: Record
    reasons: tuple[str, ...]

    @property
    def evidence(self) -> str:
        """The reasons as people read them."""
        return ", ".join(_TOLD[reason] for reason in self.reasons)


class Twins:
    """The entries of a kind, ready to be asked about many rows."""

    def __init__(self, registry: Registry, kind: Kind) -> None:
        self.kind = kind
        self._forms = [
            (one.path, str(one.keyword("format")))
            for one in kind.having("format")
            if one.keyword("format") in (*_WAYS, "plz")
        ]
        self._forms += [
            (one.path, "gemeinden")
            for one in kind.fields.values()
            if one.vocabulary == "gemeinden" and "." not in one.path
        ]
        self._by_word: defaultdict[str, list[Record]] = defaultdict(list)
        self._by_mark: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in registry.of(kind.name):
            for word in self._words(record.title):
                self._by_word[word].append(record)
            for mark in set(self._marks(record.data)):
                self._by_mark[mark].append(record)
        settings = registry.project.settings.get(_APART) or ()
        self._different = {frozenset((str(one.get("a")), str(one.get("b")))) for one in settings}

    def of(self, data: Mapping[str, Any], id: str) -> list[Twin]:
        """The entries a row may be, the likeliest first; `id` is the one it would get."""
        title = str(data.get(self.kind.title_field) or "")
        words, marks = self._words(title), set(self._marks(data))
        found: dict[str, Record] = {}
        for word in words:
            if len(self._by_word[word]) <= _RARE:
                found |= {record.id: record for record in self._by_word[word]}
        for mark in marks:
            if mark[0] in _WAYS and len(self._by_mark[mark]) <= _RARE:
                found |= {record.id: record for record in self._by_mark[mark]}
        twins = []
        for record in found.values():
            reasons = self._reasons(title, words, marks, record)
            pair = frozenset((f"{self.kind.name}/{id}", record.key))
            if reasons and pair not in self._different:
                twins.append(Twin(record, reasons))
        return sorted(twins, key=lambda twin: (-len(twin.reasons), twin.record.id))[:3]

    def _reasons(self, title: str, words: set[str], marks: set[tuple[str, str]], record: Record) -> tuple[str, ...]:
        """Why both may be one; nothing where a name or a way alone says too little."""
        theirs, there = self._words(record.title), set(self._marks(record.data))
        shared = {kind for kind, _ in marks & there}
        mine = {mark for mark in marks if mark[0] == "gemeinden"}
        elsewhere = mine and {m for m in there if m[0] == "gemeinden"} and "gemeinden" not in shared
        same = key(title) == key(record.title) != ""
        alike = bool(words & theirs) and len(words & theirs) * 2 >= len(words | theirs)
        if not (same or alike or (words & theirs and shared & set(_WAYS))):
            return ()
        if elsewhere and not shared & set(_WAYS):
            return ()
        return ("name" if same else "wort", *(name for name in _TOLD if name in shared))

    def _words(self, title: str) -> set[str]:
        return {word for word in map(fold, words_of(title)) if len(word) > 2}

    def _marks(self, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for path, form in self._forms:
            for _, value in walk(data, tuple(path.split(".")), ()):
                if text := bare(form, str(value)):
                    yield form, text


def kept_apart(project: Project, pairs: Iterable[tuple[str, str]], name: str) -> bytes:
    """The settings with pairs of entries noted as different, so that checking does not ask about them again.

    `name` is the list a person decided about. Raises `EditRefused` and OSError.
    """
    kind = Kind(_PROJECT, project.kinds.compiled(_PROJECT))
    reason = f"Bei der Übernahme der Liste »{name}« am {german(project.as_of)} als verschieden beurteilt."
    notes = [Add((_APART,), {"a": first, "b": second, "grund": reason}) for first, second in pairs]
    return change((project.root / SETTINGS).read_bytes(), notes, order_of(kind))


def bare(form: str, text: str) -> str:
    """A value without what people write this way or that."""
    if form == "telefon":
        return "".join(filter(str.isdigit, text)).removeprefix("0049").removeprefix("49").removeprefix("0")
    if form == "url":
        return text.casefold().partition("://")[2].removeprefix("www.").rstrip("/") or text.casefold()
    return text.casefold().strip()
