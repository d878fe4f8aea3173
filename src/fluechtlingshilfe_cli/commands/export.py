"""`fh export`: records in a form other people or programs go on working with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..reading import load_registry
from ..schemas.kinds import require_kind
from . import options


def export(
    name: Annotated[str, typer.Argument(metavar="ART", help="Welche Einträge: initiatives, partners, trainings …")],
    for_editing: Annotated[
        bool, typer.Option("--for-editing", help="Arbeitsmappe zum Ausfüllen in Excel oder LibreOffice.")
    ] = False,
    output: options.Output = None,
    force: Annotated[bool, typer.Option("--force", help="Überschreibt eine vorhandene Datei.")] = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Gibt Einträge als Arbeitsmappe heraus, die jemand in Excel oder LibreOffice bearbeitet.

    Mit Auswahllisten, echten Daten, Hilfe an jeder Spalte und geschützter Kennung. Zurück kommt sie mit »fh import«:
    Nur was darin geändert wurde, ändert sich auch im Register. Die Mappe ist intern; sie enthält auch, was nicht
    veröffentlicht wird, aber keine Kontaktdaten von Personen.

    Beispiele:
      fh export initiatives --for-editing
      fh export trainings --for-editing -o schulungen.xlsx
      fh import initiatives initiativen.xlsx --dry-run
    """
    project = options.project(folder, today)
    kind = require_kind(project.kinds, name)
    if not for_editing:
        raise typer.BadParameter("Bitte sagen, wofür: --for-editing macht eine Arbeitsmappe zum Bearbeiten.")
    if kind.private:
        raise typer.BadParameter(f"{kind.plural} sind vertraulich und kommen in keine Arbeitsmappe.")
    target = output or Path(f"{kind.plural.casefold()}.xlsx")
    if target.exists() and not force:
        raise typer.BadParameter(f"Die Datei {target} gibt es schon. Bitte mit -o anders nennen oder --force angeben.")
    from ..spreadsheets.writing import workbook
    from ..writing import write_bytes

    registry, _ = load_registry(project)
    records = registry.of(kind.name)
    write_bytes(target, workbook(registry, kind, records))
    print(target)
    terminal.say("Intern: nicht veröffentlichen. Ausgefüllt zurück mit:")
    terminal.say(f"  fh import {kind.name} {target}")
    terminal.say(f"{len(records)} {kind.plural}.")
    return 0
