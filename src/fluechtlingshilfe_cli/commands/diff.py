"""`fh diff`: what changed between two states, in records and fields."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..between import NOW, Between, between
from ..comparing import Changes, compare
from ..queries import Source
from . import options
from ._asking import Channel, hand_over

FORMATS = ("terminal", "md", "html", "json")
_SUFFIXES = {".md": "md", ".html": "html", ".htm": "html", ".json": "json"}


def diff(
    states: Annotated[
        str,
        typer.Argument(
            metavar="STAND",
            help="Seit wann: ein Tag (2026-03-12) oder ein gespeicherter Stand; zwei davon mit .. dazwischen.",
        ),
    ] = "",
    form: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="FORM", help="terminal, md, html oder json; sonst nach der Endung der Datei."
        ),
    ] = None,
    channel: Channel = None,
    output: options.Output = None,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Zeigt, was sich geändert hat: Einträge und Felder, von welchem Wert zu welchem.

    Ohne Angabe: alles seit dem letzten »fh save«. Andere Schreibweise und andere Reihenfolge werden
    von anderem Inhalt unterschieden. Vertrauliches wird nie verglichen.

    Beispiele:
      fh diff                              was noch nicht gespeichert ist
      fh diff 2026-01-01                   seit Jahresbeginn
      fh diff 2026-01-01..2026-06-30       im ersten Halbjahr
      fh diff 2026-01-01 --kanal web -o aenderungen.html
    """
    form = form or options.form_of(output, _SUFFIXES, FORMATS[0])
    if form not in FORMATS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(FORMATS)}.")
    found = between(folder, states, today)
    old, new, changes = _narrowed(found, channel)
    from ..views.differences import assemble

    data = assemble(old, new, changes, () if channel else found.touched)
    data |= {"title": _title(found), "from": _state(found.old), "to": _state(found.new), "notes": _notes(data)}
    text = as_text(new, data, form)
    if channel:
        from ..leakcheck import LeakError, ensure_clean

        try:
            ensure_clean(text, found.new.registry, channel)
        except LeakError as error:
            terminal.say(str(error))
            return 1
    hand_over(text, output)
    if form == FORMATS[0]:
        for note in data["notes"]:
            terminal.say(note)
    terminal.say(_count(data, found))
    return 0


def _narrowed(found: Between, channel: str | None) -> tuple[Source, Source, Changes]:
    """Both states as far as the channel may show them, and what changed."""
    old, new = found.old.registry, found.new.registry
    if channel is None:
        return old, new, compare(old, new)
    from ..publication import CHANNELS, published

    if channel not in CHANNELS:
        raise typer.BadParameter(f"Den Kanal »{channel}« gibt es nicht. Möglich sind: {', '.join(CHANNELS)}.")
    aside = old.set_aside | new.set_aside
    before, after = published(old, channel), published(new, channel)
    return before, after, compare(before, after, aside)


def as_text(new: Source, data: dict[str, Any], form: str) -> str:
    """Changes in one of the `FORMATS`."""
    if form == "json":
        import json

        return json.dumps(data, ensure_ascii=False, indent=2)
    if form == "terminal":
        from ..views.differences.screen import lines

        return "\n".join(lines(data, terminal.width(100)))
    from ..views.rendering import render

    return render(new.project.resources, f"differences.{form}.j2", {"d": data}).rstrip("\n")


def _title(found: Between) -> str:
    until = "heute" if found.new.label == NOW else found.new.label
    return f"Änderungen vom {found.old.label} bis {until}"


def _state(side: Any) -> dict[str, Any]:
    return {
        "label": side.label,
        "day": side.registry.as_of.isoformat(),
        "commit": side.revision.commit if side.revision else None,
    }


def _notes(data: dict[str, Any]) -> list[str]:
    notes = []
    if data["form_only"]:
        titles = ", ".join(f"»{record['title']}«" for record in data["form_only"][:3])
        more = len(data["form_only"]) - 3
        rest = f" und {more} weiteren" if more > 0 else ""
        notes.append(f"Nur Schreibweise oder Änderungsdatum anders, Inhalt gleich: {titles}{rest}.")
    if data["unclear"]:
        notes.append(f"Vorher oder nachher fehlerhaft, deshalb nicht verglichen: {', '.join(data['unclear'])}.")
    if data["other_files"]:
        notes.append(f"Geändert sind auch: {', '.join(data['other_files'])}.")
    return [terminal.visible(note) for note in notes]


def _count(data: dict[str, Any], found: Between) -> str:
    words = {"removed": "entfernt", "ended": "beendet", "renamed": "umbenannt", "added": "neu", "changed": "geändert"}
    parts = [f"{data['counts'][how]} {word}" for how, word in words.items() if data["counts"][how]]
    if not parts and not data["settings"]:
        since = (
            f"seit {found.old.label}" if found.new.label == NOW else f"zwischen {found.old.label} und {found.new.label}"
        )
        return f"Kein Eintrag hat sich {since} im Inhalt geändert."
    return f"Einträge: {', '.join(parts)}." if parts else "Kein Eintrag geändert, nur die Einstellungen."
