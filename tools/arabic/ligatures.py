"""Opens the ligatures of lam and alef in an Arabic font: the same picture, set as two glyphs, one for each letter.

A PDF says for every glyph which letters it stands for. Readers such as Poppler and pdfium turn a run from right to
left round glyph by glyph and take two letters behind one glyph with them the wrong way: »سلام« is then found as
»سالم«. With a glyph for each letter there is nothing to turn. The first letter carries the whole picture, the second
one is empty and has the rest of the width; rules of context (GSUB) choose them, marks (GPOS) stay where they were.
"""

from __future__ import annotations

import copy
from typing import Any

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

REST = 475
"""Width of every letter but the first one, in units of the font: that of an alef."""
_LETTER = 1

Ligature = tuple[tuple[str, ...], str]
"""The glyphs of the letters, and the one that stood for them."""


def ligatures_opened(font: TTFont) -> TTFont:
    """The font with all ligatures of letters opened; those of signs, and of a letter and a sign, stay."""
    classes, ends = font["GDEF"].table.GlyphClassDef.classDefs, {}
    for lookup in [one for one in font["GSUB"].table.LookupList.Lookup if one.LookupType == 4]:
        found: list[Ligature] = []
        for first, many in lookup.SubTable[0].ligatures.items():
            for one in [one for one in many if all(classes.get(sign) == _LETTER for sign in (first, *one.Component))]:
                many.remove(one)
                found.append(((first, *one.Component), one.LigGlyph))
        if found:
            ends |= {ligature: _glyphs(font, letters, ligature) for letters, ligature in found}
            _rules(font, lookup, found)
    order = font.getReverseGlyphMap(rebuild=True)
    _contexts(font["GSUB"].table, ends, order)
    _contexts(font["GPOS"].table, ends, order)
    _marks(font, ends)
    return font


def _head(ligature: str) -> str:
    return f"{ligature}.head"


def _rest(letter: str) -> str:
    return f"{letter}.rest"


def _glyphs(font: TTFont, letters: tuple[str, ...], ligature: str) -> tuple[str, str]:
    """New glyphs: the picture of the ligature moved to the left by the width of the others, and empty ones.

    The first and the last one are returned.
    """
    glyphs, metrics, classes = font["glyf"], font["hmtx"], font["GDEF"].table.GlyphClassDef.classDefs
    others = REST * (len(letters) - 1)
    glyph = copy.deepcopy(glyphs[ligature])
    if glyph.isComposite():
        for part in glyph.components:
            part.x -= others
    else:
        glyph.coordinates.translate((-others, 0))
    new = {_rest(letter): (type(glyph)(), REST, 0) for letter in letters[1:]}
    width, side = metrics[ligature]
    new[_head(ligature)] = (glyph, width - others, side - others)
    for name, (shape, advance, bearing) in new.items():
        if name not in metrics.metrics:
            font.setGlyphOrder([*font.getGlyphOrder(), name])
            glyphs[name], metrics[name], classes[name] = shape, (advance, bearing), _LETTER
            shape.recalcBounds(glyphs)
    return _head(ligature), _rest(letters[-1])


def _rules(font: TTFont, lookup: Any, found: list[Ligature]) -> None:
    """Rules of context: the first letter before the others, then each behind one that was replaced.

    They take the place of a lookup that had no other ligatures; else they come last in its feature.
    """
    lookups, order = font["GSUB"].table.LookupList, font.getReverseGlyphMap(rebuild=True)

    def single(mapping: dict[str, str]) -> int:
        lookups.Lookup.append(builder.buildLookup([builder.buildSingleSubstSubtable(mapping)], flags=lookup.LookupFlag))
        return len(lookups.Lookup) - 1

    def context(before: set[str], signs: set[str], after: tuple[str, ...], number: int) -> Any:
        table = otTables.ChainContextSubst()
        table.Format = 3
        table.BacktrackCoverage = [builder.buildCoverage(before, order)] if before else []
        table.InputCoverage = [builder.buildCoverage(signs, order)]
        table.LookAheadCoverage = [builder.buildCoverage([sign], order) for sign in after]
        record = otTables.SubstLookupRecord()
        record.SequenceIndex, record.LookupListIndex = 0, number
        table.SubstLookupRecord = [record]
        table.BacktrackGlyphCount, table.LookAheadGlyphCount = len(table.BacktrackCoverage), len(after)
        table.InputGlyphCount = table.SubstCount = 1
        return table

    tables, rest = [], {letter: _rest(letter) for letters, _ in found for letter in letters[1:]}
    for after in dict.fromkeys(letters[1:] for letters, _ in found):
        heads = {letters[0]: _head(ligature) for letters, ligature in found if letters[1:] == after}
        tables.append(context(set(), set(heads), after, single(heads)))
    replaced = {_head(ligature) for _, ligature in found} | set(rest.values())
    tables.append(context(replaced, set(rest), (), single(rest)))
    rules = otTables.Lookup()
    rules.LookupType, rules.LookupFlag, rules.SubTable, rules.SubTableCount = 6, lookup.LookupFlag, tables, len(tables)
    if any(lookup.SubTable[0].ligatures.values()):
        added(font, rules, "liga")
    else:
        vars(lookup).update(vars(rules))
    lookups.LookupCount = len(lookups.Lookup)


def added(font: TTFont, lookup: Any, feature: str) -> None:
    """One more lookup, the last one of a feature."""
    table = font["GSUB"].table
    table.LookupList.Lookup.append(lookup)
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == feature:
            record.Feature.LookupListIndex.append(len(table.LookupList.Lookup) - 1)
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)


def _contexts(table: Any, ends: dict[str, tuple[str, str]], order: dict[str, int]) -> None:
    """Where a rule names a ligature it names its first letter, and looking back its second one."""
    for lookup in table.LookupList.Lookup:
        for one in lookup.SubTable:
            kept = getattr(one, "ExtSubTable", one)
            places = [*getattr(kept, "InputCoverage", []), *getattr(kept, "LookAheadCoverage", [])]
            if type(kept).__name__ == "SinglePos" and kept.Format == 1:
                places.append(kept.Coverage)
            for number, coverages in enumerate((places, getattr(kept, "BacktrackCoverage", []))):
                for coverage in coverages:
                    new = {pair[number] for ligature, pair in ends.items() if ligature in coverage.glyphs}
                    coverage.glyphs = sorted({*coverage.glyphs, *new}, key=order.__getitem__)


def _marks(font: TTFont, ends: dict[str, tuple[str, str]]) -> None:
    """The places of marks above and below the parts of a ligature become those of its letters."""
    order = font.getReverseGlyphMap(rebuild=True)
    for old in of_kind(font, "MarkLigPos"):
        signs = set(old.MarkCoverage.glyphs)
        base = next(one for one in of_kind(font, "MarkBasePos") if signs & set(one.MarkCoverage.glyphs))
        anchors = dict(zip(base.BaseCoverage.glyphs, base.BaseArray.BaseRecord, strict=True))
        for ligature, parts in zip(old.LigatureCoverage.glyphs, old.LigatureArray.LigatureAttach, strict=True):
            if ligature not in ends:
                continue
            for number, name in enumerate(ends[ligature]):
                record = otTables.BaseRecord()
                record.BaseAnchor = copy.deepcopy(parts.ComponentRecord[number].LigatureAnchor)
                if number == 0:
                    for anchor in record.BaseAnchor:
                        anchor.XCoordinate -= REST
                anchors.setdefault(name, record)
        names = sorted(anchors, key=order.__getitem__)
        base.BaseCoverage.glyphs = names
        base.BaseArray.BaseRecord, base.BaseArray.BaseCount = [anchors[name] for name in names], len(names)


def of_kind(font: TTFont, kind: str) -> list[Any]:
    """The tables of positions (GPOS) of a kind, such as `MarkBasePos`."""
    tables = [one for lookup in font["GPOS"].table.LookupList.Lookup for one in lookup.SubTable]
    return [one for one in (getattr(one, "ExtSubTable", one) for one in tables) if type(one).__name__ == kind]
