"""`fh answer`: an answer on the phone or from a reply, taken in one go: confirmed, changed or ended, and noted."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..changing import FileChange
from ..converting import Interpreter, Misunderstood
from ..days import german
from ..editing import Add, Change, Set
from ..enquiring import (
    CHANGED,
    CONFIRMED,
    ENDED,
    FIGURES,
    complaints,
    due,
    enquiries,
    figures_day,
    latest,
    notes_by_record,
)
from ..folding import key
from ..freshness import is_watched
from ..noting import WAYS, Notes
from ..records import Record
from . import options
from ._assigning import asked, joined, values_of
from ._choosing import waiting
from ._meant import Finder, Meant
from ._saving import Wish, edited, save_together
from .confirm import confirmation
from .end import WHY, attached, ending
from .set import changes_of

_ANSWERS = "antworten"
_SAID = {
    CONFIRMED: "bestätigt",
    CHANGED: "geändert und bestätigt",
    ENDED: "beendet",
    "": "Zahl eingetragen",
}
_BY_PHONE = "telefonisch"


def answer(
    name: Annotated[
        str, typer.Argument(metavar="KENNUNG", help="Wer antwortet: Kennung oder ein Teil des Namens.")
    ] = "",
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="FELD=WERT", help="Was sich geändert hat, wie bei »fh set«; beliebig viele."),
    ] = None,
    said: Annotated[
        str,
        typer.Option("--antwort", metavar="ANTWORT", help="stimmt, geaendert oder beendet; sonst wird gefragt."),
    ] = "",
    volunteers: Annotated[
        int | None,
        typer.Option("--ehrenamtliche", min=0, metavar="ZAHL", help="Wie viele Ehrenamtliche am Stichtag mithalfen."),
    ] = None,
    reference: options.Reference = None,
    method: Annotated[
        str, typer.Option("--erhebung", metavar="WIE", help="gezaehlt, gemeldet oder geschaetzt.")
    ] = "gemeldet",
    reason: Annotated[
        str,
        typer.Option("--grund", metavar="TEXT", help="Wenn es die Initiative nicht mehr gibt: warum, in einem Satz."),
    ] = "",
    heirs: options.Heirs = None,
    by: options.By = "",
    how: Annotated[str, typer.Option("--wie", metavar="WEG", help="telefonisch, schriftlich oder besuch.")] = _BY_PHONE,
    on: options.On = None,
    dry_run: options.DryRun = False,
    diff: options.Diff = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Nimmt eine Antwort auf: zeigt den Eintrag, fragt »stimmt so, geändert, gibt es nicht mehr?« und trägt alles ein.

    Geändertes wird gleich eingetragen und bestätigt; fehlt noch etwas, merkt sich »fh due«, dass es aussteht.
    Die Antwort steht danach bei der Abfrage im privaten Ordner.

    Beispiele:
      fh answer cafe-ankommen                       fragt am Bildschirm
      fh answer cafe-ankommen --antwort stimmt
      fh answer cafe-ankommen telefon="040 66969 123"
      fh answer cafe-ankommen --antwort stimmt --ehrenamtliche 23
      fh answer cafe-ankommen --antwort beendet --grund "Zu wenige Freiwillige."
    """
    wish = Wish(dry_run, diff, yes, no_input)
    project = options.project(folder, today)
    finder = Finder(project, wish.asks)
    name, given = joined(name, assignments or ())
    one = finder.meant(name, is_watched, waiting)
    record = finder.registry.get(one.kind.name, one.id)
    if record is None:
        raise typer.BadParameter(f"{one.file} ist fehlerhaft. Was zu tun ist, sagt: fh validate {one.id}")
    if record["status"] == ENDED:
        raise typer.BadParameter(f"»{record.title}« ist schon beendet. Angaben dazu ändert: fh set {one.key}")
    when = on or project.as_of
    interpreter = Interpreter(project, finder.registry)
    try:
        code = _answer(finder, record, said, bool(given), volunteers is not None, wish)
        if code == CHANGED and not given and volunteers is None and wish.asks:
            given = _asked(interpreter, one)
        if code == ENDED and not reason and wish.asks:
            from ..asking import line

            reason = line(WHY)
        changes: list[Change] = []
        if code == ENDED:
            changes = ending(finder, one, reason, when, heirs or [])
        else:
            changes = changes_of(interpreter, one, given)
            changes += _figure(interpreter, one, volunteers, reference or figures_day(when), method)
        content = bool(changes)
        if code == CONFIRMED or (code == CHANGED and content):
            changes += confirmation(interpreter, one, by, how, when, tuple(changes))
        file = edited(project, one, changes, touch=content)
        files = [file, *_noted(finder, record, when, code, how)]
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    return _end(finder, one, record, files, code, content, wish)


def _answer(finder: Finder, record: Record, said: str, given: bool, counted: bool, wish: Wish) -> str:
    """The word of the answer: told, to be concluded, or asked for; empty for a figure alone. Raises BadParameter."""
    words = finder.project.vocabularies[_ANSWERS].words
    names = {
        code: [words[code].label(), *words[code].synonyms] for code in (CONFIRMED, CHANGED, ENDED) if code in words
    }
    if said:
        from ..asking import pick

        found = [code for code in names if key(said) in map(key, (code, *names[code]))] or pick(said, names)
        if len(found) == 1:
            return found[0]
        raise typer.BadParameter(f"Die Antwort »{said}« ist nicht bekannt. Möglich sind: stimmt, geaendert, beendet.")
    if given:
        return CHANGED
    if counted:
        return ""
    if not wish.asks:
        raise typer.BadParameter(
            f"Was war die Antwort? Zum Beispiel: fh answer {record.id} --antwort stimmt (oder geaendert, beendet)"
        )
    from ..asking import choose
    from ..tables.card import card

    print(card(finder.registry, record, terminal.width()), file=sys.stderr)
    terminal.say()
    for one in due(finder.registry):
        if one.record is record:
            terminal.say(terminal.visible(f"Fällig: {'; '.join(one.reasons)}"))
            for complaint in one.complaints:
                terminal.say(terminal.visible(f"Beanstandet am {german(complaint.came)}: {complaint.text}"))
            terminal.say()
    return choose("Was war die Antwort?", names)


def _asked(interpreter: Interpreter, one: Meant) -> list[str]:
    """The assignments a person types one after the other."""
    from ..asking import confirm

    given = [asked(interpreter, one)]
    while confirm("Hat sich noch etwas geändert?"):
        given.append(asked(interpreter, one))
    return [text for text in given if text]


def _figure(interpreter: Interpreter, one: Meant, number: int | None, reference: date, method: str) -> list[Change]:
    if number is None:
        return []
    field = one.kind.fields.get("ehrenamtliche")
    if field is None:
        raise Misunderstood(f"{one.kind.plural} haben keine Zahl der Ehrenamtlichen.")
    word = interpreter.value(one.kind.fields["ehrenamtliche.erhebung"].schema, method)
    for place, item in enumerate(values_of(one).get(field.path) or ()):
        if item.get("stichtag") == reference.isoformat():
            return [Set((field.path, place, "anzahl"), number), Set((field.path, place, "erhebung"), word)]
    return [Add((field.path,), {"stichtag": reference.isoformat(), "anzahl": number, "erhebung": word})]


def _noted(finder: Finder, record: Record, when: date, code: str, how: str) -> list[FileChange]:
    """The note of the answer. A figure alone answers only a question for figures. Raises `Misunderstood`."""
    if not finder.registry.has_private() and code != CHANGED:
        terminal.say("Der private Ordner fehlt hier; die Antwort steht nur im Eintrag selbst.")
        return []
    notes = Notes(finder.registry)
    if code:
        return [notes.answered(record, when, code, WAYS.get(how, ""))]
    last = latest(enquiries(notes.of(record)))
    if last is None or last.answered or last.purposes != (FIGURES,):
        return []
    return [notes.answered(record, when, CONFIRMED)]


def _end(
    finder: Finder, one: Meant, record: Record, changes: list[FileChange], code: str, content: bool, wish: Wish
) -> int:
    open_still = code == CHANGED and not content
    said = "Änderungen gemeldet" if open_still else _SAID[code]
    result = save_together(finder, changes, wish, f"{record.title} – {said}")
    if result or wish.only_shows:
        return result
    if open_still:
        terminal.say(f"Noch einzutragen: fh answer {one.id} feld=Wert   oder im Editor: fh edit {one.id}")
    if any(one.settled is None for one in complaints(notes_by_record(finder.registry)[record.key])):
        terminal.say(f"Eine Beanstandung ist noch offen. Ist sie behoben: fh complaint {one.id} --erledigt")
    if code == ENDED:
        attached(finder, one)
    return 0
