"""`fh directory`: makes the directory of all offers, through the gate and over the net."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..editions import Content, UnknownEdition, content_of, withdrawn
from ..project import Project
from ..publication import CHANNELS, Published, Reason, published
from ..reading import load_registry
from ..registry import Registry
from . import _editions, options
from ._editions import extras, faulty, where_from

_CHANNEL_OF = {"md": "druck", "html": "web", "pdf": "druck", "json": "druck"}
_SUFFIXES = {".md": "md", ".html": "html", ".htm": "html", ".pdf": "pdf", ".json": "json"}
_PERSONS = ("Ansprechperson", "Ansprechpersonen")
_WHERE = {"druck": "den Druck", "web": "das Internet"}


def directory(
    name: Annotated[
        str, typer.Argument(metavar="VERZEICHNIS", help="Eines von »verzeichnisse« in fh.yaml; ohne Angabe das große.")
    ] = "",
    form: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="FORM", help="md, html, pdf oder json; sonst nach der Endung der Datei."
        ),
    ] = None,
    edition: Annotated[
        str, typer.Option("--edition", "-e", metavar="AUSGABE", help="Eine Ausgabe aus fh.yaml, zum Beispiel 2027.")
    ] = "",
    sprache: Annotated[
        str,
        typer.Option("--sprache", metavar="SPRACHE", help="de, en, uk, ru, ar, fa, tr oder fr; sonst wie in fh.yaml."),
    ] = "",
    kanal: Annotated[
        str | None,
        typer.Option(
            "--kanal",
            metavar="KANAL",
            help="druck oder web: was gezeigt werden darf. Ohne Angabe web für html, sonst druck.",
        ),
    ] = None,
    papier: Annotated[
        str | None, typer.Option("--papier", metavar="PAPIER", help="Nur für pdf: a5 (sonst) oder a4.")
    ] = None,
    gross: Annotated[bool, typer.Option("--gross", help="Nur für pdf: in großer Schrift.")] = False,
    grau: Annotated[bool, typer.Option("--grau", help="Nur für pdf: in Grautönen statt in Farbe.")] = False,
    beschnitt: Annotated[
        bool, typer.Option("--beschnitt", help="Nur für pdf: mit 3 mm Rand zum Abschneiden, für die Druckerei.")
    ] = False,
    check: _editions.Check = False,
    korrekturabzug: _editions.Proofs = False,
    bis: _editions.Until = None,
    freigeben: _editions.Release = False,
    durch: _editions.By = "",
    trotz: _editions.Despite = None,
    marke: _editions.Mark = False,
    dry_run: _editions.DryRun = False,
    nachtraege: _editions.Late = False,
    output: options.Output = None,
    at: options.At = None,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Macht das Verzeichnis der Angebote: nach Orten, Handlungsfeldern, Zielgruppen und Sprachen, mit Register.

    Gezeigt wird nur, was für den Kanal freigegeben ist; Personen nur mit gültiger Einwilligung. Solange das Register
    Fehler hat, wird nichts gemacht, damit kein Eintrag unbemerkt fehlt. Am Ende steht, was fehlt und warum.

    Beispiele:
      fh directory --edition 2027 -o verzeichnis.md
      fh directory --edition 2027 -o verzeichnis.html
      fh directory --edition 2027 -o verzeichnis.pdf
      fh directory --papier a4 --gross -o verzeichnis.pdf
      fh directory frauen -o frauen.html
      fh directory --sprache ar -o arabisch.pdf
      fh directory --kanal druck -o probe.html
      fh directory --format json > verzeichnis.json
      fh directory --check --edition 2027
      fh directory nord --check
      fh directory --korrekturabzug --edition 2027 -o abzug/
      fh directory --freigeben --edition 2027 --durch "Leitung der Stelle"
      fh directory --nachtraege --edition 2026
    """
    task = _editions.Task(check, korrekturabzug, freigeben, nachtraege, bis, durch, tuple(trotz or ()), marke, dry_run)
    from ..booklets import UnknownDirectory
    from ..views.texts import UnknownLanguage

    if task.name in ("freigeben", "nachtraege") and not edition:
        raise typer.BadParameter(f"Welche Ausgabe? Zum Beispiel: fh directory --{task.name} --edition 2027")
    if task.name:
        printing = {"kanal": kanal, "papier": papier, "gross": gross, "grau": grau, "beschnitt": beschnitt}
        if given := [option for option, value in printing.items() if value]:
            raise typer.BadParameter(f"»--{given[0]}« und »--{task.name}« gehen nicht zusammen.")
        try:
            return task.run(_edition(options.project(folder, today), edition, at), name, sprache, form, output)
        except (UnknownDirectory, UnknownLanguage) as error:
            raise typer.BadParameter(str(error)) from None
    from ..leakcheck import LeakError, ensure_clean
    from ..views.texts import texts

    form = _form(form, output)
    layout = _layout(form, output, papier, gross=gross, grau=grau, beschnitt=beschnitt)
    channel = kanal or _CHANNEL_OF[form]
    if channel not in CHANNELS:
        raise typer.BadParameter(f"Den Kanal »{channel}« gibt es nicht. Möglich sind: {', '.join(CHANNELS)}.")
    project = options.project(folder, today, None if edition else at)
    content = _edition(project, edition, at) if edition else None
    if faulty(project, content):
        return 1
    registry = content.registry if content else load_registry(project)[0]
    public = published(registry, channel)
    try:
        more = extras(project, content, public, name, sprache)
        made = _made(registry, public, form, layout, edition=edition, language=sprache, name=name, **more)
        words = texts(project.resources, made.data["language"])
        ensure_clean(made.text, registry, channel, words.values())
    except (UnknownDirectory, UnknownLanguage) as error:
        raise typer.BadParameter(str(error)) from None
    except LeakError as error:
        terminal.say(str(error))
        return 1
    if output:
        from ..writing import write_bytes

        output.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(output, made.content)
    elif form == "pdf":
        sys.stdout.buffer.write(made.content)
    else:
        sys.stdout.write(made.text)
    if made.missing:
        terminal.say(f"Für diese Zeichen fehlt eine Druckschrift, gedruckt ist »□«: {' '.join(made.missing)}")
        for title in made.missing_in:
            terminal.say(f"  in: {terminal.visible(title)}")
    _report(registry, public, made.data, output, content)
    return 0


def _edition(project: Project, name: str, at: str | None) -> Content:
    try:
        return content_of(project, name, at or "")
    except UnknownEdition as error:
        raise typer.BadParameter(str(error)) from None


def _form(form: str | None, output: Path | None) -> str:
    form = form or options.form_of(output, _SUFFIXES, "md")
    if form not in _CHANNEL_OF:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(_CHANNEL_OF)}.")
    return form


def _layout(form: str, output: Path | None, papier: str | None, **switches: bool) -> dict[str, Any]:
    """How to print, checked; only a PDF has such a thing."""
    if form != "pdf":
        if given := ["papier"] * bool(papier) + [name for name, is_on in switches.items() if is_on]:
            raise typer.BadParameter(
                f"»--{given[0]}« gibt es nur für PDF: fh directory --{given[0]} … -o verzeichnis.pdf"
            )
        return {}
    from ..views.pdf import PAPERS

    if papier and papier not in PAPERS:
        raise typer.BadParameter(f"Das Papier »{papier}« gibt es nicht. Möglich sind: {', '.join(PAPERS)}.")
    if not output and sys.stdout.isatty():
        raise typer.BadParameter("Ein PDF braucht eine Datei: fh directory -o verzeichnis.pdf")
    return {
        "paper": papier or PAPERS[0],
        "large": switches["gross"],
        "grey": switches["grau"],
        "bleed": switches["beschnitt"],
    }


@dataclass(frozen=True, slots=True)
class _Made:
    """The finished directory: data, bytes, the text to be searched for leaks, characters no font has and whose."""

    data: dict[str, Any]
    content: bytes
    text: str
    missing: tuple[str, ...] = ()
    missing_in: tuple[str, ...] = ()


def _made(registry: Registry, public: Published, form: str, layout: dict[str, Any], **what: Any) -> _Made:
    from ..views import VIEWS
    from ..views.texts import texts

    view, project = VIEWS["directory"], public.project
    data = view.assemble(registry, public, **what)
    words = texts(project.resources, data["language"])
    if form == "pdf":
        from ..views import pdf

        printed = pdf.make(data, words, project, pdf.Layout(**layout))
        return _Made(data, printed.content, printed.text, printed.missing, printed.missing_in)
    if form == "json":
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    else:
        from ..views.rendering import render

        text = render(project.resources, view.templates[form], {"d": data, "t": words})
    return _Made(data, text.encode("utf-8"), text)


def _report(
    registry: Registry, public: Published, data: dict[str, Any], output: Path | None, content: Content | None
) -> None:
    """Says what was made and what is not in it, one line each; the last line counts."""
    for line in _left_out(public, data):
        terminal.say(f"Nicht {'gedruckt' if public.channel == 'druck' else 'gezeigt'}: {line}")
    if late := data["stale"]:
        one, many = "veraltete Übersetzung", "veraltete Übersetzungen"
        terminal.say(f"Nicht gezeigt: {_many(len(late), one, many)} (der deutsche Text ist neuer): {', '.join(late)}")
    for title in withdrawn(registry, public):
        terminal.say(terminal.visible(f"Einwilligung widerrufen: Ansprechperson von »{title}«"))
    today = content.today if content else public.project
    if today.settings.get("privat") and today.private is None:
        terminal.say("Der private Ordner ist nicht da; deshalb erscheint keine Ansprechperson mit Namen.")
    if content:
        for line in where_from(content, public):
            terminal.say(line)
    counts = data["counts"]
    made = f"{output}: " if output else ""
    terminal.say(
        f"{made}{_many(counts['entries'], 'Eintrag', 'Einträge')}, {_many(counts['offers'], 'Angebot', 'Angebote')}, "
        f"{_many(counts['events'], 'Veranstaltung', 'Veranstaltungen')}."
    )


def _left_out(public: Published, data: dict[str, Any]) -> list[str]:
    where = _WHERE[public.channel]
    instead = "stattdessen der Kontakt der Einrichtung"
    lines = [
        _number(public, "draft", "Entwurf", "Entwürfe"),
        _many(data["counts"]["ended"], "beendeter oder nicht gültiger Eintrag", "beendete oder nicht gültige Einträge"),
        _number(public, "place", "vertraulicher Ort", "vertrauliche Orte"),
        _number(public, "consent", *_PERSONS, f"keine Einwilligung für {where}; {instead}"),
        _number(public, "withdrawn", *_PERSONS, f"Einwilligung widerrufen; {instead}"),
        _number(public, "partly", *_PERSONS, "in Teilen, so weit reicht die Einwilligung nicht"),
    ]
    return [line for line in lines if line and not line.startswith("0 ")]


def _number(public: Published, reason: Reason, one: str, many: str, why: str = "") -> str:
    text = _many(sum(item.reason == reason for item in public.withheld), one, many)
    return f"{text} ({why})" if why else text


def _many(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
