"""Small projects on disk, told by the fields that matter; the rest is the schema's own example of each kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fluechtlingshilfe_cli.checks import check
from fluechtlingshilfe_cli.findings import Finding
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.resources import Resources
from fluechtlingshilfe_cli.rules import RULES
from fluechtlingshilfe_cli.schemas.kinds import Kind, Kinds
from fluechtlingshilfe_cli.schemas.vocabularies import Vocabularies, Vocabulary

Files = dict[str, dict[str, Any]]
"""File names with the fields laid over the example record of their kind; `~` takes a field away."""

SETTINGS = {"name": "Register", "kreis": "01053", "bundesland": "SH", "stichtag": "2026-11-02"}
IMPRINT = {"titel": "Gemeinsam ankommen", "herausgeber": "Koordinierungsstelle", "verantwortlich": "Leitung"}
MUNICIPALITIES = """\
ags,name,art,amt,einwohner,einwohner_stand,lat,lon
01053032,Geesthacht,Stadt,Geesthacht,30551,,53.43575,10.3779
01053090,Mölln,Stadt,Mölln,18522,,53.62702,10.68476
01053100,Ratzeburg,Stadt,Ratzeburg,14020,,53.70085,10.75667
"""
POSTCODES = "# Beispiel\nplz,ort,ags\n21502,Geesthacht,01053032\n23879,Mölln,01053090\n23909,Ratzeburg,01053100\n"


def build(root: Path, files: Files) -> Project:
    """A project that holds the files of an example."""
    kinds = _kinds()
    settings = dict(SETTINGS)
    for name, fields in files.items():
        if name == "fh.yaml":
            continue
        kind, base = _kind_of(name, kinds)
        if kind.private:
            settings["privat"] = base
        _write(root / name, {**kind.schema["examples"][0], **fields})
    given = dict(files.get("fh.yaml", {}))
    if directory := given.get("verzeichnis"):
        given["verzeichnis"] = {**IMPRINT, **directory}
    _write(root / "fh.yaml", {**settings, **given})
    (root / "data").mkdir(parents=True, exist_ok=True)
    (root / "data/municipalities.csv").write_text(MUNICIPALITIES, "utf-8")
    (root / "data/plz.csv").write_text(POSTCODES, "utf-8")
    return Project(root)


def _kinds() -> Kinds:
    resources = Resources(None)
    empty = {name: lambda name=name: Vocabulary(name, name, {}) for name in ("gemeinden", "teilkreise")}
    return Kinds(resources, Vocabularies(resources, empty))


def _kind_of(name: str, kinds: Kinds) -> tuple[Kind, str]:
    """The kind a file belongs to and the folder before that of the kind."""
    for kind in kinds.values():
        if match := re.match(rf"(|.*/){kind.folder}/", name):
            return kind, match[1].rstrip("/")
    raise AssertionError(f"{name} lies in no folder of a kind")


def _write(path: Path, fields: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in fields.items() if value != "~"}
    path.write_text("".join(f"{name}: {json.dumps(kept[name], ensure_ascii=False)}\n" for name in kept), "utf-8")


def findings(root: Path, files: Files, codes: Iterable[str]) -> list[Finding]:
    """All findings when only the rules of these codes run."""
    return check(build(root, files), [RULES[code] for code in codes]).findings


def told(root: Path, files: Files, *codes: str) -> list[tuple[str, str, str]]:
    """The same as code, file and pointer."""
    return [(finding.code, finding.path, finding.pointer) for finding in findings(root, files, codes)]
