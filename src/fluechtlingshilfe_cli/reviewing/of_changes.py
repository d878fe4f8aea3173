"""What a change does, for the comment: removals first, in field terms, and each record as it will be printed."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparing.changes import Kind as Happened
from ..output.markdown import escaped, quiet
from ..views.differences import TITLES
from .fitting import cut, fitted, folded, in_html
from .states import Piece, Told

_OPEN = 20
"""So many changed records are told openly; more of them are folded."""
_FOLDED_EACH = 5
"""So many previews stand one by one; more of them are behind one line."""
_LONG = 8_000
_REMOVED = (
    "Soll eine Gruppe nur nicht mehr erscheinen, ist »beendet« besser als entfernt: Dann finden alte Links und "
    "gedruckte Hefte noch eine Auskunft."
)
_WORDS: dict[Happened, str] = {
    "removed": "entfernt",
    "ended": "beendet",
    "renamed": "umbenannt",
    "added": "neu",
    "changed": "geändert",
}


def of_changes(told: Told, room: int) -> list[str]:
    """The section about fields, and the one about print; each empty where there is nothing to tell."""
    if told.withheld:
        return [f"### Was sich ändert\n\nDie Übersicht fehlt. {escaped(told.withheld)}"]
    parts = []
    if told.changes or told.settings:
        text = fitted(_by_kind(told), room * 2 // 3, len(told.changes), "weitere Einträge")
        text = folded("Alle zeigen", text) if len(told.changes) > _OPEN else text
        parts.append(f"### Was sich ändert: {_sum(told)}\n\n{text}")
    if told.previews:
        parts.append(_previews(told, room - sum(map(len, parts))))
    return parts


def _by_kind(told: Told) -> Iterator[tuple[int, str]]:
    seen = ""
    for piece in told.changes:
        text = quiet(piece.text)
        if piece.how != seen:
            seen = piece.how
            hint = f"\n\n{_REMOVED}" if piece.how == "removed" else ""
            text = f"**{TITLES[piece.how]}**{hint}\n\n{text}"
        yield 1, text
    if told.settings:
        yield 0, quiet(told.settings)


def _sum(told: Told) -> str:
    """`1 entfernt, 3 geändert`."""
    counts = [f"{told.counts[how]} {word}" for how, word in _WORDS.items() if told.counts.get(how)]
    return ", ".join(counts) or "Einstellungen"


def _previews(told: Told, room: int) -> str:
    pieces = [(1, _preview(piece)) for piece in told.previews]
    text = fitted(pieces, room - 300, len(pieces), "weitere")
    if len(pieces) > _FOLDED_EACH:
        text = folded(f"Alle {len(pieces)} zeigen", text)
    return f"### So steht es dann im Verzeichnis\n\n{text}"


def _preview(piece: Piece) -> str:
    text = quiet(piece.text)
    if len(text) > _LONG:
        text = "Der Eintrag ist zu lang, um hier gezeigt zu werden."
    quoted = "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
    return folded(in_html(cut(piece.title, 120)), quoted)
