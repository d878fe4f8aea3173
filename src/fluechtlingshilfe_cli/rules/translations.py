"""Translations that no longer fit the German text, or that belong to none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..findings import Problem, Severity
from ..translating import FIELD, LIST, TEXT, translatable, translations
from ._rule import rule

if TYPE_CHECKING:
    from ..project import Project
    from ..records import Record


@rule("FH511", "Übersetzung veraltet", "record", Severity.WARNING)
def stale(record: Record, project: Project) -> Iterator[Problem]:
    """Der deutsche Text hat sich geändert, seit die Übersetzung entstand.

    Eine veraltete Übersetzung wird nicht gedruckt; stattdessen steht dort der deutsche Text. Bitten Sie jemanden, der
    die Sprache spricht, darum, und tragen Sie die neue Fassung mit »fh translate« ein. Passt die alte noch, sagt das
    »fh translate … --passt«. Ohne Prüfsumme (ein Hinweis) ist nicht bekannt, ob sie noch passt; gedruckt wird sie.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: Ein offener Nachmittag mit Kaffee und Spielen.
        uebersetzungen:
          - sprache: en
            feld: kurzbeschreibung
            text: An open afternoon with coffee.
            quelle_hash: 3f2a9c01b7d4
            art: mensch

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: Ein offener Nachmittag mit Kaffee und Spielen.
        uebersetzungen:
          - sprache: en
            feld: kurzbeschreibung
            text: An open afternoon with coffee and games.
            quelle_hash: 5f7bad2462e7
            art: mensch
    """
    words = project.vocabularies["sprachen"]
    for one in translations(record):
        language = words.label(one.language)
        place = record.at(LIST, one.index, TEXT)
        again = f"fh translate {record.id} {one.language} {one.field}=…"
        fits = f"fh translate {record.id} {one.language} --passt"
        if one.state == "stale":
            message = f"Der deutsche Text »{one.field}« ist neuer als die Übersetzung ({language})."
            yield Problem(place, message, f"Neu übersetzt: {again} – passt noch: {fits}")
        elif one.state == "unknown":
            message = f"Zu welcher Fassung von »{one.field}« die Übersetzung ({language}) gehört, ist nicht vermerkt."
            yield Problem(place, message, f"Wenn sie passt: {fits}", severity=Severity.HINT)


@rule("FH512", "Übersetzung ohne Original", "record", Severity.WARNING)
def without_original(record: Record, _: Project) -> Iterator[Problem]:
    """Eine Übersetzung nennt einen Text, den es im Eintrag nicht gibt oder der nicht übersetzt wird.

    Namen und Anschriften bleiben deutsch, damit man nach ihnen fragen und sie finden kann. Bei Angeboten gehört die
    Kennung dazu: »angebote/sprachcafe/titel«. Welche Texte sich übersetzen lassen, zeigt »fh translate«.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        uebersetzungen:
          - {sprache: en, feld: name, text: Café Arrival, art: mensch}

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        uebersetzungen:
          - {sprache: en, feld: kurzbeschreibung, text: An open afternoon., art: mensch}
    """
    known = translatable(record)
    for index, item in enumerate(record[LIST] or ()):
        if item[FIELD] not in known:
            message = f"»{item[FIELD]}« gibt es hier nicht, oder es wird nicht übersetzt."
            yield Problem(record.at(LIST, index, FIELD), message, f"Möglich sind: {', '.join(list(known)[:6])}.")
