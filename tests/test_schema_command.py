"""`fh schema`: the compiled description of a kind, told so that an editor can explain every word."""

from __future__ import annotations

import json
import shutil

import jsonschema
import pytest

from new_registries import fh, new_registry


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return new_registry(tmp_path_factory.mktemp("schema"))


def test_a_kind_answers_to_all_its_names_and_stands_alone(root):
    printed = [fh(root, "schema", name).stdout for name in ("initiative", "Initiativen", "initiatives")]
    assert printed[0] == printed[1] == printed[2] == (root / ".fh/schema/initiative.schema.json").read_text("utf-8")
    schema = json.loads(printed[0])
    assert "$ref" not in printed[0]
    assert list(schema)[:2] == ["title", "description"]


def test_words_are_explained(root):
    schema = json.loads(fh(root, "schema", "initiative").stdout)["properties"]
    status = dict(zip(schema["status"]["enum"], schema["status"]["enumDescriptions"], strict=True))
    assert status["entwurf"] == "Entwurf: Noch nicht fertig; wird nie veröffentlicht."
    gemeinde = schema["gemeinde"]
    assert gemeinde["enumDescriptions"][gemeinde["enum"].index("01053090")] == "Mölln"
    languages = schema["sprachen"]["items"]
    assert languages["enumDescriptions"][languages["enum"].index("de")].startswith("Deutsch")
    assert "- `entwurf` – Entwurf: Noch nicht fertig" in schema["status"]["markdownDescription"]
    assert {"label": "Mölln (01053090)", "body": '"01053090"'} in gemeinde["defaultSnippets"]
    assert [snippet["body"] for snippet in languages["defaultSnippets"]] == ['"no"']


def test_all_are_json_schemas_that_take_their_own_examples(root):
    for path in sorted((root / ".fh/schema").glob("*.json")):
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("record", "missing"),
    [
        ({"status": "entwurf"}, set()),
        ({"status": "im_aufbau"}, {"name", "gemeinde", "kontakt"}),
        ({"status": "aktiv"}, {"name", "art", "kurzbeschreibung", "gemeinde", "kontakt"}),
        ({}, {"status", "name", "art", "kurzbeschreibung", "gemeinde", "kontakt"}),
    ],
)
def test_an_editor_misses_what_the_tool_calls_an_error(root, record, missing):
    """In a draft nothing but the state is asked for, as in `fh validate`."""
    schema = json.loads(fh(root, "schema", "initiative").stdout)
    errors = jsonschema.Draft202012Validator(schema).iter_errors(record)
    assert {error.message.split("'")[1] for error in errors if error.validator == "required"} == missing


def test_write_makes_what_is_missing_and_leaves_the_rest(root, tmp_path):
    shutil.copytree(root, tmp_path / "r")
    (tmp_path / "r/.fh/schema/need.schema.json").unlink()
    done = fh(tmp_path / "r", "schema", "--write")
    assert done.stdout == ".fh/schema/need.schema.json\n"
    assert done.stderr == "1 Beschreibungen geschrieben, 7 waren aktuell.\n"


def test_without_a_kind_all_are_named(root):
    assert [line.split()[0] for line in fh(root, "schema").stdout.splitlines()] == [
        "enquiry", "initiative", "need", "note", "partner", "person", "training", "project",
    ]  # fmt: skip
    assert fh(root, "schema", "quatsch").returncode == 2
