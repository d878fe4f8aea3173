"""Keeps the zero-width non-joiner, which parts Persian words (»کلاس‌های«), as a glyph of its own.

Whoever shapes text leaves signs out that nobody sees, and their text goes to the next glyph: behind the wrong letter
for who reads from the right. What a font has put in place of such a sign stays, and an empty glyph shows no more.
"""

from __future__ import annotations

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import _g_l_y_f as glyf

from tools.arabic.ligatures import added

NON_JOINER = 0x200C
_MARK = 3


def joiner_kept(font: TTFont) -> TTFont:
    """The font with an empty glyph in place of the non-joiner, a mark, so that distances stay."""
    before, name = font.getBestCmap()[NON_JOINER], "nonjoiner.kept"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    empty = glyf.Glyph()
    font["glyf"][name], font["hmtx"][name] = empty, (0, 0)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = _MARK
    added(font, builder.buildLookup([builder.buildSingleSubstSubtable({before: name})], flags=0), "ccmp")
    return font
