"""Numbers as German readers write them, and how many of what."""

from __future__ import annotations

Number = int | float
UNKNOWN = "unbekannt"


def number(value: Number | str | None, sign: bool = False) -> str:
    """`1.234`, `2,5`, »unbekannt«; with `sign` `+3`, `−2`, `±0`. Text stays as it is."""
    if value is None:
        return UNKNOWN
    if isinstance(value, str):
        return value
    rounded = round(float(value), 2)
    digits = f"{abs(rounded):,.2f}".rstrip("0").rstrip(".")
    text = digits.replace(",", " ").replace(".", ",").replace(" ", ".")
    if not sign:
        return f"−{text}" if rounded < 0 else text
    return f"+{text}" if rounded > 0 else f"−{text}" if rounded < 0 else "±0"


def many(count: Number, one: str, more: str) -> str:
    """»1 Initiative«, »3 Initiativen«."""
    return f"{number(count)} {one if count == 1 else more}"
