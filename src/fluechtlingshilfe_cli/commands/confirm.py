"""`fh confirm`: somebody said that the entry is still right. Checked is not changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..changing import FileChange, judged
from ..converting import Interpreter, Misunderstood
from ..days import german
from ..documents import read
from ..editing import Change, Set
from ..enquiring import complaints, notes_by_record
from ..freshness import is_watched
from ..noting import WAYS, Notes
from ..queries.fields import state_field
from ..schemas.kinds import Field, Kind
from . import options
from ._advice import ENDED, suggest
from ._answers import Answer, answers
from ._choosing import waiting
from ._meant import Finder, Meant
from ._reminding import remind
from ._saving import Wish, edited, nothing_written, remarked, show, spoken, tell, write
from ._way_back import way_back

OFFICE = "Koordinierungsstelle"
"""Who has checked when nobody else is told and no earlier check says."""


def confirm(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KENNUNG", help="Ein Eintrag oder viele: Kennung, art/kennung oder ein Teil des Namens."
        ),
    ] = None,
    by: options.By = "",
    how: Annotated[
        str,
        typer.Option("--wie", metavar="WEG", help="telefonisch, schriftlich oder besuch; sonst wie beim letzten Mal."),
    ] = "",
    on: options.On = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="DATEI", help="Antworten als Tabelle: kennung, antwort, am, durch, wie."),
    ] = None,
    dry_run: options.DryRun = False,
    diff: options.Diff = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Vermerkt, dass die Angaben stimmen. Geändert wird nichts, auch nicht der Tag der letzten Änderung.

    Mit --from kommen viele Antworten auf einmal: »bestaetigt« wird vermerkt; bei »geaendert« und »beendet« steht
    da, was noch einzutragen ist. Eine falsche Zeile hält die anderen nicht auf.

    Beispiele:
      fh confirm cafe-ankommen
      fh confirm cafe-ankommen radhaus-schwarzenbek --wie telefonisch
      fh confirm --from antworten.csv --durch Koordinierungsstelle
    """
    wish = Wish(dry_run, diff, yes, no_input)
    project = options.project(folder, today)
    finder = Finder(project, wish.asks)
    if not names and source is None and wish.asks:
        names = [finder.meant("", is_watched, waiting).key]
    if bool(names) == bool(source):
        raise typer.BadParameter("Welche Einträge? Entweder Kennungen nennen oder eine Tabelle mit --from.")
    given = [Answer(0, name) for name in names or ()] if source is None else answers(source)
    interpreter = Interpreter(project, finder.registry)
    changes: list[FileChange] = []
    noted: dict[str, FileChange] = {}
    failed = 0
    for answer in given:
        try:
            if answer.fault:
                raise Misunderstood(answer.fault)
            one = finder.meant(answer.name)
            if any(change.file == one.file for change in changes):
                continue
            day_of_answer = answer.on(on or project.as_of)
            if source is not None and one.file not in noted:
                noted |= _noted(finder, one, answer, day_of_answer, how)
            if answer.todo:
                remarked(f"{answer.place}{answer.todo.format(id=one.id, title=_title(one))}")
                continue
            wanted = confirmation(interpreter, one, answer.by or by, answer.how or how, day_of_answer)
            changes.append(edited(project, one, wanted, touch=False))
        except (typer.BadParameter, Misunderstood) as error:
            if source is None:
                raise typer.BadParameter(terminal.visible(str(getattr(error, "message", error)))) from None
            failed += 1
            remarked(f"{answer.place}{getattr(error, 'message', error)}")
    return _finish(finder, changes, noted, wish, failed)


def _noted(finder: Finder, one: Meant, answer: Answer, on: date, how: str) -> dict[str, FileChange]:
    """The note of an answer from a table, by the file of its record; none without the private folder."""
    record = finder.registry.get(one.kind.name, one.id)
    if record is None or not finder.registry.has_private():
        return {}
    said = answer.how or how
    return {one.file: Notes(finder.registry).answered(record, on, answer.code, WAYS.get(said, ""))}


def _finish(finder: Finder, changes: list[FileChange], noted: dict[str, FileChange], wish: Wish, failed: int) -> int:
    altered = [change for change in (*changes, *noted.values()) if change.before != change.after]
    verdict = judged(finder.project, altered)
    if verdict.own:
        tell(verdict.own)
        bad = {finding.path for finding in verdict.own}
        remarked(f"Nicht bestätigt, weil der Eintrag dann Fehler hätte: {', '.join(sorted(bad))}")
        failed += len(bad)
        changes = [change for change in changes if change.file not in bad]
        noted = {file: note for file, note in noted.items() if file not in bad and note.file not in bad}
    if wish.diff:
        show(changes, [], wish, finder.registry)
    else:
        for change in changes:
            spoken(f"{change.title}: {_told(finder, change)}")
    code = 1 if failed else 0
    todo = [change for change in changes if change.before != change.after]
    if wish.only_shows:
        nothing_written(wish)
        return code
    back = way_back(finder.project, todo) if todo else ""
    write([*todo, *noted.values()])
    if back:
        print(back)
    if noted:
        count = "1 Antwort" if len(noted) == 1 else f"{len(noted)} Antworten"
        terminal.say(f"{count} im privaten Ordner vermerkt.")
    count = "1 Eintrag" if len(todo) == 1 else f"{len(todo)} Einträge"
    missed = f", {failed} nicht" if failed else ""
    terminal.say(f"{count} bestätigt{missed}. Alles andere blieb unverändert.")
    _complaints(finder, todo)
    suggest(("fh due", "was noch zu bestätigen ist"))
    remind(finder.project)
    return code


def _complaints(finder: Finder, confirmed: list[FileChange]) -> None:
    """Says which of the confirmed entries stay due, because of a complaint."""
    notes = notes_by_record(finder.registry)
    for change in confirmed:
        if any(one.settled is None for one in complaints(notes[f"{change.kind.name}/{change.id}"])):
            terminal.say(terminal.visible(f"Zu »{change.title}« ist noch eine Beanstandung offen."))
            terminal.say(f"Ist sie behoben: fh complaint {change.id} --erledigt")


def roles(kind: Kind) -> dict[str, Field]:
    """The fields that hold a confirmation, by what they say of it: `am`, `durch`, `wie`, `stand`."""
    return {str(field.keyword("bestaetigung")): field for field in kind.having("bestaetigung") if "." not in field.path}


def confirmation(
    interpreter: Interpreter, one: Meant, by: str, how: str, on: date, content: Sequence[Change] = ()
) -> list[Change]:
    """The changes that note a check, made together with those of `content`.

    Raises `Misunderstood` for what is not confirmed, or no more.
    """
    fields = roles(one.kind)
    if "am" not in fields:
        raise Misunderstood(f"{one.kind.plural} werden nicht bestätigt.")
    data = _data(one.path.read_bytes())
    state = state_field(one.kind)
    if state and data.get(state.path) == ENDED:
        raise Misunderstood(f"»{_title(one)}« ist beendet und wird nicht mehr bestätigt.")
    changes: list[Change] = [Set((fields["am"].path,), on.isoformat())]
    if "durch" in fields and (by or not data.get(fields["durch"].path)):
        changes.append(Set((fields["durch"].path,), by or OFFICE))
    if "wie" in fields and how:
        changes.append(Set((fields["wie"].path,), interpreter.value(fields["wie"].schema, how)))
    return changes


def _told(finder: Finder, change: FileChange) -> str:
    """»bestätigt am 02.11.2026, telefonisch, durch Koordinierungsstelle«."""
    if change.before == change.after:
        return "war schon so bestätigt"
    fields, data = roles(change.kind), _data(change.after)
    words = [f"bestätigt am {german(date.fromisoformat(str(data[fields['am'].path])))}"]
    if "wie" in fields and (how := data.get(fields["wie"].path)):
        words.append(finder.project.vocabularies[str(fields["wie"].vocabulary)].label(str(how)))
    if "durch" in fields and (by := data.get(fields["durch"].path)):
        words.append(f"durch {by}")
    return ", ".join(words)


def _title(one: Meant) -> str:
    raw = one.path.read_bytes()
    return FileChange(one.kind, one.id, one.file, one.path, raw, raw).title


def _data(raw: bytes) -> dict[str, object]:
    data = read(raw).data
    return data if isinstance(data, dict) else {}
