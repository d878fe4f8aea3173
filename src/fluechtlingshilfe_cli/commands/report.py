"""`fh report`: what the office owes, from the registry, at any reference date."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import terminal
from ..folding import nearest
from . import options
from ._asking import ask

if TYPE_CHECKING:
    from ..registry import Registry
    from ..views.reports import Options, Report, Reporting
    from ..views.reports.formats import Wishes

_SCREEN = "terminal"
_CALENDAR = "ics"
_SUFFIXES = {".htm": "html", ".ics": _CALENDAR}


def report(
    name: Annotated[
        str | None, typer.Argument(metavar="BERICHT", help="Welcher Bericht; ohne Angabe die Übersicht.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="terminal, md, html, pdf, docx, xlsx, csv, json, png (das Bild); schulungen auch ics.",
        ),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--jahr", metavar="JAHR", min=1990, max=2100, help="Sonst das Jahr des Stichtags.")
    ] = None,
    half: Annotated[
        int | None, typer.Option("--halbjahr", metavar="1|2", min=1, max=2, help="Nur dieses Halbjahr.")
    ] = None,
    part: Annotated[
        str | None, typer.Option("--teilkreis", metavar="TEIL", help="Nur dieser Teil des Kreises: nord, sued.")
    ] = None,
    ids: Annotated[bool, typer.Option("--einzelnachweis", help="Mit den Einträgen hinter jeder Zahl.")] = False,
    table: Annotated[str, typer.Option("--tabelle", metavar="NAME", help="Für csv: welche Tabelle des Berichts.")] = "",
    picture: Annotated[str, typer.Option("--bild", metavar="NAME", help="Für png: welches Bild des Berichts.")] = "",
    excel: Annotated[
        bool, typer.Option("--excel", help="Für csv: wie Excel auf Deutsch es öffnet (Semikolon, Dezimalkomma, BOM).")
    ] = False,
    channel: Annotated[
        str,
        typer.Option(
            "--kanal", metavar="KANAL", help="intern, druck oder web; öffentlich werden 1 bis 4 Menschen zu »<5«."
        ),
    ] = "intern",
    since: Annotated[
        str | None,
        typer.Option("--seit", metavar="STAND", help="Für aenderungen: seit welchem Tag oder gespeicherten Stand."),
    ] = None,
    output: options.Output = None,
    at: options.At = None,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Macht die Berichte, die die Koordinierungsstelle schuldet: Zahlen, Texte, Tabellen.

    Ohne Angabe zeigt »fh report«, wie es um das Register steht und welche Berichte es gibt. Zu jeder Zahl stehen
    Zeitraum oder Stichtag, wie sie erhoben wurde und wie viele nichts gesagt haben; unbekannt ist nicht null. Die
    Zahl der Ehrenamtlichen zum 31. Dezember zählt für Dezember, auch wenn sie Ende Januar eingetragen wird.

    Beispiele:
      fh report
      fh report kennzahlen --jahr 2025
      fh report kennzahlen --at 2026-01-31
      fh report kennzahlen --einzelnachweis
      fh report aenderungen --seit 2026-01-01
      fh report zusagen
      fh report zuarbeit -o zuarbeit.docx
      fh report netzwerk -o netz.png
      fh report nachweis --halbjahr 1 -o nachweis.xlsx
      fh report schulungen --jahr 2027 --format ics -o jahresprogramm.ics
      fh report abdeckung --teilkreis nord --kanal web -o abdeckung.html
    """
    from ..views.reports import NotPossible, Options
    from ..views.reports.formats import Wishes

    _, registry = ask(folder, today, None, at)
    if name is None:
        from ..views.reports.overview import overview

        print(overview(registry, Options(year, half, part), terminal.width()))
        return 0
    try:
        chosen = _chosen(registry, name)
        asked = Options(year, half, part, _channel(channel, chosen))
        if chosen.compares:
            registry, asked = _compared(registry, asked, folder, since, at)
        elif since:
            raise typer.BadParameter("--seit gibt es nur für den Bericht aenderungen; andere nehmen --jahr oder --at.")
        if asked.public and ids:
            raise typer.BadParameter("Den Einzelnachweis gibt es nur intern; bitte ohne --kanal.")
        wishes = Wishes(registry.project.resources, terminal.width(), ids, table, picture, excel)
        return _made(registry, chosen, asked, _form(form, output, chosen), wishes, output)
    except NotPossible as error:
        raise typer.BadParameter(str(error)) from None


def _compared(
    registry: Registry, asked: Options, folder: Path, since: str | None, at: str | None
) -> tuple[Registry, Options]:
    """The registry at the end of the period and, in the options, its state at the beginning or since when asked."""
    from ..between import beside, beside_day
    from ..days import german
    from ..views.reports import Before, period_of

    period = period_of(registry, asked)
    if (asked.year or asked.half) and at is None and period.end < registry.as_of:
        _, registry = ask(folder, None, None, period.end.isoformat())
    if not since and period.start > registry.as_of:
        return registry, asked
    begin = period.start - timedelta(days=1)
    side = beside(registry, since) if since else beside_day(registry, begin)
    assert side.revision is not None
    if not since and begin != side.revision.day <= registry.as_of:
        terminal.say(f"Der Verlauf beginnt erst am {german(side.revision.day)}; verglichen wird mit diesem Stand.")
    return registry, replace(asked, before=Before(side.registry, side.revision.day))


def _chosen(registry: Registry, name: str) -> Reporting:
    from ..views.reports import all_reports

    known = all_reports(registry)
    if name in known:
        return known[name]
    guesses = nearest(name, {report.name: [report.title] for report in known.values()})
    hint = f"Meinten Sie »{guesses[0]}«?" if guesses else f"Möglich sind: {', '.join(known)}."
    raise typer.BadParameter(f"Den Bericht »{name}« gibt es nicht. {hint}")


def _channel(channel: str, chosen: Reporting) -> str:
    from ..publication import CHANNELS
    from ..views.reports import INTERNAL

    if channel not in (INTERNAL, *CHANNELS):
        raise typer.BadParameter(
            f"Den Kanal »{channel}« gibt es nicht. Möglich sind: {INTERNAL}, {', '.join(CHANNELS)}."
        )
    if channel != INTERNAL and chosen.internal:
        raise typer.BadParameter(f"Der Bericht »{chosen.name}« ist nur für den internen Gebrauch, nicht für {channel}.")
    return channel


def _form(form: str | None, output: Path | None, chosen: Reporting) -> str:
    from ..views.reports.formats import FORMATS

    by_ending = {known.suffix: known.name for known in FORMATS.values() if known.suffix} | _SUFFIXES
    form = form or options.form_of(output, by_ending, _SCREEN)
    if form not in FORMATS and form not in chosen.extra:
        known = ", ".join((*FORMATS, *chosen.extra))
        raise typer.BadParameter(f"Das Format »{form}« gibt es für diesen Bericht nicht. Möglich sind: {known}.")
    if form in FORMATS and FORMATS[form].binary and output is None:
        ending = FORMATS[form].suffix
        raise typer.BadParameter(f"Das Format {form} braucht eine Datei: -o {chosen.name}{ending}")
    return form


def _made(registry: Registry, chosen: Reporting, asked: Options, form: str, wishes: Wishes, output: Path | None) -> int:
    from ..views.reports.formats import FORMATS

    report = chosen.make(registry, asked)
    made = chosen.extra[form](registry, asked) if form in chosen.extra else FORMATS[form].write(report, wishes)
    if asked.public and not _is_clean(registry, report, made, wishes):
        return 1
    _hand_over(made, output)
    _count(report, output)
    return 0


def _is_clean(registry: Registry, report: Report, made: str | bytes, wishes: Wishes) -> bool:
    """Whether nothing personal stands in what others will read; of a binary file values and text are searched."""
    from ..finished import text_of
    from ..leakcheck import LeakError, ensure_clean
    from ..views.reports.formats import FORMATS

    if isinstance(made, str):
        text = made
    else:
        drawings = [picture.svg for section in report.sections for picture in section.pictures]
        text = "\n".join((str(FORMATS["json"].write(report, wishes)), text_of(made), *drawings))
    try:
        ensure_clean(text, registry, report.channel)
    except LeakError as error:
        terminal.say(str(error))
        return False
    return True


def _hand_over(made: str | bytes, output: Path | None) -> None:
    if output is None:
        assert isinstance(made, str)
        sys.stdout.write(made if made.endswith("\n") else f"{made}\n")
        return
    from ..writing import write_bytes, write_text

    if isinstance(made, bytes):
        write_bytes(output, made)
    else:
        write_text(output, made if made.endswith("\n") else f"{made}\n")


def _count(report: Report, output: Path | None) -> None:
    figures, tables = len(report.figures()), report.tables()
    rows = sum(len(table.rows) for table in tables)
    where = f"{output}: " if output else ""
    parts = [f"{figures} Kennzahl{'' if figures == 1 else 'en'}"] if figures else []
    parts.append(f"{len(tables)} Tabelle{'' if len(tables) == 1 else 'n'} mit {rows} Zeile{'' if rows == 1 else 'n'}")
    terminal.say(f"{where}{report.title}: {', '.join(parts)}.")
