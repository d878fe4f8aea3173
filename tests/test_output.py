"""Findings on the screen: the words people read, errors first, many of a sort in one line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from fluechtlingshilfe_cli import terminal
from fluechtlingshilfe_cli.findings import Finding, Severity
from fluechtlingshilfe_cli.output import FORMATS, OutputContext, summary
from fluechtlingshilfe_cli.output._lines import columns
from fluechtlingshilfe_cli.rules import RULES
from sample_findings import ALL, CONTEXT, DATE, OLD, SEVERAL, TWICE, TYPO, lines, many


def test_the_table_names_every_promised_format() -> None:
    assert set(ALL) <= FORMATS.keys()
    assert all(form.help for form in FORMATS.values())


def test_full_frames_the_line_as_designed() -> None:
    assert FORMATS["full"]([TYPO], OutputContext(1)) == (
        "Fehler[FH102]: unbekanntes Feld »nmae«\n"
        "  --> data/initiatives/cafe-ankommen.yaml:2:1   (Café Ankommen)\n"
        "    │\n"
        "  2 │ nmae: Café Ankommen\n"
        "    │ ^^^^ Meinten Sie »name«?\n"
        "\n"
        "1 Fehler in 1 Datei.\n"
    )


@pytest.mark.parametrize("name", ["full", "concise", "markdown", "github"])
def test_golden_texts(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"output/{name}.txt", FORMATS[name](SEVERAL, CONTEXT))


def test_full_on_a_narrow_screen_stays_within_it() -> None:
    for width in (60, 80, 100):
        text = FORMATS["full"]([TYPO, DATE, TWICE, OLD], OutputContext(172, RULES, width=width))
        assert max(columns(line) for line in lines(text) if "-->" not in line) <= width


def test_errors_come_first_then_warnings_then_hints() -> None:
    text = FORMATS["full"](sorted(SEVERAL, key=Finding.sort_key), CONTEXT)
    assert re.findall(r"(?m)^(Fehler|Warnung|Hinweis)\[", text) == ["Fehler", "Fehler", "Fehler", "Warnung", "Hinweis"]


def test_up_to_twenty_warnings_and_hints_are_told_one_by_one() -> None:
    text = FORMATS["full"](many(19), OutputContext(30, RULES, limit=20))
    assert text.count("Hinweis[FH301]") == 19


def test_more_are_grouped_by_code_with_an_example_and_the_way_to_see_all() -> None:
    text = FORMATS["full"](many(300), OutputContext(400, RULES, limit=20))
    title = RULES["FH301"].title
    assert lines(text)[-7:] == [
        f"Hinweis[FH301]: {title}, 300 Stellen",
        "  --> data/partners/p0.yaml:1:1   (AWO)",
        "    = zum Beispiel: Zuletzt vor 14 Monaten bestätigt.",
        "    = 299 weitere: fh validate --select FH301",
        "",
        "Alle Befunde, je einer in einer Zeile: fh validate --format concise",
        "1 Fehler, 1 Warnung, 300 Hinweise in 400 Dateien.",
    ]
    assert len(lines(text)) <= 25
    assert FORMATS["full"](many(300), OutputContext(400, RULES)).count("Hinweis[FH301]") == 300


def test_statistics_count_each_rule() -> None:
    text = FORMATS["full"](many(12), OutputContext(30, RULES, statistics=True))
    assert lines(text) == [
        f" 1 × Fehler[FH102]  {RULES['FH102'].title}",
        f" 1 × Warnung[FH106] {RULES['FH106'].title}",
        f"12 × Hinweis[FH301] {RULES['FH301'].title}",
        "",
        "1 Fehler, 1 Warnung, 12 Hinweise in 30 Dateien.",
    ]


@pytest.mark.parametrize(
    ("counts", "records", "sentence"),
    [
        ((3, 5, 12), 172, "3 Fehler, 5 Warnungen, 12 Hinweise in 172 Dateien."),
        ((1, 1, 1), 1, "1 Fehler, 1 Warnung, 1 Hinweis in 1 Datei."),
        ((0, 0, 2), 9, "2 Hinweise in 9 Dateien."),
        ((0, 0, 0), 172, "172 Dateien geprüft, alles in Ordnung."),
        ((0, 0, 0), 1, "1 Datei geprüft, alles in Ordnung."),
        ((0, 0, 0), 12345, "12.345 Dateien geprüft, alles in Ordnung."),
        ((0, 0, 0), 0, "Es gibt noch keine Einträge zu prüfen."),
        ((1, 0, 0), 0, "1 Fehler."),
    ],
)
def test_the_last_line_counts_in_german(counts: tuple[int, int, int], records: int, sentence: str) -> None:
    findings = [replace(TYPO, severity=s) for s, count in zip(Severity, counts, strict=True) for _ in range(count)]
    assert summary(findings, OutputContext(records)) == sentence
    assert lines(FORMATS["full"](findings, OutputContext(records)))[-1] == sentence


def test_colour_only_adds_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = FORMATS["full"](SEVERAL, OutputContext(172, RULES))
    monkeypatch.setattr(terminal, "_colour_wanted", True)
    coloured = FORMATS["full"](SEVERAL, OutputContext(172, RULES, colour=True))
    assert "\x1b[31;1mFehler[FH102]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
