"""What can come next on a command line: commands, options, kinds, ids, fields and words. Silent when unsure.

Shells call this on every press of the tab key, so it loads no more than it needs and never complains.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .commands import COMMANDS
from .folding import key

Candidate = tuple[str, str]
"""What would stand on the line, and a few words about it."""

FILES = "\0files"
"""Asks the shell to offer files."""

_ON_RECORDS = ("set", "add", "remove", "confirm", "edit", "rename", "end")
_SHELLS = ("bash", "zsh", "fish", "powershell")


def completions(line: str, folder: Path) -> list[Candidate]:
    """The candidates for the last word of a command line as typed so far; empty when nothing fits."""
    words = _words(line)
    if len(words) < 2:
        return []
    typed, before = words[-1], words[1:-1]
    if not before:
        return _starting(typed, COMMANDS.items())
    name = before[0]
    if name == "help":
        return _starting(typed, COMMANDS.items())
    if name not in COMMANDS:
        return []
    parameters = _parameters(name)
    option = next((p for p in parameters if before[-1] in p.opts and before[-1] != name), None)
    if option is not None and _takes_value(option):
        return _starting(typed, _for_option(option, name, before, folder))
    if typed.startswith("-"):
        options = (
            (opt, p.help or "")
            for p in parameters
            for opt in p.opts
            if opt.startswith("--") and not getattr(p, "hidden", False)
        )
        return _starting(typed, [*options, ("--help", "Zeigt diese Hilfe.")])
    given = _arguments(before[1:], parameters)
    return _starting(typed, _for_argument(name, given, typed, folder))


def _words(line: str) -> list[str]:
    """The words of the line; the last one is what is being typed, empty after a blank."""
    for attempt in (line, line + '"', line + "'"):
        try:
            words = shlex.split(attempt)
        except ValueError:
            continue
        return [*words, ""] if line[-1:].isspace() or not words else words
    return []


def _parameters(name: str) -> list[Any]:
    from ._typer import load

    try:
        return list(load(name).params)
    except (ImportError, AttributeError):  # a command of the table that is not there yet
        return []


def _takes_value(parameter: Any) -> bool:
    return parameter.param_type_name == "option" and not (
        getattr(parameter, "is_flag", False) or getattr(parameter, "count", False)
    )


def _arguments(words: list[str], parameters: list[Any]) -> list[str]:
    """The words that are no options and no values of options."""
    valued = {opt for p in parameters if _takes_value(p) for opt in p.opts}
    result: list[str] = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in valued:
            skip = True
        elif not word.startswith("-") or word == "-":
            result.append(word)
    return result


def _for_option(option: Any, name: str, before: list[str], folder: Path) -> Iterable[Candidate]:
    if choices := getattr(option.type, "choices", None):
        return [(str(choice), "") for choice in choices]
    if "--kreis" in option.opts:
        from .districts import districts

        return [(district.code, district.name) for district in districts()]
    if "--format" in option.opts and name == "validate":
        from .output import FORMATS

        return [(form.name, form.help) for form in FORMATS.values()]
    if "--color" in option.opts:
        return [("auto", ""), ("always", "immer"), ("never", "nie")]
    if "--set" in option.opts:
        project = _project(folder)
        kind = project and next((found for word in before[1:] if (found := project.kinds.called(word))), None)
        return _fields(kind, "") if kind else []
    return [(FILES, "")]


def _for_argument(name: str, given: list[str], typed: str, folder: Path) -> Iterable[Candidate]:
    if name == "completion":
        return [(shell, "") for shell in _SHELLS]
    if name == "init":
        return [(FILES, "")]
    if (name == "import" and given) or (name == "new" and given):
        return [(FILES, "")]
    project = _project(folder)
    if project is None:
        return []
    if name in ("list", "new", "import", "schema") and not given:
        return [
            (kind.names[1] if name in ("list", "import") else kind.name, kind.plural) for kind in project.kinds.values()
        ]
    if name == "list":
        kind = project.kinds.called(given[0])
        return _fields(kind, typed, project) if kind else []
    if name == "explain":
        from .rules import RULES

        codes = [(code, rule.title) for code, rule in RULES.items()]
        return [
            *codes,
            *((kind.name, kind.title) for kind in project.kinds.values()),
            *((n, "Wortliste") for n in project.vocabularies.names()),
        ]
    if name in ("set", "add", "remove") and given:
        kinds = (kind for kind in project.kinds.values() for path in project.files(kind) if path.stem == given[0])
        kind = next(kinds, None)
        return _fields(kind, typed, project) if kind else []
    if name in ("show", "validate", "fmt") or (name in _ON_RECORDS and (name == "confirm" or not given)):
        return [*_ids(project), *([(FILES, "")] if name in ("validate", "fmt") else [])]
    return []


def _ids(project: Any) -> Iterator[Candidate]:
    """The ids of all public records, from the names of their files alone."""
    for kind in project.kinds.values():
        if not kind.private:
            for path in project.files(kind):
                yield path.stem, kind.title


def _fields(kind: Any, typed: str, project: Any = None) -> Iterator[Candidate]:
    """Fields as `feld=`, and after the sign the words of the field's list."""
    name, equals, _ = typed.partition("=")
    if equals and project is not None:
        found = kind.called(name)
        vocabulary = found[0].vocabulary if found else None
        if vocabulary:
            for code, word in project.vocabularies[vocabulary].words.items():
                yield f"{name}={code}", word.label()
        return
    for field in kind.fields.values():
        if field.type != "object":
            yield f"{field.path}=", field.label


def _project(folder: Path) -> Any:
    from .project import BrokenSettings, NoProject, find_project
    from .schemas.compiling import SchemaFault

    try:
        return find_project(folder)
    except (NoProject, BrokenSettings, SchemaFault, OSError):
        return None


def _starting(typed: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that begin with what was typed; when none does, those whose explanation has a word like it."""
    all_of_them = list(candidates)
    files = [candidate for candidate in all_of_them if candidate[0] == FILES]
    found = [candidate for candidate in all_of_them if candidate[0] != FILES and candidate[0].startswith(typed)]
    if not found and len(typed) > 2 and not typed.startswith("-"):
        found = [candidate for candidate in all_of_them if candidate[0] != FILES and _begins(candidate[1], typed)]
    return [*found, *files]


def _begins(text: str, typed: str) -> bool:
    """Whether a word of the text begins with what was typed, however it is spelt."""
    wanted = key(typed)
    return bool(wanted) and any(key(word).startswith(wanted) for word in text.split())
