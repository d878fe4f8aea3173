"""`fh directory --korrekturabzug`: proof sheets for the initiatives, all in one file or one file each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import typer

from .. import terminal
from ..booklets import book
from ..editions import Content
from ..leakcheck import LeakError, ensure_clean
from ..publication import published
from ..views import proof
from ..views.texts import FALLBACK, texts

FORMATS = ("pdf", "html", "md")
_SUFFIXES = {".pdf": "pdf", ".html": "html", ".htm": "html", ".md": "md"}
_CHANNEL = "druck"
_TIME_TO_ANSWER = timedelta(days=14)


def proofs(content: Content, name: str, form: str | None, output: Path | None, until: date | None) -> int:
    """Writes the sheets of a directory, all into one file or each into its own in a folder; the exit code."""
    if output is None:
        raise typer.BadParameter("Wohin? Alle in eine Datei: -o abzug.pdf; je Initiative eine: -o abzug/")
    suffix = _SUFFIXES.get(output.suffix.lower())
    form = form or suffix or FORMATS[0]
    if form not in FORMATS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es hier nicht. Möglich sind: {', '.join(FORMATS)}.")
    data = _data(content, name, until)
    if not data["sheets"]:
        terminal.say("Keine Initiative wird gedruckt; es gibt nichts zu prüfen.")
        return 0
    try:
        files = list(_files(content, data, form, output, whole=bool(suffix)))
    except LeakError as error:
        terminal.say(str(error))
        return 1
    from ..together import write_together

    write_together(dict(files))
    sheets = len(data["sheets"])
    many = "1 Initiative" if sheets == 1 else f"{sheets} Initiativen"
    terminal.say(f"{output}: Korrekturabzug für {many}, zurück bis {data['until']}.")
    return 0


def _data(content: Content, name: str, until: date | None) -> dict[str, Any]:
    from ..editions.checking import obstacles

    notes: dict[str, list[str]] = {}
    for one in obstacles(content, name, FALLBACK):
        if one.reason in ("einwilligung", "lang"):
            notes.setdefault(one.record, []).append(one.message)
    edition, today = content.edition, content.today.as_of
    by = until or (edition.deadline if edition.deadline > today else today + _TIME_TO_ANSWER)
    named = {"name": edition.name, "title": edition.title}
    public = published(content.registry, _CHANNEL)
    query = book(content.registry.project, name).get("abfrage") or ()
    return proof.assemble(content.registry, public, named, by, content.numbers(), notes, query)


def _files(
    content: Content, data: dict[str, Any], form: str, output: Path, whole: bool
) -> Iterator[tuple[Path, bytes]]:
    """The finished files, each searched for what must not be shown."""
    project = content.registry.project
    words = texts(project.resources)
    for name, part in [("", data)] if whole else proof.one_each(data):
        raw, text = _made(part, words, project, form)
        ensure_clean(text, content.registry, _CHANNEL, [*words.values(), *data["words"].values()])
        yield output if whole else output / f"{name}.{form}", raw


def _made(data: dict[str, Any], words: Any, project: Any, form: str) -> tuple[bytes, str]:
    if form == "pdf":
        from ..views import pdf

        printed = pdf.proofs(data, words, project)
        return printed.content, printed.text
    from ..views.rendering import render

    text = render(project.resources, f"proof.{form}.j2", {"d": data, "t": words})
    return text.encode("utf-8"), text
