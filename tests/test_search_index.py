"""What is kept for searching never changes what is found."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from fluechtlingshilfe_cli import remembering
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.queries.searching import search
from fluechtlingshilfe_cli.reading import load_registry

ROOT = Path(__file__).parent.parent
QUESTIONS = (
    "Fahrrad Gülzow",
    "Wer dolmetscht Tigrinya in Ratzeburg?",
    "Geesthacht",
    "Deutschkurs",
    "Diakonie",
    "Nähmaschine",
    "Farrad",
    "Fußball Sprache Bus",
    "xyzzy",
)


def answers(root: Path) -> list[object]:
    registry, _ = load_registry(Project(root, date(2026, 11, 2)))
    found: list[object] = []
    for question in QUESTIONS:
        for everything in (False, True):
            answer = search(registry, question, everything)
            hits = [(hit.unit.record.key, hit.unit.title, hit.score, hit.position) for hit in answer.hits]
            found.append((hits, answer.unheard, answer.corrected, answer.nearest))
    return found


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(remembering, "RACY", 0)
    (tmp_path / "file").touch()
    for name in ("data", "fh.yaml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    return tmp_path


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def test_the_same_is_found_with_and_without_what_is_kept(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after a text changed, one who is referred to has another name, and records came and went."""

    def compared() -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(registry / "file"))  # where nothing can be kept
        plain = answers(registry)
        monkeypatch.setenv("XDG_CACHE_HOME", str(registry / ".cache"))
        for _ in range(3):
            assert answers(registry) == plain

    compared()
    assert len(list((registry / ".cache").rglob("*.index"))) == 2
    change(registry, "data/initiatives/cafe-ankommen.yaml", "name: Café", "name: Nähmaschinen-Café")
    compared()
    change(registry, "data/partners/diakonie-lauenburg.yaml", "name: ", "name: Neue ")
    (registry / "data/partners/awo-lauenburg.yaml").unlink()
    compared()
