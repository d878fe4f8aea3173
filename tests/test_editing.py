"""The line editor: exactly what was meant changes; comments, order, line ends and all other lines stay as they were."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.editing import (
    Add,
    EditRefused,
    Remove,
    Set,
    applied,
    change,
    layout,
    rewrite,
)
from fluechtlingshilfe_cli.editing.meaning import as_text, normal

Steps = tuple[str | int, ...]


def none(_: Steps) -> list[str]:
    """An order that knows no field."""
    return []


def order(*names: str) -> Callable[[Steps], list[str]]:
    """The same order everywhere."""
    return lambda _: list(names)


def edited(text: str, *changes: Any, order: Any = none) -> str:
    """The text after the changes."""
    return change(text.encode(), changes, order).decode()


# One thing at a time


def test_a_value_changes_and_its_comment_stays() -> None:
    before = 'name: Café\ntelefon: "+49 4542 1"  # Anrufbeantworter\n\n# Ende\n'
    expected = 'name: Café\ntelefon: "+49 4542 22"  # Anrufbeantworter\n\n# Ende\n'
    assert edited(before, Set(("telefon",), "+49 4542 22")) == expected


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-03-14", '"2026-03-14"'),
        ("01067", '"01067"'),
        ("01053090", '"01053090"'),
        ("08:30", '"08:30"'),
        ("2026-03-14T18:00", '"2026-03-14T18:00"'),
        ("+49 4542 1", '"+49 4542 1"'),
        ("no", '"no"'),
        ("2015", '"2015"'),
        (2015, "2015"),
        (True, "true"),
        (2.5, "2.5"),
        ("Treff: dienstags", '"Treff: dienstags"'),
        ("- eins", '"- eins"'),
        ("ein # zwei", '"ein # zwei"'),
        ("Café", "Café"),
    ],
)
def test_values_are_quoted_where_others_would_misread_them(value: Any, written: str) -> None:
    assert edited("a: x\n", Set(("a",), value)) == f"a: {written}\n"


def test_a_new_field_stands_where_the_order_puts_it() -> None:
    """Below the nearest field before it; a comment stays with the line below it."""
    before = "name: A\n# zum Ort\nort: B\nende: C\n"
    expected = "name: A\nart: x\n# zum Ort\nort: B\nende: C\n"
    assert edited(before, Set(("art",), "x"), order=order("name", "art", "ort", "ende")) == expected


def test_the_first_field_goes_above_the_comment_of_the_next_but_not_above_the_head_of_the_file() -> None:
    known = order("name", "art")
    assert edited("\n# zur Art\nart: B\n", Set(("name",), "A"), order=known) == "\nname: A\n# zur Art\nart: B\n"
    head = "# yaml-language-server: $schema=x\n"
    assert edited(f"{head}art: B\n", Set(("name",), "A"), order=known) == f"{head}name: A\nart: B\n"


def test_several_new_fields_come_in_their_order() -> None:
    before = "name: A\nende: C\n"
    made = edited(before, Set(("ort",), "O"), Set(("art",), "x"), order=order("name", "art", "ort", "ende"))
    assert made == "name: A\nart: x\nort: O\nende: C\n"


def test_what_no_order_knows_comes_last() -> None:
    assert (
        edited("name: A\nende: C\n", Set(("x_a",), "1"), order=order("name", "ende")) == 'name: A\nende: C\nx_a: "1"\n'
    )


def test_a_new_section_is_a_block_in_its_order() -> None:
    known = order("name", "kontakt", "telefon", "email")
    before = "kontakt:\n  email: a@b.example\n"
    made = edited("name: A\n", Set(("kontakt",), {"email": "a", "telefon": "1"}), order=known)
    assert made == 'name: A\nkontakt:\n  telefon: "1"\n  email: a\n'
    assert edited(before, Set(("kontakt", "telefon"), "1"), order=known) == (
        'kontakt:\n  telefon: "1"\n  email: a@b.example\n'
    )


def test_an_empty_field_is_filled_on_its_line() -> None:
    assert edited("a:  # fehlt\nb: x\n", Set(("a",), "w")) == "a: w  # fehlt\nb: x\n"
    assert edited("a: ~\nb: x\n", Set(("a",), ["w", "z"])) == "a: [w, z]\nb: x\n"
    assert edited("a:  # folgt\nb: x\n", Set(("a", "c"), "w")) == "a:  # folgt\n  c: w\nb: x\n"


def test_words_stay_on_one_line_or_below_each_other_as_they_were() -> None:
    assert edited("a: [de, en]\n", Add(("a",), "no")) == 'a: [de, en, "no"]\n'
    assert edited("a: [ de,en ]\n", Remove(("a",), "de")) == "a: [ en ]\n"
    assert edited("a:\n- de  # eins\n- en\n", Add(("a",), "fr")) == "a:\n- de  # eins\n- en\n- fr\n"
    assert edited("a:\n    - de\n    - en  # zwei\nb: x\n", Remove(("a",), "de")) == "a:\n    - en  # zwei\nb: x\n"


def test_comments_inside_brackets_stay() -> None:
    before = "a: [de, # eins\n    en, # zwei\n    fr]\n"
    assert edited(before, Add(("a",), "uk")) == "a: [de, # eins\n    en, # zwei\n    fr, uk]\n"
    made = edited(before, Remove(("a",), "en"))
    assert read(made.encode()).data == {"a": ["de", "fr"]}
    assert "# eins" in made
    assert "# zwei" in made


def test_the_last_word_takes_its_field_along() -> None:
    assert edited("a: [de]\nb: x\n", Remove(("a",), "de")) == "b: x\n"
    assert edited("a:\n  b:\n    c: 1\nd: x\n", Remove(("a", "b", "c"))) == "d: x\n"


def test_sections_of_a_list_are_changed_added_and_removed_in_place() -> None:
    before = "a:\n  - id: eins\n    t: x\n  # zum zweiten\n  - id: zwei\n    t: y\nb: z\n"
    assert edited(before, Set(("a", 1, "t"), "neu")) == before.replace("t: y", "t: neu")
    assert edited(before, Remove(("a", 0))) == "a:\n  # zum zweiten\n  - id: zwei\n    t: y\nb: z\n"
    assert edited(before, Remove(("a", 0, "id"))) == before.replace("- id: eins\n    t: x", "- t: x")
    assert edited(before, Add(("a",), {"id": "drei", "t": "w"})) == before.replace(
        "b: z", "  - id: drei\n    t: w\nb: z"
    )


def test_text_blocks_are_replaced_as_a_whole() -> None:
    before = "a: |  # Absatz\n    eins\n\n    zwei\n\nb: x\n"
    assert edited(before, Set(("a",), "neu\n")) == "a: |  # Absatz\n  neu\n\nb: x\n"
    assert edited(before, Set(("a",), "eins\nzwei")) == "a: |-  # Absatz\n  eins\n  zwei\n\nb: x\n"
    long = "Wort " * 30 + "Ende"
    made = edited("a: >-\n  alt\nb: x\n", Set(("a",), long))
    assert read(made.encode()).data == {"a": long, "b": "x"}
    assert made.startswith("a: >-\n  Wort")
    assert max(map(len, made.splitlines())) <= 100


def test_a_comment_below_a_section_belongs_to_it_by_its_indent() -> None:
    before = "a:\n  b: 1\n  # zu a\n# zu c\nc: 2\n"
    assert edited(before, Remove(("a",))) == "# zu c\nc: 2\n"
    assert edited(before, Set(("b",), "x"), order=order("a", "b", "c")) == before.replace("# zu c", "b: x\n# zu c")


def test_line_ends_and_mark_of_the_file_stay() -> None:
    raw = b"\xef\xbb\xbfa: 1\r\nb: 2\r\n"
    assert change(raw, [Set(("d",), "x")], none) == b"\xef\xbb\xbfa: 1\r\nb: 2\r\nd: x\r\n"
    assert change(b"a: 1\nb: 2", [Set(("a",), "x")], none) == b"a: x\nb: 2"
    assert change(b"a: 1\nb: 2", [Set(("d",), "x")], none) == b"a: 1\nb: 2\nd: x\n"


def test_nothing_to_change_changes_nothing() -> None:
    raw = b"a:   '1'\nliste:   [ x ]\n"
    assert change(raw, [Set(("a",), "1"), Add(("liste",), "x")], none) == raw


def test_what_cannot_be_done_is_refused_with_a_sentence() -> None:
    for raw, one, words in [
        (b"a: [1\n", Set(("a",), "x"), "nicht lesbar"),
        (b"- a\n", Set(("a",), "x"), "keinen Eintrag"),
        (b"a: x\n", Remove(("b",)), "»b« steht nicht im Eintrag"),
        (b"a: [x]\n", Remove(("a",), "y"), "»y« steht nicht in »a«"),
        (b"a: x\n", Add(("a",), "y"), "»a« ist keine Liste"),
        (b"a: x\n", Set(("a", "b"), "y"), "»a« ist kein Abschnitt"),
        (b"a: [x]\n", Set(("a", 5), "y"), "keinen Eintrag Nummer 5"),
        (b"a: x\n", Set(("a",), "\ud800"), "Zeichen"),
    ]:
        with pytest.raises(EditRefused, match=words):
            change(raw, [one], none)


# Anything at all

plain = st.from_regex(r"\A[A-Za-zäöüß][A-Za-zäöüß0-9 ]{0,12}[A-Za-zäöüß0-9]\Z")
anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=16).map(normal).filter(bool)
awkward = st.sampled_from(
    [
        "01067",
        "no",
        "08:30",
        "2026-03-14",
        "x: y",
        "#1",
        "a #b",
        "- x",
        "~",
        " ",
        "eins\nzwei\n",
        "eins\n\n zwei",
        "[x]",
        "'",
        '"',
        "\t",
    ]
)
scalars = plain | awkward | anything
keys = st.from_regex(r"\A[a-z]{1,4}\Z")
values: st.SearchStrategy[Any] = st.recursive(
    scalars | st.lists(scalars, min_size=1, max_size=4),
    lambda inner: (
        st.lists(st.dictionaries(keys, inner, min_size=1, max_size=3), min_size=1, max_size=3)
        | st.dictionaries(keys, inner, min_size=1, max_size=3)
    ),
    max_leaves=10,
)
records = st.dictionaries(keys, values, min_size=1, max_size=4)


class Writer:
    """Writes values in a layout drawn at every turn, with numbered comments, each noted with the path it belongs to."""

    def __init__(self, draw: Any) -> None:
        self.choose = lambda *choices: draw(st.sampled_from(choices))
        self.lines: list[str] = []
        self.comments: dict[str, Steps] = {}

    def note(self, path: Steps) -> str:
        name = f"#k{len(self.comments)}."
        self.comments[name] = path
        return name

    def above(self, path: Steps, indent: str) -> None:
        what = self.choose("", "", "", "#", " ")
        if what == "#":
            # It stands above the field and stays when that goes; it goes with the section around it.
            self.lines.append(f"{indent}{self.note((*path[:-1], '^'))}")
        elif what:
            self.lines.append("")

    def tail(self, path: Steps) -> str:
        return f"  {self.note(path)}" if self.choose(True, False, False) else ""

    def section(self, value: dict[str, Any], path: Steps, indent: str, lead: str) -> None:
        for name, inner in value.items():
            if lead == indent:
                self.above((*path, name), indent)
            self.field(f"{lead}{name}:", inner, (*path, name), indent)
            lead = indent

    def field(self, head: str, value: Any, path: Steps, indent: str) -> None:
        if isinstance(value, dict):
            self.lines.append(head + self.tail(path))
            deeper = indent + self.choose("  ", "    ", "   ")
            self.section(value, path, deeper, deeper)
        elif isinstance(value, list) and (isinstance(value[0], dict) or self.choose(True, False)):
            self.lines.append(head + self.tail(path))
            deeper = indent + self.choose("  ", "", "    ")
            for index, item in enumerate(value):
                self.above((*path, index), deeper)
                if isinstance(item, dict):
                    gap = self.choose(" ", " ", "   ")
                    self.section(item, (*path, index), f"{deeper} {gap}", f"{deeper}-{gap}")
                else:
                    self.lines.append(f"{deeper}- {self.scalar(item)}{self.tail((*path, index))}")
        elif isinstance(value, list):
            comma = self.choose(", ", ",", " ,  ")
            self.lines.append(f"{head} [{comma.join(map(self.scalar, value))}]{self.tail(path)}")
        elif isinstance(value, str) and self.choose(True, False) and self.block(head, value, path, indent):
            pass
        else:
            self.lines.append(f"{head}{self.choose(' ', ' ', '   ')}{self.scalar(value)}{self.tail(path)}")

    def block(self, head: str, value: str, path: Steps, indent: str) -> bool:
        lines = value.removesuffix("\n").split("\n")
        if (not value.isprintable() and "\n" not in value) or not all(line.isprintable() for line in lines):
            return False
        if (
            not lines[0].strip()
            or lines[0][0] in " \t"
            or not lines[-1]
            or any(line != line.rstrip() for line in lines)
        ):
            return False
        self.lines.append(f"{head} {'|' if value.endswith(chr(10)) else '|-'}{self.tail(path)}")
        deeper = indent + self.choose("  ", "    ", " ")
        self.lines += [f"{deeper}{line}" if line else "" for line in lines]
        return True

    @staticmethod
    def scalar(value: str) -> str:
        from fluechtlingshilfe_cli.documents import scalar_source

        return scalar_source(value, in_list=True)


def paths_of(value: Any, path: Steps = ()) -> list[Steps]:
    """Every path below a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for step, item in inner for found in [(*path, step), *paths_of(item, (*path, step))]]


@st.composite
def written(draw: Any) -> tuple[bytes, dict[str, Any], dict[str, Steps]]:
    """The bytes of a record, its values, and its comments with the paths they belong to."""
    data = draw(records)
    writer = Writer(draw)
    if writer.choose(True, False):
        writer.lines.append(writer.note(("^",)))
    writer.section(data, (), "", "")
    newline = writer.choose("\n", "\n", "\r\n")
    text = newline.join(writer.lines) + writer.choose(newline, newline, "")
    raw = text.encode()
    return writer.choose(b"", b"\xef\xbb\xbf") + raw, data, writer.comments


@st.composite
def edits(draw: Any) -> tuple[bytes, Any, dict[str, Steps]]:
    """A record and one change that fits it."""
    raw, data, comments = draw(written().filter(lambda made: read(made[0]).data == made[1]))
    path = draw(st.sampled_from(paths_of(data)))
    at: Any = data
    for step in path:
        at = at[step]
    kind = draw(st.sampled_from(["set", "set", "add", "remove", "new"]))
    if kind == "add" and isinstance(at, list):
        return raw, Add(path, draw(scalars)), comments
    if kind == "remove":
        return raw, Remove(path), comments
    if kind == "new" and isinstance(at, dict):
        return raw, Set((*path, draw(keys)), draw(values)), comments
    if kind == "new":
        return raw, Set((draw(keys),), draw(values)), comments
    return raw, Set(path, draw(scalars if isinstance(at, str) else values)), comments


def reached(data: Any, path: Steps) -> bool:
    """Whether there is something at a path, or was at a higher number of the same list."""
    for step in path:
        if isinstance(data, list):
            data = data[min(int(step), len(data) - 1)]
        elif isinstance(data, dict) and step in data:
            data = data[step]
        else:
            return False
    return True


def spared(comments: dict[str, Steps], path: Steps) -> set[str]:
    """The comments that have nothing to do with a path."""
    return {name for name, owner in comments.items() if owner[: len(path)] != path}


@settings(max_examples=400, deadline=None)
@given(edits(), st.sampled_from([none, order("b", "c", "a", "e")]))
def test_an_edit_does_exactly_what_was_meant(made: tuple[bytes, Any, dict[str, Steps]], order: Any) -> None:
    """Reading back gives the meant values; every comment elsewhere is there; the line ends are those of the file."""
    raw, one, comments = made
    before = read(raw).data
    target = as_text(applied(before, [one]))
    try:
        after = change(raw, [one], order)
    except EditRefused:
        # Only where a whole value of several lines is replaced may the editor give up.
        assert isinstance(one, Set)
        return
    assert (read(after).data or {}) == target
    text = after.decode()
    path = one.path
    while isinstance(one, Remove) and len(path) > 1 and not reached(target, path[:-1]):
        path = path[:-1]  # what became empty goes, too
    missing = {name for name in spared(comments, path) if name not in text}
    assert missing == set()
    assert after.startswith(b"\xef\xbb\xbf") == raw.startswith(b"\xef\xbb\xbf")
    if b"\r\n" in raw and raw.count(b"\r\n") == raw.count(b"\n"):
        assert after.count(b"\r\n") == after.count(b"\n")


@settings(max_examples=300, deadline=None)
@given(edits())
def test_all_lines_outside_the_change_stay_in_order(made: tuple[bytes, Any, dict[str, Steps]]) -> None:
    """What is left of the old text without the lines of the path is found again, line by line."""
    raw, one, _ = made
    try:
        after = change(raw, [one], none).decode().splitlines()
    except EditRefused:
        return
    document = read(raw)
    path = one.path
    while path and not document.has(path):
        path = path[:-1]
    span = document.key_span(path) if path and isinstance(path[-1], str) else document.value_span(path)
    tree: Any = document.tree
    for step in path:
        tree = tree[2][step][2] if isinstance(tree[2], dict) else tree[2][step]
    last = document.span(tree[1], tree[1]).line
    lines = raw.decode().splitlines()
    kept = lines[: span.line - 1] + lines[last:]
    if path and document.has(one.path) and not isinstance(one, Remove):
        rest = iter(after)
        assert [line for line in kept if line.strip() and line not in rest] == []


@settings(max_examples=300, deadline=None)
@given(written())
def test_layout_is_stable_and_loses_nothing(made: tuple[bytes, dict[str, Any], dict[str, Steps]]) -> None:
    raw, data, comments = made
    if read(raw).data != data:
        return
    texts = {".".join(str(step) for step in path if isinstance(step, str)) for path in paths_of(data)}
    after = layout(raw, texts)
    assert read(after).data == data
    assert layout(after, texts) == after
    assert [name for name in comments if name not in after.decode()] == []


@settings(max_examples=150, deadline=None)
@given(written(), records)
def test_any_values_can_be_written_into_any_file(made: tuple[bytes, Any, Any], target: dict[str, Any]) -> None:
    raw, data, _ = made
    if read(raw).data != data:
        return
    try:
        after = rewrite(raw, target, none)
    except EditRefused:
        return
    assert (read(after).data or {}) == as_text(normal(target))
