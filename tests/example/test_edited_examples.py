"""The line editor on every record of the example registry: what people really write survives every edit."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.editing import Remove, Set, applied, change, layout, order_of
from fluechtlingshilfe_cli.editing.meaning import as_text
from fluechtlingshilfe_cli.project import Project

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = Project(ROOT)
KINDS = list(PROJECT.kinds.values())


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every path below a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inner:
        yield (*path, step)
        yield from paths_of(item, (*path, step))


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_every_value_can_be_changed_and_removed(kind: Any) -> None:
    """Nothing else differs, no comment is lost, and only lines of the change go."""
    order = order_of(kind)
    for file in list(PROJECT.files(kind))[::3]:
        raw = file.read_bytes()
        before = read(raw).data
        old = raw.decode().splitlines()
        for path in paths_of(before):
            for one in (Remove(path), Set(path, "neu: 1")):
                after = change(raw, [one], order)
                assert (read(after).data or {}) == as_text(applied(before, [one])), (file, path)
                new = after.decode().splitlines()
                assert [line for line in new if line.startswith("#")] == [line for line in old if line.startswith("#")]
                steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
                fresh = sum(last - first for tag, _, _, first, last in steps if tag != "equal")
                assert fresh <= 2, (file, path)  # the head of a text block and its line


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_records_are_in_canonical_layout_and_come_back_to_it(kind: Any) -> None:
    """Indented by four, with blanks at line ends: laid out again they are the records they were."""
    texts = {field.path for field in kind.fields.values() if field.type == "string"}
    for file in PROJECT.files(kind):
        raw = file.read_bytes()
        assert layout(raw, texts) == raw, file
        wide = "\n".join(
            " " * (2 * (len(line) - len(line.lstrip(" ")))) + line.strip() + ("  " if line else "")
            for line in raw.decode().split("\n")
        ).encode()
        if read(wide).data == read(raw).data:
            assert layout(wide, texts) == raw, file
