"""Letters on paper (DIN 5008, form B) in one PDF, ready to be printed in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...days import german
from ...schemas.compiling import SchemaFault
from .._typst import typeset
from ..glyphs import printable
from .contents import Letter, Writing

_TEMPLATE = "letters/brief.typ"
_LABELS = {"telefon": "Telefon", "email": "E-Mail", "sprechzeiten": "Sprechzeiten"}


def paper(letters: Sequence[Letter], writing: Writing) -> bytes:
    """The PDF with all letters, each beginning on its own page. Raises `SchemaFault` for a faulty template."""
    path = writing.registry.project.resources.find("templates", _TEMPLATE)
    if path is None:
        raise SchemaFault(f"Die Vorlage {_TEMPLATE} fehlt.")
    data = {
        "title": letters[0].subject if len(letters) == 1 else "Briefe zur Abfrage",
        "purpose": writing.purpose,
        "reference": german(writing.reference),
        "date": german(writing.registry.as_of),
        "notice": writing.notice,
        "sender": {
            "name": writing.sender,
            "lines": writing.sender_lines,
            "facts": [
                {"label": label, "text": str(writing.contact[name])}
                for name, label in _LABELS.items()
                if writing.contact.get(name)
            ],
        },
        "letters": [_letter(letter) for letter in letters],
    }
    return typeset(path.read_bytes(), printable(data, set()), writing.registry.as_of, "templates/letters/")


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "id": letter.id,
        "title": letter.title,
        "address": list(letter.to.lines),
        "subject": letter.subject,
        # A letter goes to the house, not to the person whose mailbox is known.
        "salutation": "Guten Tag",
        "opening": list(letter.opening),
        "closing": list(letter.closing),
        "rows": [{"label": label, "text": text} for label, text in letter.rows],
        "offers": [
            {"title": title, "rows": [{"label": label, "text": text} for label, text in rows]}
            for title, rows in letter.offers
        ],
    }
