"""`fh show`: one record, completely, in the words of people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import terminal
from ..folding import nearest
from ..queries import Source
from ..queries.fields import names_of
from ..records import Record
from ..registry import Registry, kind_and_id
from . import options
from ._advice import is_confirmed, suggest
from ._asking import Channel, ask, hand_over

if TYPE_CHECKING:
    from ..tables.formats import Write

CARD = "card"
_BACKWARD = 12
"""How many records that name this one are listed."""


def show(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="KENNUNG", help="Kennung oder Name, auch mit Art davor: partner/awo-lauenburg."),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORM", help="Ausgabe: card (Karteikarte), json, jsonl, csv, yaml oder ids."
        ),
    ] = CARD,
    channel: Channel = None,
    output: options.Output = None,
    at: options.At = None,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Zeigt einen Eintrag vollständig, mit Bezeichnungen statt Kürzeln.

    Am Ende stehen die Einträge, die diesen nennen, und die Datei, in der er steht. Vertrauliche
    Einträge erscheinen nur, wenn die Art davor steht: person/person-01.

    Beispiele:
      fh show cafe-ankommen
      fh show partner/awo-lauenburg
      fh show Café Ankommen
      fh show cafe-ankommen --format yaml
    """
    write = None if form == CARD else _format(form)
    source, registry = ask(folder, today, channel, at)
    records = _found(source, registry, names or [])
    if write is None:
        from ..tables.card import card

        width = terminal.width()
        hand_over(
            "\n\n\n".join(card(source, record, width) + _foot(source, record, width) for record in records), output
        )
        if len(records) == 1 and at is None and terminal.is_terminal(sys.stdout):
            one = records[0]
            id = one.key if one.kind.private else one.id
            checked = [(f"fh confirm {id}", "wenn alles stimmt")] if is_confirmed(one.kind, one.data) else []
            suggest((f"fh set {id}", "etwas ändern"), *checked)
    else:
        from ..tables.records import Table, columns

        tables = [Table(source, record.kind, [record], columns(source, record.kind, None)) for record in records]
        hand_over("\n".join(write(table, terminal.width()) for table in tables), output)
    return 0


def _format(name: str) -> Write:
    from ..tables.formats import RECORD_FORMATS

    if name not in RECORD_FORMATS:
        known = ", ".join((CARD, *RECORD_FORMATS))
        raise typer.BadParameter(f"Das Format »{name}« gibt es nicht. Möglich sind: {known}.")
    return RECORD_FORMATS[name].write


def _found(source: Source, registry: Registry, names: list[str]) -> list[Record]:
    """The records named one by one, or by all words together as one title. Raises BadParameter."""
    if not names:
        if not terminal.can_ask():
            raise typer.BadParameter("Es fehlt die Angabe KENNUNG. Welche es gibt, zeigt: fh list initiativen")
        from ._choosing import chosen
        from ._meant import public

        return [chosen(source, "Welcher Eintrag?", public(source, source.project.kinds.values()))]
    together = " ".join(names)
    if len(names) > 1 and not all(_by_id(source, name) for name in names):
        known = any(_candidates(source, name) for name in names) and not _candidates(source, together)
        names = names if known else [together]
    records = []
    for name in names:
        found = _candidates(source, name)
        if not found:
            raise typer.BadParameter(_missing(source, registry, name))
        if len(found) > 1 and terminal.can_ask():
            from ._choosing import chosen

            found = [chosen(source, f"»{name}« ist nicht eindeutig. Welcher Eintrag?", found)]
        if len(found) > 1:
            choices = " oder ".join(f"fh show {record.key}" for record in found[:4])
            raise typer.BadParameter(f"»{name}« ist nicht eindeutig. Gemeint ist: {choices}?")
        records += found
    return records


def _candidates(source: Source, name: str) -> list[Record]:
    """All records of that id, else of that name or a part of it; private ones only with their kind."""
    kinds = source.project.kinds.values()
    if kind_and_id(name, kinds)[0]:
        return _by_id(source, name)
    if found := _by_id(source, name):
        return found
    from ._meant import public, titled

    return titled(name, public(source, kinds))


def _by_id(source: Source, name: str) -> list[Record]:
    kinds = source.project.kinds.values()
    kind, id = kind_and_id(name, kinds)
    if kind:
        return [record] if (record := source.get(kind, id)) else []
    # An offer is named by its record: »initiative/angebot«.
    owner = name.partition("/")[0]
    return [record for one in kinds if not one.private and (record := source.get(one.name, owner))]


def _missing(source: Source, registry: Registry, name: str) -> str:
    kinds = source.project.kinds
    kind, id = kind_and_id(name, kinds.values())
    wanted = [kinds[kind]] if kind else [known for known in kinds.values() if not known.private]
    for known in wanted:
        if registry.knows(known.name, id):
            if registry.get(known.name, id):
                return f"»{id}« gibt es, der Kanal zeigt den Eintrag aber nicht."
            return f"»{id}« gibt es, die Datei ist aber fehlerhaft. Was zu tun ist, sagt: fh validate {id}"
    choices = {
        record.id: [] if record.kind.private else names_of(record)
        for known in wanted
        for record in source.of(known.name)
    }
    guesses = nearest(id, choices)
    if guesses:
        return f"Den Eintrag »{name}« gibt es nicht. Meinten Sie {' oder '.join(f'»{guess}«' for guess in guesses)}?"
    return f"Den Eintrag »{name}« gibt es nicht. Nach Wörtern sucht: fh search {name}"


def _foot(source: Source, record: Record, width: int) -> str:
    """Who names this record, and the file."""
    import textwrap

    lines: list[str] = []
    naming = _naming(source, record)
    if naming:
        lines += ["", terminal.styled("Genannt von", "bold")]
        for other in naming[:_BACKWARD]:
            text = terminal.visible(f"{other.kind.title}: {other.title} ({other.id})")
            lines += textwrap.wrap(
                text, min(width, 100), initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
            )
        if len(naming) > _BACKWARD:
            lines.append(f"  und {len(naming) - _BACKWARD} weiteren")
    return "\n".join(["", *lines, "", terminal.styled(record.file, "dim")])


def _naming(source: Source, record: Record) -> list[Record]:
    """The records that name this one, private ones only where it is private itself."""
    found = []
    for kind in source.project.kinds.values():
        fields = [field for field in kind.having("ref") if record.kind.name in field.refers_to]
        if not fields or (kind.private and not record.kind.private):
            continue
        for other in source.saying(kind.name, [record.id], ids=True):
            values = (str(value) for field in fields for _, value in other.values(field.path))
            named = (source.find(value, (record.kind.name,)) for value in values)
            if other.key != record.key and any(one is not None and one.key == record.key for one in named):
                found.append(other)
    return found
