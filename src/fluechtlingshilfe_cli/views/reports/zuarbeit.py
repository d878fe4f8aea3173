"""`fh report zuarbeit`: two pages for a committee paper: Anlass, Sachverhalt, Entwicklung, Ausblick."""

from __future__ import annotations

from collections import Counter

from ...days import german
from ...promises import results
from ...registry import Registry
from ._events import events_ahead
from ._figures import advice_figures, event_figures, initiatives_figure, volunteers_figure
from ._report import Column, Figure, Options, Paragraph, Report, Section, Table, report
from ._scope import Scope, volunteers
from ._whole import whole
from .saying import listed, many, number, obtained, shortened
from .schulungen import place


@report(
    "zuarbeit",
    "Zuarbeit für den Ausschuss",
    "Zwei Seiten für die Ausschussvorlage.",
)
def zuarbeit(registry: Registry, options: Options) -> Report:
    """A text that reads like a committee paper; short tables only."""
    scope = Scope(registry, options)
    by_name = {figure.name: figure for figure in _figures(scope)}
    sections = [
        Section("Anlass", (_occasion(scope), Paragraph("Beschluss oder Anfrage, auf die geantwortet wird", "prompt"))),
        Section("Sachverhalt", tuple(_facts(scope, by_name)), tables=(_table(by_name),)),
        Section("Entwicklung", tuple(_development(scope, by_name))),
        Section("Ausblick", tuple(_outlook(scope))),
    ]
    return whole(
        scope, zuarbeit, sections, title="Ehrenamtliche Flüchtlingshilfe im Kreis: Stand und Entwicklung", main="zahlen"
    )


def _figures(scope: Scope) -> tuple[Figure, ...]:
    return (initiatives_figure(scope), volunteers_figure(scope), *event_figures(scope), *advice_figures(scope))


def _occasion(scope: Scope) -> Paragraph:
    where = f"im {scope.part_words}" if scope.part else "im Kreis"
    return Paragraph(
        f"Berichtet wird über die ehrenamtliche Flüchtlingshilfe {where} im Zeitraum {scope.period.label}, "
        f"Stand {german(scope.reference)}. Grundlage ist das Register der Koordinierungsstelle."
    )


def _facts(scope: Scope, by_name: dict[str, Figure]) -> list[Paragraph]:
    initiatives, people = by_name["initiativen"], by_name["ehrenamtliche"]
    if not initiatives.value:
        return [Paragraph("Im Register stehen noch keine Initiativen.")]
    count = int(initiatives.value) if isinstance(initiatives.value, int) else 0
    text = f"Im Kreis arbeiten {many(count, 'Initiative', 'Initiativen')}"
    if scope.part:
        text = f"Im {scope.part_words} arbeiten {many(count, 'Initiative', 'Initiativen')}"
    if not scope.part and scope.parts:
        where = Counter(scope.part_of(record["gemeinde"]) for record in scope.initiatives())
        split = [f"{number(where[code])} im {word.label()}" for code, word in scope.parts.items()]
        text += f", {listed(split)}"
    text += "."
    if people.value is not None:
        share = people.asked - people.silent
        text += (
            f" {number(share)} von {number(people.asked)} haben gemeldet, wie viele Menschen sich bei ihnen "
            f"engagieren: zusammen {number(people.value)} ({_how(people)}). Von den anderen liegt keine Zahl vor."
            if people.silent
            else f" In ihnen engagieren sich {number(people.value)} Menschen ({_how(people)})."
        )
    offers = scope.offers()
    fields = Counter(str(offer["handlungsfeld"]) for offer in offers)
    places = {offer.gemeinde for offer in offers if offer.gemeinde}
    today = "" if scope.reference == scope.as_of else "heute "
    second = f"Sie und ihre Partner machen {today}{many(len(offers), 'laufendes Angebot', 'laufende Angebote')} "
    second += f"in {many(len(places), 'Gemeinde', 'Gemeinden')}."
    if top := [scope.label("handlungsfelder", code) for code, _ in fields.most_common(4)]:
        second += f" Am häufigsten sind {listed(top)}."
    return [Paragraph(text), Paragraph(second), *_events_said(by_name)]


def _how(figure: Figure) -> str:
    return obtained(figure).removeprefix("gemischt: ")


def _events_said(by_name: dict[str, Figure]) -> list[Paragraph]:
    events, present, hours = (by_name[name] for name in ("veranstaltungen", "teilnehmende", "teilnehmerstunden"))
    if not events.value:
        return [Paragraph("Eigene Veranstaltungen für Ehrenamtliche gab es in diesem Zeitraum nicht.")]
    text = (
        f"Die Koordinierungsstelle hat {many(int(str(events.value)), 'Veranstaltung', 'Veranstaltungen')} durchgeführt"
    )
    if present.value is not None:
        text += f", an denen {number(present.value)} Menschen teilnahmen"
        text += f" ({number(hours.value)} Teilnehmerstunden)" if hours.value is not None else ""
    return [Paragraph(text + ".")]


def _table(by_name: dict[str, Figure]) -> Table:
    columns = [Column("kennzahl", "Kennzahl"), Column("vorjahr", "Vorjahr", "number"), Column("ist", "Ist", "number")]
    chosen = ("initiativen", "ehrenamtliche", "veranstaltungen", "teilnehmende", "teilnehmerstunden", "beratungen")
    figures = [by_name[name] for name in chosen]
    targets = any(figure.target is not None for figure in figures)
    columns += [Column("ziel", "Ziel", "number")] if targets else []
    columns.append(Column("ohne_angabe", "ohne Angabe", "number"))
    rows = []
    for figure in figures:
        target = [figure.target if figure.target is not None else ""] if targets else []
        rows.append((figure.label, figure.previous, figure.value, *target, figure.silent))
    return Table("zahlen", "Zahlen im Überblick", columns, rows)


def _development(scope: Scope, by_name: dict[str, Figure]) -> list[Paragraph]:
    said = []
    for name in ("initiativen", "veranstaltungen"):
        figure = by_name[name]
        if figure.difference is not None:
            change = "unverändert" if not figure.difference else f"{number(figure.difference, sign=True)} zum Vorjahr"
            said.append(f"{figure.label}: {number(figure.value)} ({change})")
    text = "; ".join(said) + "." if said else ""
    same = _same_initiatives(scope)
    if same:
        text += f" {same}"
    first, last = scope.period.start.isoformat(), scope.reference.isoformat()
    records = [record for record in scope.registry.of("initiative") if scope.belongs(record["gemeinde"])]
    new = [
        r.title for r in records if r["gruendungsjahr"] == scope.year and r["status"] not in ("entwurf", "im_aufbau")
    ]
    gone = [r.title for r in records if first <= (r["beendet_am"] or "") <= last]
    starting = [r.title for r in records if r["status"] == "im_aufbau" and scope.reference == scope.as_of]
    for titles, words in ((new, "Neu gegründet"), (starting, "Im Aufbau"), (gone, "Aufgehört haben")):
        text += f" {words}: {shortened(titles, 4)}." if titles else ""
    return [
        *([Paragraph(text.strip())] if text else []),
        *(Paragraph(line, "item") for line in _promises(scope)),
        Paragraph("Einschätzung in zwei Sätzen: Was bedeutet das?", "prompt"),
    ]


def _same_initiatives(scope: Scope) -> str:
    """Growth can only be told of those that answered both times."""
    if scope.options.public:
        return ""
    before = scope.before()
    both = [
        (now["anzahl"], earlier["anzahl"])
        for record in scope.initiatives()
        if (now := volunteers(record, scope.reference)) and (earlier := volunteers(record, before.reference))
    ]
    if not both:
        return ""
    now, earlier = sum(pair[0] for pair in both), sum(pair[1] for pair in both)
    who = f"In den {many(len(both), 'Initiative', 'Initiativen')}, die beide Male gemeldet haben,"
    if now == earlier:
        return f"{who} blieb die Zahl der Ehrenamtlichen mit {number(now)} gleich."
    verb = "stieg" if now > earlier else "sank"
    return f"{who} {verb} die Zahl der Ehrenamtlichen von {number(earlier)} auf {number(now)}."


def _promises(scope: Scope) -> list[str]:
    said = []
    for result in results(scope.registry, [scope.year]):
        if result.promise["was"] == "veranstaltung" and result.promise["je"] in ("teilkreis", "kreis"):
            kept = number(len(result.of("held")))
            text = f"Zugesagt: {result.label}, {result.space.label}. {kept} von {number(result.wanted)}"
            planned = result.of("planned")
            dates = ", ".join(german(item.day) for item in planned if item.day)
            said.append(f"{text} durchgeführt{f', geplant am {dates}' if dates else ''}.")
    return said


def _outlook(scope: Scope) -> list[Paragraph]:
    ahead = events_ahead(scope)[:5]
    said = [
        Paragraph(
            f"{german(event.first)}: {event.record.title}" + (f", {where}" if (where := place(scope, event)) else ""),
            "item",
        )
        for event in ahead
    ]
    needs = [n for n in scope.registry.of("need") if n["status"] == "aktiv" and not n["erledigt_am"]]
    wanted = [need.title for need in sorted(needs, key=lambda n: (-(n["nennungen"] or 1), n.id))]
    if wanted:
        said.insert(0, Paragraph(f"Am häufigsten gewünscht: {shortened(wanted, 3)}."))
    return [*said, Paragraph("Was soll der Ausschuss wissen oder entscheiden?", "prompt")]
