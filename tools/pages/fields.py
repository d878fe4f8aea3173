"""The fields of every kind, by groups, from the compiled schemas; sections that several kinds share stand once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from fluechtlingshilfe_cli.catalog import bundled, example, seen_by, value_kind
from fluechtlingshilfe_cli.schemas import Field, Kind, Kinds

from . import cell, prose, row, table

_INTRO = """# Die Felder

Was in einem Eintrag stehen kann, nach Arten geordnet. Pflichtfelder tragen einen Stern (**\\***). Im Terminal erklärt
`fh explain kurzbeschreibung` ein einzelnes Feld und `fh explain initiative` eine ganze Art; im Editor erscheint
dieselbe Erklärung, wenn der Mauszeiger über dem Feld steht.

Eigene Felder beginnen mit `x_`, siehe [Eigene Felder und Arten](eigene-felder-und-arten.md).
"""
_ORDER = ("initiative", "training", "partner", "need", "person", "note")


def page() -> str:
    """The whole page."""
    kinds, _ = bundled()
    settings = Kind("project", kinds.compiled("project"))
    every = [*(kinds[name] for name in _ORDER), *(kind for name, kind in kinds.items() if name not in _ORDER), settings]
    shared = _shared(every)
    lines = [_INTRO]
    for kind in every:
        lines += _kind(kind, kinds, shared)
    lines += [
        "## Gemeinsame Abschnitte",
        "",
        "Diese Abschnitte kommen an mehreren Stellen vor und sind überall gleich.",
        "",
    ]
    for kind, field in shared.values():
        lines += [
            f"### Abschnitt `{field.name}` {{#abschnitt-{field.name}}}",
            "",
            *_table(kind, _inside(kind, field), kinds, shared),
            "",
        ]
    return "\n".join(lines)


Shared = dict[str, tuple[Kind, Field]]
"""Sections that occur more than once, by what they consist of, each with its first use."""


def _shared(kinds: Iterable[Kind]) -> Shared:
    uses: dict[str, list[tuple[Kind, Field]]] = {}
    for kind in kinds:
        for field in kind.fields.values():
            if field.type == "object":
                uses.setdefault(_content(field), []).append((kind, field))
    return {content: found[0] for content, found in uses.items() if len(found) > 1}


def _content(field: Field) -> str:
    inner = field.schema.get("items", {}) if field.many else field.schema
    return json.dumps([inner.get("properties"), inner.get("required")], sort_keys=True)


def _kind(kind: Kind, kinds: Kinds, shared: Shared) -> Iterator[str]:
    file = kind.schema.get("x-fh-datei")
    where = f"Datei `{file}`" if file else f"Ordner `{kind.folder}/`" + (" im privaten Ordner" if kind.private else "")
    yield from [f"## {kind.title}", "", prose(str(kind.schema.get("description", ""))), "", f"{where}.", ""]
    for group in kind.groups:
        fields = [kind.fields[name] for name in group["felder"] if name in kind.fields]
        yield from [f"### {kind.title}: {group['titel']}", "", *_table(kind, fields, kinds, shared), ""]
        for field in fields:
            yield from _sections(kind, field, kinds, shared)


def _sections(kind: Kind, field: Field, kinds: Kinds, shared: Shared) -> Iterator[str]:
    """The tables of a section and of the sections in it, unless they are told further down."""
    inner = _inside(kind, field)
    if not inner or _content(field) in shared:
        return
    yield from [f"#### {kind.title}: {field.label} (`{field.path}`)", "", *_table(kind, inner, kinds, shared), ""]
    for part in inner:
        yield from _sections(kind, part, kinds, shared)


def _inside(kind: Kind, field: Field) -> list[Field]:
    return [part for part in kind.fields.values() if part.path.rpartition(".")[0] == field.path]


def _table(kind: Kind, fields: list[Field], kinds: Kinds, shared: Shared) -> Iterator[str]:
    yield from table("Feld", "Was hineingehört", "Zu sehen")
    for field in fields:
        star = "&nbsp;**\\***" if field.required else ""
        facts = [f"**{cell(field.label)}.** {cell(field.help)}", _written(field, kinds, shared)]
        if shown := example(field):
            facts.append(f"`{shown.replace('|', chr(92) + '|')}`")
        yield row(f"`{field.name}`{star}", "<br>".join(facts), seen_by(kind, field))


def _written(field: Field, kinds: Kinds, shared: Shared) -> str:
    text = cell(value_kind(field, kinds))
    if field.vocabulary:
        title = kinds.vocabularies[field.vocabulary].title
        text = text.replace(f"»{title}«", f"[{title}](wortlisten.md#{field.vocabulary})")
    elif _content(field) in shared and field.type == "object":
        name = shared[_content(field)][1].name
        text += f", siehe [{name}](#abschnitt-{name})"
    return f"*{text}*"
