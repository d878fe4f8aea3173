"""A registry on disk brought to the newest format: its settings and every record, line by line, comments kept."""

from __future__ import annotations

from collections.abc import Iterator

from .changing import FileChange
from .documents import read
from .editing import EditRefused, order_of, rewrite
from .migrations import FIELD, lifted, lifted_settings, newest
from .project import SETTINGS, Project, record_id
from .schemas.kinds import Kind


def migrated(project: Project) -> Iterator[FileChange]:
    """The files that change, `fh.yaml` last, so that an interruption is taken up again where it happened.

    Raises `EditRefused`, which names the file, and OSError.
    """
    for kind in project.kinds.values():
        for path in project.files(kind):
            raw = path.read_bytes()
            data = read(raw).data
            values = lifted(kind.name, data, project.format) if isinstance(data, dict) else None
            one = FileChange(kind, record_id(path), project.name_of(path), path, raw, raw)
            yield from _changed(kind, one, values)
    kind = Kind("project", project.kinds.compiled("project"))
    path = project.root / SETTINGS
    raw = path.read_bytes()
    one = FileChange(kind, "fh", SETTINGS, path, raw, raw)
    values = lifted_settings(dict(read(raw).data or {}), project.format)
    yield from _changed(kind, one, {**values, FIELD: newest()})


def _changed(kind: Kind, one: FileChange, values: dict[str, object] | None) -> Iterator[FileChange]:
    try:
        if values is None:
            raise EditRefused("Die Datei ist nicht lesbar. Was zu tun ist, sagt: fh validate")
        after = rewrite(one.before, values, order_of(kind))
    except EditRefused as error:
        raise EditRefused(f"{one.file}: {error}") from None
    if after != one.before:
        yield FileChange(kind, one.id, one.file, one.path, one.before, after)
