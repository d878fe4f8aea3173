"""`fh list`: the records of one kind that fit any filters, as a table or for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..folding import nearest
from ..queries import Misunderstood, Source
from ..queries.filtering import Query, query
from ..schemas.kinds import Kind
from . import COMMANDS, options
from ._asking import Channel, ask, hand_over, split_filters

CONTEXT = {"ignore_unknown_options": True, "allow_extra_args": True}
"""Every field of a kind is an option, so unknown ones are passed on to us."""


def list_(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="ART", help="Was aufgelistet wird: initiativen, veranstaltungen, partner, bedarfe …"),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="VERGLEICH",
            help="Vergleich mit = != < <= > >= oder ~ (enthält), zum Beispiel 'gruendungsjahr>=2015'.",
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="FELDER", help="Spalten, mit Komma getrennt: name,gemeinde,teilkreis."),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort", metavar="FELD", help="Nach diesem Feld ordnen; mit - davor umgekehrt. Sonst nach dem Namen."
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="ZAHL", help="Höchstens so viele zeigen.")
    ] = None,
    form: options.Rows = "table",
    channel: Channel = None,
    output: options.Output = None,
    at: options.At = None,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Listet die Einträge einer Art auf, nach beliebigen Feldern ausgewählt.

    Jedes Feld ist ein Filter: --gemeinde Mölln, --sprache arabisch, --teilkreis nord. Werte
    dürfen Kürzel, Bezeichnungen oder andere Namen sein, Tage auch nur ein Monat oder Jahr.
    Verschiedene Filter gelten zusammen, derselbe zweimal bedeutet »oder«. Filter auf Angebote
    müssen für dasselbe Angebot gelten. Ein leerer Wert findet, wo die Angabe fehlt.

    Beispiele:
      fh list initiativen --gemeinde Mölln
      fh list initiativen --handlungsfeld sprache --tag di --teilkreis nord
      fh list initiativen --where 'geprueft_am<2026-03' --sort geprueft_am
      fh list veranstaltungen --von 2026-11 --columns titel,termine.0.von,gemeinde
      fh list initiativen --telefon "" --format csv -o ohne-telefon.csv
    """
    words, filters = split_filters([*([kind] if kind else []), *ctx.args])
    source, _ = ask(folder, today, channel, at)
    chosen = _kind(source, words)
    from ..tables.formats import RECORD_FORMATS
    from ..tables.records import Table, sorted_by
    from ..tables.records import columns as named_columns

    if form not in RECORD_FORMATS:
        # A field may be called like the option; its words are no output formats.
        filters, form = [*filters, ("format", form)], _no_format(source, chosen, form, list(RECORD_FORMATS))
    try:
        wanted = query(source, chosen, filters, where or ())
        records = sorted_by(source, chosen, wanted.select(source), sort)
        shown = Table(
            source, chosen, records[:limit], named_columns(source, chosen, columns), chosen=columns is not None
        )
        text = RECORD_FORMATS[form].write(shown, terminal.width())
    except Misunderstood as reason:
        raise typer.BadParameter(str(reason)) from None
    hand_over(text, output)
    if chosen.private:
        terminal.say("Vertraulich: aus dem privaten Ordner. Bitte nicht weitergeben.")
    _count(source, wanted, len(records), len(shown.records))
    return 0


def _kind(source: Source, words: list[str]) -> Kind:
    kinds = source.project.kinds
    names = ", ".join(kind.plural for kind in kinds.values() if not kind.private)
    if not words:
        raise typer.BadParameter(f"Es fehlt, was aufgelistet werden soll. Möglich sind: {names}.")
    if len(words) > 1:
        joined = " ".join(words[1:])
        raise typer.BadParameter(
            f"Mit »{joined}« kann »fh list« nichts anfangen. Nach Wörtern sucht: fh search {joined}"
        )
    if kind := kinds.called(words[0]):
        return kind
    guesses = nearest(words[0], {kind.plural: list(kind.names) for kind in kinds.values() if not kind.private})
    hint = f"Meinten Sie »{guesses[0]}«?" if guesses else f"Möglich sind: {names}."
    raise typer.BadParameter(f"Die Art »{words[0]}« gibt es nicht. {hint}")


def _no_format(source: Source, kind: Kind, form: str, known: list[str]) -> str:
    """The default format where `form` is a word of a field of that name. Raises BadParameter."""
    try:
        query(source, kind, [("format", form)])
    except Misunderstood:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(known)}.") from None
    return known[0]


def _count(source: Source, wanted: Query, found: int, shown: int) -> None:
    kind = wanted.kind
    total = source.count(kind.name)
    if found:
        cut = f" Gezeigt: {shown}." if shown < found else ""
        all_of = (
            f"{found} {kind.title if found == 1 else kind.plural}"
            if found == total
            else f"{found} von {total} {kind.plural}"
        )
        terminal.say(f"{all_of}.{cut}" if cut else all_of)
        return
    if not total:
        begin = kind.name if kind.name in COMMANDS else f"new {kind.name}"  # what has a command of its own
        terminal.say(f"Noch keine {kind.plural} im Register. Der erste Eintrag beginnt mit: fh {begin}")
        return
    if not wanted.conditions:
        terminal.say(f"Keine {kind.plural}.")
    elif any(
        hints := [(said, count) for said, count in wanted.relaxed(source) if count and len(wanted.conditions) > 1]
    ):
        terminal.say("Auf alles zusammen passt nichts. Weniger streng gefragt:")
        longest = max(len(said) for said, _ in hints)
        for said, count in hints:
            terminal.say(f"  ohne {said:{longest}}  {count}")
    else:
        terminal.say("Darauf passt nichts. Nach Wörtern in allen Angaben sucht: fh search WÖRTER")
    terminal.say(f"0 von {total} {kind.plural}")
