"""The frame below a line of a file, on narrow screens, in ASCII, in colour."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from fluechtlingshilfe_cli import terminal
from fluechtlingshilfe_cli.findings import Span
from fluechtlingshilfe_cli.output import FORMATS, OutputContext
from fluechtlingshilfe_cli.output._lines import columns
from fluechtlingshilfe_cli.output._output import needs_ascii
from fluechtlingshilfe_cli.rules import RULES
from sample_findings import TWICE, TYPO, lines, many


def carets(excerpt: str, span: Span, width: int = 80, ascii: bool = False) -> tuple[str, str]:
    """The source as shown and what of it stands above the carets."""
    finding = replace(TYPO, excerpt=excerpt, span=span, hint="", suggestions=())
    shown = lines(FORMATS["full"]([finding], OutputContext(1, width=width, ascii=ascii)))
    source, frame = shown[3], shown[4]
    start, length = frame.index("^"), frame.count("^")
    cells = [letter for letter in source for _ in range(max(columns(letter), 0))]
    return source, "".join(cells[start : start + length])


@pytest.mark.parametrize(
    ("excerpt", "span", "framed"),
    [
        ("a: b", Span(1, 4, 1, 5), "b"),
        ("漢字: wert", Span(1, 5, 1, 9), "wert"),
        ("x: 漢字", Span(1, 4, 1, 6), "漢漢字字"),
        ("e\u0301e\u0301: wert", Span(1, 7, 1, 11), "wert"),
        ("\ta: wert", Span(1, 5, 1, 9), "wert"),
        ("😀: wert", Span(1, 4, 1, 8), "wert"),
        ("a\u202eb: wert", Span(1, 6, 1, 10), "wert"),
    ],
)
def test_the_frame_stands_below_its_letters(excerpt: str, span: Span, framed: str) -> None:
    assert carets(excerpt, span)[1] == framed


@pytest.mark.parametrize("at", [1, 30, 70, 150, 290])
@pytest.mark.parametrize("ascii", [False, True])
def test_long_lines_are_cut_around_the_frame(at: int, ascii: bool) -> None:
    line = "ab" * 200
    line = line[: at - 1] + "WERT" + line[at + 3 :]
    source, framed = carets(line, Span(1, at, 1, at + 4), ascii=ascii)
    assert framed == "WERT"
    assert columns(source) <= 80
    dots = "..." if ascii else "…"
    assert source.endswith(dots) and (dots in source[:12]) == (at >= 30)


def test_a_frame_wider_than_the_screen_is_cut_with_its_line() -> None:
    source, framed = carets("x" * 20 + "y" * 400, Span(1, 21, 1, 421))
    assert set(framed) <= {"y", "…"} and columns(source) <= 80


def test_ascii_has_no_other_letters_of_ours() -> None:
    finding = replace(TWICE, title="Treff – offen", message="Das Feld »a« …")
    text = FORMATS["full"]([finding, *many(30)], OutputContext(1, RULES, limit=20, ascii=True))
    assert not set(text) & set("»«→│–…─✓·")
    assert '\n  2 | nmae: Café Ankommen\n    | ^^^^ Meinten Sie "name"?\n' in text


def test_ascii_follows_the_stream_and_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LANG", "TERM"):
        monkeypatch.delenv(name, raising=False)
    utf8, latin = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for encoding in ("utf-8", "cp1252"))
    assert (needs_ascii(utf8), needs_ascii(latin), needs_ascii(io.StringIO())) == (False, True, False)
    monkeypatch.setenv("LANG", "C")
    assert needs_ascii(utf8)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert not needs_ascii(utf8)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("kurz", ["kurz"]),
        ("ein Satz mit vielen Wörtern, der nicht passt", ["ein Satz mit vielen", "Wörtern, der nicht", "passt"]),
        ("  eingerückt und länger als es geht", ["  eingerückt und", "  länger als es geht"]),
        ("Bitte so: fh directory --check", ["Bitte so:", "fh directory --check"]),
        ("Bitte so: fh init ORDNER -n", ["Bitte so:", "fh init ORDNER -n"]),
        ("zwei\nZeilen", ["zwei", "Zeilen"]),
        ("einwortdaslaengeristalseinezeile", ["einwortdaslaengeristalseinezeile"]),
    ],
)
def test_notes_are_folded_between_words_and_never_within_a_command(text: str, lines: list[str]) -> None:
    assert terminal.folded(text, 20).split("\n") == lines
