"""Findings as GitHub shows them: annotations, and no endless message."""

from __future__ import annotations

from dataclasses import replace

from fluechtlingshilfe_cli.findings import Span
from fluechtlingshilfe_cli.output import FORMATS
from sample_findings import CONTEXT, HOSTILE, OLD, SEVERAL, TYPO


def commands(text: str) -> list[str]:
    """The workflow commands GitHub obeys: outside `stop-commands`, at the start of a line after blanks."""
    found, stopped = [], ""
    for line in text.split("\n"):
        line = line.strip()
        if stopped:
            stopped = "" if line == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
        elif line.startswith("::") or "##[" in line:
            found.append(line)
    assert not stopped
    return found


def test_github_gets_the_full_text_and_an_annotation_per_finding() -> None:
    text = FORMATS["github"](SEVERAL, CONTEXT)
    assert FORMATS["full"](SEVERAL, CONTEXT) in text
    assert commands(text)[0] == (
        "::error file=data/initiatives/cafe-ankommen.yaml,line=2,endLine=2,col=1,endColumn=4,"
        "title=Fehler FH102 · Café Ankommen::unbekanntes Feld »nmae«%0AMeinten Sie »name«?"
    )
    assert [command.split(" ")[0] for command in commands(text)] == [
        "::error",
        "::warning",
        "::error",
        "::notice",
        "::error",
    ]


def test_github_escapes_and_obeys_no_data() -> None:
    (command,) = commands(FORMATS["github"]([HOSTILE], CONTEXT))
    properties, _, message = command.removeprefix("::error ").partition("::")
    told = dict(part.split("=", 1) for part in properties.split(","))
    assert told["file"] == "data/initiatives/a%2Cb%3Ac%25 %3A%3Awarning%3A%3Ax.yaml"
    assert set(told) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert ":" not in told["title"] and "\r" not in message and "\x1b" not in message
    assert "%250A" in message, "a written %0A stays what was written"


def test_github_gathers_the_findings_of_a_file_where_there_are_more_than_ten() -> None:
    at = [replace(TYPO, span=Span(line, 1, line, 5)) for line in range(3, 14)]
    found = commands(FORMATS["github"]([*at, replace(TYPO, path="data/initiatives/x.yaml"), OLD], CONTEXT))
    assert [command.split(" ")[0] for command in found] == ["::error", "::error", "::notice"]
    head, _, message = found[0].removeprefix("::error ").partition("::")
    assert head == "file=data/initiatives/cafe-ankommen.yaml,line=3,endLine=3,title=11-mal Fehler · Café Ankommen"
    assert message.split("%0A")[10] == "Zeile 13: unbekanntes Feld »nmae«. Meinten Sie »name«? (FH102)"


def test_github_shows_ten_files_of_a_kind_and_says_where_the_others_are() -> None:
    """The files with most findings are shown; the notice that counts the others has its place among the notices."""
    files = [replace(TYPO, path=f"data/initiatives/g{number:02}.yaml") for number in range(12)]
    old = [replace(OLD, path=f"data/partners/p{number:02}.yaml") for number in range(12)]
    found = commands(FORMATS["github"]([*files, files[11], *old], CONTEXT))
    kinds = [command.split(" ")[0] for command in found]
    assert (kinds.count("::error"), kinds.count("::notice")) == (10, 10)
    assert any("g11.yaml" in command for command in found)
    assert found[-1].endswith("5 weitere stehen im Protokoll dieses Laufs.")


def test_github_gets_no_endless_message() -> None:
    (command,) = commands(FORMATS["github"]([replace(TYPO, message="x" * 90_000, title="y" * 90_000)], CONTEXT))
    assert len(command) < 6_000
