"""`fh due`: which entries have to be asked about, by the office responsible and by month, with the reason."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..days import MONTHS
from ..enquiring import ENTRY, FIGURES, Due, figures_day, without_figures
from ..enquiring import due as found_due
from ..freshness import WATCHED_KINDS, is_watched, noted_check
from ..queries import Misunderstood, Source
from ..queries.filtering import query
from ..registry import Registry
from ..schemas.kinds import Kind
from ..tables.rows import ROW_FORMATS, written
from . import options
from ._asking import ask, hand_over, split_filters

CONTEXT = {"ignore_unknown_options": True, "allow_extra_args": True}
"""Every field is a filter, as with `fh list`."""

_COLUMNS = ("kind", "id", "titel", "gemeinde", "zustaendig", "frist", "gefragt_am", "gruende")
_NOBODY = "niemand eingetragen"
_NEVER = "Noch nie bestätigt"
_OVERTAKEN = "Seit der Bestätigung geändert"


def due(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="ART", help="Nur Einträge dieser Art: initiativen oder partner. Sonst beide."),
    ] = None,
    purpose: Annotated[
        str,
        typer.Option("--zweck", metavar="ZWECK", help="angaben: wer bestätigen soll. zahlen: wessen Zahl fehlt."),
    ] = ENTRY,
    reference: options.Reference = None,
    form: options.Rows = "table",
    output: options.Output = None,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Zeigt, bei wem nachzufragen ist: je zuständige Stelle und Monat, mit dem Grund.

    Fällig ist, wer seit Beginn der Jahresabfrage nicht bestätigt hat, über wen eine Beanstandung offen ist oder
    wessen Antwort noch nicht eingetragen ist. Filter sind dieselben wie bei »fh list«.

    Beispiele:
      fh due
      fh due initiativen --teilkreis nord
      fh due --gemeinde Geesthacht --format csv -o faellig.csv
      fh due --zweck zahlen
      fh letter --due
    """
    words, filters = split_filters([*([kind] if kind else []), *ctx.args])
    source, registry = ask(folder, today, None)
    if form not in ROW_FORMATS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(ROW_FORMATS)}.")
    kinds = _kinds(source, words)
    if purpose not in (ENTRY, FIGURES):
        raise typer.BadParameter(f"Den Zweck »{purpose}« gibt es nicht. Möglich sind: {ENTRY}, {FIGURES}.")
    found = chosen(registry, kinds, filters, purpose, reference)
    if form == "table":
        hand_over("\n".join(_screen(registry, found, min(terminal.width(), 100), purpose == ENTRY)), output)
    else:
        hand_over(written([_row(one) for one in found], form, _COLUMNS), output)
    _end(registry, found, kinds, purpose)
    return 0


def chosen(
    registry: Registry,
    kinds: Sequence[Kind],
    filters: Sequence[tuple[str, str]],
    purpose: str = ENTRY,
    reference: date | None = None,
) -> list[Due]:
    """What is due among the records that fit. Raises BadParameter for a filter that no kind knows."""
    if purpose == FIGURES:
        waiting = without_figures(registry, reference or figures_day(registry.as_of))
    else:
        waiting = found_due(registry)
    keys: set[str] = set()
    refusals = []
    for kind in kinds:
        try:
            keys |= {record.key for record in query(registry, kind, filters).select(registry)}
        except Misunderstood as reason:
            refusals.append(str(reason))
    if len(refusals) == len(kinds):
        raise typer.BadParameter(refusals[0])
    return [one for one in waiting if one.record.key in keys]


def _kinds(source: Source, words: list[str]) -> list[Kind]:
    known = [source.project.kinds[name] for name in WATCHED_KINDS]
    if not words:
        return known
    kind = source.project.kinds.called(words[0])
    if kind not in known or len(words) > 1:
        names = " oder ".join(one.plural for one in known)
        raise typer.BadParameter(f"Bestätigt werden {names}; mit »{' '.join(words)}« kann »fh due« nichts anfangen.")
    return [kind]


def _row(one: Due) -> dict[str, Any]:
    return {
        "kind": one.record.kind.name,
        "id": one.record.id,
        "titel": one.record.title,
        "gemeinde": one.record["gemeinde"],
        "zustaendig": one.office.id if one.office else None,
        "frist": one.by.isoformat() if one.by else None,
        "gefragt_am": one.asked.asked.isoformat() if one.asked else None,
        "gruende": list(one.reasons),
    }


def _screen(registry: Registry, found: list[Due], width: int, by_month: bool) -> Iterator[str]:
    ordered = sorted(found, key=lambda one: (one.office is None, one.office.title if one.office else ""))
    for place, (office, group) in enumerate(groupby(ordered, key=lambda one: one.office.title if one.office else "")):
        if place:
            yield ""
        mine = list(group)
        yield terminal.styled(terminal.visible(f"{office or _NOBODY} · {len(mine)}"), "bold", "cyan")
        for heading, entries in groupby(mine, key=lambda one: _heading(one, registry.as_of) if by_month else ""):
            if heading:
                yield terminal.styled(f"  {heading}", "bold")
            for one in entries:
                yield from _lines(one, width)


def _heading(one: Due, as_of: date) -> str:
    by = one.by
    if by is None:
        return _OVERTAKEN if noted_check(one.record) else _NEVER
    month = f"{MONTHS[by.month - 1]} {by.year}"
    return f"Frist abgelaufen im {month}" if by < as_of else f"Frist läuft bis {month}"


def _lines(one: Due, width: int) -> Iterator[str]:
    title = textwrap.shorten(
        terminal.visible(one.record.title), max(20, width - len(one.record.id) - 6), placeholder=" …"
    )
    yield f"    {title}  {terminal.styled(one.record.id, 'dim')}"
    text = terminal.visible("; ".join(one.reasons))
    for line in textwrap.wrap(text, width - 6, break_on_hyphens=False):
        grave = bool(one.complaints)
        yield "      " + terminal.styled(line, *(("yellow",) if grave else ()))


def _end(registry: Registry, found: list[Due], kinds: Sequence[Kind], purpose: str) -> None:
    if purpose == FIGURES:
        _end_of_figures(found)
        return
    total = sum(is_watched(record) for kind in kinds for record in registry.of(kind.name))
    if not registry.has_private():
        terminal.say("Der private Ordner fehlt hier; wer schon gefragt wurde, ist nicht bekannt.")
    if found:
        example = found[0].record.id
        terminal.say("\nAlle anschreiben:  fh letter --due")
        terminal.say(f"Antwort eintragen: fh answer {example}")
    elif total:
        terminal.say("Niemand ist fällig: Alles ist frisch bestätigt, keine Beanstandung ist offen.")
    else:
        terminal.say("Es gibt noch keine Einträge, die zu bestätigen wären. Der erste beginnt mit: fh new initiative")
    terminal.say(f"{len(found)} von {total} Einträgen sind fällig." if total else "0 Einträge")


def _end_of_figures(found: list[Due]) -> None:
    if found:
        terminal.say("\nAlle anschreiben: fh letter --due --zweck zahlen")
        terminal.say(f"Zahl eintragen:   fh answer {found[0].record.id} --ehrenamtliche 12")
    else:
        terminal.say("Von allen Initiativen ist die Zahl da.")
    terminal.say(f"{len(found)} Initiative{'' if len(found) == 1 else 'n'} ohne Zahl.")
