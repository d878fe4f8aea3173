"""`fh set`: values of a record, changed in their lines; nothing else moves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..addressing import spot
from ..converting import Interpreter, Misunderstood
from ..editing import Change, Set
from . import options
from ._assigning import is_assignment, joined, values_of, written
from ._meant import Finder, Meant
from ._saving import Wish, edited, save


def set_(
    name: options.Name = "",
    assignments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FELD=WERT", help="Was sich ändert; beliebig viele. Ein leerer Wert entfernt die Angabe."
        ),
    ] = None,
    dry_run: options.DryRun = False,
    diff: options.Diff = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Ändert Angaben eines Eintrags. Nur die betroffenen Zeilen ändern sich; Kommentare und Reihenfolge bleiben.

    Felder heißen wie in der Datei oder wie auf der Karteikarte, innere mit Punkt: kontakt.telefon. Wörter gehen
    mit ihrer Bezeichnung, Gemeinden mit dem Namen, Tage auf Deutsch, Listen mit Komma. Hätte der Eintrag dann
    Fehler, wird nichts gespeichert.

    Beispiele:
      fh set cafe-ankommen telefon="040 66969 123"
      fh set cafe-ankommen gemeinde=Mölln sprachen="Deutsch, Dari"
      fh set cafe-ankommen angebote.sprachcafe.titel="Sprachcafé am Abend"
      fh set cafe-ankommen mobil=                 entfernt die Angabe
    """
    wish = Wish(dry_run, diff, yes, no_input)
    project = options.project(folder, today)
    finder = Finder(project, wish.asks)
    name, given = joined(name, assignments or ())
    one = finder.meant(name)
    interpreter = Interpreter(project, finder.registry)
    if not given:
        if not wish.asks:
            raise typer.BadParameter(f'Was soll sich ändern? Zum Beispiel: fh set {one.id} telefon="040 66969 123"')
        from ._assigning import asked

        given = [text for text in [asked(interpreter, one)] if text]
        if not given:
            terminal.say("Nichts geändert.")
            return 0
    return save(finder, edited(project, one, changes_of(interpreter, one, given)), wish)


def changes_of(interpreter: Interpreter, one: Meant, given: list[str]) -> list[Change]:
    """The changes that assignments ask for. Raises BadParameter."""
    data = values_of(one)
    changes: list[Change] = []
    for assignment in given:
        if not is_assignment(assignment):
            raise typer.BadParameter(
                f"»{assignment}« ist nicht lesbar. Erwartet wird feld=Wert, zum Beispiel gemeinde=Mölln."
            )
        field, _, text = assignment.partition("=")
        changes.append(_change(interpreter, one, data, field, text))
    return changes


def _change(interpreter: Interpreter, one: Meant, data: dict[str, Any], field: str, text: str) -> Change:
    try:
        place = spot(one.kind, data, field, interpreter.project.vocabularies)
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    try:
        if place.is_tool_only:
            raise Misunderstood("Das trägt das Werkzeug selbst ein.")
        if text.strip():
            return Set(place.path, written(interpreter, place, data, text))
        if place.holds_sections or place.schema.get("type") == "object":
            raise Misunderstood(f"Das sind mehrere Angaben. Alle entfernt: fh remove {one.id} {field}")
        return Set(place.path, None)
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(f"{field}: {error}")) from None
