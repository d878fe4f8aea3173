"""The figures several reports share, each computed in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ...records import Record
from ._events import Event, held, own_events
from ._report import Figure, Number
from ._scope import Scope, volunteers
from .saying import number

FEW = "<5"
"""What stands in public for 1 to 4 people."""

_TREND = 5
"""Years shown as a trend, the one asked for included."""


def initiatives_figure(scope: Scope) -> Figure:
    """Initiatives that existed on the Stichtag."""
    now, before = scope.initiatives(), scope.before().initiatives()
    return Figure(
        "initiativen",
        "Initiativen",
        len(now),
        scope.stichtag_words,
        methods=(("gezaehlt", len(now)),) if now else (),
        asked=len(now),
        ids=keys(now),
        previous=len(before),
        target=scope.target("initiativen"),
        note="ohne Entwürfe; mit denen im Aufbau und denen, die gerade pausieren",
    )


def volunteers_figure(scope: Scope) -> Figure:
    """Volunteers of these initiatives, each number chosen by its own Stichtag."""
    now, earlier = _volunteers(scope), _volunteers(scope.before())
    trend = [_volunteers(_at(scope, years)) for years in range(_TREND - 1, 1, -1)] + [earlier, now]
    return Figure(
        "ehrenamtliche",
        "Ehrenamtliche",
        now.shown(scope),
        scope.stichtag_words,
        methods=now.methods,
        asked=now.asked,
        silent=now.silent,
        ids=now.ids,
        previous=earlier.shown(scope),
        target=scope.target("ehrenamtliche"),
        trend=tuple((one.when, one.number(scope)) for one in trend),
        note="je Initiative die jüngste Meldung, höchstens zwölf Monate alt",
    )


class Sum:
    """A sum over records; some may be silent, some speak of so few people that it is not public."""

    def __init__(self, when: str) -> None:
        self.when = when
        self.value: Number | None = None
        self.few = 0
        self._public: Number = 0
        self.asked = self.silent = 0
        self._ids: list[str] = []
        self._methods: Counter[str] = Counter()

    def add(self, key: str, value: Number | None, method: str, few: bool) -> None:
        """Takes in what one record says."""
        self.asked += 1
        if value is None:
            self.silent += 1
            return
        self.value = neat((self.value or 0) + value)
        self._ids.append(key)
        if method:
            self._methods[method] += 1
        if few:
            self.few += 1
        else:
            self._public = neat(self._public + value)

    def shown(self, scope: Scope) -> Number | str | None:
        """The sum; in public a text that no difference to other numbers can make precise again, where that matters."""
        if self.value is None and not self.asked:
            return 0
        if not scope.options.public or not self.few:
            return self.value
        return f"mindestens {number(self._public)}" if self._public else FEW

    def number(self, scope: Scope) -> Number | None:
        """The sum where it may be shown as a number."""
        shown = self.shown(scope)
        return shown if isinstance(shown, int | float) else None

    @property
    def ids(self) -> tuple[str, ...]:
        """The keys of the records that said something."""
        return tuple(self._ids)

    @property
    def methods(self) -> tuple[tuple[str, int], ...]:
        """How the values were obtained, the surest way first."""
        order = ("gezaehlt", "gemeldet", "geschaetzt")
        return tuple((name, self._methods[name]) for name in order if self._methods[name])


def _volunteers(scope: Scope) -> Sum:
    found = Sum(str(scope.reference))
    for record in scope.initiatives():
        entry = volunteers(record, scope.reference)
        count = int(entry["anzahl"]) if entry else None
        found.add(record.key, count, str(entry["erhebung"]) if entry else "", count is not None and 0 < count < 5)
    return found


def _at(scope: Scope, years: int) -> Scope:
    for _ in range(years):
        scope = scope.before()
    return scope


Measure = Callable[[Event], Number | None]

_MEASURES: tuple[tuple[str, str, str, Measure, Callable[[Event], bool] | None], ...] = (
    ("ue", "Unterrichtseinheiten", "UE", lambda event: event.units, None),
    ("teilnehmende", "Teilnehmende", "", lambda event: event.participants, lambda event: event.few),
    ("erstmals_dabei", "davon erstmals dabei", "", lambda event: event.newcomers, lambda event: event.few_new),
    ("teilnehmerstunden", "Teilnehmerstunden", "", lambda event: event.hours, lambda event: event.few),
)


def event_figures(scope: Scope) -> tuple[Figure, ...]:
    """Events held, units, participants, newcomers and participant hours, with the year before."""
    return figures_of(scope, own_events(scope), own_events(scope.before()))


def figures_of(scope: Scope, now: Sequence[Event], before: Sequence[Event]) -> tuple[Figure, ...]:
    """The same for chosen events and those of the year before; before the first entry nothing is known, not 0."""
    took_place, earlier = held(now), held(before)
    knows = knows_events(scope.before())
    unclear = sum(event.state == "unclear" for event in now)
    count = Figure(
        "veranstaltungen",
        "Eigene Veranstaltungen",
        len(took_place),
        scope.period_words,
        methods=(("gezaehlt", len(took_place)),) if took_place else (),
        asked=len(took_place) + unclear,
        silent=unclear,
        ids=keys(event.record for event in took_place),
        previous=len(earlier) if knows else None,
        target=scope.target("veranstaltungen"),
        note="durchgeführt, allein oder gemeinsam mit anderen; fremde zählen nicht",
    )
    past = earlier if knows else None
    return (count, *(_measured(scope, took_place, past, *measure) for measure in _MEASURES))


def _measured(
    scope: Scope,
    now: Sequence[Event],
    before: Sequence[Event] | None,
    name: str,
    label: str,
    unit: str,
    measure: Measure,
    is_few: Callable[[Event], bool] | None,
) -> Figure:
    found, earlier = (Sum(scope.period_words), Sum(""))
    for total, events in ((found, now), (earlier, before or ())):
        _add(total, events, measure, is_few)
    return Figure(
        name,
        label,
        found.shown(scope),
        scope.period_words,
        unit,
        found.methods,
        found.asked,
        found.silent,
        found.ids,
        None if before is None else earlier.shown(scope),
        scope.target(name),
        note=_NOTES.get(name, ""),
    )


def _add(total: Sum, events: Iterable[Event], measure: Measure, is_few: Callable[[Event], bool] | None) -> None:
    for event in events:
        # Units are planned, not asked for; everything else is as sure as the count of participants.
        method = "gezaehlt" if is_few is None else event.method
        total.add(event.record.key, measure(event), method, bool(is_few and is_few(event)))


def event_sums(scope: Scope, events: Sequence[Event], *names: str) -> tuple[Number | str | None, ...]:
    """The sums of UE, participants and participant hours (or of those named) for a row of a table."""
    result = []
    for name, _, _, measure, is_few in _MEASURES:
        if name in (names or ("ue", "teilnehmende", "teilnehmerstunden")):
            total = Sum("")
            _add(total, events, measure, is_few)
            result.append(total.shown(scope))
    return tuple(result)


def people(scope: Scope, value: Number | None, few: bool) -> Number | str | None:
    """A count of people, or what follows from one, for a cell of its own."""
    return FEW if few and value is not None and scope.options.public else value


_NOTES = {
    "ue": "eine Unterrichtseinheit sind 45 Minuten",
    "teilnehmende": "je Veranstaltung jede Person einmal",
    "teilnehmerstunden": "Teilnehmende mal Unterrichtseinheiten, mehrere Abende einzeln gezählt",
}


def advice_figures(scope: Scope) -> tuple[Figure, ...]:
    """Consultations and initiatives advised; unknown where the private folder is not here."""
    now, before = _consultations(scope), _consultations(scope.before())
    known = scope.registry.has_private()
    first = min((day for note in scope.registry.of("note") for day in _days(note)), default=None)
    knew = known and first is not None and first <= scope.before().period.end
    counted, earlier = len(now) if known else None, len(before) if knew else None
    advised, advised_before = len(set(now)) if known else None, len(set(before)) if knew else None
    missing = "" if known else "die Notizen liegen im privaten Ordner, der hier fehlt"
    methods = (("gezaehlt", len(now)),) if now else ()
    ids = tuple(dict.fromkeys(now))
    return (
        Figure(
            *("beratungen", "Beratungen", counted, scope.period_words),
            methods=methods,
            asked=len(now),
            ids=ids,
            previous=earlier,
            target=scope.target("beratungen"),
            note=missing or "Gespräche, die in den Notizen stehen",
        ),
        Figure(
            *("beratene_initiativen", "Beratene Initiativen", advised, scope.period_words),
            methods=methods and (("gezaehlt", len(ids)),),
            asked=len(ids),
            ids=ids,
            previous=advised_before,
            target=scope.target("beratene_initiativen"),
            note=missing,
        ),
    )


def _consultations(scope: Scope) -> list[str]:
    """The initiatives advised, once for each consultation up to the Stichtag."""
    found = []
    for note in scope.registry.of("note"):
        target = scope.registry.find(str(note["zu"]), ("initiative",))
        if target is None or target.kind.name != "initiative" or not scope.belongs(target["gemeinde"]):
            continue
        found += [target.key for day in _days(note) if scope.period.has(day) and day <= scope.as_of]
    return found


def _days(note: Record) -> list[date]:
    return [date.fromisoformat(item["datum"]) for item in note["beratungen"] or ()]


def knows_events(scope: Scope) -> bool:
    """Whether the registry already held events in the period: what was before its first entry, nobody knows."""
    first = min(
        (item["von"] for record in scope.registry.of("training") for item in record["termine"] or ()), default=""
    )
    return bool(first) and first[:10] <= scope.period.end.isoformat()


def keys(records: Iterable[Record]) -> tuple[str, ...]:
    """The keys of records, for »--einzelnachweis«."""
    return tuple(record.key for record in records)


def neat(value: Number) -> Number:
    """A whole number without its decimal part."""
    return int(value) if float(value).is_integer() else round(value, 2)
