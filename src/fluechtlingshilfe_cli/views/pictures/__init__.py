"""Drawings for reports: small, hand-written SVG with title and description, whose data also stand in a table.

The same drawing serves a page (its text takes the colour around it) and a PDF. No script, no foreign file.
"""

from ._svg import Drawing
from .coverage_map import coverage_map
from .network import Group, network
from .timeline import timeline
from .trend import trend

__all__ = ["Drawing", "Group", "coverage_map", "network", "timeline", "trend"]
