"""What `fh import` shows and asks: the guessed mapping, the open questions, the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .. import terminal
from ..importing.entry import NO_FIELD, Note
from ..importing.guessing import Guess
from ..importing.mapping import field_at
from ..importing.memory import NEW, SKIP, Decisions
from ..importing.merging import LIST, REGISTRY
from ..importing.planning import Plan, Question
from ..schemas.kinds import Kind
from ..tables.layout import in_columns

_SHOWN = 8
_LATER = "spaeter"


def show_guess(guesses: Sequence[Guess], kind: Kind) -> None:
    """The columns with a sample of what stands in them and the field each was taken for."""
    rows = []
    for guess in guesses:
        found = field_at(kind, guess.path)
        above = kind.fields.get(found.path.rpartition(".")[0]) if found else None
        label = f"{above.label}: {found.label}" if found and above else found.label if found else "– eigenes Feld"
        rows.append((guess.column, guess.sample, label, guess.how))
    for line in in_columns(("Spalte", "zum Beispiel", "Feld", "erkannt an"), rows, terminal.width(80), whole=(3,)):
        print(line)


def hints(questions: Sequence[Question]) -> dict[str, str]:
    """Why a decision is asked for, for the file of decisions; by key."""
    found = {}
    for question in questions:
        seen = [f"{twin.record.id}: »{twin.record.title}« – {twin.evidence}" for twin in question.twins]
        found[question.key] = "\n".join(seen)
    return found


def open_decisions(plan: Plan, decisions: Decisions) -> Decisions:
    """The decisions made, with an empty line for each that is still open."""
    twins, clashes = dict(decisions.twins), {key: dict(part) for key, part in decisions.clashes.items()}
    for question in plan.questions:
        if not question.id:
            twins.setdefault(question.key, "")
        for clash in question.clashes:
            clashes.setdefault(question.key, {}).setdefault("/".join(clash.path), "")
    return Decisions(twins, clashes)


def ask(plan: Plan, decisions: Decisions) -> bool:
    """Asks about everything open; the answers go into `decisions`. Whether anything was answered."""
    from ..asking import choose

    answered = False
    for number, question in enumerate(plan.questions, 1):
        terminal.say(
            terminal.styled(f"\nFrage {number} von {len(plan.questions)}: {terminal.visible(question.title)}", "bold")
        )
        if not question.id:
            choices: dict[str, Sequence[str]] = {
                twin.record.id: [f"ist »{twin.record.title}« ({twin.evidence})"] for twin in question.twins
            }
            choices |= {
                NEW: ["ist ein anderer, neuer Eintrag"],
                SKIP: ["nicht übernehmen"],
                _LATER: ["später entscheiden"],
            }
            terminal.say(f"  {question.row.place}: {terminal.visible(_row(question))}")
            answer = choose("Was stimmt", choices)
            if answer != _LATER:
                decisions.twins[question.key], answered = answer, True
            continue
        for clash in question.clashes:
            terminal.say(f"  {'.'.join(clash.path)}: hier und in der Liste geändert")
            answer = choose(
                "Was stimmt",
                {
                    REGISTRY: [f"Register: {_value(clash.here)}"],
                    LIST: [f"Liste: {_value(clash.there)}"],
                    _LATER: ["später entscheiden"],
                },
            )
            if answer != _LATER:
                decisions.clashes.setdefault(question.key, {})["/".join(clash.path)] = answer
                answered = True
    return answered


def summarise(plan: Plan) -> None:
    """What happened row by row and cell by cell, the longest lists cut; all of it stands in the report."""
    if plan.new or plan.updated:
        _cells(plan)
    listed("Zeilen ohne Namen, trotzdem angelegt", [f"{place}: {key}" for place, key in plan.untitled])
    listed(
        "Heißt in der Liste jetzt anders, an der Internetadresse wiedererkannt",
        [f"{place}: {id}" for place, id in plan.renamed],
    )
    listed(
        "Kein Eintrag daraus",
        [f"{place}: {' – '.join(filter(None, (title, why)))}" for place, title, why in plan.skipped],
    )
    twins = [question for question in plan.questions if not question.id]
    listed(
        "Vielleicht schon da, wartet auf Ihre Entscheidung",
        [f"{q.row.place}: {q.title} – wie »{q.twins[0].record.id}« ({q.twins[0].evidence})" for q in twins],
    )
    listed("Nicht dasselbe, vermerkt in fh.yaml (keine_dubletten)", [" – ".join(pair) for pair in plan.apart])
    clashes = [question for question in plan.questions if question.id]
    listed(
        "Hier und in der Liste geändert, nicht angefasst",
        [f"{q.row.place}: {q.id} ({', '.join('.'.join(c.path) for c in q.clashes)})" for q in clashes],
    )
    listed("Nicht mehr in der Liste, im Eintrag vermerkt", [file for _, file in plan.vanished])
    if plan.private:
        count = "1 Person kommt" if plan.private == 1 else f"{plan.private} Personen kommen"
        terminal.say(f"{count} in den privaten Ordner, ohne Einwilligung: Nichts davon erscheint.")
    listed("Im privaten Ordner erneuert", plan.renewed)


def _cells(plan: Plan) -> None:
    """Cells that are not in their field, alike ones together."""
    alike: dict[tuple[str, str], list[Note]] = {}
    for _, note in plan.notes:
        if note.kept.startswith("x_"):
            alike.setdefault((note.column, note.reason.partition("»")[0] or note.reason), []).append(note)
    missed = {key: notes for key, notes in alike.items() if key[1] != NO_FIELD}
    if missed:
        number = sum(map(len, missed.values()))
        terminal.say(f"Zellen nicht in ihrem Feld, aber als x_import_… aufgehoben: {number}")
        for (column, _), notes in sorted(missed.items(), key=lambda entry: -len(entry[1]))[:_SHOWN]:
            places = ", ".join(note.place.removesuffix(f" {column}") for note in notes[:3])
            many = f"{places} … ({len(notes)})" if len(notes) > 3 else places
            _line(f"{many} {column}: {notes[0].reason}")
        if len(missed) > _SHOWN:
            terminal.say(f"  … und {len(missed) - _SHOWN} weitere Gründe")
    listed("Spalten ohne Feld, als x_import_… aufgehoben", [column for column, reason in alike if reason == NO_FIELD])


def _line(entry: str) -> None:
    width = terminal.width(80)
    text = " ".join(terminal.visible(entry).split())
    terminal.say(f"  {text}" if len(text) <= width - 2 else f"  {text[: width - 3]}…")


def listed(title: str, entries: Sequence[str]) -> None:
    """A heading with its number and the first entries below it."""
    if not entries:
        return
    terminal.say(f"{title}: {len(entries)}")
    for entry in entries[:_SHOWN]:
        _line(entry)
    if len(entries) > _SHOWN:
        terminal.say(f"  … und {len(entries) - _SHOWN} weitere")


def _row(question: Question) -> str:
    texts = [" ".join(cell.split()) for cell in question.row.cells.values() if isinstance(cell, str) and cell]
    return " · ".join(texts)[:160]


def _value(value: object) -> str:
    text = " ".join(str(value if value is not None else "nichts").split())
    return text if len(text) < 60 else text[:60] + "…"


def report_files(folder: Path, name: str, wanted: Path | None) -> Mapping[str, Path]:
    """Where the report goes: the file asked for, else both forms beside the tool's other by-products."""
    if wanted is not None:
        return {"csv" if wanted.suffix.casefold() == ".csv" else "md": wanted}
    base = folder / ".fh" / "import" / name
    return {"md": base.with_suffix(".md"), "csv": base.with_suffix(".csv")}
