"""Proposed changes as GitHub and GitLab hand them to a check: small repositories, and what the service tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from projects import SETTINGS, as_yaml
from repositories import begin, commit, git, group, put

CAFE = "data/initiatives/cafe-ankommen.yaml"
RAD = "data/initiatives/radhaus.yaml"
AWO = "data/partners/awo.yaml"
TODAY = SETTINGS.replace("2026-11-02", "2026-06-01")
OFFER = {
    "id": "werkstatt",
    "titel": "Selbsthilfe-Werkstatt",
    "handlungsfeld": "mobilitaet",
    "format": "vor_ort",
    "ort": "Alte Wache",
    "zeiten": {"regeln": [{"tag": "di", "von": "16:00", "bis": "18:00"}]},
}
_OF_A_SERVICE = ("GITHUB_ACTIONS", "GITHUB_EVENT_PATH", "GITHUB_BASE_REF", "GITHUB_STEP_SUMMARY", "GITLAB_CI")


def rad(**fields: Any) -> str:
    """The second group, with an offer."""
    known = {"name": "Radhaus", "kontakt": {"web": "https://radhaus.example"}, "angebote": [OFFER]}
    return group(**{**known, **fields})


def partner(**fields: Any) -> str:
    """A carrier that a group names."""
    known = {"name": "AWO", "status": "aktiv", "rollen": ["traeger"], "kontakt": {"web": "https://awo.example"}}
    return as_yaml({**known, "geprueft_am": "2026-02-01", **fields})


def proposed(tmp_path: Path) -> Path:
    """A registry of two groups and their carrier, on a branch that has changed nothing yet; »main« is the target."""
    folder = begin(tmp_path / "register", {})
    put(folder, "fh.yaml", TODAY)
    put(folder, ".gitignore", "ausgabe/\n.fh/\n")
    put(folder, CAFE, group(traeger="awo"))
    put(folder, RAD, rad())
    put(folder, AWO, partner())
    commit(folder, "2026-03-10")
    git(folder, "switch", "-q", "-c", "vorschlag")
    return folder


def on_github(
    folder: Path, monkeypatch: pytest.MonkeyPatch, base: str = "main", summary: bool = False, **event: Any
) -> dict[str, Any]:
    """The variables and the event file of a pull request from a fork; `event` adds to the file."""
    nowhere(monkeypatch)
    head = git(folder, "rev-parse", "HEAD")
    change = {
        "base": {"sha": git(folder, "rev-parse", base), "ref": "main"},
        "head": {"sha": head, "ref": "patch-1", "repo": {"full_name": "freiwillige/register"}},
    }
    told = {"pull_request": change, **event}
    path = folder.parent / "event.json"
    path.write_text(json.dumps(told), "utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(path))
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.example")
    if summary:
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder.parent / "summary.md"))
    return told


def on_gitlab(folder: Path, monkeypatch: pytest.MonkeyPatch, base: str = "main") -> None:
    """The variables of a merge request."""
    nowhere(monkeypatch)
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", git(folder, "rev-parse", base))
    monkeypatch.setenv("CI_COMMIT_SHA", git(folder, "rev-parse", "HEAD"))
    monkeypatch.setenv("CI_MERGE_REQUEST_SOURCE_PROJECT_URL", "https://gitlab.example/kreis/register")
    monkeypatch.setenv("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "patch-1")


def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No service: these tests may run in one themselves."""
    for name in _OF_A_SERVICE:
        monkeypatch.delenv(name, raising=False)


def text(folder: Path, name: str = "kommentar.md") -> str:
    """A file that `fh ci` wrote."""
    return (folder / "ausgabe/ci" / name).read_text("utf-8")


def merged(folder: Path) -> None:
    """Checks out what GitHub checks: the proposal merged with its target, which has moved on."""
    git(folder, "switch", "-q", "main")
    put(folder, AWO, partner(kurzname="AWO"))
    commit(folder, "2026-03-20")
    git(folder, "switch", "-q", "--detach")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge", "vorschlag")
