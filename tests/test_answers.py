"""What registry rules answered is used again exactly as long as it would be the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fluechtlingshilfe_cli import answers, caching, checks, judging, remembering
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.rules._rule import Rule

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 2)

Step = Callable[[Path], None]


def replaced(file: str, old: str, new: str) -> Step:
    def step(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text, (file, old)
        (root / file).write_text(text.replace(old, new, 1), "utf-8")

    return step


def gone(file: str) -> Step:
    return lambda root: (root / file).unlink()


def written(file: str, text: str) -> Step:
    return lambda root: (root / file).write_text(text, "utf-8") and None


CAFE = "data/initiatives/cafe-ankommen.yaml"
STEPS: list[tuple[str, Step]] = [
    ("nothing", lambda root: None),
    ("a comment", replaced(CAFE, "status:", "# Notiz\nstatus:")),
    ("a name", replaced(CAFE, "name: ", "name: Neues ")),
    ("what is referred to", replaced(CAFE, "gemeinde: ", "traeger: gibt-es-nicht\ngemeinde: ")),
    ("a record less", gone("data/partners/awo-lauenburg.yaml")),
    ("a record more", written("data/partners/neu.yaml", "status: entwurf\nname: Neu\n")),
    ("a broken record", replaced("data/partners/neu.yaml", "name: Neu", "name: [")),
    ("a mended record", replaced("data/partners/neu.yaml", "name: [", "name: Neu")),
    ("a private record", written("private.example/persons/person-99.yaml", "name: Nora Neu\n")),
    ("a private record less", gone("private.example/persons/person-99.yaml")),
    ("the settings", replaced("fh.yaml", "mindestens: 2", "mindestens: 3")),
]


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.setattr(remembering, "RACY", 0)
    for name in ("data", "private.example", "fh.yaml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_a_check_that_remembers_finds_what_one_finds_that_does_not(registry: Path) -> None:
    """After every kind of change, and on another day."""
    for what, step in STEPS:
        step(registry)
        for day in (DAY, date(2027, 11, 2)) if what == "nothing" else (DAY,):
            plain = checks.check(Project(registry, day)).findings
            for _ in range(2):
                assert checks.check(Project(registry, day), cached=True).findings == plain, what


def asked(registry: Path, monkeypatch: pytest.MonkeyPatch, day: date = DAY) -> set[str]:
    """The registry rules that a check asks."""
    codes: set[str] = set()
    ask = Rule.on_registry
    monkeypatch.setattr(Rule, "on_registry", lambda self, seen: codes.add(self.code) or ask(self, seen))
    checks.check(Project(registry, day), cached=True)
    return codes


def test_only_rules_that_read_what_changed_are_asked_again(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = asked(registry, monkeypatch)
    pointing_into_private = everything - set(answers_kept(registry))
    assert len(pointing_into_private) < 5
    assert asked(registry, monkeypatch) == pointing_into_private
    replaced(CAFE, "kurzbeschreibung: ", "x_notiz: ein Wort\nkurzbeschreibung: ")(registry)
    assert asked(registry, monkeypatch) == pointing_into_private
    replaced(CAFE, 'gemeinde: "01053090"', 'gemeinde: "01053100"')(registry)
    assert pointing_into_private < asked(registry, monkeypatch) < everything
    assert asked(registry, monkeypatch, date(2026, 11, 3)) == everything


def answers_kept(registry: Path) -> dict[str, object]:
    project = Project(registry, DAY)
    judge = judging.Judge(project, checks.RULES.values())
    kept: dict[str, object] = caching.Cache(project, repr((judge.keep, judge.codes))).answers[1]
    return kept


def test_no_private_file_is_named_in_what_is_kept(registry: Path) -> None:
    checks.check(Project(registry, DAY), cached=True)
    [kept] = (registry / ".cache").rglob("*.verdicts")
    content = kept.read_bytes()
    assert b"private.example" not in content
    for person in (registry / "private.example/persons").glob("*.yaml"):
        name = next(line for line in person.read_text("utf-8").splitlines() if line.startswith("name:"))
        assert name.removeprefix("name:").strip(' "').encode() not in content


def test_a_problem_survives_being_kept(registry: Path) -> None:
    found = checks.check(Project(registry, DAY)).answers
    for problems in found.values():
        for problem in problems:
            again = answers._problem(answers._parts(problem))
            assert answers._parts(again) == answers._parts(problem)
