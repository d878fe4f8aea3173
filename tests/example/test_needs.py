"""Registry rules say which fields they read: on pruned records they find what they find on whole ones."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.checks import check
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.rules import RULES
from fluechtlingshilfe_cli.rules._rule import Rule

ROOT = Path(__file__).parents[2]
REGISTRY_RULES = [code for code, rule in RULES.items() if rule.scope == "registry"]


@cache
def whole(today: date) -> Registry:
    return load_registry(Project(ROOT, today))[0]


def said(rule: Rule, registry: Registry) -> list[tuple[str, str, str]]:
    return sorted((problem.place.file, problem.message, problem.hint) for problem in rule.on_registry(registry))


@pytest.mark.parametrize("code", REGISTRY_RULES)
@pytest.mark.parametrize("today", [date(2026, 11, 2), date(2027, 12, 30)])
def test_a_rule_needs_no_field_it_does_not_declare(code: str, today: date) -> None:
    rule = RULES[code]
    project = Project(ROOT, today)
    pruned = check(project, [rule]).registry
    assert said(rule, pruned) == said(rule, whole(today))
