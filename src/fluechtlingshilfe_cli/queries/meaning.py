"""What a word means beyond its letters: the vocabulary words it is a synonym of, and synonyms near to it.

»Deutschkurs« means the Handlungsfeld »Sprache«. Such a word says much more than was asked (»Fahrrad« is Mobilität, and so
is the bus), so a hit by meaning alone counts less than one whose text says something near, as »Rad« or »Deutsch«.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..folding import fold
from ..schemas.vocabularies import Vocabulary
from .words import stem, words_of

_BROAD = 15
"""A word with more synonyms names a whole field of things; with fewer, it is just another name (»Farsi«)."""

_PREFIX = 5


@dataclass(frozen=True, slots=True)
class Meaning:
    """The words of one vocabulary that are meant: `narrow` ones say the same, `broad` ones more; `near` needles."""

    narrow: frozenset[tuple[str, str]] = frozenset()
    broad: frozenset[tuple[str, str]] = frozenset()
    near: tuple[str, ...] = ()


def meanings(word: str, vocabularies: Iterable[Vocabulary]) -> Meaning:
    """The codes `(vocabulary, code)` a folded word stands for, by synonym or as the first part of a compound."""
    forms = {word, stem(word)}
    narrow: set[tuple[str, str]] = set()
    broad: set[tuple[str, str]] = set()
    near: set[str] = set()
    for vocabulary in vocabularies:
        for code, entry in vocabulary.words.items():
            names = _names(entry.labels.values(), entry.synonyms)
            if not any(_means(forms, name) for name in names):
                continue
            (broad if len(names) > _BROAD else narrow).add((vocabulary.name, code))
            near |= {name for name in names if len(name) > 2 and name != word and (word.startswith(name) or word.endswith(name))}
    return Meaning(frozenset(narrow), frozenset(broad), tuple(sorted(near)))


def _means(forms: set[str], name: str) -> bool:
    return name in forms or stem(name) in forms or (len(name) >= _PREFIX and any(form.startswith(name) for form in forms))


def _names(labels: Iterable[str], synonyms: Iterable[str]) -> set[str]:
    names = {fold(name).strip() for name in synonyms}
    for label in labels:
        said = words_of(label)
        names |= {" ".join(said), *(word for word in said if len(word) >= _PREFIX)}
    return names
