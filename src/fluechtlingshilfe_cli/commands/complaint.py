"""`fh complaint`: somebody says that an entry is wrong. Noted in the private folder; the wrong part hidden at once."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..changing import FileChange
from ..converting import Misunderstood
from ..days import german
from ..editing import Set
from ..enquiring import COMPLAINTS, Complaint, complaints
from ..noting import Notes
from ..records import Record
from ..registry import Registry
from ..tables.rows import ROW_FORMATS, written
from . import options
from ._asking import ask, hand_over
from ._hiding import hidden
from ._meant import Finder
from ._saving import Wish, edited, save_together

_COLUMNS = ("kind", "id", "titel", "nummer", "eingang_am", "inhalt")


def complaint(
    name: Annotated[
        str, typer.Argument(metavar="KENNUNG", help="Worum es geht: Kennung oder ein Teil des Namens.")
    ] = "",
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Was nicht stimmt. Wer es sagt, gehört nicht dazu.")] = "",
    hide: Annotated[
        list[str] | None,
        typer.Option(
            "--verbergen",
            metavar="FELD",
            help="Nimmt es gleich heraus: kontakt, telefon, email, anschrift oder angebote.NAME.kontakt.",
        ),
    ] = None,
    settled: Annotated[bool, typer.Option("--erledigt", help="Es ist in Ordnung gebracht.")] = False,
    number: Annotated[
        int, typer.Option("--nummer", metavar="NR", help="Mit --erledigt: welche, wenn mehrere offen sind.")
    ] = 0,
    listed: Annotated[bool, typer.Option("--open", "--offen", help="Zeigt alle offenen.")] = False,
    on: options.On = None,
    form: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORM", help="Mit --open: table, json, jsonl, csv, yaml oder ids."),
    ] = "table",
    output: options.Output = None,
    dry_run: options.DryRun = False,
    diff: options.Diff = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Vermerkt einen Hinweis, dass an einem Eintrag etwas nicht stimmt. Er steht nur im privaten Ordner.

    Mit --verbergen verschwindet die falsche Angabe sofort aus allem, was veröffentlicht wird: Statt eines
    Kontakts steht dort die Koordinierungsstelle, eine Anschrift bleibt intern.

    Beispiele:
      fh complaint cafe-ankommen "Unter der Nummer meldet sich ein Friseur."
      fh complaint cafe-ankommen "Falsche Nummer." --verbergen telefon
      fh complaint --open
      fh complaint moebellager-lauenburg --erledigt
    """
    if listed:
        return _list(folder, today, name, form, output)
    wish = Wish(dry_run, diff, yes, no_input)
    finder = Finder(options.project(folder, today), wish.asks)
    record = _record(finder, name, wish.asks)
    try:
        notes = Notes(finder.registry)
        if settled:
            return _settle(finder, notes, record, number, on, wish)
        if not text and wish.asks:
            from ..asking import line

            text = line("Was stimmt nicht? Ein Satz, ohne zu sagen, wer es gemeldet hat")
        if not text.strip():
            raise typer.BadParameter(f'Was stimmt nicht? Zum Beispiel: fh complaint {record.id} "Falsche Nummer."')
        item = {"eingang_am": (on or finder.project.as_of).isoformat(), "inhalt": text.strip()}
        changes = [notes.added(record, COMPLAINTS, item)]
        if hide:
            one = finder.meant(record.key)
            changes.insert(0, edited(finder.project, one, hidden(finder.project, one, hide)))
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    told = f"{record.title} – Beanstandung vermerkt" + (", die Angabe erscheint nirgends mehr" if hide else "")
    code = save_together(finder, changes, wish, told)
    if not code and not wish.only_shows:
        terminal.say(f"Ist es berichtigt: fh complaint {record.id} --erledigt")
    return code


def _record(finder: Finder, name: str, asks: bool = False) -> Record:
    if not name and not asks:
        raise typer.BadParameter("Um welchen Eintrag geht es? Alle offenen Beanstandungen zeigt: fh complaint --open")
    one = finder.meant(name)
    record = finder.registry.get(one.kind.name, one.id)
    if record is None:
        raise typer.BadParameter(f"{one.file} ist fehlerhaft. Was zu tun ist, sagt: fh validate {one.id}")
    if one.kind.private:
        raise typer.BadParameter(f"Beanstandet werden öffentliche Einträge, nicht {one.kind.plural}.")
    return record


def _settle(finder: Finder, notes: Notes, record: Record, number: int, on: date | None, wish: Wish) -> int:
    found = [one for one in complaints(notes.of(record)) if one.settled is None]
    if not found:
        terminal.say(f"Zu »{terminal.visible(record.title)}« ist keine Beanstandung offen.")
        return 0
    one = _chosen(found, number, wish)
    when = (on or finder.project.as_of).isoformat()
    change: FileChange = notes.changed(one.note, [Set((COMPLAINTS, one.index, "erledigt_am"), when)])
    return save_together(finder, [change], wish, f"{record.title} – Beanstandung vom {german(one.came)} ist erledigt")


def _chosen(found: Sequence[Complaint], number: int, wish: Wish) -> Complaint:
    if number:
        if not 0 < number <= len(found):
            raise typer.BadParameter(f"Eine Nummer {number} ist nicht offen; möglich sind 1 bis {len(found)}.")
        return found[number - 1]
    if len(found) == 1:
        return found[0]
    names = {str(place): [f"{german(one.came)} {one.text}"] for place, one in enumerate(found, 1)}
    if wish.asks:
        from ..asking import choose

        return found[int(choose("Welche ist erledigt?", names)) - 1]
    raise typer.BadParameter(
        f"Es sind {len(found)} offen. Welche erledigt ist, sagt --nummer 1 bis {len(found)}; die Liste zeigt: "
        "fh complaint --open"
    )


def _list(folder: Path, today: date | None, name: str, form: str, output: Path | None) -> int:
    if form not in ROW_FORMATS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(ROW_FORMATS)}.")
    _, registry = ask(folder, today, None)
    if not registry.has_private():
        raise typer.BadParameter("Beanstandungen stehen im privaten Ordner, und der ist hier nicht da: fh doctor")
    wanted = _record(Finder(registry.project), name).key if name else ""
    found = [row for row in _rows(registry) if wanted in ("", f"{row['kind']}/{row['id']}")]
    text = written(found, form, _COLUMNS) if form != "table" else "\n".join(_screen(found, min(terminal.width(), 100)))
    hand_over(text, output)
    if found:
        terminal.say("Vertraulich: aus dem privaten Ordner. Bitte nicht weitergeben.")
        terminal.say(f"Erledigt: fh complaint {found[0]['id']} --erledigt")
    terminal.say(f"{len(found)} Beanstandung{'' if len(found) == 1 else 'en'} offen.")
    return 0


def _rows(registry: Registry) -> Iterator[dict[str, Any]]:
    from ..enquiring import notes_by_record

    open_ones = []
    for key, notes in notes_by_record(registry).items():
        kind, _, id = key.partition("/")
        record = registry.get(kind, id)
        pending = [one for one in complaints(notes) if one.settled is None]
        open_ones += [(one.came, record, place, one) for place, one in enumerate(pending, 1) if record]
    for came, record, place, one in sorted(open_ones, key=lambda item: (item[0], item[1].key, item[2])):
        yield {
            "kind": record.kind.name,
            "id": record.id,
            "titel": record.title,
            "nummer": place,
            "eingang_am": came.isoformat(),
            "inhalt": one.text,
        }


def _screen(rows: Sequence[dict[str, Any]], width: int) -> Iterator[str]:
    for row in rows:
        yield f"{terminal.styled(terminal.visible(row['titel']), 'bold')}  {terminal.styled(row['id'], 'dim')}"
        text = f"{german(date.fromisoformat(row['eingang_am']))}  {terminal.visible(row['inhalt'])}"
        yield from textwrap.wrap(text, width, initial_indent=f" {row['nummer']:>2} ", subsequent_indent=" " * 16)
