"""The net below the gate: looks in finished text for personal values the channel does not release.

It does not trust the gate: what is released it works out again, from schemas and consents. Values are found however
they are set (upper case, other blanks, escapes of HTML, Markdown and JSON), phone numbers in any notation. A leak
names the record and the field, never the value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from . import consent
from .folding import subscriber
from .project import SETTINGS
from .records import Record
from .registry import Registry
from .schemas.kinds import Field, Kind

SHORTEST = 6
"""Characters (or digits) below which a value says too little to be searched for."""

_LONG_LINE = 20
_SEARCH_EACH = 500
_TAG = re.compile(r"<[^<>]*>")
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrt]")
_PERCENT = re.compile(r"%([0-7][0-9a-fA-F])")
_INVISIBLE = re.compile(r"[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BETWEEN_DIGITS = re.compile(r"([0-9])[\s()/.+\-‐-―·]{1,4}(?=[0-9])")
_DIGITS = re.compile(rf"[0-9]{{{SHORTEST},}}")
_NUMBER = re.compile(r"[+(]?[0-9][0-9\s()/\-–]{5,}[0-9]")
_WORD = re.compile(r"[^\W\d_]{6,}")
_MAIL = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.[a-zA-Z]{2,}")


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """Where a value that must not appear comes from: the record's key, the path and the label of the field."""

    record: str
    field: str
    label: str


class LeakError(Exception):
    """A finished text shows what it must not show; it must not be written."""

    def __init__(self, leaks: list[Leak], channel: str) -> None:
        self.leaks = leaks
        lines = [f"  {leak.record}: {leak.label}" for leak in leaks]
        super().__init__(
            f"Der fertige Text enthält Angaben, die für den Kanal »{channel}« nicht freigegeben sind:\n"
            + "\n".join(lines)
            + "\nEs wurde nichts geschrieben. Meist steht die Angabe in einem Freitext, etwa einer Beschreibung;"
            "\ndort bitte entfernen. Oder die Person willigt ein."
        )


@dataclass(frozen=True, slots=True)
class _Secret:
    leak: Leak
    needle: str
    is_number: bool = False
    word: str = ""
    """The value as one plain word; then it counts only where it stands as a word of its own."""


def ensure_clean(text: str, registry: Registry, channel: str, furniture: Iterable[str] = ()) -> None:
    """Raises `LeakError` when the text holds an unreleased personal value."""
    if found := leaks(text, registry, channel, furniture):
        raise LeakError(found, channel)


def leaks(text: str, registry: Registry, channel: str, furniture: Iterable[str] = ()) -> list[Leak]:
    """All leaks in a finished text, sorted. `furniture`: the tool's own words, in which nothing is personal."""
    released = _Released(registry, channel, furniture)
    secrets = [secret for secret in _secrets(registry, released) if not released.covers(secret)]
    if not secrets:
        return []
    readings = _readings(text)
    words, numbers = [secret for secret in secrets if not secret.is_number], [s for s in secrets if s.is_number]
    plain = list(map(_plain, readings))
    found = set(_hits("\n".join(dict.fromkeys(map(_joined, plain))), words))
    found |= set(_hits(" ".join(run for reading in readings for run in _numbers_in(reading)), numbers))
    whole = "\n".join(plain)
    return sorted({secret.leak for secret in found if not secret.word or _stands_alone(secret.word, whole)})


def _hits(text: str, secrets: list[_Secret]) -> Iterator[_Secret]:
    """The secrets that occur in a text: many of them in one pass over it."""
    if len(secrets) <= _SEARCH_EACH:
        yield from (secret for secret in secrets if secret.needle in text)
        return
    heads: dict[str, list[_Secret]] = {}
    for secret in secrets:
        heads.setdefault(secret.needle[:SHORTEST], []).append(secret)
    for start in range(len(text) - SHORTEST + 1):
        for secret in heads.get(text[start : start + SHORTEST], ()):
            if text.startswith(secret.needle, start):
                yield secret


def _secrets(registry: Registry, released: _Released) -> Iterator[_Secret]:
    for record in registry:
        for field, path, value in _leaves(record):
            is_person = field.keyword("person")
            if not (is_person or (field.keyword("sichtbar-wenn") and _is_address(field, value))):
                continue
            if not released.shows(record, field, path):
                yield from _needles(Leak(record.key, field.path, field.label), field, str(value))
        if record.kind.private:
            for name in record.data.keys() - record.kind.schema.get("properties", {}).keys():
                for value in _texts(record.data[name]):
                    yield from _needles(Leak(record.key, name, name), None, value)


def _is_address(field: Field, value: Any) -> bool:
    """Whether a place that is kept secret says enough to be found: a house number, more than a postcode."""
    return field.keyword("format") != "plz" and any(letter.isdigit() for letter in str(value))


def _needles(leak: Leak, field: Field | None, value: str) -> Iterator[_Secret]:
    if field is not None and field.keyword("format") == "telefon":
        yield from _number_needle(leak, value)
        return
    yield from _text_needle(leak, value)
    if field is None or field.keyword("freitext"):
        lines = value.splitlines()
        for line in lines if len(lines) > 1 else ():
            if len(line.strip()) >= _LONG_LINE:
                yield from _text_needle(leak, line)
        for mail in _MAIL.findall(value):
            yield from _text_needle(leak, mail)
        for number in _NUMBER.findall(value):
            yield from _number_needle(leak, number)


def _text_needle(leak: Leak, value: str) -> Iterator[_Secret]:
    needle = _squeezed(value)
    if len(needle) >= SHORTEST:
        yield _Secret(leak, needle, word=needle if needle.isalpha() and len(value.split()) == 1 else "")


def _number_needle(leak: Leak, value: str) -> Iterator[_Secret]:
    needle = subscriber(value)
    if len(needle) >= SHORTEST:
        yield _Secret(leak, needle, is_number=True)


class _Released:
    """What the channel shows, worked out without the gate."""

    def __init__(self, registry: Registry, channel: str, furniture: Iterable[str]) -> None:
        self.registry = registry
        self.channel = channel
        self._labels: set[str] = set()
        self._texts: set[str] = set(furniture)
        for name in registry.project.vocabularies.names():
            for word in registry.vocabulary(name).words.values():
                self._texts.update(word.labels.values())
        for record in registry:
            self._take(record)
        settings = Kind("project", registry.project.kinds.compiled("project"))
        self._take(Record(settings, "fh", SETTINGS, registry.project.settings))
        self.all_labels = "\n".join(map(_squeezed, self._labels))
        self.numbers = {subscriber(number) for label in self._labels for number in _NUMBER.findall(label)}
        words = {word for text in self._labels | self._texts for word in _WORD.findall(text)}
        self.words = set(map(_squeezed, words))

    def shows(self, record: Record, field: Field, path: tuple[str | int, ...]) -> bool:
        """Whether this leaf is released."""
        if record.kind.private:
            return "einwilligung" in field.channels and consent.valid(
                record, self.channel, field.path, self.registry.built_on
            )
        return self.channel in field.channels and self._condition(record, field, path)

    def covers(self, secret: _Secret) -> bool:
        """Whether the same value is public anyway: as a number, within a label, or as an ordinary word."""
        if secret.is_number:
            return secret.needle in self.numbers
        return secret.needle in self.all_labels or secret.word in self.words

    def _condition(self, record: Record, field: Field, path: tuple[str | int, ...]) -> bool:
        steps = [*path]
        while steps and isinstance(steps[-1], int):
            steps.pop()
        steps = steps[:-1]
        condition = field.keyword("sichtbar-wenn")
        for step in condition.split("/") if condition else ():
            if step != "..":
                steps.append(step)
                continue
            steps.pop()
            while steps and isinstance(steps[-1], int):
                steps.pop()
        return condition is None or _reached(record.data, steps) is True

    def _take(self, record: Record) -> None:
        for field, path, value in _leaves(record):
            if not isinstance(value, str) or not field.channels:
                continue
            texts = self._texts if field.keyword("freitext") else self._labels
            if value not in texts and self.shows(record, field, path):
                texts.add(value)


def _leaves(record: Record) -> Iterator[tuple[Field, tuple[str | int, ...], Any]]:
    """Every value of a record with its field and its path."""
    left: list[tuple[str, tuple[str | int, ...], Any]] = [(name, (name,), value) for name, value in record.data.items()]
    for dotted, path, value in left:
        if isinstance(value, dict):
            left += ((f"{dotted}.{name}", (*path, name), item) for name, item in value.items())
        elif isinstance(value, list):
            left += ((dotted, (*path, number), item) for number, item in enumerate(value))
        elif value is not None and (field := record.kind.fields.get(dotted)):
            yield field, path, value


def _reached(value: Any, steps: Iterable[str | int]) -> Any:
    for step in steps:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _readings(text: str) -> list[str]:
    """The text as it is and as readers of its format will see it, each different one once."""
    plain = _TAG.sub("", unescape(text))
    spaced = _TAG.sub(" ", unescape(text))
    unquoted = _BACKSLASH.sub(r"\1", text)
    decoded = _JSON_ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)
    address = _PERCENT.sub(lambda found: chr(int(found[1], 16)), text)
    return list(dict.fromkeys((text, plain, spaced, unquoted, decoded, address)))


def _squeezed(text: str) -> str:
    """The text without case, blanks and invisible signs, so that setting makes no difference."""
    return _joined(_plain(text))


def _joined(text: str) -> str:
    return "".join(text.split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()


def _numbers_in(text: str) -> list[str]:
    return _DIGITS.findall(_BETWEEN_DIGITS.sub(r"\1", _INVISIBLE.sub("", text)))


def _stands_alone(word: str, text: str) -> bool:
    # What stands before it is looked at after it: a pattern that begins with letters is searched much faster.
    letters = re.escape(word)
    return re.search(rf"{letters}(?<!\w{letters})(?!\w)", text) is not None
