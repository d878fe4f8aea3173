"""Corrected lines for findings that know them, and those of them that can be taken over with one click.

GitHub takes a suggestion only at lines that the change shows, counted in the files of its author. Files that were
merged with others for the check are left out, and so is everything beyond a few: who has many, reads the comment.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

from ..documents import Document, read
from ..findings import Finding, Suggestion
from ..history import HistoryError, Tree, find_repository
from ..output.concise import sentences
from ..output.markdown import escaped
from ..since import Scope

MOST = 20
_AROUND = 3
"""Unchanged lines that services show around a change."""
_LONG = 600


@dataclass(frozen=True, slots=True)
class Correction:
    """The lines `first` to `last` of a file as they should be."""

    finding: Finding
    first: int
    last: int
    text: str

    def block(self, language: str) -> str:
        """The lines as a fenced block that nothing in them can end."""
        fence = "`" * max(3, 1 + max((len(run) for run in _runs(self.text)), default=0))
        return f"{fence}{language}\n{self.text}\n{fence}"


def corrections(findings: Iterable[Finding], scope: Scope) -> Iterator[Correction]:
    """For each finding with an edit in a file of the change, the lines it is about with the edit made."""
    read_already: dict[str, Document | None] = {}
    for finding in findings:
        suggestion = next((one for one in finding.suggestions if one.span and one.replacement is not None), None)
        if suggestion is None or finding.private or finding.path not in scope.changed:
            continue
        if finding.path not in read_already:
            read_already[finding.path] = _document(scope, finding.path)
        document = read_already[finding.path]
        if document is not None and (found := _corrected(finding, suggestion, document)):
            yield found


def suggestions(found: Sequence[Correction], scope: Scope | None, head: str, prefix: str) -> str:
    """The suggestions for one click, as the list of comments that GitHub's interface for reviews takes (JSON).

    `head`: the commit of the change's author, empty where the files on disk are the author's. `prefix`: the
    registry's folder in the repository.
    """
    comments: list[dict[str, object]] = []
    states = _states(scope, head) if scope else None
    for one in found if scope and states else ():
        assert scope is not None and states is not None
        name = prefix + one.finding.path
        if len(comments) < MOST and _is_shown(one, *states, name, scope):
            comments.append(_comment(one, name))
    return json.dumps(comments, ensure_ascii=False, indent=2) + "\n"


def _document(scope: Scope, file: str) -> Document | None:
    try:
        document = read(scope.project.place(file).read_bytes())
    except OSError:
        return None
    return document if document.text else None


def _corrected(finding: Finding, suggestion: Suggestion, document: Document) -> Correction | None:
    span = suggestion.span
    assert span is not None and suggestion.replacement is not None
    lines = _lines(document.text)
    if span.end_line > len(lines):
        return None
    first, last = lines[span.line - 1], lines[span.end_line - 1]
    text = first[: span.column - 1] + suggestion.replacement + last[span.end_column - 1 :]
    if len(text) > _LONG or any(not letter.isprintable() and letter not in "\n\t" for letter in text):
        return None
    return Correction(finding, span.line, span.end_line, text)


def _lines(text: str) -> list[str]:
    """The lines as services count them."""
    return text.replace("\r\n", "\n").split("\n")


def _states(scope: Scope, head: str) -> tuple[Tree, Tree | None] | None:
    """The state before, and that of the author where it is another than the one on disk; None where neither is here."""
    if scope.base is None:
        return None
    try:
        repository = find_repository(scope.project.root)
        author = repository.tree(repository.revision(head)) if head else None
        return repository.tree(scope.base), author
    except HistoryError:
        return None


def _is_shown(one: Correction, old: Tree, author: Tree | None, name: str, scope: Scope) -> bool:
    """Whether all of the lines are among those the change shows, and stand in the author's file just so."""
    now = scope.project.place(one.finding.path).read_bytes()
    if author is not None and (name not in author.ids or author.read(name) != now):
        return False
    before = old.read(name) if name in old.ids else b""
    shown = _shown_lines(before.decode("utf-8", "replace"), now.decode("utf-8", "replace"))
    return all(line in shown for line in range(one.first, one.last + 1))


def _shown_lines(old: str, new: str) -> set[int]:
    before, after = _lines(old), _lines(new)
    found: set[int] = set()
    for what, _, _, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            found.update(range(max(1, begin + 1 - _AROUND), min(len(after), end + _AROUND) + 1))
    return found


def _comment(one: Correction, name: str) -> dict[str, object]:
    mark = sha256(f"{name}\0{one.first}\0{one.finding.code}\0{one.text}".encode("utf-8", "replace")).hexdigest()[:16]
    body = f"<!-- fh:vorschlag {mark} -->\n{escaped(sentences(one.finding))}\n\n{one.block('suggestion')}"
    place: dict[str, object] = {"path": name, "line": one.last, "side": "RIGHT"}
    if one.first != one.last:
        place |= {"start_line": one.first, "start_side": "RIGHT"}
    return {**place, "body": body}


def _runs(text: str) -> Iterator[str]:
    """All stretches of backticks."""
    run = ""
    for letter in f"{text} ":
        if letter == "`":
            run += letter
        elif run:
            yield run
            run = ""
