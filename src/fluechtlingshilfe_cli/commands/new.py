"""`fh new`: a new record, asked for on the terminal or given as values; written only when it has no errors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .. import terminal
from ..converting import Interpreter, Misunderstood
from ..drafting import Draft, draft, home, parsed, set_value, with_state, with_tool_dates
from ..project import Project
from ..reading import load_registry
from ..registry import Registry
from ..schemas.kinds import Kind, require_kind
from . import options
from ._saving import tell

if TYPE_CHECKING:
    from ..interviewing import Interview


def new(
    name: Annotated[
        str, typer.Argument(metavar="ART", help="initiative, training, partner, need oder eine andere Art.")
    ] = "",
    source: Annotated[
        Path | None,
        typer.Argument(metavar="DATEI", help="Datei mit einem Eintrag (YAML oder JSON); - liest die Standardeingabe."),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            "-s",
            metavar="FELD=WERT",
            help="Eine Angabe; beliebig oft. Deutsche Daten und Bezeichnungen gehen auch.",
        ),
    ] = None,
    id: Annotated[
        str, typer.Option("--id", metavar="KENNUNG", help="Kennung; sonst wird sie aus dem Namen gebildet.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Zeigt den Eintrag und legt nichts an.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Fragt nicht nach, auch nicht bei ähnlichen Einträgen.")
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Fragt nichts; was fehlt, fehlt.")] = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Legt einen neuen Eintrag an und fragt am Bildschirm nach den Angaben.

    Wörter können Sie mit ihrer Nummer oder einem Teil der Bezeichnung wählen. Der Eintrag wird mit dem ganzen
    Register geprüft; hat er Fehler, wird nichts geschrieben.

    Beispiele:
      fh new                                  fragt, was angelegt wird
      fh new initiative                       fragt nach allem
      fh new initiative --set name="Café Ankommen" --set gemeinde=Mölln
      fh new training --set titel=Austausch --set "termine.0.von=14.03.2026 18:00"
      fh new partner - < partner.json         ein Eintrag von der Standardeingabe
    """
    project = options.project(folder, today)
    asking = terminal.can_ask() and not no_input and source is None
    kind = require_kind(project.kinds, name) if name else _asked_kind(project, asking)
    registry, _ = load_registry(project)
    interpreter = Interpreter(project, registry)
    try:
        home(project, kind)
        data = _given(kind, source, bool(values), asking)
        for assignment in values or ():
            set_value(interpreter, kind, data, assignment)
        if asking:
            from ..interviewing import Interview

            interview = Interview(kind, interpreter, data, only_needed=bool(values))
            return _interview(interview, interpreter, id, dry_run, yes)
        if not data:
            example = f"fh new {kind.name} --set {kind.title_field}=…"
            raise typer.BadParameter(f"Es gibt nichts anzulegen. Angaben kommen mit --set, zum Beispiel: {example}")
        data, state = with_state(kind, data)
        made = draft(registry, kind, with_tool_dates(kind, data, project.as_of), id)
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    if made.errors:
        return _refuse(made)
    if not yes and _alike(registry, kind, data) and not dry_run:
        terminal.say("Nichts angelegt. Ist es wirklich etwas anderes, hilft: --yes")
        return 1
    return _finish(project, kind, made, dry_run, state)


def _asked_kind(project: Project, asking: bool) -> Kind:
    """The kind a person chooses, public ones first. Raises `BadParameter` where nobody can be asked."""
    kinds = sorted(project.kinds.values(), key=lambda kind: kind.private)
    if not asking:
        names = ", ".join(kind.name for kind in kinds)
        raise typer.BadParameter(f"Was soll angelegt werden? Zum Beispiel: fh new initiative\nMöglich sind: {names}.")
    from ..asking import choose

    return project.kinds[choose("Was soll angelegt werden?", {kind.name: [kind.title, *kind.names] for kind in kinds})]


def _given(kind: Kind, source: Path | None, has_values: bool, asking: bool) -> dict[str, Any]:
    """The record given as a file, or on standard input where nobody sits and nothing else is said."""
    if source is not None and str(source) != "-":
        return parsed(kind, source.read_bytes())
    if source is None and (asking or has_values or terminal.is_terminal(sys.stdin)):
        return {}
    raw = sys.stdin.buffer.read()
    return parsed(kind, raw) if raw.strip() else {}


def _interview(interview: Interview, interpreter: Interpreter, id: str, dry_run: bool, yes: bool) -> int:
    from ..asking import confirm

    kind, data = interview.kind, interview.data
    project, registry = interpreter.project, interpreter.registry
    head = terminal.styled(f"Neu: {kind.title}", "bold", stream=sys.stderr)
    terminal.say(f"{head} – Abbrechen mit Strg+C; es wird nichts halb geschrieben.")
    interview.run()
    if not yes and _alike(registry, kind, data) and not confirm("Trotzdem neu anlegen?"):
        terminal.say("Nichts angelegt.")
        return 1
    made = _mended(interview, registry, id)
    if made is None:
        terminal.say("Nichts angelegt.")
        return 1
    terminal.say("\n" + terminal.visible(made.text.rstrip()) + "\n")
    if not id and not yes:
        made = _named(interview, registry, made)
    if not yes and not dry_run and not confirm("So anlegen?", default=True):
        terminal.say("Nichts angelegt.")
        return 1
    return _finish(project, kind, made, dry_run, shown=True)


def _mended(interview: Interview, registry: Registry, id: str) -> Draft | None:
    """The record without errors: what is wrong is asked again. None when the person gives up."""
    from ..asking import confirm

    today = registry.project.as_of
    while True:
        made = draft(registry, interview.kind, with_tool_dates(interview.kind, interview.data, today), id)
        if not made.errors:
            return made
        tell(made.errors)
        steps = (finding.pointer.split("/")[1:2] for finding in made.errors)
        again = list(dict.fromkeys(step[0] for step in steps if step))
        labels = ", ".join(interview.kind.fields[field].label for field in again if field in interview.kind.fields)
        if not labels or not confirm(f"Noch einmal angeben: {labels}?", default=True):
            return None
        for field in again:
            interview.ask(field)


def _named(interview: Interview, registry: Registry, made: Draft) -> Draft:
    """The record under the id the person wants."""
    from ..asking import line

    today = registry.project.as_of
    while (chosen := line("Kennung, bleibt für immer", made.id)) != made.id:
        try:
            return draft(registry, interview.kind, with_tool_dates(interview.kind, interview.data, today), chosen)
        except Misunderstood as error:
            terminal.say(f"  {terminal.visible(str(error))}")
    return made


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
    tell(made.errors)
    terminal.say("Nichts angelegt. Bitte die Angaben berichtigen und den Befehl wiederholen.")
    return 1


def _finish(project: Project, kind: Kind, made: Draft, dry_run: bool, state: str = "", shown: bool = False) -> int:
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
        label = project.vocabularies[str(kind.fields[str(kind.leniency["feld"])].vocabulary)].label(state)
        notes.append(f"Als {label}, weil kein Stand angegeben ist.")
    if made.findings:
        from ..output import OutputContext, summary

        told = summary(made.findings, OutputContext(0)).rstrip(".")
        notes.append(f"Noch offen: {told}. Was zu tun ist, sagt: fh validate {made.id}")
    terminal.say("\n".join(notes))
    terminal.say(f"Alles andere blieb unverändert. Zurück geht es mit dem Löschen von {made.file}.")
    return 0
