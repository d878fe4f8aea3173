"""What git remembers of a registry: stored states, read without touching the work tree. Nobody else calls git.

It knows names and bytes of files, not records. Every question costs a few processes, however many files there are.
"""

from __future__ import annotations

from .berlin import day_of, end_of_day
from .calling import GitFailedError, HistoryError
from .lives import Version, last_marked, versions
from .recording import is_underway
from .repository import Repository, Revision, find_repository
from .trees import Blobs, Tree, TreePath

__all__ = [
    "Blobs",
    "GitFailedError",
    "HistoryError",
    "Repository",
    "Revision",
    "Tree",
    "TreePath",
    "Version",
    "day_of",
    "end_of_day",
    "find_repository",
    "is_underway",
    "last_marked",
    "versions",
]
