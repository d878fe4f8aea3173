"""What the asking commands share: the records to ask, and where the answer goes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..queries import Source
from ..reading import load_registry
from ..registry import Registry
from . import options

Channel = Annotated[
    str | None,
    typer.Option(
        "--kanal",
        metavar="KANAL",
        help="Nur was dieser Kanal zeigen darf: druck oder web. Sonst intern, mit allen Angaben.",
    ),
]


def ask(folder: Path, today: date | None, channel: str | None, at: str | None = None) -> tuple[Source, Registry]:
    """The records to ask, narrowed to what a channel may show, and the whole registry."""
    project = options.project(folder, today, at)
    registry, findings = load_registry(project)
    broken = {finding.path for finding in findings if finding.is_error}
    if broken:
        files = "1 Datei ist" if len(broken) == 1 else f"{len(broken)} Dateien sind"
        when = f" --at {at}" if at else ""
        terminal.say(f"{files} fehlerhaft; was darin steht, fehlt hier. Was zu tun ist, sagt: fh validate{when}")
    if channel is None:
        return registry, registry
    from ..publication import CHANNELS, published

    if channel not in CHANNELS:
        raise typer.BadParameter(f"Den Kanal »{channel}« gibt es nicht. Möglich sind: {', '.join(CHANNELS)}.")
    return published(registry, channel), registry


def hand_over(text: str, output: Path | None) -> None:
    """Prints the result, or writes it to a file and says so."""
    if output is None:
        if text:
            print(text)
        return
    from ..writing import write_text

    write_text(output, f"{text}\n")
    terminal.say(f"Geschrieben: {output}")


def split_filters(arguments: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """What stands for itself, and `--feld wert` or `--feld=wert` as pairs. Raises BadParameter."""
    words: list[str] = []
    filters: list[tuple[str, str]] = []
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-") or argument == "-":
            words.append(argument)
            continue
        name, equals, text = argument.removeprefix("--").partition("=")
        if not argument.startswith("--"):
            raise typer.BadParameter(
                f"Die Option »{argument}« gibt es nicht. Filter haben zwei Striche: --gemeinde Mölln"
            )
        if not equals:
            following = next(rest, None)
            if following is None or following.startswith("--"):
                raise typer.BadParameter(f"Nach »--{name}« gehört ein Wert, zum Beispiel: --{name} WERT")
            text = following
        filters.append((name.replace("-", "_"), text))
    return words, filters
