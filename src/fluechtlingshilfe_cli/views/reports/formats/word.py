"""A report as a Word document the office writes on in: real headings, lists and tables, German, page numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from ....days import german
from ...rendering import harmless
from .._report import Column, Figure, Paragraph, Report, Section, Table
from ..saying import cell, number, obtained, silence, with_unit
from ._format import Wishes, report_format
from ._page import fitting
from ._plain import NOTICE

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH_CM = 16.0
_TURNED_CM = 4.6
_SHADE = "E1F0F0"


@report_format("docx", "Word-Dokument zum Weiterschreiben", ".docx", binary=True)
def docx(report: Report, wishes: Wishes) -> bytes:
    """The bytes of the document; the same report gives the same bytes."""
    import docx as library

    document = library.Document()
    _prepare(document, report)
    document.add_heading(harmless(report.title), 0)
    document.add_paragraph(harmless(f"{report.period} · Stand {german(report.as_of)}"), style="Subtitle")
    if report.example:
        document.add_paragraph(NOTICE)
    _paragraphs(document, report.lead)
    for section in report.sections:
        _section(document, section, report.figures(), wishes.ids)
    if report.notes:
        document.add_heading("Anmerkungen", 1)
        for note in report.notes:
            document.add_paragraph(harmless(note), style="List Bullet")
    memory = io.BytesIO()
    document.save(memory)
    return _without_clock(memory.getvalue())


def _prepare(document: Document, report: Report) -> None:
    """A4, German, calm type, a footer with the page, no day of the clock."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin, page.bottom_margin = Cm(2.2), Cm(2)
    fonts = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = fonts.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        fonts.append(language)
    language.set(qn("w:val"), "de-DE")
    styles: Any = document.styles
    for name, size, after in (("Normal", 10.5, 6), ("Title", 20, 2), ("Subtitle", 11, 10), ("List Bullet", 10.5, 3)):
        styles[name].font.size = Pt(size)
        styles[name].paragraph_format.space_after = Pt(after)
    for name, size in (("Heading 1", 14), ("Heading 2", 11.5)):
        styles[name].font.size = Pt(size)
        styles[name].paragraph_format.space_before = Pt(12)
        styles[name].paragraph_format.space_after = Pt(4)
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2"):
        _one_font(styles[name], "Calibri")
        styles[name].font.color.rgb = RGBColor(0x20, 0x25, 0x1F) if name != "Heading 1" else RGBColor(0x0B, 0x5C, 0x63)
    stamp = datetime.combine(report.as_of, time())
    about: Any = document.core_properties
    about.title, about.subject, about.author = map(harmless, (report.title, report.period, report.registry))
    about.created = about.modified = stamp
    about.last_modified_by, about.language, about.comments = "", "de-DE", ""
    _footer(page, report)


def _one_font(style: Any, font: str) -> None:
    """The same font for all letters; the template's themes would win otherwise."""
    from docx.oxml.ns import qn

    style.font.name = font
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), font)


def _footer(page: Any, report: Report) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = page.footer.paragraphs[0]
    line.add_run(harmless(f"{report.registry} · Stand {german(report.as_of)} · Seite "))
    run = line.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _section(document: Document, section: Section, all_figures: Sequence[Figure], ids: bool) -> None:
    if section.title:
        document.add_heading(harmless(section.title), 1)
    _paragraphs(document, section.paragraphs)
    if section.figures:
        _figures(document, section, all_figures, ids)
    for table in section.tables:
        if table.title:
            document.add_heading(harmless(table.title), 2)
        if table.rows:
            _table(document, table, table.title or section.title)
        else:
            document.add_paragraph(harmless(table.empty))
        if table.note:
            document.add_paragraph(harmless(table.note))


def _paragraphs(document: Document, paragraphs: Iterable[Paragraph]) -> None:
    for one in paragraphs:
        if one.kind == "item":
            document.add_paragraph(harmless(one.text), style="List Bullet")
        elif one.kind == "prompt":
            run = document.add_paragraph().add_run(harmless(f"[{one.text}]"))
            run.italic = True
        else:
            document.add_paragraph(harmless(one.text))


def _figures(document: Document, section: Section, all_figures: Sequence[Figure], ids: bool) -> None:
    """A table with what makes each number defensible below its name."""
    earlier = any(figure.previous is not None for figure in all_figures)
    targets = any(figure.target is not None for figure in all_figures)
    columns = [Column("kennzahl", "Kennzahl"), Column("ist", "Ist", "number")]
    columns += [Column("vorjahr", "Vorjahr", "number"), Column("differenz", "Differenz", "number")] if earlier else []
    columns += [Column("ziel", "Ziel", "number")] if targets else []
    rows = []
    for figure in section.figures:
        row = [figure.label, with_unit(figure)]
        if earlier:
            row += ["–" if figure.previous is None else number(figure.previous)]
            row += ["" if figure.difference is None else number(figure.difference, sign=True)]
        if targets:
            row += ["" if figure.target is None else number(figure.target)]
        rows.append(tuple(row))
    made = _table(document, Table("kennzahlen", "", columns, rows), f"Kennzahlen: {section.title}")
    for place, figure in enumerate(section.figures, 1):
        facts = [figure.when, obtained(figure), silence(figure), figure.note]
        facts += [f"Einzelnachweis: {', '.join(figure.ids)}"] if ids and figure.ids else []
        _small(made.cell(place, 0).paragraphs[0], " · ".join(filter(None, facts)))


def _small(paragraph: Any, text: str) -> None:
    from docx.shared import Pt

    run = paragraph.add_run()
    run.add_break()
    run.add_text(harmless(text))
    run.font.size = Pt(8.5)


def _table(document: Document, table: Table, caption: str) -> Any:
    """A real table: header row repeated on each page, rows kept whole, a caption for screen readers."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    heat = set(table.heat)
    table = fitting(table)
    rows = [
        [
            "" if column.name in heat and not value else cell(value, column)
            for value, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    if table.total:
        rows.append([cell(value, column) for value, column in zip(table.total, table.columns, strict=True)])
    heads = [
        column.short or column.title if len(table.columns) > 4 and not heat else column.title
        for column in table.columns
    ]
    made = document.add_table(rows=1 + len(rows), cols=len(table.columns), style="Table Grid")
    made.autofit = False
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), harmless(caption))
    made._tbl.tblPr.append(title)
    size = 9 if len(table.columns) < 8 else 7.5
    widths = _widths(
        [["" if heat and c.type == "number" else h for h, c in zip(heads, table.columns, strict=True)], *rows], size
    )
    for line, width in zip(made.columns, widths, strict=True):
        line.width = Cm(width)
    for place, texts in enumerate([heads, *rows]):
        row = made.rows[place]
        keep = row._tr.get_or_add_trPr()
        keep.append(OxmlElement("w:cantSplit"))
        if not place:
            keep.append(OxmlElement("w:tblHeader"))
            if heat:
                row.height = Cm(_TURNED_CM)
        bold = not place or (table.total is not None and place == len(rows))
        for box, text, column, width in zip(row.cells, texts, table.columns, widths, strict=True):
            box.width = Cm(width)
            paragraph = box.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            if column.type == "number":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            run = paragraph.add_run(harmless(text))
            run.font.size, run.bold = Pt(size), bold
            if not place:
                _shaded(box)
                if heat and column.type == "number":
                    _turned(box, paragraph)
    document.add_paragraph().paragraph_format.space_after = Pt(4)
    return made


def _shaded(box: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _SHADE)):
        shade.set(qn(name), value)
    box._tc.get_or_add_tcPr().append(shade)


def _turned(box: Any, paragraph: Any) -> None:
    """The heading of a narrow column, read from below."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "btLr")
    box._tc.get_or_add_tcPr().append(direction)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _widths(rows: Sequence[Sequence[str]], size: float) -> list[float]:
    """Every column as wide as its longest word, the rest shared by what the columns hold."""
    letter = 0.021 * size
    columns = list(zip(*rows, strict=True))
    needed = [
        max(len(word) for text in column for word in (text.split() or [""])) * letter + 0.45 for column in columns
    ]
    wanted = [min(45, max(map(len, column))) * letter + 0.45 for column in columns]
    more = [max(0.0, wish - need) for wish, need in zip(wanted, needed, strict=True)]
    room = _WIDTH_CM - sum(needed)
    if room <= 0:
        return [need * _WIDTH_CM / sum(needed) for need in needed]
    share = min(1.0, room / (sum(more) or 1.0))
    return [need + share * wish for need, wish in zip(needed, more, strict=True)]


def _without_clock(raw: bytes) -> bytes:
    """The same package with the same day on every part."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return memory.getvalue()
