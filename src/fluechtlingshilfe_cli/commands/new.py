"""`fh new`: a new record, asked for on the terminal or given as values; written only when it has no errors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..converting import Interpreter, Misunderstood
from ..drafting import Draft, draft, parsed, set_value, with_state, with_tool_dates
from ..project import Project
from ..registry import Registry, load_registry
from ..schemas.kinds import Kind, require_kind
from . import options


def new(
    name: Annotated[str, typer.Argument(metavar="ART", help="initiative, training, partner, need oder eine andere Art.")],
    source: Annotated[
        Path | None, typer.Argument(metavar="DATEI", help="Datei mit einem Datensatz (YAML oder JSON); - liest die Standardeingabe.")
    ] = None,
    values: Annotated[
        list[str] | None, typer.Option("--set", "-s", metavar="FELD=WERT", help="Eine Angabe; beliebig oft. Deutsche Daten und Bezeichnungen gehen auch.")
    ] = None,
    id: Annotated[str, typer.Option("--id", metavar="KENNUNG", help="Kennung; sonst wird sie aus dem Namen gebildet.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Zeigt den Eintrag und legt nichts an.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Fragt nicht nach, auch nicht bei ähnlichen Einträgen.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Fragt nichts; was fehlt, fehlt.")] = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Legt einen neuen Eintrag an und fragt am Bildschirm nach den Angaben.

    Wörter können Sie mit ihrer Nummer oder einem Teil der Bezeichnung wählen. Der Eintrag wird mit dem ganzen
    Register geprüft; hat er Fehler, wird nichts geschrieben.

    Beispiele:
      fh new initiative                       fragt nach allem
      fh new initiative --set name="Café Ankommen" --set gemeinde=Mölln
      fh new training --set titel=Austausch --set "termine.0.von=14.03.2026 18:00"
      fh new partner - < partner.json         ein Datensatz von der Standardeingabe
    """
    project = options.project(folder, today)
    kind = require_kind(project.kinds, name)
    _require_folder(project, kind)
    registry, _ = load_registry(project)
    interpreter = Interpreter(project, registry)
    asking = terminal.can_ask() and not no_input and source is None
    try:
        data = _given(kind, source, bool(values), asking)
        for assignment in values or ():
            set_value(interpreter, kind, data, assignment)
        if asking:
            return _interview(interpreter, kind, data, id, dry_run, yes)
        if not data:
            raise typer.BadParameter(
                f"Es gibt nichts anzulegen. Angaben kommen mit --set, zum Beispiel: fh new {kind.name} --set {kind.title_field}=…"
            )
        data, state = with_state(kind, data)
        made = draft(registry, kind, with_tool_dates(kind, data, project.as_of), id)
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    if made.errors:
        return _refuse(made)
    if not yes and _alike(registry, kind, data):
        terminal.say("Nichts angelegt. Ist es wirklich etwas anderes, hilft: --yes")
        return 1
    return _finish(project, kind, made, dry_run, state)


def _require_folder(project: Project, kind: Kind) -> None:
    if project.base(kind) is None:
        named = project.settings.get("privat")
        hint = f"Den Ordner »{named}« gibt es nicht (fh.yaml: privat)." if named else "In fh.yaml fehlt »privat«."
        raise typer.BadParameter(f"{kind.plural} liegen im privaten Ordner. {hint} Mehr sagt: fh doctor")


def _given(kind: Kind, source: Path | None, has_values: bool, asking: bool) -> dict[str, Any]:
    """The record given as a file, or on standard input where nobody sits and nothing else is said."""
    if source is not None and str(source) != "-":
        return parsed(kind, source.read_bytes())
    if source is None and (asking or has_values or terminal.is_terminal(sys.stdin)):
        return {}
    raw = sys.stdin.buffer.read()
    return parsed(kind, raw) if raw.strip() else {}


def _interview(interpreter: Interpreter, kind: Kind, data: dict[str, Any], id: str, dry_run: bool, yes: bool) -> int:
    from ..asking import confirm, line
    from ..interviewing import Interview

    project, registry = interpreter.project, interpreter.registry
    terminal.say(f"{terminal.styled(f'Neu: {kind.title}', 'bold', stream=sys.stderr)} – Abbrechen mit Strg+C, nichts wird halb geschrieben.")
    interview = Interview(kind, interpreter, data)
    interview.run()
    if not yes and _alike(registry, kind, data) and not confirm("Trotzdem neu anlegen?"):
        terminal.say("Nichts angelegt.")
        return 1
    while True:
        made = draft(registry, kind, with_tool_dates(kind, data, project.as_of), id)
        if not made.errors:
            break
        _show(made)
        steps = (finding.pointer.split("/")[1:2] for finding in made.errors)
        again = list(dict.fromkeys(step[0] for step in steps if step))
        if not again or not confirm(f"Noch einmal angeben: {', '.join(again)}?", default=True):
            terminal.say("Nichts angelegt.")
            return 1
        for field in again:
            interview.ask(field)
    terminal.say()
    print(terminal.visible(made.text.rstrip()), file=sys.stderr)
    terminal.say()
    while not id and not yes and (chosen := line("Kennung (bleibt für immer)", made.id)) != made.id:
        try:
            made = draft(registry, kind, with_tool_dates(kind, data, project.as_of), chosen)
            break
        except Misunderstood as error:
            terminal.say(f"  {terminal.visible(str(error))}")
    if not yes and not dry_run and not confirm("So anlegen?", default=True):
        terminal.say("Nichts angelegt.")
        return 1
    return _finish(project, kind, made, dry_run, "", shown=True)


def _alike(registry: Registry, kind: Kind, data: dict[str, Any]) -> bool:
    from ..similar import similar_records

    found = similar_records(registry, kind, data)
    if found:
        terminal.say(f"\n{terminal.styled('Gibt es das schon?', 'yellow', 'bold', stream=sys.stderr)} Ähnlich heißt:")
        for record in found:
            shown = record.id if kind.private else f"{terminal.visible(record.title)} ({record.id})"
            terminal.say(f"  {shown}   {record.file}")
    return bool(found)


def _refuse(made: Draft) -> int:
    _show(made)
    terminal.say("Nichts angelegt. Bitte die Angaben berichtigen und den Befehl wiederholen.")
    return 1


def _show(made: Draft) -> None:
    from ..output import FORMATS, OutputContext
    from ..rules import RULES

    context = OutputContext(1, RULES, width=terminal.width(100), colour=terminal.has_colour(sys.stderr))
    terminal.say(FORMATS["full"](made.errors, context).rstrip("\n"))


def _finish(project: Project, kind: Kind, made: Draft, dry_run: bool, state: str, shown: bool = False) -> int:
    from ..writing import write_text

    if dry_run:
        if not shown:
            print(terminal.visible(made.text.rstrip()))
        terminal.say(f"Nichts angelegt (--dry-run). Die Datei wäre {made.file}.")
        return 0
    made.path.parent.mkdir(parents=True, exist_ok=True)
    write_text(made.path, made.text)
    print(made.file)
    notes = [f"Angelegt: {kind.title} »{made.id}«."]
    if state:
        label = project.vocabularies[str(kind.fields[str(kind.leniency['feld'])].vocabulary)].label(state)
        notes.append(f"Als {label}, weil kein Stand angegeben ist.")
    if made.findings:
        from ..output import OutputContext, summary

        told = summary(made.findings, OutputContext(0)).rstrip(".")
        notes.append(f"Noch offen: {told}. Was zu tun ist, sagt: fh validate {made.id}")
    terminal.say("\n".join(notes))
    terminal.say(f"Alles andere blieb unverändert. Zurück geht es mit dem Löschen von {made.file}.")
    return 0
