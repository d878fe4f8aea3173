"""Mail and web addresses in a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..rules._addresses import is_mail, is_site, mended_mail, mended_site
from .understood import Span, Understood, left_over

_AT = r"(?:@|\s*[\[({<]\s*(?:at|ät|@)\s*[\])}>]\s*|\s+(?:at|ät|\(at\))\s+)"
_DOT = r"(?:\.|\s*[\[({]\s*(?:dot|punkt)\s*[\])}]\s*|\s+(?:dot|punkt)\s+)"
_WORD = r"[\w!#$%&'*+=?^`{}~-]+"
_MAIL = re.compile(
    rf"(?<![\w!#$%&'*+=?^`{{}}~.-])(?:mailto:\s*)?{_WORD}(?:\.{_WORD})*{_AT}[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE
)
_SITE = re.compile(
    r"(?:https?://|www\.)[^\s<>\"\\|„“]+|(?<![@\w.-])(?:[a-z0-9äöüß](?:[a-z0-9äöüß-]*[a-z0-9äöüß])?\.)+"
    r"(?:de|com|org|net|info|eu|at|ch|bayern|berlin|hamburg|sh|social|app|online|example)(?![\w@.-])(?:/[^\s<>\"\\|]*)?",
    re.IGNORECASE,
)
_MAIL_LABEL = re.compile(r"(?<!\w)(?:e-?\s?mail(?:-?adresse)?|mail|mailto)\s*:?\s*\Z", re.IGNORECASE)
_SITE_LABEL = re.compile(r"(?<!\w)(?:web(?:site|seite)?|internet(?:seite)?|homepage|url|link)\s*:?\s*\Z", re.IGNORECASE)
_TRAILING = ".,;:!?)]}>»'’\""


def emails(text: str) -> Understood[tuple[str, ...]]:
    """The mail addresses of a cell in its order, each once; »name (at) domain.de« is understood."""
    return _found(text, _MAIL.finditer(text), _MAIL_LABEL, _mail)


def urls(text: str) -> Understood[tuple[str, ...]]:
    """The web addresses of a cell in its order, each once, with https:// where none was written."""
    mails = [match.span() for match in _MAIL.finditer(text)]
    free = (match for match in _SITE.finditer(text) if not any(a <= match.start() < b for a, b in mails))
    return _found(text, free, _SITE_LABEL, _site)


def _found(
    text: str, matches: Iterator[re.Match[str]], label: re.Pattern[str], meant: Callable[[str], str]
) -> Understood[tuple[str, ...]]:
    values: list[str] = []
    spans: list[Span] = []
    for match in matches:
        written = _trimmed(match[0])
        if value := meant(written):
            values.append(value)
            before = label.search(text, spans[-1][1] if spans else 0, match.start())
            spans.append((before.start() if before else match.start(), match.start() + len(written)))
    return Understood(tuple(dict.fromkeys(values)), left_over(text, spans))


def _trimmed(written: str) -> str:
    """Without the signs that end a sentence; a closing bracket stays where its opening is part of the address."""
    while (
        written and written[-1] in _TRAILING and not (written[-1] == ")" and written.count("(") >= written.count(")"))
    ):
        written = written[:-1]
    return written


def _mail(written: str) -> str:
    return written if is_mail(written) else mended_mail(written)[0] or ""


def _site(written: str) -> str:
    return written if is_site(written) else mended_site(written)[0] or ""
