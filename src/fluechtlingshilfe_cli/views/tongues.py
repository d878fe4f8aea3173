"""Marks of language and direction in HTML: a directory in Arabic still holds German names and numbers.

In a German directory nothing is marked. Filters of templates; `context` is what a template sees. In Markdown, which
knows no languages, the words stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from .texts import FALLBACK

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
Seen = Mapping[str, Any]


def own(context: Seen, value: Any) -> Any:
    """A German word or name inside a text of another language."""
    attributes = _german(context, str(value or ""))
    return Markup("<span{}>{}</span>").format(attributes, value) if attributes else value


def ltr(context: Seen, value: Any) -> Any:
    """A number or an address, which runs from left to right whatever is around it."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(value) if _is(context, "rtl") and value else value


def tongue(context: Seen, one: Mapping[str, Any], key: str) -> Any:
    """The attributes of the element that holds the text `key` alone."""
    known = one["foreign"].get(key)
    return _attributes(known["language"], known["direction"]) if known else _german(context, str(one[key] or ""))


def said(context: Seen, one: Mapping[str, Any], key: str) -> Any:
    """A text with its marks of language; a translated one with what it is called in German."""
    known = one["foreign"].get(key)
    if not known:
        return own(context, one[key])
    if _is_html(context):
        attributes = _attributes(known["language"], known["direction"])
        text = Markup("<span{}>{}</span>").format(attributes, one[key]) + note(context, one, key)
        german = _attributes(FALLBACK, "ltr")
        return text + Markup(' <span class="original"{}>{}</span>').format(german, known["original"])
    return f"{one[key]}{note(context, one, key)} ({known['original']})"


def titled(context: Seen, one: Mapping[str, Any], key: str = "title") -> Any:
    """The title of a section or of the directory, marked where it is not in the language of the directory."""
    title, language = one[key], one[f"{key}_language"]
    if not _is_html(context) or language == context["d"]["language"]:
        return title
    turned = one[f"{key}_direction"]
    attributes = _attributes(language, turned if turned != context["d"]["direction"] else "")
    return Markup("<span{}>{}</span>").format(attributes, title)


def note(context: Seen, one: Mapping[str, Any], key: str) -> Any:
    """That a machine translated; nothing for people."""
    if not one["foreign"].get(key, {}).get("machine"):
        return ""
    words = context["t"]["maschinell"]
    return Markup(' <span class="tag">{}</span>').format(words) if _is_html(context) else f" ({words})"


def _german(context: Seen, text: str) -> Any:
    """Marks for German words; none where all is German, or where the letters are not ours."""
    if not _is_html(context) or context["d"]["language"] == FALLBACK:
        return ""
    first = _LETTER.search(text)
    if not first or not _LATIN.match(first[0]):
        return ""
    return _attributes(FALLBACK, "ltr" if _is(context, "rtl") else "")


def _attributes(language: str, direction: str) -> Markup:
    turned = Markup(' dir="{}"').format(direction) if direction else ""
    return Markup(' lang="{}"').format(escape(language)) + turned


def _is(context: Seen, direction: str) -> bool:
    return bool(_is_html(context) and context["d"]["direction"] == direction)


def _is_html(context: Seen) -> bool:
    return bool(context["is_html"])
