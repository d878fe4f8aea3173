"""QR codes as plain drawings: the dark squares as one path, so that every format can draw them."""

from __future__ import annotations

from typing import Any


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
        start = -1
        for x, dark in enumerate([*row, 0]):
            if dark and start < 0:
                start = x
            elif not dark and start >= 0:
                path.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
                start = -1
    return {"size": len(code.matrix), "d": "".join(path), "text": text}
