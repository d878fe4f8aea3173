"""`fh report aenderungen` on the example, against a count over the raw YAML of two folders."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.views.reports import REPORTS, Before, Options

ROOT = Path(__file__).resolve().parents[2]
GONE = """\
titel: Ein Klavier
art: gesuch
status: aktiv
gemeldet_am: "2024-05-06"
"""
BY_TOOL = {"letzte_aenderung", "angelegt_am", "herkunft"}


def raw(root: Path) -> dict[str, dict[str, Any]]:
    """Every record by folder and name, without what the tool notes."""
    found = {}
    for path in sorted((root / "data").rglob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        folder = path.relative_to(root / "data").parts[0]
        found[f"{folder}/{path.stem}"] = {name: value for name, value in data.items() if name not in BY_TOOL}
    return found


def earlier(folder: Path) -> Path:
    """The example as it might have been: two initiatives not there yet, a need more, another name, another id."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "fh.yaml", folder)
    initiatives = sorted((folder / "data/initiatives").glob("*.yaml"))
    for path in initiatives[:2]:
        path.unlink()
    running = [path for path in initiatives[2:] if "\nstatus: beendet" not in path.read_text("utf-8")]
    ended = next(path for path in initiatives[2:] if path not in running)
    ended.write_text(ended.read_text("utf-8").replace("\nstatus: beendet", "\nstatus: aktiv"), "utf-8")
    running[0].write_text(re.sub(r"\nname: .*", r"\nname: Frühere Runde", running[0].read_text("utf-8")), "utf-8")
    running[2].write_text(
        re.sub(r"\ngeprueft_am: .*", '\ngeprueft_am: "2025-02-03"', running[2].read_text("utf-8")), "utf-8"
    )
    running[1].rename(running[1].with_stem("hiess-einmal-anders"))
    (folder / "data/needs/weg.yaml").write_text(GONE, "utf-8")
    return folder


def test_changes_are_those_between_the_files(tmp_path):
    then, now = raw(earlier(tmp_path)), raw(ROOT)
    added, removed = now.keys() - then.keys(), then.keys() - now.keys()
    renamed = {new for new in added for old in removed if now[new] == then[old]}
    both = {key for key in now.keys() & then.keys() if now[key] != then[key]}
    ended = {key for key in both if now[key]["status"] == "beendet" != then[key]["status"]}
    checked = {key for key in both if {**now[key], "geprueft_am": ""} == {**then[key], "geprueft_am": ""}}
    before = Before(load_registry(Project(tmp_path))[0], date(2025, 12, 31))
    report = REPORTS["aenderungen"].make(load_registry(Project(ROOT))[0], Options(before=before))
    found = {figure.name: figure.value for figure in report.figures()}
    assert found == {
        "eintraege_neu": len(added - renamed),
        "eintraege_beendet": len(ended),
        "eintraege_umbenannt": len(renamed),
        "eintraege_entfallen": len(removed) - len(renamed),
        "eintraege_geaendert": len(both - ended - checked),
        "eintraege_bestaetigt": len(checked),
    }
    assert list(found.values()) == [2, 1, 1, 1, 1, 1]
    assert all(figure.value == len(figure.ids) for figure in report.figures())
