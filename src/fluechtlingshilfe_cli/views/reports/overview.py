"""`fh report` alone: how the registry stands, on one screen, and which reports there are."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator

from ...days import MONTHS, german_short
from ...freshness import WATCHED_KINDS, ampel, is_watched
from ...promises import results
from ...registry import Registry
from ...terminal import styled, visible
from ..heading import heading
from . import all_reports
from ._events import events_ahead
from ._figures import event_figures, initiatives_figure, volunteers_figure
from ._report import Options
from ._scope import Scope
from .formats.terminal import bar
from .saying import many, number, silence
from .schulungen import place

_LABEL = 20


def overview(registry: Registry, options: Options, width: int) -> str:
    """The text for the screen, at most 100 columns wide."""
    scope = Scope(registry, options)
    settings = registry.project.settings
    width = min(width, 100)
    lines = list(
        heading(
            "Das Register heute",
            str(settings.get("name") or ""),
            scope.as_of,
            bool(settings.get("beispieldaten")),
            width,
        )
    )
    lines.append("")
    lines += [line for label, text in _state(scope) for line in _row(label, text, width)]
    lines += ["", styled("Berichte", "bold", "cyan")]
    for report in all_reports(registry).values():
        lines += _row(report.name, report.sentence, width, cyan=True)
    lines += ["", styled("Ein Bericht: fh report kennzahlen   In Word: fh report zuarbeit -o zuarbeit.docx", "dim")]
    return "\n".join(line.rstrip() for line in lines)


def _state(scope: Scope) -> Iterator[tuple[str, str]]:
    registry = scope.registry
    if not len(registry):
        yield "Einträge", "Das Register ist noch leer. Der erste Eintrag beginnt mit: fh new initiative"
        return
    initiatives, people = initiatives_figure(scope), volunteers_figure(scope)
    text = many(int(str(initiatives.value)), "Initiative", "Initiativen")
    text += f", {many(len(scope.offers()), 'laufendes Angebot', 'laufende Angebote')}"
    yield "Initiativen", text
    silent = f" ({silence(people)})" if people.silent else ""
    yield "Ehrenamtliche", f"{number(people.value)}{silent}"
    events = {figure.name: figure for figure in event_figures(scope)}
    held = events["veranstaltungen"]
    text = f"{number(held.value)} durchgeführt im Jahr {scope.year}"
    if held.value and events["teilnehmende"].value is not None:
        text += f", {number(events['teilnehmende'].value)} Teilnehmende"
    text += f"; {number(held.silent)} noch nicht vermerkt" if held.silent else ""
    yield "Veranstaltungen", text
    for event in events_ahead(scope)[:1]:
        where = place(scope, event)
        yield "Als Nächstes", f"{german_short(event.first)} {event.record.title}{f', {where}' if where else ''}"
    yield from _fresh(scope)
    yield from _promises(scope)
    needs = [n for n in registry.of("need") if n["status"] not in ("entwurf", "beendet") and not n["erledigt_am"]]
    yield "Offene Bedarfe", number(len([need for need in needs if scope.belongs(need["gemeinde"])]))
    for task in registry.project.settings.get("jahresplan") or ():
        if task["monat"] == scope.as_of.month:
            yield f"Im {MONTHS[scope.as_of.month - 1]}", str(task["titel"])


def _fresh(scope: Scope) -> Iterator[tuple[str, str]]:
    registry = scope.registry
    lights = Counter(
        ampel(record, registry.project.settings, registry.as_of)
        for kind in WATCHED_KINDS
        for record in registry.of(kind)
        if is_watched(record) and scope.belongs(record["gemeinde"])
    )
    total = sum(lights.values())
    if total:
        share = lights["gruen"] / total
        text = f"{bar(share, 16)} {number(round(share * 100))} % frisch bestätigt"
        yield "Aktualität", f"{text}, {number(lights['gelb'])} gelb, {number(lights['rot'])} rot"


def _promises(scope: Scope) -> Iterator[tuple[str, str]]:
    for result in results(scope.registry, [scope.as_of.year]):
        if result.promise["je"] not in ("teilkreis", "kreis") or not result.period.has(scope.as_of):
            continue
        kept, planned = len(result.of("held")), len(result.of("planned"))
        text = f"{result.label}, {result.space.label}: {number(kept)} von {number(result.wanted)}"
        text += f", {number(planned)} geplant" if planned and kept < result.wanted else ""
        text += (
            f"; es {'fehlt' if result.missing == 1 else 'fehlen'} noch {number(result.missing)}"
            if result.missing
            else ""
        )
        yield "Zusage", text


def _row(label: str, text: str, width: int, cyan: bool = False) -> list[str]:
    lines = textwrap.wrap(visible(text), width - _LABEL - 2) or [""]
    head = f"  {label:{_LABEL - 2}}"
    first = (styled(head, "cyan") if cyan else styled(head, "dim")) + "  " + lines[0]
    return [first, *(" " * (_LABEL + 2) + line for line in lines[1:])]
