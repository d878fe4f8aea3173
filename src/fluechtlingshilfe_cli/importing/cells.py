"""What people wrote in a cell, as values of fields. What is not understood comes back and is kept elsewhere.

The schema says what a field is; the fields beside it may take what a cell holds besides: a second number, the place
behind the postcode.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .. import prose
from ..converting import Interpreter, Misunderstood
from ..registry import Registry
from ..schemas.kinds import Field, Kind
from .mapping import Source, field_at
from .naming_partners import partner_in
from .sections import Shapes

_JOINTS = re.compile(r"\s*(?:[|;\n•·]|,(?!\d))\s*|\s+(?:und|sowie|oder)\s+|\s*/\s*|\s*\+\s+", re.IGNORECASE)
_HTML = re.compile(r"</?[a-z][^<>]*>|&(?:[a-z]+|#[0-9]+);", re.IGNORECASE)
_POSTCODE = re.compile(r"\s*(?:D-)?([0-9]{4,5})\s*\Z")


@dataclass(slots=True)
class Reading:
    """What a cell gave: values by path, persons it names, and what of it is left with the reason."""

    values: dict[str, Any] = field(default_factory=dict)
    persons: tuple[prose.Named, ...] = ()
    rest: str = ""
    reason: str = ""
    more: tuple[str, ...] = ()
    """Further values, as understood as the first, for which the entry has no place."""


class CellReader:
    """Reads the cells of one kind of entry."""

    def __init__(self, registry: Registry, kind: Kind) -> None:
        self.registry = registry
        self.project = registry.project
        self.kind = kind
        self.shapes = Shapes(kind)
        self.interpreter = Interpreter(self.project, registry)
        private = {one.name for one in self.project.kinds.values() if one.private}
        self._private = private

    def is_about_people(self, path: str) -> bool:
        """Whether a field names people who are kept in the private folder."""
        found = field_at(self.kind, path)
        return found is not None and bool(self._private & set(found.refers_to))

    def read(self, path: str, source: Source, text: str) -> Reading:
        """The values of one field, and of those beside it that the same cell fills."""
        found = field_at(self.kind, path)
        text = prose.plain(text) if _HTML.search(text) else text.strip()
        if found is None:
            return Reading({path: text})
        if self.is_about_people(path):
            return _people(text)
        reader = self._reader(found)
        if reader is not None and not source.separator and not source.words:
            return reader(path, found, text)
        try:
            return self._words(path, found, source, text)
        except Misunderstood as error:
            return Reading(rest=text, reason=str(error))

    def _reader(self, found: Field) -> Callable[[str, Field, str], Reading] | None:
        if self.shapes.is_schedule(found):
            return self._times
        if self.shapes.is_address(found) or self.shapes.in_address(found):
            return self._address
        if self.shapes.is_days(found):
            return self._days
        readers = {"telefon": self._phones, "email": self._mails, "url": self._sites}
        if reader := readers.get(str(found.keyword("format") or "")):
            return reader
        return {"gemeinden": self._place, "sprachen": self._languages}.get(found.vocabulary or "")

    def _phones(self, path: str, found: Field, text: str) -> Reading:
        understood = prose.phones(text)
        numbers = [phone for phone in understood.value if phone.kind != "fax"]
        fax = [phone.number for phone in understood.value if phone.kind == "fax"]
        result = Reading(rest=understood.rest, reason="keine lesbare Telefonnummer")
        beside = self.shapes.beside(path, found)
        mobile = next((one for one in beside if one != path), "")
        for phone in numbers:
            wanted = [mobile, path] if phone.kind == "mobil" and (len(numbers) > 1 or not mobile) else [path]
            wanted = [one for one in wanted if one] or [path]
            slot = next((one for one in wanted if one not in result.values), "")
            if slot:
                result.values[slot] = phone.number
            else:
                result.more += (phone.number,)
        result.more += tuple(f"Fax {number}" for number in fax)
        if result.more and not result.rest:
            result.reason = "weitere Nummer, für die kein Feld frei ist"
        return result

    def _mails(self, path: str, _found: Field, text: str) -> Reading:
        return _first(path, prose.emails(text), "keine lesbare E-Mail-Adresse", "weitere E-Mail-Adresse")

    def _sites(self, path: str, _found: Field, text: str) -> Reading:
        return _first(path, prose.urls(text), "keine lesbare Internetadresse", "weitere Internetadresse")

    def _times(self, path: str, found: Field, text: str) -> Reading:
        """Regular times, what is left of them as a remark; times of several places become several sections."""
        result = Reading(reason="Zeit nicht in Wochentag und Uhrzeit zu fassen")
        note = self.shapes.note_of(found)
        room = int(note.schema.get("maxLength", 0)) if note else 0
        left = []
        number = 0
        for understood in prose.opening_hours_by_part(text):
            place = path if number == 0 else _numbered(path, number)
            if understood.value:
                result.values[place] = understood.value
                number += 1
            if understood.rest and note and len(understood.rest) <= room and (understood.value or number == 0):
                result.values[f"{place}.{note.name}"] = understood.rest
                number = max(number, 1)
            elif understood.rest:
                left.append(understood.rest)
        result.rest = "\n".join(left)
        return result

    def _days(self, path: str, _found: Field, text: str) -> Reading:
        understood = prose.dates(text, self.project.as_of.year)
        days = [one.termin for one in understood.value if one.termin]
        if understood.rest or len(days) < len(understood.value) or not days:
            return Reading(rest=text, reason="kein Tag mit Beginn und Ende zu erkennen")
        return Reading({path: days})

    def _address(self, path: str, found: Field, text: str) -> Reading:
        section = path if self.shapes.is_address(found) else path.rpartition(".")[0]
        names = self.shapes.names(section)
        if found.keyword("format") == "plz" and (only := _POSTCODE.match(text)):
            return Reading({path: only[1].zfill(5)})
        understood = prose.addresses(text)
        if not understood.value:
            if section == path or found.keyword("format") == "plz":
                return Reading(rest=text, reason="keine Anschrift zu erkennen")
            return Reading({path: text})
        first, *others = understood.value
        parts = {name: value for name in names if (value := getattr(first, name, ""))}
        if section != path and set(parts) <= {found.name}:
            parts = {found.name: text}
            return Reading({path: text})
        result = Reading({f"{section}.{name}": value for name, value in parts.items()}, rest=understood.rest)
        if others:
            result.rest, result.reason = text, "mehrere Anschriften; die erste ist übernommen"
        elif result.rest:
            result.reason = "gehört nicht zur Anschrift"
        return result

    def _place(self, path: str, found: Field, text: str) -> Reading:
        parts = [part for part in _JOINTS.split(text) if part] if found.many else [text]
        codes: list[str] = []
        left: list[str] = []
        for part in parts:
            code = self.municipality(part)
            (codes if code else left).append(code or part)
        if not found.many:
            why = "" if codes else self._why_no_place(text)
            return Reading({path: codes[0]} if codes else {}, rest="\n".join(left), reason=why)
        return Reading(
            {path: list(dict.fromkeys(codes))} if codes else {},
            rest=", ".join(left),
            reason="keine Gemeinde hier im Kreis",
        )

    def _why_no_place(self, text: str) -> str:
        try:
            self.interpreter.word("gemeinden", text)
        except Misunderstood as error:
            return str(error)
        return ""

    def municipality(self, text: str, postcode: str = "") -> str:
        """The key of the Gemeinde that a name, a key, a postcode or both together mean; empty when unsure."""
        bare = re.sub(r"\b(?:D-)?[0-9]{5}\b", "", text).strip(" ,")
        code = postcode or next(iter(re.findall(r"\b[0-9]{5}\b", text)), "")
        here = {ags for ags, codes in self.project.postcodes.items() if code in codes}
        known = self.project.vocabularies["gemeinden"]
        if re.fullmatch("[0-9]{8}", text) and text in known.words:
            return text
        named = known.resolve(bare) if bare else []
        if len(named) > 1 and len(here & set(named)) == 1:
            named = sorted(here & set(named))
        if len(named) == 1:
            return named[0]
        return next(iter(here)) if len(here) == 1 and not bare else ""

    def _languages(self, path: str, found: Field, text: str) -> Reading:
        understood = prose.languages(text, self.project.vocabularies[found.vocabulary or ""])
        codes = list(understood.value)
        value: Any = codes if found.many else codes[0] if codes else None
        return Reading({path: value} if codes else {}, rest=understood.rest, reason="keine Sprache der Wortliste")

    def _words(self, path: str, found: Field, source: Source, text: str) -> Reading:
        """Words, references, numbers, texts: each part of a list by itself, so that one odd word spoils no other."""
        if found.refers_to and not found.many:
            text = partner_in(self.registry, found.refers_to, text)
        if not found.many or found.type == "object":
            return Reading({path: self.interpreter.value(found.schema, source.words.get(text, text))})
        parts = text.split(source.separator) if source.separator else self._parts(found, text)
        values: list[Any] = []
        left: list[str] = []
        reasons: list[str] = []
        for part in (source.words.get(part.strip(), part.strip()) for part in parts):
            try:
                values += self.interpreter.value(found.schema, part) if part else []
            except Misunderstood as error:
                left.append(part)
                reasons.append(str(error))
        unique = list(dict.fromkeys(values))
        return Reading({path: unique} if unique else {}, rest=", ".join(left), reason=" ".join(reasons))

    def _parts(self, found: Field, text: str) -> list[str]:
        """Labels such as »Familien und Kinder« are one word: cut only where the whole is none."""
        if found.vocabulary and self.project.vocabularies[found.vocabulary].resolve(text):
            return [text]
        if not found.vocabulary:
            return [
                part for part in re.split(r"\s*[|;\n]\s*" if re.search(r"[|;\n]", text) else r"\s*,\s*", text) if part
            ]
        rough = [part for part in re.split(r"\s*[|;\n,]\s*", text) if part]
        words = self.project.vocabularies[found.vocabulary]
        return [piece for part in rough for piece in ([part] if words.resolve(part) else _JOINTS.split(part)) if piece]


def _first(path: str, understood: prose.Understood[tuple[str, ...]], none: str, more: str) -> Reading:
    values = understood.value
    reason = none if understood.rest else more
    return Reading({path: values[0]} if values else {}, rest=understood.rest, reason=reason, more=tuple(values[1:]))


def _numbered(path: str, number: int) -> str:
    """The path in a further section of the outermost list: `angebote.1.zeiten`."""
    first, _, rest = path.partition(".")
    return f"{first}.{number}.{rest}" if rest else path


def _people(text: str) -> Reading:
    understood = prose.persons(text)
    named = understood.value
    if not named and (name := " ".join(text.split())) and len(name) <= 120 and not re.search(r"[0-9@]", name):
        return Reading(persons=(prose.Named(name),))
    return Reading(persons=named, rest=understood.rest if named else text, reason="kein Name zu erkennen")
