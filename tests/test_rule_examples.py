"""The examples in the rules' own texts hold: »Schlecht« gives exactly the finding it explains, »Gut« does not.

An example names files and the fields that matter. The test lays them over the schema's own example record of that
kind, `# fh.yaml` over a minimal project, its directory over an imprint; `~` takes a field away. Only the rule in
question runs, so whatever else appears comes from the schema and spoils the example. A rule about changes has the
files of before, too: `(vorher)`.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
import yaml

from example_projects import Files, build, findings
from fluechtlingshilfe_cli.dating import changes, paired
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.rules import RULES
from fluechtlingshilfe_cli.rules._rule import Rule

_HEADING = re.compile(r"^(Schlecht|Gut):$", re.MULTILINE)
_FILE = re.compile(r"^# (\S+\.yaml(?: \(vorher\))?)[^\n]*\n?", re.MULTILINE)

JUDGED = [rule for rule in RULES.values() if rule.scope != "form"]


def examples(text: str) -> dict[str, Files]:
    """The examples of a rule's text: under »Schlecht« and »Gut«, the fields given for each file, as plain text."""
    _, *parts = _HEADING.split(text)
    return {name: _files(textwrap.dedent(part)) for name, part in zip(parts[::2], parts[1::2], strict=True)}


def _files(block: str) -> Files:
    _, *parts = _FILE.split(block)
    return {
        name: yaml.load(part, Loader=yaml.BaseLoader) or {}  # noqa: S506 – the loader that makes nothing but text
        for name, part in zip(parts[::2], parts[1::2], strict=True)
    }


def codes(root: Path, files: Files, rule: Rule) -> list[str]:
    """The codes of all findings when only this rule runs."""
    if rule.scope != "change":
        return [finding.code for finding in findings(root, files, [rule.code])]
    before = {name.removesuffix(" (vorher)"): fields for name, fields in files.items() if name.endswith(" (vorher)")}
    after = {name: fields for name, fields in files.items() if not name.endswith(" (vorher)")}
    old, new = build(root / "vorher", before), build(root / "jetzt", after)
    pairs = paired(load_registry(old)[0], load_registry(new)[0])
    return [rule.code for change in changes(pairs, new.as_of, new.as_of) for _ in rule.on_change(change)]


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.code)
def test_the_bad_example_gives_exactly_the_finding_it_explains(rule: Rule, tmp_path: Path) -> None:
    assert codes(tmp_path, examples(rule.text)["Schlecht"], rule) == [rule.code]


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.code)
def test_the_good_example_gives_no_finding(rule: Rule, tmp_path: Path) -> None:
    assert codes(tmp_path, examples(rule.text)["Gut"], rule) == []


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.code)
def test_the_text_says_what_why_and_what_next_before_the_examples(rule: Rule) -> None:
    """`fh explain` prints it: a first sentence of its own, then the reason and the next step."""
    what, _, rest = rule.text.partition("\n\n")
    assert what.rstrip().endswith(".")
    assert rest.partition("Schlecht:")[0].strip()
