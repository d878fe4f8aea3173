"""Cover and imprint of a directory: titles, edition, publisher, and lines that say what one holds in hands."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from ..booklets import logo_of
from ._context import Context, Data, german_day
from .texts import FALLBACK, is_checked, texts


class UnknownEditionError(Exception):
    """There is no such edition in fh.yaml; the sentence names those there are."""


def cover(context: Context, edition: str, book: Mapping[str, Any], is_large: bool) -> Data:
    """What stands on the cover and in the imprint. Raises `UnknownEditionError`."""
    settings = context.public.settings
    editions = settings.get("ausgaben") or {}
    if edition and edition not in editions:
        known = f"Bekannt sind: {', '.join(editions)}." if editions else "In fh.yaml stehen noch keine (»ausgaben«)."
        raise UnknownEditionError(f"Die Ausgabe »{edition}« gibt es nicht. {known}")
    # An edition names the large directory; another one keeps its own title.
    one = (editions.get(edition) or {}) if is_large else book
    return {
        **_heading(context, "title", "titel", book, [one, book, {"titel": settings.get("name", "")}]),
        **_heading(context, "subtitle", "untertitel", book, [one, book]),
        "edition": edition,
        "deadline": (editions.get(edition) or {}).get("redaktionsschluss", ""),
        "as_of": context.public.as_of.isoformat(),
        "example": bool(settings.get("beispieldaten")),
        "notice": context.text("beispieldaten") if settings.get("beispieldaten") else "",
        "imprint": {
            "publisher": book.get("herausgeber", ""),
            "responsible": book.get("verantwortlich", ""),
            "funding": book.get("foerderhinweis", ""),
            "logos": [_logo(context, logo) for logo in book.get("logos") or ()],
        },
        "web": {"address": book.get("web_adresse", ""), "codes": book.get("qr", "gemeinde")},
    }


def _heading(
    context: Context, name: str, key: str, book: Mapping[str, Any], tried: Sequence[Mapping[str, Any]]
) -> Data:
    """Title or subtitle of the first settings that have one, with the language it is in and which way that runs."""
    one = next((one for one in tried if one.get(key)), {})
    found = context.translation(one)
    language = context.language if key in found else str(book.get("sprache", FALLBACK))
    return {
        name: found.get(key) or one.get(key, ""),
        f"{name}_language": language,
        f"{name}_direction": context.direction_of(language),
    }


def _logo(context: Context, given: Mapping[str, Any]) -> Data:
    """The picture itself goes along, so that an output needs no other file."""
    kind, content = logo_of(context.public.project, given["datei"])
    mime = "image/svg+xml" if kind == "svg" else "image/png"
    return {"alt": given["alternativtext"], "image": f"data:{mime};base64,{b64encode(content).decode('ascii')}"}


def lines(context: Context, data: Data) -> Data:
    """The lines of the cover, in words."""
    counts = data["counts"]
    return {
        "unchecked": _unchecked(context),
        "edition": context.text("ausgabe", ausgabe=data["edition"]) if data["edition"] else "",
        "deadline": context.text("redaktionsschluss", datum=german_day(data["deadline"])) if data["deadline"] else "",
        "as_of": context.text("stand", datum=german_day(data["as_of"])),
        "counts": context.text(
            "zahlen", eintraege=counts["entries"], angebote=counts["offers"], veranstaltungen=counts["events"]
        ),
    }


def _unchecked(context: Context) -> list[Data]:
    """That no native speaker has read the labels yet, in the language and in German; nothing where one has."""
    resources = context.public.project.resources
    if context.language == FALLBACK or is_checked(resources, context.language):
        return []
    own = {"text": context.text("ungeprueft"), "language": context.language, "direction": context.direction}
    return [own, {"text": texts(resources)["ungeprueft"], "language": FALLBACK, "direction": "ltr"}]
