"""Where schemas, vocabularies and templates come from: the project's folder first, then what the tool brings.

In a checkout the tool's own copies are the top-level folders; the wheel carries them as `_defaults/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Protocol, Self

_PACKAGE = Path(__file__).parent


class Folder(Protocol):
    """A folder or file that is read: as much of `pathlib.Path` as readers need, so that a stored state can stand in."""

    @property
    def name(self) -> str:
        """The last step."""

    def __truediv__(self, key: str, /) -> Self: ...

    def is_file(self) -> bool:
        """Whether there is such a file."""

    def is_dir(self) -> bool:
        """Whether there is such a folder."""

    def glob(self, pattern: str, /) -> Iterable[Self]:
        """What stands in the folder and fits."""

    def read_bytes(self) -> bytes:
        """The content. Raises OSError."""

    def read_text(self, encoding: str | None = None, errors: str | None = None) -> str:
        """The content as text. Raises OSError."""


@cache
def defaults() -> Path:
    """The folder that holds the bundled `schemas/`, `vocabularies/` and `templates/`."""
    bundled = _PACKAGE / "_defaults"
    return bundled if bundled.is_dir() else _PACKAGE.parent.parent


def bundled(*parts: str) -> Path:
    """A data file inside the package, such as the list of municipalities."""
    return _PACKAGE.joinpath(*parts)


class Resources:
    """Files of a project that may override or add to those of the tool."""

    def __init__(self, root: Folder | None) -> None:
        self.root = root

    def find(self, folder: str, name: str) -> Folder | None:
        """The project's file of that name, else the bundled one, else None. `default:` skips the project."""
        if name.startswith("default:"):
            path = defaults() / folder / name.removeprefix("default:")
            return path if path.is_file() else None
        for base in self._bases(folder):
            if (base / name).is_file():
                return base / name
        return None

    def all(self, folder: str, name: str) -> list[Folder]:
        """Both files of that name where both exist, the bundled one first."""
        return [base / name for base in reversed(self._bases(folder)) if (base / name).is_file()]

    def names(self, folder: str, suffix: str) -> list[str]:
        """The names of all files with the suffix in either place, sorted."""
        found = {path.name for base in self._bases(folder) if base.is_dir() for path in base.glob(f"*{suffix}")}
        return sorted(found)

    def _bases(self, folder: str) -> list[Folder]:
        own = [] if self.root is None or self.root == defaults() else [self.root / folder]
        return [*own, defaults() / folder]
