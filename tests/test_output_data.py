"""Findings in every format: nothing private, nothing that is more than data, the same every time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from fluechtlingshilfe_cli.findings import Span, Suggestion
from fluechtlingshilfe_cli.output import FORMATS, OutputContext
from fluechtlingshilfe_cli.rules import RULES
from sample_findings import ALL, CONTEXT, HOSTILE, SECRET, SEVERAL, TYPO, lines

SCHEMA = Path(__file__).parent.parent / "docs/formate/findings.schema.json"


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
