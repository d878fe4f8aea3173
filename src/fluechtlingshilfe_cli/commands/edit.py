"""`fh edit`: a record in the editor, checked after saving; until it is sound, the file stays as it was."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import typer

from .. import terminal
from ..asking import confirm
from ..changing import FileChange, differences, judged
from ..editing import EditRefused, change, order_of
from ..findings import Finding
from ..naming import DRAFT
from ..vouching import review_field
from . import options
from ._meant import Finder, Meant
from ._reminding import remind
from ._saving import Wish, agreed, changes_content, lines, sealed, sentence, spoken, tell, tool_dates, write
from ._way_back import way_back

_LINE = {
    "vi": "+{line}", "vim": "+{line}", "nvim": "+{line}", "nano": "+{line}", "emacs": "+{line}", "micro": "+{line}",
    "gedit": "+{line}", "kate": "--line={line}",
}  # fmt: skip
_WAITING = {"code": "--wait", "codium": "--wait", "subl": "--wait", "gedit": "--wait", "kate": "--block"}


def edit(
    name: options.Name = "",
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Öffnet einen Eintrag im Editor und prüft ihn nach dem Speichern.

    Hat er Fehler, geht der Editor auf Wunsch an der Stelle wieder auf. Bis alles stimmt, bleibt die Datei, wie sie
    war. Welcher Editor es ist, sagt die Umgebungsvariable VISUAL oder EDITOR.

    Beispiele:
      fh edit cafe-ankommen
      fh edit partner/awo-lauenburg
      EDITOR=nano fh edit cafe-ankommen
    """
    wish = Wish(yes=yes, no_input=no_input)
    project = options.project(folder, today)
    finder = Finder(project, wish.asks)
    one = finder.meant(name)
    words = _editor()
    before = one.path.read_bytes()
    draft = one.path.with_name(f".{one.id}{DRAFT}")
    _prepare(draft, before, wish)
    line = 1
    while True:
        try:
            _open(words, draft, line)
        except OSError as error:
            return _given_up(draft, before, str(error.strerror or error))
        after = draft.read_bytes()
        if after == before:
            draft.unlink()
            terminal.say("Nichts geändert.")
            return 0
        made = _dated(finder, one, before, after)
        verdict = judged(project, [made])
        if not verdict.own:
            break
        tell(verdict.own)
        line = _first(verdict.own)
        if not wish.asks or not confirm("Noch einmal öffnen?", default=True):
            return _given_up(draft, before, "So hätte der Eintrag Fehler.")
    if not agreed(verdict, wish):
        return _given_up(draft, before, "")
    return _save(finder, made, draft)


def _save(finder: Finder, made: FileChange, draft: Path) -> int:
    found = differences(made)
    back = way_back(finder.project, [made])
    write([made])
    draft.unlink()
    for text in lines(made, found, finder.registry):
        print(terminal.visible(text))
    said = sentence(made, found) if found else "nur die Schreibweise geändert"
    spoken(f"Gespeichert: {made.title} – {said}. Andere Dateien blieben unverändert.")
    print(back)
    remind(finder.project)
    return 0


def _prepare(draft: Path, before: bytes, wish: Wish) -> None:
    """A copy beside the file, so that the editor finds the description of the fields; a draft left over is taken up."""
    question = "Von letztem Mal liegt ein Entwurf da. Damit weitermachen?"
    left_over = draft.exists() and draft.read_bytes() != before
    if left_over and (not wish.asks or confirm(question, default=True)):
        return
    draft.touch(mode=0o600)
    draft.write_bytes(before)


def _dated(finder: Finder, one: Meant, before: bytes, after: bytes) -> FileChange:
    """The change with what the tool notes: its own date when more than a confirmation differs, and what was there
    on a day of checking that was typed by hand, as `fh confirm` notes it.
    """
    made = FileChange(one.kind, one.id, one.file, one.path, before, after)
    noted = tool_dates(finder.project, one.kind) if changes_content(made) else []
    day, stand = (review_field(one.kind, role) for role in ("am", "stand"))
    typed = {difference.path for difference in differences(made)}
    if day and stand and (day.path,) in typed and (stand.path,) not in typed:
        noted = [*noted, *sealed(one.kind, after)]
    try:
        dated = change(after, noted, order_of(one.kind)) if noted else after
    except EditRefused:
        return made  # the check says why
    return FileChange(one.kind, one.id, one.file, one.path, before, dated)


def _given_up(draft: Path, before: bytes, reason: str) -> int:
    """Says that the file is as it was, and where the draft is."""
    name = os.path.relpath(draft)
    if draft.read_bytes() == before:
        draft.unlink()
        terminal.say(f"{reason} Die Datei ist unverändert.".strip())
    else:
        terminal.say(
            f"{reason} Die Datei ist unverändert. Ihr Entwurf liegt in {name}; weiter geht es mit fh edit.".strip()
        )
    return 1


def _open(editor: Sequence[str], draft: Path, line: int) -> None:
    """Runs the editor and waits for it. Raises OSError when it fails."""
    words = list(editor)
    program = Path(words[0]).name.removesuffix(".exe")
    if (waiting := _WAITING.get(program)) and waiting not in words:
        words.append(waiting)
    if program in ("code", "codium"):
        words += ["--goto", f"{draft}:{line}"]
    elif program == "subl":
        words.append(f"{draft}:{line}")
    else:
        words += [*([_LINE[program].format(line=line)] if program in _LINE and line > 1 else []), str(draft)]
    done = subprocess.run(words, check=False)  # noqa: S603 - the editor this person has chosen
    if done.returncode:
        raise OSError(0, f"Der Editor »{words[0]}« meldet einen Fehler ({done.returncode}).")


def _editor() -> list[str]:
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    words = shlex.split(chosen, posix=os.name != "nt") if chosen else []
    if not words:
        usual: Sequence[str] = ("notepad",) if os.name == "nt" else ("nano", "vi")
        words = [program for program in usual if shutil.which(program)][:1]
    if not words or not shutil.which(words[0]):
        named = f"Der Editor »{words[0]}« ist nicht da." if words else "Es ist kein Editor da."
        raise typer.BadParameter(f"{named} Bitte EDITOR setzen, zum Beispiel: EDITOR=nano fh edit …")
    return words


def _first(findings: Sequence[Finding]) -> int:
    return min(finding.span.line for finding in findings)
