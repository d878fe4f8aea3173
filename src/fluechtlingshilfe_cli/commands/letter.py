"""`fh letter`: drafts of mails and letters that ask initiatives whether their entry is still right. Nothing is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import terminal
from ..changing import FileChange, judged
from ..converting import Misunderstood
from ..enquiring import ENTRY, FIGURES, TIME_TO_ANSWER
from ..freshness import WATCHED_KINDS, enquiry_began, is_watched
from ..noting import Notes
from ..records import Record
from ..registry import Registry
from ..tables.layout import in_columns
from . import options
from ._asking import split_filters
from ._choosing import chosen_ones, waiting
from ._meant import Finder
from ._saving import Wish, agreed, write
from ._unsent import take_back
from .due import chosen

if TYPE_CHECKING:
    from ..views.letters import Letter, Writing

CONTEXT = {"ignore_unknown_options": True, "allow_extra_args": True}
"""With --due every field is a filter, as with `fh list`."""

_PURPOSES = {"angaben": (ENTRY,), "zahlen": (FIGURES,), "beides": (ENTRY, FIGURES)}
_FORMS = ("auto", "eml", "pdf", "csv", "xlsx")
_WORDS = {"email": "E-Mail", "brief": "Brief", "telefon": "Anruf"}
_IGNORE = b"# Entwuerfe mit Anschriften gehoeren nicht in den Verlauf.\n*\n"
_LETTERS = "briefe.pdf"


@dataclass(frozen=True, slots=True)
class _Made:
    """The files of a run, who was written to on which way, and who can only be called."""

    files: dict[str, bytes]
    ways: list[tuple[Letter, str]]


def letter(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="KENNUNG", help="Wer gefragt wird: Kennungen oder Teile des Namens.")
    ] = None,
    purpose: Annotated[
        str,
        typer.Option("--zweck", metavar="ZWECK", help="Wonach gefragt wird: angaben, zahlen oder beides."),
    ] = "angaben",
    due: Annotated[
        bool, typer.Option("--due", "--faellig", help="Alle, die fällig sind (fh due); auch mit Filtern wie dort.")
    ] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="auto (E-Mail, sonst Brief), eml, pdf, oder csv/xlsx für Serienbriefe.",
        ),
    ] = "auto",
    until: Annotated[
        date | None, typer.Option("--bis", parser=options.day, metavar="TAG", help="Antwort bis; sonst in drei Wochen.")
    ] = None,
    reference: options.Reference = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="ORDNER", help="Wohin; sonst der Ordner »ausgabe« im privaten Ordner."),
    ] = None,
    unnoted: Annotated[
        bool, typer.Option("--ohne-vermerk", help="Nicht vermerken, dass gefragt wurde, zum Beispiel zur Probe.")
    ] = False,
    back: Annotated[
        bool,
        typer.Option(
            "--zuruecknehmen", help="Nie verschickt: Die letzten Anschreiben (oder die genannten) zählen nicht."
        ),
    ] = False,
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Schreibt Entwürfe: »Stimmt Ihr Eintrag noch?« mit dem heutigen Eintrag und drei Antworten.

    Verschickt wird nichts. Mails sind Dateien, die Outlook und Thunderbird zum Absenden öffnen; Briefe passen in
    einen Fensterumschlag und liegen alle in einer PDF-Datei. Wer weder Postfach noch Anschrift hat, steht zum
    Anrufen da. Danach gilt als gefragt, wer angeschrieben wurde: »fh due« zeigt, wer nicht geantwortet hat.

    Beispiele:
      fh letter --due
      fh letter --due --teilkreis nord --format pdf
      fh letter cafe-ankommen radhaus-schwarzenbek
      fh letter --due --zweck zahlen --zum 31.12.2025
      fh letter --due --format xlsx -o serienbrief
      fh letter --zuruecknehmen --yes
    """
    from ..leakcheck import LeakError
    from ..views.letters import UnpublishedError

    if purpose not in _PURPOSES:
        raise typer.BadParameter(f"Den Zweck »{purpose}« gibt es nicht. Möglich sind: {', '.join(_PURPOSES)}.")
    if form not in _FORMS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(_FORMS)}.")
    project = options.project(folder, today)
    wish = Wish(dry_run, yes=yes, no_input=no_input)
    finder = Finder(project, wish.asks)
    if back:
        return take_back(finder, split_filters([*(names or ()), *ctx.args])[0], wish)
    registry = finder.registry
    if not names and not due and not ctx.args and wish.asks:
        watched = [record for kind in WATCHED_KINDS for record in registry.of(kind) if is_watched(record)]
        names = [record.key for record in chosen_ones(registry, "An wen?", watched, waiting(registry))]
    records = _records(finder, due, *split_filters([*(names or ()), *ctx.args]), purpose, reference)
    if not records:
        terminal.say("Niemand ist fällig; es gibt nichts zu schreiben.")
        return 0
    home = output or _home(registry)
    try:
        made = _made(registry, records, purpose, form, until, reference)
    except (UnpublishedError, LeakError) as error:
        terminal.say(terminal.visible(str(error)))
        return 1
    print("\n".join(in_columns(["Weg", "Eintrag", "Wohin"], _lines(made), terminal.width(), [0], [])))
    asked = [(registry.get(one.kind, one.id), way) for one, way in made.ways if way != "telefon"]
    if dry_run:
        terminal.say(f"Nichts geschrieben (--dry-run). Der Ordner wäre {home}.")
        return 0
    notes = [] if unnoted else _notes(registry, asked, purpose)
    if notes and not agreed(judged(project, notes), Wish(yes=True)):
        return 1
    return _written(registry, home, made, notes, unnoted)


def _records(
    finder: Finder,
    due: bool,
    names: list[str],
    filters: list[tuple[str, str]],
    purpose: str,
    reference: date | None,
) -> list[Record]:
    """The entries to write to; with several purposes those that are due for any of them. Raises BadParameter."""
    registry = finder.registry
    if due == bool(names):
        raise typer.BadParameter("An wen? Entweder Kennungen nennen oder alle, die fällig sind: fh letter --due")
    if due:
        kinds = [finder.project.kinds[kind] for kind in WATCHED_KINDS]
        waiting = [one for part in _PURPOSES[purpose] for one in chosen(registry, kinds, filters, part, reference)]
        return list({one.record.key: one.record for one in waiting}.values())
    if filters:
        raise typer.BadParameter(f"--{filters[0][0]} geht nur zusammen mit --due.")
    found: list[Record] = []
    for name in names:
        one = finder.meant(name)
        record = registry.get(one.kind.name, one.id)
        if record is None:
            raise typer.BadParameter(f"{one.file} ist fehlerhaft. Was zu tun ist, sagt: fh validate {one.id}")
        if one.kind.name not in WATCHED_KINDS:
            raise typer.BadParameter(f"Gefragt werden Initiativen und Partner, nicht {one.kind.plural}.")
        if not is_watched(record):
            word = finder.project.vocabularies["status"].label(str(record["status"]))
            raise typer.BadParameter(f"»{record.title}« ist »{word}«; dazu gibt es nichts zu fragen.")
        found.append(record)
    return found


def _home(registry: Registry) -> Path:
    """The folder drafts go to: private, since they bear addresses; ours otherwise, which is kept out of the history."""
    base = registry.project.private or registry.project.root
    return base / "ausgabe" / f"abfrage-{registry.as_of.isoformat()}"


def _made(
    registry: Registry, records: Sequence[Record], purpose: str, form: str, until: date | None, reference: date | None
) -> _Made:
    """All files, checked for what must not leave. Raises `UnpublishedError`, `LeakError`."""
    from ..leakcheck import ensure_clean
    from ..views.letters import Writing, mail, merge_csv, merge_xlsx, paper
    from ..views.letters.contents import CHANNEL

    writing = Writing(registry, purpose, until or registry.as_of + TIME_TO_ANSWER, reference)  # type: ignore[arg-type]
    letters = [writing.letter(record) for record in records]
    ensure_clean("\n".join(one.text() for one in letters), registry, CHANNEL, writing.texts.values())
    ways = [(one, _way(one, form)) for one in letters]
    files: dict[str, bytes] = {}
    if form in ("csv", "xlsx"):
        write: Callable[[Sequence[Letter], Writing], bytes] = merge_csv if form == "csv" else merge_xlsx
        files[f"serienbrief.{form}"] = write(letters, writing)
        return _Made(files, ways)
    for one in [one for one, way in ways if way == "email"]:
        name = f"{one.id}.eml"
        files[name if name not in files else f"{one.kind}-{name}"] = mail(one, writing)
    if on_paper := [one for one, way in ways if way == "brief"]:
        files[_LETTERS] = paper(on_paper, writing)
    return _Made(files, ways)


def _way(one: Letter, form: str) -> str:
    if form == "eml":
        return "email" if one.to.email else "telefon"
    if form == "auto":
        return one.to.way
    return "brief" if one.to.lines else "telefon"


def _lines(made: _Made) -> list[list[str]]:
    return [[_WORDS[way], one.title, terminal.visible(_where(one, way))] for one, way in made.ways]


def _where(one: Letter, way: str) -> str:
    if way == "email":
        # A person's mailbox is not for the screen.
        return one.to.email if one.to.person is None else f"an {one.to.person.id}, mit Einwilligung"
    return ", ".join(one.to.lines[1:]) if way == "brief" else one.to.phone or "keine Nummer im Eintrag"


def _notes(registry: Registry, asked: Sequence[tuple[Record | None, str]], purpose: str) -> list[FileChange]:
    """That they were asked. Without the private folder there is nowhere to note it."""
    if not registry.has_private():
        terminal.say("Der private Ordner fehlt hier; dass gefragt wurde, ist nirgends vermerkt.")
        return []
    try:
        notes = Notes(registry)
        found = [notes.asked(record, registry.as_of, way, _PURPOSES[purpose]) for record, way in asked if record]
    except Misunderstood as error:
        raise typer.BadParameter(terminal.visible(str(error))) from None
    return [change for change in found if change]


def _written(registry: Registry, home: Path, made: _Made, notes: list[FileChange], unnoted: bool) -> int:
    from ..together import write_together

    if made.files:
        fresh = not home.exists()
        write_together({home / name: content for name, content in made.files.items()})
        if fresh:
            write_together({home / ".gitignore": _IGNORE})
    write(notes)
    counts = {word: sum(way == code for _, way in made.ways) for code, word in _WORDS.items()}
    mails, letters, calls = counts.values()
    terminal.say()
    if made.files:
        terminal.say(f"Die Entwürfe liegen in {home}. Verschickt ist noch nichts.")
    if calls:
        terminal.say("Wo »Anruf« steht, fehlt die Adresse dafür. Am Telefon hilft: fh answer KENNUNG")
    if notes:
        terminal.say("Als gefragt vermerkt im privaten Ordner. Wer nicht antwortet, steht bei: fh due")
    if enquiry_began(registry.project.settings, registry.as_of) is None and not unnoted:
        terminal.say(
            f'Beginnt damit die Jahresabfrage? In fh.yaml: aktualitaet: {{abfrage_begonnen: "{registry.as_of}"}}'
        )
    said = [_many(mails, "E-Mail", "E-Mails"), _many(letters, "Brief", "Briefe"), _many(calls, "Anruf", "Anrufe")]
    terminal.say(", ".join(said))
    return 0


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
