"""A registry with editions in a small real repository: three groups, an office, a person who may be named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from canaries import MUNICIPALITIES
from projects import as_yaml, initiative
from repositories import begin, put

SETTINGS = """\
format: 1
name: Register
kreis: "01053"
bundesland: SH
koordinationsstelle: stelle
privat: ../privat
kontakt: {bezeichnung: Stelle Integration, telefon: "+49 40 66969100", email: info@stelle.example}
teilkreise:
  nord: {titel: Nordkreis, aemter: [Mölln, Ratzeburg]}
aktualitaet: {frist_monate: 12, abfrage_begonnen: "2026-03-01"}
verzeichnis: {titel: Gemeinsam ankommen, herausgeber: Stelle, verantwortlich: Leitung}
ausgaben:
  "2026": {titel: Gemeinsam ankommen 2026, untertitel: Der Wegweiser, redaktionsschluss: "2026-06-30"}
  "2027": {titel: Gemeinsam ankommen 2027, redaktionsschluss: "2027-06-30"}
"""
NUMBER = "+49 40 66969777"
CONSENT = {"umfang": ["name", "funktion", "telefon"], "kanaele": ["druck", "web"], "erteilt_am": "2026-01-10"}


def group(name: str, **fields: Any) -> str:
    """A sound group, checked in this year's enquiry."""
    word = name.lower().replace(" ", "-").replace("é", "e").replace("ö", "oe")
    given: dict[str, Any] = {
        "name": name,
        "geprueft_am": "2026-05-04",
        "letzte_aenderung": "2026-05-04",
        "kontakt": {"email": f"info@{word}.example"},
        "zustaendig": "stelle",
    }
    return initiative(**{**given, **fields})


def person(**fields: Any) -> str:
    """A named contact who consented in January."""
    given = {
        "name": "Petra Beispielfrau",
        "status": "aktiv",
        "funktion": "Leitung",
        "telefon": NUMBER,
        "einwilligungen": [CONSENT],
    }
    return as_yaml({**given, **fields})


OFFICE = as_yaml(
    {
        "name": "Stelle Integration",
        "status": "aktiv",
        "rollen": ["fachakteur_kreisweit"],
        "kontakt": {"telefon": "+49 40 66969100", "email": "info@stelle.example"},
        "geprueft_am": "2026-05-04",
        "letzte_aenderung": "2026-05-04",
    }
)


def registry(folder: Path, day: str = "2026-06-15", **more: str) -> Path:
    """The registry `register` beside its private folder `privat`, saved on a day."""
    private = folder / "privat"
    put(private, "persons/p-17.yaml", person())
    files: dict[str, str | bytes] = {
        "fh.yaml": SETTINGS,
        "data/municipalities.csv": MUNICIPALITIES,
        "data/initiatives/cafe.yaml": group("Café Ankommen", kontaktpersonen=["p-17"]),
        "data/initiatives/rad.yaml": group("Radwerkstatt Mölln"),
        "data/initiatives/lotsen.yaml": group("Lotsendienst"),
        "data/partners/stelle.yaml": OFFICE,
        **more,
    }
    return begin(folder / "register", files, day)
