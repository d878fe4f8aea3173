"""`fh add`: an item joins a list of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..addressing import Spot, spot
from ..converting import Interpreter, Misunderstood
from ..editing import Add, Change, Set, applied, value_at
from ..interviewing import ID_PATTERN
from ..naming import free, slug
from . import options
from ._assigning import asked_items, is_assignment, lists_of, values_of, written
from ._meant import Finder, Meant
from ._saving import Wish, edited, save


def add(
    name: options.Name = "",
    items: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LISTE=WERT", help="Wörter: liste=wert, mehrere mit Komma. Abschnitte: liste feld=wert …"
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
    """Fügt einer Liste eines Eintrags etwas hinzu, am Ende. Was schon darin steht, bleibt einmal stehen.

    Ein neuer Abschnitt (ein Angebot, eine Zahl mit Stichtag) bekommt seine Felder dahinter.

    Am Bildschirm fragt der Befehl nach allem, was fehlt.

    Beispiele:
      fh add cafe-ankommen
      fh add cafe-ankommen sprachen=Ukrainisch
      fh add cafe-ankommen angebote.sprachcafe.sprachen="Dari, Farsi"
      fh add cafe-ankommen angebote titel=Chor handlungsfeld=Freizeit format=online
      fh add cafe-ankommen foerderungen foerderer=buergerstiftung-lauenburg
    """
    wish = Wish(dry_run, diff, yes, no_input)
    project = options.project(folder, today)
    finder = Finder(project, wish.asks)
    one = finder.meant(name)
    interpreter = Interpreter(project, finder.registry)
    data = values_of(one)
    given = items or []
    try:
        if given and is_assignment(given[0]):
            changes = [change for item in given for change in _words(interpreter, one, data, item)]
        elif not given or (len(given) == 1 and wish.asks):
            changes = [*_asked(interpreter, one, data, given, wish)]
        else:
            changes = [_section(interpreter, one, data, given[0], given[1:])]
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    return save(finder, edited(project, one, changes), wish)


def _asked(
    interpreter: Interpreter, one: Meant, data: dict[str, Any], given: list[str], wish: Wish
) -> Sequence[Change]:
    """What joins a list, asked for where that is possible; `given` may name the list."""
    if not wish.asks:
        names = ", ".join(lists_of(one.kind))
        words = next((name for name, field in lists_of(one.kind).items() if field.vocabulary), "LISTE")
        raise Misunderstood(
            f"Was soll dazukommen? Zum Beispiel:\n  fh add {one.id} {words}=WERT\nListen sind: {names}."
        )
    path = _list(interpreter, one, data, given[0]).path if given else ("",)
    if len(path) > 1:
        return [_section(interpreter, one, data, given[0], [])]
    return asked_items(interpreter, one, str(path[0]))


def _words(interpreter: Interpreter, one: Meant, data: dict[str, Any], item: str) -> list[Change]:
    if not is_assignment(item):
        raise Misunderstood(f"»{item}« ist nicht lesbar. Erwartet wird liste=wert, zum Beispiel sprachen=Dari.")
    field, _, text = item.partition("=")
    place = _list(interpreter, one, data, field)
    if place.holds_sections:
        raise Misunderstood(f"»{field}« besteht aus Abschnitten. Bitte so:\n  fh add {one.id} {field} {_parts(place)}")
    return [Add(place.path, value) for value in written(interpreter, place, data, text)]


def _section(interpreter: Interpreter, one: Meant, data: dict[str, Any], field: str, assignments: list[str]) -> Change:
    place = _list(interpreter, one, data, field)
    if not place.holds_sections:
        raise Misunderstood(f"Was soll in »{field}« dazukommen? Bitte so: fh add {one.id} {field}=WERT")
    if not assignments:
        raise Misunderstood(
            f"Zu einem neuen Abschnitt in »{field}« gehören Angaben:\n  fh add {one.id} {field} {_parts(place)}\n"
            f"Alle Felder zeigt: fh explain {one.kind.name}.{place.path[0]}"
        )
    present = value_at(data, place.path) or []
    section: dict[str, Any] = {}
    for assignment in assignments:
        if not is_assignment(assignment):
            raise Misunderstood(f"»{assignment}« ist nicht lesbar. Erwartet wird feld=wert.")
        inner, _, text = assignment.partition("=")
        full = ".".join(map(str, (*place.path, len(present), inner)))
        found = spot(one.kind, data, full, interpreter.project.vocabularies)
        section = applied(section, [Set(found.path[len(place.path) + 1 :], written(interpreter, found, {}, text))])
    return Add(place.path, _with_id(place.schema["items"], section, present))


def _parts(place: Spot) -> str:
    """What a section of a list cannot do without, as it is typed; its id is made of its name."""
    schema = place.schema["items"]
    needed = [part for part in schema.get("required", ()) if schema["properties"][part].get("pattern") != ID_PATTERN]
    return " ".join(f"{part}=…" for part in needed)


def _with_id(schema: Mapping[str, Any], section: dict[str, Any], others: list[Any]) -> dict[str, Any]:
    """The section with an id made of its first text, where it needs one and has none."""
    for name in schema.get("required", ()):
        if name not in section and schema["properties"][name].get("pattern") == ID_PATTERN:
            title = next((str(value) for value in section.values() if isinstance(value, str)), "")
            return {name: free(slug(title) or name, [other.get(name) for other in others]), **section}
    return section


def _list(interpreter: Interpreter, one: Meant, data: dict[str, Any], field: str) -> Spot:
    place = spot(one.kind, data, field, interpreter.project.vocabularies)
    if place.schema.get("type") != "array":
        raise Misunderstood(f"»{place.label}« ist keine Liste. Einen Wert ändert: fh set {one.id} {field}=…")
    return place
