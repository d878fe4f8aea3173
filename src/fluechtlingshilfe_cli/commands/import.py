# ruff: noqa: N999 -- the module bears the name of its command
"""`fh import`: lists from anywhere become records; no row and no cell is lost, and doing it again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import terminal
from ..converting import Misunderstood
from ..importing.guessing import Guesser
from ..importing.mapping import BadMapping, ColumnMap, as_text, read_mapping
from ..importing.memory import BadDecisions, Decisions, Memory, list_name, read_decisions
from ..importing.planning import Plan, Planner
from ..importing.reporting import as_csv, as_markdown, counts
from ..importing.sources import read_source
from ..importing.tables import NotATable, Table
from ..project import Project
from ..reading import load_registry
from ..schemas.kinds import Kind, require_kind
from . import options
from ._importing import ask, hints, open_decisions, report_files, show_guess, summarise
from ._workbooks import take_back


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked for on the command line."""

    file: Path
    sheet: str
    mapping: Path | None
    guess: bool
    decisions: Path | None
    report: Path | None
    output: Path | None
    dry_run: bool
    yes: bool
    asks: bool

    @property
    def list(self) -> str:
        """The list as it stands in a command to type."""
        words = [str(self.file), *(["--blatt", self.sheet] if self.sheet else [])]
        return " ".join(f'"{word}"' if " " in word else word for word in words)


def import_(
    name: Annotated[str, typer.Argument(metavar="ART", help="Was die Zeilen sind: initiatives, partners, needs …")],
    file: Annotated[
        Path,
        typer.Argument(metavar="DATEI", help="CSV, Excel, JSON, Kalender, HSDS oder ein anderes Register (Ordner)"),
    ],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", "-m", metavar="DATEI", help="Zuordnung der Spalten zu Feldern (YAML).")
    ] = None,
    guessing: Annotated[
        bool, typer.Option("--guess", help="Schlägt eine Zuordnung vor, zeigt und speichert sie.")
    ] = False,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions", metavar="DATEI", help="Entscheidungen über Doppeltes und Abweichendes (YAML, CSV)."
        ),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", metavar="NAME", help="Unter welchem Namen die Liste gemerkt wird.")
    ] = "",
    sheet: Annotated[
        str,
        typer.Option("--blatt", metavar="NAME", help="Welches Blatt einer Excel-Datei; sonst das erste mit Inhalt."),
    ] = "",
    report: Annotated[
        Path | None, typer.Option("--report", metavar="DATEI", help="Bericht über jede Zelle (.md oder .csv).")
    ] = None,
    output: options.Output = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Sagt, was übernommen würde, und schreibt nichts.")
    ] = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Übernimmt eine Liste als Einträge. Keine Zeile und keine Zelle geht verloren.

    Was kein Feld hat, kommt in eigene Felder »x_import_…«; Menschen kommen in den privaten Ordner. Der Bericht nennt
    jede Zelle, die nicht in ihrem Feld steht. Dieselbe Liste noch einmal ändert nichts; eine neuere erneuert, was
    Sie nicht selbst geändert haben. Zuordnung und Entscheidungen merkt sich der Ordner »importe«.

    Beispiele:
      fh import initiatives liste.csv --guess
      fh import initiatives liste.csv
      fh import partners liste.xlsx --blatt Vereine --guess
      fh import trainings kalender.ics --dry-run
      fh import partners anbieter.json --report bericht.md
    """
    project = options.project(folder, today)
    kind = require_kind(project.kinds, name)
    wish = _Wish(
        file, sheet, mapping, guessing, decisions, report, output, dry_run, yes, terminal.can_ask() and not no_input
    )
    try:
        if (book := _for_editing(file)) is not None:
            return take_back(project, _same(kind, book, project), book, report, dry_run)
        table = read_source(file, kind.name, project.as_of, sheet)
        memory = Memory(project, list_name(Path(source) if source else file, table.sheet))
        columns = _mapping(project, kind, table, memory, wish)
        if columns is None:
            return 0
        answers = _decisions(memory, wish)
    except (NotATable, BadMapping, BadDecisions) as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    registry, _ = load_registry(project)
    try:
        planner = Planner(registry, kind, columns, memory.name, memory.state(kind.name))
        plan = planner.plan(table, answers)
    except Misunderstood as error:
        raise typer.BadParameter(str(error)) from None
    if plan.questions and wish.asks and not dry_run:
        try:
            if ask(plan, answers):
                plan = planner.plan(table, answers)
        except KeyboardInterrupt:
            _write(project, {memory.decisions_file: open_decisions(plan, answers).text(hints(plan.questions))})
            terminal.say(
                f"\nIhre Antworten stehen in {project.name_of(memory.decisions_file)}; sonst ist nichts geändert."
            )
            raise
    if not dry_run:
        _save(project, kind, memory, plan, answers, wish)
    _tell(project, kind, table, memory, plan, wish)
    return 0


def _for_editing(file: Path) -> Any:
    """The workbook, if `fh export --for-editing` made it; None for anything else."""
    if file.suffix.casefold() != ".xlsx" or not file.is_file():
        return None
    from ..importing.sources.workbook import open_book
    from ..spreadsheets.reading import kind_of

    book = open_book(file.name, file.read_bytes())
    return book if kind_of(book) else None


def _same(kind: Kind, book: Any, project: Project) -> Kind:
    from ..spreadsheets.reading import kind_of

    other = project.kinds.get(kind_of(book))
    if other is not None and other is not kind:
        raise typer.BadParameter(f"In dieser Mappe stehen {other.plural}. Bitte: fh import {other.name} …")
    return kind


def _mapping(project: Project, kind: Kind, table: Table, memory: Memory, wish: _Wish) -> ColumnMap | None:
    """The mapping to use: as given, as remembered, as the source brings it, as guessed. None when only shown."""
    remembered = memory.mapping(kind.name)
    if wish.mapping is not None:
        return read_mapping(str(wish.mapping), wish.mapping.read_bytes(), kind, table)
    if remembered.is_file() and wish.output is None:
        if wish.guess:
            terminal.say(f"Die Zuordnung gibt es schon, sie gilt: {project.name_of(remembered)}")
        return read_mapping(project.name_of(remembered), remembered.read_bytes(), kind, table)
    if table.mapping:
        bundled = project.resources.find("templates", f"import/{table.mapping}-{kind.name}.yaml")
        if bundled is None:
            raise BadMapping(f"Aus dieser Datei lassen sich keine »{kind.plural}« übernehmen ({table.told}).")
        return read_mapping(bundled.name, bundled.read_bytes(), kind, table, lenient=True)
    if table.key and not wish.guess:
        return Guesser(project, kind, table).run()[0]
    if not wish.guess:
        raise typer.BadParameter(
            "Welche Spalte in welches Feld kommt, ist für diese Liste noch nicht bekannt. Einen Vorschlag macht:\n"
            f"  fh import {kind.name} {wish.list} --guess"
        )
    return _guessed(project, kind, table, wish, wish.output or remembered)


def _guessed(project: Project, kind: Kind, table: Table, wish: _Wish, target: Path) -> ColumnMap | None:
    if wish.output and target.exists():
        raise typer.BadParameter(
            f"Die Datei {target} gibt es schon; sie bleibt, wie sie ist. Bitte einen anderen Namen wählen."
        )
    columns, guesses = Guesser(project, kind, table).run()
    show_guess(guesses, kind)
    known = sum(bool(guess.path) for guess in guesses)
    shown = target if wish.output else project.name_of(target)
    if not wish.dry_run:
        _write(project, {target: as_text(kind, columns, table)})
        terminal.say(f"{known} von {len(guesses)} Spalten zugeordnet, gespeichert in {shown}.")
    else:
        terminal.say(f"{known} von {len(guesses)} Spalten zugeordnet; nichts gespeichert (--dry-run).")
    go_on = wish.yes
    if not go_on and wish.asks and not wish.dry_run:
        from ..asking import confirm

        go_on = confirm("Damit übernehmen?")
    if go_on:
        return columns
    more = f" --mapping {target}" if wish.output else ""
    terminal.say(f"Bitte ansehen, gern ändern, dann:\n  fh import {kind.name} {wish.list}{more}")
    return None


def _decisions(memory: Memory, wish: _Wish) -> Decisions:
    known = read_decisions(memory.decisions_file) if memory.decisions_file.is_file() else Decisions()
    if wish.decisions is None:
        return known
    given = read_decisions(wish.decisions)
    return Decisions({**known.twins, **given.twins}, {**known.clashes, **given.clashes})


def _save(project: Project, kind: Kind, memory: Memory, plan: Plan, answers: Decisions, wish: _Wish) -> None:
    """Writes records, state and decisions together, or nothing."""
    from ..together import write_together

    files = dict(plan.files)
    files[memory.state_file(kind.name)] = plan.state.text().encode("utf-8")
    decided = open_decisions(plan, answers)
    if decided.twins or decided.clashes:
        files[memory.decisions_file] = decided.text(hints(plan.questions)).encode("utf-8")
    write_together({path: raw for path, raw in files.items() if not path.exists() or path.read_bytes() != raw})


def _tell(project: Project, kind: Kind, table: Table, memory: Memory, plan: Plan, wish: _Wish) -> None:
    for file in [*plan.new, *plan.updated]:
        print(file)
    terminal.say(f"Gelesen: {plan.rows} {'Zeile' if plan.rows == 1 else 'Zeilen'} ({table.told}).")
    summarise(plan)
    if not wish.dry_run or wish.report:
        targets = report_files(project.root, memory.name, wish.report)
        texts = {"csv": as_csv(plan), "md": as_markdown(plan, kind, wish.file.name, table.told)}
        _write(project, {path: texts[form] for form, path in targets.items()})
        shown = wish.report or project.name_of(targets["md"])
        terminal.say(f"Bericht über jede Zelle: {shown}")
    if plan.questions and not wish.dry_run:
        terminal.say(f"Antworten eintragen, dann noch einmal: {project.name_of(memory.decisions_file)}")
    if (plan.new or plan.updated) and not wish.dry_run:
        terminal.say("Was noch fehlt, sagt: fh validate")
    terminal.say(counts(plan, kind, wish.dry_run))


def _write(project: Project, files: dict[Path, str]) -> None:
    from ..together import write_together

    write_together({path: text.encode("utf-8") for path, text in files.items()})
