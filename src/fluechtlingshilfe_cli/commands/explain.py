"""`fh explain`: what a finding, a field, a word or a list of words means, in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import terminal
from . import options

if TYPE_CHECKING:
    from ..schemas import Kind, Kinds


def explain(
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="WAS", help="Regel, Feld, Art, Wortliste oder Wort; ohne Angabe alle Regeln."),
    ] = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Erklärt einen Befund, ein Feld, eine Art von Einträgen, eine Wortliste oder ein einzelnes Wort.

    Ohne Angabe kommen alle Regeln mit ihrem Titel. Die Erklärung einer Regel sagt, was sie prüft und was zu tun ist,
    und zeigt ein schlechtes und ein gutes Beispiel.

    Beispiele:
      fh explain FH102               diese Regel
      fh explain FH3                 alle Regeln, die mit FH3 beginnen
      fh explain kurzbeschreibung    dieses Feld
      fh explain handlungsfelder     die Wörter dieser Liste
      fh explain initiative          alle Felder einer Initiative
    """
    from ..catalog import rules_table
    from ._explaining import explanations, guesses

    if not topic:
        print(rules_table())
        terminal.say("\nMehr zu einer Regel: fh explain FH102. Auch Felder, Arten und Wortlisten werden erklärt.")
        return 0
    kinds, settings = _described(folder)
    text = " ".join(topic).strip().strip("»«\"'")
    found = explanations(text, kinds, settings)
    if found:
        print("\n\n".join(found))
        return 0
    shown = terminal.visible(text)
    meant = [f"fh explain {guess}" for guess in guesses(text, kinds, settings)]
    hint = (
        f"Meinten Sie: {' · '.join(meant)}?"
        if meant
        else "Alle Regeln zeigt »fh explain«, alle Felder »fh explain initiative«."
    )
    terminal.say(f"Zu »{shown}« gibt es keine Erklärung. {hint}")
    return 1


def _described(folder: Path) -> tuple[Kinds, Kind]:
    """The kinds of the registry one is in, else those the tool brings; and the description of `fh.yaml`."""
    from ..catalog import bundled
    from ..project import NoProject
    from ..schemas import Kind as Description

    try:
        kinds = options.project(folder, None).kinds
    except NoProject:
        kinds, _ = bundled()
    return kinds, Description("project", kinds.compiled("project"))
