"""Phone numbers in a cell, written as the registry writes them: +49 40 66969123."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..phones import judge
from .understood import Span, Understood, left_over

_DASH = r"[-‐‑–—]"
_RUN = re.compile(rf"(?<![\w@.,/-])(?:\+|\(\s*(?=\+|0)|(?=0))[0-9](?:[0-9()./ \u00a0+]|{_DASH})*")
_ONE_LABEL = (
    r"\b(?:(?:tele)?fa[xk]s?|(?:tele)?fon|tel|phone|(?:tele(?:fon|fax)|fax|ruf)(?:nummer|nr)|mobil\w*|handy\w*|[tmf])\b"
)
_LABEL = re.compile(rf"{_ONE_LABEL}(?:(?:[\s./:+&-]|\bund\b|\bnr\b|{_ONE_LABEL})*)\Z", re.IGNORECASE)
_FAX = re.compile(r"fa[xk]|\bf\b", re.IGNORECASE)
_VOICE = re.compile(r"fon|tel(?!efax)|mobil|handy|\b[tm]\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"(?:konto|kto|blz|iban|plz|az|aktenzeichen|ust|register|hrb|vr|id)[\w.\-]*\s*[:.]?\s*\Z", re.IGNORECASE
)
_DATE = re.compile(r"(?<![0-9])[0-9]{1,2}\.\s?[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})?(?![0-9])")
_NOT_A_NUMBER = re.compile(r"\s*(?:uhr|h\b|jahre|€|euro|%|personen)", re.IGNORECASE)
_AREA = re.compile(r"\(?\s*(?:0|(?:\+|00)[0-9]{2}\s?(?:\(0\))?\s?)[1-9][0-9]{1,4}\s*\)?\Z")
_EXTENSION = re.compile(rf"{_DASH}\s?([0-9]{{1,5}})\Z")
_SPREADSHEET = re.compile(r"([1-9][0-9]{8,11})(?:\.0)?\Z")
_FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Phone:
    """`kind`: `telefon`, `mobil` or `fax`. `mended`: a zero or plus was added that spreadsheets take away."""

    number: str
    kind: str = "telefon"
    mended: bool = False


def phones(text: str) -> Understood[tuple[Phone, ...]]:
    """The numbers of a cell in its order, each once; those that do not exist or lack the area code stay in the rest."""
    found: list[Phone] = []
    spans: list[Span] = []
    for run in _RUN.finditer(text):
        if _FOREIGN.search(text, 0, run.start()) or _NOT_A_NUMBER.match(text, run.end()) or _DATE.search(run[0]):
            continue
        label = _LABEL.search(text, spans[-1][1] if spans else 0, run.start())
        for number, start, end in _numbers(run[0]):
            found.append(Phone(number, _kind(number, label)))
            spans.append((run.start() + start, run.start() + end))
        if label and spans and spans[-1][0] >= run.start():
            spans.append(label.span())
            spans.sort()
    if not found and (only := _alone(text)):
        return Understood((only,))
    return Understood(tuple(dict.fromkeys(found)), left_over(text, spans))


def _kind(number: str, label: re.Match[str] | None) -> str:
    if label and _FAX.search(label[0]) and not _VOICE.search(label[0]):
        return "fax"
    return "mobil" if re.match(r"\+49 1[567]", number) else "telefon"


def _numbers(run: str) -> Iterator[tuple[str, int, int]]:
    """The numbers of a run of digits and signs, with their places; nothing where their border is not clear."""
    parts = _parts(run)
    previous = ""
    for position, (start, end) in enumerate(parts):
        piece = run[start:end]
        if position and (extension := re.match(rf"{_DASH}?\s?([0-9]{{1,5}})\Z", piece)):
            written = _with_extension(previous, extension[1], explicit=not piece[0].isdigit())
        else:
            written = _written(piece)
            previous = piece
        if not written and position:
            return
        if written:
            yield written, start, end
        elif len(parts) > 1:
            return


def _parts(run: str) -> list[Span]:
    """The run cut at strokes that do not merely follow an area code, and where a new number begins."""
    cuts = [0]
    for stroke in re.finditer(r"\s*/\s*", run):
        if not _AREA.match(run[cuts[-1] : stroke.start()].strip()):
            cuts.append(stroke.end())
    pieces = []
    for start, end in zip(cuts, [*cuts[1:], len(run)], strict=True):
        piece = re.sub(r"[\s/(.+-]+\Z", "", run[start:end])
        if piece:
            pieces.append((start, start + len(piece)))
    return pieces


def _with_extension(number: str, extension: str, explicit: bool) -> str:
    """»0821 3102-12/-14«: the second number. Without a dash only one of the same length is meant so."""
    own = _EXTENSION.search(number)
    if not own or not (explicit or len(own[1]) == len(extension)) or _AREA.match(number[: own.start()]):
        return ""
    return _written(f"{number[: own.start()]}-{extension}")


def _written(text: str) -> str:
    text = text.strip().strip("./").strip()
    if text.count("(") != text.count(")"):
        text = text.strip("()")
    if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return ""
    return judge(text).written


def _alone(text: str) -> Phone | None:
    """A number that is the whole cell: an emergency number, or one that a spreadsheet took for a quantity."""
    first = re.search(r"[0-9]", text)
    label = _LABEL.search(text, 0, first.start() if first else 0)
    if label and text[: label.start()].strip():
        return None
    bare = text[label.end() if label else 0 :].strip()
    if re.match(r"(?:11[0-9]|116\s?[0-9]{3})\Z", bare):
        return Phone(judge(bare).written)
    if not (digits := _SPREADSHEET.match(bare)):
        return None
    readings = {judge(prefix + digits[1]).written for prefix in ("0", "+")}
    readings = {written for written in readings if written.startswith("+49 ")}
    return Phone(number := readings.pop(), _kind(number, label), mended=True) if len(readings) == 1 else None
