"""`fh handover`: two pages for the holiday replacement, on the screen or to print: `fh report uebergabe`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import options
from .report import report

_REPORT = "uebergabe"


def handover(
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORM", help="terminal, md, html, pdf, docx, xlsx, csv, json."),
    ] = None,
    part: Annotated[
        str | None, typer.Option("--teilkreis", metavar="TEIL", help="Nur dieser Teil des Kreises: nord, sued.")
    ] = None,
    output: options.Output = None,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Macht zwei Seiten für die Vertretung: was ansteht, wer nicht geantwortet hat, was beanstandet ist, wen anrufen.

    Fristen kommen aus dem Jahresplan in fh.yaml, Termine aus den Veranstaltungen der nächsten acht Wochen. Nur für
    den internen Gebrauch.

    Beispiele:
      fh handover
      fh handover -o uebergabe.pdf
      fh handover --teilkreis nord -o uebergabe.docx
    """
    return report(_REPORT, form=form, part=part, output=output, today=today, color=color, folder=folder)
