"""Ids for new records, made of their titles, and the file each one belongs in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from typing import Any

from .schemas.kinds import Kind

LONGEST = 48
_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ł": "l", "ı": "i", "&": " und "}
)
_SMALL = frozenset(("der", "die", "das", "dem", "den", "des", "ein", "eine", "und", "oder", "im", "in", "am", "an"))
_SMALL |= frozenset(("auf", "zu", "zum", "zur", "von", "vom", "fuer", "mit", "bei", "e", "v", "ev"))


DRAFT = ".entwurf.yaml"
"""How the name of a draft ends, which `fh edit` keeps hidden beside its record."""


def slug(text: str, longest: int = LONGEST) -> str:
    """A short id for a title: »Café für alle e. V.« is `cafe-alle`. Empty when no letter of a–z is left."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_GERMAN)
    letters = unicodedata.normalize("NFKD", letters)
    words = re.findall(r"[a-z0-9]+", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    kept = [word for word in words if word not in _SMALL] or words
    result = ""
    for word in kept:
        longer = f"{result}-{word}" if result else word[:longest]
        if len(longer) > longest:
            break
        result = longer
    return result


def propose(kind: Kind, data: Mapping[str, Any], taken: Container[str]) -> str:
    """A free id for a record: of its title, with the subfolder's name (a year) or a number where that is taken."""
    title = str(data.get(kind.title_field) or "")
    folder = subfolder(kind, data)
    if folder and title.startswith(f"{folder}/"):
        title = title[len(folder) + 1 :]
    first = slug(title) or kind.name
    dated = f"{first}-{folder}" if folder.isdigit() and folder not in first else ""
    if first not in taken:
        return first
    return free(dated or first, taken) if dated not in taken else free(first, taken)


def free(id: str, taken: Container[str]) -> str:
    """The id itself, or with the first number behind it that is not taken."""
    number, result = 1, id
    while result in taken:
        number += 1
        result = f"{id}-{number}"
    return result


def subfolder(kind: Kind, data: Mapping[str, Any]) -> str:
    """The subfolder a record belongs in, as the kind says; empty for none, or while the field is missing."""
    value = value_at(data, str(kind.subfolder.get("feld", "")))
    if value in (None, ""):
        return ""
    text = str(value)
    if until := kind.subfolder.get("bis"):
        text = text.partition(str(until))[0] if str(until) in text else ""
    return text[: int(kind.subfolder.get("zeichen", len(text)))]


def value_at(data: Mapping[str, Any], dotted: str) -> Any:
    """The value at a path such as `termine.0.von`; None where there is none."""
    value: Any = data if dotted else None
    for step in dotted.split("."):
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (LookupError, TypeError, ValueError):
            return None
    return value


def file_of(kind: Kind, id: str, data: Mapping[str, Any]) -> str:
    """The file of a record, relative to the folder its kind's folder stands in."""
    return "/".join(filter(None, (kind.folder, subfolder(kind, data), f"{id}.yaml")))
