"""`fh export`: records in a form other people or programs go on working with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..queries import Misunderstood, Source
from ..reading import load_registry
from ..registry import Registry
from ..schemas.kinds import Kind, require_kind
from . import options
from ._asking import ask, split_filters
from ._exports import FLAT, FORMS, INTERNAL, TO_ALL, flat_columns, form_of, left_out, text_of, written

CONTEXT = {"ignore_unknown_options": True, "allow_extra_args": True}
"""Every field is a filter, as with `fh list`."""


def export(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ART", help="Welche Einträge: initiatives, partners, trainings …")],
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORM", help=f"{', '.join(FORMS)}; sonst nach der Endung der Datei, sonst csv."
        ),
    ] = "",
    channel: Annotated[
        str,
        typer.Option("--kanal", metavar="KANAL", help="Was darin sein darf: web, druck oder intern (mit allem)."),
    ] = "web",
    for_editing: Annotated[
        bool, typer.Option("--for-editing", help="Arbeitsmappe zum Ausfüllen in Excel oder LibreOffice.")
    ] = False,
    output: options.Output = None,
    force: Annotated[bool, typer.Option("--force", help="Überschreibt eine vorhandene Datei.")] = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Gibt Einträge heraus: als Tabelle, für andere Programme oder als Arbeitsmappe zum Ausfüllen.

    Heraus kommt nur, was auf die Internetseite darf; »--kanal intern« gibt alles, aber nie den privaten Ordner.
    Jedes Feld ist ein Filter, wie bei »fh list«. Mit --for-editing entsteht eine interne Arbeitsmappe mit
    Auswahllisten, echten Daten und Hilfe an jeder Spalte. Zurück kommt sie mit »fh import«: Nur was darin geändert
    wurde, ändert sich auch im Register.

    Beispiele:
      fh export initiatives -o initiativen.csv
      fh export initiatives -o moelln.xlsx --gemeinde Mölln
      fh export trainings --format json
      fh export initiatives --for-editing
      fh import initiatives initiativen.xlsx --dry-run
    """
    words, filters = split_filters(ctx.args)
    if words:
        raise typer.BadParameter(f"Mit »{terminal.visible(words[0])}« kann »fh export« nichts anfangen.")
    if for_editing:
        if filters or form:
            raise typer.BadParameter("--for-editing macht immer eine Arbeitsmappe mit allen Einträgen, ohne Filter.")
        return _for_editing(name, output, force, (folder, today))
    form = form_of(form, output)
    if form not in FORMS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(FORMS)}.")
    if form == "xlsx" and output is None:
        raise typer.BadParameter("Eine Arbeitsmappe braucht einen Namen, zum Beispiel: -o liste.xlsx")
    if channel not in TO_ALL:
        raise typer.BadParameter(f"Den Kanal »{channel}« gibt es nicht. Möglich sind: {', '.join(TO_ALL)}.")
    source, registry = ask(folder, today, None if channel == INTERNAL else channel)
    kind = _public(require_kind(source.project.kinds, name))
    return _export(source, registry, kind, filters, form, channel, output, force)


def _export(
    source: Source,
    registry: Registry,
    kind: Kind,
    filters: list[tuple[str, str]],
    form: str,
    channel: str,
    output: Path | None,
    force: bool,
) -> int:
    """Everything that fits, checked for what must not leave, printed or written; the exit code."""
    from ..leakcheck import LeakError, ensure_clean
    from ..queries.filtering import query
    from ..tables.records import Table, sorted_by

    try:
        records = sorted_by(source, kind, query(source, kind, filters).select(source), None)
    except Misunderstood as reason:
        raise typer.BadParameter(str(reason)) from None
    columns = flat_columns(source, kind) if form in FLAT else []
    table = Table(source, kind, records, columns, chosen=form in FLAT)
    text = text_of(form, table)
    if channel != INTERNAL:
        try:
            ensure_clean(text, registry, channel)
        except LeakError as error:
            terminal.say(terminal.visible(str(error)))
            return 1
    if output is None:
        print(text)
    else:
        from ..writing import write_bytes

        write_bytes(_free(output, force), written(form, table, kind.plural))
        terminal.say(f"Geschrieben: {output}")
    if form in FLAT and (sections := left_out(source, kind)):
        terminal.say(f"Nicht in einer Tabelle: {', '.join(sections)}. Ganz steht alles in json, jsonl und yaml.")
    if channel == INTERNAL:
        terminal.say("Intern: bitte nicht veröffentlichen.")
    terminal.say(f"{len(records)} {kind.title if len(records) == 1 else kind.plural}.")
    return 0


def _for_editing(name: str, output: Path | None, force: bool, where: tuple[Path, date | None]) -> int:
    """The workbook a colleague fills; the exit code."""
    from ..spreadsheets.writing import workbook
    from ..writing import write_bytes

    project = options.project(*where)
    kind = _public(require_kind(project.kinds, name))
    target = _free(output or Path(f"{kind.plural.casefold()}.xlsx"), force)
    registry, _ = load_registry(project)
    records = registry.of(kind.name)
    write_bytes(target, workbook(registry, kind, records))
    print(target)
    terminal.say("Intern: nicht veröffentlichen. Ausgefüllt zurück mit:")
    terminal.say(f"  fh import {kind.name} {target}")
    terminal.say(f"{len(records)} {kind.plural}.")
    return 0


def _public(kind: Kind) -> Kind:
    if kind.private:
        raise typer.BadParameter(f"{kind.plural} sind vertraulich und werden nicht herausgegeben.")
    return kind


def _free(target: Path, force: bool) -> Path:
    if target.exists() and not force:
        raise typer.BadParameter(f"Die Datei {target} gibt es schon. Bitte mit -o anders nennen oder --force angeben.")
    return target
