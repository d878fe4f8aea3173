"""Directories as fh.yaml describes them: clear sections, queries that can be understood, files that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..booklets import MAIN, OTHERS
from ..findings import Path, Place, Problem
from ..project import SETTINGS
from ..queries import Misunderstood
from ..queries.filtering import stated
from ._rule import form, rule

if TYPE_CHECKING:
    from ..registry import Registry

_WAYS = ("was", "text", "abfrage")
_SELECTED = ("initiative", "partner", "training", "need")

UNUSABLE = form(
    "FH711",
    "Datei für das Verzeichnis nicht brauchbar",
    """
    Ein Text oder ein Logo, das fh.yaml für das Verzeichnis nennt, fehlt oder ist nicht lesbar.

    Die Datei muss im Ordner des Registers liegen und nicht im privaten Ordner. Texte sind Markdown in UTF-8, Logos
    sind SVG oder PNG, höchstens 2 MB groß. Legen Sie die Datei an, oder nehmen Sie die Zeile heraus.

    Schlecht:

        # fh.yaml
        verzeichnis:
          abschnitte:
            - text: texte/gibt-es-nicht.md
            - was: orte

    Gut:

        # fh.yaml
        verzeichnis:
          abschnitte:
            - was: orte
    """,
)


@rule("FH712", "Abschnitt des Verzeichnisses unklar", "registry")
def unclear_section(registry: Registry) -> Iterator[Problem]:
    """Ein Abschnitt des Verzeichnisses sagt nicht, was er enthält, oder er sagt es doppelt.

    Ein Abschnitt ist entweder ein mitgelieferter (»was«), ein eigener Text (»text«) oder eine eigene Auswahl
    (»abfrage«). Eine Auswahl braucht außerdem einen »titel«. Einen mitgelieferten Abschnitt gibt es nur einmal.

    Schlecht:

        # fh.yaml
        verzeichnis:
          abschnitte:
            - was: orte
            - titel: Für Frauen

    Gut:

        # fh.yaml
        verzeichnis:
          abschnitte:
            - was: orte
            - titel: Für Frauen
              abfrage: [zielgruppen=Frauen]
    """
    for path, one in _books(registry):
        seen: set[str] = set()
        for number, section in enumerate(one.get("abschnitte") or ()):
            place = Place(SETTINGS, (*path, "abschnitte", number))
            given = [way for way in _WAYS if way in section]
            if len(given) != 1:
                yield Problem(
                    place,
                    "Hier fehlt, was der Abschnitt enthält."
                    if not given
                    else f"Hier steht zweierlei: {' und '.join(f'»{way}«' for way in given)}.",
                    "Bitte genau eines angeben: »was«, »text« oder »abfrage«.",
                )
            elif given == ["abfrage"] and "titel" not in section:
                yield Problem(place, "Der Auswahl fehlt eine Überschrift.", "Bitte »titel« ergänzen.")
            elif section.get("was") in seen:
                yield Problem(
                    place,
                    f"Den Abschnitt »{section['was']}« gibt es schon weiter oben.",
                    "Bitte einen der beiden herausnehmen.",
                )
            seen.add(section.get("was", ""))
            seen.discard("")


@rule(
    "FH713",
    "Auswahl nicht verstanden",
    "registry",
    needs=dict.fromkeys(_SELECTED, ("name", "kurzname", "titel", "status")),
)
def misunderstood_query(registry: Registry) -> Iterator[Problem]:
    """Eine Auswahl für das Verzeichnis in fh.yaml nennt ein Feld oder ein Wort, das es nicht gibt.

    So bliebe der Abschnitt leer. Geschrieben wird wie bei »fh list --where«: feld=Wort. Welche Wörter es gibt,
    zeigt »fh explain«.

    Schlecht:

        # fh.yaml
        verzeichnis:
          abschnitte:
            - titel: Für Frauen
              abfrage: [zielgruppen=Frauhen]

    Gut:

        # fh.yaml
        verzeichnis:
          abschnitte:
            - titel: Für Frauen
              abfrage: [zielgruppen=Frauen]
    """
    for path, one in _books(registry):
        places = [((*path, "abfrage"), one.get("abfrage") or ())]
        for number, section in enumerate(one.get("abschnitte") or ()):
            places.append(((*path, "abschnitte", number, "abfrage"), section.get("abfrage") or ()))
        for place, texts in places:
            for number, text in enumerate(texts):
                if reason := _misunderstood(registry, text):
                    yield Problem(Place(SETTINGS, (*place, number)), reason)


def _misunderstood(registry: Registry, text: str) -> str:
    """Why no kind of record understands a condition; nothing where one does."""
    reasons: list[str] = []
    for name in _SELECTED:
        try:
            stated(registry, registry.project.kinds[name], [text])
        except Misunderstood as error:
            reasons.append(str(error).replace("--where »", "»").replace("--where '", "'"))
        else:
            return ""
    return max(reasons, key=lambda reason: "Meinten" in reason)


def _books(registry: Registry) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    settings = registry.project.settings
    yield (MAIN,), settings.get(MAIN) or {}
    for name, one in (settings.get(OTHERS) or {}).items():
        yield (OTHERS, name), one
