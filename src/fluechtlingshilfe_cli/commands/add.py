"""`fh add`: an item joins a list of a record."""

from __future__ import annotations

from collections.abc import Mapping
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
from ._assigning import is_assignment, values_of, written
from ._meant import Finder, Meant
from ._saving import Diff, DryRun, NoInput, Wish, Yes, edited, save


def add(
    name: Annotated[
        str, typer.Argument(metavar="KENNUNG", help="Kennung, art/kennung, Datei oder ein Teil des Namens.")
    ],
    items: Annotated[
        list[str],
        typer.Argument(
            metavar="LISTE=WERT", help="Wörter: liste=wert, mehrere mit Komma. Abschnitte: liste feld=wert …"
        ),
    ],
    dry_run: DryRun = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Fügt einer Liste eines Eintrags etwas hinzu, am Ende. Was schon darin steht, bleibt einmal stehen.

    Ein neuer Abschnitt (ein Angebot, eine Zahl mit Stichtag) bekommt seine Felder dahinter.

    Beispiele:
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
    try:
        if is_assignment(items[0]):
            changes = [change for item in items for change in _words(interpreter, one, data, item)]
        else:
            changes = [_section(interpreter, one, data, items[0], items[1:])]
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    return save(finder, edited(project, one, changes), wish)


def _words(interpreter: Interpreter, one: Meant, data: dict[str, Any], item: str) -> list[Change]:
    if not is_assignment(item):
        raise Misunderstood(f"»{item}« ist nicht lesbar. Erwartet wird liste=wert, zum Beispiel sprachen=Dari.")
    field, _, text = item.partition("=")
    place = _list(interpreter, one, data, field)
    if place.holds_sections:
        example = " ".join(f"{part}=…" for part in place.schema["items"].get("required", ())[:3])
        raise Misunderstood(f"»{field}« besteht aus Abschnitten. Bitte so: fh add {one.id} {field} {example}")
    return [Add(place.path, value) for value in written(interpreter, place, data, text)]


def _section(interpreter: Interpreter, one: Meant, data: dict[str, Any], field: str, assignments: list[str]) -> Change:
    place = _list(interpreter, one, data, field)
    if not place.holds_sections:
        raise Misunderstood(f"Was soll in »{field}« dazukommen? Bitte so: fh add {one.id} {field}=WERT")
    if not assignments:
        names = ", ".join(place.schema["items"].get("properties", {}))
        raise Misunderstood(f"Zu einem neuen Abschnitt in »{field}« gehören Angaben, mit feld=wert. Möglich: {names}.")
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
