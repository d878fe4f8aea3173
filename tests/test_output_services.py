"""Findings as GitLab, SARIF and JUnit readers and people in a comment see them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from typing import Any

from fluechtlingshilfe_cli.findings import Finding, Severity, Span
from fluechtlingshilfe_cli.output import FORMATS, OutputContext
from fluechtlingshilfe_cli.rules import RULES
from sample_findings import CONTEXT, HOSTILE, OLD, SEVERAL, TYPO, lines


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
