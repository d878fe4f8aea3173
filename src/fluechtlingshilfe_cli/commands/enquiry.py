"""`fh enquiry`: a question on the phone is counted: topic, Gemeinde, answered or not. Nobody who asked is noted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..converting import Interpreter, Misunderstood
from ..folding import key
from ..noting import QUESTIONS, question
from ..registry import Registry
from ..rules.impersonal import personal_in
from ..schemas.kinds import Field
from . import options
from ._meant import Finder
from ._saving import Wish, save_together

_SHORTEST = 4
"""Letters from which a word may be somebody's name rather than a syllable."""


def enquiry(
    topic: Annotated[
        str, typer.Argument(metavar="THEMA", help="Wobei jemand Hilfe sucht, in eigenen Worten: Fahrrad, Deutschkurs …")
    ] = "",
    place: Annotated[str, typer.Argument(metavar="GEMEINDE", help="Wo; weglassen, wenn es gleich ist.")] = "",
    answered: Annotated[
        bool | None,
        typer.Option("--beantwortet/--offen", help="Ob es ein passendes Angebot gab."),
    ] = None,
    language: Annotated[
        str, typer.Option("--sprache", metavar="SPRACHE", help="In welcher Sprache, wenn es darauf ankommt.")
    ] = "",
    about: Annotated[
        str, typer.Option("--worum", metavar="STICHWORT", help="Näheres in einem Stichwort, ohne Namen.")
    ] = "",
    on: options.On = None,
    dry_run: options.DryRun = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Zählt eine Frage am Telefon, damit sichtbar wird, was gefragt wird und niemand anbietet.

    Vermerkt werden Tag, Thema, Gemeinde und ob es eine Antwort gab; nie, wer gefragt hat. Ein Stichwort, das nach
    einem Menschen aussieht, wird nicht angenommen. Was gefragt wird, zeigt der Bericht »anfragen«.

    Beispiele:
      fh enquiry Fahrrad Gülzow --offen
      fh enquiry Deutschkurs Mölln --beantwortet --sprache Dari
      fh enquiry                                fragt am Bildschirm
    """
    wish = Wish(dry_run, no_input=no_input)
    finder = Finder(options.project(folder, today), wish.asks)
    try:
        item = _item(finder, topic, place, language, about, answered, wish.asks)
        when = on or finder.project.as_of
        change = question(finder.registry, {"gefragt_am": when.isoformat(), **item})
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    words = finder.project.vocabularies
    field = words["handlungsfelder"].label(item["handlungsfeld"])
    where = f" in {words['gemeinden'].label(item['gemeinde'])}" if "gemeinde" in item else ""
    outcome = "beantwortet" if item["beantwortet"] else "noch ohne Antwort"
    code = save_together(finder, [change], wish, f"Frage nach {field}{where}, {outcome}")
    if not code and not item["beantwortet"]:
        town = words["gemeinden"].label(item["gemeinde"]) if "gemeinde" in item else ""
        terminal.say(f"Wer in der Nähe hilft: fh search {topic or field} {place or town}".rstrip())
    return code


def _item(
    finder: Finder, topic: str, place: str, language: str, about: str, answered: bool | None, asks: bool
) -> dict[str, Any]:
    """The question as the file holds it. Raises `Misunderstood`, BadParameter."""
    fields = finder.project.kinds[QUESTIONS].fields
    interpreter = Interpreter(finder.project, finder.registry)
    item: dict[str, Any] = {}
    if not topic and not asks:
        raise typer.BadParameter("Worum ging es? Zum Beispiel: fh enquiry Fahrrad Gülzow --offen")
    item["handlungsfeld"] = _word(interpreter, fields["anfragen.handlungsfeld"], topic, "Wobei wird Hilfe gesucht?")
    if place or not topic:
        item["gemeinde"] = _word(interpreter, fields["anfragen.gemeinde"], place, "In welcher Gemeinde?", True)
    if language:
        item["sprache"] = interpreter.value(fields["anfragen.sprache"].schema, language)
    if about:
        _refuse_personal(finder.registry, about)
        item["worum"] = about.strip()
    if answered is None:
        if not asks:
            raise typer.BadParameter("Gab es eine Antwort? Bitte --beantwortet oder --offen dazuschreiben.")
        from ..asking import confirm

        answered = confirm("Gab es ein passendes Angebot?")
    item["beantwortet"] = answered
    return {name: value for name, value in item.items() if value not in ("", None)}


def _word(interpreter: Interpreter, field: Field, text: str, asked: str, optional: bool = False) -> str:
    """The code of what was said, or chosen on the terminal."""
    if text:
        return str(interpreter.value(field.schema, text))
    from ..asking import choose

    words = interpreter.project.vocabularies[str(field.vocabulary)].words
    return choose(asked, {code: [word.label(), *word.synonyms] for code, word in words.items()}, optional=optional)


def _refuse_personal(registry: Registry, text: str) -> None:
    """Raises BadParameter when a text points to somebody."""
    what = personal_in(text)
    spoken = {key(word) for word in text.replace(",", " ").split()}
    names = (str(person["name"] or "") for person in registry.of("person"))
    if not what and any(len(part) >= _SHORTEST and key(part) in spoken for name in names for part in name.split()):
        what = "ein Name"
    if what:
        raise typer.BadParameter(
            f"Im Stichwort steht, wie es aussieht, {what}. Wer gefragt hat, wird nicht vermerkt; bitte weglassen."
        )
