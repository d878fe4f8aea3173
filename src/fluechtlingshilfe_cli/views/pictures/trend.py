"""One number over several Stichtage as bars from zero; a year nobody knows stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ._svg import SAND, TEAL, Drawing, box, framed, line, words

_WIDTH, _HEIGHT, _TOP, _BAR = 640.0, 240.0, 30.0, 64.0


def trend(label: str, values: Sequence[tuple[date, float | None]]) -> Drawing | None:
    """The drawing; None unless two values at least are known, and one is more than nothing."""
    known = [value for _, value in values if value is not None]
    if len(known) < 2 or not any(known):
        return None
    first = next(index for index, (_, value) in enumerate(values) if value is not None)
    shown = values[first:]
    most = max(known)
    step = min(150.0, _WIDTH / len(shown))
    base = _HEIGHT - 34
    shapes = [line(0, base, step * len(shown), base, SAND)]
    for place, (day, value) in enumerate(shown):
        x = place * step + (step - _BAR) / 2
        tall = 0.0 if value is None else (base - _TOP) * value / most
        text = "unbekannt" if value is None else f"{value:,.0f}".replace(",", ".")
        shapes.append(box(x, base - tall, _BAR, tall, TEAL, f"{day:%d.%m.%Y}: {text}"))
        shapes.append(words(x + _BAR / 2, base - tall - 8, text, 14, "middle", bold=True))
        shapes.append(words(x + _BAR / 2, base + 22, f"{day:%d.%m.%Y}", 13, "middle"))
    told = "; ".join(f"{day:%d.%m.%Y} {'unbekannt' if value is None else f'{value:g}'}" for day, value in shown)
    return framed("entwicklung", _WIDTH, _HEIGHT, f"{label} im Lauf der Jahre", f"{label}: {told}.", shapes)
