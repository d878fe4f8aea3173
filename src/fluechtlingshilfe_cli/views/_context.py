"""What every part of a view works with: the public records, words in the reader's language, and small conversions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..days import german
from ..publication import PublicRecord, Published
from ..registry import Registry
from .texts import FALLBACK

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """Values come from `public`; `registry` only serves derived facts that are public, such as »ausgebucht«."""

    registry: Registry
    public: Published
    texts: Mapping[str, str]
    language: str
    labels_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    times: Mapping[str, Any] = field(default_factory=dict)
    """Phrases for days and times; none in German, which has its own module."""

    explanations_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What words mean, in other languages than German."""

    @property
    def direction(self) -> str:
        """Which way the language runs: `ltr` or `rtl`."""
        return self.direction_of(self.language)

    def direction_of(self, language: str) -> str:
        """Which way a language runs: `ltr` or `rtl`."""
        word = self.public.vocabulary("sprachen").words.get(language)
        return str(word.attributes.get("richtung", "ltr")) if word else "ltr"

    def translation(self, settings: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a part of `fh.yaml` says in the language of the directory; empty where it is not translated."""
        return next((one for one in settings.get("uebersetzungen") or () if one["sprache"] == self.language), {})

    def label(self, vocabulary: str, code: str | None) -> str:
        """The words for a code; nothing for none."""
        if not code:
            return ""
        known = self.labels_of.get(vocabulary, {}).get(code)
        return known or self.public.vocabulary(vocabulary).label(code, self.language)

    def labels(self, vocabulary: str, codes: Iterable[str] | None) -> list[str]:
        """The words for several codes."""
        return [self.label(vocabulary, code) for code in codes or ()]

    def explanation(self, vocabulary: str, code: str) -> str:
        """What a word means, in a sentence; nothing where nobody wrote it in this language."""
        if known := self.explanations_of.get(vocabulary, {}).get(code):
            return known
        word = self.public.vocabulary(vocabulary).words.get(code)
        return str(word.attributes.get("erklaerung", "")) if word and self.language == FALLBACK else ""

    def listed(self, many: Iterable[str]) -> str:
        """Words one after the other, with the comma of the language; empty ones are left out."""
        return f"{self.text('trenner')} ".join(filter(None, many))

    def text(self, key: str, **values: object) -> str:
        """A text of the tool with its `{gaps}` filled; the key itself stands for a text that is missing."""
        return filled(self.texts.get(key, key), **values)

    def named(self, reference: str | None, kinds: Iterable[str]) -> Data | None:
        """A record as others mention it: its title and where it stands; None where it is not public."""
        record = self.public.find(reference, kinds) if reference else None
        return {"title": record.title, "anchor": anchor(record)} if record and is_running(record) else None

    def all_named(self, references: Iterable[str] | None, kinds: Iterable[str]) -> list[Data]:
        """All of them that are public."""
        return [found for reference in references or () if (found := self.named(reference, kinds))]


def filled(text: str, **values: object) -> str:
    """A text with its `{gaps}` filled; what is filled in is not looked into."""
    parts = re.split(r"\{(\w+)\}", text)
    return "".join(
        part if number % 2 == 0 else str(values.get(part, f"{{{part}}}")) for number, part in enumerate(parts)
    )


def anchor(record: PublicRecord, part: str = "") -> str:
    """The name of a place in the document; ids hold no double hyphen, so no two places share one."""
    return "--".join(filter(None, (record.kind.name, record.id, part)))


def is_running(record: Mapping[str, Any] | PublicRecord) -> bool:
    """Whether a record or an offer still exists: not ended; paused ones are shown and say so."""
    state = record.get("status") if isinstance(record, Mapping) else record["status"]
    return bool(state != "beendet")


def is_shown(registry: Registry, record: PublicRecord) -> bool:
    """Whether it exists, and the day of the view lies within the days it is good for; these days stay inside."""
    raw = registry.get(record.kind.name, record.id) or record
    day = registry.as_of.isoformat()
    return is_running(record) and (raw["gueltig_von"] or "") <= day <= (raw["gueltig_bis"] or "9999")


def german_day(text: str | None) -> str:
    """`2026-03-12` as 12.03.2026; nothing for none."""
    return german(date.fromisoformat(text[:10])) if text else ""
