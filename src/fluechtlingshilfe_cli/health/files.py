"""Files with odd endings or letters, files nobody reads because they lie beside the folders, and left-over drafts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..documents import read
from ..naming import DRAFT
from ..project import Project
from ..writing import write_bytes
from ._line import Line, Repair, State, some

_MARK = b"\xef\xbb\xbf"


def files(project: Project) -> Iterator[Line]:
    """What lies where it should not, or is written as only some programs write it."""
    odd, stray, count = [], [], 0
    mendable: list[Path] = []
    for path in _yaml_below(project):
        name = project.name_of(path)
        if project.kind_of(path) is None:
            stray.append(name)
            continue
        count += 1
        if path.suffix == ".yml":
            odd.append(f"{name} (endet auf .yml statt .yaml)")
            continue
        try:
            raw = path.read_bytes()
        except OSError:
            continue
        if raw.startswith(_MARK):
            odd.append(f"{name} (unsichtbares Zeichen am Anfang)")
        elif b"\r\n" in raw:
            odd.append(f"{name} (Windows-Zeilenenden)")
        else:
            continue
        mendable += [path] if _mended(raw) is not None else []
    if stray:
        yield Line(
            State.NOTE,
            f"Gehört zu keiner Art und wird nicht gelesen: {some(stray)}.",
            "Bitte in den richtigen Ordner verschieben.",
        )
    if odd:
        many = "1 Datei" if len(mendable) == 1 else f"{len(mendable)} Dateien"
        what = f"{many} als UTF-8 mit Zeilenende LF schreiben; der Inhalt bleibt"
        yield Line(
            State.NOTE,
            f"Ungewöhnliche Dateien: {some(odd)}.",
            "Lesbar sind sie meist trotzdem; im Editor als UTF-8 mit Zeilenende LF speichern.",
            Repair(what, partial(_mend, mendable)) if mendable else None,
        )
    if not stray and not odd:
        told = {0: "Noch keine Einträge", 1: "1 Datei liegt, wo sie hingehört"}
        yield Line(State.FINE, told.get(count, f"{count} Dateien liegen, wo sie hingehören"))


def drafts(project: Project) -> Iterator[Line]:
    """Drafts of edits that nobody finished; one that says what the record says can go."""
    found = [
        (path.with_name(f"{path.name[1:].removesuffix(DRAFT)}.yaml"), path)
        for kind in project.kinds.values()
        if (base := project.base(kind))
        for path in sorted((base / kind.folder).rglob(f".*{DRAFT}"))
    ]
    if not found:
        return
    same = [draft for record, draft in found if record.is_file() and record.read_bytes() == draft.read_bytes()]

    def remove() -> str:
        for draft in same:
            draft.unlink(missing_ok=True)
        return "Entwürfe ohne eigenen Inhalt gelöscht"

    names = some([record.stem for record, _ in found])
    yield Line(
        State.NOTE,
        f"Angefangene Bearbeitungen liegen noch da: {names}.",
        f"Weitermachen oder verwerfen: fh edit {found[0][0].stem}",
        Repair(f"Löschen, was dem Eintrag gleicht: {some([draft.name for draft in same])}", remove) if same else None,
    )


def _mended(raw: bytes) -> bytes | None:
    """The same content, as all files are written; None where that is not sure."""
    plain = raw.removeprefix(_MARK).replace(b"\r\n", b"\n")
    before, after = read(raw), read(plain)
    return plain if before.accident is None and after.accident is None and before.data == after.data else None


def _mend(paths: list[Path]) -> str:
    for path in paths:
        if (plain := _mended(path.read_bytes())) is not None:
            write_bytes(path, plain)
    return f"Neu geschrieben: {some([path.name for path in paths])}"


def _yaml_below(project: Project) -> Iterator[Path]:
    """All YAML files in the folders that hold the kinds' folders, such as `data/`, and in the private ones."""
    tops = {project.root / kind.folder.partition("/")[0] for kind in project.kinds.values() if not kind.private}
    tops |= {base / kind.folder for kind in project.kinds.values() if kind.private and (base := project.base(kind))}
    found: set[Path] = set()
    for top in tops:
        for folder, names, leaves in os.walk(top):
            names[:] = [name for name in names if not name.startswith(".")]
            found.update(
                Path(folder, leaf) for leaf in leaves if leaf.endswith((".yaml", ".yml")) and not leaf.startswith(".")
            )
    return iter(sorted(found))
