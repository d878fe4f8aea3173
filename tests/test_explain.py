"""`fh explain`, and the descriptions of rules and fields it shares with the handbook."""

from __future__ import annotations

import re

import pytest

from fluechtlingshilfe_cli import cli
from fluechtlingshilfe_cli.catalog import GROUPS, bundled, example, parts
from fluechtlingshilfe_cli.rules import RULES

WITHOUT_EXAMPLE = ("FH110", "FH130")
"""No record of ours can show them: a list that a registry limits itself, and a file that cannot be opened."""


def ask(capsys, *arguments: str) -> tuple[int, str]:
    code = cli.run(list(arguments))
    return code, capsys.readouterr().out


def test_every_rule_belongs_to_a_group_and_has_both_examples():
    for code, rule in RULES.items():
        assert code[:3] in GROUPS, code
        found = list(parts(rule.text))
        heads = [part.text for part in found if part.text in ("Schlecht:", "Gut:")]
        if code in WITHOUT_EXAMPLE:
            continue
        assert heads == ["Schlecht:", "Gut:"], code
        assert sum(part.is_example for part in found) >= 2, code


def test_parts_keep_examples_whole():
    text = "Ein Satz\ngeht weiter.\n\nSchlecht:\n\n    a: 1\n\n    b:\n      c: 2\n\nGut:\n    a: 2\nEnde."
    assert [(part.text, part.is_example) for part in parts(text)] == [
        ("Ein Satz geht weiter.", False),
        ("Schlecht:", False),
        ("a: 1\n\nb:\n  c: 2", True),
        ("Gut:", False),
        ("a: 2", True),
        ("Ende.", False),
    ]


@pytest.mark.parametrize(
    "topic", [*RULES, *sorted(bundled()[0]), *bundled()[1].names(), "fh7", "Träger", "duldung", "zusagen"]
)
def test_explain_knows(topic, capsys, tmp_path, monkeypatch):
    """Rules, kinds, lists, words and settings are explained, within 80 columns, also where there is no registry."""
    monkeypatch.chdir(tmp_path)
    code, out = ask(capsys, "explain", topic)
    assert code == 0
    assert [line for line in out.splitlines() if len(line) > 80 and not line.startswith("    ")] == []


def test_a_long_list_is_shown_though_a_field_is_called_like_it(capsys):
    """The field says where its words are; asked there, they have to be there."""
    assert cli.run(["explain", "sprachen"]) == 0
    told = capsys.readouterr().out
    assert re.search("[0-9]+ Wörter: fh explain sprachen", told)
    assert "\n  de " in told


def test_explain_guesses(capsys):
    assert cli.run(["explain", "kurzbeschreibng"]) == 1
    assert "fh explain kurzbeschreibung" in capsys.readouterr().err


def test_explain_without_a_topic_lists_all_rules(capsys):
    code, out = ask(capsys, "explain")
    assert code == 0
    assert re.findall(r"^  (FH\d{3})", out, re.MULTILINE) == list(RULES)


def test_examples_of_fields_can_be_copied():
    """What is shown as an example is what the schema accepts, read by our own reader."""
    from fluechtlingshilfe_cli.documents import read
    from fluechtlingshilfe_cli.schemas.values import converter

    kinds, _ = bundled()
    for kind in kinds.values():
        for field in kind.fields.values():
            if text := example(field):
                document = read(text.encode())
                assert document.accident is None, field.path
                convert = converter({"type": "object", "properties": {field.name: field.schema}})
                data = convert(document.data) if convert else document.data
                expected = field.schema.get("examples") or field.schema["items"]["examples"]
                value = data[field.name]
                assert value in expected or all(item in expected or [item] in expected for item in value), field.path
