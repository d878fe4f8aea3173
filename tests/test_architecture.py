"""Promises about the house that no type checker sees: what a start imports, and that the core names no field."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import fluechtlingshilfe_cli
from fluechtlingshilfe_cli.catalog import bundled
from fluechtlingshilfe_cli.schemas import Kind
from projects import initiative, write

PACKAGE = Path(fluechtlingshilfe_cli.__file__).parent
ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("pydantic", "rich", "jsonschema", "jinja2", "typst", "importlib.metadata")

CORE = (
    "documents",
    "schemas",
    "readers.py",
    "records.py",
    "registry.py",
    "queries",
    "output",
    "tables",
    "publication.py",
    "consent.py",
    "editing",
    "addressing.py",
    "changing.py",
    "referring.py",
    "commands/list.py",
    "commands/show.py",
    "commands/search.py",
    "commands/new.py",
)
GENERIC = {
    # Literals that are equal to a field's name by chance: what they are, and the only parts that may use them.
    "name": ("an attribute of Python's and of report formats", ("schemas", "output")),
    "id": (
        "the id of a record (and of a section that has one), SARIF's id",
        ("records.py", "queries", "output", "tables", "publication.py"),
    ),
    "text": ("an attribute of documents, a key of JSON formats and SARIF", ("documents", "output")),
    "format": ("JSON Schema's keyword and our x-fh-format", ("schemas", "readers.py", "queries", "tables", "commands")),
    "plz": ("a value of x-fh-format", ("schemas", "tables")),
    "web": ("a channel", ("publication.py",)),
    "status": ("the vocabulary of states", ("queries", "publication.py")),
    "titel": ("a key of vocabularies and of x-fh-gruppen", ("schemas", "tables")),
    "beschreibung": ("a key of vocabularies", ("schemas",)),
    "bezeichnung": ("a key of vocabularies", ("schemas",)),
    "quelle": ("a key of vocabularies", ("schemas",)),
    "feld": ("a key of x-fh-pflicht and x-fh-unterordner", ("schemas", "commands")),
    "umfang": ("a key of x-fh-einwilligung", ("consent.py",)),
    "kanaele": ("a key of x-fh-einwilligung", ("consent.py",)),
    "von": ("a key of x-fh-einwilligung", ("consent.py",)),
    "bis": ("a key of x-fh-einwilligung", ("consent.py",)),
}


def run(code: str) -> str:
    """What the code prints in a fresh interpreter."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["list", "initiativen"],
        ["list", "initiativen", "--format", "json"],
        ["show", "cafe-ankommen"],
    ],
    ids=" ".join,
)
def test_a_start_imports_nothing_heavy(arguments):
    """STACK 2: none of these is loaded by commands that only answer."""
    code = f"""
import sys
sys.argv = ["fh", *{arguments!r}]
from fluechtlingshilfe_cli.cli import main
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    assert run(code) == "[]"


UNASKED = (
    "jsonschema_rs",
    "yaml",
    "hashlib",
    "multiprocessing",
    *(f"fluechtlingshilfe_cli.{name}" for name in ("documents", "findings", "judging", "readers", "rules", "settings")),
)


@pytest.mark.parametrize("arguments", [["list", "initiativen"], ["show", "cafe"], ["search", "Kaffee"]], ids=" ".join)
def test_a_question_loads_nothing_that_reads_files_when_none_changed(arguments, tmp_path, monkeypatch):
    """ADR 23: settings, schemas, words and records are known from the command before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "registry").mkdir()
    root = write(tmp_path / "registry", {"data/initiatives/cafe.yaml": initiative()})
    code = f"""
import sys
sys.argv = ["fh", *{arguments!r}, "-C", {str(root)!r}, "-o", {str(tmp_path / "out")!r}]
from fluechtlingshilfe_cli import cli, remembering
remembering.RACY = 0
try:
    cli.main()
except SystemExit as stop:
    assert not stop.code, stop.code
print([name for name in {UNASKED!r} if name in sys.modules])
"""
    assert "readers" in run(code)
    run(code)
    assert run(code) == "[]"


def test_the_version_needs_no_typer():
    code = """
import sys
sys.argv = ["fh", "--version"]
from fluechtlingshilfe_cli.cli import main
main()
print([name for name in ("typer", "yaml", "jsonschema_rs", "fluechtlingshilfe_cli.project") if name in sys.modules])
"""
    assert run(code) == "[]"


def field_names() -> set[str]:
    """Every field name of every kind, those of `fh.yaml` excepted: a command may know its settings."""
    kinds, _ = bundled()
    return {field.name for kind in kinds.values() for field in kind.fields.values()}


def core_files() -> Iterator[Path]:
    for part in CORE:
        path = PACKAGE / part
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Strings in the code that are not documentation, with their lines."""
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value


def named_fields() -> Iterator[tuple[str, str, str]]:
    """Every mention of a field's name in the core: part, word, and the place for people."""
    names = field_names()
    for path in core_files():
        file = path.relative_to(PACKAGE).as_posix()
        for line, text in literals(ast.parse(path.read_text("utf-8"))):
            for word in names.intersection(text.split(".")):
                yield file.partition("/")[0], word, f"{file}:{line}: {text}"


def test_the_core_names_no_field():
    """The schema is the single description of a kind; everything here must work for a kind nobody has thought of."""
    found = [place for part, word, place in named_fields() if part not in GENERIC.get(word, ("", ()))[1]]
    assert found == []


def test_no_excuse_is_left_over():
    """An entry that excuses nothing is in the way of finding something."""
    used = {(part, word) for part, word, _ in named_fields()}
    unused = [(part, word) for word, (_, parts) in GENERIC.items() for part in parts if (part, word) not in used]
    assert unused == []


def test_only_project_reads_the_clock():
    clocks = ("date.today", "datetime.now", "datetime.today", "time.time(", "time.localtime", "utcnow")
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}: {clock}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for clock in clocks
        if path.name != "project.py" and clock in path.read_text("utf-8")
    ]
    assert found == []


def test_files_stay_small():
    """STYLE 1: no file above 300 lines."""
    long = {path.name: n for path in PACKAGE.rglob("*.py") if (n := path.read_text("utf-8").count("\n")) > 300}
    assert long == {}


def test_schemas_are_json_schemas():
    """The independent validator accepts every compiled schema, and each accepts its own example."""
    from jsonschema import Draft202012Validator

    kinds, _ = bundled()
    for schema in [kind.schema for kind in (*kinds.values(), Kind("project", kinds.compiled("project")))]:
        Draft202012Validator.check_schema(schema)
        assert schema["examples"], schema["title"]
        for example in schema["examples"]:
            Draft202012Validator(schema).validate(json.loads(json.dumps(example)))
