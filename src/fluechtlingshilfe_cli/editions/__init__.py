"""Editions of the directory: what is printed as which edition, what stands in its way, its release, what came after.

An edition that is released is read from the stored state it was released from; before that it shows the files as they
are (docs/adr/0020-content-of-an-edition.md). Persons always come from the private folder as it is, and only with a
consent that holds on the day of building.
"""

from __future__ import annotations

from .content import Content, content_of, withdrawn
from .order import UnknownEdition, earlier_than, edition_named
from .record import Release, release_of

__all__ = [
    "Content",
    "Release",
    "UnknownEdition",
    "content_of",
    "earlier_than",
    "edition_named",
    "release_of",
    "withdrawn",
]
