# ruff: noqa: N999 -- the module bears the name of its command
"""`fh import`: rows of a table become records; none is lost, and doing it again changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..converting import Misunderstood
from ..importing import Import, Importer
from ..mapping import BadMapping, as_text, guess, read_mapping
from ..project import Project
from ..reading import load_registry
from ..schemas.kinds import Kind, require_kind
from ..sheets import NotATable, Sheet, read_sheet
from . import options

_SHOWN = 10


def import_(
    name: Annotated[str, typer.Argument(metavar="ART", help="Was die Zeilen sind: initiatives, partners, needs …")],
    table: Annotated[
        Path, typer.Argument(metavar="DATEI", help="Tabelle als CSV; Kodierung und Trennzeichen werden erkannt")
    ],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", "-m", metavar="DATEI", help="Zuordnung der Spalten zu Feldern (YAML).")
    ] = None,
    guessing: Annotated[
        bool, typer.Option("--guess", help="Schlägt eine Zuordnung vor und übernimmt noch nichts.")
    ] = False,
    output: options.Output = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Sagt, was übernommen würde, und schreibt nichts.")
    ] = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Übernimmt die Zeilen einer Tabelle als Einträge. Keine Zeile und keine Zelle geht verloren.

    Spalten ohne Feld kommen in eigene Felder »x_import_…«. Dieselbe Tabelle noch einmal zu übernehmen ändert
    nichts; was Sie inzwischen von Hand geändert haben, bleibt stehen. Was den Einträgen fehlt, sagt danach
    »fh validate«.

    Beispiele:
      fh import initiatives liste.csv --guess -o zuordnung.yaml
      fh import initiatives liste.csv --mapping zuordnung.yaml --dry-run
      fh import initiatives liste.csv --mapping zuordnung.yaml
    """
    project = options.project(folder, today)
    kind = require_kind(project.kinds, name)
    try:
        sheet = read_sheet(table)
        if guessing:
            return _suggest(kind, sheet, table, output)
        if mapping is None:
            example = f"fh import {kind.name} {table} --guess -o zuordnung.yaml"
            raise typer.BadParameter(
                f"Welche Spalte in welches Feld kommt, sagt --mapping. Einen Vorschlag macht:\n  {example}"
            )
        columns = read_mapping(mapping, kind, sheet)
    except (NotATable, BadMapping) as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    registry, _ = load_registry(project)
    try:
        result = Importer(registry, kind, columns, table.name).run(sheet)
    except Misunderstood as error:
        raise typer.BadParameter(str(error)) from None
    if not dry_run:
        _write(project, result)
    _report(kind, sheet, result, dry_run)
    return 0


def _suggest(kind: Kind, sheet: Sheet, table: Path, output: Path | None) -> int:
    found = guess(kind, sheet)
    text = as_text(kind, found, sheet)
    if output is None:
        print(terminal.visible(text.rstrip()))
    elif output.exists():
        raise typer.BadParameter(
            f"Die Datei {output} gibt es schon; sie bleibt, wie sie ist. Bitte einen anderen Namen wählen."
        )
    else:
        from ..writing import write_text

        write_text(output, text)
        print(output)
    mapped = sum(bool(source.column) for source in found.fields.values())
    where = output or "zuordnung.yaml"
    terminal.say(
        f"{mapped} von {len(sheet.columns)} Spalten zugeordnet. Bitte ansehen, dann:\n"
        f"  fh import {kind.name} {table} --mapping {where}"
    )
    return 0


def _write(project: Project, result: Import) -> None:
    from ..together import write_together

    write_together({project.root / file: text.encode("utf-8") for file, text in result.written.items()})


def _report(kind: Kind, sheet: Sheet, result: Import, dry_run: bool) -> None:
    for file in result.written:
        print(file)
    new = len(result.written) - result.updated
    terminal.say(
        f"Gelesen: {result.rows} Zeilen ({sheet.encoding}, Trennzeichen »{sheet.separator.replace(chr(9), 'Tab')}«)."
    )
    _list(
        "Zellen nicht übernommen, aber als x_import_… aufgehoben",
        [f"Zeile {line}, {column}: {why}" for line, column, why in result.not_taken],
    )
    _list("Zeilen ohne Namen, trotzdem angelegt", [f"Zeile {line}: {key}" for line, key in result.untitled])
    _list(
        "Heißt in der Tabelle jetzt anders, an der Internetadresse wiedererkannt",
        [f"Zeile {line}: {id}" for line, id in result.renamed],
    )
    _list("Von Hand geändert, nicht angefasst", [f"Zeile {line}: {id}" for line, id in result.edited])
    _list("Leere Zeilen", [f"Zeile {line}" for line in result.empty])
    if new or result.updated:
        terminal.say("Was noch fehlt, sagt: fh validate")
    done = "würden angelegt" if dry_run else "angelegt"
    counts = [f"{new} {kind.plural} {done}", f"{result.updated} erneuert", f"{result.unchanged} unverändert"]
    if result.edited:
        counts.append(f"{len(result.edited)} nicht angefasst")
    terminal.say(", ".join(counts) + ".")


def _list(title: str, entries: list[str]) -> None:
    if not entries:
        return
    terminal.say(f"{title}: {len(entries)}")
    for entry in entries[:_SHOWN]:
        terminal.say(f"  {terminal.visible(entry)}")
    if len(entries) > _SHOWN:
        terminal.say(f"  … und {len(entries) - _SHOWN} weitere")
