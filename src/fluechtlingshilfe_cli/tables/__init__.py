"""Records for reading and for other programs: values in words, tables, cards, and the formats they are written in."""

from .cells import Cells
from .records import Table

__all__ = ["Cells", "Table"]
