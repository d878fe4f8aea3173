"""Questions on the terminal: one line of text, one of several choices, yes or no. Nothing here knows a record.

Questions and lists go to stderr, so that a result on stdout stays clean. Ctrl-C and Ctrl-D end everything; nothing
has been written by then.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence

from . import terminal
from .folding import fold, key, nearest
from .narrowing import List, Row, narrow, possible

LISTED = 20
"""Longer lists are not shown at once: people type a part of the name instead."""

Names = Mapping[str, Sequence[str]]
"""Choices: what is written to the file, and the names people know it by; the first one is shown."""


def line(question: str, default: str = "") -> str:
    """The line somebody types, stripped; `default` for an empty one."""
    shown = f"{question} [{default}]" if default else question
    prompt = f"{terminal.styled('?', 'green', 'bold', stream=sys.stderr)} {terminal.visible(shown)}: "
    return _typed(prompt) or default


def confirm(question: str, default: bool = False) -> bool:
    """Yes or no, `default` for an empty line."""
    while True:
        answer = fold(line(f"{question} [{'J/n' if default else 'j/N'}]"))
        if answer in ("", "j", "ja", "y", "yes", "n", "nein", "no"):
            return default if not answer else answer[0] in "jy"
        terminal.say("  Bitte j für ja oder n für nein eintippen.")


def choose(
    question: str,
    choices: Names,
    default: str = "",
    optional: bool = False,
    beside: Mapping[str, str] | None = None,
) -> str:
    """The code of one choice. Empty when skipped, which `optional` allows.

    The list narrows as one types; where the terminal cannot do that, a number, a name or a part of it is typed.
    `beside`: what helps to tell the choices apart.
    """
    beside = beside or {}
    if possible():
        return next(iter(narrow(question, List(_rows(choices, beside), optional, default=default))), "")
    codes = list(choices)
    _show(codes if len(codes) <= LISTED else [], choices, beside)
    hint = "Nummer oder Name" if len(codes) <= LISTED else "Name oder Teil davon, ? zeigt alle"
    hint += "; Enter = weglassen" if optional else ""
    shown = codes if len(codes) <= LISTED else []
    while True:
        typed = line(f"{question} ({hint})", _label(default, choices) if default else "")
        if not typed and optional:
            return ""
        if typed == "?":
            shown = codes
            _show(shown, choices, beside)
            continue
        found = pick(typed, choices, shown)
        if len(found) == 1:
            if _label(found[0], choices) != typed:
                terminal.say(f"  → {_label(found[0], choices)}")
            return found[0]
        if found:
            terminal.say(f"  »{terminal.visible(typed)}« passt mehrfach; bitte die Nummer eintippen:")
            shown = found
            _show(shown, choices, beside)
        elif typed:
            guesses = nearest(typed, choices)
            meant = " oder ".join(f"»{_label(code, choices)}«" for code in guesses)
            terminal.say(f"  Das steht nicht zur Wahl.{f' Meinten Sie {meant}?' if guesses else ''}")
        else:
            terminal.say("  Hier braucht es eine Angabe.")


def choose_many(
    question: str,
    choices: Names,
    read: Callable[[str], str | None],
    optional: bool = True,
    beside: Mapping[str, str] | None = None,
    given: Sequence[str] = (),
) -> list[str]:
    """Several choices; none when skipped. As numbers or names they stand with commas; `read` knows synonyms.

    `given`: what is chosen already, where the list narrows.
    """
    if possible():
        while (
            not (taken := narrow(question, List(_rows(choices, beside or {}), optional, many=True, chosen=[*given])))
            and not optional
        ):
            terminal.say("  Hier braucht es eine Angabe.")
        return taken
    codes = list(choices)
    shown = codes if len(codes) <= LISTED else []
    _show(shown, choices, beside)
    hint = "Nummern oder Namen, mit Komma" if shown else "Namen, mit Komma; ? zeigt alle"
    hint += "; Enter = weglassen" if optional else ""
    while True:
        typed = line(f"{question} ({hint})")
        if typed == "?":
            shown = codes
            _show(shown, choices, beside)
            continue
        chosen: list[str] = []
        unclear: list[str] = []
        for part in filter(None, (part.strip() for part in typed.replace(";", ",").split(","))):
            found = pick(part, choices, shown)
            code = found[0] if len(found) == 1 else read(part)
            if code:
                chosen.append(code)
            else:
                unclear.append(part)
        if not unclear:
            return list(dict.fromkeys(chosen))
        guesses = [_label(code, choices) for part in unclear for code in nearest(part, choices)[:2]]
        meant = f" Meinten Sie {' oder '.join(f'»{guess}«' for guess in guesses)}?" if guesses else ""
        terminal.say(
            f"  Nicht erkannt: {terminal.visible(', '.join(unclear))}.{meant} Bitte noch einmal alle eintippen."
        )


def pick(typed: str, choices: Names, numbered: Sequence[str] = ()) -> list[str]:
    """The codes a typed text stands for: number in the list shown, code, name, beginning of a name, part of a name."""
    if typed.isdigit() and 0 < int(typed) <= len(numbered):
        return [numbered[int(typed) - 1]]
    if typed in choices:
        return [typed]
    wanted = key(typed)
    if not wanted:
        return []
    keyed = {code: [key(name) for name in (code, *names)] for code, names in choices.items()}
    for fits in (
        lambda name: name == wanted,
        lambda name: name.startswith(wanted),
        lambda name: len(wanted) > 2 and wanted in name,
    ):
        found = [code for code, names in keyed.items() if any(map(fits, names))]
        if found:
            return found
    return []


def _rows(choices: Names, beside: Mapping[str, str]) -> list[Row]:
    return [Row(code, (*names, code)[0], beside.get(code, ""), tuple(names[1:])) for code, names in choices.items()]


def _show(codes: Sequence[str], choices: Names, beside: Mapping[str, str] | None = None) -> None:
    width, told = len(str(len(codes))), beside or {}
    entries = [
        f"{number:>{width}} {_label(code, choices)}" + (f"  {terminal.visible(told[code])}" if told.get(code) else "")
        for number, code in enumerate(codes, 1)
    ]
    if not entries:
        return
    column = max(map(len, entries)) + 3
    columns = max(1, min(3, (terminal.width(100) - 2) // column)) if len(entries) > 8 else 1
    rows = -(-len(entries) // columns)
    for row in range(rows):
        cells = entries[row::rows]
        terminal.say("  " + "".join(f"{cell:<{column}}" for cell in cells).rstrip())


def _label(code: str, choices: Names) -> str:
    names = choices.get(code) or (code,)
    return terminal.visible(names[0])


def _typed(prompt: str) -> str:
    """One line from the keyboard. With readline the prompt is its own, so that editing keeps it whole."""
    try:
        import readline
    except ImportError:
        readline = None  # type: ignore[assignment]
    try:
        if readline and terminal.is_terminal(sys.stdout):
            return input(re.sub(r"(\x1b\[[0-9;]*m)", "\001\\1\002", prompt)).strip()
        sys.stderr.write(prompt)
        sys.stderr.flush()
        return input().strip()
    except EOFError:
        raise KeyboardInterrupt from None
