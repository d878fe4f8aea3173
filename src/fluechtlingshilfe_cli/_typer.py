"""The seam to Typer: commands are loaded when called, help pages are ours, and every sentence is German.

Typer's own messages are English and its click is vendored; we take its exceptions apart instead of printing them.
"""

from __future__ import annotations

import importlib
import inspect
import re
from typing import Any

import typer
import typer.core
import typer.main
from typer._click import exceptions
from typer.models import CommandInfo

from . import help as pages
from .commands import COMMANDS
from .folding import nearest

INTERRUPTED = 130


class NotUsable(Exception):
    """The command line cannot be understood; the sentence says why and what would work."""


class Command(typer.core.TyperCommand):
    """A command with our help page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the page; Typer's own is English and wider."""
        formatter.write(pages.page(self, ctx))


def load(name: str) -> Any:
    """The command of that name. Raises `NotUsable` with the nearest names."""
    if name not in COMMANDS:
        guesses = nearest(name, {known: [] for known in COMMANDS})
        hint = f" Meinten Sie »fh {guesses[0]}«?" if guesses else " Alle Befehle zeigt: fh --help"
        raise NotUsable(f"Den Befehl »{name}« gibt es nicht.{hint}")
    module = importlib.import_module(f".commands.{name.replace('-', '_')}", __package__)
    function = getattr(module, name.replace("-", "_"), None) or getattr(module, f"{name}_")
    settings = getattr(module, "CONTEXT", {})
    info = CommandInfo(
        name=name, cls=Command, callback=function, help=inspect.getdoc(function), context_settings=settings
    )
    return typer.main.get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None)


def invoke(arguments: list[str]) -> int:
    """Runs a command and gives its exit code: what it returns, 0 for nothing. Raises `NotUsable`."""
    name, *rest = arguments
    if name.startswith("-"):
        raise NotUsable(f"Die Option »{name}« gibt es hier nicht. Zuerst kommt der Befehl: fh --help")
    command = load(name)
    try:
        result = command.main(rest, prog_name=f"fh {name}", standalone_mode=False)
    except exceptions.ClickException as error:
        raise NotUsable(_german(error, name)) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:  # only when nobody reads on; Typer makes it a 1, which means findings here
        raise BrokenPipeError from None
    if result == INTERRUPTED:  # Typer swallows Ctrl-C and gives only this number
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _german(error: Any, name: str) -> str:
    more = f"\nHilfe: fh {name} --help"
    parameter = getattr(error, "param", None)
    if isinstance(error, exceptions.MissingParameter):
        if parameter is not None and parameter.param_type_name == "argument":
            about = f": {parameter.help.rstrip('. …')}" if parameter.help else ""
            return f"Es fehlt die Angabe {parameter.make_metavar(error.ctx).strip('[].')}{about}.{more}"
        shown = parameter.opts[0] if parameter is not None else ""
        return f"Es fehlt die Option {shown}.{more}"
    if isinstance(error, exceptions.NoSuchOption):
        options = [option for parameter in error.ctx.command.params for option in parameter.opts] if error.ctx else []
        guesses = nearest(error.option_name, {option: [] for option in options})
        hint = f" Meinten Sie {guesses[0]}?" if guesses else ""
        return f"Die Option {error.option_name} gibt es nicht.{hint}{more}"
    if isinstance(error, exceptions.BadOptionUsage):
        return f"Die Option {error.option_name} passt so nicht: Nach ihr gehört ein Wert, oder sie nimmt keinen.{more}"
    if isinstance(error, exceptions.BadParameter):
        shown = f"{parameter.opts[0]}: " if parameter is not None else ""
        return f"{shown}{_sentence(error.message)}{more}"
    if "unexpected extra argument" in error.message:
        extra = error.message.rpartition("(")[2].rstrip(")")
        return f"Mit »{extra}« kann »fh {name}« nichts anfangen.{more}"
    return f"{_sentence(error.message)}{more}"


def _sentence(message: str) -> str:
    """Typer's sentence about a value in German; a sentence of ours stays as it is."""
    value = message.partition("'")[2].rpartition("'")[0]
    if "is not a valid" in message:
        return (
            f"»{value}« ist keine Zahl." if re.search("valid (int|float)", message) else f"»{value}« passt hier nicht."
        )
    if " is not in the range " in message:
        value, _, given = message.rstrip(".").partition(" is not in the range ")
        least, most = (re.search(sign, given) for sign in (r"(\d+)<=x|x>=(\d+)", r"x<=(\d+)"))
        bounds = [f"mindestens {least[1] or least[2]}"] if least else []
        return f"{value} geht hier nicht, nur {' und '.join([*bounds, *([f'höchstens {most[1]}'] if most else [])])}."
    if "does not exist" in message:
        return f"»{value}« gibt es nicht."
    if " is not one of " in message:
        value, _, choices = message.partition(" is not one of ")
        return f"»{value.strip(chr(39))}« gibt es nicht. Möglich sind: {choices.rstrip('.').replace(chr(39), '')}."
    return message
