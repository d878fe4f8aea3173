"""The text of finished files, read back from their bytes: what a reader can find there, whatever was meant.

PDF by pdfium (pages, bookmarks, title), Word and Excel as the XML they consist of.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

_HYPHEN = re.compile("(?:\ufffe|\u00ad|\u0002)\\s*")
"""How pdfium gives a hyphen that a line was broken at; in the text there was none."""

_RIGHT_TO_LEFT = b"/Direction/R2L"
_PIECE = re.compile("[0-9+\\-.,:/#%\u202a-\u202e\u2066-\u2069]+|[^\\W\\d_]+|.")
"""What pdfium turns round in a line of a document from right to left: words, runs of weak signs, other signs."""


def text_of(content: bytes) -> str:
    """The text in a PDF, Word or Excel file; nothing for other bytes. `ValueError`: an unreadable PDF.

    Of a PDF from right to left every line comes twice, the second time with its words turned: names and addresses in
    Latin letters stand in the one or in the other as they are read.
    """
    if content.startswith(b"%PDF"):
        return _of_pdf(content)
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in names)
    return ""


def _of_pdf(content: bytes) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"Das fertige PDF ist nicht lesbar: {error}") from None
    texts = [*document.get_metadata_dict().values(), *(mark.get_title() for mark in document.get_toc())]
    is_turned = _RIGHT_TO_LEFT in content
    for number in range(len(document)):
        page = document[number]
        part = page.get_textpage()
        texts.append(_HYPHEN.sub("", part.get_text_range()))
        if is_turned:
            texts += ["".join(reversed(_PIECE.findall(line))) for line in texts[-1].splitlines()]
        part.close()
        page.close()
    document.close()
    return "\n".join(texts)
