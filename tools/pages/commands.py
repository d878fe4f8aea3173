"""The commands, as their help pages in the terminal."""

from __future__ import annotations

import typer

from fluechtlingshilfe_cli import _typer, terminal
from fluechtlingshilfe_cli import help as pages
from fluechtlingshilfe_cli.commands import SECTIONS

_INTRO = """# Die Befehle

Jeder Befehl beginnt mit `fh`. Die Hilfe zu einem Befehl zeigt auch das Terminal: `fh validate --help`.

Am Ende jedes Befehls steht ein Ergebnis, das andere Programme lesen können: **0** heißt in Ordnung (höchstens
Warnungen), **1** heißt, es gibt Befunde oder nichts wurde gefunden, **2** heißt, der Befehl war so nicht möglich.
"""


def page() -> str:
    """The whole page."""
    terminal.want_colour("never")
    lines = [_INTRO]
    for title, commands in SECTIONS.items():
        lines += [f"## {title}", ""]
        for name in commands:
            lines += [f"### fh {name} {{#{name}}}", "", "```text", _help(name), "```", ""]
    return "\n".join(lines)


def _help(name: str) -> str:
    command = _typer.load(name)
    return pages.page(command, typer.Context(command, info_name=f"fh {name}"))
