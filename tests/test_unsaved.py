"""Work that was not saved for long is one calm line."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from fluechtlingshilfe_cli import terminal
from repositories import commit, group, put
from states import CAFE


@pytest.fixture
def watched(repo, monkeypatch):
    """The repository with one unsaved change, and a person at the terminal."""
    put(repo, "fh.yaml", (repo / "fh.yaml").read_text("utf-8").replace("2026-11-02", "2026-06-10"))
    commit(repo, "2026-06-01")
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: True)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    put(repo, CAFE, group(name="Café Neu"))
    return repo


def aged(path: Path, day: str) -> None:
    moment = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
    os.utime(path, (moment, moment))


def test_old_unsaved_work_is_one_calm_line(watched, fh, monkeypatch):
    aged(watched / CAFE, "2026-06-07")
    line = "Noch nicht gespeichert: 1 Datei, die älteste vom 07.06.2026. Festhalten: fh save"
    assert fh(watched, "validate").err.splitlines().count(line) == 1
    monkeypatch.setenv("CI", "true")
    assert line not in fh(watched, "validate").err
    monkeypatch.delenv("CI")
    assert line not in fh(watched, "validate", "--at", "2026-06-01").err
    assert line not in fh(watched, "list", "initiativen").err
    fh(watched, "save", "--yes")
    assert line not in fh(watched, "validate").err


def test_work_of_today_is_left_in_peace_unless_it_is_much(watched, fh):
    aged(watched / CAFE, "2026-06-08")
    assert "Noch nicht gespeichert" not in fh(watched, "validate").err
    for number in range(19):
        put(watched, f"data/initiatives/neu-{number}.yaml", group(name=f"Neu {number}"))
        aged(watched / f"data/initiatives/neu-{number}.yaml", "2026-06-10")
    assert "Noch nicht gespeichert: 20 Dateien, die älteste vom 08.06.2026." in fh(watched, "validate").err


def test_nobody_at_the_terminal_is_reminded_of_nothing(watched, fh, monkeypatch):
    aged(watched / CAFE, "2026-01-01")
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: False)
    assert "gespeichert" not in fh(watched, "validate").err
