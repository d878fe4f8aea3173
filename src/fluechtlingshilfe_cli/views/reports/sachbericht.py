"""`fh report sachbericht`: the frame of the half-yearly or yearly report, filled with what the registry knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...days import german
from ...promises import results
from ...registry import Registry
from ._events import Event, events_ahead, held, own_events
from ._figures import advice_figures, event_figures, initiatives_figure, people, volunteers_figure
from ._report import Column, Figure, Options, Paragraph, Report, Section, Table, Value, report
from ._scope import Scope
from ._whole import whole
from .saying import listed, many, number, obtained, silence
from .schulungen import place

_FROM = 3
"""Names listed in a sentence."""


@report(
    "sachbericht",
    "Sachbericht",
    "Gerüst für den Halbjahres- oder Jahresbericht.",
)
def sachbericht(registry: Registry, options: Options) -> Report:
    """Goals, target groups, activities, results, difficulties, outlook; what only people know is marked."""
    scope = Scope(registry, options)
    events = own_events(scope)
    sections = [
        Section("1 Ziele und Auftrag", tuple(_goals(scope))),
        Section("2 Zielgruppen", tuple(_groups(scope, events))),
        Section("3 Maßnahmen", tuple(_activities(scope, events)), tables=(_table(scope, events),)),
        Section("4 Ergebnisse und Soll-Ist-Vergleich", tuple(_results(scope)), _figures(scope)),
        Section("5 Schwierigkeiten", tuple(_difficulties(scope, events))),
        Section("6 Ausblick", tuple(_outlook(scope))),
    ]
    notes = ["Was in eckigen Klammern steht, weiß das Register nicht; bitte ergänzen oder streichen."]
    title = "Sachbericht zum Halbjahr" if options.half else "Sachbericht zum Jahr"
    return whole(scope, sachbericht, sections, notes=notes, title=title, main="veranstaltungen")


def _goals(scope: Scope) -> list[Paragraph]:
    promises = scope.registry.project.settings.get("zusagen") or ()
    said = [Paragraph("Zugesagt war:")] if promises else []
    said += [Paragraph(str(promise["titel"]), "item") for promise in promises]
    return [*said, Paragraph("Ziele des Zeitraums in zwei oder drei Sätzen", "prompt")]


def _groups(scope: Scope, events: Sequence[Event]) -> list[Paragraph]:
    count = Counter(code for event in events for code in event.record["zielgruppe"] or ())
    names = [scope.label("zielgruppen", code) for code, _ in count.most_common(_FROM)]
    text = f"Die Veranstaltungen richteten sich vor allem an: {listed(names)}." if names else ""
    offers = Counter(code for offer in scope.offers() for code in offer["zielgruppen"] or () if code != "alle")
    helped = [scope.label("zielgruppen", code) for code, _ in offers.most_common(_FROM + 2)]
    if helped:
        text += f" Die Angebote der Initiativen wenden sich neben allen Geflüchteten besonders an: {listed(helped)}."
    return [
        *([Paragraph(text.strip())] if text else []),
        Paragraph("Wer wurde erreicht, wer noch nicht?", "prompt"),
    ]


def _activities(scope: Scope, events: Sequence[Event]) -> list[Paragraph]:
    took_place = held(events)
    if not took_place:
        return [Paragraph("In diesem Zeitraum gab es keine eigenen Veranstaltungen.")]
    count = Counter(event.record["art"] for event in took_place)
    kinds = [f"{scope.label('veranstaltungsarten', code)} ({number(times)})" for code, times in count.most_common()]
    text = f"Es gab {many(len(took_place), 'eigene Veranstaltung', 'eigene Veranstaltungen')}: {listed(kinds)}."
    joint = sum(event.record["eigene_rolle"] == "mitveranstaltet" for event in took_place)
    if joint:
        text += f" Davon {number(joint)} gemeinsam mit anderen."
    return [Paragraph(text)]


def _table(scope: Scope, events: Sequence[Event]) -> Table:
    columns = (
        Column("datum", "Datum", "date"),
        Column("titel", "Veranstaltung"),
        Column("ort", "Ort"),
        Column("ue", "UE", "number"),
        Column("teilnehmende", "Teilnehmende", "number", "Teiln."),
    )
    rows: list[tuple[Value, ...]] = []
    for event in held(events):
        present = people(scope, event.participants, event.few)
        rows.append((event.first, event.record.title, place(scope, event), event.units, present))
    ids = [event.record.key for event in held(events)]
    return Table("veranstaltungen", "Veranstaltungen im Zeitraum", columns, rows, empty="Keine.", ids=ids)


def _figures(scope: Scope) -> tuple[Figure, ...]:
    return (initiatives_figure(scope), volunteers_figure(scope), *event_figures(scope), *advice_figures(scope))


def _results(scope: Scope) -> list[Paragraph]:
    said = []
    for result in results(scope.registry, [scope.year]):
        if result.promise["je"] in ("teilkreis", "kreis") and result.promise["was"] == "veranstaltung":
            kept = len(result.of("held"))
            said.append(
                Paragraph(
                    f"{result.label}, {result.space.label}, {result.period.label}: "
                    f"{number(kept)} von {number(result.wanted)} durchgeführt"
                    + (f", {number(len(result.of('planned')))} noch geplant" if result.of("planned") else "")
                    + ".",
                    "item",
                )
            )
    volunteers = volunteers_figure(scope)
    grounds = ", ".join(filter(None, (obtained(volunteers), silence(volunteers))))
    if volunteers.value is not None and grounds:
        said.append(Paragraph(f"Zahl der Ehrenamtlichen ({volunteers.when}): {grounds}."))
    return [*said, Paragraph("Was hat sich dadurch verändert? Ein Beispiel sagt mehr als zehn Zahlen.", "prompt")]


def _difficulties(scope: Scope, events: Sequence[Event]) -> list[Paragraph]:
    said = []
    for event in events:
        if event.state != "dropped":
            continue
        what = scope.label("durchfuehrung", event.record["durchfuehrung"])
        reason = "" if scope.options.public else str(event.record["absagegrund"] or "").rstrip(".")
        said.append(
            Paragraph(
                f"»{event.record.title}« am {german(event.first)} wurde {what}{f': {reason}' if reason else ''}.",
                "item",
            )
        )
    first, last = scope.period.start.isoformat(), scope.reference.isoformat()
    for record in scope.registry.of("initiative"):
        ended = record["beendet_am"] or "" if record["status"] == "beendet" else ""
        if first <= ended <= last and scope.belongs(record["gemeinde"]):
            said.append(Paragraph(f"{record.title} hat am {'.'.join(reversed(ended.split('-')))} aufgehört.", "item"))
    return [*said, Paragraph("Was war schwierig, was haben wir daraus gelernt?", "prompt")]


def _outlook(scope: Scope) -> list[Paragraph]:
    ahead = events_ahead(scope)
    said = [
        Paragraph(
            f"{german(event.first)}: {event.record.title}"
            + (f", {place(scope, event)}" if place(scope, event) else ""),
            "item",
        )
        for event in ahead[:8]
    ]
    head = [Paragraph("Geplant ist:")] if said else []
    if len(ahead) > 8:
        said.append(
            Paragraph(f"und {many(len(ahead) - 8, 'weitere Veranstaltung', 'weitere Veranstaltungen')}.", "item")
        )
    return [*head, *said, Paragraph("Vorhaben und Bedarf für den nächsten Zeitraum", "prompt")]
