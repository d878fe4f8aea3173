"""Identity: a record is told by its kind and id, an offer by its id within the record, and neither exists twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..findings import Path, Place, Problem
from ._fields import Fields
from ._rule import rule

if TYPE_CHECKING:
    from ..project import Project
    from ..records import Record
    from ..registry import Registry

_LOCAL_IDS = Fields(lambda _, field: field.name == "id" and "." in field.path)


@rule("FH203", "Dieselbe Kennung in zwei Ordnern", "registry", neutral=True)
def twins(registry: Registry) -> Iterator[Problem]:
    """Zwei Dateien derselben Art haben denselben Namen und damit dieselbe Kennung, nur in verschiedenen Ordnern.

    Verweise auf die Kennung wären dann nicht eindeutig. Vergleichen Sie beide Dateien: Beschreiben sie dasselbe,
    löschen Sie eine; sonst geben Sie der jüngeren einen anderen Namen, zum Beispiel mit der Jahreszahl am Ende.

    Schlecht:

        # data/trainings/2025/selbstfuersorge-nord.yaml
        titel: Kraft schöpfen im Frühling
        # data/trainings/2026/selbstfuersorge-nord.yaml
        titel: Kraft schöpfen im Herbst

    Gut:

        # data/trainings/2025/selbstfuersorge-nord-2025.yaml
        titel: Kraft schöpfen im Frühling
        # data/trainings/2026/selbstfuersorge-nord-2026.yaml
        titel: Kraft schöpfen im Herbst
    """
    for known, twin in registry.twins:
        yield Problem(
            twin.at(),
            f"Die Kennung »{twin.id}« gibt es schon in einem anderen Ordner.",
            "Bitte eine der beiden Dateien umbenennen oder, wenn beide dasselbe beschreiben, löschen.",
            related=[("schon vergeben", known.at())],
        )


@rule("FH208", "Dieselbe Kennung für zwei Angebote", "record")
def offer_twins(record: Record, _: Project) -> Iterator[Problem]:
    """Zwei Angebote desselben Eintrags haben dieselbe Kennung.

    Die Kennung unterscheidet die Angebote in Verweisen, im Internet und im gedruckten Verzeichnis. Geben Sie dem
    später hinzugekommenen Angebot eine andere.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        angebote:
          - {id: deutsch, titel: Deutsch am Morgen, handlungsfeld: sprache, format: vor_ort}
          - {id: deutsch, titel: Deutsch am Abend, handlungsfeld: sprache, format: vor_ort}

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        angebote:
          - {id: deutsch-am-morgen, titel: Deutsch am Morgen, handlungsfeld: sprache, format: vor_ort}
          - {id: deutsch-am-abend, titel: Deutsch am Abend, handlungsfeld: sprache, format: vor_ort}
    """
    found = _LOCAL_IDS.of(record)
    if len(found) < 2:
        return
    first: dict[tuple[Path, str], Place] = {}
    for path, value, _field, _section in found:
        place = record.at(*path)
        known = first.setdefault((path[:-2], value), place)
        if known is not place:
            yield Problem(
                place,
                f"Die Kennung »{value}« ist in diesem Eintrag schon vergeben.",
                "Bitte eine andere Kennung wählen. Die gedruckte oder ältere bleibt, wie sie ist.",
                related=[("schon vergeben", known)],
            )
