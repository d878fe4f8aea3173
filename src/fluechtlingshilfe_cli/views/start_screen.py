"""The screen of `fh` alone: how the registry stands, and the commands that help most now. At most 23 lines of 80."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ..days import MONTHS, german, german_short
from ..terminal import styled, visible
from .advising import Advice, advised
from .amounts import many, number
from .heading import heading
from .standing import Standing

WIDTH = 80
_LABEL = 16
_COMMAND = 24
_EVENTS = 2
_OFFICES = 2
_TASKS = 2


def start_screen(state: Standing, width: int = WIDTH) -> str:
    """The text of the screen."""
    width, settings = min(width, WIDTH), state.registry.project.settings
    name = textwrap.shorten(str(settings.get("name") or "Das Register"), width - 20, placeholder=" …")
    lines = list(heading(name, "", state.registry.as_of, bool(settings.get("beispieldaten")), width))
    for label, texts in _rows(state):
        for place_of, text in enumerate(texts):
            head = styled(f"  {'' if place_of else label:<{_LABEL - 2}}", "dim")
            lines.append(head + textwrap.shorten(visible(text), width - _LABEL, placeholder=" …"))
    lines += ["", styled("Jetzt hilft am meisten", "bold", "cyan")]
    lines += [line for advice in advised(state) for line in _advice(advice, width)]
    lines += ["", styled("Alle Befehle: fh --help   Mehr zu einem: fh help due", "dim")]
    return "\n".join(line.rstrip() for line in lines)


def _advice(advice: Advice, width: int) -> Iterator[str]:
    column = max(_COMMAND, len(advice.command) + 2)
    first, *rest = textwrap.wrap(visible(advice.reason), width - column - 2) or [""]
    yield f"  {styled(visible(advice.command), 'cyan')}{' ' * (column - len(advice.command))}{first}"
    yield from (" " * (column + 2) + line for line in rest)


def _rows(state: Standing) -> Iterator[tuple[str, list[str]]]:
    """Labels and their lines; what there is nothing to say of is left out."""
    yield "Einträge", [_counts(state)]
    if state.watched:
        yield "Zu bestätigen", list(_due(state))
    edition = state.edition
    yield (f"Ausgabe {edition[0]}" if edition else "Verzeichnis"), list(_edition(state))
    tasks = _tasks(state)
    if tasks:
        yield f"Im {MONTHS[state.registry.as_of.month - 1]}", tasks
    if state.events:
        yield "Termine", list(_events(state))
    if state.unsaved:
        yield (
            "Ungespeichert",
            [many(state.unsaved, "geänderte Datei", "geänderte Dateien") + "; welche, zeigt: fh diff"],
        )


def _counts(state: Standing) -> str:
    registry = state.registry
    kinds = [kind for kind in registry.project.kinds.values() if not kind.private]
    counts = [(registry.count(kind.name), kind.title, kind.plural) for kind in kinds]
    return ", ".join(many(*count) for count in counts if count[0]) or "noch keine"


def _due(state: Standing) -> Iterator[str]:
    if not state.due:
        yield "niemand: Alles ist frisch bestätigt, keine Beanstandung ist offen"
        return
    overdue = f"; bei {number(len(state.overdue))} ist die Frist abgelaufen" if state.overdue else ""
    yield f"{number(len(state.due))} von {number(state.watched)} Einträgen{overdue}"
    waiting = []
    silent = len(state.silent)
    if silent:
        waiting.append(f"{number(silent)} gefragt und ohne Antwort")
    if lately := len(state.unanswered) - silent:
        waiting.append(f"{number(lately)} gerade erst gefragt")
    if state.complained:
        waiting.append(many(len(state.complained), "mit offener Beanstandung", "mit offener Beanstandung"))
    if waiting:
        yield ", ".join(waiting)
    if len(state.offices) == 1 and not state.offices[0][0]:
        return
    for title, count in state.offices[:_OFFICES]:
        yield f"{number(count)} bei: {title or 'niemand eingetragen'}"
    if more := len(state.offices) - _OFFICES:
        rest = sum(count for _, count in state.offices[_OFFICES:])
        if more > 0:
            yield f"{number(rest)} bei {many(more, 'weiteren Stelle', 'weiteren Stellen')}"


def _edition(state: Standing) -> Iterator[str]:
    if state.edition:
        _, day = state.edition
        weeks = (day - state.registry.as_of).days // 7
        ahead = f"in {many(weeks, 'Woche', 'Wochen')}" if weeks else "in den nächsten Tagen"
        yield f"Redaktionsschluss {german(day)}, {ahead}"
    if state.errors:
        text = many(len(state.errors), "Fehler steht", "Fehler stehen") + " im Weg"
    else:
        text = "Kein Fehler steht im Weg"
    if state.without_consent:
        text += f"; {many(state.without_consent, 'Person', 'Personen')} ohne gültige Einwilligung"
    yield text


def _tasks(state: Standing) -> list[str]:
    plan = state.registry.project.settings.get("jahresplan") or ()
    return [str(task["titel"]) for task in plan if task["monat"] == state.registry.as_of.month][:_TASKS]


def _events(state: Standing) -> Iterator[str]:
    words = state.registry.vocabulary("gemeinden")
    for first, record in state.events[:_EVENTS]:
        where = words.label(str(record["gemeinde"])) if record["gemeinde"] else ""
        where = where or ("online" if record["format"] == "online" else "")
        yield f"{german_short(first)} {record.title}{f', {where}' if where else ''}"
