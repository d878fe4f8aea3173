"""A record: the typed values of one sound file."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .schemas.kinds import Kind

if TYPE_CHECKING:
    from .findings import Path, Place

ORIGIN = "x_importiert"
"""The own field in which `fh import` notes where a record came from: bookkeeping, no content."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


Packed = bytes | memoryview
"""The values of a record as `pack` makes them, of their own or among those of others."""


class Record:
    """A thing of the real world: its kind, id, file and typed values. Missing fields read as None.

    Values may come `packed` (by `pack`); they are unpacked when somebody asks, which for most of many nobody does.
    """

    __slots__ = ("data", "file", "id", "kind", "packed")

    data: dict[str, Any]

    def __init__(self, kind: Kind, id: str, file: str, data: dict[str, Any] | Packed) -> None:
        self.kind = kind
        self.id = id
        self.file = file
        self.packed: Packed | None = None
        if isinstance(data, bytes | memoryview):
            self.packed = data
        else:
            self.data = data

    def __getattr__(self, name: str) -> Any:
        # Python comes here only while the slot is empty, so reading unpacked values costs nothing.
        if name != "data" or self.packed is None:
            raise AttributeError(name)
        self.data = unpack(self.packed)
        return self.data

    def as_read_by(self, kind: Kind) -> Record:
        """The same record for another project, whose kinds are other objects."""
        return Record(kind, self.id, self.file, self.data if self.packed is None else self.packed)

    def __getitem__(self, name: str) -> Any:
        return self.data.get(name)

    def __repr__(self) -> str:
        return f"Record({self.key})"

    def may_say(self, text: str) -> bool:
        """Whether a text may stand among the values: no is certain, and known without unpacking them."""
        return self.packed is None or text.encode() in bytes(self.packed)

    @property
    def key(self) -> str:
        """`kind/id`, unique in the registry."""
        return f"{self.kind.name}/{self.id}"

    @property
    def title(self) -> str:
        """The name for people; the id while there is none."""
        return str(self.data.get(self.kind.title_field) or self.id)

    def at(self, *path: str | int) -> Place:
        """The place of a value, for problems."""
        from .findings import Place

        return Place(self.file, path)

    def values(self, dotted: str) -> Iterator[tuple[Path, Any]]:
        """Every value of a field with its path; `angebote.titel` gives one per offer, a list of words one per word."""
        return walk(self.data, tuple(dotted.split(".")), ())


def walk(value: Any, steps: Path, path: Path) -> Iterator[tuple[Path, Any]]:
    """The scalars (or own sections) reached by `steps` below `value`, passing through lists."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, steps, (*path, index))
    elif not steps:
        if value is not None:
            yield path, value
    elif isinstance(value, dict) and (inner := value.get(steps[0])) is not None:
        yield from walk(inner, steps[1:], (*path, steps[0]))


def pack(data: dict[str, Any]) -> bytes:
    """The values of a record as bytes, for other processes and the cache of this machine."""
    return marshal.dumps(data)


def unpack(packed: Packed) -> dict[str, Any]:
    """The values again. For bytes this tool wrote on this machine."""
    data: dict[str, Any] = marshal.loads(packed)  # noqa: S302 - a process of ours or the user's own folder, 0700
    return data
