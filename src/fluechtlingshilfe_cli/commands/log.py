"""`fh log`: the life of one record in field terms."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..days import german
from ..living import Step, file_of, life
from ..project import Project
from ..registry import kind_and_id
from ..schemas.kinds import Kind
from . import options
from ._asking import hand_over
from ._meant import Finder

FORMATS = ("text", "json")
_SAID = {
    "added": "neu angelegt",
    "removed": "entfernt",
    "changed": "wieder lesbar",
    "form": "nur Schreibweise oder Änderungsdatum",
    "unreadable": "nicht lesbar",
}


def log(
    name: Annotated[
        str, typer.Argument(metavar="KENNUNG", help="Kennung, auch mit Art: partner/awo, oder ein Teil des Namens.")
    ] = "",
    form: Annotated[str, typer.Option("--format", "-f", metavar="FORM", help="Ausgabe: text oder json.")] = "text",
    output: options.Output = None,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Erzählt, was sich an einem Eintrag wann geändert hat, das Neueste zuerst.

    Auch unter einer früheren Kennung. Ganz oben steht, was noch nicht gespeichert ist. Von welchem
    Wert zu welchem, zeigt »fh diff«.

    Beispiele:
      fh log cafe-ankommen
      fh log partner/awo-lauenburg --format json
    """
    if form not in FORMATS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(FORMATS)}.")
    project = options.project(folder, today)
    kind, file = (_found(project, name) if name else None) or _meant(project, name)
    steps = life(project, kind, file)
    if form == "json":
        import json

        data = {"schema_version": 1, "record": f"{kind.name}/{Path(file).stem}", "file": file}
        data |= {"steps": [_as_data(project, step) for step in steps]}
        hand_over(json.dumps(data, ensure_ascii=False, indent=2), output)
    else:
        hand_over("\n".join(_lines(project, steps)), output)
    saved = sum(step.version is not None for step in steps)
    terminal.say(f"{saved} gespeicherte {'Änderung' if saved == 1 else 'Änderungen'} an {kind.name}/{Path(file).stem}")
    return 0


def _meant(project: Project, name: str) -> tuple[Kind, str]:
    """The same of a record that is there now, by a part of its name. Raises BadParameter."""
    one = Finder(project, terminal.can_ask()).meant(name)
    return one.kind, one.file


def _found(project: Project, name: str) -> tuple[Kind, str] | None:
    """The kind and the file of a record by its id, also of one that is gone. Raises BadParameter."""
    wanted, id = kind_and_id(name, project.kinds.values())
    if wanted and project.kinds[wanted].private:
        raise typer.BadParameter("Vertrauliche Einträge gehören nicht zum Verlauf des Registers.")
    kinds = [kind for kind in project.kinds.values() if not kind.private and wanted in (None, kind.name)]
    found = [(kind, file) for kind in kinds if (file := file_of(project, kind, id))]
    if len(found) > 1:
        choices = " oder ".join(f"fh log {kind.name}/{id}" for kind, _ in found)
        raise typer.BadParameter(f"»{name}« ist nicht eindeutig. Gemeint ist: {choices}?")
    return found[0] if found else None


def _said(project: Project, step: Step) -> list[str]:
    if step.now:
        return [f"umbenannt in {step.now}; weiter mit: fh log {step.now}"]
    if step.change is None:
        return [_SAID[step.what]]
    from ..views.differences.phrases import phrases

    return phrases(step.change, project.vocabularies)


def _lines(project: Project, steps: list[Step]) -> Iterator[str]:
    width = terminal.width(100)
    for step in steps:
        when = german(step.day) if step.day else "noch nicht gespeichert"
        text = terminal.visible(f"{when}: {', '.join(_said(project, step))}")
        first, *rest = textwrap.wrap(text, width, subsequent_indent=" " * 12, break_on_hyphens=False)
        style = "dim" if step.what == "form" else "yellow" if step.day is None else ""
        head, rest_of_first = first[: len(when) + 1], first[len(when) + 1 :]
        if style:
            yield terminal.styled(first, style)
        else:
            yield f"{terminal.styled(head, 'bold')}{rest_of_first}"
        yield from rest
        if step.version:
            noted = textwrap.shorten(f"{step.version.author}: {step.version.subject}", width - 12, placeholder=" …")
            yield " " * 12 + terminal.styled(terminal.visible(noted), "dim")


def _as_data(project: Project, step: Step) -> dict[str, Any]:
    version = step.version
    return {
        "what": step.what,
        "day": step.day.isoformat() if step.day else None,
        "said": _said(project, step),
        "id": Path(version.name).stem if version else None,
        "author": version.author if version else None,
        "message": version.subject if version else None,
        "commit": version.commit if version else None,
        "fields": [
            {"how": field.how.value, "field": field.field, "old": field.old, "new": field.new}
            for field in (step.change.fields if step.change else ())
        ],
    }
