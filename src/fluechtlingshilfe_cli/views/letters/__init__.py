"""Letters to initiatives, made from the public entry: drafts of mails, letters on paper, a table for a mail merge.

Nothing is ever sent. What others read is what the directory prints (the gate, channel `druck`); a person appears only
as the addressee of a mail to that person, see docs/adr/0015-letters.md.
"""

from __future__ import annotations

from .addressees import Addressee, addressee
from .contents import Letter, Purpose, UnpublishedError, Writing
from .mails import mail
from .merge import merge_csv, merge_xlsx
from .paper import paper

__all__ = [
    "Addressee",
    "Letter",
    "Purpose",
    "UnpublishedError",
    "Writing",
    "addressee",
    "mail",
    "merge_csv",
    "merge_xlsx",
    "paper",
]
