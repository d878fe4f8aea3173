"""Days on the command line, as people write them."""

from __future__ import annotations

from datetime import date

import typer

from ..schemas.dates import existing, parts


def day(text: str) -> date:
    """A day, German or as records hold it. Raises `BadParameter`."""
    found = parts(text.strip())
    if not found or not existing(*found):
        raise typer.BadParameter(f"»{text}« ist kein Tag. Zum Beispiel: 14.03.2026")
    return date(*found)
