"""Findings as text: the words people read, the shapes programs read, and data that tries to be more than data."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fluechtlingshilfe_cli import terminal
from fluechtlingshilfe_cli.findings import Finding, Related, Severity, Span, Suggestion
from fluechtlingshilfe_cli.output import FORMATS, OutputContext, summary
from fluechtlingshilfe_cli.output._lines import columns
from fluechtlingshilfe_cli.output._output import needs_ascii
from fluechtlingshilfe_cli.rules import RULES

SCHEMA = Path(__file__).parent.parent / "docs/formate/findings.schema.json"
ALL = ["full", "concise", "json", "jsonl", "rdjson", "github", "gitlab", "sarif", "junit", "markdown"]

TYPO = Finding(
    "FH102",
    Severity.ERROR,
    "unbekanntes Feld »nmae«",
    "data/initiatives/cafe-ankommen.yaml",
    Span(2, 1, 2, 5),
    "initiative/cafe-ankommen",
    "Café Ankommen",
    "/nmae",
    "Meinten Sie »name«?",
    "nmae: Café Ankommen",
    suggestions=(Suggestion("Meinten Sie »name«?", Span(2, 1, 2, 5), "name"),),
)
TWICE = Finding(
    "FH116",
    Severity.ERROR,
    "Das Feld »kurzbeschreibung« steht zweimal in diesem Abschnitt.",
    "data/initiatives/treff.yaml",
    Span(12, 1, 12, 17),
    "initiative/treff",
    hint="Bitte beide Angaben vergleichen und eine davon löschen, damit klar ist, welche von beiden gilt.",
    excerpt="kurzbeschreibung: Offenes Café für alle Menschen aus dem Ort, mit Kaffee, Tee und Zeit zum Reden.",
    related=(Related("zuerst hier", "data/initiatives/treff.yaml", Span(4, 1, 4, 17)),),
)
DATE = Finding(
    "FH106",
    Severity.WARNING,
    "Das Datum »14.03.2026« steht nicht in der Form Jahr-Monat-Tag.",
    "data/initiatives/treff.yaml",
    Span(3, 14, 3, 24),
    "initiative/treff",
    "Treff",
    "/geprueft_am",
    'Bitte so schreiben: "2026-03-14"',
    "geprueft_am: 14.03.2026",
    suggestions=(Suggestion('Bitte so schreiben: "2026-03-14"', Span(3, 14, 3, 24), '"2026-03-14"', True),),
)
OLD = Finding(
    "FH301",
    Severity.HINT,
    "Zuletzt vor 14 Monaten bestätigt.",
    "data/partners/awo.yaml",
    record="partner/awo",
    title="AWO",
    hint="Bitte nachfragen, dann: fh confirm awo",
)
SECRET = Finding(
    "FH112",
    Severity.ERROR,
    "Diese Angabe ist so nicht möglich.",
    "private/persons/erika.yaml",
    Span(3, 10, 3, 20),
    "person/erika",
    "Erika Beispiel",
    "/telefon",
    "Was gemeint ist, sagt: fh explain FH112",
    'telefon: "04542 999888',
    True,
    (Suggestion("x", Span(3, 10, 3, 20), "04542 999888"),),
)
SEVERAL = [TYPO, DATE, TWICE, OLD, SECRET]
HOSTILE = replace(
    TYPO,
    message="böse\n::error file=x::%0A]]>\x1b[31m\u202eabc##[add-path]x @alle <b>&amp;</b> | `x` #1",
    path="data/initiatives/a,b:c%\n::warning::x.yaml",
    title="]]></failure><script>alert('x')</script>\r\n::set-output name=a::b",
    hint="\n::error::erfunden\n",
    excerpt="::error file=x::\x1b]0;x\x07\u202e\tÜ",
    related=(Related("\n::debug::x", "data/\n::error::y", Span(1, 1, 1, 2)),),
)
CONTEXT = OutputContext(172, RULES)


def lines(text: str) -> list[str]:
    return text.splitlines()


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


def many(count: int) -> list[Finding]:
    return [TYPO, DATE, *(replace(OLD, path=f"data/partners/p{number}.yaml") for number in range(count))]


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


def test_colour_only_adds_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = FORMATS["full"](SEVERAL, OutputContext(172, RULES))
    monkeypatch.setattr(terminal, "_colour_wanted", True)
    coloured = FORMATS["full"](SEVERAL, OutputContext(172, RULES, colour=True))
    assert "\x1b[31;1mFehler[FH102]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("name", ALL)
def test_private_findings_show_no_line_and_no_value(name: str) -> None:
    text = FORMATS[name]([SECRET], OutputContext(1, RULES))
    assert "999888" not in text and "Erika" not in text
    assert "private/persons/erika.yaml" in text


def test_json_follows_its_published_schema() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for findings in ([], SEVERAL, [HOSTILE]):
        told = json.loads(FORMATS["json"](findings, CONTEXT))
        jsonschema.Draft202012Validator(schema).validate(told)
        assert len(told["findings"]) == len(findings)
        assert told["findings"] == [
            json.loads(line) for line in FORMATS["jsonl"](findings, CONTEXT).split("\n") if line
        ]
    assert json.loads(FORMATS["json"](SEVERAL, CONTEXT))["summary"] == {
        "records": 172,
        "errors": 3,
        "warnings": 1,
        "hints": 1,
    }


def test_json_tells_hints_as_suggestions() -> None:
    typo, date, _, old, _ = json.loads(FORMATS["json"](SEVERAL, CONTEXT))["findings"]
    assert old["suggestions"] == [{"text": "Bitte nachfragen, dann: fh confirm awo", "safe": False, "edit": None}]
    assert date["suggestions"][0]["safe"] is True
    edit = {"line": 2, "column": 1, "end_line": 2, "end_column": 5, "replacement": "name"}
    assert typo["suggestions"] == [{"text": "Meinten Sie »name«?", "safe": False, "edit": edit}]


def test_rdjson_counts_columns_in_bytes() -> None:
    finding = replace(TYPO, excerpt="é: ü", span=Span(2, 4, 2, 5), suggestions=(Suggestion("", Span(2, 4, 2, 5), "u"),))
    (told,) = json.loads(FORMATS["rdjson"]([finding], CONTEXT))["diagnostics"]
    expected = {"start": {"line": 2, "column": 5}, "end": {"line": 2, "column": 7}}
    assert told["location"]["range"] == expected
    assert told["suggestions"] == [{"range": expected, "text": "u"}]
    assert (told["severity"], told["code"]) == ("ERROR", {"value": "FH102"})


def commands(text: str) -> list[str]:
    """The workflow commands GitHub obeys: outside `stop-commands`, at the start of a line after blanks."""
    found, stopped = [], ""
    for line in text.split("\n"):
        line = line.strip()
        if stopped:
            stopped = "" if line == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
        elif line.startswith("::") or "##[" in line:
            found.append(line)
    assert not stopped
    return found


def test_github_gets_the_full_text_and_an_annotation_per_finding() -> None:
    text = FORMATS["github"](SEVERAL, CONTEXT)
    assert FORMATS["full"](SEVERAL, CONTEXT) in text
    assert commands(text)[0] == (
        "::error file=data/initiatives/cafe-ankommen.yaml,line=2,endLine=2,col=1,endColumn=4,"
        "title=Fehler FH102 · Café Ankommen::unbekanntes Feld »nmae«%0AMeinten Sie »name«?"
    )
    assert [command.split(" ")[0] for command in commands(text)] == [
        "::error",
        "::warning",
        "::error",
        "::notice",
        "::error",
    ]


def test_github_escapes_and_obeys_no_data() -> None:
    (command,) = commands(FORMATS["github"]([HOSTILE], CONTEXT))
    properties, _, message = command.removeprefix("::error ").partition("::")
    told = dict(part.split("=", 1) for part in properties.split(","))
    assert told["file"] == "data/initiatives/a%2Cb%3Ac%25 %3A%3Awarning%3A%3Ax.yaml"
    assert set(told) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert ":" not in told["title"] and "\r" not in message and "\x1b" not in message
    assert "%250A" in message, "a written %0A stays what was written"


def test_github_gathers_the_findings_of_a_file_where_there_are_more_than_ten() -> None:
    at = [replace(TYPO, span=Span(line, 1, line, 5)) for line in range(3, 14)]
    found = commands(FORMATS["github"]([*at, replace(TYPO, path="data/initiatives/x.yaml"), OLD], CONTEXT))
    assert [command.split(" ")[0] for command in found] == ["::error", "::error", "::notice"]
    head, _, message = found[0].removeprefix("::error ").partition("::")
    assert head == "file=data/initiatives/cafe-ankommen.yaml,line=3,endLine=3,title=11-mal Fehler · Café Ankommen"
    assert message.split("%0A")[10] == "Zeile 13: unbekanntes Feld »nmae«. Meinten Sie »name«? (FH102)"


def test_github_shows_ten_files_of_a_kind_and_says_where_the_others_are() -> None:
    """The files with most findings are shown; the notice that counts the others has its place among the notices."""
    files = [replace(TYPO, path=f"data/initiatives/g{number:02}.yaml") for number in range(12)]
    old = [replace(OLD, path=f"data/partners/p{number:02}.yaml") for number in range(12)]
    found = commands(FORMATS["github"]([*files, files[11], *old], CONTEXT))
    kinds = [command.split(" ")[0] for command in found]
    assert (kinds.count("::error"), kinds.count("::notice")) == (10, 10)
    assert any("g11.yaml" in command for command in found)
    assert found[-1].endswith("5 weitere stehen im Protokoll dieses Laufs.")


def test_github_gets_no_endless_message() -> None:
    (command,) = commands(FORMATS["github"]([replace(TYPO, message="x" * 90_000, title="y" * 90_000)], CONTEXT))
    assert len(command) < 6_000


def test_places_are_told_from_the_root_of_the_repository() -> None:
    context = OutputContext(1, RULES, prefix="register")
    file = "register/data/initiatives/cafe-ankommen.yaml"
    assert f"file={file}," in FORMATS["github"]([TYPO], context)
    assert json.loads(FORMATS["gitlab"]([TYPO], context))[0]["location"]["path"] == file
    assert f'"uri": "{file}"' in FORMATS["sarif"]([TYPO], context)


def test_gitlab_has_what_its_widget_needs() -> None:
    issues = json.loads(FORMATS["gitlab"](SEVERAL, CONTEXT))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
        assert not issue["location"]["path"].startswith(("/", "./")) and issue["location"]["lines"]["begin"] >= 1
    assert [issue["severity"] for issue in issues] == ["major", "minor", "major", "info", "major"]
    assert json.loads(FORMATS["gitlab"]([], CONTEXT)) == []


def test_a_fingerprint_outlives_moved_lines_and_no_two_are_equal() -> None:
    def marks(findings: list[Finding]) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(FORMATS["gitlab"](findings, CONTEXT))]

    moved = [replace(finding, span=Span(90, 3, 90, 7)) for finding in SEVERAL]
    assert marks(SEVERAL) == marks(moved)
    assert len(set(marks([TYPO, TYPO, *SEVERAL]))) == len(SEVERAL) + 2


def test_sarif_has_the_shape_services_ask_for() -> None:
    log = json.loads(FORMATS["sarif"]([*SEVERAL, HOSTILE], CONTEXT))
    assert set(log) == {"$schema", "version", "runs"} and log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({finding.code for finding in SEVERAL})
    for rule in rules:
        assert rule["shortDescription"]["text"] == RULES[rule["id"]].title
        assert rule["help"]["text"] and rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        for place in [*result["locations"], *result.get("relatedLocations", [])]:
            physical = place["physicalLocation"]
            assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", physical["artifactLocation"]["uri"])
            assert min(physical["region"].values()) >= 1
    changes: Any = run["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert changes["insertedContent"] == {"text": '"2026-03-14"'}
    assert json.loads(FORMATS["sarif"]([], CONTEXT))["runs"][0]["results"] == []


def test_junit_has_one_test_per_file_and_fails_for_errors_only() -> None:
    suite = ElementTree.fromstring(FORMATS["junit"](SEVERAL, CONTEXT))  # noqa: S314 - our own text
    cases = {case.get("file"): case for case in suite.iter("testcase")}
    assert sorted(map(str, cases)) == sorted({finding.path for finding in SEVERAL})
    failed = {file for file, case in cases.items() if case.find("failure") is not None}
    assert failed == {finding.path for finding in SEVERAL if finding.severity is Severity.ERROR}
    assert (suite.get("tests"), suite.get("failures")) == (str(len(cases)), str(len(failed)))
    output = cases["data/partners/awo.yaml"].findtext("system-out") or ""
    assert output == FORMATS["concise"]([OLD], CONTEXT).rstrip("\n")
    clean = ElementTree.fromstring(FORMATS["junit"]([], CONTEXT))  # noqa: S314
    assert [case.get("name") for case in clean.iter("testcase")] == ["172 Dateien geprüft, alles in Ordnung."]


def test_junit_holds_any_text() -> None:
    suite = ElementTree.fromstring(FORMATS["junit"]([HOSTILE], CONTEXT))  # noqa: S314
    (failure,) = suite.iter("failure")
    assert "]]>" in str(failure.get("message")) and "\x1b" not in str(failure.text)


def test_markdown_shows_data_as_data() -> None:
    text = FORMATS["markdown"]([HOSTILE], CONTEXT)
    assert "<script" not in text and "<b>" not in text and "@alle" not in text and "\\#&#8203;1" in text
    assert not any(line.startswith("::") for line in lines(text))


def test_markdown_folds_many_and_fits_into_a_comment() -> None:
    findings = [replace(OLD, path=f"data/partners/p{number}.yaml") for number in range(2_000)]
    text = FORMATS["markdown"]([TYPO, *findings], CONTEXT)
    assert len(text) < 65_000
    assert "<details><summary>Nur zur Kenntnis (2000)</summary>" in text
    left = re.search(r"… und ([0-9]+) weitere", text)
    assert left and int(left[1]) == 2_000 - text.count("(FH301)")


@pytest.mark.parametrize("name", ALL)
def test_hostile_texts_stay_on_their_line_and_harmless(name: str) -> None:
    text = FORMATS[name]([HOSTILE], CONTEXT)
    assert not set(text) & set("\x1b\x07\u202e\r")
    if name in ("full", "concise"):
        assert not any(line.lstrip().startswith("::") for line in lines(text))
        assert all(
            re.match(r"Fehler\[|  --> |    │|  2 │ |    = |      |1 Fehler in |data/|$", line) for line in lines(text)
        )


@pytest.mark.parametrize("name", ALL)
def test_names_of_files_no_encoding_knows_are_told_all_the_same(name: str) -> None:
    odd = replace(TYPO, path="data/initiatives/caf\udce9.yaml", message="Der Dateiname »caf\udce9« ist keine Kennung.")
    FORMATS[name]([odd], CONTEXT).encode("utf-8")


@pytest.mark.parametrize("name", ALL)
def test_the_same_findings_give_the_same_text(name: str) -> None:
    assert FORMATS[name](SEVERAL, CONTEXT) == FORMATS[name](list(SEVERAL), replace(CONTEXT))


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
