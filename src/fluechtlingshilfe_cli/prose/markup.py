"""HTML as plain text: paragraphs, lists, links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TAG = re.compile(
    r"<(?:[a-zA-Z][^<>]*|/[a-zA-Z][^<>]*|!--.*?--)>|&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#x[0-9a-fA-F]+);", re.DOTALL
)
_PARAGRAPHS = (
    "p",
    "div",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "blockquote",
    "pre",
)
_LINES = ("br", "li", "tr", "dt", "dd", "hr", "figcaption")
_SILENT = ("script", "style", "head", "template", "svg")


def plain(text: str) -> str:
    """The text of HTML with paragraphs, list items and the targets of links; other text stays as it is, trimmed."""
    if not _TAG.search(text):
        return text.strip()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(reader.pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0
        self._links: list[tuple[str, int]] = []
        self._counts: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _SILENT:
            self._silent += 1
        elif tag in ("ul", "ol"):
            self._break(2 if not self._counts else 1)
            self._counts.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._break(1)
            self.pieces.append(self._bullet())
        elif tag == "a":
            self._links.append((given.get("href") or "", len(self.pieces)))
        elif tag == "img" and given.get("alt"):
            self.pieces.append(str(given["alt"]))
        elif tag in ("td", "th"):
            self.pieces.append(" ")
        else:
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("ul", "ol"):
            if self._counts:
                self._counts.pop()
            self._break(2 if not self._counts else 1)
        elif tag == "a" and self._links:
            self._close_link(*self._links.pop())
        elif tag != "br":
            self._begin(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))

    def _begin(self, tag: str) -> None:
        if tag == "br":
            self.pieces.append("\n")
        elif tag in _PARAGRAPHS:
            self._break(2)
        elif tag in _LINES:
            self._break(1)

    def _break(self, lines: int) -> None:
        """At least so many line ends, none at the beginning."""
        written = "".join(self.pieces[-3:]).rstrip(" ")
        if written:
            self.pieces.append("\n" * max(0, lines - (len(written) - len(written.rstrip("\n")))))

    def _bullet(self) -> str:
        if not self._counts or self._counts[-1] is None:
            return "- "
        self._counts[-1] += 1
        return f"{self._counts[-1]}. "

    def _close_link(self, target: str, since: int) -> None:
        """The target in brackets, unless the text of the link says it already or it leads nowhere outside."""
        target = re.sub(r"^(?:mailto|tel):", "", target.strip(), flags=re.IGNORECASE)
        said = "".join(self.pieces[since:])
        core = re.sub(r"^https?://(?:www\.)?|/$", "", target)
        if (
            core
            and not target.startswith(("#", "javascript:", "/"))
            and re.sub(r"\s", "", core) not in re.sub(r"\s", "", said)
        ):
            self.pieces.append(f" ({target})")
