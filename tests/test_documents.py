"""Reading: what is written comes back as written, every path has its place, and no bytes make reading raise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fluechtlingshilfe_cli.documents import Document, read, read_values
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.readers import Reader

Steps = tuple[str | int, ...]

letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff\u2028\u2029")
texts = st.text(letters, min_size=1, max_size=20).map(lambda text: unicodedata.normalize("NFC", text))
plain = st.from_regex(r"\A[A-Za-zäöüß0-9][A-Za-zäöüß0-9._/+ -]{0,15}[A-Za-zäöüß0-9]\Z")
keys = st.from_regex(r"\A[a-z][a-z_]{0,8}\Z")
scalars = (
    plain
    | texts
    | st.sampled_from(["01067", "no", "08:30", "12:30", "2026-03-14", "null", "+49 4542", "x: y", "#1", ""])
)
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
records = st.dictionaries(keys, values, min_size=1, max_size=5)


class Emitter:
    """Writes values as YAML in a style drawn at every turn, and notes the line of every path."""

    def __init__(self, draw: Any, newline: str) -> None:
        self.choose = lambda *choices: draw(st.sampled_from(choices))
        self.newline = newline
        self.lines: list[str] = []
        self.places: dict[Steps, int] = {}

    def mapping(self, value: dict[str, Any], path: Steps, indent: str, lead: str) -> None:
        for name, inner in value.items():
            self.places[(*path, name)] = len(self.lines) + 1
            self.entry(f"{lead}{self.name(name)}:", inner, (*path, name), indent)
            lead = indent

    def sequence(self, value: list[Any], path: Steps, indent: str) -> None:
        for index, inner in enumerate(value):
            if isinstance(inner, dict) and inner and self.choose(True, False):
                self.mapping(inner, (*path, index), indent + "  ", f"{indent}- ")
            else:
                self.entry(f"{indent}-", inner, (*path, index), indent)

    def entry(self, head: str, value: Any, path: Steps, indent: str) -> None:
        if isinstance(value, dict | list) and value and self.choose(True, True, False):
            self.lines.append(head + self.choose("", "  # Anmerkung"))
            deeper = indent + self.choose("  ", "    ")
            if isinstance(value, dict):
                self.mapping(value, path, deeper, deeper)
            else:
                self.sequence(value, path, deeper)
        else:
            line = len(self.lines) + 1
            self.lines.append(f"{head} {self.flow(value, path, line)}")

    def flow(self, value: Any, path: Steps, line: int) -> str:
        self.places[path] = line
        if isinstance(value, list):
            return f"[{', '.join(self.flow(inner, (*path, index), line) for index, inner in enumerate(value))}]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.name(k)}: {self.flow(v, (*path, k), line)}" for k, v in value.items()) + "}"
        return self.scalar(value)

    def name(self, name: str) -> str:
        return self.choose(name, name, f'"{name}"', f"'{name}'")

    def scalar(self, text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        styles = [f'"{escaped}"', "'" + text.replace("'", "''") + "'"]
        safe = text.isascii() and text[:1].isalnum() and text[-1:].isalnum() and not set(text) & set(":#,[]{}\"'\\")
        if safe and all(letter.isalnum() or letter in " ._/+-" for letter in text):
            styles.append(text)
        return str(self.choose(*styles))


@st.composite
def written(draw: Any) -> tuple[dict[str, Any], bytes, dict[Steps, int]]:
    """Values, a text that says them, and the line of every path."""
    value = draw(records)
    emitter = Emitter(draw, draw(st.sampled_from(["\n", "\r\n"])))
    if draw(st.booleans()):
        emitter.lines += ["# Ein Kommentar", ""]
    emitter.mapping(value, (), "", "")
    text = emitter.newline.join(emitter.lines) + draw(st.sampled_from(["", emitter.newline]))
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return value, mark + text.encode(), emitter.places


def without_missing(value: Any) -> Any:
    """What is left when empty texts count as missing."""
    if isinstance(value, dict):
        return {name: without_missing(inner) for name, inner in value.items() if inner != ""}
    if isinstance(value, list):
        return [without_missing(inner) for inner in value if inner != ""]
    return value


def has_missing_item(value: Any) -> bool:
    """Whether a list has an empty item, which moves those behind it to other places."""
    if isinstance(value, dict):
        return any(map(has_missing_item, value.values()))
    return isinstance(value, list) and any(inner == "" or has_missing_item(inner) for inner in value)


@given(written())
@settings(max_examples=300, deadline=None)
def test_what_is_written_comes_back_and_every_path_has_the_line_of_its_key(case: Any) -> None:
    value, raw, places = case
    document = read(raw)
    assert document.accident is None
    assert document.data == without_missing(value)
    if not has_missing_item(value):
        for path, line in places.items():
            assert document.key_span(path).line == line, path
            assert document.has(path)
            if isinstance(path[-1], str):
                span = document.key_span(path)
                assert document.line(line)[span.column - 1 : span.end_column - 1].strip("'\"") == path[-1]


@given(written())
@settings(max_examples=300, deadline=None)
def test_the_quick_way_agrees_with_the_exact_one_on_what_is_written(case: Any) -> None:
    _, raw, _ = case
    quick = read_values(raw)
    assert quick is None or quick == read(raw).data


yaml_pieces = st.lists(
    st.sampled_from(
        [
            "a",
            "b: ",
            ":",
            " ",
            "  ",
            "- ",
            "-",
            "\n",
            "\n  ",
            "\t",
            "[",
            "]",
            "{",
            "}",
            ",",
            '"',
            "'",
            "\\",
            "#",
            " #",
            "&a",
            "*a",
            "!",
            "!!str ",
            "|",
            ">",
            "|2\n",
            "%",
            "@",
            "`",
            "?",
            "? ",
            "---",
            "---\n",
            "...",
            "~",
            "<<: ",
            "ä",
            "ü",
            "\u2028",
            "\x85",
            "\r",
            "\r\n",
            "\ufeff",
            "\xa0",
            "\0",
            "a: b\n",
            "- c\n",
            "  d: e\n",
            "x:y",
            '"\\x4"',
            "\ud7ff",
            "\U0001f600",
        ]
    ),
    max_size=30,
).map(lambda pieces: "".join(pieces).encode())
any_bytes = (
    st.binary(max_size=200) | yaml_pieces | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass"))
)


def every_path(data: Any, path: Steps = ()) -> Iterator[Steps]:
    yield path
    items: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in items:
        yield from every_path(inner, (*path, step))


def assert_inside(document: Document, span: Any) -> None:
    lines = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= span.line <= span.end_line <= len(lines)
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert (span.end_line, span.end_column) >= (span.line, span.column)


@given(any_bytes)
@settings(max_examples=1500, deadline=None)
def test_no_bytes_make_reading_raise_and_every_place_is_inside_the_file(raw: bytes) -> None:
    document = read(raw)
    if document.accident:
        assert document.data is None
        assert document.accident.message.endswith((".", "?")) and document.accident.hint
        assert_inside(document, document.span(document.accident.start, document.accident.end))
    else:
        for path in every_path(document.data):
            assert_inside(document, document.value_span(path))
            assert_inside(document, document.key_span(path))


@given(any_bytes)
@settings(max_examples=1500, deadline=None)
def test_whenever_the_quick_way_answers_the_exact_one_says_the_same(raw: bytes) -> None:
    quick = read_values(raw)
    if quick is not None:
        exact = read(raw)
        assert exact.accident is None
        assert quick == exact.data


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reader]:
    root: Path = tmp_path_factory.mktemp("register")
    (root / "fh.yaml").write_text("name: Probe\nkreis: 01053\n", "utf-8")
    project = Project(root)
    return {name: Reader(kind, project.vocabularies) for name, kind in project.kinds.items()}


record_pieces = st.lists(
    st.sampled_from(
        [
            "status: aktiv\n",
            "status: [a]\n",
            "name: x\n",
            "name:\n",
            "kontakt: x\n",
            "kontakt:\n  telefon: 1\n",
            "kontakt: []\n",
            "angebote: x\n",
            "angebote: [x]\n",
            "angebote:\n  - id: a\n",
            "angebote: {a: b}\n",
            "sprachen: de\n",
            "sprachen: [xx]\n",
            "termine: [{von: 1.1.26}]\n",
            "termine:\n  - 14.03.2026 um 18 Uhr\n",
            "geprueft_am: 99.99.9999\n",
            "geprueft_am: 0.0.0\n",
            "gruendungsjahr: 99999999999999999999\n",
            "gruendungsjahr: -0\n",
            "x_a: {b: [c]}\n",
            "bild: ~\n",
            "mitmachen: ja\n",
            "anschrift:\n  plz: ٠١٢٣٤\n",
            "name: |\n  lang\n   - a\n",
            "durchfuehrung: -x\n",
            "plaetze: {min: 1e5, max: 1.5}\n",
        ]
    ),
    max_size=8,
).map(lambda pieces: "".join(dict.fromkeys(pieces)).encode())


@given(any_bytes | record_pieces)
@settings(max_examples=600, deadline=None)
def test_no_bytes_make_a_reader_raise(readers: dict[str, Reader], raw: bytes) -> None:
    for name, reader in readers.items():
        record, findings = reader.read(raw, f"data/{name}/x.yaml", "x")
        assert record is not None or findings
        for finding in findings:
            assert finding.message and finding.span.line >= 1 and finding.span.column >= 1


def test_a_lone_carriage_return_ends_a_line() -> None:
    document = read(b"a: 1\rb: 2\r")
    assert document.data == {"a": "1", "b": "2"}
    assert document.key_span(("b",)).line == 2


def test_columns_count_characters_not_bytes() -> None:
    document = read("ä: ü\nx: {ö: 1}\n".encode())
    assert (document.value_span(("ä",)).column, document.key_span(("x", "ö")).column) == (4, 5)


def test_values_are_normalised_and_places_are_not() -> None:
    document = read("name: Cafe\u0301 x\nzwei: 2\n".encode())
    assert document.data["name"] == "Café x"
    assert document.value_span(("name",)).end_column == 14
