"""A small registry in the middle of its yearly enquiry: entries checked, never checked, complained about."""

from __future__ import annotations

from projects import initiative
from questions import MUNICIPALITIES

SETTINGS = """\
name: Testregister
kreis: "01053"
bundesland: SH
stichtag: "2026-11-02"
privat: private
koordinationsstelle: stelle
kontakt:
  bezeichnung: Koordinierungsstelle
  email: info@stelle.example
  telefon: "+49 40 66969100"
verzeichnis:
  titel: Gemeinsam
  herausgeber: Koordinierungsstelle, Am Markt 1, 23879 Mölln
  verantwortlich: Leitung der Koordinierungsstelle
aktualitaet:
  abfrage_begonnen: "2026-03-01"
"""
PARTNER = """\
name: Koordinierungsstelle
status: aktiv
rollen: [behoerde]
kontakt:
  email: info@stelle.example
anschrift:
  strasse: Am Markt 1
  plz: "23879"
  ort: Mölln
  oeffentlich: true
geprueft_am: "2026-09-01"
"""
CAFE = "data/initiatives/cafe-ankommen.yaml"
RAD = "data/initiatives/radhaus.yaml"
TREFF = "data/initiatives/treff.yaml"
NEU = "data/initiatives/neu.yaml"
NOTE = "private/notes/initiative/radhaus.yaml"
PERSON = """\
name: Erika Muster
status: aktiv
anrede: frau
briefanrede: Liebe Frau Muster
funktion: Leitung
telefon: "+49 40 66969801"
email: erika.muster@post.example
einwilligungen:
  - umfang: [name, email]
    kanaele: [intern]
    erteilt_am: "2026-01-10"
"""
FILES: dict[str, str | bytes] = {
    "data/municipalities.csv": MUNICIPALITIES,
    "data/partners/stelle.yaml": PARTNER,
    CAFE: initiative(),
    RAD: initiative(
        name="Radhaus",
        art="verein",
        geprueft_am="2025-05-02",
        geprueft_wie="telefonisch",
        gemeinde="01053083",
        kontakt={"email": "rad@radhaus.example", "telefon": "+49 40 66969133"},
        ehrenamtliche=[{"stichtag": "2024-12-31", "anzahl": 7, "erhebung": "gemeldet"}],
    ),
    TREFF: initiative(
        name="Treff am See",
        geprueft_am="2026-01-15",
        kontakt={"ueber": "koordinationsstelle"},
        kontaktpersonen=["person-01"],
    ),
    NEU: initiative(
        name="Neue Runde",
        geprueft_am=None,
        kontakt={"telefon": "+49 40 66969144"},
        anschrift={"strasse": "Seestraße 2", "plz": "23879", "ort": "Mölln", "oeffentlich": True},
    ),
    "private/persons/person-01.yaml": PERSON,
    NOTE: """\
zu: initiative/radhaus
beanstandungen:
  - eingang_am: "2026-10-01"
    inhalt: Niemand hebt ab.
abfragen:
  - gefragt_am: "2026-03-02"
    auf: email
    zweck: [angaben]
""",
}
