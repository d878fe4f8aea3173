"""`fh report kennzahlen`: the figures the office owes, each with last year, target, and how many are silent."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ...days import german
from ...registry import Registry
from ..pictures import trend
from ._events import held, own_events
from ._figures import advice_figures, event_figures, event_sums, initiatives_figure, keys, volunteers_figure
from ._questions import question_figures
from ._report import Column, Figure, Number, Options, Picture, Report, Section, Table, report
from ._scope import Scope
from ._whole import whole

_NOTE = (
    "Ehrenamtliche: Je Initiative gilt die jüngste Zahl, deren eigener Stichtag höchstens zwölf Monate vor dem "
    "Stichtag des Berichts liegt. Wann sie eingetragen wurde, spielt keine Rolle."
)
_PAST = (
    "Wie viele Initiativen es früher gab, folgt aus Gründungsjahr und Endedatum. Fehlen sie, zählt eine Initiative "
    "auch für das Vorjahr."
)


@report(
    "kennzahlen",
    "Kennzahlen",
    "Zahlenblatt: Initiativen, Ehrenamtliche, Veranstaltungen.",
)
def kennzahlen(registry: Registry, options: Options) -> Report:
    """The figures of a year or half-year, by part of the Kreis and kind of event too."""
    scope = Scope(registry, options)
    people = volunteers_figure(scope)
    sections = [
        Section(
            "Initiativen und Ehrenamtliche",
            figures=(initiatives_figure(scope), people, offers_figure(scope)),
            tables=(*(() if scope.part else (_by_part(scope),)), *_development(people)),
            pictures=_picture(people),
        ),
        Section("Eigene Veranstaltungen", figures=event_figures(scope), tables=(_by_kind(scope),)),
        Section("Beratung und Bedarf", figures=(*advice_figures(scope), *_needs(scope), *question_figures(scope))),
    ]
    notes = [_NOTE, _PAST]
    if scope.is_running:
        notes.append(f"Der Zeitraum läuft noch; daneben steht das Vorjahr bis zum {german(scope.before().reference)}.")
    return whole(scope, kennzahlen, sections, notes=notes)


def _known(figure: Figure) -> list[tuple[date, Number | None]]:
    """The Stichtage from the first known value on."""
    values = [(date.fromisoformat(day), value) for day, value in figure.trend]
    first = next((place for place, (_, value) in enumerate(values) if value is not None), len(values))
    return values[first:]


def _development(figure: Figure) -> tuple[Table, ...]:
    values = _known(figure)
    if len(values) < 2:
        return ()
    columns = (Column("stichtag", "Stichtag", "date"), Column("ehrenamtliche", "Ehrenamtliche", "number"))
    note = "Wie viele Initiativen gemeldet haben, ist von Jahr zu Jahr verschieden."
    return (Table("entwicklung", "Ehrenamtliche im Lauf der Jahre", columns, values, note=note),)


def _picture(figure: Figure) -> tuple[Picture, ...]:
    drawn = trend(figure.label, _known(figure))
    if drawn is None:
        return ()
    return (
        Picture("entwicklung", "Ehrenamtliche im Lauf der Jahre", drawn.svg, drawn.alt, "entwicklung", drawn.ratio),
    )


def offers_figure(scope: Scope) -> Figure:
    """Offers running now; what ran a year ago the registry does not tell."""
    found = scope.offers()
    return Figure(
        "angebote",
        "Laufende Angebote",
        len(found),
        f"Stichtag {scope.as_of:%d.%m.%Y}",
        methods=(("gezaehlt", len(found)),) if found else (),
        asked=len(found),
        ids=tuple(offer.reference for offer in found),
        target=scope.target("angebote"),
        note="nur heutiger Stand",
    )


def _needs(scope: Scope) -> tuple[Figure, ...]:
    here = [
        need
        for need in scope.registry.of("need")
        if need["status"] not in ("entwurf", "beendet") and scope.belongs(need["gemeinde"])
    ]
    first, last = scope.period.start.isoformat(), scope.reference.isoformat()
    reported = [need for need in here if first <= (need["gemeldet_am"] or "") <= last]
    open_now = [
        need
        for need in here
        if (need["gemeldet_am"] or "") <= last and not (need["erledigt_am"] and need["erledigt_am"] <= last)
    ]
    day = scope.before().reference.isoformat()
    earlier = [
        need
        for need in here
        if (need["gemeldet_am"] or "") <= day and not (need["erledigt_am"] and need["erledigt_am"] <= day)
    ]
    return (
        Figure(
            *("bedarfe_gemeldet", "Neu gemeldete Bedarfe", len(reported), scope.period_words),
            methods=(("gezaehlt", len(reported)),) if reported else (),
            asked=len(reported),
            ids=keys(reported),
        ),
        Figure(
            *("bedarfe_offen", "Offene Bedarfe", len(open_now), scope.stichtag_words),
            methods=(("gezaehlt", len(open_now)),) if open_now else (),
            asked=len(open_now),
            ids=keys(open_now),
            previous=len(earlier),
        ),
    )


def _by_part(scope: Scope) -> Table:
    """One row per part of the Kreis; events for both parts stand in both rows, so there is no total."""
    columns = (
        Column("teilkreis", "Teilkreis"),
        Column("initiativen", "Initiativen", "number", "Init."),
        Column("ehrenamtliche", "Ehrenamtliche", "number", "Ehrenamtl."),
        Column("ohne_angabe", "ohne Angabe", "number"),
        Column("veranstaltungen", "Veranstaltungen", "number", "Veranst."),
        Column("teilnehmende", "Teilnehmende", "number", "Teiln."),
    )
    rows = []
    for code in scope.parts:
        inner = scope.within(code)
        known = initiatives_figure(inner), volunteers_figure(inner), *event_figures(inner)
        by_name = {figure.name: figure for figure in known}
        rows.append(
            (
                inner.part_words,
                by_name["initiativen"].value,
                by_name["ehrenamtliche"].value,
                by_name["ehrenamtliche"].silent,
                by_name["veranstaltungen"].value,
                by_name["teilnehmende"].value,
            )
        )
    return Table(
        "teilkreise",
        "Nach Teilkreisen",
        columns,
        rows,
        empty="In fh.yaml sind keine Teilkreise eingetragen.",
        note="Was für beide Teilkreise gedacht war, steht in beiden Zeilen." if rows else "",
    )


def _by_kind(scope: Scope) -> Table:
    columns = (
        Column("art", "Art"),
        Column("durchgefuehrt", "durchgeführt", "number", "durchgef."),
        Column("geplant", "geplant", "number"),
        Column("ausgefallen", "ausgefallen", "number", "ausgef."),
        Column("ue", "UE", "number"),
        Column("teilnehmende", "Teilnehmende", "number", "Teiln."),
        Column("teilnehmerstunden", "Teilnehmerstunden", "number", "TN-Std."),
    )
    events = own_events(scope)
    rows = []
    for code in scope.registry.vocabulary("veranstaltungsarten").words:
        mine = [event for event in events if event.record["art"] == code]
        if not mine:
            continue
        states = Counter(event.state for event in mine)
        took_place = held(mine)
        rows.append(
            (
                scope.label("veranstaltungsarten", code),
                states["held"],
                states["planned"],
                states["dropped"],
                *event_sums(scope, took_place),
            )
        )
    return Table(
        "arten",
        "Nach Art der Veranstaltung",
        columns,
        rows,
        empty="In diesem Zeitraum gibt es keine eigenen Veranstaltungen.",
    )
