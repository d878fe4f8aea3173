"""Fields in plain words: what may be written, what it looks like, who sees it."""

from __future__ import annotations

import re
from typing import Any

from ..documents import scalar_source
from ..resources import Resources
from ..schemas.kinds import Field, Kind, Kinds
from ..schemas.vocabularies import Vocabularies, Vocabulary

_FORMS = {
    "telefon": "Telefonnummer",
    "email": "E-Mail-Adresse",
    "url": "Internetadresse",
    "plz": "Postleitzahl, fünf Ziffern",
    "uhrzeit": "Uhrzeit",
    "datumzeit": "Tag und Uhrzeit",
    "sprache": "Sprache",
}
_CHANNELS = {"druck": "im Druck", "web": "im Internet", "telefon": "am Telefon", "intern": "intern"}


def bundled() -> tuple[Kinds, Vocabularies]:
    """Kinds and vocabularies as the tool brings them, without any project: no municipalities, no Teilkreise."""
    resources = Resources(None)
    own = {
        name: lambda name=name, title=title: Vocabulary(name, title, {})
        for name, title in (("gemeinden", "Gemeinden"), ("teilkreise", "Teilkreise"))
    }
    vocabularies = Vocabularies(resources, own)
    return Kinds(resources, vocabularies), vocabularies


def value_kind(field: Field, kinds: Kinds) -> str:
    """What is written into a field: »Text, höchstens 280 Zeichen«, »Liste: Wörter aus …«."""
    one = _one_value(field, kinds)
    return f"Liste; je Eintrag: {one}" if field.many else one


def _one_value(field: Field, kinds: Kinds) -> str:
    schema: dict[str, Any] = dict(field.schema.get("items", {}) if field.many else field.schema)
    if field.type == "object":
        return "Abschnitt mit eigenen Feldern"
    if field.vocabulary:
        return f"Wort aus der Liste »{kinds.vocabularies[field.vocabulary].title}«"
    if field.refers_to:
        return _reference(field.refers_to, kinds)
    if field.type == "boolean":
        return "true (ja) oder false (nein)"
    if field.type in ("integer", "number"):
        return ("ganze Zahl" if field.type == "integer" else "Zahl, Komma als Punkt") + _bounds(schema)
    if schema.get("format") == "date":
        return "Datum in der Form Jahr-Monat-Tag"
    if form := field.keyword("format"):
        return _FORMS.get(form, "Text")
    most = schema.get("maxLength")
    return f"Text, höchstens {most} Zeichen" if most else "Text"


def _reference(names: tuple[str, ...], kinds: Kinds) -> str:
    titles = [kinds[name].title if name in kinds else name.capitalize() for name in names]
    shown = titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} oder {titles[-1]}"
    return f"Kennung ({shown})" if len(names) == 1 else f"Art und Kennung ({shown})"


def _bounds(schema: dict[str, Any]) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if "exclusiveMinimum" in schema:
        return f", größer als {schema['exclusiveMinimum']}"
    if least is not None and most is not None:
        return f" von {least} bis {most}"
    return f", mindestens {least}" if least is not None else ""


def seen_by(kind: Kind, field: Field) -> str:
    """Who sees the field outside the office: »im Druck und im Internet«, »nur intern«; empty for sections."""
    if field.type == "object":
        return ""
    if "einwilligung" in field.channels:
        return "nur so weit, wie die Person eingewilligt hat"
    shown = [text for channel, text in _CHANNELS.items() if channel in field.channels]
    if kind.private or not shown:
        return "nur intern"
    condition = field.keyword("sichtbar-wenn")
    suffix = f", wenn »{re.split('[/.]', condition)[-1]}« true ist" if condition else ""
    return " und ".join(shown) + suffix


def example(field: Field) -> str:
    """How the field may look in a file, on one line; empty when the schema gives no short example."""
    holder = field.schema.get("items", {}) if field.many and "examples" not in field.schema else field.schema
    examples = holder.get("examples") or ()
    if not examples:
        return ""
    value = examples[0]
    if field.many:
        items = value if isinstance(value, list) else list(examples)
        if any(isinstance(item, dict) for item in items):
            return ""
        return f"{field.name}: [{', '.join(_written(item, in_list=True) for item in items)}]"
    return "" if isinstance(value, dict) else f"{field.name}: {_written(value)}"


def _written(value: Any, in_list: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return scalar_source(value, in_list) if isinstance(value, str) else str(value)
