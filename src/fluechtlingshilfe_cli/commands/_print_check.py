"""`fh directory --check`: what may not go to print, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from .. import terminal
from ..editions import Content
from ._asking import hand_over

FORMATS = ("terminal", "md", "csv", "json")
_SUFFIXES = {".md": "md", ".csv": "csv", ".json": "json"}


def checked(content: Content, book: str, language: str, form: str | None, output: Path | None) -> int:
    """Lists the obstacles of an edition, or of one directory of it; 1 where there are any, else 0."""
    from ..editions.checking import obstacles
    from ..editions.reporting import count, report

    form = form or _SUFFIXES.get(output.suffix.lower() if output else "", FORMATS[0])
    if form not in FORMATS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es hier nicht. Möglich sind: {', '.join(FORMATS)}.")
    found = obstacles(content, book, language)
    data = report(content, found)
    if found or form != FORMATS[0]:
        hand_over(_text(data, form), output)
    names = ", ".join(filter(None, (content.edition.name and f"Ausgabe {content.edition.name}", book)))
    name = f"{names}: " if names else ""
    if not found:
        terminal.say(f"{name}Alles kann in Druck gehen.")
        return 0
    records = len({one.record for one in found})
    many = "1 Eintrag" if records == 1 else f"{records} Einträge"
    terminal.say(f"{name}{many} noch nicht druckfertig ({count(found)}).")
    return 1


def _text(data: dict[str, Any], form: str) -> str:
    from ..views.obstacles import as_markdown, as_table, lines

    if form == "json":
        import json

        return json.dumps(data, ensure_ascii=False, indent=2)
    if form == "md":
        return as_markdown(data)
    if form == "csv":
        import csv
        import io

        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(as_table(data))
        return text.getvalue().removesuffix("\n")
    return "\n".join(lines(data, terminal.width(80)))
