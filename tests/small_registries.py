"""Small registries for the tests of rules: settings and records as Python values, no files but fh.yaml."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fluechtlingshilfe_cli.findings import Problem
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.records import Record
from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.rules import RULES
from fluechtlingshilfe_cli.rules._rule import Rule

MUNICIPALITIES = """ags,name,art,amt,einwohner,einwohner_stand,lat,lon
01053032,Geesthacht,Stadt,Geesthacht,33000,,,
01053090,Mölln,Stadt,Mölln,19000,,,
01053100,Ratzeburg,Stadt,Ratzeburg,14800,,,
01053047,Gülzow,Gemeinde,Schwarzenbek-Land,,,,
01053004,Bäk,Gemeinde,Lauenburgische Seen,826,,,
"""


def registry(
    folder: Path,
    *records: tuple[str, dict[str, Any]],
    today: str = "2026-11-02",
    private: bool = True,
    aside: tuple[tuple[str, str], ...] = (),
    **settings: Any,
) -> Registry:
    """A registry of `("initiative/cafe", {...})` as it is on a day; `status` is aktiv where none is given."""
    written = {"format": 1, "name": "Beispiel", "kreis": "01053", "stichtag": today, "privat": "private", **settings}
    folder.mkdir(exist_ok=True)
    # JSON is YAML; the reader wants text keys and blocks, and takes both.
    (folder / "fh.yaml").write_text(_yaml(written), "utf-8")
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "municipalities.csv").write_text(MUNICIPALITIES, "utf-8")
    if private:
        (folder / "private").mkdir(exist_ok=True)
    project = Project(folder)
    assert [finding.message for finding in project.findings] == []
    made = []
    for key, data in records:
        kind, _, id = key.partition("/")
        made.append(Record(project.kinds[kind], id, f"{key}.yaml", {"status": "aktiv", **data}))
    return Registry(project, made, aside)


def problems(code: str, registry: Registry) -> list[Problem]:
    """What one rule says of a registry."""
    return list(RULES[code].on_registry(registry))


def told(code: str, registry: Registry) -> list[tuple[str, str]]:
    """The same, as file and sentence."""
    return [(problem.place.file, problem.message) for problem in problems(code, registry)]


def severity(code: str, problem: Problem) -> str:
    """How grave a problem is: its own severity, else that of its rule."""
    rule: Rule = RULES[code]
    return (problem.severity or rule.severity).value


def _yaml(settings: dict[str, Any]) -> str:
    lines: list[str] = []
    for name, value in settings.items():
        lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
