"""The second half of the glossary: a row for every field, named as in the files, with what it means and where from."""

from __future__ import annotations

from fluechtlingshilfe_cli.catalog import bundled
from fluechtlingshilfe_cli.schemas import Field, Kind, Kinds

from . import cell, row
from . import table as head

_STANDARDS = {
    "telefon": "DIN 5008, E.123",
    "email": "RFC 5322",
    "url": "RFC 3986",
    "plz": "Deutsche Post",
    "uhrzeit": "ISO 8601",
    "datumzeit": "ISO 8601",
    "sprache": "BCP 47",
}


def table_rows() -> dict[tuple[str, str, str], list[str]]:
    """The kinds that have a field, by its name, label and meaning, sorted by label."""
    kinds, _ = bundled()
    rows: dict[tuple[str, str, str], list[str]] = {}
    sources: dict[tuple[str, str, str], str] = {}
    for kind in (*kinds.values(), Kind("project", kinds.compiled("project"))):
        for field in kind.fields.values():
            place = (field.label, field.name, field.help)
            sources.setdefault(place, _source(kind, field, kinds))
            rows.setdefault(place, []).append(kind.title)
    return {place: [sources[place], *dict.fromkeys(rows[place])] for place in sorted(rows, key=_order)}


def table() -> str:
    """The rows as a table."""
    lines = ["", *head("Wort", "Feld", "Bedeutung", "Bei", "Quelle")]
    for (label, name, meaning), (source, *kinds) in table_rows().items():
        lines.append(row(cell(label), f"`{name}`", cell(meaning), ", ".join(kinds), cell(source)))
    return "\n".join([*lines, ""])


def _order(place: tuple[str, str, str]) -> tuple[str, str, str]:
    label, name, meaning = place
    plain = label.casefold().translate(str.maketrans("äöü", "aou"))  # casefold has made ss of ß
    return plain, name, meaning


def _source(kind: Kind, field: Field, kinds: Kinds) -> str:
    if field.vocabulary == "gemeinden":
        return "Amtlicher Gemeindeschlüssel (Destatis)"
    if field.vocabulary:
        return kinds.vocabularies[field.vocabulary].source or "eigene Liste"
    if form := field.keyword("format"):
        return _STANDARDS.get(form, "eigene Festlegung")
    if (field.schema.get("items") or field.schema).get("format") == "date":
        return "ISO 8601"
    return "DSGVO, DSG-EKD, KDG" if kind.private and field.keyword("person") else "eigene Festlegung"
