"""Accidents with quotation marks, brackets, and signs that need quotation marks around them."""

from __future__ import annotations

import re

from .accidents import Accident, Lines, leading_sign
from .scalars import quoted_text

_ENTRY = re.compile(r"^(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s#:'\"\[\]{},&*!|>%@`-][^:\n]*?):[ ]+(?P<value>\S.*?)[ ]*$")
_ITEM = re.compile(r"^[ ]*(?:-[ ]+)+(?P<value>\S.*?)[ ]*$")
_OPENED = re.compile(r"(?:^|[:\-\[,])[ ]+$")
_SIGNS = "&*!@`%>|[{]},?"


def escape(lines: Lines, problem: str, at: int) -> Accident | None:
    """A backslash in double quotes that begins nothing known."""
    if "escape character" not in problem and "escaped character" not in problem:
        return None
    start = lines.text.rfind("\\", 0, at + 1)
    start = start if start >= 0 and lines.number(start) == lines.number(at) else at
    return Accident(
        "FH112",
        "In doppelten Anführungszeichen hat der umgekehrte Schrägstrich \\ eine eigene Bedeutung.",
        "Bitte \\\\ schreiben, oder einfache Anführungszeichen um den Text setzen.",
        start,
        start + 2,
    )


def unclosed(lines: Lines, context: str, context_at: int | None) -> Accident | None:
    """A quotation mark that is opened and never closed."""
    if "quoted scalar" not in context or context_at is None:
        return None
    return _never_closed(lines, context_at)


def _never_closed(lines: Lines, at: int) -> Accident:
    mark = lines.text[at]
    number = lines.number(at)
    return Accident(
        "FH112",
        f"Hier beginnt ein Text mit {mark}, aber das schließende {mark} fehlt.",
        f"Bitte am Ende des Textes ein {mark} ergänzen.",
        at,
        lines.starts[number] + len(lines.line(number).rstrip()),
    )


def text_after_quote(lines: Lines, number: int, at: int, problem: str) -> Accident | None:
    """Text behind a closing quotation mark; often the one that closes was meant to open, lines below the culprit."""
    line = lines.line(number)
    before = line[: at - lines.starts[number]].rstrip()
    if "did not find expected" not in problem or not before.endswith(("'", '"')):
        return None
    mark = before[-1]
    if _OPENED.search(before[:-1]) and (start := _opening_above(lines, number, mark)) is not None:
        return _never_closed(lines, start)
    return Accident(
        "FH112",
        "Nach dem schließenden Anführungszeichen steht noch Text.",
        "Bitte den ganzen Text zwischen die Anführungszeichen setzen und darin »so« zitieren.",
        at,
        lines.starts[number] + len(line.rstrip()),
    )


def _opening_above(lines: Lines, number: int, mark: str) -> int | None:
    for above in range(number - 1, -1, -1):
        line = lines.line(above)
        if line.count(mark) % 2:
            at = line.index(mark)
            return lines.starts[above] + at if _OPENED.search(line[:at]) else None
    return None


def colon_in_text(lines: Lines, number: int, problem: str) -> Accident | None:
    """A colon and a blank inside a text without quotation marks."""
    entry = _ENTRY.match(lines.line(number))
    if "mapping values are not allowed" not in problem or not entry:
        return None
    if not re.search(r":(\s|$)", entry["value"]) or entry["value"][0] in "'\"[{|>":
        return None
    key, quoted = entry["key"].strip(), quoted_text(entry["value"])
    return Accident(
        "FH113",
        f"Im Text von »{key}« steht ein Doppelpunkt mit Leerzeichen; der Text braucht Anführungszeichen.",
        f"Bitte so schreiben: {key}: {quoted}",
        lines.starts[number] + entry.start("value"),
        lines.starts[number] + entry.end("value"),
        quoted,
        safe=True,
    )


def bracket(context: str, context_at: int | None) -> Accident | None:
    """A list or section in brackets that is not closed."""
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


def dash_after_key(lines: Lines, number: int, problem: str) -> Accident | None:
    """`feld: - wert`: a text with a dash, or a list that should begin on the next line."""
    entry = _ENTRY.match(lines.line(number))
    if "block sequence entries are not allowed" not in problem or not entry:
        return None
    key = entry["key"].strip()
    return Accident(
        "FH113",
        f"Nach »{key}:« steht ein Strich in derselben Zeile.",
        f"Eine Liste beginnt in der nächsten Zeile. Soll es ein Text sein: {key}: {quoted_text(entry['value'])}",
        lines.starts[number] + entry.start("value"),
        lines.starts[number] + entry.end("value"),
    )


def sign(lines: Lines, number: int, at: int) -> Accident | None:
    """A text without quotation marks that begins with a sign of its own meaning."""
    for candidate in (number, number - 1):
        if candidate < 0:
            continue
        line = lines.line(candidate)
        entry = _ENTRY.match(line) or _ITEM.match(line)
        start = lines.starts[candidate]
        if not entry or entry["value"][0] not in _SIGNS or at < start + entry.start("value"):
            continue
        if entry["value"][0] in "|>" and not entry["value"].rstrip("0123456789+-")[1:].strip():
            continue  # a correct head of a folded text; the accident is elsewhere
        return leading_sign(lines.text, start + entry.start("value"), start + entry.end("value"))
    return None
