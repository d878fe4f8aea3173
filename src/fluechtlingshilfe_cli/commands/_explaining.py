"""Finds what somebody asks about, and sets its explanation for a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from .. import terminal
from ..catalog import example, group_of, parts, rules_table, seen_by, value_kind
from ..folding import key, nearest
from ..rules import RULES
from ..rules._rule import Rule
from ..schemas import Field, Kind, Kinds, Vocabulary, Word

_WIDTH = 80
_MANY = 24
"""Longer lists of words are not shown below a field, only named."""

Use = tuple[Kind, Field]


def explanations(text: str, kinds: Kinds, settings: Kind) -> list[str]:
    """What fits the text: rules, then names as they are written, then other names people use."""
    code = text.upper()
    if code in RULES:
        return [_rule(RULES[code])]
    if code.startswith("FH") and any(known.startswith(code) for known in RULES):
        return [rules_table(code)]
    every = [*kinds.values(), settings]
    exact = _explained(
        kinds, [k for k in every if text.casefold() in k.names], _named(every, text), _lists(kinds, text), text
    )
    if exact:
        return exact
    wanted = key(text)
    uses = [(kind, field) for kind in every for field in kind.called(text)]
    lists = [v for v in map(kinds.vocabularies.__getitem__, kinds.vocabularies.names()) if key(v.title) == wanted]
    kind = kinds.called(text)
    return _explained(kinds, [kind] if kind else [], uses, lists, text)


def guesses(text: str, kinds: Kinds, settings: Kind) -> list[str]:
    """Topics whose names are close to the text."""
    if re.match(r"FH[0-9]", text.upper()):
        return nearest(text, {code: [] for code in RULES})
    names: dict[str, list[str]] = {}
    for kind in (*kinds.values(), settings):
        names.setdefault(kind.name, []).extend(kind.names)
        for field in kind.fields.values():
            names.setdefault(field.name, []).extend((field.label, *field.synonyms))
    for name in kinds.vocabularies.names():
        vocabulary = kinds.vocabularies[name]
        names.setdefault(name, []).append(vocabulary.title)
        if not kinds.vocabularies.is_open(name):
            for code, word in vocabulary.words.items():
                names.setdefault(code, []).extend((*word.labels.values(), *word.synonyms))
    return nearest(text, names)


def _named(every: Iterable[Kind], text: str) -> list[Use]:
    """The fields of exactly that name or path, the kind in front or not."""
    found = []
    for kind in every:
        path = text.removeprefix(f"{kind.name}.")
        found += [(kind, field) for field in kind.fields.values() if path in (field.name, field.path)]
    return found


def _lists(kinds: Kinds, text: str) -> list[Vocabulary]:
    return [kinds.vocabularies[text]] if text in kinds.vocabularies.names() else []


def _explained(kinds: Kinds, asked: list[Kind], uses: list[Use], lists: list[Vocabulary], text: str) -> list[str]:
    found = [_kind(kind) for kind in asked]
    shown: set[str] = set()
    for together in _alike(uses):
        found.append(_field(together, kinds))
        name = together[0][1].vocabulary
        if name and len(kinds.vocabularies[name].words) <= _MANY:
            shown.add(name)
    found += [_vocabulary(vocabulary) for vocabulary in lists if vocabulary.name not in shown]
    words = [(list_, word) for list_, word in _words(kinds, text) if list_.name not in shown and list_ not in lists]
    if found and words:
        also = ", ".join(
            dict.fromkeys(f"»{vocabulary.title}« (fh explain {vocabulary.name})" for vocabulary, _ in words)
        )
        return [*found, "\n".join(_wrapped(f"Auch ein Wort in der Liste {also}", "dim"))]
    return [*found, *(_word(vocabulary, word) for vocabulary, word in words)]


def _words(kinds: Kinds, text: str) -> list[tuple[Vocabulary, Word]]:
    """The words of that code; where there is none, those of that label or synonym."""
    lists = [kinds.vocabularies[name] for name in kinds.vocabularies.names()]
    exact = [(vocabulary, vocabulary.words[text]) for vocabulary in lists if text in vocabulary.words]
    return exact or [(vocabulary, vocabulary.words[code]) for vocabulary in lists for code in vocabulary.resolve(text)]


def _word(vocabulary: Vocabulary, word: Word) -> str:
    where = f"Wort der Liste »{vocabulary.title}«: fh explain {vocabulary.name}"
    lines = [_head(word.label(), word.code), *_wrapped(where, "dim"), ""]
    lines += _wrapped(str(word.attributes.get("erklaerung", "")))
    others = _others(word.synonyms, 12)
    lines += _fact("Auch", others) if others else []
    return "\n".join(lines).rstrip()


def _alike(uses: list[Use]) -> Iterator[list[Use]]:
    """The same field of several kinds together."""
    groups: dict[tuple[str, str, str], list[Use]] = {}
    for kind, field in uses:
        groups.setdefault((field.name, field.label, field.help), []).append((kind, field))
    yield from groups.values()


def _rule(rule: Rule) -> str:
    lines = [_head(rule.title, rule.code), _dim(f"{rule.severity.label} · {group_of(rule)}"), ""]
    for part in parts(rule.text):
        if part.is_example:
            lines += [f"    {_coloured(line)}".rstrip() for line in part.text.splitlines()]
        elif part.text.rstrip(":") in ("Schlecht", "Gut"):
            lines.append(terminal.styled(part.text, "red" if part.text.startswith("S") else "green", "bold"))
        else:
            lines += _wrapped(part.text)
        lines.append("")
    return "\n".join(lines).rstrip()


def _coloured(line: str) -> str:
    return _dim(line) if line.lstrip().startswith("#") else line


def _field(uses: list[Use], kinds: Kinds) -> str:
    kind, field = uses[0]
    places = dict.fromkeys(_place(*use) for use in uses)
    needed = dict.fromkeys(used.title for used, same in uses if same.required)
    facts = [
        ("Schreiben", value_kind(field, kinds)),
        ("Beispiel", example(field)),
        ("Pflicht", _needed(field, list(needed), len(places))),
        ("Zu sehen", seen_by(kind, field)),
        ("Auch", _others(field.synonyms, 6)),
    ]
    lines = [_head(field.label, field.name), *_wrapped(", ".join(places), "dim"), "", *_wrapped(field.help), ""]
    lines += [line for name, text in facts if text for line in _fact(name, text)]
    inner = [part for part in kind.fields.values() if part.path.rpartition(".")[0] == field.path]
    if inner:
        column = max(len(part.name) for part in inner) + 4
        lines += ["", terminal.styled("Felder in diesem Abschnitt", "bold"), *_fields(inner, column)]
    if field.vocabulary:
        lines += ["", *_list(kinds.vocabularies[field.vocabulary], _MANY)]
    return "\n".join(lines)


def _place(kind: Kind, field: Field) -> str:
    return kind.title if field.path == field.name else f"{kind.title} ({field.path})"


def _needed(field: Field, needed: list[str], kinds: int) -> str:
    if not needed:
        return ""
    if "." in field.path:
        return "ja, sobald es den Abschnitt gibt"
    return "ja" if len(needed) == kinds else f"ja, bei: {', '.join(needed)}"


def _kind(kind: Kind) -> str:
    where = kind.schema.get("x-fh-datei") or (f"{kind.folder}/" + (" im privaten Ordner" if kind.private else ""))
    lines = [_head(kind.title, kind.name), _dim(where), "", *_wrapped(str(kind.schema.get("description", "")))]
    column = max((len(name) for name in kind.schema.get("properties", {})), default=0) + 4
    for group in kind.groups:
        fields = [kind.fields[name] for name in group["felder"] if name in kind.fields]
        lines += ["", terminal.styled(group["titel"], "bold"), *_fields(fields, column)]
    return "\n".join([*lines, "", _dim("* Pflicht · mehr zu einem Feld: fh explain FELD")])


def _fields(fields: list[Field], column: int) -> list[str]:
    lines = []
    for field in fields:
        mark = "*" if field.required else " "
        gap = " " * (column - len(field.name) - 1)
        text = textwrap.wrap(field.label, _WIDTH - column - 2) or [""]
        lines.append(f"  {terminal.styled(field.name, 'cyan')}{mark}{gap}{text[0]}")
        lines += [" " * (column + 2) + line for line in text[1:]]
    return lines


def _vocabulary(vocabulary: Vocabulary) -> str:
    lines = [_head(vocabulary.title, vocabulary.name), *_wrapped(vocabulary.description)]
    return "\n".join([*lines, "", *_list(vocabulary, len(vocabulary.words))])


def _list(vocabulary: Vocabulary, most: int) -> list[str]:
    words = list(vocabulary.words.items())
    if len(words) > most:
        return [_dim(f"{len(words)} Wörter: fh explain {vocabulary.name}")]
    column = min(max((len(code) for code, _ in words), default=0), 28) + 4
    lines = [terminal.styled(f"{len(words)} Wörter", "bold")] if words else [_dim("Diese Liste ist noch leer.")]
    for code, word in words:
        about = word.label() + (f" – {word.attributes['erklaerung']}" if "erklaerung" in word.attributes else "")
        first, *rest = textwrap.wrap(terminal.visible(about), _WIDTH - column) or [""]
        name = terminal.styled(code, "cyan")
        if len(code) + 4 > column:
            lines.append(f"  {name}")
            rest = [first, *rest]
        else:
            lines.append(f"  {name}{' ' * (column - 2 - len(code))}{first}")
        lines += [" " * column + line for line in rest]
    return lines


def _others(names: Iterable[str], most: int) -> str:
    """Some other names, those that differ only in spelling once."""
    distinct: dict[str, str] = {}
    for name in names:
        distinct.setdefault(key(name), name)
    return ", ".join(list(distinct.values())[:most])


def _head(title: str, code: str) -> str:
    return f"{terminal.styled(terminal.visible(title), 'bold')}   {terminal.styled(code, 'cyan')}"


def _fact(name: str, text: str) -> list[str]:
    first, *rest = textwrap.wrap(terminal.visible(text), _WIDTH - 13, break_on_hyphens=False) or [""]
    return [f"  {terminal.styled(f'{name:9}', 'bold')}  {first}", *(f"{'':13}{line}" for line in rest)]


def _wrapped(text: str, style: str = "") -> list[str]:
    lines = textwrap.wrap(terminal.visible(text), _WIDTH, break_on_hyphens=False)
    return [terminal.styled(line, style) for line in lines] if style else lines


def _dim(text: str) -> str:
    return terminal.styled(text, "dim")
