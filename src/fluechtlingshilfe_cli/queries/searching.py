"""Full text over everything public, and the phone question: what, and where from.

All words must be found, in a part or in the record around it. Hits whose text says the word come before hits that only
belong to the field meant. With a place, offers there or serving it come first, then the nearest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..folding import fold
from ..schemas.kinds import Kind
from ..schemas.vocabularies import Vocabulary
from . import Source, corpus
from .corpus import Text, Unit
from .fields import NAMING
from .meaning import Meaning, meanings
from .places import PARTS, PLACES, Place, distances, misspelt_place, place_in
from .words import meant, slipped, strength, words_of

SAID, MEANT = 1, 2
"""How a hit was found: its text says it, or it only belongs to the field meant."""

HERE, SERVED, AWAY, NOWHERE = range(4)
"""Where a hit is, seen from the place asked for; `NOWHERE`: it says no place."""

_OF_RECORD = 0.5
_STATES = ("aktiv", "im_aufbau", "pausiert")


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


Anywhere = Callable[[Unit], bool]
"""Whether something can be used from everywhere, as on the phone."""


def search(source: Source, question: str, everything: bool = False, anywhere: Anywhere = lambda unit: False) -> Answer:
    """The answer to a question in words people type, best hits first."""
    return _Search(source, question, everything, anywhere).answer


class _Search:
    def __init__(self, source: Source, question: str, everything: bool, anywhere: Anywhere) -> None:
        self.source = source
        self.anywhere = anywhere
        self.units = list(corpus.units(source, everything))
        self.vocabularies = [source.vocabulary(name) for name in self._vocabulary_names()]
        self.places = source.vocabulary(PLACES)
        said = words_of(question)
        place = place_in(said, self.places, source.vocabulary(PARTS))
        rest = [word for word in said if not (place and word in place.words)]
        words = meant(rest) if set(rest) - set(meant([*rest, "und"])) != set(rest) else []
        self.answer = Answer(question, words, place)
        self.meanings = {word: meanings(word, self.vocabularies) for word in words}
        self._mend(place is None)
        self._find()

    def _vocabulary_names(self) -> list[str]:
        kinds = [kind for kind in self.source.project.kinds.values() if not kind.private]
        names = dict.fromkeys(f.vocabulary for kind in kinds for f in kind.having("suche") if f.vocabulary)
        return [name for name in names if name != PLACES]

    def _mend(self, no_place: bool) -> None:
        """Words that stand nowhere are taken for a place, then for the nearest word there is."""
        answer = self.answer
        everywhere = "\n".join(text.folded for unit in self.units for text in unit.texts)
        lost = [word for word in answer.words if not strength(word, everywhere) and not self._means_something(word)]
        if not lost:
            return
        if no_place and (place := misspelt_place(lost, self.places)):
            answer.place = place
            answer.corrected |= {word: place.name for word in place.words}
            answer.words = [word for word in answer.words if word not in place.words]
            lost = [word for word in lost if word not in place.words]
        known = {word for word in words_of(everywhere) if len(word) > 3} if lost else set()
        known |= {word for one in self.vocabularies for entry in one.words.values() for word in map(fold, entry.synonyms)} if lost else set()
        for word in lost:
            if near := slipped(word, known):
                answer.corrected[word] = near[0]
                answer.words[answer.words.index(word)] = near[0]
                self.meanings[near[0]] = meanings(near[0], self.vocabularies)
                answer.nearest += near[:3]
            else:
                answer.unheard.append(word)

    def _means_something(self, word: str) -> bool:
        meaning = self.meanings[word]
        return bool(meaning.narrow or meaning.broad)

    def _find(self) -> None:
        answer = self.answer
        words = [word for word in answer.words if word not in answer.unheard]
        codes = {code for word in words for code in self.meanings[word].broad | self.meanings[word].narrow}
        by_name = {vocabulary.name: vocabulary for vocabulary in self.vocabularies}
        answer.meant = [by_name[name].label(code) for name, code in sorted(codes)]
        near = [needle for word in words for needle in self.meanings[word].near]
        answer.needles = [*words, *near]
        if not words and not answer.place:
            return
        hits = [hit for unit in self.units if (hit := self._hit(unit, words))]
        if not hits and len(words) > 1:
            hits = self._by_most_words(words)
        if answer.place:
            self._locate(hits)
            hits = [hit for hit in hits if words or hit.position in (HERE, SERVED)] or _closest(hits)
        answer.hits = sorted(_without_repeats(hits, bool(answer.place)), key=self._rank)

    def _by_most_words(self, words: list[str]) -> list[Hit]:
        """Where no hit has all words: hits of the words that belong to most of them, the others are unheard."""
        found = {word: [hit for unit in self.units if (hit := self._hit(unit, [word]))] for word in words}
        kept = [word for word in words if found[word]]
        for left_out in sorted(kept, key=lambda word: -len(found[word])):
            rest = [word for word in kept if word != left_out]
            if rest and (hits := [hit for unit in self.units if (hit := self._hit(unit, rest))]):
                self.answer.unheard += [word for word in words if word not in rest]
                return hits
        return []

    def _hit(self, unit: Unit, words: list[str]) -> Hit | None:
        found, score, best, best_text, own = SAID, 0.0, 0.0, None, not words
        for word in words:
            meaning = self.meanings[word]
            how, worth, text = _found(unit.texts, word, meaning)
            own = own or worth > 0
            if unit.above is not None:
                naming = [text for text in unit.above.texts if text.weight >= NAMING]
                above, above_worth, _ = _found(unit.above.texts, word, meaning)
                said_by_name = _found(naming, word, meaning)[0] == SAID
                if not worth:
                    how = above
                elif said_by_name:
                    how = SAID
                worth += above_worth * _OF_RECORD
            if not worth:
                return None
            if text and worth > best:
                best, best_text = worth, text
            found, score = max(found, how), score + worth
        return Hit(unit, found, score, best_text, past=_is_past(unit, self.source)) if own else None

    def _locate(self, hits: Iterable[Hit]) -> None:
        """Where the hits are, seen from the place asked for."""
        assert self.answer.place is not None
        place, away = self.answer.place, distances(self.answer.place, self.places)
        for hit in hits:
            sits, serves = hit.unit.codes(PLACES, many=False), hit.unit.codes(PLACES, many=True)
            hit.code = min(sits, key=lambda code: away.get(code, 1e6), default="")
            hit.kilometres = away.get(hit.code)
            if place.codes & set(sits):
                hit.position = HERE
            elif place.codes & set(serves) or self.anywhere(hit.unit):
                hit.position = SERVED
            elif hit.code:
                hit.position = AWAY

    def _rank(self, hit: Hit) -> tuple[object, ...]:
        state = _STATES.index(hit.unit.state) if hit.unit.state in _STATES else len(_STATES)
        last = (-hit.score, fold(hit.unit.title), hit.unit.record.key)
        if not self.answer.place:
            return (hit.found, hit.past, state > 1, *last)
        away = hit.kilometres if hit.kilometres is not None else 1e6
        return (not hit.is_offer, hit.past, hit.found, state > 1, hit.position, round(away), *last)


def _found(texts: Iterable[Text], word: str, meaning: Meaning) -> tuple[int, float, Text | None]:
    """How a word is found in texts, what that is worth, and in which text best."""
    how, best, where = MEANT, 0.0, None
    field_meant = False
    for text in texts:
        code = (text.field.vocabulary or "", text.code)
        worth = text.weight * strength(word, text.folded)
        if worth:
            how = SAID
        elif text.code and code in meaning.narrow:
            worth, how = text.weight * 0.9, SAID
        elif text.code and code in meaning.broad:
            worth, field_meant = text.weight * 0.4, True
        if worth > best:
            best, where = worth, text
    if how == MEANT and field_meant:
        for text in texts:
            if not text.code and (near := max((strength(name, text.folded) for name in meaning.near), default=0.0)) >= 0.5:
                how = SAID
                if text.weight * near * 0.7 > best:
                    best, where = text.weight * near * 0.7, text
    return how, best, where


def _without_repeats(hits: list[Hit], by_place: bool) -> list[Hit]:
    """Without records that are only found by what their parts say better; by name they stay, unless a place is asked."""
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


def _is_past(unit: Unit, source: Source) -> bool:
    """Whether all days of an event are over."""
    kind: Kind = unit.record.kind
    days = [
        str(value)[:10]
        for field in kind.having("format")
        if field.keyword("format") == "datumzeit" and unit.part is None
        for _, value in unit.record.values(field.path)
    ]
    return bool(days) and max(days) < source.as_of.isoformat()


def labels(vocabulary: Vocabulary, codes: Iterable[str]) -> list[str]:
    """The labels of codes, in the order of the vocabulary."""
    wanted = set(codes)
    return [word.label() for code, word in vocabulary.words.items() if code in wanted]
