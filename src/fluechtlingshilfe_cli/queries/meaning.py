"""What a word means beyond its letters: the vocabulary words it is a synonym of, and synonyms near to it.

»Deutschkurs« means the Handlungsfeld »Sprache«. Such a word says much more than was asked (»Fahrrad« is Mobilität, and
so is the bus), so a hit by meaning alone counts less than one whose text says something near, as »Rad« or »Deutsch«.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..folding import fold
from ..schemas.vocabularies import Vocabulary
from .words import stem

Code = tuple[str, str]
"""Vocabulary and word."""

_BROAD = 15
"""A word with more synonyms names a whole field of things; with fewer, it is just another name (»Farsi«)."""

_PREFIX = 5


@dataclass(frozen=True, slots=True)
class Meaning:
    """The vocabulary words that are meant: `narrow` ones say the same, `broad` ones more; `near`: parts of the word."""

    narrow: frozenset[Code] = frozenset()
    broad: frozenset[Code] = frozenset()
    near: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[Code]:
        """All of them."""
        return self.narrow | self.broad


class Thesaurus:
    """All other names of all words of some vocabularies, folded once."""

    def __init__(self, vocabularies: Iterable[Vocabulary]) -> None:
        self._names: dict[Code, list[str]] = {}
        self._codes: dict[str, list[Code]] = {}
        self.written: list[str] = []
        """All names as they are written."""

        for vocabulary in vocabularies:
            for code, word in vocabulary.words.items():
                written = (*word.labels.values(), *word.synonyms)
                self.written += written
                names = list(dict.fromkeys(fold("\n".join(written)).split("\n")))
                self._names[vocabulary.name, code] = names
                for name in names:
                    self._codes.setdefault(name, []).append((vocabulary.name, code))

    def meaning(self, word: str) -> Meaning:
        """What a folded word stands for: as it is, without its ending, else as the beginning of a compound."""
        forms = dict.fromkeys((word, stem(word)))
        codes = [code for form in forms for code in self._codes.get(form, ())]
        if not codes:
            codes = [code for name, known in self._codes.items() if stem(name) in forms for code in known]
        if not codes:
            starts = [name for name in self._codes if len(name) >= _PREFIX and word.startswith(name)]
            codes = self._codes[max(starts, key=len)] if starts else []
        near = {
            name
            for code in codes
            for name in self._names[code]
            if 2 < len(name) < len(word) and any(form.startswith(name) or form.endswith(name) for form in forms)
        }
        broad = {code for code in codes if len(self._names[code]) > _BROAD}
        return Meaning(frozenset(codes) - broad, frozenset(broad), tuple(sorted(near - forms.keys())))

    def words(self) -> Iterable[str]:
        """All names there are."""
        return self._codes
