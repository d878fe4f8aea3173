"""The directories a project makes, as `fh.yaml` describes them, and the files they need: texts and logos.

`verzeichnis` is the large one; each of `verzeichnisse` says only what is different. Here nothing is laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from .documents import read
from .findings import Path, Place, Problem
from .project import SETTINGS, Project
from .resources import Folder

MAIN, OTHERS = "verzeichnis", "verzeichnisse"
GERMAN = "de"
_LARGEST = 2_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_FENCE = "---"


class UnknownDirectory(Exception):
    """There is no such directory in fh.yaml; the sentence names those there are."""


class TextFault(Exception):
    """A file named in fh.yaml cannot be used; the sentence says why."""


def book(project: Project, name: str = "") -> dict[str, Any]:
    """The settings of a directory: the large one, changed by what another says. Raises `UnknownDirectory`."""
    main = project.settings.get(MAIN) or {}
    if not name:
        return dict(main)
    others = project.settings.get(OTHERS) or {}
    if name not in others:
        known = f"Bekannt sind: {', '.join(others)}." if others else f"In fh.yaml stehen noch keine (»{OTHERS}«)."
        raise UnknownDirectory(f"Das Verzeichnis »{name}« gibt es nicht. {known}")
    return {**main, "untertitel": "", "uebersetzungen": (), **others[name]}


def language_of_titles(project: Project, one: Mapping[str, Any]) -> str:
    """The language the titles of its sections are written in: its own, or that of the large one that gives them."""
    main = project.settings.get(MAIN) or {}
    return str(one.get("sprache", GERMAN)) if one.get("abschnitte") is not main.get("abschnitte") else GERMAN


def front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """What stands between two lines `---` at the very beginning, and the rest. Raises `TextFault`."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != _FENCE:
        return {}, text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if not end:
        raise TextFault(f"Der Kopf zwischen den Zeilen »{_FENCE}« hat kein Ende.")
    document = read("\n".join(lines[1:end]).encode())
    if document.accident or not isinstance(document.data, dict):
        raise TextFault("Der Kopf des Textes ist nicht lesbar. Erwartet werden Zeilen wie »titel: Vorwort«.")
    about = {key: value for key, value in document.data.items() if isinstance(value, str)}
    return about, "\n".join(lines[end + 1 :])


def text_of(project: Project, name: str) -> str:
    """A text file of the project. Raises `TextFault`."""
    try:
        text = _content(project, name).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TextFault("Die Datei ist kein Text in UTF-8. Bitte im Editor als UTF-8 speichern.") from None
    front_matter(text)
    return text


def logo_of(project: Project, name: str) -> tuple[str, bytes]:
    """Kind (svg or png) and content of a picture. Raises `TextFault`."""
    content = _content(project, name)
    if content.startswith(_PNG):
        return "png", content
    if name.lower().endswith(".svg") and b"<svg" in content[:2000]:
        return "svg", content
    raise TextFault("Das ist kein Bild in einem brauchbaren Format. Möglich sind SVG und PNG.")


def faults(project: Project) -> Iterator[Problem]:
    """The files named in `fh.yaml` that cannot be used, at the place that names them."""
    settings = project.settings
    books: dict[Path, dict[str, Any]] = {(MAIN,): settings.get(MAIN) or {}}
    books |= {(OTHERS, name): one for name, one in (settings.get(OTHERS) or {}).items()}
    for path, one in books.items():
        for place, name, use in _files(path, one):
            try:
                use(project, name)
            except TextFault as fault:
                yield Problem(Place(SETTINGS, place), f"»{name}«: {fault}")


def _files(path: Path, one: Mapping[str, Any]) -> Iterator[tuple[Path, str, Any]]:
    for number, logo in enumerate(one.get("logos") or ()):
        yield (*path, "logos", number, "datei"), logo["datei"], logo_of
    for number, section in enumerate(one.get("abschnitte") or ()):
        place: Path = (*path, "abschnitte", number)
        if "text" in section:
            yield (*place, "text"), section["text"], text_of
        for index, translation in enumerate(section.get("uebersetzungen") or ()):
            if "text" in translation:
                yield (*place, "uebersetzungen", index, "text"), translation["text"], text_of


def _content(project: Project, name: str) -> bytes:
    place: Folder = project.tree / name
    if FilePath(name).is_absolute() or ".." in FilePath(name).parts or not _is_inside(project, place):
        raise TextFault("Die Datei liegt nicht im Ordner des Registers. Bitte dorthin kopieren.")
    if _is_private(project, name):
        raise TextFault("Was im privaten Ordner liegt, wird nicht gedruckt. Bitte an einen anderen Ort kopieren.")
    if not place.is_file():
        raise TextFault("Diese Datei gibt es nicht. Bitte anlegen oder die Zeile herausnehmen.")
    try:
        content = place.read_bytes()
    except OSError as error:
        raise TextFault(f"Die Datei ist nicht lesbar: {error.strerror}.") from None
    if len(content) > _LARGEST:
        raise TextFault("Die Datei ist größer als 2 MB. Bitte verkleinern.")
    return content


def _is_private(project: Project, name: str) -> bool:
    private = project.settings.get("privat")
    if not private:
        return False
    return (project.root / name).resolve().is_relative_to((project.root / FilePath(private).expanduser()).resolve())


def _is_inside(project: Project, place: Folder) -> bool:
    """Whether it lies in the project, also where a link leads elsewhere; a stored state holds nothing else."""
    return not isinstance(place, FilePath) or place.resolve().is_relative_to(project.root.resolve())
