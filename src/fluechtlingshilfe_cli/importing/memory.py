"""What a registry remembers of a list: its mapping, the decisions about it, and what it said last time.

All of it stands in `importe/NAME/` and belongs to the registry like its records, so that a colleague goes on where
the first one stopped. Of what it said only checksums are kept, and nothing of private records.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..documents import read, scalar_source
from ..naming import slug
from ..project import Project

FOLDER = "importe"
MAPPING, DECISIONS, STATE = "zuordnung.yaml", "entscheidungen.yaml", "stand.json"
_STAMP = re.compile(
    r"[\s_.(-]*(?:(?:19|20)[0-9]{2}(?:[-_.]?[0-9]{2}){0,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}"
    r"|v[0-9]+|neu|kopie|\([0-9]+\))[\s_.)-]*$",
    re.IGNORECASE,
)
NEW, SKIP, OPEN = "neu", "auslassen", "offen"
_HEAD = """\
# Was Sie zu dieser Liste entschieden haben. »fh import« fragt danach nicht wieder.
# doppelt: »neu« (ein anderer Eintrag), »auslassen«, oder die Kennung des Eintrags, der es schon ist.
# abweichend: »liste« oder »register«, je nachdem, was stimmt. »offen« heißt: noch nicht entschieden.
"""


class BadDecisions(Exception):
    """The decisions cannot be read; the sentence says where."""


@dataclass(slots=True)
class Decisions:
    """Answers by the key of a row: about duplicates, and about values that differ."""

    twins: dict[str, str] = field(default_factory=dict)
    clashes: dict[str, dict[str, str]] = field(default_factory=dict)

    def text(self, hints: Mapping[str, str]) -> str:
        """The file people go on editing; `hints` say by key why it is asked."""
        lines = [_HEAD.rstrip()]
        if self.twins:
            lines.append("doppelt:")
            for key, answer in self.twins.items():
                lines += [f"  # {line}" for line in hints.get(key, "").splitlines()]
                lines.append(f"  {scalar_source(key)}: {scalar_source(answer or OPEN)}")
        if self.clashes:
            lines.append("abweichend:")
            for key, answers in self.clashes.items():
                lines += [f"  {scalar_source(key)}:"]
                lines += [
                    f"    {scalar_source(path)}: {scalar_source(answer or OPEN)}" for path, answer in answers.items()
                ]
        return "\n".join(lines) + "\n"


@dataclass(slots=True)
class State:
    """What the list said last time: for each key the entry and the checksums of its values."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def text(self) -> str:
        """The file, one row a line, so that git shows which row changed."""
        rows = [f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(row, ensure_ascii=False, sort_keys=True)}"
                for key, row in sorted(self.rows.items())]  # fmt: skip
        return "{" + ("\n" + ",\n".join(rows) + "\n" if rows else "") + "}\n"


def list_name(path: Path, sheet: str = "") -> str:
    """The name a list is remembered by: without the day or number that tells one version from the next.

    A further sheet of a workbook is a list of its own.
    """
    stem = path.resolve().name if path.is_dir() else path.stem
    bare = stem
    while (shorter := _STAMP.sub("", bare)) != bare and shorter:
        bare = shorter
    return "-".join(filter(None, (slug(bare) or slug(stem) or "liste", slug(sheet))))


class Memory:
    """The folder of one list in a registry."""

    def __init__(self, project: Project, name: str) -> None:
        self.name = name
        self.folder = project.root / FOLDER / name

    def mapping(self, kind: str) -> Path:
        """Where the mapping for a kind stands."""
        return self.folder / MAPPING.replace(".", f"-{kind}.")

    @property
    def decisions_file(self) -> Path:
        """Where the decisions stand."""
        return self.folder / DECISIONS

    def state_file(self, kind: str) -> Path:
        """Where it is noted what the list said last time."""
        return self.folder / STATE.replace(".", f"-{kind}.")

    def state(self, kind: str) -> State:
        """What the list said last time; nothing where that is not readable, so that nothing is overwritten."""
        try:
            rows = json.loads(self.state_file(kind).read_text("utf-8"))
        except (OSError, ValueError):
            return State()
        return State({key: row for key, row in rows.items() if isinstance(row, dict)} if isinstance(rows, dict) else {})


def read_decisions(path: Path) -> Decisions:
    """The decisions of a YAML file, or a CSV with `schluessel` and `antwort`. Raises `BadDecisions`, OSError."""
    raw = path.read_bytes()
    if path.suffix.casefold() == ".csv":
        text = raw.decode("utf-8-sig", "replace")
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))
        return Decisions({row[0].strip(): _answer(row[1]) for row in rows[1:] if len(row) > 1})
    document = read(raw)
    if document.accident:
        line = document.span(document.accident.start, document.accident.end).line
        raise BadDecisions(f"{path}:{line}: {document.accident.message}")
    data = document.data or {}
    twins, clashes = (data.get(name) or {} for name in ("doppelt", "abweichend")) if isinstance(data, dict) else (0, 0)
    if not isinstance(twins, dict) or not isinstance(clashes, dict):
        raise BadDecisions(
            f"{path}: Erwartet werden die Abschnitte »doppelt« und »abweichend« mit Zeilen »Eintrag: Antwort«."
        )
    return Decisions(
        {key: _answer(answer) for key, answer in twins.items() if not isinstance(answer, dict | list)},
        {key: {n: _answer(a) for n, a in part.items()} for key, part in clashes.items() if isinstance(part, dict)},
    )


def _answer(given: object) -> str:
    text = str(given or "").strip()
    return "" if text.casefold() == OPEN else text
