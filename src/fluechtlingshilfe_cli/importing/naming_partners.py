"""The carrier a cell names: by id, title or short name, also inside a longer name such as »Trägerverein: AWO Mölln«."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..folding import key
from ..registry import Registry

_DECORATION = re.compile(
    r"\b(?:e\.?\s*V\.?|gGmbH|gUG|GmbH|Träger(?:verein|in)?|in Trägerschaft|von|des|der)\b:?", re.IGNORECASE
)
_SHORTEST = 6


def partner_in(registry: Registry, kinds: Sequence[str], text: str) -> str:
    """The id of the only record whose whole name stands in the text, or the text itself."""
    wanted = key(_DECORATION.sub("", text))
    found = []
    for kind in kinds:
        if kind not in registry.project.kinds:
            continue
        for record in registry.of(kind):
            name = key(_DECORATION.sub("", record.title))
            if name and (name == wanted or (len(name) >= _SHORTEST and name in wanted)):
                found.append(record.id if len(kinds) == 1 else record.key)
    return found[0] if len(found) == 1 else text
