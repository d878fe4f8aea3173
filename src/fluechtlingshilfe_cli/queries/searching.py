"""Full text over everything public, and the phone question: what, and where from.

All words must be found, in a part or in the record around it. Hits whose text says the word come before hits that only
belong to the field meant. With a place, offers there or serving it come first, then the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..folding import fold
from . import Source, corpus
from .corpus import Text, Unit
from .fields import NAMING
from .index import Index
from .meaning import Thesaurus
from .places import PARTS, PLACES, Place, distances, misspelt_place, place_in
from .words import meant, similar, slipped, spelt, strength, words_of

SAID, MEANT = 1, 2
"""How a hit was found: its text says it, or it only belongs to the field meant."""

HERE, SERVED, AWAY, ANYWHERE, NOWHERE = range(5)
"""Where a hit is, seen from the place asked for. `ANYWHERE`: by phone or online; `NOWHERE`: it says no place."""

# What a find is worth, as a share of the field's weight: around a part, by a vocabulary's word, by its field only.
_OF_RECORD, _TOUCH, _WORD, _FIELD = 0.5, 0.05, 0.7, 0.4
_RUNNING = ("aktiv", "im_aufbau", "")
_AS_NEAR = 10.0
"""Kilometres up to which a way is better than the phone or a screen."""


@dataclass(slots=True)
class Hit:
    """Something found: what, how well, by which text, and where. Distances in kilometres, None without a place."""

    unit: Unit
    found: int
    score: float
    text: Text | None
    position: int = NOWHERE
    kilometres: float | None = None
    code: str = ""
    """The Gemeinde it is in."""

    past: bool = False

    @property
    def is_offer(self) -> bool:
        """Whether it is something to use: a part, or a record of a kind that has such parts."""
        return self.unit.part is not None or corpus.has_parts(self.unit.record.kind)

    @property
    def is_running(self) -> bool:
        """Whether it can be used now: not paused, not ended, no draft."""
        return self.unit.state in _RUNNING


@dataclass(slots=True)
class Answer:
    """Everything about one question. `unheard`: words nothing was found for; `corrected`: what they were taken for."""

    question: str
    words: list[str]
    place: Place | None
    hits: list[Hit] = field(default_factory=list)
    needles: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    meant: list[str] = field(default_factory=list)
    """Labels of the vocabulary words that were meant."""

    nearest: list[str] = field(default_factory=list)
    """Words of the registry that look like those not found."""

    def typed(self) -> dict[str, str]:
        """The words of the question as they were typed, by their folded form."""
        return {fold(word): word for word in re.findall(r"[^\W_]+", self.question)}


Anywhere = Callable[[Unit], bool]
"""Whether something can be used from everywhere, as on the phone."""


def search(source: Source, question: str, everything: bool = False, anywhere: Anywhere | None = None) -> Answer:
    """The answer to a question in words people type, best hits first."""
    return _Search(source, question, everything, anywhere).answer


class _Search:
    def __init__(self, source: Source, question: str, everything: bool, anywhere: Anywhere | None) -> None:
        self.source = source
        self.anywhere = anywhere
        self.index = Index(source, everything)
        self.places = source.vocabulary(PLACES)
        self.thesaurus = Thesaurus(source.vocabulary(name) for name in self._vocabularies())
        self.common = self.index.common()
        self.moments: dict[str, list[str]] = {}
        said = words_of(question)
        place = place_in(said, self.places, source.vocabulary(PARTS))
        self.answer = Answer(question, meant(said, place.words if place else ()), place)
        self.meanings = {word: self.thesaurus.meaning(word) for word in self.answer.words}
        self._mend()
        self._find()

    def _vocabularies(self) -> list[str]:
        kinds = [kind for kind in self.source.project.kinds.values() if not kind.private]
        names = dict.fromkeys(f.vocabulary for kind in kinds for f in kind.having("suche") if f.vocabulary)
        return [name for name in names if name != PLACES]

    def _mend(self) -> None:
        """Words that stand nowhere are taken for a place, then for the nearest word there is."""
        answer = self.answer
        lost = [word for word in answer.words if not self.meanings[word].codes and not self.index.says(word)]
        if not lost:
            return
        if answer.place is None and (place := misspelt_place(lost, self.places)):
            answer.place = place
            answer.corrected |= dict.fromkeys(place.words, place.name)
            answer.words = [word for word in answer.words if word not in place.words]
            lost = [word for word in lost if word not in place.words]
        if not lost:
            return
        known = {word for text in self.index.texts() for word in words_of(text) if len(word) > 3}
        known |= {name for name in self.thesaurus.words() if len(name) > 3 and " " not in name}
        said = [*self.thesaurus.written, *(text.said for unit in self.index.everything() for text in unit.texts)]
        for word in lost:
            if near := slipped(word, known):
                answer.corrected[word] = spelt(near[0], said)
                answer.words[answer.words.index(word)] = near[0]
                self.meanings[near[0]] = self.thesaurus.meaning(near[0])
            else:
                answer.unheard.append(word)
                answer.nearest += [spelt(other, said) for other in similar(word, known)]

    def _find(self) -> None:
        answer = self.answer
        words = [word for word in answer.words if word not in answer.unheard]
        codes = {code for word in words for code in self.meanings[word].codes}
        answer.meant = [self.source.vocabulary(name).label(code) for name, code in sorted(codes)]
        answer.needles = [*words, *(needle for word in words for needle in self.meanings[word].near)]
        if not words and (answer.unheard or not answer.place):
            return
        if words:
            hits = self._hits(words) or (self._by_most_words(words) if len(words) > 1 else [])
            if answer.place:
                self._locate(hits, answer.place)
        else:
            hits = self._around(answer.place) if answer.place else []
        answer.hits = sorted(_without_repeats(hits, bool(answer.place)), key=self._rank)

    def _by_most_words(self, words: list[str]) -> list[Hit]:
        """Where no hit has all words: hits of the words that belong to most of them, the others are unheard."""
        found = {word: self._hits([word]) for word in words}
        kept = [word for word in words if found[word]]
        for left_out in sorted(kept, key=lambda word: -len(found[word])):
            rest = [word for word in kept if word != left_out]
            if rest and (hits := self._hits(rest)):
                self.answer.unheard += [word for word in words if word not in rest]
                return hits
        return []

    def _hits(self, words: list[str]) -> list[Hit]:
        units = self.index.candidates([(word, self.meanings[word]) for word in words])
        return [hit for unit in units if (hit := self._hit(unit, words))]

    def _around(self, place: Place) -> list[Hit]:
        """Everything in a place and for it, else the nearest."""
        for units in (self.index.having((PLACES, code) for code in place.codes), self.index.everything()):
            hits = [hit for unit in units if (hit := self._hit(unit, []))]
            self._locate(hits, place)
            if found := [hit for hit in hits if hit.position in (HERE, SERVED)]:
                return found
        return _closest(hits)

    def _hit(self, unit: Unit, words: list[str]) -> Hit | None:
        found, score, best, best_text, own = SAID, 0.0, 0.0, None, not words
        for word in words:
            how, worth, text = self._found(unit.texts, word)
            own = own or worth > 0
            if text and worth > best:
                best, best_text = worth, text
            if unit.above is not None:
                above, above_worth, _ = self._found(unit.above.texts, word)
                if not worth:
                    how = above
                elif how == MEANT and self._is_in_name(unit.above, word):
                    how = SAID
                worth = max(worth, above_worth * _OF_RECORD) + above_worth * _TOUCH
            if not worth:
                return None
            found, score = max(found, how), score + worth
        return Hit(unit, found, score, best_text, past=self._is_past(unit)) if own else None

    def _is_in_name(self, unit: Unit, word: str) -> bool:
        names = [text.folded for text in unit.texts if text.weight >= NAMING]
        return any(
            strength(needle, name) >= _OF_RECORD for name in names for needle in (word, *self.meanings[word].near)
        )

    def _found(self, texts: Iterable[Text], word: str) -> tuple[int, float, Text | None]:
        """How a word is found in texts, what that is worth, and in which text best."""
        meaning, how, best, where = self.meanings[word], MEANT, 0.0, None
        codes = meaning.codes
        for text in texts:
            worth = text.weight * strength(word, text.folded) * (_WORD if text.code else 1.0)
            says = worth > 0
            if not says and text.code in codes:
                says = text.code in meaning.narrow
                worth = text.weight * (_WORD if says else _FIELD)
            if says and text.code not in self.common:
                how = SAID
            if worth > best:
                best, where = worth, text
        if how == MEANT and where is not None:
            for text in texts:
                near = 0.0 if text.code else max((strength(name, text.folded) for name in meaning.near), default=0.0)
                if near >= 0.5:
                    how = SAID
                    if text.weight * near * _WORD > best:
                        best, where = text.weight * near * _WORD, text
        return how, best, where

    def _is_past(self, unit: Unit) -> bool:
        """Whether all days of an event are over."""
        kind = unit.record.kind
        if kind.name not in self.moments:
            self.moments[kind.name] = [
                one.path for one in kind.having("format") if one.keyword("format") == "datumzeit"
            ]
        days = [str(value)[:10] for path in self.moments[kind.name] for _, value in unit.record.values(path)]
        return bool(days) and max(days) < self.source.as_of.isoformat()

    def _locate(self, hits: Iterable[Hit], place: Place) -> None:
        """Where the hits are, seen from the place asked for."""
        away = distances(place, self.places)
        for hit in hits:
            sits, serves = hit.unit.codes(PLACES, many=False), hit.unit.codes(PLACES, many=True)
            hit.code = min(sits, key=lambda code: away.get(code, 1e6), default="")
            hit.kilometres = away.get(hit.code)
            if place.codes & set(sits):
                hit.position = HERE
            elif self.anywhere and self.anywhere(hit.unit):
                hit.position, hit.kilometres = ANYWHERE, None
            elif place.codes & set(serves):
                hit.position = SERVED
            elif hit.code:
                hit.position = AWAY

    def _rank(self, hit: Hit) -> tuple[object, ...]:
        last = (-hit.score, fold(hit.unit.title), hit.unit.record.key)
        if not self.answer.place:
            return (hit.found, hit.past, not hit.is_running, *last)
        away = _AS_NEAR if hit.position == ANYWHERE else 1e6 if hit.kilometres is None else hit.kilometres
        position = AWAY if hit.position == ANYWHERE else hit.position
        return (not hit.is_offer, hit.past, hit.found, position, not hit.is_running, round(away), *last)


def _without_repeats(hits: list[Hit], by_place: bool) -> list[Hit]:
    """Without records found only by what their parts say better; by name they stay, unless a place is asked."""
    best: dict[int, int] = {}
    for hit in hits:
        if hit.unit.above is not None:
            best[id(hit.unit.above)] = min(hit.found, best.get(id(hit.unit.above), MEANT))
    return [
        hit
        for hit in hits
        if best.get(id(hit.unit), MEANT + 1) > hit.found
        or (not by_place and hit.text is not None and hit.text.weight >= NAMING)
    ]


def _closest(hits: list[Hit], most: int = 5) -> list[Hit]:
    """The nearest offers, where nobody offers anything in the place itself."""
    offers = [hit for hit in hits if hit.is_offer and hit.kilometres is not None]
    return sorted(offers, key=lambda hit: (hit.kilometres, hit.unit.record.key))[:most]
