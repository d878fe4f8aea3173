"""`fh directory --freigeben`: an edition goes to print; and `--nachtraege`: what came after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import typer

from .. import numbering, terminal
from ..between import until_now
from ..comparing import Changes, compare
from ..days import german
from ..editions import Content
from ..editions.record import file_of
from ..history import find_repository
from ..publication import published
from ._asking import hand_over
from .diff import FORMATS, as_text

_CHECKS = "geprueft"
_SUFFIXES = {".md": "md", ".html": "html", ".htm": "html", ".json": "json"}


def released(content: Content, by: str, despite: Sequence[str], with_tag: bool, only_shows: bool) -> int:
    """Releases an edition, unless something stands in the way; the exit code."""
    from ..editions.checking import UNCONDITIONAL, obstacles
    from ..editions.releasing import NotReleasable, carry_out, plan, reasons, refuse_twice, standing
    from ..editions.reporting import count, report
    from ..views.obstacles import lines

    name = content.edition.name
    try:
        refuse_twice(content)
    except NotReleasable as error:
        terminal.say(f"Nicht freigegeben: {error}")
        return 1
    left, unused = standing(obstacles(content), despite)
    if unused:
        raise typer.BadParameter(
            f"»{unused[0]}« hält nichts auf. Hinter --trotz steht ein Eintrag oder ein Grund: {reasons()}."
        )
    if left:
        for line in lines(report(content, left), terminal.width(80)):
            print(line)
        if any(one.reason in UNCONDITIONAL for one in left):
            way = "Fehler bitte zuerst beheben; wie, zeigt: fh validate"
        else:
            way = "Trotzdem drucken: --trotz EINTRAG oder --trotz GRUND"
        terminal.say(f"Nicht freigegeben: {count(left)}. {way}")
        return 1
    by = by or _asked_for()
    try:
        planned = plan(content, by, despite, with_tag)
        if not only_shows:
            carry_out(content.today, planned)
    except NotReleasable as error:
        terminal.say(f"Nicht freigegeben: {error}")
        return 1
    release = planned.release
    state = f"Stand {release.commit[:10]}" if release.commit else "ohne Verlauf, also nicht wiederholbar"
    print(terminal.visible(f"Ausgabe {name}: {release.entries} Einträge, {planned.new} neue Nummern, {state}."))
    if planned.tag:
        print(f"Marke: {planned.tag}")
    if release.despite:
        print(terminal.visible(f"Trotz: {', '.join(release.despite)}"))
    if only_shows:
        terminal.say("Nichts geschrieben (--dry-run).")
        return 0
    terminal.say(f"Freigegeben am {german(content.today.as_of)} durch {terminal.visible(by)}.")
    terminal.say(f"Geschrieben: {file_of(name)}, {numbering.FILE}. Jetzt speichern: fh save")
    return 0


def _asked_for() -> str:
    """Who releases, asked at a terminal."""
    if not terminal.can_ask():
        raise typer.BadParameter('Wer gibt frei? Zum Beispiel: --durch "Leitung der Koordinierungsstelle"')
    from ..asking import line

    answer = line("Wer gibt frei (Funktion, kein Name)?")
    if not answer:
        raise typer.BadParameter("Ohne Funktion keine Freigabe; niemand soll später raten müssen.")
    return answer


def late(content: Content, form: str | None, output: Path | None) -> int:
    """Lists what changed since an edition was fixed, as far as it is printed; for the next edition."""
    form = form or _SUFFIXES.get(output.suffix.lower() if output else "", FORMATS[0])
    if form not in FORMATS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es hier nicht. Möglich sind: {', '.join(FORMATS)}.")
    edition, today = content.edition, content.today
    if content.revision is None and edition.deadline >= today.as_of:
        terminal.say(f"Der Redaktionsschluss der Ausgabe {edition.name} ist erst am {german(edition.deadline)}.")
        return 0
    old = content.revision or find_repository(today.root).revision(edition.deadline.isoformat())
    found = until_now(today.root, old, today.as_of)
    before, after = (published(side.registry, "druck") for side in (found.old, found.new))
    changes = _printed(compare(before, after, found.old.registry.set_aside | found.new.registry.set_aside))
    from ..views.differences import assemble

    data = assemble(before, after, changes)
    since = "der Freigabe" if content.origin == "release" else "dem Redaktionsschluss"
    data |= {"title": f"Nachträge zur Ausgabe {edition.name}", "notes": []}
    data |= {"from": {"label": since, "day": old.day.isoformat(), "commit": old.commit}}
    data |= {"to": {"label": "jetzt", "day": today.as_of.isoformat(), "commit": None}}
    if changes.records or form != FORMATS[0]:
        hand_over(as_text(after, data, form), output)
    number = len(changes.records)
    many = {0: "kein Eintrag", 1: "1 Eintrag"}.get(number, f"{number} Einträge")
    terminal.say(f"Seit {since} der Ausgabe {edition.name} geändert: {many}.")
    return 0


def _printed(changes: Changes) -> Changes:
    """Without records that were only checked anew."""
    kept = [
        replace(one, fields=tuple(field for field in one.fields if not field.field.startswith(_CHECKS)))
        for one in changes.records
    ]
    return replace(changes, records=tuple(one for one in kept if one.how != "changed" or one.fields))
