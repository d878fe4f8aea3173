"""`fh report bedarf`: what is wanted, what answers it, what nobody answers, and trainings nobody asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ...days import german, months_between
from ...records import Record
from ...registry import Registry
from ._figures import keys
from ._matching import Match, Matcher
from ._report import Column, Figure, Options, Paragraph, Report, Section, Table, Value, report
from ._scope import Scope
from ._whole import whole
from .saying import many

_TRAININGS = ("schulung", "akademie_modul", "infoabend")
_ASKED_OFTEN = 3
_GOOD = 55
"""Points from which a match is called an answer: the same field and something more."""


@report(
    "bedarf",
    "Bedarf und was ihn deckt",
    "Offene Bedarfe, und was davon schon jemand anbietet.",
    internal=True,
)
def bedarf(registry: Registry, options: Options) -> Report:
    """Open needs on the Stichtag with ranked answers."""
    scope = Scope(registry, options)
    needs = [need for need in registry.of("need") if _is_open(need, scope) and scope.belongs(need["gemeinde"])]
    needs.sort(key=lambda need: (-(need["nennungen"] or 1), need["gemeldet_am"] or "", need.id))
    matcher = Matcher(scope)
    answers = {need.key: matcher.matches(need) for need in needs}
    sections = [
        Section("Im Überblick", (), _figures(scope, needs, answers), (_overview(scope, needs, answers),)),
        *(_one(scope, need, answers[need.key]) for need in needs if answers[need.key]),
        Section("Noch ohne Antwort", _unanswered(scope, needs, answers)),
        Section("Schulungen und Nachfrage", tuple(_mismatch(scope, needs, matcher))),
    ]
    notes = [
        "Die Rangfolge ist ein Vorschlag: alles aus demselben Handlungsfeld, dazu Ort und Entfernung (Luftlinie "
        "zwischen den Ortsmitten), Stichwörter, Zielgruppe und Sprache. Ob es wirklich passt, weiß nur, wer nachfragt.",
        "Passt etwas, tragen Sie es beim Bedarf unter »gedeckt_durch« ein.",
    ]
    return whole(scope, bedarf, sections, notes=notes, period=_period(scope), main="bedarfe")


def _period(scope: Scope) -> str:
    return f"{scope.stichtag_words} · {scope.part_words}" if scope.part else scope.stichtag_words


def _is_open(need: Record, scope: Scope) -> bool:
    day = scope.reference.isoformat()
    if need["status"] in ("entwurf", "beendet") or (need["gemeldet_am"] or "") > day:
        return False
    return not (need["erledigt_am"] and need["erledigt_am"] <= day)


def _answered(found: Sequence[Match]) -> bool:
    return any(match.certain or match.points >= _GOOD for match in found)


def _figures(scope: Scope, needs: Sequence[Record], answers: dict[str, list[Match]]) -> tuple[Figure, ...]:
    groups: dict[str, list[Record]] = {"noted": [], "likely": [], "rest": []}
    for need in needs:
        found = answers[need.key]
        groups["noted" if any(one.certain for one in found) else "likely" if _answered(found) else "rest"].append(need)

    def figure(name: str, label: str, chosen: Sequence[Record]) -> Figure:
        methods = (("gezaehlt", len(chosen)),) if chosen else ()
        return Figure(
            name, label, len(chosen), scope.stichtag_words, methods=methods, asked=len(needs), ids=keys(chosen)
        )

    return (
        figure("bedarfe_offen", "Offene Bedarfe", needs),
        figure("bedarfe_mit_antwort", "davon: Antwort ist eingetragen", groups["noted"]),
        figure("bedarfe_mit_vorschlag", "davon: etwas könnte passen", groups["likely"]),
        figure("bedarfe_ohne_antwort", "davon: noch ohne Antwort", groups["rest"]),
    )


def _overview(scope: Scope, needs: Sequence[Record], answers: dict[str, list[Match]]) -> Table:
    columns = (
        Column("bedarf", "Bedarf"),
        Column("art", "Art", on_screen=False),
        Column("handlungsfeld", "Handlungsfeld", on_screen=False),
        Column("gemeinde", "Gemeinde"),
        Column("gemeldet_durch", "Gemeldet durch", on_screen=False),
        Column("gemeldet_am", "Seit", "date"),
        Column("nennungen", "Nennungen", "number", "Nenn."),
        Column("antwort", "Was passt"),
    )
    rows = [
        (
            need.title,
            scope.label("bedarfsarten", need["art"]),
            scope.label("handlungsfelder", need["handlungsfeld"]),
            scope.label("gemeinden", need["gemeinde"]),
            scope.title(need["gemeldet_durch"], "initiative", "partner"),
            date.fromisoformat(need["gemeldet_am"]) if need["gemeldet_am"] else None,
            need["nennungen"] or 1,
            _best(answers[need.key]),
        )
        for need in needs
    ]
    return Table("bedarfe", "", columns, rows, empty="Gerade ist kein Bedarf offen.", ids=keys(needs))


def _best(found: Sequence[Match]) -> str:
    if not _answered(found):
        return "noch nichts"
    best = found[0]
    return f"{'' if best.certain else 'vielleicht: '}{best.title}"


def _one(scope: Scope, need: Record, found: Sequence[Match]) -> Section:
    columns = (
        Column("rang", "Rang", "number", "Nr."),
        Column("titel", "Was"),
        Column("von", "Wer oder wann"),
        Column("ort", "Ort"),
        Column("punkte", "Punkte", "number", on_screen=False),
        Column("warum", "Warum"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            rank,
            match.title,
            match.owner,
            match.place,
            "" if match.certain else match.points,
            ", ".join(match.reasons),
        )
        for rank, match in enumerate(found, 1)
    ]
    name = f"antworten-{need.id}"
    table = Table(name, "", columns, rows, ids=[match.key for match in found])
    return Section(need.title, (Paragraph(_said(scope, need)),), tables=(table,))


def _said(scope: Scope, need: Record) -> str:
    words = scope.label("bedarfsarten", need["art"])
    facts = [scope.label("handlungsfelder", need["handlungsfeld"]), scope.label("gemeinden", need["gemeinde"])]
    if need["sprachen"]:
        facts.append("Sprachen: " + ", ".join(scope.label("sprachen", code) for code in need["sprachen"]))
    if need["nennungen"]:
        facts.append(many(need["nennungen"], "Nennung", "Nennungen"))
    if need["gemeldet_am"]:
        day = date.fromisoformat(need["gemeldet_am"])
        months = months_between(day, scope.reference)
        facts.append(f"seit {german(day)}" + (f", {many(months, 'Monat', 'Monate')}" if months else ""))
    return f"{words}: {' · '.join(filter(None, facts))}"


def _unanswered(scope: Scope, needs: Sequence[Record], answers: dict[str, list[Match]]) -> tuple[Paragraph, ...]:
    rest = [need for need in needs if not _answered(answers[need.key])]
    if not rest:
        return (
            Paragraph("Auf jeden offenen Bedarf gibt es mindestens einen Vorschlag." if needs else "Nichts offen."),
        )
    return tuple(Paragraph(f"{need.title}. {_said(scope, need)}", "item") for need in rest)


def _mismatch(scope: Scope, needs: Sequence[Record], matcher: Matcher) -> list[Paragraph]:
    """Topics asked for often without a training, and trainings planned for topics nobody asked for."""
    events = matcher.events
    planned = {str(event.record["handlungsfeld"]) for event in events if event.record["art"] in _TRAININGS}
    wanted: defaultdict[str, list[Record]] = defaultdict(list)
    for need in needs:
        if need["art"] == "schulungsbedarf" and need["handlungsfeld"]:
            wanted[str(need["handlungsfeld"])].append(need)
    said = []
    for field, some in wanted.items():
        times = sum(need["nennungen"] or 1 for need in some)
        named = any(matcher.planned_for(need) for need in some)
        if times >= _ASKED_OFTEN and field not in planned and not named:
            titles = ", ".join(f"»{need.title}«" for need in some)
            said.append(
                Paragraph(
                    f"Oft gewünscht, aber noch keine Schulung geplant: {scope.label('handlungsfelder', field)} "
                    f"({many(times, 'Nennung', 'Nennungen')}: {titles}).",
                    "item",
                )
            )
    asked = {str(need["handlungsfeld"]) for need in scope.registry.of("need") if need["status"] != "entwurf"}
    for event in events:
        record = event.record
        if record["art"] in _TRAININGS and not record["bedarf"] and str(record["handlungsfeld"]) not in asked:
            field = scope.label("handlungsfelder", record["handlungsfeld"]) or "ohne Handlungsfeld"
            said.append(
                Paragraph(
                    f"Geplant, ohne dass danach gefragt wurde: »{record.title}« am {german(event.first)} ({field}).",
                    "item",
                )
            )
    return said or [Paragraph("Was oft gewünscht wird, ist geplant; was geplant ist, wurde gewünscht.")]
