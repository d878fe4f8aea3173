"""A small registry around the Café am Markt, its files to the byte, for the tests of the commands that edit."""

from __future__ import annotations

import subprocess

from projects import text
from questions import MUNICIPALITIES

SETTINGS = """\
# Unser Kreis
name: Testregister
kreis: "01053"
bundesland: SH
stichtag: "2026-11-02"
privat: private
koordinationsstelle: stelle
ausnahmen:
  - regel: FH311
    datensatz: initiative/cafe-ankommen
    grund: Zum Testen.
"""
CAFE_FILE = "data/initiatives/cafe-ankommen.yaml"
CAFE = """\
# Das Café am Markt
name: Café Ankommen
art: begegnungscafe
status: aktiv
kurzbeschreibung: Ein offener Nachmittag.  # für den Druck
gemeinde: "01053090"
kontakt:
  # nur vormittags
  telefon: "+49 40 66969123"
  email: info@cafe-ankommen.example
sprachen: [de, en]
kontaktpersonen: [person-01]
angebote:
  - id: sprachcafe
    titel: Sprachcafé
    handlungsfeld: sprache
    format: vor_ort
  # neu seit 2025
  - id: formulartisch
    titel: Formulartisch
    handlungsfeld: behoerden_asylverfahren
    format: vor_ort
geprueft_am: "2026-03-17"
letzte_aenderung: "2026-03-17"
"""
PARTNER_FILE = "data/partners/stelle.yaml"
PARTNER = """\
name: Koordinierungsstelle
status: aktiv
rollen: [behoerde]
kontakt:
  email: info@stelle.example
geprueft_am: "2026-09-01"
"""
NEED_FILE = "data/needs/deutschkurs.yaml"
NEED = """\
titel: Deutschkurs am Abend
status: aktiv
art: angebotsluecke
handlungsfeld: sprache
gemeldet_am: "2026-05-01"
gemeldet_durch: initiative/cafe-ankommen
gedeckt_durch:
  - angebot/cafe-ankommen/sprachcafe
geprueft_am: "2026-09-01"
"""
PERSON_FILE = "private/persons/person-01.yaml"
PERSON = """\
name: Erika Muster
status: aktiv
telefon: "+49 40 66969801"
"""
NOTE_FILE = "private/notes/initiative/cafe-ankommen.yaml"
NOTE = "zu: initiative/cafe-ankommen\ninterne_notiz: Schlüssel beim Küster.\n"
FILES = {
    "fh.yaml": SETTINGS,
    "data/municipalities.csv": MUNICIPALITIES,
    CAFE_FILE: CAFE,
    PARTNER_FILE: PARTNER,
    NEED_FILE: NEED,
    PERSON_FILE: PERSON,
    NOTE_FILE: NOTE,
}


def unchanged(*but: str) -> bool:
    """Whether all files but these are as they were."""
    return all(text(name) == content for name, content in FILES.items() if name not in but)


def stored() -> None:
    """Makes a git repository of the registry, all files stored."""
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], check=True)


TODAY = ('letzte_aenderung: "2026-03-17"', 'letzte_aenderung: "2026-11-02"')
