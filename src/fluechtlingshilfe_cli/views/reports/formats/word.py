"""A report as a Word document the office writes on in: real headings, lists and tables, German, page numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from ....days import german
from ...heading import NOTICE
from ...rendering import harmless
from .._report import Column, Figure, Paragraph, Picture, Report, Section, Table
from ..saying import number, obtained, silence, with_unit
from ._format import Wishes, report_format
from ._word_table import add_table
from .image import as_png

_WIDTH, _TALLEST = 16.0, 20.0
"""Centimetres a picture may take."""

if TYPE_CHECKING:
    from docx.document import Document


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
    for picture in section.pictures:
        _picture(document, picture)
    for table in section.tables:
        if table.title:
            document.add_heading(harmless(table.title), 2)
        if table.rows:
            add_table(document, table, table.title or section.title)
        else:
            document.add_paragraph(harmless(table.empty))
        if table.note:
            document.add_paragraph(harmless(table.note))


def _picture(document: Document, picture: Picture) -> None:
    """The drawing with what it shows in words for those who hear it, and its title below."""
    from docx.shared import Cm

    width = min(_WIDTH, _TALLEST / picture.ratio)
    shape = document.add_picture(io.BytesIO(as_png(picture)), width=Cm(width))
    about = shape._inline.docPr
    about.set("descr", harmless(picture.alt))
    about.set("title", harmless(picture.title))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph(harmless(picture.title), style="Caption")


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
    below = []
    for figure in section.figures:
        facts = [figure.when, obtained(figure), silence(figure), figure.note]
        facts += [f"Einzelnachweis: {', '.join(figure.ids)}"] if ids and figure.ids else []
        below.append(" · ".join(filter(None, facts)))
    add_table(document, Table("kennzahlen", "", columns, rows), f"Kennzahlen: {section.title}", below)


def _without_clock(raw: bytes) -> bytes:
    """The same package with the same day on every part."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return memory.getvalue()
