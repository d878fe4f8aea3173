"""What went wrong while reading, in the words of a reader who has never seen YAML.

libyaml says what its grammar missed; people want to know which slip of the hand it was. `diagnose` looks at the
text around the reported place and names the accident. When nothing fits, it says so plainly and gives the place.
"""

from __future__ import annotations

import re

from . import quoting
from .accidents import HARD_BLANKS, Accident, Lines, hard_blank

_GLUED_DASH = re.compile(r"^[ ]*(-)[^\s-]")
_GLUED_COLON = re.compile(r"^[ ]*(?:-[ ]+)?([A-Za-z_][A-Za-z0-9_]*):([^\s/:].*)$")
_KEY_LINE = re.compile(r"^[ ]*(?:-[ ]+)?[A-Za-z_][\w-]*:(?:\s|$)")
_TAB = re.compile(r"^ *(?:- *)*(\t[ \t]*)")
_HARD_BLANK = re.compile(f"^[ -]*([{HARD_BLANKS}])|:([{HARD_BLANKS}])")


def diagnose(text: str, problem: str, at: int, context: str, context_at: int | None) -> Accident:
    """The accident behind a complaint of libyaml: `problem` at character `at`, raised while doing `context`."""
    lines = Lines(text)
    at = min(at, len(text))
    number = lines.number(at)
    return (
        _tab(lines, number)
        or _blank(lines, number)
        or quoting.escape(lines, problem, at)
        or quoting.unclosed(lines, context, context_at)
        or _glued(lines, number)
        or quoting.colon_in_text(lines, number, problem)
        or quoting.text_after_quote(lines, number, at, problem)
        or quoting.bracket(context, context_at)
        or quoting.dash_after_key(lines, number, problem)
        or quoting.sign(lines, number, at)
        or _nameless(lines, number)
        or _indent(lines, number, at, problem)
        or _no_colon(lines, problem, context_at)
        or _unknown(lines, number, at)
    )


def _tab(lines: Lines, number: int) -> Accident | None:
    for candidate in (number, number - 1):
        if candidate >= 0 and (tab := _TAB.match(lines.line(candidate))):
            behind_dash = "-" in tab[0]
            return Accident(
                "FH111",
                "Nach dem Strich steht ein Tabulator."
                if behind_dash
                else "Die Zeile ist mit einem Tabulator eingerückt.",
                "Bitte durch ein Leerzeichen ersetzen."
                if behind_dash
                else "Bitte mit Leerzeichen einrücken: zwei je Stufe.",
                lines.starts[candidate] + tab.start(1),
                lines.starts[candidate] + tab.end(1),
            )
    return None


def _blank(lines: Lines, number: int) -> Accident | None:
    for candidate in (number, number - 1):
        if candidate >= 0 and (found := _HARD_BLANK.search(lines.line(candidate))):
            return hard_blank(lines.starts[candidate] + found.end() - 1)
    return None


def _glued(lines: Lines, number: int) -> Accident | None:
    for candidate in (number, number - 1):
        if candidate < 0:
            continue
        line = lines.line(candidate)
        start = lines.starts[candidate]
        if dash := _GLUED_DASH.match(line):
            return Accident(
                "FH115",
                "Nach dem Strich fehlt ein Leerzeichen.",
                "Listenpunkte beginnen mit Strich und Leerzeichen: »- de«.",
                start + dash.start(1),
                start + dash.end(1),
                "- ",
                safe=True,
            )
        if colon := _GLUED_COLON.match(line):
            return Accident(
                "FH115",
                f"Nach »{colon[1]}:« fehlt ein Leerzeichen.",
                f"Bitte so schreiben: {colon[1]}: {colon[2].strip()}",
                start + colon.start(1),
                start + colon.end(1) + 1,
                f"{colon[1]}: ",
                safe=True,
            )
    return None


def _nameless(lines: Lines, number: int) -> Accident | None:
    line = lines.line(number)
    if not line.lstrip(" -").startswith((": ", ":\t")):
        return None
    at = lines.starts[number] + line.index(":")
    return Accident(
        "FH101", "Vor dem Doppelpunkt steht kein Feldname.", "Ein Feld hat die Form »name: Wert«.", at, at + 1
    )


def _indent(lines: Lines, number: int, at: int, problem: str) -> Accident | None:
    line = lines.line(number)
    known = ("mapping values are not allowed", "did not find expected", "<document start>", "block sequence entries")
    if not any(words in problem for words in known):
        return None
    if not _KEY_LINE.match(line) and not line.lstrip().startswith("- "):
        return None
    width = len(line) - len(line.lstrip(" "))
    start = lines.starts[number]
    colon = line.find(":")
    if at > start + max(width, colon):
        return None
    return Accident(
        "FH114",
        f"Die Zeile »{line.strip()[:40]}« ist anders eingerückt als die Zeilen, zu denen sie gehört.",
        "Felder derselben Stufe beginnen untereinander in derselben Spalte; jede Stufe zwei Leerzeichen weiter rechts.",
        start + width,
        start + len(line.rstrip()),
    )


def _no_colon(lines: Lines, problem: str, context_at: int | None) -> Accident | None:
    if "could not find expected ':'" not in problem or context_at is None:
        return None
    number = lines.number(context_at)
    line = lines.line(number)
    width = len(line) - len(line.lstrip())
    name = re.match(r"[a-z_][a-z0-9_]*(?= )", line[width:])
    missing = f"Fehlt nach »{name[0]}« der Doppelpunkt?" if name else "Ein Feld hat die Form »name: Wert«."
    return Accident(
        "FH101",
        f"Die Zeile »{line.strip()[:40]}« ist weder ein Feld noch gehört sie erkennbar zum Text darüber.",
        f"{missing} Gehört die Zeile zum Text darüber, bitte zwei Leerzeichen weiter einrücken.",
        lines.starts[number] + width,
        lines.starts[number] + len(line.rstrip()),
    )


def _unknown(lines: Lines, number: int, at: int) -> Accident:
    line = lines.line(number)
    return Accident(
        "FH101",
        "Diese Stelle ist nicht lesbar.",
        "Meist fehlt in dieser oder der Zeile davor ein Anführungszeichen, ein Doppelpunkt oder ein Leerzeichen.",
        min(at, lines.starts[number] + len(line)),
        lines.starts[number] + len(line),
    )
