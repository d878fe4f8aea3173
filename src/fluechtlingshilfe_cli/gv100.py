"""The official list of municipalities (Destatis, GV100AD): fixed width, UTF-8, plain or packed with gzip.

Nobody may pass the file on, so every user loads her own copy. It brings what the bundled list lacks: the state of
today, postal codes and population. Record types: 40 Kreis, 50 Gemeindeverband (Amt), 60 Gemeinde.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from .districts import District, Municipality, rows
from .folding import key

_LAENDER = dict(
    zip(
        range(1, 17),
        ["SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH"],
        strict=True,
    )
)
_UNINHABITED = "Gemeindefreies Gebiet"
_CITIES = ("41", "42")
_KINDS = {"60": "Markt", **dict.fromkeys(("61", "62", "63", "67"), "Stadt"), "65": _UNINHABITED, "66": _UNINHABITED}
_ABBREVIATED = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-ZÄÖÜ])|(?<=\bOPf)\.(?=[A-ZÄÖÜ])")
_MOST_BYTES = 60_000_000


class NotOfficial(Exception):
    """The file is not the official list; the sentence says what it looks like and where the right one is."""


@dataclass(frozen=True, slots=True)
class OfficialList:
    """What the file holds: the day of its borders, districts and municipalities by key."""

    as_of: date
    districts: list[District]
    municipalities: list[Municipality]

    population_on: date

    @property
    def sources(self) -> list[str]:
        """The lines that name where the list comes from; the file itself does not say the day of its figures."""
        borders = f"Gebietsstand {self.as_of:%d.%m.%Y}"
        return [
            f"Gemeinden: Statistisches Bundesamt (Destatis), Gemeindeverzeichnis GV100AD, {borders}",
            f"Einwohner: ebendort, Stand {self.population_on:%d.%m.%Y}; leer heißt unbekannt, nicht null",
        ]

    def of(self, district: str) -> list[Municipality]:
        """The municipalities of a district, by key."""
        return [place for place in self.municipalities if place.ags.startswith(district)]


def read_gv100(path: Path, population_on: date | None = None) -> OfficialList:
    """Reads the file. `population_on` is the day of the population figures, which the file does not say.

    Without it, the last 31 December before the day of the borders is taken. Raises `NotOfficial` and OSError.
    """
    lines = _text(path).splitlines()
    days = [line[2:10] for line in lines if line[:2] in ("40", "60")]
    if not days or not days[0].isdigit():
        raise NotOfficial(_complaint(path, "Darin stehen keine Gemeinden in der Form GV100AD."))
    as_of = date(int(days[0][:4]), int(days[0][4:6]), int(days[0][6:]))
    on = population_on or date(as_of.year - 1, 12, 31)
    verbaende = {line[10:15] + line[18:22]: _short(line[22:72]) for line in lines if line[:2] == "50"}
    return OfficialList(
        as_of,
        sorted((_district(line) for line in lines if line[:2] == "40"), key=lambda district: district.code),
        sorted(_municipality(line, verbaende, on) for line in lines if line[:2] == "60"),
        on,
    )


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        if raw.startswith(b"\x1f\x8b"):
            with gzip.open(path) as file:
                raw = file.read(_MOST_BYTES)
        if raw.startswith(b"PK"):
            raise NotOfficial(
                _complaint(path, "Sie ist gepackt (ZIP). Bitte zuerst entpacken und die Textdatei angeben.")
            )
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotOfficial(_complaint(path, "Sie ist nicht als UTF-8 gespeichert.")) from None
    except (OSError, EOFError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise NotOfficial(_complaint(path, "Sie lässt sich nicht entpacken.")) from None


def _complaint(path: Path, reason: str) -> str:
    return (
        f"Die Datei {path.name} ist nicht das amtliche Gemeindeverzeichnis. {reason}\n"
        "Sie heißt »GV100AD_….txt« und steht bei www.destatis.de unter »Gemeindeverzeichnis«."
    )


def _district(line: str) -> District:
    name, kind = line[22:72].strip(), line[122:124]
    if kind not in _CITIES and "kreis" not in name.lower() and not name.startswith(("Region", "Städteregion")):
        name = f"{'Kreis' if kind == '43' else 'Landkreis'} {name}"
    elif kind in _CITIES:
        name = f"{_short(name)}, Stadt"
    return District(line[10:15], name, _LAENDER[int(line[10:12])])


def _municipality(line: str, verbaende: dict[str, str], on: date) -> Municipality:
    ags, name = line[10:18], _short(line[22:72])
    art = _KINDS.get(line[122:124], "Gemeinde")
    known = _bundled_names().get(ags, "")
    if known and (key(known) == key(name) or art == _UNINHABITED):
        name = known
    amt = verbaende.get(line[10:15] + line[18:22], "")
    population = line[139:150].strip()
    return Municipality(
        ags,
        name,
        art,
        name if not amt or key(amt) == key(name) or art == _UNINHABITED else amt,
        str(int(population)) if population else "",
        on.isoformat(),
        line[165:170].strip(),
        bool(line[170:175].strip()),
    )


@cache
def _bundled_names() -> dict[str, str]:
    """The names as the bundled list spells them: »Garching b. München«, where the official one saves a blank."""
    return {row["ags"]: row["name"] for row in rows("gemeinden_de.csv")}


def _short(name: str) -> str:
    """The name people use: »Ratzeburg, Stadt« is Ratzeburg, »Lauenburg/ Elbe« has no blank."""
    return _ABBREVIATED.sub(". ", name.partition(",")[0].strip().replace("/ ", "/"))
