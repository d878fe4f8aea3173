"""Postal addresses in a cell: street and number, postal code and place, and what helps to find the door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from .streets import inside, place, quarter, street
from .understood import Span, Understood, left_over

_PIECE = re.compile(r"[^,;\n|·•:]+")
_POSTAL = re.compile(r"(?<![\w-])(?:(?:DE?|d)\s?[-–]\s?)?(?P<plz>[0-9]{5})(?=\s+[^\W\d_])")
_BRACKET = re.compile(r"\s*\((?:OT|Ortsteil|Stadtteil)\s+[^()]+\)|\s+(?:OT|Ortsteil|Stadtteil)\s+\S.*")


@dataclass(frozen=True, slots=True)
class Address:
    """The parts as `anschrift` names them; empty where unsaid. `zusatz`: c/o, house, floor, entrance."""

    strasse: str = ""
    plz: str = ""
    ort: str = ""
    ortsteil: str = ""
    zusatz: str = ""


def addresses(text: str) -> Understood[tuple[Address, ...]]:
    """The addresses of a cell in its order. A lone postal code with its place is one, a lone street too."""
    pieces = list(_pieces(text))
    found: list[Address] = []
    spans: list[Span] = []
    waiting: list[tuple[Span, str]] = []
    for position, (start, end) in enumerate(pieces):
        piece = text[start:end]
        follows = text[slice(*pieces[position + 1])] if position + 1 < len(pieces) else ""
        if part := _part(piece, bool(_POSTAL.match(follows) or _follows_inside(text, pieces, position))):
            address, length = part
            if waiting and not found and not address.zusatz:
                address = replace(address, zusatz=", ".join(words for _, words in waiting))
                spans += [span for span, _ in waiting]
            waiting = []
            _add(found, address)
            spans.append((start, start + length))
        elif inside(piece) and found and not found[-1].zusatz and not (found[-1].plz and found[-1].strasse == ""):
            found[-1] = replace(found[-1], zusatz=piece)
            spans.append((start, end))
        elif inside(piece) and not found:
            waiting.append(((start, end), piece))
    return Understood(tuple(found), left_over(text, spans))


def _pieces(text: str) -> Iterator[Span]:
    """The pieces between commas and line ends; a postal code begins a new one."""
    for match in _PIECE.finditer(text):
        cuts = [match.start(), *(code.start() for code in _POSTAL.finditer(text, *match.span())), match.end()]
        for start, end in pairwise(cuts):
            piece = text[start:end]
            if piece.strip():
                yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _follows_inside(text: str, pieces: list[Span], position: int) -> bool:
    """Whether a hint for the door stands between the street and the postal code."""
    after = [text[slice(*span)] for span in pieces[position + 1 : position + 3]]
    return len(after) == 2 and inside(after[0]) and bool(_POSTAL.match(after[1]))


def _part(piece: str, placed: bool) -> tuple[Address, int] | None:
    """What a piece is, and how many of its letters that takes."""
    if code := _POSTAL.match(piece):
        start = code.end() + len(piece[code.end() :]) - len(piece[code.end() :].lstrip())
        name = place(_BRACKET.sub("", piece[start:]))
        if not name:
            return None
        end = start + len(name)
        beyond = _BRACKET.match(piece, end)
        district = quarter(beyond[0].strip()) if beyond else ""
        return Address(plz=code["plz"], ort=name, ortsteil=district), beyond.end() if beyond and district else end
    if district := quarter(piece):
        return Address(ortsteil=district), len(piece)
    if named := street(piece, placed):
        return Address(strasse=named), len(piece)
    return None


def _add(found: list[Address], part: Address) -> None:
    """Completes the last address, or begins a new one where it has that part already."""
    last = found[-1] if found else None
    if last is None or (part.strasse and (last.strasse or last.plz)) or (part.plz and last.plz):
        found.append(part)
    elif part.ortsteil and not part.plz:
        found[-1] = replace(last, ortsteil=last.ortsteil or part.ortsteil)
    else:
        found[-1] = replace(
            last, strasse=last.strasse or part.strasse, plz=last.plz or part.plz, ort=last.ort or part.ort,
            ortsteil=last.ortsteil or part.ortsteil, zusatz=last.zusatz or part.zusatz,
        )  # fmt: skip
