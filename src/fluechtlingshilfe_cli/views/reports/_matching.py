"""What answers a need: offers and planned events of its field, ranked by target group, language, place and words.

Candidates come from an index by field and Gemeinde, the nearest first, and never more than a handful per need, so the
cost grows with the number of needs and of offers, not with their product.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...folding import fold
from ...offers import Offer, offers
from ...records import Record
from ..places import kilometres
from ._events import Event, events_ahead
from ._scope import Scope

_ENOUGH = 40
"""Offers after which no farther Gemeinde is looked at."""

_MOST = 200
"""Offers of one field looked at in one Gemeinde; only cities of a size no Kreis here has would have more. Of events of
one field, the next so many.
"""

_FAR = 40.0
"""Kilometres beyond which nobody travels for a weekly offer."""

_SHOWN = 4
_EVERYWHERE = ("online", "telefon")
_WORD = re.compile(r"\w{5,}")
_STEM = 7


@dataclass(frozen=True, slots=True)
class Match:
    """Something that may answer a need: what, whose, where, how good (points), and why in words."""

    key: str
    title: str
    owner: str
    place: str
    points: int
    reasons: tuple[str, ...]
    certain: bool = False
    """Somebody has noted that it answers the need."""


class Matcher:
    """Finds what answers the needs of a registry."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        # A need of the South may be answered from the North: candidates are not narrowed to a part.
        self.by_place: defaultdict[tuple[str, str], list[Offer]] = defaultdict(list)
        self.anywhere: defaultdict[str, list[Offer]] = defaultdict(list)
        self.by_area: defaultdict[tuple[str, str], list[Offer]] = defaultdict(list)
        self.by_key: dict[str, Offer] = {}
        for offer in offers(scope.registry):
            if offer.status == "aktiv":
                self._index(offer)
        self.events = events_ahead(Scope(scope.registry, type(scope.options)()))
        self._events_of: defaultdict[str, list[Event]] = defaultdict(list)
        self._events_for: defaultdict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            self._events_of[str(event.record["handlungsfeld"])].append(event)
            for name in dict.fromkeys(
                (event.record.key, event.record.id, *(f"need/{_id(one)}" for one in event.record["bedarf"] or ()))
            ):
                self._events_for[name].append(event)
        self._near: dict[str, list[tuple[float, str]]] = {}

    def matches(self, need: Record) -> list[Match]:
        """The best answers first; what somebody has noted comes before what only looks alike."""
        found = {match.key: match for match in self._candidates(need)}
        noted = self._noted(need)
        for key, match in noted.items():
            seen = found.get(key)
            reasons = seen.reasons if seen else match.reasons
            found[key] = Match(key, match.title, match.owner, match.place, 1000, ("so eingetragen", *reasons), True)
        ranked = sorted(found.values(), key=lambda match: (-match.points, match.key))
        return ranked[:_SHOWN]

    def planned_for(self, need: Record) -> list[Event]:
        """The events ahead that the need names, or that name it."""
        names = [str(reference) for reference in need["gedeckt_durch"] or ()]
        return [event for name in (*names, need.key) for event in self._events_for.get(name, ())]

    def _index(self, offer: Offer) -> None:
        self.by_key[offer.reference] = offer
        for field in _fields(offer):
            if offer["format"] in _EVERYWHERE or not offer.gemeinde:
                self.anywhere[field].append(offer)
            else:
                self.by_place[field, offer.gemeinde].append(offer)
                for ags in offer.record["einzugsgebiet"] or () if offer["format"] == "aufsuchend" else ():
                    self.by_area[field, ags].append(offer)

    def _candidates(self, need: Record) -> Iterator[Match]:
        field = need["handlungsfeld"]
        if not field:
            return
        if need["art"] == "angebotsluecke":
            for offer, far in self._offers(str(field), need["gemeinde"]):
                yield self._scored(need, offer, far)
        elif need["art"] == "schulungsbedarf":
            for event in self._events_of[str(field)][:_MOST]:
                yield self._event(need, event, 40, [])

    def _offers(self, field: str, gemeinde: str | None) -> Iterator[tuple[Offer, float | None]]:
        seen = 0
        for offer in self.by_area.get((field, gemeinde or ""), ())[:_ENOUGH]:
            yield offer, -1.0
        for far, ags in self._nearest(gemeinde):
            for offer in self.by_place.get((field, ags), ())[:_MOST]:
                yield offer, far
                seen += 1
            if seen >= _ENOUGH or far > _FAR:
                break
        for offer in self.anywhere.get(field, ())[:_ENOUGH]:
            yield offer, None

    def _nearest(self, gemeinde: str | None) -> list[tuple[float, str]]:
        """All Gemeinden by distance; without coordinates only the place itself."""
        words = self.scope.municipalities
        here = words.get(gemeinde or "")
        if here is None:
            return [(0.0, ags) for ags in words] if gemeinde is None else [(0.0, gemeinde)]
        if here.attributes.get("lat") is None:
            return [(0.0, here.code)]
        if here.code not in self._near:
            known = (word for word in words.values() if word.attributes.get("lat") is not None)
            self._near[here.code] = sorted((kilometres(here, word), word.code) for word in known)
        return self._near[here.code]

    def _scored(self, need: Record, offer: Offer, far: float | None) -> Match:
        main = offer["handlungsfeld"] == need["handlungsfeld"]
        points, reasons = (40, list[str]()) if main else (25, ["am Rande"])
        for more, reason in (
            _by_place(need, offer, far),
            _by_words(need, offer.title, str(offer["kurzbeschreibung"] or "")),
            _by_groups(self.scope, need, offer["zielgruppen"] or ("alle",)),
            _by_languages(self.scope, need, offer["sprachen"] or offer.record["sprachen"] or ()),
        ):
            points += more
            reasons += [reason] if reason else []
        gemeinde = self.scope.label("gemeinden", offer.gemeinde) or self.scope.label("formate", offer["format"])
        return Match(offer.reference, offer.title, offer.record.title, gemeinde, points, tuple(reasons))

    def _event(self, need: Record, event: Event, points: int, reasons: list[str]) -> Match:
        record = event.record
        for more, reason in (
            _by_words(need, record.title, " ".join([str(record["kurzbeschreibung"] or ""), *(record["themen"] or ())])),
            _by_groups(self.scope, need, record["zielgruppe"] or ("alle",)),
        ):
            points += more
            reasons = [*reasons, reason] if reason else reasons
        place = self.scope.label("gemeinden", record["gemeinde"]) or self.scope.label("formate", record["format"])
        return Match(record.key, record.title, f"am {event.first:%d.%m.%Y}", place, points, tuple(reasons))

    def _noted(self, need: Record) -> dict[str, Match]:
        """What the need or a planned event names; cancelled and past events answer nothing any more."""
        found: dict[str, Match] = {}
        named = [str(reference) for reference in need["gedeckt_durch"] or ()]
        for event in self.planned_for(need):
            found[event.record.key] = self._event(need, event, 0, [])
        for reference in named:
            offer = self.by_key.get(reference) or self.by_key.get(f"angebot/{reference}")
            if offer:
                found[offer.reference] = self._scored(need, offer, self._distance(need, offer))
        return found

    def _distance(self, need: Record, offer: Offer) -> float | None:
        words = self.scope.municipalities
        here, there = words.get(need["gemeinde"] or ""), words.get(offer.gemeinde or "")
        if offer["format"] in _EVERYWHERE or not here or not there:
            return None
        if here.attributes.get("lat") is None or there.attributes.get("lat") is None:
            return 0.0 if here.code == there.code else None
        return kilometres(here, there)


def _fields(offer: Offer) -> list[str]:
    return list(dict.fromkeys((str(offer["handlungsfeld"]), *(offer["weitere_handlungsfelder"] or ()))))


def _id(reference: object) -> str:
    return str(reference).rpartition("/")[2]


def _by_place(need: Record, offer: Offer, far: float | None) -> tuple[int, str]:
    if far is not None and far < 0:
        return 25, "kommt dorthin"
    if far is None:
        form = {"telefon": "am Telefon", "online": "online"}.get(str(offer["format"]), "")
        return (15, form) if form else (0, "")
    if not need["gemeinde"]:
        return 0, ""
    if far < 0.5:
        return 30, "am Ort"
    return max(0, round(25 - far)), f"{round(far) or 1} km entfernt"


def _by_words(need: Record, title: str, text: str) -> tuple[int, str]:
    """Words that the need shares with the title (more) or the text, compared by their beginnings."""
    wanted = _stems(f"{need.title} {need['thema'] or ''}")
    shared = sorted(wanted.keys() & _stems(title).keys())
    if shared:
        return 25, f"Stichwort »{wanted[shared[0]]}«"
    shared = sorted(wanted.keys() & _stems(text).keys())
    return (10, f"Stichwort »{wanted[shared[0]]}«") if shared else (0, "")


@lru_cache(maxsize=100_000)
def _stems(text: str) -> dict[str, str]:
    return {fold(word)[:_STEM]: word for word in _WORD.findall(text) if fold(word) not in _COMMON and word[0].isupper()}


_COMMON = frozenset(map(fold, ("Schulung", "Gesucht", "Gruppe", "Menschen", "Familien", "Kinder", "Hilfe", "Angebot")))


def _by_groups(scope: Scope, need: Record, groups: Iterable[str]) -> tuple[int, str]:
    wanted = [code for code in need["zielgruppen"] or () if code != "alle"]
    shared = [code for code in wanted if code in groups]
    if shared:
        return 15, "für " + ", ".join(scope.label("zielgruppen", code) for code in shared)
    return (5, "") if "alle" in groups or not wanted else (-10, "andere Zielgruppe")


def _by_languages(scope: Scope, need: Record, languages: Iterable[str]) -> tuple[int, str]:
    wanted = [code for code in need["sprachen"] or () if code != "de"]
    known = list(languages)
    shared = [code for code in wanted if code in known]
    if shared:
        return 20, "auf " + ", ".join(scope.label("sprachen", code) for code in shared)
    return (-20, "nicht in der gesuchten Sprache") if wanted and known else (0, "")
