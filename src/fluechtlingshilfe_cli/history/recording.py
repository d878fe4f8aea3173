"""New states: stored without touching anything that is not meant, so that an interruption leaves all as it was.

A state is built aside, with an index of its own, and becomes the current one in a single step. What others prepared
in git's index stays there. Files of the work tree are only ever written from stored contents.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from .calling import GitFailedError, HistoryError, asked, git, names
from .repository import Repository, Revision

_UNDERWAY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


def begin_history(folder: Path) -> Repository:
    """Makes the folder remember its states from now on."""
    from .repository import find_repository

    git(folder, "init", "--quiet", "--initial-branch=main")
    return find_repository(folder)


def ensure_free(repository: Repository) -> None:
    """Raises `HistoryError` where storing now would mix things up."""
    if repository.is_bare:
        raise HistoryError(
            "Hier liegen nur gespeicherte Stände, keine Dateien; gespeichert wird im Ordner des Registers."
        )
    if is_underway(repository):
        raise HistoryError(
            "Gerade werden zwei Fassungen des Registers zusammengeführt. Erst danach kann gespeichert oder etwas\n"
            "zurückgenommen werden; es wurde nichts verändert. Wie es steht, zeigt: git status"
        )
    if asked(repository.folder, "symbolic-ref", "--quiet", "HEAD") is None:
        raise HistoryError(
            "Geöffnet ist gerade ein früherer Stand; was hier gespeichert würde, ginge leicht verloren.\n"
            "Zurück zum jetzigen, meist mit: git switch main"
        )


def is_underway(repository: Repository) -> bool:
    """Whether two versions are just being merged."""
    if any((repository.git_dir / name).exists() for name in _UNDERWAY):
        return True
    return not repository.is_bare and bool(git(repository.folder, "ls-files", "--unmerged", "-z"))


def store(
    repository: Repository, changed: Sequence[str], message: str, author: tuple[str, str], base: Revision | None
) -> str:
    """Stores the files as they are on top of `base`; the new commit. Raises `HistoryError`."""
    with _own_index() as own:
        if base:
            git(repository.folder, "read-tree", base.commit, more=own)
        _take(repository, changed, own)
        tree = git(repository.folder, "write-tree", more=own).decode("ascii").strip()
    commit = _advance(repository, tree, message, author, base, "fh save")
    _settle_index(repository, changed)
    return commit


def store_again(
    repository: Repository, earlier: str, changed: Sequence[str], message: str, author: tuple[str, str], base: Revision
) -> str:
    """Makes the files of an earlier state the newest one, in the history and then on disk; the new commit."""
    tree = git(repository.folder, "rev-parse", "--verify", f"{earlier}^{{tree}}").decode("ascii").strip()
    commit = _advance(repository, tree, message, author, base, "fh undo")
    restore(repository, commit, changed)
    return commit


def restore(repository: Repository, commit: str, changed: Sequence[str]) -> None:
    """Writes files as they are in a state, and takes away those it does not have."""
    with _own_index() as own:
        git(repository.folder, "read-tree", commit, more=own)
        known = set(names(git(repository.folder, "ls-files", "-z", more=own)))
        _put_back(repository, [name for name in changed if name in known], own)
    for name in changed:
        if name not in known:
            (repository.folder / name).unlink(missing_ok=True)
    _settle_index(repository, changed)


def prepared(repository: Repository, changed: Iterable[str], base: Revision | None) -> dict[str, bytes]:
    """What somebody prepared in git's index that is neither stored nor on disk; storing would take it away."""
    wanted = set(changed)
    index = {name: id for name, id in repository.index().ids.items() if name in wanted}
    stored = repository.tree(base).inside(repository.prefix).ids if base else {}
    on_disk = repository.ids_on_disk(list(index))
    lost = [name for name, id in index.items() if id not in (stored.get(name), on_disk.get(name))]
    return dict(zip(lost, repository.index().stream(lost), strict=True)) if lost else {}


def marked(repository: Repository, name: str) -> str | None:
    """The commit a tag stands at; None where there is no such tag."""
    return asked(repository.folder, "rev-parse", "--verify", "--quiet", f"refs/tags/{name}^{{commit}}") or None


def mark(repository: Repository, name: str, commit: str) -> None:
    """Sets a tag at a state, unless it stands elsewhere already. Raises `HistoryError`."""
    if marked(repository, name) == commit:
        return
    if asked(repository.folder, "check-ref-format", f"refs/tags/{name}") is None:
        raise HistoryError(f"»{name}« kann keine Marke sein. Möglich sind Buchstaben, Ziffern und Bindestriche.")
    git(repository.folder, "update-ref", f"refs/tags/{name}", commit, "")


def has_identity(repository: Repository) -> bool:
    """Whether git knows who stores."""
    named = bool(os.environ.get("GIT_AUTHOR_NAME") or asked(repository.folder, "config", "user.name"))
    return named and bool(os.environ.get("GIT_AUTHOR_EMAIL") or asked(repository.folder, "config", "user.email"))


def set_identity(repository: Repository, name: str, email: str) -> None:
    """Notes for this repository who stores. Raises `HistoryError`."""
    for key, value in (("user.name", name), ("user.email", email)):
        git(repository.folder, "config", "--local", key, value)


def upload(repository: Repository, may_ask: bool) -> None:
    """Sends the states to where they are kept for others. Raises `HistoryError` with what to do."""
    target = asked(repository.folder, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    arguments = ["push", "--quiet"]
    if not target:
        places = (asked(repository.folder, "remote") or "").split()
        if len(places) != 1:
            raise HistoryError("Wohin hochgeladen wird, ist noch nicht eingerichtet: git remote add origin ADRESSE")
        arguments += ["--set-upstream", places[0], "HEAD"]
    more = {"GIT_TERMINAL_PROMPT": "1"} if may_ask else {"GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}
    try:
        git(repository.folder, *arguments, more=more)
    except GitFailedError as error:
        if "rejected" in error.words or "fetch first" in error.words:
            raise HistoryError(
                "Jemand anderes hat inzwischen auch etwas hochgeladen. Zusammenführen: git pull, danach: fh save"
            ) from None
        raise HistoryError(f"Der Ort zum Hochladen war nicht erreichbar. {_last_line(error.words)}") from None


def waits_for_upload(repository: Repository) -> bool:
    """Whether there are states that were not uploaded yet."""
    ahead = asked(repository.folder, "rev-list", "--count", "@{upstream}..HEAD")
    return ahead is None or ahead != "0"


def parents(repository: Repository, commit: str) -> list[str]:
    """The states a state came from."""
    return (asked(repository.folder, "rev-list", "--parents", "-n", "1", commit) or commit).split()[1:]


def message_of(repository: Repository, commit: str) -> tuple[str, str]:
    """Who stored a state, and the first line of what was said."""
    author, _, subject = (asked(repository.folder, "log", "-1", "--format=%an%n%s", commit) or "").partition("\n")
    return author, subject


@contextlib.contextmanager
def _own_index() -> Iterator[Mapping[str, str]]:
    with tempfile.TemporaryDirectory(prefix="fh-") as folder:
        yield {"GIT_INDEX_FILE": str(Path(folder) / "index")}


def _take(repository: Repository, changed: Sequence[str], index: Mapping[str, str] | None) -> None:
    """Takes files as they are on disk into an index; those that are gone leave it."""
    listed = "".join(f"{name}\0" for name in changed)
    arguments = ("update-index", "--add", "--remove", "--replace", "-z", "--stdin")
    git(repository.folder, *arguments, stdin=os.fsencode(listed), more=index)


def _put_back(repository: Repository, kept: Sequence[str], index: Mapping[str, str]) -> None:
    if kept:
        listed = "".join(f"{name}\0" for name in kept)
        git(repository.folder, "checkout-index", "--force", "-z", "--stdin", stdin=os.fsencode(listed), more=index)


def _advance(
    repository: Repository, tree: str, message: str, author: tuple[str, str], base: Revision | None, why: str
) -> str:
    """The one step that counts: a new state becomes the current one, unless somebody was quicker."""
    more = {}
    if not has_identity(repository):
        name, email = author
        more = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", name), ("EMAIL", email))
        }
    above = ["-p", base.commit] if base else []
    made = git(repository.folder, "commit-tree", tree, *above, "-F", "-", stdin=message.encode(), more=more)
    commit = made.decode("ascii").strip()
    git(repository.folder, "update-ref", "-m", why, "HEAD", commit, base.commit if base else "", more=more)
    return commit


def _settle_index(repository: Repository, changed: Sequence[str]) -> None:
    """Makes git's index agree for these files. If it cannot be written just now, nothing is lost by it."""
    with contextlib.suppress(GitFailedError):
        _take(repository, changed, None)


def _last_line(words: str) -> str:
    lines = [line for line in words.splitlines() if line.strip()]
    return lines[-1] if lines else ""
