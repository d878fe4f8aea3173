"""A table for the mail merge of Word or LibreOffice: one row a letter, addresses in columns, the entry as text."""

from __future__ import annotations

from collections.abc import Sequence

from ..reports import Report
from ..reports._report import Column, Section, Table
from ..reports.formats import FORMATS, Wishes
from .contents import Letter, Writing

_LINES = 6


def merge_csv(letters: Sequence[Letter], writing: Writing) -> bytes:
    """The table as Word and Excel on German open it: semicolons, UTF-8 with BOM."""
    return _written("csv", letters, writing)


def merge_xlsx(letters: Sequence[Letter], writing: Writing) -> bytes:
    """The table as a workbook."""
    return _written("xlsx", letters, writing)


def _written(form: str, letters: Sequence[Letter], writing: Writing) -> bytes:
    made = FORMATS[form].write(_report(letters, writing), Wishes(writing.registry.project.resources, excel=True))
    return made if isinstance(made, bytes) else made.encode("utf-8")


def _report(letters: Sequence[Letter], writing: Writing) -> Report:
    columns = (
        Column("kennung", "Kennung", "code"),
        Column("name", "Name"),
        *(Column(f"anschrift{place}", f"Anschrift {place}") for place in range(1, _LINES + 1)),
        Column("email", "E-Mail"),
        Column("telefon", "Telefon", "code"),
        Column("anrede", "Anrede"),
        Column("betreff", "Betreff"),
        Column("anschreiben", "Anschreiben"),
        Column("eintrag", "Eintrag"),
    )
    table = Table("serienbrief", "Serienbrief", columns, [_row(letter) for letter in letters])
    settings = writing.public.settings
    return Report(
        "serienbrief",
        "Serienbrief zur Abfrage",
        "",
        writing.registry.as_of,
        str(settings.get("name") or ""),
        (Section("Serienbrief", tables=(table,)),),
        example=bool(settings.get("beispieldaten")),
    )


def _row(letter: Letter) -> tuple[str, ...]:
    lines = [*letter.to.lines, *[""] * _LINES][:_LINES]
    entry = [f"{label}: {text}" for label, text in letter.rows]
    for title, rows in letter.offers:
        entry.append(f"Angebot: {title}" + "".join(f"; {label}: {text}" for label, text in rows))
    return (
        *(letter.id, letter.title, *lines, letter.to.email, letter.to.phone, letter.to.salutation),
        *(letter.subject, "\n\n".join(letter.opening), "\n".join(entry)),
    )
