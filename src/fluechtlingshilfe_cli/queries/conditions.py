"""One condition: what a text asks of the values of a field, by the field's type.

Words are found by code, label or synonym, references by id or title, dates by day, month or year, texts by a part of
them. A comparison (`>=`) reads dates as ISO text, numbers as numbers.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from typing import Any

from ..folding import fold, key, nearest
from ..schemas import dates
from ..schemas.kinds import Field
from ..schemas.vocabularies import Vocabulary
from . import Misunderstood, Source
from .fields import Asked, names_of, of_attribute

Test = Callable[[list[Any]], bool]
"""Whether the values of a field, none or several, are what was asked for."""


class Among:
    """Whether one of the values is one of some words."""

    __slots__ = ("words",)

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)

    def __call__(self, values: list[Any]) -> bool:
        """Whether it is."""
        return not self.words.isdisjoint(values)


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_YES = frozenset({"ja", "j", "yes", "true", "wahr", "1"})
_NO = frozenset({"nein", "n", "no", "false", "falsch", "0"})
_MONTH = re.compile(r"([0-9]{1,2})[./]([0-9]{4})\Z")


def test(source: Source, asked: Asked, sign: str, text: str) -> Test:
    """What `field sign text` asks. Raises `Misunderstood` where the text cannot be a value of the field."""
    if not text and sign in ("=", "!="):
        return (lambda values: not values) if sign == "=" else bool
    if sign == "~":
        return _containing(source, asked, text)
    if sign in _COMPARE:
        return _comparing(source, asked, sign, text)
    if sign == "=" and not asked.attribute and asked.field and asked.field.vocabulary:
        return Among(_codes(source.vocabulary(asked.field.vocabulary), text, asked.field))
    same = _attribute(source, asked, text) if asked.attribute else _same(source, asked, text)
    if sign == "!=":
        return lambda values: not any(map(same, values))
    return lambda values: any(map(same, values))


def _same(source: Source, asked: Asked, text: str) -> Callable[[Any], bool]:
    field = asked.field
    if field is None:
        return lambda value: fold(str(value)) == fold(text)
    if field.vocabulary:
        return set(_codes(source.vocabulary(field.vocabulary), text, field)).__contains__
    if field.refers_to:
        keys = _records(source, field, text)
        return lambda value: _key(source, field, str(value)) in keys
    if field.type == "boolean":
        wanted = _yes_or_no(text, field)
        return lambda value: value is wanted
    if field.type in ("integer", "number"):
        number = _number(text, field)
        return lambda value: bool(value == number)
    if _is_date(field):
        begin = _date(text, field)
        return lambda value: str(value).startswith(begin)
    needle = fold(text)
    return lambda value: needle in fold(str(value))


def _codes(vocabulary: Vocabulary, text: str, field: Field) -> list[str]:
    """The codes of the words meant; »Lauenburg« also means »Lauenburg/Elbe«."""
    codes = vocabulary.resolve(text)
    if not codes and (needle := fold(text.strip())):
        begins = re.compile(re.escape(needle) + r"(?![^\W_])")
        codes = [code for code, word in vocabulary.words.items() if begins.match(fold(word.label()))]
    if codes:
        return codes
    guesses = [vocabulary.label(code) for code in vocabulary.suggest(text)[:3]]
    if guesses:
        hint = f"Meinten Sie {' oder '.join(f'»{guess}«' for guess in guesses)}?"
    elif len(vocabulary.words) <= 12:
        hint = f"Möglich sind: {', '.join(vocabulary.words)}."
    else:
        hint = f"Alle Wörter zeigt: fh explain {vocabulary.name}"
    raise Misunderstood(f"»{text}« gibt es bei »{field.label}« nicht. {hint}")


def _attribute(source: Source, asked: Asked, text: str) -> Callable[[Any], bool]:
    vocabulary = source.vocabulary((asked.field and asked.field.vocabulary) or "")
    values = {code: _plain(word.attributes.get(asked.attribute)) for code, word in vocabulary.words.items()}
    labels = of_attribute(asked.attribute, source.project.vocabularies)
    wanted = {key(text), *map(key, labels.resolve(text) if labels else ())}
    codes = {code for code, plain in values.items() if wanted & set(map(key, plain))}
    if not codes:
        choices = {name: [labels.label(name)] if labels else [] for plain in values.values() for name in plain}
        guesses = nearest(text, choices)
        hint = f"Meinten Sie »{guesses[0]}«?" if guesses else f"Möglich sind: {', '.join(sorted(choices)[:12])}."
        raise Misunderstood(f"»{text}« gibt es bei »{asked.label}« nicht. {hint}")
    return codes.__contains__


def _records(source: Source, field: Field, text: str) -> set[str]:
    """The keys of the records meant, by id or by (a part of) a name; private ones by id only."""
    targets = [record for kind in field.refers_to for record in source.of(kind)]
    wanted = text.rpartition("/")[2]
    found = {record.key for record in targets if text in (record.id, record.key) or record.id == wanted}
    if not found:
        public = [record for record in targets if not record.kind.private]
        names = {record.key: names_of(record) for record in public}
        needle = fold(text)
        exact = {known for known, own in names.items() if any(fold(name) == needle for name in own)}
        found = exact or {known for known, own in names.items() if any(needle in fold(name) for name in own)}
        if not found:
            guesses = nearest(text, {record.id: names[record.key] for record in public})
            hint = f" Meinten Sie »{guesses[0]}«?" if guesses else ""
            raise Misunderstood(f"Bei »{field.label}« kennt das Register »{text}« nicht.{hint}")
    return found


def _key(source: Source, field: Field, reference: str) -> str:
    record = source.find(reference, field.refers_to)
    return record.key if record else reference


def _comparing(source: Source, asked: Asked, sign: str, text: str) -> Test:
    compare, field = _COMPARE[sign], asked.field
    if asked.attribute and field and field.vocabulary:
        words, number = source.vocabulary(field.vocabulary).words, _number(text, field)
        amounts = {code: word.attributes.get(asked.attribute) for code, word in words.items()}
        fitting = {
            code for code, amount in amounts.items() if isinstance(amount, int | float) and compare(amount, number)
        }
        return lambda values: any(value in fitting for value in values)
    if field and field.type in ("integer", "number"):
        number = _number(text, field)
        return lambda values: any(isinstance(value, int | float) and compare(value, number) for value in values)
    if field and _is_date(field):
        day = _date(text, field)
        # »<= 2026-03« includes March: a value is cut to what was said of the day.
        return lambda values: any(compare(str(value)[: len(day)], day) for value in values)
    return lambda values: any(compare(_comparable(value, text), _comparable(text, text)) for value in values)


def _comparable(value: Any, other: str) -> Any:
    """Own fields have no type: two numbers compare as numbers, anything else as text."""
    try:
        return (0, float(value), "") if _is_number(other) else (1, 0.0, str(value))
    except (TypeError, ValueError):
        return (1, 0.0, str(value))


def _containing(source: Source, asked: Asked, text: str) -> Test:
    needle, field = fold(text), asked.field
    vocabulary = source.vocabulary(field.vocabulary) if field and field.vocabulary else None

    def said(value: Any) -> Iterable[str]:
        yield str(value)
        if vocabulary and asked.attribute:
            word = vocabulary.words.get(value)
            yield from _plain(word.attributes.get(asked.attribute)) if word else ()
        elif vocabulary:
            yield vocabulary.label(value)
        elif field and (record := source.find(str(value), field.refers_to)) and not record.kind.private:
            yield record.title

    return lambda values: any(needle in fold(name) for value in values for name in said(value))


def _plain(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [] if value is None else [str(value)]


def _is_date(field: Field) -> bool:
    inner = field.schema.get("items", field.schema) if field.many else field.schema
    return inner.get("format") == "date" or field.keyword("format") == "datumzeit"


def _date(text: str, field: Field) -> str:
    """The ISO form of a day, month or year; a time behind the day stays."""
    if found := _MONTH.match(text):
        return f"{found[2]}-{int(found[1]):02}"
    if parts := dates.parts(text):
        return f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}"
    if not re.match(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:]*)?)?)?\Z", text):
        raise Misunderstood(f"»{text}« ist kein Datum für »{field.label}«. So geht es: 2026, 2026-03 oder 2026-03-14.")
    return text


def _number(text: str, field: Field) -> float:
    if not _is_number(text):
        raise Misunderstood(f"»{text}« ist keine Zahl; »{field.label}« wird mit Zahlen verglichen.")
    return float(text.replace(",", "."))


def _is_number(text: str) -> bool:
    return re.match(r"-?[0-9]+([.,][0-9]+)?\Z", text) is not None


def _yes_or_no(text: str, field: Field) -> bool:
    if (answer := text.casefold()) not in _YES | _NO:
        raise Misunderstood(f"»{field.label}« ist ja oder nein, nicht »{text}«.")
    return answer in _YES
