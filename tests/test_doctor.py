"""`fh doctor`: says calmly what deserves attention, and stops only where nothing works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fluechtlingshilfe_cli import health
from fluechtlingshilfe_cli.health import Line, State
from fluechtlingshilfe_cli.project import Project
from new_registries import fh
from repositories import Fh, caller, commit, git


def notes(root: Path, check) -> list[Line]:
    return [line for line in check(Project(root)) if line.state is not State.FINE]


def test_a_fresh_registry_gets_advice_and_no_refusal(root):
    done = fh(root, "doctor")
    assert done.returncode == 0
    assert "✓ 133 Gemeinden geladen" in done.stdout
    assert "! Einwohnerzahlen fehlen" in done.stdout
    assert "! Das Register hat noch keinen Verlauf" in done.stdout
    assert "✓ Feldbeschreibungen für den Editor sind aktuell" in done.stdout
    assert "✗" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    count = sum(line.startswith("!") for line in done.stdout.splitlines())
    assert done.stderr == (
        f"1 Punkt kann das Werkzeug selbst in Ordnung bringen: fh doctor --fix\n{count} Punkte verdienen Beachtung.\n"
    )


def test_broken_settings_block(root):
    (root / "fh.yaml").write_text("name: X\nkreis: 53\n", "utf-8")
    done = fh(root, "doctor")
    assert done.returncode == 1
    assert done.stdout.startswith("✗ fh.yaml, Zeile 2: ")
    assert done.stderr == "1 Punkt verhindert die Arbeit.\n"


def test_the_private_folder(root):
    (line,) = notes(root, health.private_folder)
    assert "keine Sicherung" in line.text
    private = root.parent / "register-privat"
    git(private, "init", "-q")
    (line,) = notes(root, health.private_folder)
    assert "liegt aber nur auf diesem Rechner" in line.text
    git(private, "remote", "add", "origin", "../sicherung.git")
    commit(private, "2026-03-10")
    assert notes(root, health.private_folder) == []
    (private / "neu.txt").write_text("x")
    (line,) = notes(root, health.private_folder)
    assert "1 Datei ist noch nicht gesichert" in line.text
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


# Repairs


@pytest.fixture
def quick(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Fh:
    """`fh` in this process, where git knows nobody but whom the repository names."""
    run = caller(capfd, monkeypatch)
    for role in ("AUTHOR", "COMMITTER"):
        for part in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{role}_{part}")
    return run


@pytest.fixture
def messy(root: Path) -> Path:
    """A registry with everything a repair is known for."""
    git(root, "init", "-q")
    (root / ".gitignore").write_text("privat/")
    (root / ".gitattributes").unlink()
    hook = root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\nfh validate --staged\n")
    hook.chmod(0o644)
    (root / "data/needs/c.yaml").write_bytes(b"\xef\xbb\xbfstatus: entwurf   # so\r\nthema: x\r\n")
    offices = root / "data/partners/koordinierungsstelle.yaml"
    offices.with_name(".koordinierungsstelle.entwurf.yaml").write_bytes(offices.read_bytes())
    shutil.rmtree(root / ".fh")
    return root


REPAIRS = [
    "1 Datei als UTF-8 mit Zeilenende LF schreiben; der Inhalt bleibt.",
    "  ✓ Neu geschrieben: c.yaml.",
    "Löschen, was dem Eintrag gleicht: .koordinierungsstelle.entwurf.yaml.",
    "  ✓ Entwürfe ohne eigenen Inhalt gelöscht.",
    "Für diesen Ordner »Flüchtlingshilfe Kreis Herzogtum Lauenburg« mit NAME eintragen.",
    "  ✓ In diesem Ordner wird jetzt gespeichert als: NAME.",
    "Ausführbar machen: pre-commit.",
    "  ✓ Ausführbar gemacht: pre-commit.",
    ".gitattributes mit den üblichen Angaben anlegen.",
    "  ✓ .gitattributes geschrieben; Dateien des Registers enden überall gleich.",
    ".gitignore ergänzen um .fh/, .*.entwurf.yaml.",
    "  ✓ In .gitignore ergänzt: .fh/, .*.entwurf.yaml.",
    "Die Feldbeschreibungen für den Editor neu schreiben.",
    "  ✓ Feldbeschreibungen geschrieben.",
]


def test_every_repair_is_told_before_and_after_and_holds(messy, quick):
    told = quick(messy, "doctor", "--fix", "--yes")
    assert told.code == 0, told.err
    assert told.err == "7 von 7 erledigt.\n"
    lines = told.out.splitlines()
    assert [line.partition(" mit ")[0] for line in lines if "»" not in line and "gespeichert als" not in line] == [
        line.partition(" mit ")[0] for line in REPAIRS if "»" not in line and "gespeichert als" not in line
    ]
    assert (messy / "data/needs/c.yaml").read_bytes() == b"status: entwurf   # so\nthema: x\n"
    assert (messy / ".gitignore").read_text() == "privat/\n.fh/\n.*.entwurf.yaml\n"
    assert git(messy, "check-attr", "eol", "--", "data/x.yaml").endswith(": lf")
    assert git(messy, "config", "--local", "user.email")
    assert quick(messy, "doctor", "--fix").err.startswith("Nichts zu reparieren.")


def test_nothing_is_repaired_without_being_asked_for(messy, quick):
    before = {path: path.read_bytes() for path in messy.rglob("*") if path.is_file()}
    assert quick(messy, "doctor").code == 0
    told = quick(messy, "doctor", "--fix")
    assert told.code == 1
    assert told.err == "Nichts geändert. Ohne Rückfrage repariert: fh doctor --fix --yes\n"
    assert {path: path.read_bytes() for path in messy.rglob("*") if path.is_file()} == before


def test_a_draft_with_work_in_it_stays(root, quick):
    draft = root / "data/partners/.koordinierungsstelle.entwurf.yaml"
    draft.write_text("name: Angefangen\n")
    (line,) = notes(root, health.drafts)
    assert line.step == "Weitermachen oder verwerfen: fh edit koordinierungsstelle"
    assert line.repair is None
    quick(root, "doctor", "--fix", "--yes")
    assert draft.read_text() == "name: Angefangen\n"


def test_a_history_can_be_begun(root, quick):
    told = quick(root, "doctor", "--fix", "--yes")
    assert "Verlauf angelegt. Den ersten Stand hält fest: fh save" in told.out
    assert (root / ".git").is_dir()


def test_a_repair_that_fails_is_said_and_the_others_go_on(messy, quick, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Die Rechte fehlen")

    monkeypatch.setattr("fluechtlingshilfe_cli.health.git.write_bytes", refuse)
    told = quick(messy, "doctor", "--fix", "--yes")
    assert told.code == 1
    assert told.err.count("Das ging nicht: Die Rechte fehlen") == 2
    assert told.err.endswith("5 von 7 erledigt.\n")


def test_without_git_and_during_a_merge(root, monkeypatch):
    git(root, "init", "-q")
    (root / ".git/MERGE_HEAD").write_text("0" * 40)
    assert any("zusammengeführt" in line.text for line in notes(root, health.history))
    monkeypatch.setenv("PATH", "")
    (line,) = notes(root, health.history)
    assert line.text.startswith("Das Programm git ist nicht installiert")
