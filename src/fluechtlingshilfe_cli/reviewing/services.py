"""Where a check runs, and the state that a proposed change is compared with.

What GitHub and GitLab tell in variables and event files is believed only as names of states; nothing of it is run.
GitHub checks the merge of a change with its target: the first parent of that merge is what the change meets.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..history import HistoryError, Repository, find_repository
from ..history.recording import parents
from ..project import Project
from ..since import Scope, since

_DEEPER = {
    "GitHub": "In der Datei unter .github/workflows gehört zu actions/checkout:\n  with:\n    fetch-depth: 0",
    "GitLab": 'In der Datei .gitlab-ci.yml gehört zur Prüfung:\n  variables:\n    GIT_DEPTH: "0"',
    "": "Den ganzen Verlauf holt: git fetch --unshallow",
}


@dataclass(frozen=True, slots=True)
class Service:
    """Who runs the check; the empty name is any other place.

    `bases`: names of the state to compare with, the best first; none where no change is proposed. `head`: the commit
    its author made. `editor`: the address at which its author edits a file, up to the file's path.
    """

    name: str = ""
    bases: tuple[str, ...] = ()
    head: str = ""
    editor: str = ""
    summary: Path | None = None

    def edit_address(self, file: str, line: int) -> str:
        """Where the author changes this line, empty where that is not known. `file` from the repository's root."""
        return f"{self.editor}{quote(file)}#L{line}" if self.editor else ""


def detect(environment: Mapping[str, str]) -> Service:
    """The service whose variables are set."""
    if environment.get("GITHUB_ACTIONS") == "true":
        return _github(environment)
    if environment.get("GITLAB_CI"):
        return _gitlab(environment)
    return Service()


def scope_of(project: Project, service: Service, state: str | None) -> Scope | None:
    """The change to judge: since a state asked for, else what is proposed; None when all counts.

    Raises `HistoryError` where the state to compare with is not here, with how to get it.
    """
    if state is not None:
        return since(project, state)
    if not service.bases:
        return None
    repository = find_repository(project.root)
    for name in (_met(repository, service.head), *service.bases):
        scope = _since(project, name)
        if scope is not None and scope.is_exact:
            return scope
    raise HistoryError(
        "Womit diese Änderung verglichen werden soll, ist hier nicht bekannt: "
        f"Der Verlauf wurde nicht vollständig geladen.\n{_DEEPER[service.name]}"
    )


def _since(project: Project, name: str) -> Scope | None:
    try:
        return since(project, name) if name else None
    except HistoryError:
        return None


def _met(repository: Repository, head: str) -> str:
    """What a change was merged with for the check, empty where the files are those of its author."""
    above = parents(repository, "HEAD")
    return above[0] if len(above) == 2 and above[1] == head else ""


def _github(environment: Mapping[str, str]) -> Service:
    event = _event(environment.get("GITHUB_EVENT_PATH", ""))
    change, queue = _part(event, "pull_request"), _part(event, "merge_group")
    base, head = _part(change, "base"), _part(change, "head")
    target = environment.get("GITHUB_BASE_REF", "")
    bases = (_text(base, "sha"), _text(queue, "base_sha"), f"origin/{target}" if target else "")
    home = _text(_part(head, "repo"), "full_name")
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    branch = _text(head, "ref")
    summary = environment.get("GITHUB_STEP_SUMMARY")
    return Service(
        "GitHub",
        tuple(filter(None, bases)),
        _text(head, "sha"),
        f"{server}/{quote(home)}/edit/{quote(branch)}/" if home and branch else "",
        Path(summary) if summary else None,
    )


def _gitlab(environment: Mapping[str, str]) -> Service:
    names = ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA")
    bases = tuple(base for name in names if (base := environment.get(name)))
    home = environment.get("CI_MERGE_REQUEST_SOURCE_PROJECT_URL", "")
    branch = environment.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "")
    return Service(
        "GitLab",
        bases,
        environment.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or environment.get("CI_COMMIT_SHA", ""),
        f"{home}/-/edit/{quote(branch)}/" if home and branch else "",
    )


def _event(path: str) -> dict[str, Any]:
    try:
        data = json.loads(Path(path).read_text("utf-8")) if path else {}
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = data.get(name)
    return part if isinstance(part, Mapping) else {}


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""
