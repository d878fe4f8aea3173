"""The pictures of a report as PNG, drawn from the same SVG with our own fonts: for slides, a newspaper, Word."""

from __future__ import annotations

from ..._typst import drawn
from .._report import NotPossible, Picture, Report
from ._format import Wishes, report_format


@report_format("png", "das Bild des Berichts, für Folien und Zeitung", ".png", binary=True)
def png(report: Report, wishes: Wishes) -> bytes:
    """The picture asked for by name, else the first. Raises `NotPossible` with the names there are."""
    pictures = {picture.name: picture for section in report.sections for picture in section.pictures}
    if not pictures:
        raise NotPossible(f"Der Bericht »{report.name}« hat heute kein Bild.")
    wanted = wishes.picture or next(iter(pictures))
    if wanted not in pictures:
        known = ", ".join(pictures)
        raise NotPossible(f"Das Bild »{wanted}« gibt es in diesem Bericht nicht. Möglich sind: {known}.")
    return as_png(pictures[wanted])


def as_png(picture: Picture) -> bytes:
    """The bytes of the PNG, 1.600 pixels wide; the same picture gives the same bytes."""
    return drawn(picture.svg)
