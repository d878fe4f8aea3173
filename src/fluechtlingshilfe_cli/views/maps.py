"""The map of the Kreis from its polygons: areas, the border between its parts, and places with numbers.

Plain data in units of the drawing; whoever draws it chooses colours and size. North is up.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

from ..project import Project
from ._context import Data

POLYGONS = "data/municipalities.geojson"
WIDTH = 1000.0
NUMBER, LARGE_NUMBER = 26.0, 38.0
"""The radius of a place's number, and in large print."""
_GAP = 2.0
"""What stays free between two numbers."""
_TONES = 5

Ring = list[list[float]]
Point = tuple[float, float]


def district_map(project: Project, parts: list[Data], radius: float = NUMBER) -> Data | None:
    """The map with the Gemeinden of the directory's parts; None where the project has no polygons.

    `radius`: how large their numbers are drawn; they are moved so far apart that none covers another.
    """
    shapes, licence = _shapes(project)
    if not shapes:
        return None
    words = project.vocabularies["gemeinden"].words
    numbers = {part["code"]: part["number"] for part in parts}
    part_of = {ags: numbers.get(str(word.attributes.get("teilkreis", "")), 0) for ags, word in words.items()}
    place_on = _projection(point for rings in shapes.values() for ring in rings for point in ring)
    drawn = {ags: [[place_on(point) for point in ring] for ring in rings] for ags, rings in shapes.items()}
    height = max(y for rings in drawn.values() for ring in rings for _, y in ring)
    found: list[Data] = []
    for part in parts:
        for place in part["municipalities"]:
            at = words[place["ags"]].attributes if place["ags"] in words else {}
            if at.get("lat") is not None:
                x, y = place_on([at["lon"], at["lat"]])
                found.append({"ags": place["ags"], "name": place["name"], "anchor": place["anchor"]}
                             | {"part": part["number"], "number": len(found) + 1, "x": x, "y": y})  # fmt: skip
    _spread(found, 2 * radius + _GAP)
    return {
        "width": WIDTH,
        "height": round(height, 1),
        "radius": radius,
        "areas": [
            {"ags": ags, "part": part_of.get(ags, 0), "tone": _tone(ags), "d": "".join(map(_closed, rings))}
            for ags, rings in sorted(drawn.items())
        ],
        **_borders(drawn, part_of),
        "places": found,
        "source": licence,
    }


def _shapes(project: Project) -> tuple[dict[str, list[Ring]], str]:
    """The rings of every Gemeinde, and whose data they are; nothing where the file is missing or something else."""
    path = project.tree / POLYGONS
    if not path.is_file():
        return {}, ""
    found: dict[str, list[Ring]] = {}
    try:
        collection = json.loads(path.read_text("utf-8"))
        for feature in collection["features"]:
            shape = feature["geometry"]
            polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            found.setdefault(feature["properties"]["ags"], []).extend(ring for rings in polygons for ring in rings)
    except (ValueError, KeyError, TypeError):
        return {}, ""
    return found, str(collection.get("licence", ""))


def _projection(points: Iterable[list[float]]) -> Any:
    """From longitude and latitude to the drawing: as wide as `WIDTH`, the upper left corner at 0, 0."""
    points = list(points)
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    shrink = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * shrink)
    return lambda p: (round((p[0] - west) * shrink * scale, 1), round((north - p[1]) * scale, 1))


def _tone(ags: str) -> int:
    """One of a few shades, so that neighbours differ without meaning anything."""
    return sum(ord(sign) * (place + 3) for place, sign in enumerate(ags)) % _TONES


def _closed(ring: list[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in ring[:-1]) + "Z"


def _borders(drawn: dict[str, list[list[Point]]], part_of: dict[str, int]) -> dict[str, str]:
    """The edges that only one area has (`outline`), and those that two parts share (`border`)."""
    edges: dict[frozenset[Point], list[int]] = {}
    for ags, rings in drawn.items():
        for ring in rings:
            for edge in pairwise(ring):
                edges.setdefault(frozenset(edge), []).append(part_of.get(ags, 0))
    return {
        "outline": "".join(_lines(edge for edge, sides in edges.items() if len(sides) == 1)),
        "border": "".join(_lines(edge for edge, sides in edges.items() if len(set(sides)) > 1)),
    }


def _lines(edges: Iterable[frozenset[Point]]) -> Iterator[str]:
    """Edges joined to lines as long as they go."""
    left: dict[Point, list[Point]] = {}
    for edge in sorted(sorted(edge) for edge in edges if len(edge) == 2):
        for one, other in (edge, edge[::-1]):
            left.setdefault(one, []).append(other)
    ends = Counter({point: len(others) for point, others in left.items()})
    for start in sorted(left, key=lambda point: (ends[point] == 2, point)):
        while left[start]:
            line = [start]
            while left[line[-1]]:
                point = line[-1]
                line.append(left[point].pop(0))
                left[line[-1]].remove(point)
            yield "M" + "L".join(f"{x:g} {y:g}" for x, y in line)


def _spread(places: list[Data], apart: float) -> None:
    """Moves numbers that would cover each other a little apart."""
    for _ in range(60):
        for number, one in enumerate(places):
            for other in places[number + 1 :]:
                dx, dy = other["x"] - one["x"], other["y"] - one["y"]
                away = hypot(dx, dy)
                if away < apart:
                    ux, uy = (dx / away, dy / away) if away else (1.0, 0.0)
                    push = (apart - away) / 2
                    one["x"], one["y"] = one["x"] - ux * push, one["y"] - uy * push
                    other["x"], other["y"] = other["x"] + ux * push, other["y"] + uy * push
    for place in places:
        place["x"], place["y"] = round(place["x"], 1), round(place["y"], 1)
