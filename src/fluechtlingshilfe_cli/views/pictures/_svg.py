"""The frame of a drawing and the few signs it is made of. Every text is escaped here."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ..rendering import harmless

_FONT = "'Noto Sans', system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"

TEAL, SAND, SOFT, RUST = "#0b5c63", "#e8e3d6", "#7c837b", "#97401f"
TONES = ("#f1eee5", "#cfe3e3", "#8fc0c1", "#3f8f93", "#0b5c63")
"""From nothing to much."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture: the SVG, in words what it shows, and its height as a share of its width."""

    svg: str
    alt: str
    ratio: float = 1.0


def framed(name: str, width: float, height: float, title: str, alt: str, shapes: list[str]) -> Drawing:
    """The whole drawing. `name` keeps its ids apart from those of other drawings on the page."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="{_FONT}">'
    )
    told = f'<title id="{name}-title">{safe(title)}</title><desc id="{name}-desc">{safe(alt)}</desc>'
    return Drawing(f"{head}{told}{''.join(shapes)}</svg>", alt, round(height / width, 3))


def words(x: float, y: float, text: str, size: float = 13, anchor: str = "start", bold: bool = False) -> str:
    """A text; in a page it takes the colour around it."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}"{weight} fill="currentColor">'
        f"{safe(text)}</text>"
    )


def line(x: float, y: float, x2: float, y2: float, colour: str = SAND) -> str:
    """A thin straight line."""
    return f'<path d="M{x:g} {y:g}L{x2:g} {y2:g}" stroke="{colour}" fill="none"/>'


def box(x: float, y: float, width: float, height: float, colour: str, tip: str = "") -> str:
    """A filled rectangle with a word about it."""
    inner = f"<title>{safe(tip)}</title>" if tip else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}">{inner}</rect>'


def safe(text: str) -> str:
    """A text from data: no markup, no signs that act."""
    return escape(harmless(text), quote=True)
