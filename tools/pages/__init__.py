"""The generated pages of the handbook, one module per page, and how Markdown is written in them."""

from __future__ import annotations


def cell(text: str) -> str:
    """The text as it may stand in a table, with the signs Markdown would take for its own."""
    return prose(" ".join(text.split())).replace("|", "\\|")


def prose(text: str) -> str:
    """The text with »so« as code where it names a field or value, and without accidental markup."""
    return text.replace("_", "\\_").replace("*", "\\*").replace("<", "&lt;")


def row(*cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


def table(*heads: str) -> list[str]:
    """The head of a table."""
    return [row(*heads), row(*("---" for _ in heads))]
