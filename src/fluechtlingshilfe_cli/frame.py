"""What the settings, schemas and word lists of a project come to, kept between runs while none of them changes.

Reading them takes longer than answering most questions. What has faults is not kept, so it is told every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from .remembering import RESOURCES, files_below, is_settled, keep, mark, path_of, recall, tool, youngest
from .schemas.compiling import Schema, SchemaFault
from .schemas.kinds import Kinds
from .schemas.vocabularies import Raw

if TYPE_CHECKING:
    from .history import Tree


class Kept(TypedDict, total=False):
    """All of it, as it was made: nothing of it, or everything."""

    format: int
    settings: dict[str, Any]
    schemas: dict[str, Schema]
    words: dict[str, Raw]


class Frame:
    """The state of a project's frame, on which everything made of its records depends, and what was kept of it."""

    def __init__(self, root: Path, past: Tree | None, names: Sequence[str]) -> None:
        """`names`: the single files that belong to the frame, beside the folders of schemas and words."""
        self.path = path_of(root, "past" if past else "", "frame")
        files = _stored(past, names) if past else _on_disk(root, names)
        self.state = (str(root), tool(), files)
        self.is_settled = is_settled(youngest(*(one for _, one in (*tool()[2], *(() if past else files)))))
        known: Kept | None = recall(self.path, self.state) if self.is_settled else None
        self.kept: Kept = known or {}

    def keep(self, format: int, settings: dict[str, Any], kinds: Kinds) -> None:
        """Keeps what was made of settings without findings; files that just changed may do so again unnoticed."""
        if not self.is_settled:
            return
        words = kinds.vocabularies
        try:
            kept = Kept(
                format=format,
                settings=settings,
                schemas={name: kinds.compiled(name) for name in (*kinds, "project")},
                words={name: words.raw(name) for name in words.in_files()},
            )
        except SchemaFault:
            return  # whoever asks for that list is told
        keep(self.path, self.state, kept)


def _on_disk(root: Path, names: Sequence[str]) -> tuple[tuple[str, Any], ...]:
    files = [str(root / name) for name in names]
    files += [file for folder in RESOURCES for file in files_below(str(root / folder))]
    return tuple((file, one) for file in files if (one := mark(file)))


def _stored(past: Tree, names: Sequence[str]) -> tuple[tuple[str, Any], ...]:
    folders = tuple(f"{folder}/" for folder in RESOURCES)
    return tuple((name, id) for name, id in past.ids.items() if name in names or name.startswith(folders))
