"""Bytes to text: strict UTF-8, nothing guessed, and every refusal says what the file was probably saved as."""

from __future__ import annotations

import re
import unicodedata

from .accidents import Accident, Unreadable

MAX_BYTES = 1_000_000
"""A record is a page, not a book: the largest real one we know has 24 kB."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ASCII_CONTROL = bytes({*range(32), 127} - {9, 10, 13})
_C1_CONTROL = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")


def decode(raw: bytes) -> str:
    """The text of a file without byte-order mark, not yet normalised: positions count its characters.

    Raises `Unreadable` for files that are too large, not UTF-8, or hold control characters.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            Accident(
                "FH121",
                f"Die Datei ist mit {len(raw) / 1_000_000:.1f} MB zu groß für einen Eintrag.".replace(".", ",", 1),
                "Ein Eintrag darf höchstens 1 MB haben. Gehört die Datei wirklich hierher?",
            )
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(_encoding("Die Datei ist als »Unicode« (UTF-16) gespeichert, nicht als UTF-8.", 0))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_wrong_byte(raw, error.start)) from None
    text = text.removeprefix("\ufeff")
    if _may_hold_control(raw) and (control := _CONTROL.search(text)):
        if _is_utf16(raw):
            raise Unreadable(_encoding("Die Datei ist als »Unicode« (UTF-16) gespeichert, nicht als UTF-8.", 0))
        raise Unreadable(
            Accident(
                "FH117",
                f"Die Datei enthält ein unsichtbares Steuerzeichen (U+{ord(control[0]):04X}).",
                "Bitte das Zeichen an dieser Stelle löschen und den Text neu eintippen.",
                control.start(),
                control.end(),
            )
        )
    return text


def _may_hold_control(raw: bytes) -> bool:
    """Looks for the bytes of control signs: a sixth of the time of searching the text."""
    return (
        len(raw.translate(None, _ASCII_CONTROL)) != len(raw)
        or _C1_CONTROL.search(raw) is not None
        or b"\xef\xbf" in raw
    )


def refuse_odd_breaks(text: str, start: int, end: int) -> None:
    """Refuse NEL, LS and PS outside quotes: other readers take them for line ends. Raises `Unreadable`."""
    if found := _ODD_BREAKS.search(text, start, end):
        raise Unreadable(
            Accident(
                "FH117",
                f"Die Datei enthält einen unsichtbaren Zeilenwechsel (U+{ord(found[0]):04X}).",
                "Er stammt meist aus kopiertem Text. Bitte löschen und die Zeile neu umbrechen.",
                found.start(),
                found.end(),
            )
        )


def has_odd_breaks(text: str) -> bool:
    """Whether NEL, LS or PS stand anywhere in the text."""
    return _ODD_BREAKS.search(text) is not None


def normal(text: str) -> str:
    """The text in Unicode normal form NFC, in which »ü« is one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _wrong_byte(raw: bytes, at: int) -> Accident:
    before = raw[:at].decode("utf-8").removeprefix("\ufeff")
    meant = raw[at : at + 1].decode("cp1252", "replace")
    letter = f" (wohl ein »{meant}«)" if meant.isprintable() and meant != "\ufffd" else ""
    return _encoding(
        f"Die Datei ist nicht als UTF-8 gespeichert: Dieses Zeichen{letter} ist nicht lesbar.", len(before)
    )


def _encoding(message: str, at: int) -> Accident:
    return Accident(
        "FH117",
        message,
        "Bitte im Editor »Speichern unter« wählen und als Kodierung UTF-8 einstellen.",
        at,
        at + 1,
    )


def legible(raw: bytes) -> str:
    """The text of a file that is not UTF-8, as far as it can be shown; positions in it are those of its accident."""
    if _is_utf16(raw):
        big = raw.startswith((b"\xfe\xff", b"\0"))
        return raw.decode("utf-16-be" if big else "utf-16-le", "replace").removeprefix("\ufeff")
    return raw[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")


def _is_utf16(raw: bytes) -> bool:
    return raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw.count(b"\0") * 3 > len(raw) > 1
