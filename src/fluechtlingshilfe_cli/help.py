"""Help pages in German, set by us: usage, sentences, arguments, options, examples, at most 80 columns wide."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterable
from typing import Any

from . import terminal
from .commands import COMMANDS, SECTIONS

WIDTH = 80


def overview() -> str:
    """The page of `fh --help`."""
    lines = [
        terminal.styled("fh", "bold")
        + " – das Register der Flüchtlingshilfe im Kreis: prüfen, fragen, berichten, drucken.",
        "",
        "Aufruf: fh BEFEHL [ANGABEN]     Hilfe zu einem Befehl: fh BEFEHL --help",
    ]
    column = _column(COMMANDS)
    for title, commands in SECTIONS.items():
        lines += ["", terminal.styled(title, "bold"), *_pairs([*commands.items()], column)]
    lines += [
        "",
        terminal.styled("Optionen", "bold"),
        *_pairs([("--version", "Zeigt die Version."), ("--help", "Zeigt diese Hilfe.")], column),
        "",
        terminal.styled("So fängt es an", "bold"),
        "  fh init --kreis 01053       ein neues Register anlegen",
        "  fh validate                 das Register prüfen",
        "  fh search Fahrrad Gülzow    am Telefon antworten",
    ]
    return "\n".join(lines)


def page(command: Any, context: Any) -> str:
    """The page of one command, from its docstring and its parameters."""
    text, examples = _split(inspect.cleandoc(command.help or ""))
    arguments, options = [], []
    for parameter in command.get_params(context):
        if getattr(parameter, "hidden", False):
            continue
        if parameter.param_type_name == "argument":
            arguments.append((parameter.make_metavar(context).strip("[]."), parameter.help or "", parameter))
        else:
            options.append((_names(parameter, context), _option_help(parameter), parameter))
    pieces = " ".join(_usage(parameter, name) for name, _, parameter in arguments)
    lines = [f"Aufruf: {context.command_path} {pieces} [OPTIONEN]".replace("  ", " ")]
    for paragraph in text.split("\n\n"):
        lines += ["", *textwrap.wrap(" ".join(paragraph.split()), WIDTH)]
    if arguments:
        lines += ["", terminal.styled("Angaben", "bold"), *_pairs([(name, text) for name, text, _ in arguments])]
    lines += ["", terminal.styled("Optionen", "bold"), *_pairs([(name, text) for name, text, _ in options])]
    if examples:
        lines += ["", terminal.styled("Beispiele", "bold"), *(f"  {line.strip()}" for line in examples if line.strip())]
    return "\n".join(lines)


def _usage(parameter: Any, name: str) -> str:
    many = " …" if parameter.nargs == -1 else ""
    return f"{name}{many}" if parameter.required else f"[{name}{many}]"


def _names(parameter: Any, context: Any) -> str:
    names = sorted(
        (*parameter.opts, *parameter.secondary_opts),
        key=lambda name: (not name.startswith("--"), name.startswith("--no-")),
    )
    flag = getattr(parameter, "is_flag", False) or getattr(parameter, "count", False)
    metavar = "" if flag else " " + (parameter.metavar or parameter.make_metavar(context))
    return ", ".join(names) + metavar


def _option_help(parameter: Any) -> str:
    if parameter.name == "help":
        return "Zeigt diese Hilfe."
    return parameter.help or ""


def _column(names: Iterable[str]) -> int:
    """Where the second column begins; a name too long for it stands on a line of its own."""
    return min(max(map(len, names), default=0), 24) + 4


def _pairs(pairs: list[tuple[str, str]], column: int = 0) -> list[str]:
    column = column or _column(name for name, _ in pairs)
    lines = []
    for name, text in pairs:
        wrapped = textwrap.wrap(text, WIDTH - column) or [""]
        if len(name) + 4 > column:
            lines.append(f"  {terminal.styled(name, 'cyan')}")
            lines += [" " * column + line for line in wrapped]
        else:
            gap = " " * (column - 2 - len(name))
            lines.append(f"  {terminal.styled(name, 'cyan')}{gap}{wrapped[0]}")
            lines += [" " * column + line for line in wrapped[1:]]
    return lines


def _split(text: str) -> tuple[str, list[str]]:
    text, _, examples = text.partition("Beispiele:")
    return text.strip(), examples.splitlines()
