"""A table for Word, written as WordprocessingML at once: the library's cell by cell takes minutes for long tables.

The header row repeats on each page, rows stay whole, a caption tells screen readers what it is, widths fit the texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from ...rendering import harmless
from .._report import Column, Table
from ..saying import cell
from ._page import fitting

_WIDTH = 16.0
"""Centimetres between the margins."""

_TWIPS = 567
"""Twentieths of a point in a centimetre."""

_PADDING, _TIGHT = 0.45, 0.4
"""Centimetres a cell takes beside its text; in a grid less of them are margins."""

_TIGHT_CELLS = '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
_TURNED = 2600
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="E1F0F0"/>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A8ADA6"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def add_table(document: Any, table: Table, caption: str, below: Sequence[str] = ()) -> None:
    """Adds the table at the end of the document. `below`: small print under the first cell of each row."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    table = fitting(table)
    heat = set(table.heat)
    rows = [_texts(table, row, heat) for row in table.rows]
    if table.total:
        rows.append(_texts(table, table.total, heat))
    crowded = len(table.columns) > 4 and not heat
    heads = [column.short or column.title if crowded else column.title for column in table.columns]
    turned = [bool(heat) and column.type == "number" for column in table.columns]
    size = 9.0 if len(table.columns) < 8 else 7.5
    shown = ["" if lying else head for head, lying in zip(heads, turned, strict=True)]
    widths = _widths([shown, *rows], size, _TIGHT if heat else _PADDING)
    if below:
        widths[0] += max(0.0, _WIDTH - sum(widths))
    total = len(rows) - 1 if table.total else -1
    lines = [_row(heads, table.columns, widths, size, head=True, turned=turned)]
    for place, texts in enumerate(rows):
        small = below[place] if place < len(below) else ""
        lines.append(_row(texts, table.columns, widths, size, bold=place == total, small=small))
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    xml = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{_TIGHT_CELLS if heat else ""}'
        f'<w:tblLook w:firstRow="1" w:val="0020"/>'
        f'<w:tblCaption w:val="{_safe(caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>'
    )
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    document.add_paragraph()


def _texts(table: Table, row: Sequence[Any], heat: set[str]) -> list[str]:
    named = zip(table.columns, row, strict=True)
    return ["" if column.name in heat and not value else cell(value, column) for column, value in named]


def _row(
    texts: Sequence[str],
    columns: Sequence[Column],
    widths: Sequence[float],
    size: float,
    head: bool = False,
    bold: bool = False,
    small: str = "",
    turned: Sequence[bool] = (),
) -> str:
    height = f'<w:trHeight w:val="{_TURNED}"/>' if any(turned) else ""
    first = f"<w:trPr><w:cantSplit/>{height}{'<w:tblHeader/>' if head else ''}</w:trPr>"
    cells = []
    for place, (text, column, width) in enumerate(zip(texts, columns, widths, strict=True)):
        lying = head and turned[place]
        direction = '<w:textDirection w:val="btLr"/>' if lying else ""
        side = "right" if column.type == "number" and not lying else "left"
        run = _run(text, size, bold or head)
        if small and not place:
            run += f"<w:r><w:br/></w:r>{_run(small, 8.5, False)}"
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{_SHADE if head else ""}{direction}</w:tcPr>'
            f'<w:p><w:pPr><w:spacing w:after="20"/><w:jc w:val="{side}"/></w:pPr>{run}</w:p></w:tc>'
        )
    return f"<w:tr>{first}{''.join(cells)}</w:tr>"


def _run(text: str, size: float, bold: bool) -> str:
    weight = "<w:b/>" if bold else ""
    half_points = round(size * 2)
    return (
        f'<w:r><w:rPr>{weight}<w:sz w:val="{half_points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{_safe(" ".join(text.split()))}</w:t></w:r>'
    )


def _safe(text: str) -> str:
    return escape(harmless(text), quote=True)


def _twips(centimetres: float) -> int:
    return round(centimetres * _TWIPS)


def _widths(rows: Sequence[Sequence[str]], size: float, padding: float) -> list[float]:
    """Every column as wide as its longest word, the rest shared by what the columns hold; in centimetres."""
    letter = 0.021 * size
    needed, wanted = [], []
    for column in zip(*rows, strict=True):
        needed.append(max(len(word) for text in column for word in (text.split() or [""])) * letter + padding)
        wanted.append(min(45, max(map(len, column))) * letter + padding)
    more = [max(0.0, wish - need) for wish, need in zip(wanted, needed, strict=True)]
    room = _WIDTH - sum(needed)
    if room <= 0:
        return [need * _WIDTH / sum(needed) for need in needed]
    share = min(1.0, room / (sum(more) or 1.0))
    return [need + share * wish for need, wish in zip(needed, more, strict=True)]
