"""Lists and sections in brackets, `[a, b]` and `{a: 1}`: edited item by item, so that their layout stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..documents import scalar_source
from ..findings import Path
from .aligning import aligned
from .meaning import Order, as_text
from .scalars import scalar_text
from .source import Node, Source

_COMMENT = re.compile(r"#[^\r\n]*")


def flow_list(source: Source, node: Node, old: list[Any], new: Sequence[Any], order: Order, path: Path) -> str:
    """The source of a list in brackets that holds the new items."""
    items: list[Node] = node[2]
    texts = as_text(list(new))
    entries: list[tuple[int | None, str]] = []
    for before, after in aligned(old, texts):
        if after is None:
            continue
        raw = written(new[after])
        if before is not None:
            raw = _edited(source, items[before], old[before], new[after], order, (*path, after))
        entries.append((before, raw))
    return _joined(source, node, [(item[0], item[1]) for item in items], entries)


def flow_section(
    source: Source, node: Node, old: dict[str, Any], new: Mapping[str, Any], order: Order, path: Path
) -> str:
    """The source of a section in brackets that holds the new fields."""
    fields: dict[str, tuple[int, int, Node]] = node[2]
    names = list(fields)
    ranks = {name: rank for rank, name in enumerate(order(path))}
    result = [name for name in names if name in new or name not in old]
    for name in new:
        if name not in fields:
            before = [
                i for i, other in enumerate(result, 1) if ranks.get(other, len(ranks)) < ranks.get(name, len(ranks))
            ]
            result.insert(before[-1] if before and name in ranks else 0 if name in ranks else len(result), name)
    entries: list[tuple[int | None, str]] = []
    for name in result:
        if name not in fields:
            entries.append((None, f"{scalar_source(name, True)}: {written(new[name])}"))
            continue
        key_start, key_end, inner = fields[name]
        raw = source.text[key_start : max(key_end, inner[1])]
        if name in new and name in old and old[name] != as_text(new[name]):
            edited = _edited(source, inner, old[name], new[name], order, (*path, name))
            raw = source.text[key_start : inner[0]] + edited
        elif name in new and name not in old:
            raw = f"{source.text[key_start:key_end]}: {written(new[name])}"
        entries.append((names.index(name), raw))
    spots = [(start, max(end, inner[1])) for start, end, inner in fields.values()]
    return _joined(source, node, spots, entries)


def written(value: Any) -> str:
    """A value as it stands in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar_source(name, True)}: {written(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return scalar_text(value, in_flow=True)


def _edited(source: Source, node: Node, old: Any, new: Any, order: Order, path: Path) -> str:
    if old == as_text(new):
        return source.text[node[0] : node[1]]
    if isinstance(old, list) and isinstance(new, list):
        return flow_list(source, node, old, new, order, path)
    if isinstance(old, dict) and isinstance(new, Mapping):
        return flow_section(source, node, old, new, order, path)
    return written(new)


def _joined(source: Source, node: Node, spots: list[tuple[int, int]], entries: list[tuple[int | None, str]]) -> str:
    """The entries between their brackets, with what stood between the old ones: commas, line breaks, comments."""
    text = source.text
    edges = [node[0] + 1, *(edge for spot in spots for edge in spot), node[1] - 1]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    pieces = [text[node[0]]]
    used = 0
    for index, raw in entries:
        first = len(pieces) == 1
        if index is None:
            pieces.append(gaps[0] if first else ", ")
            used = max(used, 1)
        else:
            pieces.append(_between(gaps[used : index + 1], first))
            used = index + 1
        pieces.append(raw)
    rest = gaps[used:]
    pieces.append("".join(map(_without_comma, rest)) if any("#" in gap for gap in rest[:-1]) else "".join(rest[-1:]))
    return "".join([*pieces, text[node[1] - 1]])


def _between(gaps: list[str], first: bool) -> str:
    """What stands before an entry: of the gaps since the one before it the nearest, or all when they hold comments."""
    if any("#" in gap for gap in gaps[:-1]):
        bare = "".join(map(_without_comma, gaps))
        return bare if first else f",{bare}" if bare[:1].isspace() else f", {bare}"
    if first:
        return gaps[0] if len(gaps) == 1 or "#" not in gaps[-1] else _without_comma(gaps[-1])
    return gaps[-1] if gaps else ", "


def _without_comma(gap: str) -> str:
    """A gap without its comma; commas in comments stay."""
    comments = iter(_COMMENT.findall(gap))
    plain = _COMMENT.sub("#", gap).replace(",", "", 1)
    return re.sub("#", lambda _: next(comments), plain)
