"""Two readers, one verdict: whenever the quick one answers, the exact one gives the same values and no complaint."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fluechtlingshilfe_cli.documents import read, read_values
from fluechtlingshilfe_cli.records import pack, unpack

ROOT = Path(__file__).parent.parent
TEXTS = [
    path.read_text("utf-8")
    for folder in ("data", "private.example")
    for path in sorted((ROOT / folder).rglob("*.yaml"))
]
PIECES = [
    *(
        ": ",
        " #",
        "#",
        "\n",
        "\n\n",
        "  ",
        " ",
        "-",
        "- ",
        '"',
        "'",
        "[",
        "]",
        "[]",
        "{",
        "}",
        "|",
        "|-",
        ">",
        ">-",
        "|\n",
    ),
    *(
        ",",
        "\\",
        "&a",
        "*a",
        "!t",
        "%",
        "@",
        "\t",
        "\r\n",
        "\r",
        "?",
        "? ",
        "---\n",
        "...\n",
        "null",
        '"~"',
        '""',
        "{a: b}",
        'x: {a: b, c: "d, e"}\n',
        "~",
        "a: ",
        "a:\n",
    ),
    *(
        "e\u0301",
        "\u2028",
        "\x85",
        "\ufeff",
        "key: |\n    x\n",
        "key: >-\n   x\n\n   y\n",
        "\n   ",
        "<<: ",
        "- - a\n",
        "''",
    ),
]


def agree(text: str) -> bool:
    """Whether the quick reader answered; fails when the exact one says anything else."""
    quick: Any = read_values(text.encode())
    if quick is None:
        return False
    exact = read(text.encode())
    assert exact.accident is None, f"{text!r}: the exact reader refuses what the quick one read as {quick!r}"
    assert quick == exact.data, repr(text)
    return True


def test_the_quick_reader_answers_for_the_whole_example_registry() -> None:
    """Otherwise it would be quick for nothing."""
    assert all(map(agree, TEXTS))
    assert len(TEXTS) > 100


@pytest.mark.parametrize("seed", range(8))
def test_real_records_with_slips_of_the_hand(seed: int) -> None:
    """Mutations of real records: lines cut out, pieces of syntax typed anywhere, indents changed."""
    chance = random.Random(seed)
    answered = sum(agree(_slipped(chance)) for _ in range(1500))
    assert answered > 100


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "name", "x", "ä", "1", "a b", "wert"]), max_size=14).map("".join))
def test_pieces_of_syntax_in_any_order(text: str) -> None:
    """Short texts made of nothing but syntax and words."""
    agree(text)


def _slipped(chance: random.Random) -> str:
    text = chance.choice(TEXTS)
    if chance.random() < 0.7:
        lines = text.split("\n")
        start = chance.randrange(len(lines))
        text = "\n".join(lines[start : start + chance.randrange(1, 9)])
    for _ in range(chance.choice([1, 1, 2, 3])):
        at = chance.randrange(len(text) + 1)
        what = chance.random()
        if what < 0.6:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif what < 0.8:
            text = text[:at] + text[at + chance.randrange(1, 4) :]
        else:
            lines = text.split("\n")
            row = chance.randrange(len(lines))
            lines[row] = " " * chance.randrange(6) + lines[row].lstrip()
            text = "\n".join(lines)
    return text


def test_names_of_fields_are_kept_once_for_all_records():
    text = b"name: Eins\nkontakt:\n  web: https://a.example\nlinks: {zweitname: b}\nangebote:\n  - titel: Rat\n"
    first, second = read_values(text), unpack(pack(read_values(text) or {}))
    assert first == second
    assert {id(name) for name in _names(first)} == {id(name) for name in _names(second)}


def _names(value: Any) -> list[str]:
    """All names of fields, outer and inner."""
    if isinstance(value, dict):
        return [*value, *(name for inner in value.values() for name in _names(inner))]
    return [name for inner in value for name in _names(inner)] if isinstance(value, list) else []
