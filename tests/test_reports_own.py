"""Reports a project describes itself."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.cli import run
from small_registries import registry

ROOT = Path(__file__).resolve().parent.parent
OWN = """\
titel: Telefonliste
beschreibung: Alle Gruppen mit Nummer.
intern: "false"
einleitung: Für den Anrufbeantworter.
abschnitte:
  - titel: Gruppen in Mölln
    art: initiativen
    filter:
      gemeinde: Mölln
    wo: ["gruendungsjahr>=2015"]
    spalten: name,gemeinde,gruendungsjahr,geprueft_am
    ordnung: -gruendungsjahr
"""


def own(tmp_path: Path, description: str = OWN, **templates: str) -> Path:
    source = registry(tmp_path)
    root = source.project.root
    folder = root / "templates" / "reports"
    folder.mkdir(parents=True)
    (folder / "telefonliste.yaml").write_text(description, "utf-8")
    for name, content in templates.items():
        (folder / name.replace("_", ".")).write_text(content, "utf-8")
    (root / "data" / "initiatives").mkdir()
    for id, year in (("alt", 2001), ("eins", 2016), ("zwei", 2020)):
        (root / "data" / "initiatives" / f"{id}.yaml").write_text(
            f'name: {id}\nstatus: aktiv\nart: verein\nkurzbeschreibung: Text.\ngemeinde: "01053090"\n'
            f'kontakt:\n  email: {id}@{id}.example\ngruendungsjahr: {year}\ngeprueft_am: "2026-03-14"\n',
            "utf-8",
        )
    return root


def test_an_own_report_is_a_report_like_ours(tmp_path, capsys):
    root = own(tmp_path)
    assert run(["report", "-C", str(root)]) == 0
    assert "Alle Gruppen mit Nummer." in capsys.readouterr().out
    assert run(["report", "telefonliste", "--format", "csv", "-C", str(root)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "name,gemeinde,gruendungsjahr,geprueft_am",
        "zwei,Mölln,2020,2026-03-14",
        "eins,Mölln,2016,2026-03-14",
    ]
    assert run(["report", "telefonliste", "-o", str(tmp_path / "t.xlsx"), "-C", str(root)]) == 0


def test_an_own_template_lays_it_out(tmp_path, capsys):
    template = "{% for row in r.sections[0].tables[0].rows %}\n* {{ row[0].text }}\n{% endfor %}\n"
    root = own(tmp_path, telefonliste_md_j2=template)
    assert run(["report", "telefonliste", "--format", "md", "-C", str(root)]) == 0
    assert capsys.readouterr().out == "* zwei\n* eins\n"


def test_an_own_report_may_extend_ours(tmp_path, capsys):
    template = '{% extends "default:reports/report.md.j2" %}\n{% block lead %}\nNur für uns.\n{% endblock %}\n'
    root = own(tmp_path, telefonliste_md_j2=template)
    assert run(["report", "telefonliste", "--format", "md", "-C", str(root)]) == 0
    shown = capsys.readouterr().out
    assert "Nur für uns." in shown and "# Telefonliste" in shown


@pytest.mark.parametrize(
    ("description", "sentence"),
    [
        ("titel: X\n", "fehlt »abschnitte«"),
        ("titel: X\nabschnitt: 1\n", "»abschnitt« unbekannt"),
        ("titel: X\nabschnitte:\n  - titel: Y\n", "braucht jeder Abschnitt »art«"),
        ("titel: [\n", "nicht lesbar"),
        ("abschnitte:\n  - art: initiativen\n    spalten: nmae\n", "nmae"),
        ("abschnitte:\n  - art: personen\n", "gibt es nicht"),
    ],
)
def test_a_faulty_description_is_explained(tmp_path, capsys, description, sentence):
    root = own(tmp_path, description)
    assert run(["report", "telefonliste", "-C", str(root)]) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())


def test_the_example_of_the_handbook_works(tmp_path, capsys):
    """Description and template of docs/eigene-berichte.md, tried on the example registry."""
    page = (ROOT / "docs" / "eigene-berichte.md").read_text("utf-8")
    root = tmp_path / "register"
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copy(ROOT / "fh.yaml", root / "fh.yaml")
    (root / "templates" / "reports").mkdir(parents=True)
    blocks = re.findall(r"```(?:yaml|jinja)\n(?:# |\{# )(templates/\S+)(?: #\})?\n(.*?)```", page, re.DOTALL)
    assert [name for name, _ in blocks] == [
        "templates/reports/telefonliste.yaml",
        "templates/reports/telefonliste.md.j2",
    ]
    for name, content in blocks:
        (root / name).write_text(content, "utf-8")
    assert run(["report", "telefonliste", "--format", "md", "-C", str(root)]) == 0
    shown = capsys.readouterr().out
    assert (
        "## Im Nordkreis" in shown
        and "Café Ankommen" in shown
        and "Bitte nicht liegen lassen. Stand 02.11.2026" in shown
    )
    assert "Fahrradwerkstatt Elbe" not in shown
    commands = re.findall(r"^fh (report telefonliste.*)$", page, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        words = [str(root / word) if "." in word else word for word in command.split()]
        assert run([*words, "-C", str(root)]) == 0
