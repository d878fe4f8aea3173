"""Words of a question and where they stand in a text: folded, without endings, also inside compounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..folding import fold

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ern", "en", "er", "es", "em", "e", "n", "s")
_SHORT = 4
"""Shorter words are found only where a word begins: »rad« is not meant in »Grad«."""

_SMALL_TALK = """
    aber alle als am an auch auf aus bei beim bin bitte brauche brauchen braucht da dann das dass dem den der
    des die dies diese dort ein eine einem einen einer er es etwas für gibt gibts habe haben hallo helfen
    hilft hilfe hier ich im in ist jemand jemanden kann kennt können könnte man mein meine mich mir mit möchte
    nach nähe näher noch oder ort rund sich sie sind suche suchen sucht um und uns unter vom von vor was wann
    welche wenn wer wie will wir wo woher wohin zu zum zur zwischen angebot angebote
"""
_UNSAID = frozenset(fold(_SMALL_TALK).split())


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def meant(words: list[str], place: Iterable[str] = ()) -> list[str]:
    """The words that say what is looked for, without those that name the place; all where nothing else was said."""
    rest = [word for word in dict.fromkeys(words) if word not in place]
    told = [word for word in rest if word not in _UNSAID]
    return told or ([] if place else rest)


@cache
def stem(word: str) -> str:
    """The word without its ending, so that »Fahrrädern« finds »Fahrrad«; short words stay as they are."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            return word[: -len(ending)]
    return word


@cache
def _begins(needle: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(needle)}(?P<more>[^\W_]*)")


def strength(word: str, text: str) -> float:
    """How well a folded text says the word: 1 as a word of its own, less as a part of one, 0 not at all."""
    best = 0.0
    for needle, worth in ((word, 1.0), (stem(word), 0.85)):
        if worth <= best or needle not in text:
            continue
        ends = [len(found["more"]) for found in _begins(needle).finditer(text)]
        if ends:
            best = max(best, worth * (1.0 if min(ends) <= (2 if needle != word else 0) else 0.8))
        elif len(needle) >= _SHORT:
            best = max(best, worth * 0.5)
    return best


def slipped(word: str, others: set[str]) -> list[str]:
    """The words one slip of typing away (two for long ones), also at the beginning of a compound; nearest first."""
    if len(word) < 5:
        return []
    from rapidfuzz.distance import OSA

    most = 1 if len(word) < 9 else 2
    scored = []
    for other in others:
        sizes = {size for size in (len(word) - 1, len(word), len(word) + 1, len(other)) if 3 < size <= len(other)}
        best = min((OSA.distance(word, other[:size], score_cutoff=most) for size in sizes), default=most + 1)
        if best <= most:
            scored.append((best, abs(len(other) - len(word)), other))
    return [other for _, _, other in sorted(scored)]


def similar(word: str, others: set[str], most: int = 3) -> list[str]:
    """Words that look alike, for people who found nothing."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    found = process.extract(word, sorted(others), scorer=JaroWinkler.similarity, score_cutoff=0.87, limit=most)
    return [other for other, _, _ in found]


def spelt(folded: str, texts: Iterable[str]) -> str:
    """A folded word as it is written in one of the texts."""
    for text in texts:
        if folded in fold(text):
            for word in _WORD.findall(text):
                if fold(word) == folded:
                    return str(word)
    return folded
