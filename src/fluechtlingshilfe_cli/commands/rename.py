"""`fh rename`: a record gets another id; everybody who names it follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import numbering, terminal
from ..changing import FileChange, judged
from ..documents import read
from ..editing import Change, EditRefused, Set, change, order_of
from ..naming import slug
from ..project import SETTINGS, Project, is_id
from ..records import Record
from ..referring import References
from ..schemas.kinds import Kind
from ..writing import write_text
from . import options
from ._meant import Finder, Meant
from ._saving import Diff, DryRun, NoInput, Wish, Yes, agreed, nothing_written, show, spoken, write


@dataclass(slots=True)
class Plan:
    """All files that change; `moved` gives the old place of those with a new name."""

    changes: list[FileChange] = field(default_factory=list)
    moved: dict[Path, Path] = field(default_factory=dict)


def rename(
    old: Annotated[
        str, typer.Argument(metavar="ALT", help="Kennung, art/kennung, Datei oder ein Teil des Namens.")
    ] = "",
    new: Annotated[str, typer.Argument(metavar="NEU", help="Die neue Kennung.")] = "",
    dry_run: DryRun = False,
    diff: Diff = False,
    yes: Yes = False,
    no_input: NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Gibt einem Eintrag eine andere Kennung, mit allen Verweisen darauf, auch in Notizen und Einstellungen.

    In gedruckten Heften und QR-Codes steht weiter die alte; bitte nur umbenennen, was noch nicht gedruckt ist.

    Beispiele:
      fh rename cafe-neu cafe-ankommen
      fh rename partner/awo partner/awo-lauenburg --dry-run
    """
    wish = Wish(dry_run, diff, yes, no_input)
    project = options.project(folder, today)
    finder = Finder(project, wish.asks)
    one = finder.meant(old)
    if not new:
        if not wish.asks:
            raise typer.BadParameter("Es fehlt die Angabe NEU: die neue Kennung.")
        from ..asking import line

        new = line("Neue Kennung", one.id)
    id = _new_id(project, one, new)
    try:
        plan = _plan(project, one, id)
    except EditRefused as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    names = {project.name_of(path): project.name_of(before) for path, before in plan.moved.items()}
    judgeable = [change for change in plan.changes if change.file != SETTINGS]
    verdict = judged(project, judgeable, names)
    follows = (SETTINGS, numbering.FILE)
    verdict = replace(verdict, elsewhere=[finding for finding in verdict.elsewhere if finding.path not in follows])
    if not agreed(verdict, wish):
        return 1
    if wish.diff:
        show(plan.changes, [], wish, finder.registry)
    else:
        _tell(plan, names)
    numbers = numbering.renamed(project.root, one.key, f"{one.kind.name}/{id}", project.as_of.isoformat())
    if wish.only_shows:
        return nothing_written(wish)
    if wish.asks and not wish.yes:
        from ..asking import confirm

        if not confirm(f"Aus »{one.id}« wird »{id}«. Weiter?", default=True):
            terminal.say("Nichts geändert.")
            return 1
    write(plan.changes, plan.moved)
    if numbers is not None:
        write_text(project.root / numbering.FILE, numbers)
    follow = len(plan.changes) - len(plan.moved)
    also = {0: "", 1: "; 1 weitere Datei nennt jetzt die neue"}.get(
        follow, f"; {follow} weitere Dateien nennen jetzt die neue"
    )
    title = plan.changes[0].title
    spoken(f"Umbenannt: {title} heißt jetzt »{id}«{also}. Alles andere blieb unverändert.")
    if numbers is not None:
        print(f"Die Nummer im gedruckten Verzeichnis bleibt ({numbering.FILE}).")
    print(f"Zurück: fh rename {one.kind.name}/{id} {one.id}")
    return 0


def _new_id(project: Project, one: Meant, new: str) -> str:
    kind, _, id = new.rpartition("/")
    if kind and kind not in one.kind.names:
        raise typer.BadParameter(f"»{one.key}« bleibt in »{one.kind.plural}«; neu kann nur die Kennung sein.")
    if not is_id(id):
        hint = f" Zum Beispiel: {slug(id)}" if slug(id) else ""
        raise typer.BadParameter(
            f"»{id}« kann keine Kennung sein. Möglich sind kleine Buchstaben a–z, Ziffern und einzelne Bindestriche."
            f"{hint}"
        )
    if id == one.id:
        raise typer.BadParameter(f"»{one.id}« heißt schon so.")
    if any(path.stem == id for path in project.files(one.kind)):
        raise typer.BadParameter(f"Die Kennung »{id}« gibt es schon bei »{one.kind.plural}«.")
    return id


def _plan(project: Project, one: Meant, id: str) -> Plan:
    references = References(project)
    wanted: dict[str, list[Change]] = {}
    records = {record.file: record for record in references.records}
    followers: list[Record] = []
    for reference in references.to(one.kind.name, one.id):
        wanted.setdefault(reference.record.file, []).append(Set(reference.path, references.renamed(reference, id)))
        if _belongs(reference.record, reference.field.path, one.id):
            followers.append(reference.record)
    plan = Plan()
    _put(plan, project, one.kind, one.id, one.file, wanted.pop(one.file, []), id)
    for file, changes in wanted.items():
        record = records[file]
        follows = id if record in followers and not references.get(record.kind.name, id) else ""
        _put(plan, project, record.kind, record.id, file, changes, follows)
    _settings(plan, project, one, id)
    return plan


def _belongs(record: Record, path: str, id: str) -> bool:
    """Whether a record is filed under the one it names and bears its id, as notes do."""
    return record.id == id and record.kind.subfolder.get("feld") == path


def _put(plan: Plan, project: Project, kind: Kind, id: str, file: str, changes: list[Change], new: str) -> None:
    path = Path(project.root / file)
    raw = path.read_bytes()
    after = change(raw, changes, order_of(kind)) if changes else raw
    place = path.with_name(f"{new}.yaml") if new else path
    if new:
        plan.moved[place] = path
    plan.changes.append(FileChange(kind, new or id, project.name_of(place), place, raw, after))


def _settings(plan: Plan, project: Project, one: Meant, id: str) -> None:
    """The settings name records as `kind/id`, and by id alone in fields that hold references."""
    kind = Kind("project", project.kinds.compiled("project"))
    path = project.root / SETTINGS
    raw = path.read_bytes()
    changes: list[Change] = []
    for steps, value in _scalars(read(raw).data, ()):
        name = ".".join(step for step in steps if isinstance(step, str))
        known = kind.fields.get(name)
        if value == one.key:
            changes.append(Set(steps, f"{one.kind.name}/{id}"))
        elif value == one.id and known and one.kind.name in known.refers_to:
            changes.append(Set(steps, id))
    if changes:
        after = change(raw, changes, order_of(kind))
        plan.changes.append(FileChange(kind, "fh", SETTINGS, path, raw, after))


def _scalars(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _scalars(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _scalars(inner, (*path, index))
    elif isinstance(value, str):
        yield path, value


def _tell(plan: Plan, names: dict[str, str]) -> None:
    for one in plan.changes:
        before = names.get(one.file)
        print(terminal.visible(f"  {before} → {one.file}" if before else f"  {one.file}"))
