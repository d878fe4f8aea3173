"""`fh doctor`: says calmly what deserves attention, and stops only where nothing works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fluechtlingshilfe_cli import health
from fluechtlingshilfe_cli.health import Line, State
from fluechtlingshilfe_cli.project import Project
from new_registries import fh, new_registry


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """One new registry for the module, copied for each test."""
    return new_registry(tmp_path_factory.mktemp("doctor")).parent


@pytest.fixture
def root(fresh, tmp_path) -> Path:
    shutil.copytree(fresh, tmp_path / "x")
    return tmp_path / "x" / "register"


def notes(root: Path, check) -> list[Line]:
    return [line for line in check(Project(root)) if line.state is not State.FINE]


def test_a_fresh_registry_gets_advice_and_no_refusal(root):
    done = fh(root, "doctor")
    assert done.returncode == 0
    assert "✓ 133 Gemeinden geladen" in done.stdout
    assert "! Einwohnerzahlen fehlen" in done.stdout
    assert "! Das Register ist noch kein Git-Repository" in done.stdout
    assert "✓ Feldbeschreibungen für den Editor sind aktuell" in done.stdout
    assert "✗" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    count = sum(line.startswith("!") for line in done.stdout.splitlines())
    assert done.stderr == f"{count} Punkte verdienen Beachtung.\n"


def test_broken_settings_block(root):
    (root / "fh.yaml").write_text("name: X\nkreis: 53\n", "utf-8")
    done = fh(root, "doctor")
    assert done.returncode == 1
    assert done.stdout.startswith("✗ fh.yaml, Zeile 2: ")
    assert done.stderr == "1 Punkt verhindert die Arbeit.\n"


def test_the_private_folder(root):
    (line,) = notes(root, health.private_folder)
    assert "keine Sicherung" in line.text
    (root.parent / "register-privat" / ".git").mkdir()
    assert notes(root, health.private_folder) == []
    shutil.rmtree(root.parent / "register-privat")
    (line,) = notes(root, health.private_folder)
    assert "gibt es hier nicht" in line.text

    settings = root / "fh.yaml"
    settings.write_text(settings.read_text("utf-8").replace("../register-privat", "privat"), "utf-8")
    (root / "privat").mkdir()
    (line,) = notes(root, health.private_folder)
    assert "liegt im Register" in line.text


def test_teilkreise_that_leave_somebody_out(root):
    settings = root / "fh.yaml"
    settings.write_text(
        settings.read_text("utf-8")
        + "teilkreise:\n  nord:\n    titel: Nordkreis\n    aemter: [Lauenburgische Sen]\n"
        + "  sued:\n    titel: Südkreis\n    gemeinden: ['01053090']\n",
        "utf-8",
    )
    unknown, without = notes(root, health.parts)
    assert unknown.text == "Nordkreis: unbekannt ist Lauenburgische Sen."
    assert without.text == "Ohne Teilkreis: Albsfelde, Alt-Mölln, Aumühle und 129 weitere."


def test_odd_and_lost_files(root):
    assert notes(root, health.files) == []
    (root / "data/needs/a.yml").write_text("status: entwurf\n")
    (root / "data/needs/b.yaml").write_bytes(b"\xef\xbb\xbfstatus: entwurf\n")
    (root / "data/needs/c.yaml").write_bytes(b"status: entwurf\r\n")
    (root / "data/verloren.yaml").write_text("status: entwurf\n")
    stray, odd = notes(root, health.files)
    assert stray.text == "Gehört zu keiner Art und wird nicht gelesen: data/verloren.yaml."
    assert "a.yml (endet auf .yml" in odd.text
    assert "b.yaml (unsichtbares Zeichen" in odd.text
    assert "c.yaml (Windows-Zeilenenden)" in odd.text


def test_examples_are_remembered_until_they_are_gone(root):
    records, contact = notes(root, health.examples)
    assert "beispiel-initiative.yaml" in records.text
    assert "fh.yaml" in contact.text
    (root / "data/initiatives/beispiel-initiative.yaml").unlink()
    (root / "data/partners/koordinierungsstelle.yaml").unlink()
    assert len(notes(root, health.examples)) == 1


def test_old_descriptions_for_the_editor_are_noticed(root):
    schema = root / ".fh/schema/need.schema.json"
    schema.write_text("{}")
    (line,) = notes(root, health.tools)
    assert line.text == "Feldbeschreibungen für den Editor sind veraltet."
    assert line.step == "Neu schreiben: fh schema --write"
    shutil.rmtree(root / ".fh")
    (line,) = notes(root, health.tools)
    assert line.text == "Feldbeschreibungen für den Editor fehlen."
