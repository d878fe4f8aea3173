"""The report of an import: every cell and row that is not in its field as it stands, with address and reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ..schemas.kinds import Kind
from .entry import NO_FIELD
from .planning import Plan

_LONGEST = 200

Line = tuple[str, str, str, str, str]
"""Place, column, text, reason, and where it is now."""


def lines(plan: Plan) -> Iterator[Line]:
    """All lines, in the order of the list; nothing of people is among the texts."""
    for place, title, reason in plan.skipped:
        yield place, "", title, reason, "kein Eintrag"
    for question in plan.questions:
        if not question.id:
            seen = "; ".join(f"»{twin.record.title}« ({twin.record.id}): {twin.evidence}" for twin in question.twins)
            yield question.row.place, "", question.title, f"vielleicht schon da: {seen}", "wartet auf Ihre Entscheidung"
        for clash in question.clashes:
            yield (
                question.row.place,
                "/".join(clash.path),
                _short(clash.there),
                "seit dem letzten Mal hier und dort geändert",
                f"im Register steht: {_short(clash.here)}",
            )
    for _, note in plan.notes:
        yield note.place, note.column, note.text, note.reason, note.kept
    for key, file in plan.vanished:
        yield file, "", key, "steht nicht mehr in der Liste", "im Eintrag vermerkt"
    for aside in plan.asides:
        yield aside.place, "", aside.text, aside.reason, "nicht übernommen"


def as_csv(plan: Plan) -> str:
    """The report as a table."""
    memory = io.StringIO()
    table = csv.writer(memory, delimiter=";", lineterminator="\n")
    table.writerow(("Stelle", "Spalte", "Inhalt", "Grund", "Verbleib"))
    table.writerows([_harmless(part) for part in line] for line in lines(plan))
    return "\ufeff" + memory.getvalue()


def as_markdown(plan: Plan, kind: Kind, source: str, told: str) -> str:
    """The report to read, grouped by reason."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines(plan):
        kept = "im eigenen Feld x_import_…" if line[4].startswith("x_import_") else line[4]
        groups.setdefault((line[3] if len(line[3]) < 80 else line[3][:80] + "…", kept), []).append(line)
    text = [f"# Übernahme von {source}", "", f"{told}. {counts(plan, kind)}", ""]
    if not groups:
        text += ["Jede Zelle steht in ihrem Feld.", ""]
    for (reason, kept), cells in groups.items():
        found = list(_by_column(cells)) if reason == NO_FIELD else cells
        text += [f"## {_upper(reason)}", "", f"{len(cells)} × {kept}" if kept else f"{len(cells)} ×", ""]
        text += ["| Stelle | Spalte | Inhalt |", "|---|---|---|"]
        text += [f"| {' | '.join(_cell(part) for part in line[:3])} |" for line in found]
        text.append("")
    return "\n".join(text)


def counts(plan: Plan, kind: Kind, dry_run: bool = False) -> str:
    """The last line: how many entries came, followed, stayed, and what is open."""
    first = f"1 {kind.title}" if len(plan.new) == 1 else f"{len(plan.new)} {kind.plural}"
    done = ("würde angelegt" if len(plan.new) == 1 else "würden angelegt") if dry_run else "angelegt"
    parts = [f"{first} {done}", f"{len(plan.updated)} erneuert", f"{plan.unchanged} unverändert"]
    twins = sum(not question.id for question in plan.questions)
    clashes = len(plan.questions) - twins
    for number, what in (
        (twins, "vielleicht schon da"),
        (clashes, "hier und dort geändert"),
        (len(plan.vanished), "nicht mehr in der Liste"),
    ):
        if number:
            parts.append(f"{number} {what}")
    return ", ".join(parts) + "."


def _by_column(cells: list[Line]) -> Iterator[Line]:
    """Columns that no field takes in one line each; the table of the report names their cells one by one."""
    columns: dict[str, list[Line]] = {}
    for line in cells:
        columns.setdefault(line[1], []).append(line)
    for column, found in columns.items():
        span = found[0][0] if len(found) == 1 else f"{found[0][0]} … {found[-1][0]}"
        yield span, column, f"{len(found)} Zellen, zum Beispiel: {found[0][2]}", *found[0][3:]


def _short(value: object) -> str:
    text = " ".join(str(value if value is not None else "–").split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _cell(text: str) -> str:
    return _short(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _harmless(text: str) -> str:
    """Text for a cell that no office program takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
