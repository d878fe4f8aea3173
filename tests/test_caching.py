"""What is kept between runs never changes an answer: it is used exactly as long as everything is as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fluechtlingshilfe_cli import frame, judging, remembering
from fluechtlingshilfe_cli.caching import Cache
from fluechtlingshilfe_cli.project import BrokenSettings, Project, usable
from fluechtlingshilfe_cli.reading import load_registry
from projects import SETTINGS, initiative, write

DAY = date(2026, 11, 2)
CAFE = "data/initiatives/cafe.yaml"
PERSON = "name: Petra Geheim\nstatus: aktiv\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry whose files seem to have lain there for long."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(remembering, "RACY", 0)
    files: dict[str, str | bytes] = {
        CAFE: initiative(name="Café"),
        "data/initiatives/nord/treff.yaml": initiative(name="Treff"),
        "data/initiatives/README": b"",
        "data/partners/awo.yaml": "name: AWO\nstatus: entwurf\n",
        "../private/persons/petra.yaml": PERSON,
    }
    (tmp_path / "registry").mkdir()
    return write(tmp_path / "registry", files, SETTINGS + "privat: ../private\n")


def values(root: Path) -> dict[str, Any]:
    registry, findings = load_registry(Project(root, DAY))
    found: dict[str, Any] = {record.file: record.data for record in registry}
    found["aside"] = registry.set_aside
    found["findings"] = sorted((finding.path, finding.code) for finding in findings)
    return found


def fresh(root: Path) -> dict[str, Any]:
    """The same where nothing can be kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root / "fh.yaml"))
        return values(root)


def is_remembered(root: Path) -> bool:
    return Cache(Project(root, DAY), "whole", whole=True).is_current()


def rewritten(file: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / file).write_text(text, "utf-8")


def folder_for_file(root: Path) -> None:
    (root / "data/initiatives/README").unlink()
    write(root, {"data/initiatives/README/neu.yaml": initiative(name="Neu")}, (root / "fh.yaml").read_text("utf-8"))


def same_size_and_time(root: Path) -> None:
    path = root / CAFE
    before = path.stat()
    path.write_text(initiative(name="Cafè"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


STEPS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "a file changed": rewritten(CAFE, initiative(name="Café am Markt")),
    "a file changed in the folder below": rewritten("data/initiatives/nord/treff.yaml", initiative(name="Anders")),
    "a file was replaced by another of its size and time": same_size_and_time,
    "a file came": rewritten("data/initiatives/neu.yaml", initiative(name="Neu")),
    "a file came to a kind that had none": lambda root: write(
        root, {"data/needs/neu.yaml": "titel: Neu\nstatus: entwurf\n"}, (root / "fh.yaml").read_text("utf-8")
    ),
    "a file went": lambda root: (root / CAFE).unlink(),
    "a folder went": lambda root: shutil.rmtree(root / "data/initiatives/nord"),
    "a folder stands where a file stood": folder_for_file,
    "a file moved": lambda root: (root / CAFE).rename(root / "data/initiatives/nord/cafe.yaml"),
    "a second file of that name came": lambda root: shutil.copy(root / CAFE, root / "data/initiatives/nord/cafe.yaml"),
    "a file was broken": rewritten(CAFE, "name: ["),
    "a file has no usable name": rewritten("data/initiatives/Treff Süd.yaml", initiative(name="Süd")),
    "a private file changed": rewritten("../private/persons/petra.yaml", PERSON.replace("Petra", "Paula")),
    "a private file came": rewritten("../private/persons/paul.yaml", PERSON.replace("Petra", "Paul")),
    "the private folder went": lambda root: shutil.rmtree(root / "../private"),
}


@pytest.mark.parametrize("what", STEPS)
def test_what_is_remembered_is_what_is_read(root: Path, what: str) -> None:
    values(root)
    assert is_remembered(root)
    STEPS[what](root)
    expected = fresh(root)
    for _ in range(3):
        assert values(root) == expected


def test_nothing_is_read_again_but_what_is_private_or_was_not_clean(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten("data/initiatives/kaputt.yaml", "name: [")(root)
    values(root)
    read: list[str] = []
    judge = judging.Judge.judge
    monkeypatch.setattr(
        judging.Judge, "judge", lambda self, task, raw=None: read.append(task.id) or judge(self, task, raw)
    )
    assert values(root)["aside"] == {("initiative", "kaputt")}
    assert sorted(read) == ["kaputt", "petra"]


def test_settings_schemas_and_words_that_change_are_read_again(root: Path) -> None:
    assert Project(root, DAY).settings["name"] == "Flüchtlingshilfe Testkreis"
    settings = (root / "fh.yaml").read_text("utf-8")
    (root / "fh.yaml").write_text(settings.replace("Testkreis", "Nordkreis"), "utf-8")
    assert Project(root, DAY).settings["name"] == "Flüchtlingshilfe Nordkreis"
    words = {"vocabularies/handlungsfelder.yaml": "woerter:\n  chor: {bezeichnung: Chor}\n"}
    write(root, dict(words), settings)
    assert Project(root, DAY).vocabularies["handlungsfelder"].label("chor") == "Chor"
    field = next(
        field for field in Project(root, DAY).kinds["initiative"].fields.values() if field.name == "handlungsfeld"
    )
    assert "chor" in (field.schema.get("enum") or field.schema["items"]["enum"])
    (root / "vocabularies/handlungsfelder.yaml").unlink()
    assert Project(root, DAY).vocabularies["handlungsfelder"].label("chor") == "chor"


def test_broken_settings_are_told_every_time(root: Path) -> None:
    (root / "fh.yaml").write_text("name: 5 [", "utf-8")
    for _ in range(3):
        with pytest.raises(BrokenSettings):
            usable(Project(root, DAY))


def test_another_version_of_the_tool_asks_everything_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    values(root)
    assert is_remembered(root) and Project(root, DAY).frame.kept
    version, *rest = remembering.tool()
    for module in (remembering, frame):
        monkeypatch.setattr(module, "tool", lambda: (f"{version}.1", *rest))
    assert not Project(root, DAY).frame.kept
    assert not is_remembered(root)


def test_a_file_that_just_changed_is_not_trusted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within one tick of the clock a file can change twice and keep its size and time."""
    monkeypatch.setattr(remembering, "RACY", 3_600 * 10**9)
    values(root)
    assert not list((root.parent / "cache").rglob("*.*"))
    monkeypatch.setattr(remembering, "RACY", 0)
    values(root)
    assert is_remembered(root)
    monkeypatch.setattr(remembering, "RACY", 3_600 * 10**9)
    assert not is_remembered(root)
    assert not Cache(Project(root, DAY), "whole").get(CAFE, remembering.mark(str(root / CAFE)))


def test_days_before_and_far_beyond_ours_are_no_misfortune(root: Path) -> None:
    """A file may say it is from the year 2500, or from before 1970."""
    for name, moment in ((CAFE, 16_725_225_600 * 10**9), ("data/partners/awo.yaml", -(10**18))):
        os.utime(root / name, ns=(moment, moment))
    os.utime(root / "fh.yaml", ns=(16_725_225_600 * 10**9,) * 2)
    expected = fresh(root)
    for _ in range(3):
        assert values(root) == expected


@pytest.mark.parametrize("part", [0, 4, 12, 200, -1])
def test_damage_is_noticed_and_mended(root: Path, part: int) -> None:
    expected = values(root)
    kept = list((root.parent / "cache").rglob("*.*"))
    assert {path.suffix for path in kept} == {".verdicts", ".frame"}
    for path in kept:
        content = bytearray(path.read_bytes())
        content[part] ^= 0xFF
        path.write_bytes(content)
    assert not is_remembered(root)
    assert values(root) == expected
    assert is_remembered(root)


@pytest.mark.parametrize("length", [0, 1, 11, 500, -1])
def test_what_was_cut_off_is_noticed(root: Path, length: int) -> None:
    expected = values(root)
    for path in (root.parent / "cache").rglob("*.*"):
        path.write_bytes(path.read_bytes()[:length])
    assert not is_remembered(root)
    assert values(root) == expected


def test_a_folder_that_cannot_be_written_is_no_misfortune(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = values(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / "fh.yaml"))
    assert values(root) == expected
    assert not is_remembered(root)


def test_nothing_private_is_kept(root: Path) -> None:
    values(root)
    for path in (root.parent / "cache").rglob("*.*"):
        assert b"Geheim" not in path.read_bytes()
        assert b"petra" not in path.read_bytes()


def test_a_private_folder_beside_the_registry_may_begin_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    write(
        tmp_path / "register",
        {"../register-privat/persons/petra.yaml": PERSON},
        SETTINGS + "privat: ../register-privat\n",
    )
    [task] = judging.tasks_of(Project(tmp_path / "register", DAY))
    assert task.file == "../register-privat/persons/petra.yaml"
