"""`fh letter --zuruecknehmen`: drafts that were never sent; whoever was noted as asked is not asked after all."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from .. import terminal
from ..changing import FileChange
from ..converting import Misunderstood
from ..days import german
from ..editing import Remove
from ..enquiring import ENQUIRIES, ENTRY, Enquiry, enquiries, is_unanswered, latest
from ..freshness import WATCHED_KINDS
from ..noting import Notes
from ..records import Record
from ._meant import Finder
from ._saving import Wish, agreed, nothing_written, write

_WRITTEN = ("email", "brief")
"""The ways for which there was a draft; who was called was asked."""


def take_back(finder: Finder, names: Sequence[str], wish: Wish) -> int:
    """Takes the last unanswered letter of the named records back, without names those of the last day; the exit code.

    Raises `BadParameter` without the private folder, where such notes stand.
    """
    registry = finder.registry
    try:
        notes = Notes(registry)
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    open_ones = _open(notes, _named(finder, names) if names else _all(finder))
    last = max((asked.asked for _, asked in open_ones), default=None)
    chosen = [(record, asked) for record, asked in open_ones if names or asked.asked == last]
    if not chosen:
        terminal.say("Nichts zurückzunehmen: Kein Anschreiben wartet auf eine Antwort.")
        return 0
    changes: list[FileChange] = []
    for record, asked in chosen:
        changes.append(notes.changed(asked.note, [Remove((ENQUIRIES, asked.index))]))
        print(terminal.visible(f"{record.title}: Anschreiben vom {german(asked.asked)}"))
    if wish.only_shows:
        return nothing_written(wish)
    if not _agreed_to(finder, changes, wish):
        return 1
    write(changes)
    terminal.say("Die Entwürfe selbst bleiben liegen; bitte löschen, wenn sie niemand mehr braucht.")
    count = "1 Eintrag gilt" if len(changes) == 1 else f"{len(changes)} Einträge gelten"
    terminal.say(f"{count} wieder als nicht angeschrieben.")
    return 0


def _agreed_to(finder: Finder, changes: Sequence[FileChange], wish: Wish) -> bool:
    """Whether the notes are still sound, and somebody wants it: asked at a terminal, else told with --yes."""
    from ..changing import judged

    if not agreed(judged(finder.project, list(changes)), Wish(yes=True)):
        return False
    if wish.yes:
        return True
    if wish.asks:
        from ..asking import confirm

        if confirm("Diese Anschreiben wurden nie verschickt; zurücknehmen?"):
            return True
    terminal.say("Nichts zurückgenommen. Ohne Rückfrage geht es mit: --yes")
    return False


def _all(finder: Finder) -> list[Record]:
    return [record for kind in WATCHED_KINDS for record in finder.registry.of(kind)]


def _named(finder: Finder, names: Sequence[str]) -> list[Record]:
    found = (finder.meant(name) for name in names)
    records = [finder.registry.get(one.kind.name, one.id) for one in found]
    return [record for record in records if record]


def _open(notes: Notes, records: Sequence[Record]) -> list[tuple[Record, Enquiry]]:
    """The last question of each record, where it went out in writing and nobody answered."""
    found = ((record, latest(enquiries(notes.of(record)))) for record in records)
    return [(record, asked) for record, asked in found if asked and asked.way in _WRITTEN and _waits(record, asked)]


def _waits(record: Record, asked: Enquiry) -> bool:
    return any(is_unanswered(record, asked, purpose) for purpose in asked.purposes or (ENTRY,))
