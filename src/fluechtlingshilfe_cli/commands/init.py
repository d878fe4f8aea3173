"""`fh init`: a new registry for a Kreis, complete and ready to be checked."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..districts import District, Municipality, districts, homes, meant, municipalities, similar, sources
from . import options

_SHOWN = 12


def init(
    target: Annotated[
        Path | None,
        typer.Argument(metavar="ORDNER", help="Wohin das Register kommt; ohne Angabe in den Ordner, in dem Sie sind."),
    ] = None,
    kreis: Annotated[
        str | None,
        typer.Option(
            "--kreis", "-k", metavar="KREIS", help="Schlüssel oder Name des Kreises, zum Beispiel 01053 oder Stormarn."
        ),
    ] = None,
    gv100: Annotated[
        Path | None,
        typer.Option(
            "--gv100",
            metavar="DATEI",
            help="Amtliches Gemeindeverzeichnis (GV100AD, .txt oder .gz): bringt Einwohner und Postleitzahlen.",
        ),
    ] = None,
    population_on: Annotated[
        date | None,
        typer.Option(
            "--einwohner-stand",
            parser=options.day,
            metavar="DATUM",
            help="Tag der Einwohnerzahlen; sonst der letzte 31. Dezember vor dem Gebietsstand.",
        ),
    ] = None,
    only_places: Annotated[
        bool,
        typer.Option(
            "--nur-gemeinden", help="Nur die Gemeinden eines vorhandenen Registers aus der amtlichen Datei erneuern."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Zeigt, was angelegt würde, und legt nichts an.")
    ] = False,
    today: options.Today = None,
    color: options.Colour = "auto",
) -> int:
    """Legt ein neues Register für einen Kreis an, mit Einstellungen, Gemeinden, Prüfung und Beispielen.

    Ein vorhandenes Register wird nie überschrieben. Neben dem Register entsteht ein privater Ordner für
    Kontaktdaten von Menschen, die nicht öffentlich werden dürfen.

    Beispiele:
      fh init --kreis 01053              hier, für den Kreis Herzogtum Lauenburg
      fh init register --kreis "Landkreis München"
      fh init register --kreis 01053 --gv100 GV100AD_31082025.txt
      fh init --gv100 GV100AD_31082025.txt --nur-gemeinden
    """
    if only_places:
        return _renew(target or Path(), gv100, population_on, dry_run)
    return _create(target or Path(), kreis, gv100, population_on, dry_run, today)


def _create(
    target: Path, kreis: str | None, gv100: Path | None, population_on: date | None, dry_run: bool, today: date | None
) -> int:
    from ..project import day_of_clock
    from ..starting import Plan, private_files, registry_files
    from ..together import make_folder

    root = Path(os.path.abspath(target))
    _refuse_if_taken(root)
    known, places, lines = _places(gv100, population_on)
    district = _chosen(kreis, known)
    mine = [place for place in (places or municipalities(district.code)) if place.ags.startswith(district.code)]
    if not mine:
        raise typer.BadParameter(f"Für {district.name} ({district.code}) stehen keine Gemeinden in der Liste.")
    private = root.parent / f"{root.name or 'register'}-privat"
    plan = Plan(district, mine, lines, f"../{private.name}", today or day_of_clock(), places is not None)
    files = registry_files(plan)
    if not dry_run:
        fresh = not private.exists()
        if fresh:
            make_folder(private, private_files(plan))
            private.chmod(0o700)
        try:
            make_folder(root, files)
        except BaseException:
            if fresh:
                _take_back(private, private_files(plan))
            raise
    _tell(target, private, district, mine, files, places is not None, dry_run)
    return 0


def _refuse_if_taken(root: Path) -> None:
    from ..project import SETTINGS

    for folder in (root, *root.parents):
        if (folder / SETTINGS).exists():
            where = "In diesem Ordner" if folder == root else "Weiter oben"
            raise typer.BadParameter(
                f"{where} gibt es schon ein Register: {folder / SETTINGS}. Es bleibt unverändert.\n"
                "Für ein zweites Register bitte einen anderen Ordner angeben: fh init ORDNER --kreis 01053"
            )
    if root.exists() and not root.is_dir():
        raise typer.BadParameter(f"»{root}« ist eine Datei. Bitte einen Ordner angeben, den es noch nicht gibt.")
    others = sorted(entry.name for entry in root.iterdir() if not _harmless(entry.name)) if root.is_dir() else []
    if others:
        shown = ", ".join(others[:3]) + (" …" if len(others) > 3 else "")
        raise typer.BadParameter(
            f"Der Ordner {root} ist nicht leer ({shown}).\n"
            "Bitte einen neuen Ordner angeben, zum Beispiel: fh init register --kreis 01053"
        )


def _harmless(name: str) -> bool:
    """Whether an entry of the folder is in nobody's way: a new git repository, a licence, traces of the desktop."""
    return name in (".git", ".DS_Store", "Thumbs.db", "desktop.ini") or name.upper().startswith("LICEN")


def _places(
    gv100: Path | None, population_on: date | None
) -> tuple[list[District], list[Municipality] | None, list[str]]:
    if gv100 is None:
        return districts(), None, sources()
    from ..gv100 import NotOfficial, read_gv100

    try:
        official = read_gv100(gv100, population_on)
    except NotOfficial as error:
        raise typer.BadParameter(str(error)) from None
    bundled = {district.code: district for district in districts()}
    known = [bundled.get(district.code, district) for district in official.districts]
    return known, official.municipalities, official.sources


def _chosen(kreis: str | None, known: list[District]) -> District:
    while True:
        asked = kreis is None
        if kreis is None:
            kreis = _ask()
        found = meant(kreis, known)
        if len(found) == 1:
            return found[0]
        sentence = _which(kreis, known, found)
        if not asked:
            raise typer.BadParameter(sentence)
        terminal.say(sentence)
        kreis = None


def _ask() -> str:
    if not terminal.can_ask():
        raise typer.BadParameter("Für welchen Kreis? Bitte mit --kreis angeben, zum Beispiel: fh init --kreis 01053")
    from ..asking import line

    return line("Für welchen Kreis? (Name oder Schlüssel)")


def _which(kreis: str, known: list[District], found: list[District]) -> str:
    if found:
        head, choices = f"»{kreis}« ist mehrdeutig. Gemeint sein kann:", found
    elif choices := homes(kreis, known):
        head = f"»{kreis}« ist kein Kreis, aber eine Gemeinde. Sie liegt in:"
    elif choices := similar(kreis, known):
        head = f"Einen Kreis »{kreis}« gibt es nicht. Meinten Sie:"
    else:
        return f"Einen Kreis »{kreis}« gibt es nicht. Bitte den Namen oder den fünfstelligen Schlüssel angeben."
    lines = [f"  {district.code}  {district.name}" for district in choices[:_SHOWN]]
    if len(choices) > _SHOWN:
        lines.append(f"  … und {len(choices) - _SHOWN} weitere")
    return "\n".join([head, *lines])


def _take_back(private: Path, files: dict[str, bytes]) -> None:
    for name in files:
        (private / name).unlink(missing_ok=True)
    for folder in sorted({private, *((private / name).parent for name in files)}, reverse=True):
        folder.rmdir()


def _tell(
    target: Path,
    private: Path,
    district: District,
    places: list[Municipality],
    files: dict[str, bytes],
    official: bool,
    dry_run: bool,
) -> None:
    made = "Angelegt würde" if dry_run else "Angelegt"
    print(f"{made}: {terminal.styled(f'Register für {district.name}', 'bold')} ({district.code})")
    made_files = [
        *_summary(places, files, official),
        (f"../{private.name}", "Kontaktdaten; bitte sichern"),
    ]
    column = max(len(name) for name, _ in made_files) + 2
    for name, text in made_files:
        print(f"  {name:<{column}}{text}")
    print("\nWie es weitergeht:")
    steps = [] if target in (Path(), Path(".")) else [(f"cd {target}", "in das Register wechseln")]
    steps += [
        ("fh validate", "prüfen und lesen, was noch fehlt"),
        ("fh new initiative", "den ersten eigenen Eintrag anlegen"),
        ("fh doctor", "nachsehen, ob Ordner und Sicherung stimmen"),
    ]
    for command, text in steps[:3]:
        print(f"  {terminal.styled(f'{command:<24}', 'cyan')}{text}")
    if not official:
        terminal.say(
            "\nOhne Einwohnerzahlen und Postleitzahlen bleiben Regeln still, die sie brauchen.\n"
            "Die amtliche Datei (GV100AD, bei destatis.de) bringt sie:\n  fh init --gv100 DATEI --nur-gemeinden"
        )
    terminal.say(f"{len(files)} Dateien {'würden angelegt' if dry_run else 'angelegt'}.")


def _summary(places: list[Municipality], files: dict[str, bytes], official: bool) -> list[tuple[str, str]]:
    from ..starting import EXAMPLES

    folders = {
        name.rpartition("/")[0] for name in files if name.endswith(tuple(f"/{id}.yaml" for id in EXAMPLES.values()))
    }
    count = f"{len(places)} Gemeinden" if len(places) > 1 else "1 Gemeinde"
    return [
        ("fh.yaml", "Einstellungen, mit Erläuterungen"),
        ("data/municipalities.csv", f"{count}{' mit Einwohnerzahlen' if official else ''}"),
        (", ".join(sorted(folders)), "je ein Beispiel – bitte ersetzen"),
        ("README.md", "Anleitung"),
        (".github, .vscode", "Prüfung bei Änderungen, Hilfe im Editor"),
    ]


def _renew(folder: Path, gv100: Path | None, population_on: date | None, dry_run: bool) -> int:
    from ..project import MUNICIPALITIES, find_project
    from ..starting import geodata_files
    from ..together import write_together

    if gv100 is None:
        raise typer.BadParameter("Zu --nur-gemeinden gehört die amtliche Datei: --gv100 DATEI")
    project = find_project(folder)
    _, places, lines = _places(gv100, population_on)
    kreis = str(project.settings["kreis"])
    mine = [place for place in places or () if place.ags.startswith(kreis)]
    if not mine:
        raise typer.BadParameter(f"In der Datei stehen keine Gemeinden des Kreises {kreis} (fh.yaml: kreis).")
    before = project.vocabularies["gemeinden"].words
    spots = {ags: tuple(str(word.attributes.get(name, "")) for name in ("lat", "lon")) for ags, word in before.items()}
    files = geodata_files(mine, lines, {ags: (spot[0], spot[1]) for ags, spot in spots.items()})
    if not dry_run:
        write_together({project.root / name: text.encode("utf-8") for name, text in files.items()})
    new, gone = {place.ags for place in mine} - before.keys(), before.keys() - {place.ags for place in mine}
    print(f"{'Neu wären' if dry_run else 'Neu geschrieben'}: {', '.join(files)}")
    for sign, codes in (("+", new), ("-", gone)):
        for ags in sorted(codes):
            name = before[ags].label() if ags in before else next(place.name for place in mine if place.ags == ags)
            print(f"  {sign} {ags} {terminal.visible(name)}")
    terminal.say(
        f"{len(mine)} Gemeinden, {len(new)} neu, {len(gone)} entfallen. Die alte Fassung von {MUNICIPALITIES} hält git."
    )
    return 0
