"""Closed lists of words: codes with labels, synonyms and attributes, from `vocabularies/NAME.yaml`.

The project's file of the same name adds words and changes attributes word by word. The municipalities of the Kreis
and its parts (Teilkreise) are vocabularies too; the project supplies them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..folding import key, nearest
from ..resources import Folder, Resources
from .compiling import SchemaFault

Raw = tuple[dict[str, str], dict[str, dict[str, Any]]]
"""What stands in the files of a list: title, description and source, and by code what is said of each word."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its code as written in records, a label per language, other names, further attributes."""

    code: str
    labels: Mapping[str, str]
    synonyms: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def label(self, language: str = "de") -> str:
        """The label in a language, in German where it lacks, else the code."""
        return self.labels.get(language) or self.labels.get("de") or self.code


class Vocabulary:
    """The words of one list, in the order of the file."""

    def __init__(self, name: str, title: str, words: dict[str, Word], description: str = "", source: str = "") -> None:
        self.name = name
        self.title = title
        self.words = words
        self.description = description
        self.source = source
        self._index: dict[str, list[str]] | None = None

    def label(self, code: str, language: str = "de") -> str:
        """The label of a code; the code itself when it is none of ours."""
        word = self.words.get(code)
        return word.label(language) if word else code

    def resolve(self, text: str) -> list[str]:
        """The codes people mean by a code, a label or a synonym, however they spell it."""
        if text in self.words:
            return [text]
        if self._index is None:
            self._index = {}
            for code, word in self.words.items():
                for name in dict.fromkeys(map(key, (code, *word.labels.values(), *word.synonyms))):
                    self._index.setdefault(name, []).append(code)
        return self._index.get(key(text), [])

    def suggest(self, text: str) -> list[str]:
        """The codes somebody probably meant, best first."""
        return self.resolve(text) or nearest(
            text, {code: [*word.labels.values(), *word.synonyms] for code, word in self.words.items()}
        )


class Vocabularies:
    """All vocabularies of a project, read when first asked for."""

    def __init__(
        self,
        resources: Resources,
        own: Mapping[str, Callable[[], Vocabulary]] | None = None,
        kept: Mapping[str, Raw] | None = None,
    ) -> None:
        """`own`: lists that the project makes; `kept`: what is known of all files."""
        self._resources = resources
        self._own = dict(own or {})
        self._kept = kept or {}
        self._loaded: dict[str, Vocabulary] = {}

    def __getitem__(self, name: str) -> Vocabulary:
        if name not in self._loaded:
            self._loaded[name] = self._own[name]() if name in self._own else self._load(name)
        return self._loaded[name]

    def is_open(self, name: str) -> bool:
        """Whether the project supplies the words, so that a rule judges them and not the schema."""
        return name in self._own

    def names(self) -> list[str]:
        """All names, the project's own lists included."""
        return sorted({*self.in_files(), *self._own})

    def in_files(self) -> list[str]:
        """The names of those that stand in files."""
        return [name.removesuffix(".yaml") for name in self._resources.names("vocabularies", ".yaml")]

    def raw(self, name: str) -> Raw:
        """What the files say: about the list, and of each word. Raises `SchemaFault`."""
        if name in self._kept:
            return self._kept[name]
        paths = self._resources.all("vocabularies", f"{name}.yaml")
        if not paths:
            raise SchemaFault(f"Das Vokabular »{name}« gibt es nicht (vocabularies/{name}.yaml fehlt).")
        about = {"titel": name, "beschreibung": "", "quelle": ""}
        raw: dict[str, Any] = {}
        for path in paths:
            data = _content(path)
            about.update({key: data[key] for key in about if key in data})
            for code, word in (data.get("woerter") or {}).items():
                raw[code] = {**raw.get(code, {}), **word}
        return about, raw

    def _load(self, name: str) -> Vocabulary:
        about, raw = self.raw(name)
        words = {code: _word(code, value) for code, value in raw.items()}
        return Vocabulary(name, about["titel"], words, about["beschreibung"], about["quelle"])


def _content(path: Folder) -> dict[str, Any]:
    from ..documents import read, read_values

    raw = path.read_bytes()
    if (values := read_values(raw)) is not None:
        return values
    document = read(raw)
    if document.accident or not isinstance(document.data, dict):
        reason = document.accident.message if document.accident else "Es enthält keine Liste von Wörtern."
        raise SchemaFault(f"Das Vokabular {path} ist nicht lesbar: {reason}")
    return document.data


def _word(code: str, raw: dict[str, Any]) -> Word:
    labels = raw.get("bezeichnung") or {}
    if isinstance(labels, str):
        labels = {"de": labels}
    known = ("bezeichnung", "synonyme")
    attributes = {name: value for name, value in raw.items() if name not in known}
    return Word(code, labels, tuple(raw.get("synonyme") or ()), attributes)
