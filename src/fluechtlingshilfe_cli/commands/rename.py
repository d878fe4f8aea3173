"""`fh rename`: a record or an offer gets another id; everybody who names it follows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from .. import numbering, terminal
from ..changing import judged
from ..editing import EditRefused
from ..naming import slug
from ..project import SETTINGS, is_id
from ..writing import write_text
from . import options
from ._meant import Finder
from ._renaming import Plan, of_part, of_record, part_meant
from ._saving import Wish, agreed, nothing_written, show, spoken, write


def rename(
    old: Annotated[
        str, typer.Argument(metavar="ALT", help="Kennung, art/kennung, Datei, Teil des Namens; eintrag/angebot.")
    ] = "",
    new: Annotated[str, typer.Argument(metavar="NEU", help="Die neue Kennung.")] = "",
    dry_run: options.DryRun = False,
    diff: options.Diff = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Gibt einem Eintrag oder einem Angebot eine andere Kennung, mit allen Verweisen darauf.

    Verweise in Notizen, Übersetzungen und Einstellungen ziehen mit. Ein Angebot heißt hier EINTRAG/ANGEBOT.
    In gedruckten Heften und QR-Codes steht weiter die alte; bitte nur umbenennen, was noch nicht gedruckt ist.

    Beispiele:
      fh rename cafe-neu cafe-ankommen
      fh rename partner/awo partner/awo-lauenburg --dry-run
      fh rename cafe-ankommen/sprachcafe deutsch-am-abend
    """
    wish = Wish(dry_run, diff, yes, no_input)
    project = options.project(folder, today)
    finder = Finder(project, wish.asks)
    part = part_meant(finder, old)
    one = part.holder if part else finder.meant(old)
    before = part.id if part else one.id
    if not new:
        if not wish.asks:
            raise typer.BadParameter("Es fehlt die Angabe NEU: die neue Kennung.")
        from ..asking import line

        new = line("Neue Kennung", before)
    try:
        if part:
            id = _new_id(new, before, [one.id], part.others, f"»{one.id}«")
            plan = of_part(project, part, id)
        else:
            there = [path.stem for path in project.files(one.kind)]
            id = _new_id(new, before, one.kind.names, there, f"»{one.kind.plural}«")
            plan = of_record(project, one, id)
    except EditRefused as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    if not _shown(finder, plan, wish):
        return 1
    key = f"{one.kind.name}/{id}"
    numbers = None if part else numbering.renamed(project.root, one.key, key, project.as_of.isoformat())
    if wish.only_shows:
        return nothing_written(wish)
    if wish.asks and not wish.yes:
        from ..asking import confirm

        if not confirm(f"Aus »{before}« wird »{id}«. Weiter?", default=True):
            terminal.say("Nichts geändert.")
            return 1
    write(plan.changes, plan.moved)
    if numbers is not None:
        write_text(project.root / numbering.FILE, numbers)
    spoken(f"Umbenannt: {part.title if part else plan.changes[0].title} heißt jetzt »{id}«{_followed(plan)}.")
    if numbers is not None:
        print(f"Die Nummer im gedruckten Verzeichnis bleibt ({numbering.FILE}).")
    print(f"Zurück: fh rename {f'{one.id}/{id}' if part else key} {before}")
    return 0


def _shown(finder: Finder, plan: Plan, wish: Wish) -> bool:
    """Whether the registry would still be sound; what changes is shown then."""
    names = {finder.project.name_of(path): finder.project.name_of(before) for path, before in plan.moved.items()}
    verdict = judged(finder.project, [change for change in plan.changes if change.file != SETTINGS], names)
    follows = (SETTINGS, numbering.FILE)
    verdict = replace(verdict, elsewhere=[finding for finding in verdict.elsewhere if finding.path not in follows])
    if not agreed(verdict, wish):
        return False
    if wish.diff:
        show(plan.changes, [], wish, finder.registry)
    else:
        _tell(plan, names)
    return True


def _followed(plan: Plan) -> str:
    """How many files follow the one that changes its name; the first file is that one, or the one the part is in."""
    follow = len(plan.changes) - (len(plan.moved) or 1)
    words = {0: "", 1: "; 1 weitere Datei nennt jetzt die neue"}
    return words.get(follow, f"; {follow} weitere Dateien nennen jetzt die neue") + ". Alles andere blieb unverändert"


def _new_id(new: str, old: str, above: Collection[str], taken: Collection[str], where: str) -> str:
    """The id meant by `new`, which may repeat what is above it. Raises `BadParameter` with what is possible."""
    before, _, id = new.rpartition("/")
    if before and before not in above:
        raise typer.BadParameter(f"»{old}« bleibt in {where}; neu kann nur die Kennung sein.")
    if not is_id(id):
        hint = f" Zum Beispiel: {slug(id)}" if slug(id) else ""
        raise typer.BadParameter(
            f"»{id}« kann keine Kennung sein. Möglich sind kleine Buchstaben a–z, Ziffern und einzelne Bindestriche."
            f"{hint}"
        )
    if id == old:
        raise typer.BadParameter(f"»{old}« heißt schon so.")
    if id in taken:
        raise typer.BadParameter(f"Die Kennung »{id}« gibt es schon bei {where}.")
    return id


def _tell(plan: Plan, names: dict[str, str]) -> None:
    for one in plan.changes:
        before = names.get(one.file)
        print(terminal.visible(f"  {before} → {one.file}" if before else f"  {one.file}"))
