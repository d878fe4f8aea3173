"""Languages in a cell, as codes of the vocabulary."""

from __future__ import annotations

from ..schemas.vocabularies import Vocabulary
from .understood import Understood


def languages(text: str, vocabulary: Vocabulary) -> Understood[tuple[str, ...]]:
    """The codes of the languages a text names, in its order, each once."""
    return Understood((), text.strip())
