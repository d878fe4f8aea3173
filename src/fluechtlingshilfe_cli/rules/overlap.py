"""Parallel structures: offers that do the same for the same people at the same time in the same place.

No reproach: two groups may not know of each other. Only what is certain is told; an agreement ends the matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..findings import Problem, Severity
from ..offers import HOLDERS, Offer, offers
from ._rule import rule

if TYPE_CHECKING:
    from ..registry import Registry

_RUNNING = ("aktiv", "im_aufbau")
_NO_PLACE = ("online", "telefon")

_COMPARED = 12
"""With how many others at the same time one is compared; keeps the cost linear where a city has hundreds."""

_SHOWN = 3

_NEEDS = dict.fromkeys(HOLDERS, ("status", "gemeinde", "traeger", "abgestimmt_mit.mit", "angebote"))


@dataclass(frozen=True, slots=True)
class _Slot:
    """A weekly time of an offer, in minutes of the day, with what is compared worked out once."""

    start: int
    end: int
    offer: Offer
    reference: str
    carrier: str
    audience: frozenset[str]
    rule: Mapping[str, Any]


@rule("FH702", "Angebote überschneiden sich", "registry", Severity.HINT, needs=_NEEDS)
def overlapping_offers(registry: Registry) -> Iterator[Problem]:
    """Zwei Angebote verschiedener Träger tun am selben Ort zur selben Zeit dasselbe für dieselben Menschen.

    Das ist kein Fehler, sondern eine Einladung zum Gespräch: Vielleicht lassen sich Tage tauschen oder Kräfte bündeln.
    Ist es abgesprochen oder so gewollt, tragen Sie das bei einem der beiden unter »abgestimmt_mit« ein; dann ist Ruhe.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        angebote:
          - id: sprachcafe
            titel: Sprachcafé
            handlungsfeld: sprache
            format: vor_ort
            zeiten:
              regeln:
                - tag: mi
                  von: "16:00"
                  bis: "18:00"
        # data/initiatives/willkommen.yaml
        angebote:
          - id: deutsch-am-nachmittag
            titel: Deutsch am Nachmittag
            handlungsfeld: sprache
            format: vor_ort
            zeiten:
              regeln:
                - tag: mi
                  von: "17:00"
                  bis: "19:00"

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        abgestimmt_mit:
          - mit: initiative/willkommen
            am: "2026-02-10"
            vereinbarung: Im Café wird geredet, im Kurs gelernt.
        angebote:
          - id: sprachcafe
            titel: Sprachcafé
            handlungsfeld: sprache
            format: vor_ort
            zeiten:
              regeln:
                - tag: mi
                  von: "16:00"
                  bis: "18:00"
        # data/initiatives/willkommen.yaml
        angebote:
          - id: deutsch-am-nachmittag
            titel: Deutsch am Nachmittag
            handlungsfeld: sprache
            format: vor_ort
            zeiten:
              regeln:
                - tag: mi
                  von: "17:00"
                  bis: "19:00"
    """
    found: dict[tuple[str, int], tuple[Offer, str, dict[str, Offer]]] = {}
    for pair in overlaps(registry):
        if not pair.agreed:
            entry = found.setdefault((pair.first.record.key, pair.first.index), (pair.first, pair.tag, {}))
            entry[2].setdefault(pair.second.reference, pair.second)
    for _, (offer, tag, others) in sorted(found.items(), key=lambda item: item[0]):
        yield _problem(registry, offer, tag, list(others.values()))


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two offers at the same time: the weekday, the minutes both last, and whether it is agreed."""

    first: Offer
    second: Offer
    tag: str
    minutes: int
    agreed: bool


def overlaps(registry: Registry) -> Iterator[Overlap]:
    """Every pair of parallel times, by Gemeinde, field of action and weekday; for the rule and for the report."""
    running = [offer for offer in offers(registry) if offer.status in _RUNNING and offer["format"] not in _NO_PLACE]
    agreed = _agreements(running)
    for (_, _, tag), slots in sorted(_by_time(running).items()):
        for one, other in _at_the_same_time(slots):
            if _is_parallel(one, other):
                first, second = sorted((one, other), key=lambda slot: (slot.offer.record.key, slot.offer.index))
                minutes = min(one.end, other.end) - max(one.start, other.start)
                settled = bool(agreed) and _is_agreed(one, other, agreed)
                yield Overlap(first.offer, second.offer, tag, minutes, settled)


def _problem(registry: Registry, offer: Offer, tag: str, others: list[Offer]) -> Problem:
    named = ", ".join(f"»{other.title}« ({other.record.title})" for other in others[:_SHOWN])
    more = f" und {len(others) - _SHOWN} weiteren" if len(others) > _SHOWN else ""
    day = registry.vocabulary("wochentage").label(tag)
    place = registry.vocabulary("gemeinden").label(str(offer.gemeinde))
    field = registry.vocabulary("handlungsfelder").label(offer["handlungsfeld"])
    return Problem(
        offer.at("titel"),
        f"zur selben Zeit wie {named}{more}: {field}, {day}, {place}",
        f"Vielleicht lohnt ein Gespräch. Ist es abgestimmt, unter »abgestimmt_mit« eintragen: {others[0].record.key}",
        related=tuple(("gleichzeitig", other.at("titel")) for other in others[:_SHOWN]),
    )


def _by_time(running: Sequence[Offer]) -> dict[tuple[str, str, str], list[_Slot]]:
    """All weekly times, by Gemeinde, field of action and weekday."""
    slots: defaultdict[tuple[str, str, str], list[_Slot]] = defaultdict(list)
    for offer in running:
        gemeinde = offer.gemeinde
        rules = (offer["zeiten"] or {}).get("regeln")
        if not gemeinde or not rules:
            continue
        described = (offer, offer.reference, _carrier(offer), frozenset(offer["zielgruppen"] or ("alle",)))
        for times in rules:
            tag, von = times.get("tag"), times.get("von")
            if tag and von:
                start = _minutes(von)
                # An unknown end is taken as at once: better to miss an overlap than to invent one.
                end = _minutes(times["bis"]) if times.get("bis") else start + 1
                slot = _Slot(start, end if end > start else 24 * 60, *described, times)
                slots[gemeinde, str(offer["handlungsfeld"]), tag].append(slot)
    return slots


def _at_the_same_time(slots: list[_Slot]) -> Iterator[tuple[_Slot, _Slot]]:
    """Pairs whose hours overlap: one pass through the day, remembering what is still going on."""
    going_on: list[_Slot] = []
    for slot in sorted(slots, key=lambda slot: (slot.start, slot.end, slot.reference)):
        going_on = [earlier for earlier in going_on if earlier.end > slot.start][-_COMPARED:]
        for earlier in going_on:
            yield earlier, slot
        going_on.append(slot)


def _is_parallel(one: _Slot, other: _Slot) -> bool:
    """Whether two simultaneous times belong to different carriers, serve the same people, and meet in the calendar."""
    a, b = one.offer, other.offer
    return (
        a.record is not b.record
        and one.carrier != other.carrier
        and not one.audience.isdisjoint(other.audience)
        and not _is_joint(a, b)
        and not _is_joint(b, a)
        and _same_people(a, b)
        and _meet(one.rule, other.rule)
    )


def _carrier(offer: Offer) -> str:
    traeger = offer.record["traeger"]
    return f"partner/{str(traeger).rpartition('/')[2]}" if traeger else offer.record.key


def _is_joint(offer: Offer, other: Offer) -> bool:
    """Whether one names the other as co-organiser: then it is one event told twice."""
    return any(name in (other.record.key, other.record.id) for name in offer["mitveranstalter"] or ())


def _same_people(a: Offer, b: Offer) -> bool:
    genders = {offer["geschlecht"] for offer in (a, b)} - {None, "alle"}
    ages = max(a["alter_von"] or 0, b["alter_von"] or 0) <= min(a["alter_bis"] or 999, b["alter_bis"] or 999)
    return len(genders) < 2 and ages


def _meet(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two rhythms on the same weekday surely fall on the same days again and again."""
    rhythms = {times.get("rhythmus") or "woechentlich" for times in (a, b)}
    if {"zweiwoechentlich_gerade", "zweiwoechentlich_ungerade"} <= rhythms:
        return False
    if rhythms == {"monatlich"} and a.get("nte") and b.get("nte") and not set(a["nte"]) & set(b["nte"]):
        return False
    return _seasons_meet(a.get("saison"), b.get("saison"))


def _seasons_meet(a: Mapping[str, str] | None, b: Mapping[str, str] | None) -> bool:
    if not a or not b:
        return True
    return any(_in_season(b, a[end]) or _in_season(a, b[end]) for end in ("von", "bis"))


def _in_season(season: Mapping[str, str], day: str) -> bool:
    von, bis = season["von"], season["bis"]
    return von <= day <= bis if von <= bis else day >= von or day <= bis


def _agreements(running: Sequence[Offer]) -> set[tuple[str, str]]:
    """Who has agreed with whom, in the words of the records: `kind/id`, a bare id, or `angebot/…/…`."""
    agreed: set[tuple[str, str]] = set()
    for offer in running:
        for item in offer.record["abgestimmt_mit"] or ():
            agreed.add((offer.record.key, str(item.get("mit"))))
        for item in offer["abgestimmt_mit"] or ():
            agreed.add((offer.reference, str(item.get("mit"))))
    return agreed


def _is_agreed(a: _Slot, b: _Slot, agreed: set[tuple[str, str]]) -> bool:
    return any(
        (source, target) in agreed
        for one, other in ((a, b), (b, a))
        for source in (one.offer.record.key, one.reference)
        for target in (
            *(other.offer.record.key, other.offer.record.id, other.carrier),
            *(other.reference, other.reference.partition("/")[2]),
        )
    )


def _minutes(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)
