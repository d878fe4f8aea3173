"""A small registry with places on a map, for the tests of `fh list`, `fh show` and `fh search`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fluechtlingshilfe_cli import cli
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.registry import Registry
from projects import SETTINGS, as_yaml, write

MUNICIPALITIES = """\
# Gemeinden: erfunden
ags,name,art,amt,einwohner,einwohner_stand,lat,lon
01053032,Geesthacht,Stadt,Geesthacht,33000,,53.43575,10.37790
01053047,Gülzow,Gemeinde,Schwarzenbek-Land,1300,,53.45420,10.50080
01053083,Lauenburg/Elbe,Stadt,Lauenburg/Elbe,11400,,53.37199,10.55654
01053090,Mölln,Stadt,Mölln,19000,,53.62702,10.68475
01053094,Niendorf bei Berkenthin,Gemeinde,Berkenthin,170,,53.69,10.65
01053095,Niendorf/Stecknitz,Gemeinde,Breitenfelde,660,,53.60,10.62
01053116,Schwarzenbek,Stadt,Schwarzenbek,17000,,53.50422,10.48141
"""
PARTS = """\
privat: private
teilkreise:
  nord: {titel: Nordkreis, kurz: Nord, aemter: [Mölln, Berkenthin, Breitenfelde]}
  sued: {titel: Südkreis, kurz: Süd, aemter: [Geesthacht, Lauenburg/Elbe, Schwarzenbek, Schwarzenbek-Land]}
kontakt: {bezeichnung: Koordinierungsstelle, telefon: "+49 40 66969100"}
"""


def offer(id: str, titel: str, handlungsfeld: str, **fields: Any) -> dict[str, Any]:
    """A small offer on the spot."""
    return {"id": id, "titel": titel, "handlungsfeld": handlungsfeld, "format": "vor_ort", **fields}


def weekly(tag: str, von: str, bis: str, **more: Any) -> dict[str, Any]:
    """Regular times of one day a week."""
    return {"regeln": [{"tag": tag, "von": von, "bis": bis, **more}], "feiertage": "geschlossen"}


def group(name: str, gemeinde: str, *offers: dict[str, Any], **fields: Any) -> str:
    """A sound initiative with offers, as its file."""
    return as_yaml(
        {
            "name": name,
            "art": "projekt",
            "status": "aktiv",
            "kurzbeschreibung": "Nachbarn helfen Nachbarn.",
            "gemeinde": gemeinde,
            "kontakt": {"telefon": "+49 40 66969123"},
            "geprueft_am": "2026-03-12",
            "angebote": list(offers),
            **fields,
        }
    )


FILES: dict[str, str | bytes] = {
    "data/municipalities.csv": MUNICIPALITIES,
    "data/initiatives/radhaus.yaml": group(
        "Radhaus",
        "01053116",
        offer(
            "reparatur", "Fahrradreparatur", "mobilitaet", zeiten=weekly("di", "16:00", "18:00"), sprachen=["de", "ar"]
        ),
        offer("tausch", "Tauschbörse", "sachspenden", zielgruppen=["kinder"], kosten="spende"),
        ehrenamtliche=[
            {"stichtag": "2024-12-31", "anzahl": 8, "erhebung": "gezaehlt"},
            {"stichtag": "2025-12-31", "anzahl": 12, "erhebung": "gezaehlt"},
        ],
        traeger="awo-kreis",
        gruendungsjahr=2016,
    ),
    "data/initiatives/fahrdienst.yaml": group(
        "Dorfbus", "01053047", offer("bus", "Fahrdienst zum Arzt", "mobilitaet", zeiten={"nach_vereinbarung": True})
    ),
    "data/initiatives/cafe-ankommen.yaml": group(
        "Café Ankommen",
        "01053090",
        offer("sprachcafe", "Sprachcafé", "sprache", kurzbeschreibung="Wir üben Deutsch.", sprachen=["de"]),
        offer("amt", "Hilfe mit Papieren", "behoerden_asylverfahren", kurzbeschreibung="Mit Behördenbegleitung."),
        sprachen=["fa"],
        anschrift={"strasse": "Am Markt 3", "plz": "23879", "ort": "Mölln", "oeffentlich": True},
        kontaktpersonen=["person-1"],
        kontakt={"ueber": "koordinationsstelle"},
    ),
    "data/initiatives/ruhe.yaml": group("Ruhige Runde", "01053094", offer("r", "Runde", "sprache"), status="pausiert"),
    "data/initiatives/alt.yaml": group(
        "Alte Radstube", "01053047", offer("r", "Fahrräder", "mobilitaet"), status="beendet", beendet_am="2025-01-01"
    ),
    "data/partners/awo-kreis.yaml": as_yaml(
        {
            "name": "AWO Kreisverband",
            "kurzname": "AWO",
            "status": "aktiv",
            "rollen": ["traeger"],
            "kontakt": {"email": "a@awo.example"},
        }
    ),
    "private/persons/person-1.yaml": as_yaml(
        {"status": "aktiv", "name": "Geheimrat Kanarienvogel", "telefon": "+49 171 1"}
    ),
}


def folder(path: Path, **more: str) -> Path:
    """The registry on disk; `more` replaces or adds initiatives by id (underscores for hyphens)."""
    added = {f"data/initiatives/{name.replace('_', '-')}.yaml": text for name, text in more.items()}
    return write(path, {**FILES, **added}, SETTINGS + PARTS)


def registry(path: Path, **more: str) -> Registry:
    """The same, read; nothing is wrong with it."""
    found, findings = load_registry(Project(folder(path, **more)))
    assert [finding.message for finding in findings] == []
    return found


def fh(path: Path, *arguments: str) -> int:
    """Runs `fh` on the registry and gives its exit code."""
    return cli.run([*arguments, "-C", str(path)])
