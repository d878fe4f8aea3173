"""`fh fmt`: the canonical layout, line by line; what is said stays the same."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..changing import FileChange, write_changes
from ..editing import EditRefused, layout
from ..project import SETTINGS, Project, record_id
from ..schemas.kinds import Kind
from . import options
from ._meant import Finder
from ._saving import Wish as _Wish
from ._saving import show
from ._way_back import way_back


def fmt(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="DATEI", help="Dateien, Ordner oder Kennungen; ohne Angabe das ganze Register."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Schreibt nichts und scheitert, wenn etwas zu tun wäre.")
    ] = False,
    diff: options.Diff = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Bringt Einträge in einheitliche Form: Einzüge, Leerzeichen, Anführungszeichen. Der Inhalt bleibt gleich.

    Zwei Leerzeichen je Stufe, eines nach Doppelpunkt und Strich, keine am Zeilenende. Kommentare und die
    Reihenfolge der Felder bleiben. Zweimal ist wie einmal.

    Beispiele:
      fh fmt                          das ganze Register
      fh fmt cafe-ankommen --diff     zeigen, was sich ändern würde
      fh fmt --check                  für die automatische Prüfung
    """
    project = options.project(folder, today)
    changes: list[FileChange] = []
    unreadable = 0
    files = _files(project, names or [])
    for kind, path in files:
        raw = path.read_bytes()
        texts = {found.path for found in kind.fields.values() if found.type == "string"}
        try:
            after = layout(raw, texts)
        except EditRefused:
            unreadable += 1
            terminal.say(f"{project.name_of(path)} ist nicht lesbar. Was zu tun ist, sagt: fh validate")
            continue
        if after != raw:
            changes.append(FileChange(kind, record_id(path), project.name_of(path), path, raw, after))
    if diff:
        show(changes, [], _Wish(diff=True), Finder(project).registry)
    else:
        for one in changes:
            print(one.file)
    if not (check or diff) and changes:
        back = way_back(project, changes)
        write_changes(changes)
        print(back if back.startswith("Zurück: fh undo") else "Der Inhalt ist derselbe wie vorher.")
    terminal.say(_count(len(files), len(changes), check or diff))
    return 1 if unreadable or (changes and (check or diff)) else 0


def _files(project: Project, names: list[str]) -> list[tuple[Kind, Path]]:
    if not names:
        return [(kind, path) for kind in project.kinds.values() for path in project.files(kind)]
    finder = Finder(project)
    found: dict[Path, Kind] = {}
    for name in names:
        path = Path(name).absolute()
        if path.is_dir():
            for kind in project.kinds.values():
                found |= {file: kind for file in project.files(kind) if path == file or path in file.absolute().parents}
        elif path == (project.root / SETTINGS).absolute():
            found[path] = Kind("project", project.kinds.compiled("project"))
        else:
            one = finder.meant(name)
            found[one.path] = one.kind
    return [(kind, path) for path, kind in found.items()]


def _count(files: int, changed: int, only_shows: bool) -> str:
    if not changed:
        return "1 Datei ist schon in Form." if files == 1 else f"{files} Dateien sind schon in Form."
    done = "wären zu ändern" if only_shows else "in Form gebracht"
    if changed == 1:
        done = "wäre zu ändern" if only_shows else done
        return f"1 Datei {done}, {files - 1} unverändert."
    return f"{changed} Dateien {done}, {files - changed} unverändert."
