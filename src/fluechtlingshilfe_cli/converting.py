"""What people type, as the values records hold: German dates, labels of words, names of Gemeinden, titles for ids.

The schema says what a field is; no field is named here. What cannot be understood raises `Misunderstood` with a
sentence and the choices there are; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from .folding import key, nearest
from .project import Project
from .queries import Misunderstood
from .registry import Registry
from .schemas import dates

__all__ = ["Interpreter", "Misunderstood"]

_YES, _NO = ("ja", "j", "true", "wahr", "x", "1", "yes"), ("nein", "n", "false", "falsch", "0", "no")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?:\s*uhr)?\Z", re.IGNORECASE)
_MOMENT = re.compile(r"(.+?)(?:T|,?\s+(?:um\s+|ab\s+)?)([0-9]{1,2}(?:[:.][0-9]{2})?(?:\s*uhr)?)\Z", re.IGNORECASE)


_FEW = 8
"""Words that fit in a sentence."""
_ALL = "Alle Wörter zeigt: fh explain {}"


class Interpreter:
    """Understands what is typed for any field of a project's kinds; references also by title."""

    def __init__(self, project: Project, registry: Registry) -> None:
        self.project = project
        self.registry = registry

    def value(self, schema: Mapping[str, Any], text: str) -> Any:
        """The value of a field. A list takes commas between its items. Raises `Misunderstood`."""
        text = unicodedata.normalize("NFC", text).strip()
        if schema.get("type") == "array":
            items = {**_inherited(schema), **schema.get("items", {})}
            separator = "\n" if "\n" in text else ";" if ";" in text else ","
            parts = [part.strip() for part in text.removeprefix("[").removesuffix("]").split(separator)]
            return [self.value(items, part) for part in parts if part]
        if schema.get("type") == "object":
            raise Misunderstood(
                "Das ist ein Abschnitt mit eigenen Feldern; bitte eines davon nennen, mit Punkt dazwischen."
            )
        if name := schema.get("x-fh-vokabular"):
            return self.word(name, text)
        if kinds := schema.get("x-fh-ref"):
            return self.reference(kinds, text)
        return self._scalar(schema, text)

    def word(self, vocabulary: str, text: str) -> str:
        """The code of a word by its code, label, synonym or, where only one fits, a part of the label."""
        words = self.project.vocabularies[vocabulary]
        found = words.resolve(text)
        if not found and (wanted := key(text)):
            found = [code for code, word in words.words.items() if len(wanted) > 2 and wanted in key(word.label())]
        if len(found) == 1:
            return found[0]
        if found:
            raise Misunderstood(f"»{text}« ist mehrdeutig: {self._listed(vocabulary, found)}.")
        guesses = words.suggest(text)
        if guesses:
            raise Misunderstood(
                f"Das Wort »{text}« steht nicht zur Wahl. Meinten Sie {self._listed(vocabulary, guesses)}?"
            )
        if vocabulary == "gemeinden" and not words.words:
            return text
        known = list(words.words)
        there = f"Möglich: {self._listed(vocabulary, known)}." if len(known) <= _FEW else _ALL.format(vocabulary)
        raise Misunderstood(f"Das Wort »{text}« steht nicht zur Wahl. {there}")

    def reference(self, kinds: list[str], text: str) -> str:
        """The id a record is referred to by, from its id or its title; with the kind where several are allowed."""
        prefix, _, id = text.rpartition("/")
        for kind in [prefix] if prefix in kinds else kinds:
            if self.registry.knows(kind, id if prefix in kinds else text):
                found = id if prefix in kinds else text
                return found if len(kinds) == 1 else f"{kind}/{found}"
        wanted = key(text)
        titled = [
            record
            for kind in kinds
            for record in self.registry.of(kind)
            if wanted and wanted in (key(record.title), *(key(str(value)) for value in _other_names(record)))
        ]
        if len(titled) == 1:
            return titled[0].id if len(kinds) == 1 else titled[0].key
        if titled:
            raise Misunderstood(f"»{text}« ist mehrdeutig: {', '.join(record.key for record in titled)}.")
        if "angebot" in kinds or (set(kinds) & {k.name for k in self.project.kinds.values() if k.private}):
            return text
        choices = {
            record.key if len(kinds) > 1 else record.id: [record.title]
            for kind in kinds
            for record in self.registry.of(kind)
        }
        guesses = nearest(text, choices)
        hint = f" Meinten Sie {' oder '.join(f'»{guess}«' for guess in guesses)}?" if guesses else ""
        raise Misunderstood(f"Einen Eintrag »{text}« gibt es noch nicht.{hint}")

    def _listed(self, vocabulary: str, codes: list[str]) -> str:
        words = self.project.vocabularies[vocabulary]
        return ", ".join(f"»{words.label(code)}« ({code})" for code in codes)

    def _scalar(self, schema: Mapping[str, Any], text: str) -> Any:
        kind = schema.get("type")
        if kind == "boolean":
            answer = text.casefold()
            if answer not in (*_YES, *_NO):
                raise Misunderstood(f"»{text}« ist weder ja noch nein.")
            return answer in _YES
        if kind in ("integer", "number"):
            return _number(text, whole=kind == "integer")
        if schema.get("format") == "date":
            return self._day(text)
        if schema.get("x-fh-format") == "datumzeit":
            return self._moment(text)
        if schema.get("x-fh-format") == "uhrzeit":
            return _time(text)
        if schema.get("x-fh-format") == "telefon":
            from .phones import judge

            return judge(text).written or text
        return text

    def _day(self, text: str) -> str:
        if text.casefold() == "heute":
            return self.project.as_of.isoformat()
        found = dates.parts(text)
        if not found:
            raise Misunderstood(f"»{text}« ist nicht als Datum lesbar. Zum Beispiel: 14.03.2026")
        if not dates.existing(*found):
            raise Misunderstood(f"Den {found[2]:02}.{found[1]:02}.{found[0]} gibt es nicht.")
        return "{:04}-{:02}-{:02}".format(*found)

    def _moment(self, text: str) -> str:
        if dates.is_moment(text):
            return text
        found = _MOMENT.match(text)
        if not found:
            raise Misunderstood(f"»{text}« ist nicht als Tag und Uhrzeit lesbar. Zum Beispiel: 14.03.2026 18:00")
        return f"{self._day(found[1].rstrip(' ,'))}T{_time(found[2])}"


def _inherited(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Keywords that may stand on a list instead of on its items."""
    return {name: schema[name] for name in ("x-fh-vokabular", "x-fh-ref", "x-fh-format") if name in schema}


def _other_names(record: Any) -> list[Any]:
    """Short names: top-level texts that search weighs nearly as much as the title."""
    return [record[field.path] for field in record.kind.having("suche") if "." not in field.path and not field.many
            and field.vocabulary is None and int(field.keyword("suche")) >= 8 and record[field.path]]  # fmt: skip


def _number(text: str, whole: bool) -> int | float:
    plain = re.sub(r"(?<=[0-9])[.\s](?=[0-9]{3}\b)", "", text).replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        raise Misunderstood(f"»{text}« ist keine Zahl.") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise Misunderstood(f"»{text}« ist keine Zahl.")
    if number == int(number):
        return int(number)
    if whole:
        raise Misunderstood(f"»{text}« ist keine ganze Zahl.")
    return number


def _time(text: str) -> str:
    found = _TIME.match(text)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Misunderstood(f"»{text}« ist nicht als Uhrzeit lesbar. Zum Beispiel: 18:00")
    return f"{int(found[1]):02}:{found[2] or '00'}"
