"""How a new value is written: on the line, or as a block of lines below it."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from ..documents import scalar_source
from ..emitting import WIDTH

_PLAIN = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*\S)?")


def scalar_text(value: Any, in_flow: bool = False) -> str:
    """A value on one line; numbers and yes/no plain, texts quoted where other readers would misread them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return scalar_source(value, in_flow) if isinstance(value, str) else str(value)


def block_text(text: str, sign: str, indent: int) -> list[str] | None:
    """The lines of a text as a block after `|` or `>`, the sign first; None when a block cannot hold it."""
    body = text.removesuffix("\n")
    chomp = "" if text.endswith("\n") else "-"
    lines = body.split("\n")
    if not lines[0] or lines[0].startswith(" ") or not lines[-1]:
        return None
    if any(line and not _PLAIN.fullmatch(line.lstrip(" ")) for line in lines):
        return None
    if sign == ">" and len(lines) == 1 and "  " not in body:
        lines = textwrap.wrap(body, max(40, WIDTH - indent), break_long_words=False, break_on_hyphens=False)
    else:
        sign = "|"
    return [f"{sign}{chomp}", *(f"{' ' * indent}{line}" if line else "" for line in lines)]
