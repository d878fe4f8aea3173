"""The handbook cannot rot: generated pages are current, and what the others say is tried out."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fluechtlingshilfe_cli import _typer
from fluechtlingshilfe_cli.catalog import bundled
from fluechtlingshilfe_cli.commands import COMMANDS
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.readers import Reader
from fluechtlingshilfe_cli.rules import RULES
from fluechtlingshilfe_cli.schemas import Kind

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
HANDBOOK = sorted(path for path in DOCS.glob("*.md") if path.name != "befehle.md")


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    sys.path.insert(0, str(ROOT))
    try:
        from tools.make_docs import leftovers, pages
    finally:
        sys.path.remove(str(ROOT))
    assert leftovers() == []
    return pages()


def test_generated_pages_are_current(generated):
    """After a change of rules, fields, words or commands: make docs."""
    stale = [name for name, text in generated.items() if (DOCS / name).read_text("utf-8") != text]
    assert stale == []


def test_the_glossary_has_a_row_for_every_field():
    """STYLE 6. The rows are generated; this reads the page as people do."""
    rows = {
        match[1]
        for match in re.finditer(r"^\|[^|]*\| `(\w+)` \|", (DOCS / "glossar.md").read_text("utf-8"), re.MULTILINE)
    }
    kinds, _ = bundled()
    described = [*kinds.values(), Kind("project", kinds.compiled("project"))]
    assert {field.name for kind in described for field in kind.fields.values()} - rows == set()


def test_every_page_is_in_the_navigation():
    listed = set(re.findall(r"^ +- .*: ([\w-]+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE))
    assert {path.name for path in DOCS.glob("*.md")} == listed


def test_every_decision_is_in_the_list():
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (DOCS / "adr" / "index.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in (DOCS / "adr").glob("[0-9]*.md"))


# Commands and options


def mentioned() -> Iterator[tuple[str, list[str]]]:
    """Every command line in the handbook, with the page it stands on."""
    for path in [*HANDBOOK, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        text = path.read_text("utf-8")
        code = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
        blocks = "\n".join(re.findall(r"```(?:text|console|sh)\n(.*?)```", text, flags=re.DOTALL))
        for line in [*code, *blocks.splitlines()]:
            if found := re.match(r"(?:\$ |\.venv/bin/)?fh ([a-z]\S*.*)", line.strip()):
                yield path.name, re.split(r"\s{3,}", found[1])[0].split()


def option_names(command: str) -> set[str]:
    return {name for option in _typer.load(command).params for name in (*option.opts, *option.secondary_opts)} | {
        "--help"
    }


def test_every_command_mentioned_exists_with_its_options():
    """Filters are fields of a kind, so `fh list` may take what it does not declare."""
    wrong = []
    for page, (command, *words) in mentioned():
        options = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        if command not in COMMANDS:
            wrong.append(f"{page}: fh {command}")
        elif command not in ("list", "due", "letter", "new") and (unknown := options - option_names(command)):
            wrong.append(f"{page}: fh {command} {unknown}")
    assert wrong == []


def test_every_rule_mentioned_exists():
    codes = {(path.name, code) for path in HANDBOOK for code in re.findall(r"\bFH\d{3}\b", path.read_text("utf-8"))}
    assert {(page, code) for page, code in codes if code not in RULES} == set()


def test_every_command_is_explained_with_examples():
    for name in COMMANDS:
        help_text = _typer.load(name).help or ""
        sentences, found, examples = help_text.partition("Beispiele:")
        assert found, name
        assert sentences.strip().endswith("."), name
        assert re.search(rf"^\s+fh {name}\b", examples, re.MULTILINE), name


# Examples


def accidents() -> list[tuple[str, str]]:
    """The slips shown in »Was leicht passiert«: a file and the first line of the finding."""
    text = (DOCS / "eintraege.md").read_text("utf-8")
    return re.findall(r"```yaml\n([^`]*)```\n\n```text\n(Fehler\[[^`]*)\n```", text)


@pytest.mark.parametrize(("file", "finding"), accidents(), ids=[finding[:13] for _, finding in accidents()])
def test_what_easily_happens_is_told_like_this(file, finding):
    kinds, vocabularies = bundled()
    _, found = Reader(kinds["initiative"], vocabularies).read(file.encode(), "data/initiatives/x.yaml", "x")
    assert finding in {f"{one.severity.label}[{one.code}]: {one.message}" for one in found}
    assert [one for one in found if one.severity == "error" and one.code != finding[7:12]] == []


def test_there_are_accidents():
    assert len(accidents()) >= 10


def test_the_entry_shown_first_is_sound():
    block = re.search(r"```yaml\n(# data/initiatives/.*?)```", (DOCS / "eintraege.md").read_text("utf-8"), re.DOTALL)
    assert block
    kinds, vocabularies = bundled()
    assert Reader(kinds["initiative"], vocabularies).read(block[1].encode(), "x.yaml", "x")[1] == []


def test_the_person_shown_is_sound():
    text = (DOCS / "personen-und-einwilligung.md").read_text("utf-8")
    block = re.search(r"```yaml\n(# \.\./privat/persons/.*?)```", text, re.DOTALL)
    assert block
    kinds, vocabularies = bundled()
    assert Reader(kinds["person"], vocabularies).read(block[1].encode(), "x.yaml", "x")[1] == []


def test_the_settings_shown_are_sound(tmp_path):
    """All blocks of the page together are one valid `fh.yaml`."""
    blocks = re.findall(r"```yaml\n(.*?)```", (DOCS / "einstellungen.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "fh.yaml").write_text("".join(blocks), "utf-8")
    assert Project(tmp_path).findings == []


# Commands of the README and CI


def test_ci_runs_the_commands_of_the_readme():
    """The second command literally, the first as well."""
    commands = re.findall(r"```(?:sh|console)\n(.*?)\n```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)[:2]
    lines = [line.strip() for line in (ROOT / ".ci/run").read_text("utf-8").splitlines()]
    assert [command for command in commands if command not in lines] == []


def test_the_diffs_of_contributing_apply(tmp_path):
    """They were made and tried; a change that makes one of them impossible has to renew it."""
    diffs = re.findall(r"```diff\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
    assert len(diffs) == 4
    (tmp_path / "all.diff").write_text("".join(diffs), "utf-8")
    command = ["git", "apply", "--check", "-C1", str(tmp_path / "all.diff")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
