"""A proposed change, judged where it was handed in: what runs there, what it is compared with, what its author reads.

Everything written here is made without any secret, from files of strangers; the text of the comment is a file that
somebody else posts. Records act nowhere: not in logs, not in Markdown, not in a shell.
"""

from __future__ import annotations

from .comment import MARK, comment, not_compared, unreadable_settings
from .discretion import OF_THE_PLACE, discreet
from .review import Review
from .services import Service, detect, scope_of
from .states import Told, told
from .suggestions import corrections, suggestions

__all__ = [
    "MARK",
    "OF_THE_PLACE",
    "Review",
    "Service",
    "Told",
    "comment",
    "corrections",
    "detect",
    "discreet",
    "not_compared",
    "scope_of",
    "suggestions",
    "told",
    "unreadable_settings",
]
