"""`fh` alone: one calm screen about the registry, and the three commands that help most now."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from asked_registries import SETTINGS
from fluechtlingshilfe_cli import cli
from fluechtlingshilfe_cli.tables.layout import wide
from projects import ROOT, initiative, write
from repositories import commit, git

Shown = Callable[..., tuple[int, str]]


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Runs `fh` alone, or with arguments, in a folder: exit code and screen."""

    def run(folder: Path, *arguments: str) -> tuple[int, str]:
        monkeypatch.chdir(folder)
        code = cli.run(list(arguments))
        captured = capsys.readouterr()
        assert captured.err == ""
        return code, captured.out

    return run


def registry(folder: Path, **fields: object) -> Path:
    """A registry with one initiative, and a private folder."""
    (folder / "private").mkdir(parents=True)
    return write(
        folder,
        {"data/initiatives/cafe.yaml": initiative(**fields)},
        SETTINGS.replace("koordinationsstelle: stelle\n", ""),
    )


def begun(root: Path) -> None:
    """The history of a registry begins, without the private folder."""
    (root / ".gitignore").write_text("private/\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root, "2026-03-10")


def commands(screen: str) -> list[str]:
    """The commands advised."""
    lines = screen.partition("Jetzt hilft am meisten\n")[2].partition("\n\n")[0].splitlines()
    return [line[2:].partition("  ")[0] for line in lines if line[2] != " "]


def test_the_example_on_one_screen(shown: Shown, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    subprocess.run(
        ["cp", "-r", *(ROOT / name for name in ("fh.yaml", "data", "private.example", "texte", "bilder")), tmp_path],
        check=True,
    )
    code, screen = shown(tmp_path)
    golden("start.txt", screen)
    assert code == 0
    assert len(screen.splitlines()) <= 23
    assert max(map(wide, screen.splitlines())) <= 80
    assert shown(tmp_path, "start") == (0, screen)


def test_outside_a_registry_it_says_how_to_begin(shown: Shown, tmp_path: Path) -> None:
    code, screen = shown(tmp_path)
    assert code == 0
    assert "Hier ist kein Register" in screen
    assert "fh init --kreis 01053" in screen
    assert "cd ORDNER" in screen
    assert max(map(wide, screen.splitlines())) <= 80


def test_broken_settings_are_told_with_the_line_and_the_way_on(shown: Shown, tmp_path: Path) -> None:
    code, screen = shown(write(tmp_path, {}, "name: Testregister\nkreis: [\n"))
    assert code == 2
    assert "fh.yaml, Zeile " in screen
    assert "  fh validate" in screen


def test_broken_records_block_the_edition_and_come_first(shown: Shown, tmp_path: Path) -> None:
    root = registry(tmp_path)
    (root / "data/initiatives/kaputt.yaml").write_text("name: [\n", "utf-8")
    (root / "data/initiatives/roh.yaml").write_bytes(b"\xff\xfe\x00name")
    code, screen = shown(root)
    assert code == 0
    assert "2 Fehler stehen im Weg" in screen
    assert "1 Initiative" in screen
    assert commands(screen)[0] == "fh validate"


def test_an_empty_registry_begins_with_the_first_entry(shown: Shown, tmp_path: Path) -> None:
    _, screen = shown(write(tmp_path, {}, SETTINGS))
    assert "noch keine" in screen
    assert commands(screen)[:2] == ["fh new initiative", "fh import --help"]


def test_examples_of_a_new_registry_are_no_beginning(shown: Shown, tmp_path: Path) -> None:
    _, screen = shown(registry(tmp_path, name="Café (Beispiel – bitte ersetzen)", status="entwurf"))
    assert commands(screen)[:2] == ["fh new initiative", "fh import --help"]


def test_who_is_due_is_told_with_the_office_and_whom_to_write_to(shown: Shown, tmp_path: Path) -> None:
    root = registry(tmp_path, geprueft_am="2025-05-01")
    _, screen = shown(root)
    assert "1 von 1 Einträgen; bei 1 ist die Frist abgelaufen" in screen
    assert "fh letter --due" in commands(screen)
    note = "zu: initiative/cafe\nabfragen:\n  - gefragt_am: '2026-10-01'\n    auf: email\n    zweck: [angaben]\n"
    write(root, {"private/notes/initiative/cafe.yaml": note}, (root / "fh.yaml").read_text("utf-8"))
    _, screen = shown(root)
    assert "1 gefragt und ohne Antwort" in screen
    assert "fh letter --due" not in commands(screen)
    assert "fh answer" in commands(screen)
    (root / "private/notes/initiative/cafe.yaml").write_text(note.replace("2026-10-01", "2026-11-01"), "utf-8")
    _, screen = shown(root)
    assert "1 gerade erst gefragt" in screen
    assert "ohne Antwort" not in screen


def test_a_complaint_comes_before_everything_but_errors(shown: Shown, tmp_path: Path) -> None:
    root = registry(tmp_path)
    note = "zu: initiative/cafe\nbeanstandungen:\n  - eingang_am: '2026-10-19'\n    inhalt: Nummer falsch.\n"
    write(root, {"private/notes/initiative/cafe.yaml": note}, (root / "fh.yaml").read_text("utf-8"))
    _, screen = shown(root)
    assert commands(screen)[0] == "fh complaint --open"
    assert "1 Beanstandung ist offen, seit dem 19.10." in screen
    assert "Nummer falsch" not in screen


def test_work_that_is_not_saved_is_counted(shown: Shown, tmp_path: Path) -> None:
    root = registry(tmp_path)
    begun(root)
    assert "Ungespeichert" not in shown(root)[1]
    assert "fh save" not in commands(shown(root)[1])
    write(root, {"data/initiatives/neu.yaml": initiative(name="Neu")}, (root / "fh.yaml").read_text("utf-8"))
    _, screen = shown(root)
    assert "1 geänderte Datei" in screen
    assert "fh save" in commands(screen)


def test_when_all_is_well_it_shows_what_is_always_useful(shown: Shown, tmp_path: Path) -> None:
    root = registry(tmp_path)
    begun(root)
    _, screen = shown(root)
    assert "Kein Fehler steht im Weg" in screen
    assert "niemand: Alles ist frisch bestätigt" in screen
    assert len(commands(screen)) == 3
    assert commands(screen)[-1] == "fh --help"


def test_the_next_edition_is_the_one_whose_deadline_comes_next(shown: Shown, tmp_path: Path) -> None:
    editions = "ausgaben:\n" + "".join(
        f'  "{year}": {{titel: Heft, redaktionsschluss: "{year}-06-30"}}\n' for year in (2028, 2026, 2029)
    )
    root = write(tmp_path, {"data/initiatives/cafe.yaml": initiative()}, SETTINGS + editions)
    assert "Ausgabe 2028  Redaktionsschluss 30.06.2028, in 86 Wochen" in shown(root)[1]


def test_an_edition_without_its_title_is_a_finding_and_no_fault_of_the_tool(shown: Shown, tmp_path: Path) -> None:
    """Its name is made of digits."""
    root = write(tmp_path, {}, SETTINGS + 'ausgaben:\n  "2026": {redaktionsschluss: "2026-06-30"}\n')
    code, screen = shown(root)
    assert code == 2
    assert "Es fehlt »titel«" in screen
