"""Changes to an Arabic font so that the text of a PDF set with it is the text that went in (docs/adr/0022 says why)."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from tools.arabic.joiner import joiner_kept
from tools.arabic.ligatures import ligatures_opened


def readable(font: TTFont) -> TTFont:
    """The font, looking the same: a glyph for every letter and one for the joiner."""
    return joiner_kept(ligatures_opened(font))
