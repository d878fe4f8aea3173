"""A project's own texts: Markdown files that become plain blocks, which every format lays out in its own way.

CommonMark as markdown-it reads it. HTML in a text is text, pictures are their words, and a link leads only where it
can do no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..booklets import TextFault, front_matter
from ._context import Data

if TYPE_CHECKING:
    from markdown_it.token import Token

_SCHEMES = ("http", "https", "mailto", "tel")
_FIRST = 3
"""The level of a text's first heading: the title of its section is on the second."""
_LISTS = {"bullet_list_open": False, "ordered_list_open": True}

__all__ = ["TextFault", "own_text"]


def own_text(text: str, language: str = "de") -> Data:
    """Title, language and blocks of a text. The title is that of the front matter, else the first heading.

    The language is that of the front matter, else `language`.
    """
    from markdown_it import MarkdownIt

    about, body = front_matter(text)
    tokens = iter(MarkdownIt("commonmark", {"html": False}).parse(body))
    found = list(_blocks(tokens, ""))
    title = about.get("titel", "")
    if not title and found and found[0]["kind"] == "heading":
        title = "".join(run["text"] for run in found.pop(0)["runs"])
    return {"title": title, "language": about.get("sprache", language), "blocks": list(_without_gaps(iter(found)))}


def _without_gaps(found: Iterator[Data]) -> Iterator[Data]:
    """Headings one level below the last at most, as those who listen to a page need them."""
    last = _FIRST - 1
    for block in found:
        if block["kind"] == "heading":
            last = block["level"] = min(block["level"], last + 1)
        yield block


def _blocks(tokens: Iterator[Token], until: str) -> Iterator[Data]:
    for token in tokens:
        if token.type == until:
            return
        if token.type in ("paragraph_open", "heading_open"):
            is_heading = token.type == "heading_open"
            runs = list(_runs(next(tokens).children or ()))
            next(tokens)
            # The section's own title is on the second level; a text divides it from the third on.
            yield _block(
                token.type.removesuffix("_open"),
                level=min(4, max(3, int(token.tag[1]) + 1)) if is_heading else 0,
                runs=runs,
            )
        elif token.type in _LISTS:
            end = token.type.replace("_open", "_close")
            yield _block("list", ordered=_LISTS[token.type], items=list(_items(tokens, end)))
        elif token.type == "blockquote_open":
            yield _block("quote", items=[list(_plain(_blocks(tokens, "blockquote_close")))])
        elif token.type in ("fence", "code_block"):
            yield _block("paragraph", runs=[_run(" ".join(token.content.split()))])
        elif token.type == "hr":
            yield _block("rule")


def _items(tokens: Iterator[Token], end: str) -> Iterator[list[Data]]:
    for token in tokens:
        if token.type == end:
            return
        yield list(_plain(_blocks(tokens, "list_item_close")))


def _plain(found: Iterator[Data]) -> Iterator[Data]:
    """What stands in a list or a quotation divides no section: its headings are strong words."""
    for block in found:
        if block["kind"] == "heading":
            block = _block("paragraph", runs=[{**run, "strong": True} for run in block["runs"]])
        yield block


def _block(kind: str, **values: Any) -> Data:
    return {"kind": kind, "level": 0, "ordered": False, "runs": [], "items": []} | values


def _runs(tokens: Sequence[Token]) -> Iterator[Data]:
    strong = emphasis = 0
    href = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open":
                href = _harmless(str(token.attrGet("href") or ""))
            case "link_close":
                href = ""
            case "softbreak":
                yield _run(" ")
            case "hardbreak":
                yield _run("\n")
            case _ if token.content:
                yield _run(token.content, strong > 0, emphasis > 0, href)


def _run(text: str, strong: bool = False, emphasis: bool = False, href: str = "") -> Data:
    return {"text": text, "strong": strong, "emphasis": emphasis, "href": href}


def _harmless(href: str) -> str:
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    return href if parts.scheme in _SCHEMES and href.isprintable() else ""
