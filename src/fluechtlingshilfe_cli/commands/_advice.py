"""How a command ends for a person at the terminal: with the commands that sensibly come next."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from .. import terminal
from ..queries.fields import state_field
from ..schemas.kinds import Kind

ENDED = "beendet"
"""The word for the state of what there is no more."""


def suggest(*steps: tuple[str, str]) -> None:
    """Names the sensible next commands, each with when, to the person at the terminal; nobody else needs them."""
    if steps and terminal.can_ask():
        column = max(len(command) for command, _ in steps) + 3
        told = (
            terminal.styled(command, "cyan", stream=sys.stderr) + " " * (column - len(command)) + when
            for command, when in steps
        )
        print("Weiter:  " + "\n         ".join(told), file=sys.stderr)


def is_confirmed(kind: Kind, data: Mapping[str, Any]) -> bool:
    """Whether a record is of a kind that is confirmed, and has not ended."""
    state = state_field(kind)
    ended = state is not None and data.get(state.path) == ENDED
    return not ended and any(field.keyword("bestaetigung") == "am" for field in kind.having("bestaetigung"))
