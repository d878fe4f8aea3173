"""Makes the fonts of the printed directory from the npm packages of Fontsource (all under the SIL Open Font License).

    mkdir /tmp/fonts && cd /tmp/fonts && npm init -y
    npm i @fontsource/noto-sans@5 @fontsource/noto-sans-ethiopic@5 @fontsource/vazirmatn@5 @fontsource/noto-emoji@5 \\
          @fontsource/noto-sans-math@5 @fontsource/noto-sans-symbols-2@5 \\
          @fontsource/noto-sans-{armenian,georgian,hebrew}@5
    pip install fonttools brotli
    python -m tools.make_fonts /tmp/fonts/node_modules/@fontsource

The packages split every font by ranges of characters, for browsers; a PDF needs them whole, so the pieces are merged.
Small scripts of which only single signs are wanted are cut down. The Arabic font is changed so that its PDFs can be
read back (`tools/arabic`). `coverage.txt` lists the characters that can be printed, one range a line: whoever prints
looks there, and nobody needs fontTools at run time.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

from tools.arabic import readable

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/fluechtlingshilfe_cli/fonts"
LATIN = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese")
STYLES = (("400", "normal", "Regular"), ("700", "normal", "Bold"), ("400", "italic", "Italic"))
WHOLE = {
    # name of the file: package, pieces, styles
    "NotoSans": ("noto-sans", LATIN, STYLES),
    "Vazirmatn": ("vazirmatn", ("arabic",), STYLES[:2]),
    "NotoSansEthiopic": ("noto-sans-ethiopic", ("ethiopic",), STYLES[:2]),
    "NotoSansArmenian": ("noto-sans-armenian", ("armenian",), STYLES[:1]),
    "NotoSansGeorgian": ("noto-sans-georgian", ("georgian",), STYLES[:1]),
    "NotoSansHebrew": ("noto-sans-hebrew", ("hebrew",), STYLES[:1]),
}
ARROWS_AND_SIGNS = (*range(0x2190, 0x219A), *range(0x21D0, 0x21D5), 0x221E, 0x2248, *range(0x2260, 0x2266))
BOXES_AND_TICKS = (
    *(0x25A0, 0x25A1, 0x25AA, 0x25B6, 0x25C6, 0x25CB, 0x25CF, 0x2605, 0x2606, 0x260E, 0x2611),
    *(0x2713, 0x2714, 0x2717, 0x2718),
)
EMOJI = (*range(0x2600, 0x27C0), *range(0x1F300, 0x1FB00))
SIGNS = {
    # name of the file: package, piece, the characters taken from it
    "NotoSansMath": ("noto-sans-math", "latin", ARROWS_AND_SIGNS),
    "NotoSansSymbols2": ("noto-sans-symbols-2", "symbols", BOXES_AND_TICKS),
    "NotoEmoji": ("noto-emoji", "emoji", EMOJI),
}
UNSEEN = {
    0x00AD,
    0x200B,
    0x200C,
    0x200D,
    0x200E,
    0x200F,
    0x2028,
    0x2029,
    0x2060,
    0xFEFF,
    0xFFFC,
    0xFFFD,
    *range(0x20),
    *range(0x7F, 0xA0),
}


def main(source: Path) -> None:
    """Writes all fonts and the list of what they cover."""
    TARGET.mkdir(exist_ok=True)
    covered: set[int] = set()
    for name, (package, pieces, styles) in WHOLE.items():
        for weight, style, label in styles:
            found = [source / package / f"files/{package}-{piece}-{weight}-{style}.woff2" for piece in pieces]
            font = merged([path for path in found if path.is_file()])
            if name == "Vazirmatn":
                font = readable(font)
            font.save(TARGET / f"{name}-{label}.ttf")
            covered |= set(font.getBestCmap())
    for name, (package, piece, characters) in SIGNS.items():
        font = reduced(source / package / f"files/{package}-{piece}-400-normal.woff2", set(characters) - covered)
        font.save(TARGET / f"{name}-Regular.ttf")
        covered |= set(font.getBestCmap())
    (TARGET / "coverage.txt").write_text("\n".join(ranges(covered - UNSEEN)) + "\n", "ascii")
    print(f"{sum(path.stat().st_size for path in TARGET.glob('*.ttf')) / 1e6:.2f} MB in {TARGET}")


def merged(paths: list[Path]) -> TTFont:
    """One font from its pieces, without tables that only screens use."""
    options = merge.Options()
    options.drop_tables = ["STAT", "gasp", "prep"]
    font = (
        merge.Merger(options=options).merge([opened(path) for path in paths])
        if len(paths) > 1
        else TTFont(opened(paths[0]))
    )
    font["head"].modified = font["head"].created = 0
    font.recalcTimestamp = False
    return font


def reduced(path: Path, characters: set[int]) -> TTFont:
    """A font of these characters only, each by itself: no ligatures."""
    font = TTFont(opened(path))
    options = subset.Options(
        layout_features=[], notdef_outline=True, drop_tables=["STAT", "gasp", "prep", "GSUB", "GPOS"]
    )
    worker = subset.Subsetter(options)
    worker.populate(unicodes=characters)
    worker.subset(font)
    font["head"].modified = font["head"].created = 0
    font.recalcTimestamp = False
    return font


def opened(path: Path) -> io.BytesIO:
    """The font as plain TrueType."""
    font = TTFont(path)
    font.flavor = None
    stream = io.BytesIO()
    font.save(stream)
    stream.seek(0)
    return stream


def ranges(characters: Iterable[int]) -> list[str]:
    """`0041-005A`, one range each."""
    found: list[list[int]] = []
    for code in sorted(characters):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return [f"{first:04X}-{last:04X}" for first, last in found]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
