"""What `fh directory` does and says because an edition is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import numbering, terminal
from ..booklets import book
from ..checks import check
from ..days import german
from ..editions import Content
from ..editions.content import before
from ..findings import Severity
from ..project import Project
from ..publication import Published, published
from ..views.texts import FALLBACK
from . import options

Check = Annotated[
    bool,
    typer.Option("--check", help="Zeigt nur, was noch nicht in Druck gehen kann und warum, je zuständiger Stelle."),
]
Proofs = Annotated[
    bool, typer.Option("--korrekturabzug", help="Macht je Initiative ein Blatt zum Prüfen: pdf, html oder md.")
]
Until = Annotated[
    date | None,
    typer.Option("--bis", parser=options.day, metavar="TAG", help="Mit --korrekturabzug: Antwort bis zu diesem Tag."),
]
Release = Annotated[
    bool, typer.Option("--freigeben", help="Gibt die Ausgabe für den Druck frei: Stand und Nummern stehen dann fest.")
]
By = Annotated[
    str, typer.Option("--durch", metavar="ROLLE", help="Mit --freigeben: wer freigibt, als Funktion, nicht als Name.")
]
Despite = Annotated[
    list[str] | None,
    typer.Option("--trotz", metavar="WAS", help="Mit --freigeben: dieser Eintrag oder dieser Grund hält nicht auf."),
]
Mark = Annotated[
    bool, typer.Option("--marke", help="Mit --freigeben: setzt auch eine Marke (git-Tag), etwa ausgabe-2027.")
]
Late = Annotated[
    bool, typer.Option("--nachtraege", help="Zeigt, was sich seit Freigabe oder Redaktionsschluss geändert hat.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Mit --freigeben: schreibt nichts.")]


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with an edition instead of printing it, as asked for on the command line."""

    check: bool = False
    korrekturabzug: bool = False
    freigeben: bool = False
    nachtraege: bool = False
    bis: date | None = None
    durch: str = ""
    trotz: tuple[str, ...] = ()
    marke: bool = False
    dry_run: bool = False

    @property
    def name(self) -> str:
        """The one that was asked for, empty for none. Raises `BadParameter` for several or what does not fit."""
        chosen = [name for name in ("check", "korrekturabzug", "freigeben", "nachtraege") if getattr(self, name)]
        if len(chosen) > 1:
            raise typer.BadParameter(f"»--{chosen[0]}« und »--{chosen[1]}« gehen nicht zusammen.")
        name = chosen[0] if chosen else ""
        for option, owner in _BELONGS.items():
            if getattr(self, option) and name != owner:
                raise typer.BadParameter(f"»--{option.replace('_', '-')}« gibt es nur mit »--{owner}«.")
        return name

    def run(self, content: Content, name: str, language: str, form: str | None, output: Path | None) -> int:
        """Does it for the directory called `name`, the large one if empty; the exit code. Raises `BadParameter`,
        `UnknownDirectory`, `UnknownLanguage`.
        """
        content = _entitled(content, name)
        if self.name == "check":
            from ._print_check import checked

            return checked(content, name, language, form, output)
        if self.name == "korrekturabzug":
            if language not in ("", FALLBACK):
                raise typer.BadParameter("Den Korrekturabzug gibt es nur auf Deutsch, ohne »--sprache«.")
            if faulty(content.today, content):
                return 1
            from ._proofs import proofs

            return proofs(content, name, form, output, self.bis)
        if name or language:
            raise typer.BadParameter(
                f"»--{self.name}« gilt für die ganze Ausgabe mit allen Verzeichnissen und Sprachen.\n"
                f"Bitte so: fh directory --{self.name} --edition {content.edition.name}"
            )
        from ._release import late, released

        if self.name == "nachtraege":
            return late(content, form, output)
        return released(content, self.durch, self.trotz, self.marke, self.dry_run)


def _entitled(content: Content, name: str) -> Content:
    """The edition under the title of the directory that is meant, if that is a German one."""
    settings = book(content.registry.project, name)
    if not name or settings.get("sprache", FALLBACK) != FALLBACK:
        return content
    return replace(content, edition=replace(content.edition, title=settings["titel"]))


_BELONGS = {"bis": "korrekturabzug"} | dict.fromkeys(("durch", "trotz", "marke", "dry_run"), "freigeben")


def faulty(project: Project, content: Content | None) -> bool:
    """Whether errors in what would be shown stand in the way; then it was said.

    A released state is printed whatever later rules say of it: there only what cannot be read counts. The private
    folder is always the one of now.
    """
    stored = content.revision if content else None
    errors = _errors(project, private_only=stored is not None)
    if content and stored and content.origin == "release":
        errors += sum(not project.kinds[kind].private for kind, _ in content.registry.set_aside)
    elif content and stored:
        errors += _errors(content.registry.project)
    if errors:
        at = f" --at {stored.commit[:10]}" if stored else ""
        terminal.say(f"Das Verzeichnis wurde nicht gemacht, denn das Register hat {errors} Fehler.")
        terminal.say(f"Welche es sind und was zu tun ist, zeigt: fh validate{at}")
    return bool(errors)


def _errors(project: Project, private_only: bool = False) -> int:
    found = (finding for finding in check(project, cached=True).findings if finding.severity is Severity.ERROR)
    return sum(finding.private or not private_only for finding in found)


def extras(project: Project, content: Content | None, public: Published, name: str, language: str) -> dict[str, Any]:
    """What the directory shows beside its records: numbers of entries, and news since the edition before."""
    if content is None:
        table = numbering.rows(project.tree)
        return {"numbers": numbering.numbers_of(table, [record.key for record in public])}
    from ..views import news

    earlier, settings = before(content), book(public.project, name)
    found = earlier and news.since(
        earlier.registry,
        published(earlier.registry, public.channel),
        content.registry,
        public,
        earlier.edition.name,
        language or settings.get("sprache", "de"),
        settings.get("abfrage") or (),
    )
    return {"numbers": content.numbers(), "news": found}


def where_from(content: Content, public: Published) -> Iterator[str]:
    """Which state is shown, and what that means before an edition is released."""
    for title in content.secret:
        yield terminal.visible(f"Ort inzwischen vertraulich: »{title}«")
    name, deadline = content.edition.name, content.edition.deadline
    if content.origin == "release" and content.release:
        yield (
            f"Ausgabe {name}, freigegeben am {_day(content.release.day)}: gezeigt wird genau dieser Stand; "
            "Einwilligungen gelten nach heutigem Stand."
        )
    elif content.revision:
        saved = german(content.revision.day)
        yield f"Ausgabe {name}: gezeigt wird der gespeicherte Stand vom {saved}; Einwilligungen nach heutigem Stand."
    else:
        yield f"Die Ausgabe {name} ist noch nicht freigegeben; gezeigt wird das Register, wie es jetzt ist."
        if deadline < content.today.as_of:
            later = sum((record["letzte_aenderung"] or "") > deadline.isoformat() for record in public)
            many = "1 Eintrag" if later == 1 else f"{later} Einträge"
            yield (
                f"Nach dem Redaktionsschluss ({german(deadline)}) geändert: {many}. "
                f"Ohne das: --at {deadline.isoformat()}"
            )


def _day(text: str) -> str:
    return german(date.fromisoformat(text))
