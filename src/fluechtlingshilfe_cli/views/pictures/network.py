"""Who works with whom: initiatives left and right by their part of the Kreis, partners between, lines for links.

No forces and no chance: rows in columns, every name written level, in an order that lets few lines cross. Initiatives
without a line stand below with their names, so that nobody is overlooked.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ._svg import RUST, SAND, SOFT, TEAL, TONES, Drawing, framed, line, safe, words

_WIDTH, _LEFT, _RIGHT, _HALF = 760.0, 208.0, 552.0, 90.0
"""The whole, the dots of either side, and half a box in the middle."""

_TURNS = 6
_LETTERS, _INNER = 28, 25
_SIZE, _STEP, _GAP = 11.5, 14.0, 7.0
_STYLES = (("", TEAL), ("6 3", RUST), ("1.5 3", "#20251f"), ("9 3 2 3", SOFT))


@dataclass(frozen=True, slots=True)
class Group:
    """Initiatives that stand together: a heading, and key and title of each."""

    title: str
    nodes: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Row:
    key: str
    lines: list[str]
    title: str
    y: float = 0.0
    links: list[_Row] = field(default_factory=list)

    @property
    def height(self) -> float:
        return _STEP * len(self.lines) + _GAP


_Column = list[tuple[str, list[_Row]]]


def network(
    groups: Sequence[Group],
    partners: Sequence[tuple[str, str]],
    links: Sequence[tuple[str, str, str]],
    alone: Sequence[str],
) -> Drawing | None:
    """The drawing of `links` (key, key, manner) between the others; None without any. `alone`: titles."""
    if not links:
        return None
    left, right = _sides([group for group in groups if group.nodes])
    middle: _Column = [("Träger und Partner", [_row(key, title, _INNER) for key, title in partners])]
    rows = {row.key: row for column in (left, middle, right) for _, some in column for row in some}
    for one, other, _ in links:
        rows[one].links.append(rows[other])
        rows[other].links.append(rows[one])
    bottom = _placed(left, middle, right)
    manners = list(dict.fromkeys(how for _, _, how in links))
    styles = {how: _STYLES[place % len(_STYLES)] for place, how in enumerate(manners)}
    sides = {row.key: side for side, column in ((-1, left), (1, right)) for _, some in column for row in some}
    shapes = [_curve(rows[one], rows[other], sides, styles[how], how) for one, other, how in links]
    for side, column in ((-1, left), (0, middle), (1, right)):
        shapes += _drawn(column, side)
    end = _legend(shapes, styles, bottom)
    end = _alone(shapes, alone, end)
    counts = ", ".join(f"{how} {sum(manner == how for _, _, manner in links)}" for how in manners)
    inside = sum(len(some) for _, some in (*left, *right))
    alt = f"Netz aus {inside} Initiativen und {len(partners)} Partnern; Verbindungen: {counts}. "
    alt += f"Ohne Verbindung: {', '.join(alone)}." if alone else "Alle Initiativen haben eine Verbindung."
    return framed("netz", _WIDTH, end, "Wer mit wem zusammenarbeitet", alt, shapes)


def _row(key: str, title: str, letters: int) -> _Row:
    lines = textwrap.wrap(title, letters, break_on_hyphens=True, max_lines=2, placeholder=" …")
    return _Row(key, lines or [key], title)


def _sides(groups: Sequence[Group]) -> tuple[_Column, _Column]:
    """Groups to the side that has less; a single one is cut in two."""
    if len(groups) == 1:
        half = (len(groups[0].nodes) + 1) // 2
        title, nodes = groups[0].title, groups[0].nodes
        groups = [Group(title, nodes[:half]), *([Group(title, nodes[half:])] if nodes[half:] else [])]
    left: _Column = []
    right: _Column = []
    for group in groups:
        rows = [_row(key, title, _LETTERS) for key, title in group.nodes]
        sizes = [sum(len(some) for _, some in column) for column in (left, right)]
        (left if sizes[0] <= sizes[1] else right).append((group.title, rows))
    return left, right


def _placed(*columns: _Column) -> float:
    """Orders the rows so that what is linked stands near, and gives each its height; the lower end of all."""
    for turn in range(_TURNS):
        for column in columns:
            for _, rows in column:
                if turn:
                    rows.sort(key=lambda row: (_mean(row), row.key))
        tall = max(map(_height, columns))
        for column in columns:
            _set_rows(column, tall)
    return max(map(_height, columns)) + 10


def _mean(row: _Row) -> float:
    return sum(other.y for other in row.links) / len(row.links) if row.links else row.y


def _height(column: _Column) -> float:
    return sum(34 + sum(row.height for row in rows) for _, rows in column)


def _set_rows(column: _Column, tall: float) -> None:
    """From top to bottom, spread over the height of the tallest column; all columns begin at the same height."""
    gaps = sum(len(rows) for _, rows in column) - 1
    extra = max(0.0, min(30.0, (tall - _height(column)) / max(gaps, 1)))
    y = 0.0
    for _, rows in column:
        y += 34
        for row in rows:
            row.y = round(y + row.height / 2, 1)
            y += row.height + extra


def _drawn(column: _Column, side: int) -> list[str]:
    """Names, outside right or left of their dot, in the middle within a box."""
    shapes = []
    x = {-1: _LEFT, 0: _WIDTH / 2, 1: _RIGHT}[side]
    anchor = {-1: "end", 0: "middle", 1: "start"}[side]
    for title, rows in column:
        if not rows:
            continue
        top = min(row.y - row.height / 2 for row in rows)
        shapes.append(words(x + side * 12, top - 10, title, 13, anchor, bold=True))
        for row in rows:
            tip = f"<title>{safe(row.title)}</title>"
            if side:
                shapes.append(f'<circle cx="{x:g}" cy="{row.y:g}" r="4" fill="{TEAL}">{tip}</circle>')
            else:
                tall = _STEP * len(row.lines) + 4
                shapes.append(
                    f'<rect x="{x - _HALF:g}" y="{row.y - tall / 2:g}" width="{2 * _HALF:g}" height="{tall:g}" rx="5" '
                    f'fill="{TONES[0]}" stroke="{SOFT}" stroke-width="0.8">{tip}</rect>'
                )
            first = row.y - _STEP * (len(row.lines) - 1) / 2 + 4
            for place, text in enumerate(row.lines):
                written = words(x + side * 10, first + place * _STEP, text, _SIZE, anchor)
                # Within a box the ground is light whatever the page around is.
                shapes.append(written if side else written.replace("currentColor", "#20251f"))
    return shapes


def _curve(one: _Row, other: _Row, sides: Mapping[str, int], style: tuple[str, str], how: str) -> str:
    """Level at both ends; within one column it swings out towards the middle."""
    first, second = sorted((one, other), key=lambda row: (sides.get(row.key, 0), row.y, row.key))
    a, b = sides.get(first.key, 0), sides.get(second.key, 0)
    if a == b:
        x, swing = {-1: (_LEFT, 60.0), 0: (_WIDTH / 2 + _HALF, 40.0), 1: (_RIGHT, -60.0)}[a]
        path = f"M{x:g} {first.y:g}C{x + swing:g} {first.y:g} {x + swing:g} {second.y:g} {x:g} {second.y:g}"
    else:
        start = _LEFT if a == -1 else _WIDTH / 2 + _HALF
        end = _WIDTH / 2 - _HALF if b == 0 else _RIGHT
        bend = (end - start) / 2
        path = f"M{start:g} {first.y:g}C{start + bend:g} {first.y:g} {end - bend:g} {second.y:g} {end:g} {second.y:g}"
    dashes = f' stroke-dasharray="{style[0]}"' if style[0] else ""
    tip = safe(f"{first.title} – {second.title}: {how}")
    return f'<path d="{path}" stroke="{style[1]}" stroke-width="1.3" fill="none"{dashes}><title>{tip}</title></path>'


def _legend(shapes: list[str], styles: Mapping[str, tuple[str, str]], y: float) -> float:
    shapes.append(line(0, y, _WIDTH, y, SAND))
    x, y = 0.0, y + 22
    for how, (dash, colour) in styles.items():
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        shapes.append(f'<path d="M{x:g} {y - 4:g}H{x + 32:g}" stroke="{colour}" stroke-width="2" fill="none"{dashes}/>')
        shapes.append(words(x + 38, y, how, 12))
        x += 60 + 7 * len(how)
    return y + 14


def _alone(shapes: list[str], titles: Sequence[str], y: float) -> float:
    """Those without a line, in three columns with a ring before the name."""
    if not titles:
        return y
    shapes.append(words(0, y + 14, "Noch ohne Verbindung", 13, bold=True))
    y += 24
    columns: defaultdict[int, float] = defaultdict(lambda: y)
    for place, title in enumerate(titles):
        column = place % 3
        x = column * _WIDTH / 3
        lines = _row("", title, _LETTERS).lines
        ring = f'<circle cx="{x + 6:g}" cy="{columns[column] + 10:g}" r="4.5"'
        shapes.append(f'{ring} fill="#fff" stroke="{RUST}" stroke-width="2"/>')
        for index, text in enumerate(lines):
            shapes.append(words(x + 17, columns[column] + 14 + index * _STEP, text, _SIZE))
        columns[column] += _STEP * len(lines) + _GAP
    return max(columns.values()) + 6
