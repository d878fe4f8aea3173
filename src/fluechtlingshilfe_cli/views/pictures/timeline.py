"""The events of a period along its months, one row per kind: held, planned, fallen through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ._svg import RUST, SAND, SOFT, TEAL, Drawing, framed, line, safe, words

_MONTHS = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
_WIDTH, _LEFT, _TOP, _ROW = 900.0, 210.0, 34.0, 34.0
_STATES = {"held": "durchgeführt", "planned": "geplant", "unclear": "noch nicht vermerkt", "dropped": "ausgefallen"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One event: its row, day, state (`held planned unclear dropped`) and name."""

    row: str
    day: date
    state: str
    title: str


def timeline(marks: Sequence[Mark], start: date, end: date, today: date) -> Drawing | None:
    """The drawing; None where there is nothing to show."""
    if not marks:
        return None
    rows = list(dict.fromkeys(mark.row for mark in marks))
    bottom = _TOP + _ROW * len(rows)
    days = (end - start).days + 1

    def across(day: date) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - 10) * (day - start).days / days, 1)

    shapes = []
    month = start
    while month <= end:
        shapes += [
            line(across(month), _TOP, across(month), bottom),
            words(across(month) + 4, 22, _MONTHS[month.month - 1]),
        ]
        month = (month.replace(day=28) + timedelta(4)).replace(day=1)
    for place, name in enumerate(rows):
        middle = _TOP + _ROW * (place + 0.5)
        shapes += [line(_LEFT, middle, _WIDTH - 10, middle, SAND), words(0, middle + 5, name)]
    if start <= today <= end:
        shapes += [
            line(across(today), _TOP, across(today), bottom, RUST),
            words(across(today) + 4, bottom + 14, "heute", 12),
        ]
    for mark in marks:
        shapes.append(_sign(across(mark.day), _TOP + _ROW * (rows.index(mark.row) + 0.5), mark))
    used = [state for state in _STATES if any(mark.state == state for mark in marks)]
    for place, state in enumerate(used):
        x, y = _LEFT + 160 * place, bottom + 34
        shapes += [_sign(x + 7, y - 5, Mark("", start, state, _STATES[state])), words(x + 22, y, _STATES[state])]
    counts = ", ".join(f"{sum(mark.state == state for mark in marks)} {_STATES[state]}" for state in used)
    alt = f"Zeitstrahl von {start:%d.%m.%Y} bis {end:%d.%m.%Y}: {counts}; nach Art: " + ", ".join(
        f"{name} {sum(mark.row == name for mark in marks)}" for name in rows
    )
    return framed("zeitstrahl", _WIDTH, bottom + 48, "Veranstaltungen im Lauf des Zeitraums", alt + ".", shapes)


def _sign(x: float, y: float, mark: Mark) -> str:
    """A full dot, a ring, a dotted ring, a cross: not by colour alone."""
    tip = f"<title>{safe(f'{mark.day:%d.%m.%Y}: {mark.title} ({_STATES[mark.state]})')}</title>"
    if mark.state == "dropped":
        path = f"M{x - 6:g} {y - 6:g}L{x + 6:g} {y + 6:g}M{x - 6:g} {y + 6:g}L{x + 6:g} {y - 6:g}"
        return f'<path d="{path}" stroke="{RUST}" stroke-width="3" fill="none">{tip}</path>'
    if mark.state == "held":
        return f'<circle cx="{x:g}" cy="{y:g}" r="7" fill="{TEAL}">{tip}</circle>'
    dashes = ' stroke-dasharray="3 2"' if mark.state == "unclear" else ""
    colour = SOFT if mark.state == "unclear" else TEAL
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="#fff" stroke="{colour}" stroke-width="2.5"{dashes}>{tip}</circle>'
    )
