"""`fh edit`: a sound draft is saved, any other leaves the file as it was."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from cafe_registry import CAFE, CAFE_FILE, FILES, SETTINGS, TODAY, unchanged
from fluechtlingshilfe_cli.changing import FileChange, write_changes
from fluechtlingshilfe_cli.editing import EditRefused
from fluechtlingshilfe_cli.project import Project
from projects import Run, text, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in a small registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def editor(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """An editor that runs Python on the file: `path` is the file, `text` what it holds."""
    script = Path("editor.py").absolute()
    script.write_text(
        f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text('utf-8')\n{code}\n", "utf-8"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")


def test_a_sound_edit_is_saved_with_its_day(fh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, "path.write_text(text.replace('name: Café', 'name:  Cafe'), 'utf-8')")
    code, out, err = fh("edit", "cafe-ankommen")
    assert (code, err) == (0, "")
    assert "Gespeichert: Café Ankommen – Name geändert. Andere Dateien blieben unverändert.\n" in out
    assert text(CAFE_FILE) == CAFE.replace("name: Café", "name:  Cafe").replace(*TODAY)
    assert sorted(os.listdir("data/initiatives")) == ["cafe-ankommen.yaml"]


def test_a_comment_or_a_confirmation_does_not_move_the_day(fh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, "path.write_text(text.replace('nur vormittags', 'nur nachmittags'), 'utf-8')")
    code, out, _ = fh("edit", "cafe-ankommen")
    assert code == 0
    assert "nur die Schreibweise geändert" in out
    assert text(CAFE_FILE) == CAFE.replace("nur vormittags", "nur nachmittags")


def test_an_edit_with_errors_leaves_the_file_and_keeps_the_draft(fh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, "path.write_text(text.replace('name:', 'nmae:'), 'utf-8')")
    code, out, err = fh("edit", "cafe-ankommen")
    assert (code, out) == (1, "")
    assert "»name«" in err
    assert "Ihr Entwurf liegt in data/initiatives/.cafe-ankommen.entwurf.yaml" in err
    assert unchanged()
    editor(monkeypatch, "assert 'nmae:' in text\npath.write_text(text.replace('nmae:', 'name: Neu #'), 'utf-8')")
    assert fh("edit", "cafe-ankommen")[0] == 0
    assert text(CAFE_FILE) == CAFE.replace("name:", "name: Neu #").replace(*TODAY)


def test_an_edit_that_changes_nothing_or_fails_leaves_nothing_behind(fh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, "")
    assert fh("edit", "cafe-ankommen") == (0, "", "Nichts geändert.\n")
    editor(monkeypatch, "sys.exit(3)")
    code, _, err = fh("edit", "cafe-ankommen")
    assert code == 1
    assert "meldet einen Fehler (3). Die Datei ist unverändert." in err
    monkeypatch.setenv("EDITOR", "gibt-es-nicht")
    assert "Der Editor »gibt-es-nicht« ist nicht da" in fh("edit", "cafe-ankommen")[2]
    assert unchanged()
    assert os.listdir("data/initiatives") == ["cafe-ankommen.yaml"]


@pytest.mark.usefixtures("fh")
def test_a_file_somebody_else_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    project = Project(tmp_path)
    path = tmp_path / CAFE_FILE
    change = FileChange(project.kinds["initiative"], "cafe-ankommen", CAFE_FILE, path, b"name: alt\n", b"name: neu\n")
    with pytest.raises(EditRefused, match="von jemand anderem geändert"):
        write_changes([change])
    assert unchanged()


if sys.platform != "win32":
    from terminal_sessions import session

    @pytest.mark.usefixtures("fh")
    def test_on_a_terminal_the_editor_opens_again_after_an_error(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editor(
            monkeypatch,
            "new = text.replace('nmae:', 'name: Neu #') if 'nmae:' in text else text.replace('name:', 'nmae:')\n"
            "path.write_text(new, 'utf-8')",
        )
        code, shown = session(tmp_path, ["edit", "cafe-ankommen"], ["j"])
        assert code == 0, shown
        assert "Noch einmal öffnen?" in shown
        assert text(CAFE_FILE) == CAFE.replace("name:", "name: Neu #").replace(*TODAY)
