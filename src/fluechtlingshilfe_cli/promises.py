"""What was promised (`zusagen` in `fh.yaml`) and what became of it, counted per period and area.

Events of others never count. What took place without anybody noting so is `unclear`, neither held nor missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from .freshness import WATCHED_STATES
from .offers import offers
from .records import Record
from .registry import Registry

State = Literal["held", "planned", "unclear", "dropped"]


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that counts: an event, an offer or a consultation. `day` is None for what simply exists now."""

    record: Record
    state: State
    day: date | None
    place: str
    spaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time a promise covers; both days belong to it."""

    label: str
    start: date
    end: date

    def has(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Space:
    """An area in which a promise is to be kept: its code and its name for people."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Result:
    """How one promise stands in one period and area. `index` is its place in the list of `fh.yaml`."""

    promise: Mapping[str, Any]
    index: int
    label: str
    period: Period
    space: Space
    counted: tuple[Counted, ...]

    @property
    def wanted(self) -> int:
        """How many were promised."""
        return int(self.promise["mindestens"])

    def of(self, *states: State) -> list[Counted]:
        """What is in one of these states, by day."""
        return [item for item in self.counted if item.state in states]

    @property
    def missing(self) -> int:
        """How many are neither held nor planned nor waiting for somebody to note the outcome."""
        return max(0, self.wanted - len(self.of("held", "planned", "unclear")))


def results(registry: Registry, years: Iterable[int] | None = None) -> list[Result]:
    """Every promise in every period that ends in one of the years, and in every area, in the order of `fh.yaml`.

    Without `years`: from the first year with a counted event to the current one; for offers and consultations, of
    whose past the registry knows too little, the current one. Areas that cannot be judged (population unknown) and
    promises about records that are not here (private folder absent) are left out.
    """
    found: list[Result] = []
    for index, promise in enumerate(registry.project.settings.get("zusagen") or ()):
        if not _can_be_judged(registry, promise):
            continue
        counted = sorted(_COUNTERS[promise["was"]](registry, promise), key=_by_day)
        spaces = list(_spaces(registry, promise))
        by_space: defaultdict[str, list[Counted]] = defaultdict(list)
        for item in counted:
            for code in item.spaces:
                by_space[code].append(item)
        label = _label(registry, promise)
        for year in years or _years(registry, promise, counted):
            for period in periods(promise["zeitraum"], year):
                for space in spaces:
                    inside = tuple(item for item in by_space[space.code] if period.has(item.day or registry.as_of))
                    found.append(Result(promise, index, label, period, space, inside))
    return found


def periods(zeitraum: str, year: int) -> list[Period]:
    """The periods that end in a year. Two years are the year and the one before, so they roll on year by year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if zeitraum == "halbjahr":
        return [
            Period(f"1. Halbjahr {year}", first, date(year, 6, 30)),
            Period(f"2. Halbjahr {year}", date(year, 7, 1), last),
        ]
    if zeitraum == "zweijahre":
        return [Period(f"{year - 1}–{year}", date(year - 1, 1, 1), last)]
    return [Period(str(year), first, last)]


def _can_be_judged(registry: Registry, promise: Mapping[str, Any]) -> bool:
    return promise["was"] != "beratung" or registry.has_private()


def _years(registry: Registry, promise: Mapping[str, Any], counted: Sequence[Counted]) -> Iterable[int]:
    this = registry.as_of.year
    if promise["was"] != "veranstaltung":
        return (this,)
    first = min((item.day.year for item in counted if item.day), default=this)
    # A stretch of two years that began before the first entry is half unknown: nothing can be said about it.
    if promise["zeitraum"] == "zweijahre":
        first += 1
    return range(min(first, this), this + 1)


def _label(registry: Registry, promise: Mapping[str, Any]) -> str:
    lists = (("veranstaltungsarten", "art"), ("handlungsfelder", "handlungsfeld"))
    words = [registry.vocabulary(name).label(promise[field]) for name, field in lists if promise.get(field)]
    return ", ".join(words) or registry.vocabulary("zusagearten").label(promise["was"])


def _by_day(item: Counted) -> tuple[date, str]:
    return (item.day or date.min, item.record.key)


def _spaces(registry: Registry, promise: Mapping[str, Any]) -> Iterator[Space]:
    je = promise["je"]
    if je == "kreis":
        yield Space("kreis", "ganzer Kreis")
    elif je == "teilkreis":
        for code, word in registry.vocabulary("teilkreise").words.items():
            yield Space(code, word.label())
    elif je == "gemeinde":
        least = promise.get("ab_einwohner")
        for code, word in registry.vocabulary("gemeinden").words.items():
            population = word.attributes.get("einwohner")
            if least is None or (population is not None and population >= least):
                yield Space(code, word.label())
    else:
        for record in registry.of("initiative"):
            if record["status"] in WATCHED_STATES:
                yield Space(record.id, record.title)


class _Where:
    """To which areas of a promise something belongs, by its Gemeinde and the initiatives behind it."""

    def __init__(self, registry: Registry, je: str) -> None:
        self.je = je
        self.municipalities = registry.vocabulary("gemeinden").words

    def spaces(self, gemeinde: str | None, initiatives: Iterable[str], parts: Iterable[str] = ()) -> tuple[str, ...]:
        if self.je == "kreis":
            return ("kreis",)
        if self.je == "initiative":
            return tuple(dict.fromkeys(initiatives))
        if self.je == "gemeinde":
            return (gemeinde,) if gemeinde else ()
        return tuple(dict.fromkeys(parts)) or self._part(gemeinde)

    def _part(self, gemeinde: str | None) -> tuple[str, ...]:
        word = self.municipalities.get(gemeinde or "")
        part = word.attributes.get("teilkreis") if word else None
        return (str(part),) if part else ()


def _events(registry: Registry, promise: Mapping[str, Any]) -> Iterator[Counted]:
    where = _Where(registry, promise["je"])
    municipalities = registry.vocabulary("gemeinden")
    for record, days in own_events(registry):
        if any(promise.get(field) not in (None, record[field]) for field in ("art", "handlungsfeld")):
            continue
        gemeinde = record["gemeinde"]
        organisers = (registry.find(name, ("partner", "initiative")) for name in record["veranstalter"] or ())
        initiatives = [other.id for other in organisers if other and other.kind.name == "initiative"]
        place = municipalities.label(gemeinde) if gemeinde else ("online" if record["format"] == "online" else "")
        spaces = where.spaces(gemeinde, initiatives, record["fuer_teilkreis"] or ())
        yield Counted(record, state_of(record, max(days), registry.as_of), min(days), place, spaces)


def own_events(registry: Registry) -> Iterator[tuple[Record, list[date]]]:
    """Our own events that are no drafts, each with its days."""
    for record in registry.of("training"):
        if record["status"] == "entwurf" or not is_ours(registry, record):
            continue
        if days := [date.fromisoformat(item["von"][:10]) for item in record["termine"] or () if item.get("von")]:
            yield record, days


def is_ours(registry: Registry, record: Record) -> bool:
    """Whether an event is our own: by `eigene_rolle`, where that is missing by the organisers."""
    if rolle := record["eigene_rolle"]:
        return bool(rolle != "teilgenommen")
    office = registry.project.settings.get("koordinationsstelle")
    return not office or any(name in (office, f"partner/{office}") for name in record["veranstalter"] or ())


def state_of(record: Record, last: date, as_of: date) -> State:
    """What became of an event; `last` is its last day. Past and not noted is `unclear`."""
    durchfuehrung = record["durchfuehrung"]
    if durchfuehrung == "durchgefuehrt":
        return "held"
    if durchfuehrung in ("abgesagt", "verschoben"):
        return "dropped"
    return "planned" if last >= as_of else "unclear"


def _offers(registry: Registry, promise: Mapping[str, Any]) -> Iterator[Counted]:
    where = _Where(registry, promise["je"])
    municipalities = registry.vocabulary("gemeinden")
    wanted = promise.get("handlungsfeld")
    for offer in offers(registry):
        fields = (offer["handlungsfeld"], *(offer["weitere_handlungsfelder"] or ()))
        if offer.status != "aktiv" or (wanted and wanted not in fields):
            continue
        own = [offer.record.id] if offer.record.kind.name == "initiative" else []
        spaces = where.spaces(offer.gemeinde, own)
        place = municipalities.label(offer.gemeinde) if offer.gemeinde else ""
        yield Counted(offer.record, "held", None, place, spaces)


def _consultations(registry: Registry, promise: Mapping[str, Any]) -> Iterator[Counted]:
    where = _Where(registry, promise["je"])
    for note in registry.of("note"):
        target = registry.find(str(note["zu"]), ("initiative",))
        if target is None or target.kind.name != "initiative":
            continue
        for item in note["beratungen"] or ():
            day = date.fromisoformat(item["datum"])
            state: State = "held" if day <= registry.as_of else "planned"
            yield Counted(target, state, day, "", where.spaces(target["gemeinde"], [target.id]))


_COUNTERS: dict[str, Callable[[Registry, Mapping[str, Any]], Iterator[Counted]]] = {
    "veranstaltung": _events,
    "angebot": _offers,
    "beratung": _consultations,
}
