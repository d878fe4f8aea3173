"""What went wrong while reading, in the words of a reader who has never seen YAML.

libyaml says what its grammar missed; people want to know which slip of the hand it was. `diagnose` looks at the
text around the reported place and names the accident. When nothing fits, it says so plainly and gives the place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Accident:
    """Why a file could not be read: a code, a sentence, the next step, and the characters `start` to `end`.

    `replacement` mends exactly that stretch; `first` is the start of an earlier place that belongs to it.
    """

    code: str
    message: str
    hint: str
    start: int = 0
    end: int = 0
    replacement: str | None = None
    safe: bool = False
    first: int | None = None


class Unreadable(Exception):
    """Carries an accident out of the reader's loop; never leaves `documents`."""

    def __init__(self, accident: Accident) -> None:
        super().__init__(accident.code)
        self.accident = accident


_ENTRY = re.compile(r"^(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s#:'\"\[\]{},&*!|>%@`-][^:\n]*?):[ ]+(?P<value>\S.*?)[ ]*$")
_GLUED_DASH = re.compile(r"^[ ]*(-)[^\s-]")
_GLUED_COLON = re.compile(r"^[ ]*(?:-[ ]+)?([A-Za-z_][A-Za-z0-9_]*):([^\s/:].*)$")
_KEY_LINE = re.compile(r"^[ ]*(?:-[ ]+)?[A-Za-z_][\w-]*:(?:\s|$)")
_RESERVED = {"@": "dem Zeichen @", "`": "einem Gravis-Zeichen", "%": "einem Prozentzeichen"}


class _Lines:
    """The lines of a text with their starts, counted as editors count them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = line_starts(text)

    def number(self, index: int) -> int:
        low, high = 0, len(self.starts)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= index else (low, middle)
        return low

    def line(self, number: int) -> str:
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")


def line_starts(text: str) -> list[int]:
    """The index at which each line begins; lines end at LF, CRLF or a lone CR and at nothing else."""
    return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]


def diagnose(text: str, problem: str, at: int, context: str, context_at: int | None) -> Accident:
    """The accident behind a complaint of libyaml: `problem` at character `at`, raised while doing `context`."""
    lines = _Lines(text)
    at = min(at, len(text))
    number = lines.number(at)
    return (
        _tab(lines, number)
        or _quote(lines, text, context, context_at)
        or _glued(lines, number)
        or _colon_in_text(lines, number, problem)
        or _reserved(text, at, problem)
        or _text_after_quote(lines, number, at, problem)
        or _bracket(context, context_at)
        or _dash_after_key(lines, number, problem)
        or _indent(lines, number, problem)
        or _no_colon(lines, number, problem, context, context_at)
        or _unknown(lines, number, at)
    )


def _tab(lines: _Lines, number: int) -> Accident | None:
    for candidate in (number, number - 1):
        if candidate < 0:
            continue
        line = lines.line(candidate)
        lead = line[: len(line) - len(line.lstrip())]
        if "\t" in lead:
            start = lines.starts[candidate] + lead.index("\t")
            return Accident(
                "FH111",
                "Die Zeile ist mit einem Tabulator eingerückt.",
                "Bitte mit Leerzeichen einrücken: zwei je Stufe.",
                start,
                lines.starts[candidate] + len(lead),
            )
    return None


def _quote(lines: _Lines, text: str, context: str, context_at: int | None) -> Accident | None:
    if "quoted scalar" not in context or context_at is None:
        return None
    mark = text[context_at]
    first = lines.number(context_at)
    end = lines.starts[first] + len(lines.line(first))
    return Accident(
        "FH112",
        f"Hier beginnt ein Text mit {mark}, aber das schließende {mark} fehlt.",
        f"Bitte am Ende des Textes ein {mark} ergänzen.",
        context_at,
        end,
    )


def _glued(lines: _Lines, number: int) -> Accident | None:
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
                f"Bitte so schreiben: »{colon[1]}: {colon[2].strip()}«.",
                start + colon.start(1),
                start + colon.end(1) + 1,
                f"{colon[1]}: ",
                safe=True,
            )
    return None


def _colon_in_text(lines: _Lines, number: int, problem: str) -> Accident | None:
    if "mapping values are not allowed" not in problem:
        return None
    line = lines.line(number)
    entry = _ENTRY.match(line)
    if not entry or not re.search(r":(\s|$)", entry["value"]) or entry["value"][0] in "'\"[{|>":
        return None
    start = lines.starts[number] + entry.start("value")
    quoted = quoted_text(entry["value"])
    return Accident(
        "FH113",
        f"Im Text von »{entry['key'].strip()}« steht ein Doppelpunkt mit Leerzeichen; der Text braucht Anführungszeichen.",
        f"Bitte so schreiben: {entry['key'].strip()}: {quoted}",
        start,
        lines.starts[number] + entry.end("value"),
        quoted,
        safe=True,
    )


def _reserved(text: str, at: int, problem: str) -> Accident | None:
    if "cannot start any token" not in problem or at >= len(text) or text[at] not in _RESERVED:
        return None
    end = next((i for i in range(at, len(text)) if text[i] in "\r\n"), len(text))
    value = text[at:end].rstrip()
    return Accident(
        "FH123",
        f"Ein Text darf nicht mit {_RESERVED[text[at]]} beginnen, wenn er nicht in Anführungszeichen steht.",
        f"Bitte so schreiben: {quoted_text(value)}",
        at,
        at + len(value),
        quoted_text(value),
        safe=True,
    )


def _text_after_quote(lines: _Lines, number: int, at: int, problem: str) -> Accident | None:
    line = lines.line(number)
    before = line[: at - lines.starts[number]].rstrip()
    if "did not find expected key" not in problem or not before.endswith(("'", '"')):
        return None
    return Accident(
        "FH112",
        "Nach dem schließenden Anführungszeichen steht noch Text.",
        "Der ganze Text gehört zwischen die Anführungszeichen; ein \" darin wird als \\\" geschrieben.",
        at,
        lines.starts[number] + len(line),
    )


def _bracket(context: str, context_at: int | None) -> Accident | None:
    if context_at is None or not context.endswith(("flow sequence", "flow mapping")):
        return None
    opening, closing = ("[", "]") if "sequence" in context else ("{", "}")
    return Accident(
        "FH112",
        f"Die Klammer {opening} wird nicht geschlossen.",
        f"Bitte am Ende der Liste ein {closing} ergänzen und die Einträge mit Komma trennen.",
        context_at,
        context_at + 1,
    )


def _dash_after_key(lines: _Lines, number: int, problem: str) -> Accident | None:
    entry = _ENTRY.match(lines.line(number))
    if "block sequence entries are not allowed" not in problem or not entry:
        return None
    start = lines.starts[number]
    quoted = quoted_text(entry["value"])
    return Accident(
        "FH113",
        f"Der Text von »{entry['key'].strip()}« beginnt mit einem Strich; so beginnt sonst eine Liste.",
        f"Als Text: {entry['key'].strip()}: {quoted}. Eine Liste beginnt in der nächsten Zeile.",
        start + entry.start("value"),
        start + entry.end("value"),
        quoted,
    )


def _indent(lines: _Lines, number: int, problem: str) -> Accident | None:
    line = lines.line(number)
    known = ("mapping values are not allowed", "did not find expected", "<document start>")
    if not any(words in problem for words in known):
        return None
    if not _KEY_LINE.match(line) and not line.lstrip().startswith("- "):
        return None
    width = len(line) - len(line.lstrip(" "))
    start = lines.starts[number]
    return Accident(
        "FH114",
        f"Die Zeile »{line.strip()[:40]}« ist anders eingerückt als die Zeilen, zu denen sie gehört.",
        "Felder derselben Stufe beginnen untereinander in derselben Spalte; jede Stufe zwei Leerzeichen weiter rechts.",
        start + width,
        start + len(line.rstrip()),
    )


def _no_colon(lines: _Lines, number: int, problem: str, context: str, context_at: int | None) -> Accident | None:
    if "could not find expected ':'" not in problem or context_at is None:
        return None
    first = lines.number(context_at)
    line = lines.line(first)
    start = lines.starts[first] + len(line) - len(line.lstrip())
    return Accident(
        "FH101",
        f"Die Zeile »{line.strip()[:40]}« ist weder ein Feld noch gehört sie erkennbar zum Text darüber.",
        "Ein Feld hat die Form »name: Wert«. Gehört die Zeile zum Text darüber, bitte zwei Leerzeichen weiter einrücken.",
        start,
        lines.starts[first] + len(line.rstrip()),
    )


def _unknown(lines: _Lines, number: int, at: int) -> Accident:
    line = lines.line(number)
    return Accident(
        "FH101",
        "Diese Stelle ist nicht lesbar.",
        "Meist fehlt in dieser oder der Zeile davor ein Anführungszeichen, ein Doppelpunkt oder ein Leerzeichen.",
        min(at, lines.starts[number] + len(line)),
        lines.starts[number] + len(line),
    )


def quoted_text(text: str) -> str:
    """The text as a double-quoted YAML scalar on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
