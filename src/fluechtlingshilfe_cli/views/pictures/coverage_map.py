"""The Kreis with its Gemeinden, darker where more takes place."""

from __future__ import annotations

from collections.abc import Mapping

from ...project import Project
from ..maps import district_map
from ._svg import SOFT, TONES, Drawing, box, framed, safe, words

_LEGEND = ("niemand", "nur im Einzugsgebiet", "1 bis 2", "3 bis 9", "10 und mehr")
_ROW = 130.0


def coverage_map(project: Project, offers: Mapping[str, int], served: Mapping[str, bool]) -> Drawing | None:
    """Offers per Gemeinde and who else is served; None where the project has no outlines."""
    drawn = district_map(project, [])
    if drawn is None:
        return None
    names = project.vocabularies["gemeinden"]
    shapes = []
    counts = [0] * len(TONES)
    for area in drawn["areas"]:
        ags = area["ags"]
        level = _level(offers.get(ags, 0), served.get(ags, False))
        counts[level] += 1
        tip = f"{names.label(ags)}: {_said(offers.get(ags, 0), served.get(ags, False))}"
        outline = f'd="{area["d"]}" fill="{TONES[level]}" stroke="{SOFT}" stroke-width="1.2"'
        shapes.append(f"<path {outline}><title>{safe(tip)}</title></path>")
    width, height = float(drawn["width"]), float(drawn["height"])
    x = 0.0
    for place, text in enumerate(_LEGEND):
        shapes.append(box(x, height + 40, 34, 34, TONES[place]))
        shapes.append(words(x + 44, height + 66, text, 22))
        x += 80 + 12 * len(text)
    if drawn.get("source"):
        shapes.append(words(0, height + _ROW - 12, str(drawn["source"]), 15))
    alt = "Karte der Gemeinden nach der Zahl der Angebote am Ort: " + ", ".join(
        f"{text} {count}" for text, count in zip(_LEGEND, counts, strict=True)
    )
    return framed("karte", width, height + _ROW, "Angebote je Gemeinde", alt + ".", shapes)


def _level(count: int, served: bool) -> int:
    if not count:
        return 1 if served else 0
    return 2 if count < 3 else 3 if count < 10 else 4


def _said(count: int, served: bool) -> str:
    if count:
        return f"{count} {'Angebot' if count == 1 else 'Angebote'} am Ort"
    return "kein Angebot am Ort, aber im Einzugsgebiet" if served else "kein Angebot, niemand zuständig"
