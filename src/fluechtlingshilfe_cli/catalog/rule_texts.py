"""The rules as people read them: groups of codes, and each text taken apart into sentences and examples."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from .. import terminal
from ..findings import Severity
from ..rules import RULES
from ..rules._rule import Rule

GROUPS = {
    "FH1": "Datei und Felder",
    "FH2": "Kennungen und Verweise",
    "FH3": "Aktualität und Termine",
    "FH4": "Kontakt und Ort",
    "FH5": "Texte",
    "FH6": "Einwilligung und Veröffentlichung",
    "FH7": "Koordination",
    "FH9": "Ausnahmen",
}
"""What the first digit of a code stands for."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a rule's text, or an example with its line breaks kept."""

    text: str
    is_example: bool = False


def parts(text: str) -> Iterator[Part]:
    """The paragraphs and examples of a rule's text in order; an example is what is indented by four blanks."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        indented = line.startswith("    ")
        if lines and line.strip() and indented != lines[0].startswith("    "):
            yield _part(lines)
            lines = []
        if line.strip() or (lines and lines[0].startswith("    ")):
            lines.append(line)
        elif lines:
            yield _part(lines)
            lines = []
    if lines:
        yield _part(lines)


def _part(lines: list[str]) -> Part:
    if lines[0].startswith("    "):
        # »roh« behind a file name tells the tests to take the text as it stands; it is nothing for readers.
        shown = (line.removesuffix(" roh") if line.lstrip().startswith("# ") else line for line in lines)
        return Part(textwrap.dedent("\n".join(shown)).strip("\n"), True)
    return Part(" ".join(line.strip() for line in lines))


def group_of(rule: Rule) -> str:
    """The title of the group a rule belongs to."""
    return GROUPS.get(rule.code[:3], "Weitere")


def rules_table(prefix: str = "FH") -> str:
    """All rules whose code begins with the prefix, by group: code, severity, title; for a terminal."""
    lines: list[str] = []
    chosen = [rule for code, rule in RULES.items() if code.startswith(prefix)]
    title = None
    for rule in chosen:
        if group_of(rule) != title:
            title = group_of(rule)
            lines += ["", terminal.styled(title, "bold")]
        label = terminal.styled(f"{rule.severity.label:8}", _COLOURS[rule.severity])
        wrapped = textwrap.wrap(rule.title, 80 - 18, break_long_words=False) or [""]
        lines.append(f"  {terminal.styled(rule.code, 'cyan')}  {label}  {wrapped[0]}")
        lines += [f"{'':18}{line}" for line in wrapped[1:]]
    return "\n".join(lines).strip("\n")
