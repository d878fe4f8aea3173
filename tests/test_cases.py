"""One accident each: exactly one finding, at the right place, with its sentence and next step.

`tests/cases/NAME.yaml` is the broken record, the table says code, line and column, and `tests/golden/cases.txt` holds
the full text of every case for reading.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fluechtlingshilfe_cli.checks import check
from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.findings import Finding, Severity
from fluechtlingshilfe_cli.output import FORMATS, OutputContext
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.readers import Reader
from fluechtlingshilfe_cli.resources import defaults
from fluechtlingshilfe_cli.rules import RULES, files, slips, values
from fluechtlingshilfe_cli.rules._rule import Rule

CASES = Path(__file__).parent / "cases"
SOURCE = Path(__file__).parent.parent / "src" / "fluechtlingshilfe_cli"
OURS = {
    rule.code: rule for module in (files, slips, values) for rule in vars(module).values() if isinstance(rule, Rule)
}
FORM = [rule for code, rule in RULES.items() if code.startswith(("FH1", "FH2"))]

EXPECTED = {
    "abschnitt-leer": ("FH103", 6, 1),
    "alias-bombe": ("FH120", 1, 4),
    "anfuehrungszeichen-offen": ("FH112", 5, 11),
    "anker": ("FH120", 2, 7),
    "apostroph-offen": ("FH112", 2, 7),
    "ausrufezeichen": ("FH120", 2, 7),
    "bom-crlf-mit-fehler": ("FH105", 3, 6),
    "datum-deutsch": ("FH106", 11, 14),
    "datum-in-worten": ("FH106", 11, 14),
    "datum-schraegstriche": ("FH106", 11, 14),
    "datum-unlesbar": ("FH106", 11, 14),
    "datum-unmoeglich": ("FH106", 11, 14),
    "datum-unmoeglich-iso": ("FH106", 11, 14),
    "doppelpunkt-fehlt": ("FH101", 2, 1),
    "doppelpunkt-im-text": ("FH113", 4, 19),
    "doppelpunkt-ohne-leerzeichen": ("FH115", 2, 1),
    "einzug-geschuetzt": ("FH117", 7, 1),
    "einzug-in-liste": ("FH114", 10, 4),
    "einzug-zu-kurz": ("FH114", 8, 2),
    "einzug-zu-weit": ("FH114", 3, 3),
    "feld-ausserhalb": ("FH102", 11, 1),
    "feld-ausserhalb-statt-abschnitt": ("FH102", 6, 1),
    "feld-doppelt": ("FH116", 8, 1),
    "feld-doppelt-anders-geschrieben": ("FH116", 12, 1),
    "feld-fehlt": ("FH103", 3, 1),
    "feld-fehlt-im-aufbau": ("FH103", 2, 1),
    "feld-im-abschnitt": ("FH102", 8, 3),
    "feld-leer": ("FH103", 4, 1),
    "feld-synonym": ("FH102", 7, 3),
    "feld-unbekannt": ("FH102", 11, 1),
    "feld-vertippt": ("FH102", 2, 1),
    "feldname-fehlt": ("FH101", 2, 3),
    "ja-statt-true": ("FH104", 12, 12),
    "klammer-am-anfang": ("FH123", 2, 7),
    "klammer-offen": ("FH112", 8, 11),
    "klammeraffe": ("FH123", 2, 7),
    "kodierung-latin-1": ("FH117", 2, 10),
    "kodierung-utf-16": ("FH117", 1, 1),
    "leer": ("FH118", 1, 1),
    "leerzeichen-geschuetzt": ("FH117", 2, 6),
    "liste-statt-datensatz": ("FH119", 1, 1),
    "liste-statt-text": ("FH104", 2, 1),
    "nur-kommentar": ("FH118", 1, 1),
    "nur-text": ("FH119", 1, 1),
    "plz-ohne-null": ("FH107", 13, 8),
    "prozentzeichen": ("FH123", 2, 7),
    "rueckwaertsstrich": ("FH112", 2, 13),
    "sternchen": ("FH120", 2, 7),
    "steuerzeichen-null": ("FH117", 4, 56),
    "strich-hinter-feld": ("FH113", 8, 11),
    "strich-ohne-leerzeichen": ("FH115", 9, 3),
    "strich-ohne-leerzeichen-einmal": ("FH115", 10, 3),
    "tabulator": ("FH111", 7, 1),
    "tabulator-in-liste": ("FH111", 9, 1),
    "tabulator-nach-strich": ("FH111", 9, 4),
    "text-nach-anfuehrungszeichen": ("FH112", 2, 14),
    "text-statt-abschnitt": ("FH104", 6, 10),
    "text-statt-liste": ("FH104", 8, 11),
    "text-zu-lang": ("FH108", 4, 19),
    "verweis-ins-leere": ("FH201", 11, 10),
    "verweis-vertippt": ("FH201", 11, 10),
    "wort-in-liste": ("FH105", 10, 5),
    "wort-synonym": ("FH105", 1, 9),
    "wort-unbekannt": ("FH105", 3, 6),
    "wort-vertippt": ("FH105", 3, 6),
    "zahl-mit-worten": ("FH104", 11, 17),
    "zahl-zu-klein": ("FH109", 11, 17),
    "zeichen-groesser": ("FH123", 2, 7),
    "zeilenwechsel-unsichtbar": ("FH117", 4, 47),
    "zeit-deutsch": ("FH107", 19, 16),
    "zweiter-datensatz": ("FH122", 11, 1),
}

STEPS = {
    "datum-deutsch": 'Bitte so schreiben: "2026-03-14"',
    "feld-synonym": "Meinten Sie »telefon«?",
    "feld-vertippt": "Meinten Sie »name«?",
    "verweis-vertippt": "Meinten Sie »koordinierungsstelle«?",
    "wort-in-liste": "Meinten Sie »ar« (Arabisch)?",
    "wort-synonym": "Meinten Sie »aktiv«?",
    "wort-vertippt": "Meinten Sie »begegnungscafe«?",
    "zeit-deutsch": 'Bitte so schreiben: "16:00"',
}


def example(kind: str) -> str:
    """The example record of a schema; JSON is YAML."""
    schema = json.loads((defaults() / "schemas" / f"{kind}.schema.json").read_text("utf-8"))
    return json.dumps(schema["examples"][0], ensure_ascii=False, indent=2)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one sound partner."""
    (tmp_path / "fh.yaml").write_text("name: Probe\nkreis: 01053\nstichtag: 2026-11-02\n", "utf-8")
    (tmp_path / "data/initiatives").mkdir(parents=True)
    (tmp_path / "data/partners").mkdir()
    (tmp_path / "data/partners/koordinierungsstelle.yaml").write_text(example("partner"), "utf-8")
    return tmp_path


def findings(root: Path) -> list[Finding]:
    return check(Project(root), FORM).findings


def place(case: str, root: Path) -> str:
    target = root / "data/initiatives" / f"{case}.yaml"
    shutil.copyfile(CASES / f"{case}.yaml", target)
    return target.relative_to(root).as_posix()


def test_every_case_is_expected_or_sound() -> None:
    assert {path.stem for path in CASES.glob("*.yaml") if not path.stem.startswith("ok-")} == set(EXPECTED)


def test_the_project_around_the_cases_is_sound(root: Path) -> None:
    assert findings(root) == []


@pytest.mark.parametrize("case", EXPECTED)
def test_one_accident_is_one_finding_at_its_place(case: str, root: Path) -> None:
    file = place(case, root)
    (found,) = findings(root)
    assert (found.code, found.span.line, found.span.column) == EXPECTED[case]
    assert found.path == file
    assert found.message and (found.hint or found.code == "FH201"), "every finding says the next step"
    assert STEPS.get(case, found.hint) == found.hint
    severity = Severity.WARNING if case == "feld-fehlt-im-aufbau" else Severity.ERROR
    assert found.severity is severity


def test_all_cases_read_well(root: Path, golden: Callable[[str, str], None]) -> None:
    """For reading: what people see for each accident."""
    texts = []
    for case in EXPECTED:
        file = place(case, root)
        texts.append(f"# {case}\n\n" + FORMATS["full"](findings(root), OutputContext(2, RULES)))
        (root / file).unlink()
    golden("cases.txt", "\n".join(texts))


def test_bom_and_crlf_are_sound(root: Path) -> None:
    place("ok-bom-crlf", root)
    assert findings(root) == []


def test_values_arrive_as_written(root: Path) -> None:
    """Unquoted 01067, no, 08:30 and 01051 are text; YAML would make 567, false, 510 and 553 of them."""
    file = place("ok-wie-geschrieben", root)
    assert findings(root) == []
    project = Project(root)
    record, found = Reader(project.kinds["initiative"], project.vocabularies).read(
        (root / file).read_bytes(), file, "x"
    )
    assert record is not None and found == []
    assert record["anschrift"]["plz"] == "01067"
    assert record["sprachen"] == ["de", "no"]
    assert record["gemeinde"] == "01053090"
    assert record["x_kreis"] == "01051"
    assert record["angebote"][0]["zeiten"]["regeln"] == [{"tag": "di", "von": "08:30", "bis": "12:30"}]
    assert project.settings["kreis"] == "01053"


def write(root: Path, name: str, content: str | bytes) -> None:
    target = root / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode())


def only(root: Path) -> Finding:
    (found,) = findings(root)
    return found


def test_a_file_of_ten_megabytes_is_one_finding(root: Path) -> None:
    write(root, "data/initiatives/gross.yaml", b"status: aktiv\n" + b"# fuellt\n" * 1_200_000)
    found = only(root)
    assert (found.code, found.span.line, found.span.column) == ("FH121", 1, 1)
    assert found.message.endswith("zu groß für einen Eintrag.")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("status: aktiv\nx_tief: " + "[" * 10_000, 2, 9 + 19),
        ("- " * 10_000, 1, 1 + 20 * 2),
        ("{a: " * 10_000, 1, 1 + 20 * 4),
        ("\n".join(" " * depth + "a:" for depth in range(1_000)), 21, 21),
    ],
    ids=["brackets", "dashes", "braces", "indents"],
)
def test_the_twenty_first_level_is_one_finding(root: Path, text: str, line: int, column: int) -> None:
    write(root, "data/initiatives/tief.yaml", text)
    found = only(root)
    assert (found.code, found.span.line, found.span.column) == ("FH121", line, column)


def test_a_dangling_reference_of_a_broken_record_is_told_once(root: Path) -> None:
    """The record that cannot be read is there all the same: references to it are not reported a second time."""
    write(root, "data/partners/kaputt.yaml", "name: 'Kaputt\n")
    sound = example("initiative").replace('"status": "aktiv",', '"status": "aktiv", "traeger": "kaputt",')
    write(root, "data/initiatives/cafe.yaml", sound)
    assert only(root).path == "data/partners/kaputt.yaml"


def test_the_same_id_in_two_folders_is_one_finding_with_both_places(root: Path) -> None:
    sound = example("training")
    write(root, "data/trainings/2025/kraft.yaml", sound)
    write(root, "data/trainings/2026/kraft.yaml", sound)
    twin = [found for found in findings(root) if found.code == "FH203"]
    assert [(found.path, [related.path for related in found.related]) for found in twin] == [
        ("data/trainings/2026/kraft.yaml", ["data/trainings/2025/kraft.yaml"])
    ]


@pytest.mark.parametrize(
    "name", ["Café Ankommen.yaml", "cafe_ankommen.yaml", "cafe--ankommen.yaml", "-cafe.yaml", "cafe.yml"]
)
def test_a_file_name_that_is_no_id_is_one_finding(root: Path, name: str) -> None:
    write(root, f"data/initiatives/{name}", "")
    found = only(root)
    assert (found.code, found.path, found.span.line, found.span.column) == ("FH202", f"data/initiatives/{name}", 1, 1)


def test_a_private_file_tells_place_and_nothing_else(root: Path) -> None:
    (root / "fh.yaml").write_text("name: Probe\nkreis: 01053\nprivat: privat\n", "utf-8")
    write(root, "privat/persons/erika.yaml", 'status: aktiv\nname: Erika Beispiel\ntelefon: "04542 999888\n')
    found = only(root)
    assert (found.code, found.span.line, found.span.column) == ("FH112", 3, 10)
    for name, write_as in FORMATS.items():
        text = write_as([found], OutputContext(2, RULES))
        assert "Erika" not in text and "999888" not in text, name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a: 'Frauen's Café'\n", "FH112"),
        ("a: {x} y\n", "FH123"),
        ("a: ? x\n", "FH123"),
        ("a: | x\n  y\n", "FH123"),
        ("a: *\n", "FH120"),
        ("a: &\n", "FH120"),
        ("a: !<x\n", "FH120"),
        ("a: 'x\nb: 'y\n", "FH112"),
        ("a: ,x\n", "FH123"),
        ("a: `x`\n", "FH123"),
        ("a: x\n\tb: y\n", "FH111"),
        ("a: b: c\n", "FH113"),
        ("name: x\n kontakt:\n  b: c\n", "FH114"),
        ("- a\nb: c\n", "FH114"),
        ("s\0t\0a\0t\0", "FH117"),
    ],
)
def test_more_accidents_have_their_own_diagnosis(written: str, code: str) -> None:
    accident = read(written.encode()).accident
    assert accident is not None
    assert accident.code == code


def test_a_safe_replacement_mends_the_accident() -> None:
    """What `--fix` would write is readable and says what was meant."""
    for written, meant in {
        "a: b: c\n": "b: c",
        "a: @b\n": "@b",
        "a: *b*\n": "*b*",
        "x: 1\na:b c\n": "b c",
        'a: [b] "c"\n': '[b] "c"',
    }.items():
        accident = read(written.encode()).accident
        assert accident is not None and accident.safe and accident.replacement is not None
        mended = written[: accident.start] + accident.replacement + written[accident.end :]
        assert read(mended.encode()).data["a"] == meant


def emitted() -> dict[str, set[str]]:
    """Codes that reader and schema name, by file; rules carry theirs themselves."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        if path.parent.name != "rules":
            codes: Any = re.findall(r'"(FH[0-9]{3})"', path.read_text("utf-8"))
            found[path.relative_to(SOURCE).as_posix()] = set(codes)
    return found


def test_every_code_in_the_source_is_explained_and_every_explained_one_is_used() -> None:
    named = set().union(*emitted().values())
    assert named - set(RULES) == set()
    assert {code for code, rule in RULES.items() if rule.scope == "form"} - named == set()


def test_every_form_rule_has_text_and_examples() -> None:
    without = {code for code, rule in OURS.items() if "Schlecht:" not in rule.text}
    assert without == {"FH110", "FH130"}, "nothing of ours limits lists, and rights cannot be shown in a text"
    for code, rule in OURS.items():
        if code not in without:
            bad, _, good = rule.text.partition("Schlecht:")[2].partition("Gut:")
            home = "# fh.yaml" if code == "FH124" else "# data/"  # settings: tests/test_migrations.py runs it
            assert home in bad and home in good, code


def examples(text: str, heading: str) -> list[tuple[str, bool, str]]:
    """The files of an example: path, whether it is the literal text, and the lines."""
    part = text.partition(f"{heading}:\n")[2].partition("\nGut:")[0]
    body = "\n".join(line.removeprefix("    ") for line in part.strip("\n").splitlines())
    heads = list(re.finditer(r"(?m)^# (data/.+?\.yaml|editions/.+?)( roh)?$\n?", body))
    ends = [*(head.start() for head in heads[1:]), len(body)][: len(heads)]
    return [(head[1], bool(head[2]), body[head.end() : end]) for head, end in zip(heads, ends, strict=True)]


def overlaid(path: str, text: str) -> str:
    """The example record of the kind the folder belongs to, with the fields of the text in place of its own."""
    kind = {"initiatives": "initiative", "partners": "partner", "trainings": "training"}[path.split("/")[1]]
    own = set(re.findall(r"(?m)^(\w+):", text))
    kept = {name: value for name, value in json.loads(example(kind)).items() if name not in own}
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in kept.items()) + text + "\n"


@pytest.mark.parametrize("code", list(OURS))
def test_the_bad_example_gives_its_code_and_the_good_one_nothing(code: str, root: Path) -> None:
    for heading, expected in (("Schlecht", [code]), ("Gut", [])):
        files = examples(RULES[code].text, heading)
        for path, raw, text in files:
            write(root, path, text if raw else overlaid(path, text))
        assert [found.code for found in findings(root)] == (expected if files else [])
        for path, _, _ in files:
            (root / path).unlink()
