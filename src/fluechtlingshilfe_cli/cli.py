"""`fh`: finds the command, runs it, and turns what happened into an exit code.

0 clean or warnings only · 1 findings · 2 usage, configuration, input or output · 3 fault of the tool · 130 interrupted.
No traceback shows values: they hold people's contacts.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Runs `fh` with the arguments of the process and leaves with its exit code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from . import __version__

        print(f"fh {__version__}")
        return
    sys.exit(run(arguments))


def run(arguments: list[str]) -> int:
    """Runs one command line and returns its exit code. Writes to the standard streams."""
    import gc

    from . import terminal

    # A command lives for a moment and makes no rings of objects; looking for them took a tenth of its time.
    gc.disable()
    terminal.prepare()
    try:
        code = _run(arguments)
        sys.stdout.flush()  # here, where it is known what to do when nobody reads on
        return code
    except KeyboardInterrupt:
        terminal.say("\nAbgebrochen. Es wurde nichts halb geschrieben.")
        return 130
    except BrokenPipeError:
        sys.stdout = None  # nobody reads on; flushing it again would only complain
        return 0
    except Exception as error:
        return _fault(error)


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in ("--help", "-h", "help"):
        from . import help as pages

        if len(arguments) > 1 and arguments[0] == "help":
            return _run([arguments[1], "--help"])
        print(pages.overview())
        return 0
    from ._typer import NotUsable, invoke

    try:
        return invoke(arguments or ["start"])
    except NotUsable as error:
        _complain(str(error))
        return 2


def _fault(error: Exception) -> int:
    from . import terminal
    from .project import BrokenSettings, NoProject
    from .schemas.compiling import SchemaFault

    if isinstance(error, BrokenSettings):
        for finding in error.findings:
            place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
            _complain(f"{place}: {finding.message} {finding.hint}")
        return 2
    if isinstance(error, NoProject | SchemaFault) or _is_about_history(error):
        _complain(str(error))
        return 2
    if isinstance(error, OSError):
        name = f"»{terminal.visible(str(error.filename))}«" if error.filename else "Eine Datei"
        _complain(f"{name}: {_reason(error)}.")
        return 2
    import traceback

    frames = traceback.extract_tb(error.__traceback__)[-4:]
    where = " ← ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames))
    _complain(
        f"Das ist ein Fehler in fh, nicht in Ihren Daten: {type(error).__name__} ({where}).\n"
        "Ihre Dateien sind unverändert. Bitte melden Sie diese Zeile mit dem Befehl, den Sie eingegeben haben."
    )
    return 3


def _is_about_history(error: Exception) -> bool:
    """Whether the past could not be read; only who asked for it has loaded the module."""
    history = sys.modules.get(f"{__package__}.history")
    return history is not None and isinstance(error, history.HistoryError)


def _reason(error: OSError) -> str:
    import errno

    rights = "Dafür fehlen die Rechte. Ist der Ordner schreibgeschützt oder die Datei offen, bitte das zuerst ändern"
    known = {
        errno.ENOENT: "Das gibt es nicht. Bitte Namen und Ordner prüfen",
        errno.EACCES: rights,
        errno.EPERM: rights,
        errno.EROFS: "Der Datenträger ist schreibgeschützt. Bitte an einem anderen Ort arbeiten",
        errno.ENOSPC: "Der Datenträger ist voll. Bitte erst Platz schaffen",
        errno.ENOTDIR: "Ein Teil des Namens ist kein Ordner. Bitte den Namen prüfen",
        errno.EISDIR: "Das ist ein Ordner, keine Datei. Bitte eine Datei nennen",
        errno.EEXIST: "Das gibt es schon. Bitte einen anderen Namen wählen",
    }
    return known.get(error.errno or 0, error.strerror or "unbekannter Grund")


def _complain(text: str) -> None:
    from . import terminal

    terminal.say(terminal.styled("Nicht möglich: ", "red", "bold", stream=sys.stderr) + text)
