"""What may not go to print, office by office: on the screen, as Markdown and as a table."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from .. import terminal
from .rendering import markdown

Data = dict[str, Any]

_STYLES = {"fehler": "red", "pflicht": "red", "lang": "yellow", "ueberfaellig": "yellow", "entwurf": "dim"}
_COLUMNS = (
    "zustaendig",
    "kontakt",
    "eintrag",
    "titel",
    "kontakt_eintrag",
    "grund",
    "meldung",
    "befehl",
    "datei",
    "zeile",
)


def lines(data: Data, width: int) -> Iterator[str]:
    """The list for a terminal."""
    for number, office in enumerate(data["offices"]):
        if number:
            yield ""
        yield from _wrapped(office["title"], width, "", "bold")
        if office["contact"]:
            yield from _wrapped(office["contact"], width, "", "dim")
        for one in office["entries"]:
            yield ""
            yield from _wrapped(one["title"], width, "  ", "bold")
            detail = " · ".join(filter(None, (one["key"], one["contact"])))
            yield from _wrapped(detail, width, "  ", "dim")
            for obstacle in one["obstacles"]:
                yield from _obstacle(obstacle, width)


def as_markdown(data: Data) -> str:
    """The list as a document, each office a section, each obstacle a box to tick."""
    said = [f"# {markdown(data['title'])}", "", markdown(data["line"])]
    for office in data["offices"]:
        said += ["", f"## {markdown(office['title'])}"]
        said += ["", markdown(office["contact"])] if office["contact"] else []
        for one in office["entries"]:
            contact = f" ({markdown(one['contact'])})" if one["contact"] else ""
            said += ["", f"**{markdown(one['title'])}**{contact}", ""]
            said += [f"- [ ] {markdown(_said(obstacle))}" for obstacle in one["obstacles"]]
    return "\n".join(said)


def as_table(data: Data) -> list[tuple[str, ...]]:
    """A row of headings and one for each obstacle, as text that no spreadsheet runs."""
    rows = [_COLUMNS]
    for office in data["offices"]:
        for one in office["entries"]:
            for obstacle in one["obstacles"]:
                line = str(obstacle["line"] or "")
                told = (obstacle["label"], obstacle["message"], obstacle["command"], obstacle["file"], line)
                rows.append((office["title"], office["contact"], one["key"], one["title"], one["contact"], *told))
    return [tuple(f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in row) for row in rows]


def _obstacle(obstacle: Data, width: int) -> Iterator[str]:
    label = f"    {obstacle['label']}: "
    text = terminal.visible(_place(obstacle) + obstacle["message"])
    first, *others = textwrap.wrap(label + text, width, subsequent_indent=" " * 6, break_on_hyphens=False)
    yield terminal.styled(label.rstrip(), _STYLES.get(obstacle["reason"], "cyan")) + first[len(label.rstrip()) :]
    yield from others
    if obstacle["command"]:
        yield f"      {terminal.visible(obstacle['command'])}"


def _wrapped(text: str, width: int, indent: str, style: str) -> Iterator[str]:
    for line in textwrap.wrap(
        terminal.visible(text), width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    ):
        yield terminal.styled(line, style)


def _said(obstacle: Data) -> str:
    return f"{obstacle['label']}: {_place(obstacle)}{obstacle['message']}"


def _place(obstacle: Data) -> str:
    return f"{obstacle['file']}:{obstacle['line']}: " if obstacle["line"] else ""
