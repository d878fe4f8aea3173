"""Places: municipalities of this Kreis, postcodes that fit them, and a Teilkreis for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..findings import Place, Problem, Severity
from ..folding import nearest
from ..project import SETTINGS
from ._fields import Fields
from ._rule import rule

if TYPE_CHECKING:
    from ..project import Project
    from ..records import Record
    from ..registry import Registry
    from ..schemas.kinds import Field
    from ..schemas.vocabularies import Word

_GEMEINDEN = Fields(lambda _, field: field.vocabulary == "gemeinden")
_MAY_LIE_OUTSIDE = ("training", "partner")


@rule("FH411", "Gemeinde nicht aus diesem Kreis", "record")
def foreign_municipality(record: Record, project: Project) -> Iterator[Problem]:
    """Den Gemeindeschlüssel gibt es in diesem Kreis nicht.

    Aus ihm ergeben sich der Ort im Verzeichnis und der Teilkreis. Partner und Veranstaltungen, Angebote und
    Einzugsgebiete dürfen auch außerhalb liegen; dort ist es nur ein Hinweis.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        gemeinde: "01053999"

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        gemeinde: "01053090"
    """
    words = project.vocabularies["gemeinden"].words
    if not words:
        return
    for path, value, field, _ in _GEMEINDEN.of(record):
        if value not in words:
            yield _foreign(record, record.at(*path), value, field, project)


def _foreign(record: Record, place: Place, value: str, field: Field, project: Project) -> Problem:
    vocabulary = project.vocabularies["gemeinden"]
    if not (len(value) == 8 and value.isdigit()):
        message = f"»{value}« ist kein Gemeindeschlüssel."
        guesses = vocabulary.suggest(value)
        if len(guesses) != 1:
            return Problem(place, message, "Alle Schlüssel mit Namen zeigt: fh explain gemeinden")
        hint = f"{vocabulary.label(guesses[0])} hat den Schlüssel »{guesses[0]}«."
        return Problem(place, message, hint, replacement=guesses[0])
    kreis = str(project.settings.get("kreis", ""))
    if value.startswith(kreis):
        message = f"Den Gemeindeschlüssel »{value}« gibt es in diesem Kreis nicht."
        return Problem(place, message, "Bitte eine Ziffer prüfen; alle Schlüssel zeigt: fh explain gemeinden")
    outside = record.kind.name in _MAY_LIE_OUTSIDE or field.path != "gemeinde"
    return Problem(
        place,
        f"Die Gemeinde »{value}« liegt nicht in diesem Kreis ({kreis}).",
        "Ist das gewollt, muss nichts geschehen." if outside else "Bitte den Schlüssel prüfen: fh explain gemeinden",
        severity=Severity.HINT if outside else None,
    )


@rule("FH412", "Postleitzahl passt nicht zur Gemeinde", "record", Severity.WARNING)
def postcode(record: Record, project: Project) -> Iterator[Problem]:
    """Die Postleitzahl der Anschrift gehört nach data/plz.csv zu einer anderen Gemeinde.

    Meist ist eine Ziffer verrutscht oder die Gemeinde ist nach einem Umzug die alte. Bei Postleitzahlen, die in der
    Liste fehlen, sagt das Werkzeug nichts.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        gemeinde: "01053090"
        anschrift: {strasse: Am Markt 3, plz: "23909", ort: Mölln, oeffentlich: true}

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        gemeinde: "01053090"
        anschrift: {strasse: Am Markt 3, plz: "23879", ort: Mölln, oeffentlich: true}
    """
    address, ags = record["anschrift"], record["gemeinde"]
    if type(address) is not dict or not ags or not (plz := address.get("plz")):
        return
    fitting = project.postcodes.get(ags)
    if not fitting or plz in fitting:
        return
    names = project.vocabularies["gemeinden"]
    others = sorted(names.label(other) for other, codes in project.postcodes.items() if plz in codes)
    if not others and plz[:2] in {code[:2] for code in fitting}:
        return  # a postcode of one large receiver or of post boxes, such as lists of places do not know
    where = f"»{plz}« gehört zu {_listed(others)}" if others else f"»{plz}« liegt in einer anderen Gegend"
    yield Problem(
        record.at("anschrift", "plz"),
        f"{where}; als Gemeinde ist {names.label(ags)} eingetragen.",
        f"{names.label(ags)} hat {', '.join(sorted(fitting))}. Bitte Postleitzahl und Gemeinde vergleichen.",
        related=[("die Gemeinde", record.at("gemeinde"))],
    )


def _listed(names: list[str], most: int = 3) -> str:
    return ", ".join(names[:most]) + (" und anderen" if len(names) > most else "")


@rule("FH413", "Gemeinde ohne Teilkreis", "registry", Severity.WARNING)
def without_part(registry: Registry) -> Iterator[Problem]:
    """In fh.yaml gibt es Teilkreise, aber eine Gemeinde gehört zu keinem davon.

    Sie fehlte dann in allem, was nach Teilkreisen gegliedert ist. Ergänzen Sie ihr Amt unter »aemter« oder sie selbst
    unter »gemeinden«. Fehlt ein ganzes Amt, wird es einmal genannt.

    Schlecht:

        # fh.yaml
        teilkreise:
          nord: {titel: Nordkreis, aemter: [Ratzeburg]}
          sued: {titel: Südkreis, aemter: [Geesthacht]}

    Gut:

        # fh.yaml
        teilkreise:
          nord: {titel: Nordkreis, aemter: [Ratzeburg, Mölln]}
          sued: {titel: Südkreis, aemter: [Geesthacht]}
    """
    parts: dict[str, dict[str, Any]] = registry.project.settings.get("teilkreise") or {}
    if not parts:
        return
    missing: defaultdict[str, list[Word]] = defaultdict(list)
    size: defaultdict[str, int] = defaultdict(int)
    for word in registry.vocabulary("gemeinden").words.values():
        amt = word.attributes.get("amt", "")
        size[amt] += 1
        if "teilkreis" not in word.attributes:
            missing[amt].append(word)
    place = Place(SETTINGS, ("teilkreise",))
    unknown: dict[str, list[str]] = {
        amt: [] for part in parts.values() for amt in part.get("aemter") or () if amt not in size
    }
    for amt, words in missing.items():
        if amt and len(words) == size[amt] > 1:
            typo = nearest(amt, unknown)
            hint = (
                f"In fh.yaml steht »{typo[0]}«; gemeint ist wohl »{amt}«."
                if typo
                else "Bitte dort unter »aemter« ergänzen."
            )
            yield Problem(
                place, f"Das Amt »{amt}« ({len(words)} Gemeinden) gehört zu keinem Teilkreis.", hint, on_key=True
            )
            continue
        for word in words:
            hint = f'Bitte ergänzen, unter »gemeinden« als "{word.code}".'
            yield Problem(place, f"Die Gemeinde {word.label()} gehört zu keinem Teilkreis.", hint, on_key=True)
