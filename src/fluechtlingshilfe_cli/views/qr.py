"""QR codes as plain drawings: the dark squares as one path, so that every format can draw them."""

from __future__ import annotations

import re
from typing import Any

_DARK = re.compile(rb"\x01+")
"""Squares beside each other that are dark, in a row of zeros and ones."""


def qr(text: str, error: str = "m", mask: int | None = None) -> dict[str, Any] | None:
    """The side in squares, the path of the dark ones (M, h, v, z) and the text itself; None where it is too long.

    `error`: how much of it may be damaged; `l` (7 %) makes small ones. `mask`: the pattern laid over the data.
    Trying all eight for the most even one takes five sixths of the time; each is valid, 0 is a chessboard.
    """
    import segno

    try:
        code = segno.make(text, error=error, mask=mask, micro=False)
    except segno.DataOverflowError:
        return None
    path: list[str] = []
    for y, row in enumerate(code.matrix):
        for run in _DARK.finditer(bytes(row)):
            start, end = run.span()
            path.append(f"M{start} {y}h{end - start}v1h-{end - start}z")
    return {"size": len(code.matrix), "d": "".join(path), "text": text}
