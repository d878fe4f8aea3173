"""Typst, called the same way everywhere: our fonts only, no clock, tagged PDF/UA-1, data as JSON and never as code."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ..resources import bundled
from ..schemas.compiling import SchemaFault
from .glyphs import FONTS

_PAGE = b"""\
#set page(width: 576pt, height: auto, margin: 10pt, fill: white)
#image(bytes(sys.inputs.data), format: "svg", width: 100%)
"""
_SHARP = 200
"""Dots per inch; 576 points are 1,600 of them."""


def drawn(svg: str) -> bytes:
    """An SVG of ours as PNG on white."""
    import typst

    with tempfile.TemporaryDirectory(prefix="fh-") as folder:
        main = Path(folder, "main.typ")
        main.write_bytes(_PAGE)
        made = typst.compile(
            str(main),
            root=folder,
            font_paths=[str(bundled(FONTS))],
            ignore_system_fonts=True,
            sys_inputs={"data": svg},
            format="png",
            ppi=_SHARP,
        )
    assert isinstance(made, bytes)
    return made


def typeset(template: bytes, data: Any, day: date, home: str) -> bytes:
    """The PDF a template makes of the data on a day; `home`: the folder of the template for people.

    Raises `SchemaFault` for a faulty template.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="fh-") as folder:
        main = Path(folder, "main.typ")
        main.write_bytes(template)
        try:
            return typst.compile(
                str(main),
                root=folder,
                font_paths=[str(bundled(FONTS))],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=["ua-1", "a-2a"],
                timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
            )
        except typst.TypstError as error:
            told = re.sub(rf"\S*{re.escape(Path(folder).name)}/", home, error.diagnostic or error.message)
            raise SchemaFault(f"Die Druckvorlage ist fehlerhaft: {told}") from None
