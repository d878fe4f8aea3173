"""`fh schema`: the description of a kind for editors and other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..editor_schemas import SETTINGS_KIND, editor_schema, editor_schemas, outdated
from ..project import Project
from ..schemas.kinds import require_kind
from . import options


def schema(
    name: Annotated[
        str | None,
        typer.Argument(metavar="ART", help="Eine Art, zum Beispiel initiative; »project« beschreibt fh.yaml."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Schreibt die Beschreibungen aller Arten nach .fh/schema/.")
    ] = False,
    folder: options.Folder = Path(),
    color: options.Colour = "auto",
) -> int:
    """Zeigt die Beschreibung einer Art als JSON-Schema oder schreibt alle für den Editor.

    Ein Editor mit YAML-Unterstützung schlägt danach Felder und Wörter vor und erklärt sie auf Deutsch.

    Beispiele:
      fh schema --write
      fh schema initiative
    """
    project = options.project(folder, None)
    if write:
        return _write(project)
    if name is None:
        for kind in (*project.kinds, SETTINGS_KIND):
            title = project.kinds[kind].plural if kind in project.kinds else "Einstellungen (fh.yaml)"
            print(f"{kind:<14}{title}")
        terminal.say("Eine davon zeigt: fh schema ART   Alle schreibt: fh schema --write")
        return 0
    kind = SETTINGS_KIND if name == SETTINGS_KIND else require_kind(project.kinds, name).name
    print(editor_schema(project.kinds, kind), end="")
    return 0


def _write(project: Project) -> int:
    from ..together import write_together

    texts = editor_schemas(project.kinds)
    old = {path: texts[project.name_of(path)].encode("utf-8") for path in outdated(project)}
    write_together(old)
    for path in old:
        print(project.name_of(path))
    terminal.say(f"{len(old)} Beschreibungen geschrieben, {len(texts) - len(old)} waren aktuell.")
    return 0
