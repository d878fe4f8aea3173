"""References between records: they name something that exists, of the right kind, and alive.

All references are judged in one pass (`_referring`), so one cause gives one finding; the rules below are its outcomes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..findings import Problem, Severity
from ._referring import known, needs, problems
from ._rule import rule

if TYPE_CHECKING:
    from ..registry import Registry

__all__ = ["known"]


@rule("FH201", "Verweis ins Leere", "registry", needs=needs)
def unknown_reference(registry: Registry) -> Iterator[Problem]:
    """Ein Eintrag nennt einen anderen, den es im Register nicht gibt.

    Legen Sie den fehlenden Eintrag an oder verbessern Sie die Kennung. Die Kennung ist der Dateiname ohne ».yaml«.

    Schlecht:

        # data/initiatives/sprachcafe.yaml
        traeger: awoo

    Gut:

        # data/partners/awo.yaml
        name: AWO
        # data/initiatives/sprachcafe.yaml
        traeger: awo
    """
    yield from problems(registry, "FH201")


@rule("FH204", "Verweis auf die falsche Art", "registry", needs=needs)
def wrong_kind(registry: Registry) -> Iterator[Problem]:
    """Die genannte Kennung gibt es, aber sie gehört zu einer anderen Art von Eintrag.

    Ein Träger zum Beispiel ist immer ein Partner, keine Initiative. Nennen Sie den richtigen Eintrag; wo mehrere Arten
    möglich sind, steht die Art davor: »partner/awo«.

    Schlecht:

        # data/initiatives/helferkreis.yaml
        name: Helferkreis
        # data/initiatives/sprachcafe.yaml
        traeger: helferkreis

    Gut:

        # data/partners/awo.yaml
        name: AWO
        # data/initiatives/sprachcafe.yaml
        traeger: awo
    """
    yield from problems(registry, "FH204")


@rule("FH205", "Verweise im Kreis", "registry", needs=needs)
def circle(registry: Registry) -> Iterator[Problem]:
    """Verweise führen im Kreis: A wird von B fortgeführt und B wieder von A, oder ein Eintrag nennt sich selbst.

    So findet niemand heraus, was heute gilt. Löschen Sie den Verweis, der nicht stimmt.

    Schlecht:

        # data/initiatives/alte-runde.yaml
        status: beendet
        nachfolge: [neue-runde]
        # data/initiatives/neue-runde.yaml
        nachfolge: [alte-runde]

    Gut:

        # data/initiatives/alte-runde.yaml
        status: beendet
        nachfolge: [neue-runde]
        # data/initiatives/neue-runde.yaml
        name: Neue Runde
    """
    yield from problems(registry, "FH205")


@rule("FH207", "Verweis auf einen beendeten Eintrag", "registry", Severity.WARNING, needs=needs)
def ended_reference(registry: Registry) -> Iterator[Problem]:
    """Ein bestehender Eintrag nennt einen anderen, der inzwischen beendet ist.

    Wer dem Verweis folgt, erreicht niemanden mehr. Tragen Sie die Nachfolge ein oder löschen Sie den Verweis. Was
    abgeschlossen ist, darf so stehen bleiben: vergangene Veranstaltungen, erledigte Bedarfe, ausgelaufene Förderungen.

    Schlecht:

        # data/partners/alter-verein.yaml
        status: beendet
        beendet_am: "2026-06-30"
        nachfolge: [neuer-verein]
        # data/partners/neuer-verein.yaml
        name: Neuer Verein
        # data/initiatives/sprachcafe.yaml
        traeger: alter-verein

    Gut:

        # data/partners/alter-verein.yaml
        status: beendet
        beendet_am: "2026-06-30"
        nachfolge: [neuer-verein]
        # data/partners/neuer-verein.yaml
        name: Neuer Verein
        # data/initiatives/sprachcafe.yaml
        traeger: neuer-verein
    """
    yield from problems(registry, "FH207")


@rule("FH209", "Verweis auf ein unbekanntes Angebot", "registry", needs=needs)
def unknown_offer(registry: Registry) -> Iterator[Problem]:
    """Den genannten Eintrag gibt es, aber kein Angebot mit dieser Kennung darin.

    Ein Angebot heißt »angebot/INITIATIVE/ANGEBOT«. Die Kennung des Angebots steht dort unter »id«.

    Schlecht:

        # data/initiatives/sprachcafe.yaml
        angebote:
          - {id: deutsch-am-abend, titel: Deutsch am Abend, handlungsfeld: sprache, format: vor_ort}
        # data/needs/deutschkurs.yaml
        gemeldet_durch: ~
        gedeckt_durch: [angebot/sprachcafe/deutsch-abends]

    Gut:

        # data/initiatives/sprachcafe.yaml
        angebote:
          - {id: deutsch-am-abend, titel: Deutsch am Abend, handlungsfeld: sprache, format: vor_ort}
        # data/needs/deutschkurs.yaml
        gemeldet_durch: ~
        gedeckt_durch: [angebot/sprachcafe/deutsch-am-abend]
    """
    yield from problems(registry, "FH209")


@rule("FH210", "Verweise auf Personen sind ungeprüft", "registry", Severity.HINT, needs=needs)
def unchecked(registry: Registry) -> Iterator[Problem]:
    """Der private Ordner mit den Personen ist nicht da; ob es die genannten Personen gibt, bleibt deshalb offen.

    Bei der automatischen Prüfung des öffentlichen Registers ist das richtig so. Auf Ihrem eigenen Rechner nennen Sie
    den Ordner in fh.yaml unter »privat«. Der Befund kommt einmal, wie viele Verweise es auch sind.

    Schlecht:

        # data/initiatives/sprachcafe.yaml
        kontaktpersonen: [person-01]

    Gut:

        # privat/persons/person-01.yaml
        name: Erika Beispiel
        # data/initiatives/sprachcafe.yaml
        kontaktpersonen: [person-01]
    """
    yield from problems(registry, "FH210")
