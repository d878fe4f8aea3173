"""The tool's own words for readers of views, one flat file per language: `templates/texts/<lang>.yaml`.

A project's file of the same name changes or adds single texts. A missing text falls back to German.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..documents import read
from ..resources import Resources
from ..schemas.compiling import SchemaFault

FALLBACK = "de"


def texts(resources: Resources, language: str = FALLBACK) -> Mapping[str, str]:
    """All texts of a language by key. Raises `SchemaFault` when a file cannot be read."""
    found: dict[str, str] = {}
    for name in dict.fromkeys((FALLBACK, language)):
        for path in resources.all("templates/texts", f"{name}.yaml"):
            document = read(path.read_bytes())
            if document.accident or not isinstance(document.data, dict):
                reason = document.accident.message if document.accident else "Es enthält keine Texte."
                raise SchemaFault(f"Die Textdatei {path} ist nicht lesbar: {reason}")
            found.update({key: text.strip() for key, text in document.data.items() if isinstance(text, str)})
    return found
