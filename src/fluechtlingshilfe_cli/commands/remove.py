"""`fh remove`: a field, or an item of a list, goes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..addressing import spot
from ..converting import Interpreter, Misunderstood
from ..editing import Change, Remove, value_at
from . import options
from ._assigning import is_assignment, values_of
from ._meant import Finder, Meant
from ._saving import Wish, edited, save


def remove(
    name: options.Name = "",
    items: Annotated[
        list[str] | None,
        typer.Argument(metavar="FELD", help="Feld oder Abschnitt; aus einer Liste: liste=wert oder liste.kennung."),
    ] = None,
    dry_run: options.DryRun = False,
    diff: options.Diff = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Entfernt eine Angabe aus einem Eintrag oder etwas aus einer Liste.

    Den Eintrag selbst entfernt niemand: Was es nicht mehr gibt, wird mit »fh end« beendet.

    Am Bildschirm fragt der Befehl nach allem, was fehlt.

    Beispiele:
      fh remove cafe-ankommen
      fh remove cafe-ankommen kontakt.mobil
      fh remove cafe-ankommen sprachen=Dari
      fh remove cafe-ankommen angebote.formulartisch
    """
    wish = Wish(dry_run, diff, yes, no_input)
    project = options.project(folder, today)
    finder = Finder(project, wish.asks)
    one = finder.meant(name)
    interpreter = Interpreter(project, finder.registry)
    data = values_of(one)
    try:
        given = items or _asked(interpreter, one, wish)
        changes = [change for item in given for change in _changes(interpreter, one, data, item)]
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    # Items of one list go from the last to the first, so that their numbers stay right.
    changes.sort(key=lambda change: [(isinstance(step, int), step) for step in change.path], reverse=True)
    return save(finder, edited(project, one, changes), wish)


def _asked(interpreter: Interpreter, one: Meant, wish: Wish) -> list[str]:
    if not wish.asks:
        raise Misunderstood(f"Was soll weg? Zum Beispiel: fh remove {one.id} FELD\nAlle Felder zeigt: fh show {one.id}")
    from ._removing import asked_to_go

    return asked_to_go(interpreter, one)


def _changes(interpreter: Interpreter, one: Meant, data: dict[str, Any], item: str) -> list[Change]:
    field, equals, text = item.partition("=")
    place = spot(one.kind, data, field, interpreter.project.vocabularies)
    if place.is_tool_only:
        raise Misunderstood(f"»{place.label}« trägt das Werkzeug selbst ein.")
    if not is_assignment(item):
        if equals:
            raise Misunderstood(f"Was soll aus »{field}« entfernt werden? Alles: fh remove {one.id} {field}")
        return [Remove(place.path)]
    if place.schema.get("type") != "array" or place.holds_sections:
        raise Misunderstood(f"»{place.label}« ist keine Liste von Wörtern. Ganz entfernen: fh remove {one.id} {field}")
    values = [text] if text in (value_at(data, place.path) or []) else interpreter.value(place.schema, text)
    return [Remove(place.path, value) for value in values]
