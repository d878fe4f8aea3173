"""How a command ends for a person at the terminal: with the commands that sensibly come next."""

from __future__ import annotations

import sys

from .. import terminal
from ..schemas.kinds import Kind


def suggest(*steps: tuple[str, str]) -> None:
    """Names the sensible next commands, each with when, to the person at the terminal; nobody else needs them."""
    if steps and terminal.can_ask():
        column = max(len(command) for command, _ in steps) + 3
        told = (
            terminal.styled(command, "cyan", stream=sys.stderr) + " " * (column - len(command)) + when
            for command, when in steps
        )
        print("Weiter:  " + "\n         ".join(told), file=sys.stderr)


def is_confirmed(kind: Kind) -> bool:
    """Whether records of this kind are confirmed."""
    return any(field.keyword("bestaetigung") == "am" for field in kind.having("bestaetigung"))
