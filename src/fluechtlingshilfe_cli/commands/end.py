"""`fh end`: what is no more is ended and stays to be read; nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..converting import Interpreter, Misunderstood
from ..editing import Add, Change, Set
from ..queries.fields import state_field
from ..records import Record
from ..referring import References
from ..schemas.kinds import Field, Kind
from . import options
from ._advice import ENDED
from ._assigning import values_of
from ._meant import Finder, Meant
from ._saving import Wish, edited, save

"""The word for it in the vocabulary of states."""


WHY = "Warum? Ein Satz, ohne Namen"


def end(
    name: options.Name = "",
    reason: Annotated[
        str, typer.Option("--grund", metavar="TEXT", help="Warum, in einem Satz. Nur intern, keine Namen.")
    ] = "",
    on: Annotated[
        date | None,
        typer.Option("--am", parser=options.day, metavar="TAG", help="Seit wann es das nicht mehr gibt; sonst heute."),
    ] = None,
    heirs: options.Heirs = None,
    dry_run: options.DryRun = False,
    diff: options.Diff = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Beendet einen Eintrag. Er bleibt zum Nachlesen erhalten und erscheint in keinem neuen Verzeichnis.

    Danach steht da, wer ihn noch nennt und welche Personen noch daran hängen.

    Beispiele:
      fh end teestube-moelln --grund "Zu wenige Freiwillige."
      fh end teestube-moelln --grund "Zusammengelegt." --nachfolge cafe-ankommen
    """
    wish = Wish(dry_run, diff, yes, no_input)
    project = options.project(folder, today)
    finder = Finder(project, wish.asks)
    one = finder.meant(name, _can_end)
    state, fields = _fields(one.kind)
    data = values_of(one)
    if data.get(state.path) == ENDED:
        raise typer.BadParameter(f"»{one.id}« ist schon beendet. Angaben dazu ändert: fh set {one.key}")
    if not reason and "grund" in fields:
        if not wish.asks:
            raise typer.BadParameter('Warum? Bitte mit --grund angeben, zum Beispiel: --grund "Zu wenige Freiwillige."')
        from ..asking import line

        reason = line(WHY)
    changes = ending(finder, one, reason, on or project.as_of, heirs or [])
    code = save(finder, edited(project, one, changes), wish)
    if not code:
        attached(finder, one)
    return code


def ending(finder: Finder, one: Meant, reason: str, on: date, heirs: list[str]) -> list[Change]:
    """The changes that end a record. Raises BadParameter for kinds that do not end."""
    state, fields = _fields(one.kind)
    changes: list[Change] = [Set((state.path,), ENDED)]
    if "am" in fields:
        changes.append(Set((fields["am"].path,), on.isoformat()))
    if reason and "grund" in fields:
        changes.append(Set((fields["grund"].path,), reason))
    return changes + _heirs(finder, one, fields.get("nachfolge"), heirs)


def _can_end(record: Record) -> bool:
    state = state_field(record.kind)
    return bool(record.kind.having("ende")) and state is not None and record[state.path] != ENDED


def _fields(kind: Kind) -> tuple[Field, dict[str, Field]]:
    state = state_field(kind)
    fields = {str(field.keyword("ende")): field for field in kind.having("ende") if "." not in field.path}
    if state is None or not fields:
        raise typer.BadParameter(f"{kind.plural} werden nicht beendet.")
    return state, fields


def _heirs(finder: Finder, one: Meant, field: Field | None, heirs: list[str]) -> list[Change]:
    if heirs and field is None:
        raise typer.BadParameter(f"{one.kind.plural} haben keine Nachfolge.")
    if field is None:
        return []
    interpreter = Interpreter(finder.project, finder.registry)
    try:
        items = {**field.schema, **field.schema.get("items", {}), "type": "string"}
        values = [interpreter.value(items, heir) for heir in heirs]
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(f"--nachfolge: {error}")) from None
    return [Add((field.path,), value) if field.many else Set((field.path,), value) for value in values]


def attached(finder: Finder, one: Meant) -> None:
    """Says who still names the record, and which private records it names."""
    lines = list(dict.fromkeys(_open(finder, one)))
    if not lines:
        terminal.say("Niemand nennt den Eintrag mehr.")
        return
    terminal.say("\nNoch damit verbunden, bitte durchsehen:")
    for line in lines:
        terminal.say(terminal.visible(f"  {line}"))


def _open(finder: Finder, one: Meant) -> Iterator[str]:
    references = References(finder.project)
    for reference in references.to(one.kind.name, one.id):
        record, state = reference.record, state_field(reference.record.kind)
        if record.key == one.key or (state and record[state.path] == ENDED):
            continue
        title = record.key if record.kind.private else f"{record.title} ({record.key})"
        yield f"{record.kind.title}: {title} nennt ihn bei »{reference.field.label}«"
    for reference in references:
        target = references.target(reference)
        if reference.record.key == one.key and target and finder.project.kinds[target[0]].private:
            kind = finder.project.kinds[target[0]]
            yield f"{kind.title}: {kind.name}/{target[1]} steht bei »{reference.field.label}«"
