"""The life of one file: every state it was saved in, newest first, under whatever name it had then."""

from __future__ import annotations

import os
from typing import NamedTuple

from .calling import git
from .repository import Repository, Revision

_MARK = "\x01"


class Version(NamedTuple):
    """A state that changed the file. `blob` is None where the file went away; `name` is its name from then on."""

    commit: str
    saved: int
    author: str
    subject: str
    name: str
    blob: str | None


def versions(repository: Repository, name: str) -> list[Version]:
    """All states that changed a file, newest first; a merge counts once, with what it brought. Renames are followed."""
    answer = git(
        repository.folder,
        "log",
        "--first-parent",
        "-m",
        "--follow",
        "--find-renames",
        "--raw",
        "--no-abbrev",
        "-z",
        f"--format={_MARK}%H%n%ct%n%an%n%s",
        "HEAD",
        "--",
        name,
    )
    found: list[Version] = []
    for part in os.fsdecode(answer).split(_MARK)[1:]:
        head, *rest = part.split("\0")
        commit, moment, author, subject = head.split("\n", 3)
        change = next((piece for piece in rest if piece.lstrip("\n").startswith(":")), "")
        if not change:
            continue
        paths = rest[rest.index(change) + 1 :]
        status = change.split()[-1]
        blob = change.split()[3]
        path = paths[1] if status[0] in "RC" else paths[0]
        inside = path.removeprefix(repository.prefix)
        found.append(Version(commit, int(moment), author, subject, inside, blob if blob.strip("0") else None))
    return found


def last_marked(repository: Repository, base: Revision, mark: str) -> dict[str, tuple[str, str]]:
    """Files changed since `base` by states whose message ends with `mark: …`; of each the last commit and blob.

    Only files that are still there then.
    """
    answer = git(
        repository.folder,
        "log",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--relative",
        "-z",
        f"--format={_MARK}%H %(trailers:key={mark},valueonly)",
        f"{base.commit}..HEAD",
    )
    found: dict[str, tuple[str, str]] = {}
    for part in os.fsdecode(answer).split(_MARK)[1:]:
        head, *rest = part.split("\0")
        commit, _, value = head.partition(" ")
        pieces = iter(rest if value.strip() else ())
        for piece in pieces:
            if piece.lstrip("\n").startswith(":"):
                name, blob = next(pieces), piece.split()[3]
                if blob.strip("0"):
                    found.setdefault(name, (commit, blob))
    return found
