"""The tool's own words for readers of views, one file per language: `templates/texts/<lang>.yaml`.

A project's file of the same name changes or adds single texts. A missing text falls back to German. Below `woerter`
stand the labels of vocabularies, below `erlaeuterungen` their sentences, so that a native speaker has to read one file
only; `pruefung` says whether one did.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..documents import read
from ..resources import Resources
from ..schemas.compiling import SchemaFault

FALLBACK = "de"
_FOLDER = "templates/texts"
_WORDS, _EXPLAINED, _TIMES, _CHECKED = "woerter", "erlaeuterungen", "zeiten", "pruefung"
Labels = Mapping[str, Mapping[str, str]]


class UnknownLanguage(Exception):
    """There are no texts in this language; the sentence names those there are."""


def texts(resources: Resources, language: str = FALLBACK) -> Mapping[str, str]:
    """All texts of a language by key. Raises `SchemaFault` for a file that cannot be read, `UnknownLanguage`."""
    known = languages(resources)
    if language not in known:
        raise UnknownLanguage(f"Die Sprache »{language}« gibt es noch nicht. Möglich sind: {', '.join(known)}.")
    found: dict[str, str] = {}
    for name in dict.fromkeys((FALLBACK, language)):
        for data in _files(resources, name):
            found.update({key: text.strip() for key, text in data.items() if isinstance(text, str)})
    return found


def languages(resources: Resources) -> list[str]:
    """The languages there are texts in."""
    return [name.removesuffix(".yaml") for name in resources.names(_FOLDER, ".yaml")]


def labels(resources: Resources, language: str) -> Labels:
    """The labels of vocabulary words in a language, by vocabulary and code."""
    return _by_word(resources, language, _WORDS)


def explanations(resources: Resources, language: str) -> Labels:
    """What words mean, a sentence each, by vocabulary and code; German ones stand in the vocabularies."""
    return _by_word(resources, language, _EXPLAINED)


def _by_word(resources: Resources, language: str, part: str) -> Labels:
    found: dict[str, dict[str, str]] = {}
    for data in _files(resources, language):
        for vocabulary, words in (data.get(part) or {}).items():
            found.setdefault(vocabulary, {}).update(words)
    return found


def times(resources: Resources, language: str) -> Mapping[str, Any]:
    """Phrases for days and times in a language; none for German."""
    found: dict[str, Any] = {}
    for data in _files(resources, language):
        found.update(data.get(_TIMES) or {})
    return found


def group(resources: Resources, name: str, language: str = FALLBACK) -> Mapping[str, str]:
    """Texts that stand together below a name, for an output that there is in one language only."""
    found: dict[str, str] = {}
    for data in _files(resources, language):
        found.update({key: str(text).strip() for key, text in (data.get(name) or {}).items()})
    return found


def is_checked(resources: Resources, language: str) -> bool:
    """Whether a native speaker read all files of the language."""
    marks = [data.get(_CHECKED) or {} for data in _files(resources, language)]
    return all(mark.get("geprueft") == "muttersprachlich" for mark in marks)


def _files(resources: Resources, language: str) -> list[dict[str, Any]]:
    found = []
    for path in resources.all(_FOLDER, f"{language}.yaml"):
        document = read(path.read_bytes())
        if document.accident or not isinstance(document.data, dict):
            reason = document.accident.message if document.accident else "Es enthält keine Texte."
            raise SchemaFault(f"Die Textdatei {path} ist nicht lesbar: {reason}")
        found.append(document.data)
    return found
