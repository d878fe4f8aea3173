"""What the strict subset refuses though YAML allows it, each with its sentence."""

from __future__ import annotations

from .accidents import Accident, leading_sign

MAX_DEPTH = 20
"""Sections within sections; the deepest real record has five."""


def reference(text: str, start: int, end: int) -> Accident:
    """An anchor, an alias or a tag, or a text that looks like one."""
    line_end = next((at for at in range(start, len(text)) if text[at] in "\r\n"), len(text))
    return leading_sign(text, start, max(end, line_end))


def duplicate(key: str, start: int, end: int, first: int) -> Accident:
    """A field that stands twice in one section, the first time at `first`."""
    return Accident(
        "FH116",
        f"Das Feld »{key}« steht zweimal in diesem Abschnitt.",
        "Bitte beide Angaben vergleichen und eine davon löschen.",
        start,
        end,
        first=first,
    )


def no_key(start: int, end: int) -> Accident:
    """A colon without the name of a field before it."""
    return Accident(
        "FH101",
        "Vor dem Doppelpunkt steht kein Feldname.",
        "Ein Feld hat die Form »name: Wert«.",
        start,
        max(end, start + 1),
    )


def too_deep(start: int) -> Accident:
    """A section too many within sections."""
    return Accident(
        "FH121",
        f"Die Angaben sind tiefer als {MAX_DEPTH} Stufen verschachtelt.",
        "So tief ist kein Eintrag; vermutlich stehen hier zu viele Klammern oder Striche.",
        start,
        start + 1,
    )


def second_document(start: int) -> Accident:
    """A second record in the same file."""
    return Accident(
        "FH122",
        "Hier beginnt mit --- ein zweiter Eintrag in derselben Datei.",
        "Bitte für jeden Eintrag eine eigene Datei anlegen.",
        start,
        start + 3,
    )
