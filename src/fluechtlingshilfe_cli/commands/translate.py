"""`fh translate`: which texts of a record are translated; new translations, with a mark of what they were made from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..converting import Interpreter, Misunderstood
from ..editing import Add, Change, Set
from ..records import Record
from ..translating import (
    DIGEST,
    FIELD,
    HUMAN,
    KIND,
    LANGUAGE,
    LIST,
    MACHINE,
    TEXT,
    Translation,
    digest,
    translatable,
    translations,
)
from . import options
from ._assigning import is_assignment
from ._meant import Finder
from ._saving import Wish, edited, save

_STATES = {"current": "übersetzt", "stale": "veraltet", "unknown": "übersetzt?", "": "fehlt"}
_SHOWN = 66


def translate(
    name: options.Name = "",
    language: Annotated[
        str, typer.Argument(metavar="SPRACHE", help="Die Sprache, zum Beispiel uk oder Ukrainisch.")
    ] = "",
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="FELD=TEXT", help="Was übersetzt ist, zum Beispiel kurzbeschreibung=…"),
    ] = None,
    maschinell: Annotated[
        bool, typer.Option("--maschinell", help="Ein Programm hat übersetzt, niemand hat es durchgesehen.")
    ] = False,
    passt: Annotated[
        bool, typer.Option("--passt", help="Die vorhandenen Übersetzungen passen zum heutigen deutschen Text.")
    ] = False,
    dry_run: options.DryRun = False,
    diff: options.Diff = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Trägt Übersetzungen ein oder zeigt, welche Texte eines Eintrags übersetzt sind.

    Zu jeder Übersetzung merkt sich das Werkzeug den deutschen Text, aus dem sie entstand. Ändert sich dieser, gilt sie
    als veraltet und wird nicht mehr gedruckt. Namen und Anschriften bleiben deutsch.

    Am Bildschirm fragt der Befehl nach Eintrag und Sprache, wenn sie fehlen.

    Beispiele:
      fh translate cafe-ankommen Arabisch
      fh translate cafe-ankommen en anfahrt="Five minutes from the station."
      fh translate cafe-ankommen en anfahrt="Five minutes." --maschinell
      fh translate cafe-ankommen en --passt
    """
    wish = Wish(dry_run, diff, yes, no_input)
    project = options.project(folder, today)
    finder = Finder(project, wish.asks)
    one = finder.meant(name, lambda record: bool(translatable(record)))
    record = finder.registry.get(one.kind.name, one.id)
    if record is None:
        raise typer.BadParameter(f"»{one.id}« hat Fehler. Welche, zeigt: fh validate {one.file}")
    try:
        language = language or _asked(finder, record, wish)
        code = Interpreter(project, finder.registry).word("sprachen", language)
        known = {item.field: item for item in translations(record) if item.language == code}
        if not assignments and not passt:
            return _overview(record, known)
        changes = _fitting(record, known) if passt else []
        for assignment in assignments or ():
            changes += _noted(record, known, code, assignment, MACHINE if maschinell else HUMAN)
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    return save(finder, edited(project, one, changes), wish)


def _asked(finder: Finder, record: Record, wish: Wish) -> str:
    """The language, with how much of the record is translated into it; those there are come first."""
    if not wish.asks:
        raise Misunderstood(f"In welche Sprache? Zum Beispiel: fh translate {record.id} Ukrainisch")
    from ..asking import choose

    done = Counter(item.language for item in translations(record) if item.state != "stale")
    words = finder.project.vocabularies["sprachen"].words
    names = {code: [words[code].label(), *words[code].synonyms] for code in sorted(words, key=lambda one: -done[one])}
    told = {code: f"{count} von {len(translatable(record))} übersetzt" for code, count in done.items()}
    return choose("In welche Sprache?", names, beside=told)


def _overview(record: Record, known: dict[str, Translation]) -> int:
    texts = translatable(record)
    for field, text in texts.items():
        state = _STATES[known[field].state if field in known else ""]
        short = " ".join(text.split())
        short = short if len(short) <= _SHOWN else f"{short[: _SHOWN - 1]}…"
        print(terminal.visible(f"{state:<10}  {field}"))
        print(terminal.visible(f"{'':<10}  {short}"))
    done = sum(one.state != "stale" for one in known.values())
    terminal.say(f"{done} von {len(texts)} Texten übersetzt.")
    return 0


def _fitting(record: Record, known: dict[str, Translation]) -> list[Change]:
    texts = translatable(record)
    return [
        Set((LIST, one.index, DIGEST), digest(texts[one.field])) for one in known.values() if one.state != "current"
    ]


def _noted(record: Record, known: dict[str, Translation], code: str, assignment: str, kind: str) -> list[Change]:
    if not is_assignment(assignment):
        raise Misunderstood(f"»{assignment}« ist nicht lesbar. Erwartet wird feld=Text.")
    field, _, text = assignment.partition("=")
    field, texts = field.strip().replace(".", "/"), translatable(record)
    if field not in texts:
        raise Misunderstood(f"»{field}« gibt es hier nicht, oder es wird nicht übersetzt. Möglich: {', '.join(texts)}.")
    if not text.strip():
        raise Misunderstood(f"Zu »{field}« fehlt der Text.")
    item: dict[str, Any] = {
        LANGUAGE: code,
        FIELD: field,
        TEXT: text.strip(),
        DIGEST: digest(texts[field]),
        KIND: kind,
    }
    if field not in known:
        return [Add((LIST,), item)]
    return [Set((LIST, known[field].index, key), item[key]) for key in (TEXT, DIGEST, KIND)]
