"""The end of every editing command: shown, checked with the whole registry, written, and told how to take it back."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from .. import terminal
from ..changing import Difference, FileChange, Verdict, differences, judged, write_changes
from ..comparing import no_content
from ..documents import read
from ..editing import Change, EditRefused, Set, change, order_of
from ..findings import Finding
from ..project import Project
from ..registry import Registry
from ..schemas.kinds import Kind
from ..vouching import review_field, seal
from ._advice import is_confirmed, suggest
from ._meant import Finder, Meant
from ._reminding import remind
from ._way_back import way_back

_VALUE = 44
"""Columns of a value in the list of changes; longer ones are cut."""
_LEAST = 20
"""Columns that a value gets even behind a long label."""
_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Wish:
    """How a command is to be carried out."""

    dry_run: bool = False
    diff: bool = False
    yes: bool = False
    no_input: bool = False

    @property
    def asks(self) -> bool:
        """Whether questions may be asked."""
        return terminal.can_ask() and not self.no_input

    @property
    def only_shows(self) -> bool:
        """Whether nothing is to be written."""
        return self.dry_run or self.diff


def edited(project: Project, one: Meant, changes: Sequence[Change], touch: bool = True) -> FileChange:
    """The file with the changes made and, if its content differs then, the tool's own date. Raises `BadParameter`."""
    raw = one.path.read_bytes()
    order = order_of(one.kind)
    try:
        after = change(raw, changes, order)
        if day := review_field(one.kind, "am"):
            checked = any(isinstance(made, Set) and made.path == (day.path,) for made in changes)
            after = change(after, sealed(one.kind, after) if checked else [], order)
        if touch and changes_content(FileChange(one.kind, one.id, one.file, one.path, raw, after)):
            after = change(after, tool_dates(project, one.kind), order)
    except EditRefused as error:
        raise typer.BadParameter(terminal.visible(f"{one.file}: {error}")) from None
    return FileChange(one.kind, one.id, one.file, one.path, raw, after)


def sealed(kind: Kind, after: bytes) -> list[Change]:
    """With the day of a check, the fingerprint of what stands there after all changes made with it."""
    day, stand = (review_field(kind, role) for role in ("am", "stand"))
    data = read(after).data
    if not day or not stand or not isinstance(data, dict) or not data.get(day.path):
        return []
    try:
        noted = seal(kind, data, date.fromisoformat(str(data[day.path])))
    except ValueError:
        return []  # no day; the check says so
    return [Set((stand.path,), noted)] if noted else []


def changes_content(made: FileChange) -> bool:
    """Whether more than a confirmation or the tool's own notes differs."""
    others = no_content(made.kind)
    return any(difference.path[0] not in others for difference in differences(made) if difference.path)


def tool_dates(project: Project, kind: Kind) -> list[Change]:
    """The days only the tool sets."""
    dates = (field for field in kind.having("werkzeug") if field.schema.get("format") == "date")
    return [Set((field.path,), project.as_of.isoformat()) for field in dates if "." not in field.path]


def save(finder: Finder, one: FileChange, wish: Wish) -> int:
    """Ends a command that changes one record; the exit code."""
    if one.before == one.after:
        terminal.say("Nichts zu ändern: So steht es schon da.")
        return 0
    found = differences(one)
    if not agreed(judged(finder.project, [one]), wish):
        return 1
    show([one], [(one, found)], wish, finder.registry)
    if wish.only_shows:
        return nothing_written(wish)
    back = way_back(finder.project, [one])
    write([one])
    spoken(f"Gespeichert: {one.title} – {sentence(one, found)}. Alles andere blieb unverändert.")
    print(back)
    if is_confirmed(one.kind, read(one.after).data or {}):
        suggest((f"fh confirm {one.id}", "wenn auch alles andere stimmt"))
    remind(finder.project)
    return 0


def save_together(finder: Finder, changes: Sequence[FileChange], wish: Wish, told: str) -> int:
    """Ends a command that changes records and notes on them, all or none; `told` says what happened. The exit code."""
    todo = [one for one in changes if one.before != one.after]
    if not todo:
        terminal.say("Nichts zu ändern: So steht es schon da.")
        return 0
    if not agreed(judged(finder.project, todo), wish):
        return 1
    public = [one for one in todo if not one.kind.private]
    show(todo, [(one, differences(one)) for one in public], wish, finder.registry)
    if wish.only_shows:
        if not wish.diff:
            terminal.say(f"Würde vermerkt: {terminal.visible(told)}.")
        return nothing_written(wish)
    back = way_back(finder.project, public or todo)
    write(todo)
    spoken(f"Gespeichert: {told}. Alles andere blieb unverändert.")
    for one in todo:
        if one.kind.private:
            print(f"Vermerkt in {os.path.relpath(one.path)}")
    print(back)
    remind(finder.project)
    return 0


def spoken(text: str) -> None:
    """Prints a sentence, broken to the width of a terminal where one listens."""
    text = terminal.visible(text)
    if terminal.is_terminal(sys.stdout):
        text = textwrap.fill(text, terminal.width(_WIDTH), break_long_words=False, break_on_hyphens=False)
    print(text)


def remarked(text: str) -> None:
    """A note on stderr that never exceeds the width of a terminal; lines that are commands stay whole."""
    for line in terminal.visible(text).splitlines():
        folded = textwrap.fill(line, _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        terminal.say(line if line.startswith("  ") else folded)


def show(
    files: Iterable[FileChange],
    told: Iterable[tuple[FileChange, Sequence[Difference]]],
    wish: Wish,
    registry: Registry,
) -> None:
    """Shows what changes: as lines of the files with --diff, else value by value."""
    if wish.diff:
        for one in files:
            if one.kind.private:
                terminal.say(f"{one.file}: vertraulich, die Zeilen werden nicht gezeigt.")
            else:
                print(terminal.visible(one.diff()), end="")
        return
    for one, found in told:
        for line in lines(one, found, registry):
            print(terminal.visible(line))


def lines(one: FileChange, found: Sequence[Difference], registry: Registry) -> list[str]:
    """The changes value by value, old and new; of private records only the fields."""
    if one.kind.private:
        return [f"  {difference.label}: {difference.verb}" for difference in found]
    told = []
    for difference in found:
        old, new = (_shown(one, difference, value, registry) for value in (difference.old, difference.new))
        if old and new:
            line = f"  {difference.label}: {old} → {new}"
            told += [line] if len(line) <= _WIDTH else [f"  {difference.label}: {old}", f"    → {new}"]
        else:
            room = max(_LEAST, _WIDTH - len(f"  {difference.label}:  ({difference.verb})"))
            value = textwrap.shorten(new or old, room, placeholder=" …")
            told.append(f"  {difference.label}: {value} ({difference.verb})")
    return told


def sentence(one: FileChange, found: Sequence[Difference]) -> str:
    """What happened, in words: »Telefon und E-Mail geändert, Mobiltelefon entfernt«."""
    own = [field.path for field in one.kind.having("werkzeug")]
    verbs: dict[str, list[str]] = {}
    for difference in found:
        if difference.path and difference.path[0] not in own:
            verbs.setdefault(difference.verb, []).append(difference.label)
    return ", ".join(f"{_listed(list(dict.fromkeys(labels)))} {verb}" for verb, labels in verbs.items()) or "geändert"


def agreed(verdict: Verdict, wish: Wish) -> bool:
    """Whether the changes may be made: no new error in the changed files, and none elsewhere unless that is wanted."""
    if verdict.own:
        tell(verdict.own)
        terminal.say("Nichts gespeichert: So hätte der Eintrag Fehler. Die Datei ist unverändert.")
        return False
    for finding in verdict.notes[:3]:
        message = finding.message if finding.message.endswith((".", "!", "?")) else f"{finding.message}."
        text = f"Hinweis: {message} {finding.hint}".rstrip()
        terminal.say("\n".join(textwrap.wrap(terminal.visible(text), _WIDTH - 2, subsequent_indent="  ")))
    if not verdict.elsewhere:
        return True
    tell(verdict.elsewhere)
    if wish.only_shows or wish.yes:
        return True
    if wish.asks:
        from ..asking import confirm

        if confirm("Dadurch entstehen die Fehler oben in anderen Einträgen. Trotzdem speichern?"):
            return True
    terminal.say("Nichts gespeichert: Andere Einträge hätten dann Fehler. Trotzdem speichern: --yes")
    return False


def tell(findings: Sequence[Finding]) -> None:
    """Findings as `fh validate` shows them, on stderr."""
    from ..output import FORMATS, OutputContext
    from ..rules import RULES

    context = OutputContext(
        len({finding.path for finding in findings}),
        RULES,
        width=terminal.width(100),
        colour=terminal.has_colour(sys.stderr),
    )
    terminal.say(FORMATS["full"](findings, context).rstrip("\n"))


def write(changes: Iterable[FileChange], moved: Mapping[Path, Path] | None = None) -> None:
    """Writes the files. Raises `BadParameter` when one was changed meanwhile."""
    try:
        write_changes(changes, moved)
    except EditRefused as error:
        raise typer.BadParameter(str(error)) from None


def nothing_written(wish: Wish) -> int:
    """Says that nothing was written, and why; exit code 0."""
    terminal.say(f"Nichts gespeichert ({'--diff' if wish.diff else '--dry-run'}).")
    return 0


def _shown(one: FileChange, difference: Difference, value: object, registry: Registry) -> str:
    from ..tables.cells import Cells, plain

    if value is None:
        return ""
    field = one.kind.fields.get(".".join(step for step in difference.path if isinstance(step, str)))
    text = Cells(registry, one.kind).text(field, value) if field else plain(value)
    return textwrap.shorten(text, _VALUE, placeholder=" …") or text[:_VALUE]


def _listed(words: list[str]) -> str:
    return " und ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


__all__ = [
    "Wish",
    "agreed",
    "edited",
    "lines",
    "nothing_written",
    "remarked",
    "save",
    "save_together",
    "sealed",
    "sentence",
    "show",
    "spoken",
    "tell",
    "tool_dates",
    "write",
]
