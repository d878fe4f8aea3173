"""`fh directory`: makes the directory of all offers, through the gate and over the net."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..checks import check
from ..consent import consents
from ..days import german
from ..findings import Severity
from ..publication import CHANNELS, Published, Reason, published
from ..reading import load_registry
from ..registry import Registry
from . import options

_CHANNEL_OF = {"md": "druck", "html": "web", "json": "druck"}
_SUFFIXES = {".md": "md", ".html": "html", ".htm": "html", ".json": "json"}
_PERSONS = ("Ansprechperson", "Ansprechpersonen")
_WHERE = {"druck": "den Druck", "web": "das Internet"}


def directory(
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORM", help="md, html oder json; sonst nach der Endung der Datei."),
    ] = None,
    edition: Annotated[
        str, typer.Option("--edition", "-e", metavar="AUSGABE", help="Eine Ausgabe aus fh.yaml, zum Beispiel 2027.")
    ] = "",
    kanal: Annotated[
        str | None,
        typer.Option(
            "--kanal",
            metavar="KANAL",
            help="druck oder web: was gezeigt werden darf. Ohne Angabe web für html, sonst druck.",
        ),
    ] = None,
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
      fh directory --kanal druck -o probe.html
      fh directory --format json > verzeichnis.json
    """
    from ..leakcheck import LeakError, ensure_clean
    from ..views.directory import UnknownEditionError
    from ..views.texts import texts

    form = _form(form, output)
    channel = kanal or _CHANNEL_OF[form]
    if channel not in CHANNELS:
        raise typer.BadParameter(f"Den Kanal »{channel}« gibt es nicht. Möglich sind: {', '.join(CHANNELS)}.")
    project = options.project(folder, today, at)
    if errors := sum(finding.severity is Severity.ERROR for finding in check(project).findings):
        terminal.say(f"Das Verzeichnis wurde nicht gemacht, denn das Register hat {errors} Fehler.")
        terminal.say("Welche es sind und was zu tun ist, zeigt: fh validate")
        return 1
    registry, _ = load_registry(project)
    public = published(registry, channel)
    try:
        data, text = _made(registry, public, form, edition)
        ensure_clean(text, registry, channel, texts(project.resources).values())
    except UnknownEditionError as error:
        raise typer.BadParameter(str(error)) from None
    except LeakError as error:
        terminal.say(str(error))
        return 1
    if output:
        from ..writing import write_text

        output.parent.mkdir(parents=True, exist_ok=True)
        write_text(output, text)
    else:
        sys.stdout.write(text)
    _report(registry, public, data, output)
    return 0


def _form(form: str | None, output: Path | None) -> str:
    form = form or _SUFFIXES.get(output.suffix.lower() if output else "", "md")
    if form not in _CHANNEL_OF:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(_CHANNEL_OF)}.")
    return form


def _made(registry: Registry, public: Published, form: str, edition: str) -> tuple[dict[str, Any], str]:
    from ..views import VIEWS
    from ..views.rendering import render
    from ..views.texts import texts

    view = VIEWS["directory"]
    data = view.assemble(registry, public, edition)
    if form == "json":
        return data, json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    resources = public.project.resources
    return data, render(resources, view.templates[form], {"d": data, "t": texts(resources, data["language"])})


def _report(registry: Registry, public: Published, data: dict[str, Any], output: Path | None) -> None:
    """Says what was made and what is not in it, one line each; the last line counts."""
    for line in _left_out(public, data):
        terminal.say(f"Nicht {'gedruckt' if public.channel == 'druck' else 'gezeigt'}: {line}")
    if withdrawn := _withdrawn(registry, public):
        terminal.say(f"Widerrufene Einwilligungen: {', '.join(withdrawn)}")
    if public.project.settings.get("privat") and public.project.private is None:
        terminal.say("Der private Ordner ist nicht da; deshalb erscheint keine Ansprechperson mit Namen.")
    if data["deadline"] and data["deadline"] < data["as_of"]:
        terminal.say(
            f"Gezeigt wird der Stand vom {german(public.as_of)}, also auch Änderungen nach dem Redaktionsschluss "
            f"({_after(public, data['deadline'])})."
        )
    counts = data["counts"]
    made = f"{output}: " if output else ""
    terminal.say(
        f"{made}{_many(counts['entries'], 'Eintrag', 'Einträge')}, {_many(counts['offers'], 'Angebot', 'Angebote')}, "
        f"{_many(counts['events'], 'Veranstaltung', 'Veranstaltungen')}."
    )


def _withdrawn(registry: Registry, public: Published) -> list[str]:
    """Whose withdrawal keeps something out, by key; the names stay inside."""
    persons = [(item.record, registry.find(item.record, ())) for item in public.withheld if item.reason != "draft"]
    return [key for key, person in persons if person and any(given.withdrawn for given in consents(person))]


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


def _after(public: Published, deadline: str) -> str:
    later = sum((record["letzte_aenderung"] or "") > deadline for record in public)
    return _many(later, "Eintrag", "Einträge")
