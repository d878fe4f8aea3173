"""A registry made of nothing but what the page »Eigene Felder und Arten« says: the core knows no field by name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fluechtlingshilfe_cli import cli

PAGE = Path(__file__).resolve().parent.parent / "docs" / "eigene-felder-und-arten.md"


def own_files(text: str) -> Iterator[tuple[str, str]]:
    """The files of the page »Eigene Felder und Arten« that a project would have."""
    schemas = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    yield "schemas/initiative.schema.json", merged(schemas[0], schemas[1])
    yield "schemas/raum.schema.json", schemas[2]
    for block in re.findall(r"```yaml\n(# .*?)```", text, re.DOTALL):
        yield block.partition("\n")[0].removeprefix("# "), block


def merged(*schemas: str) -> str:
    """Two extensions of one schema in a single file."""
    parts_of_it = [json.loads(schema) for schema in schemas]
    return json.dumps({key: value for schema in parts_of_it for key, value in schema.items()})


@pytest.fixture
def rooms(tmp_path) -> Path:
    """A registry made exactly of what the page says."""
    (tmp_path / "fh.yaml").write_text('name: Räume\nkreis: "01053"\n', "utf-8")
    for name, text in own_files(PAGE.read_text("utf-8")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "data/municipalities.csv").write_text("ags,name,amt\n01053090,Mölln,Mölln\n", "utf-8")
    return tmp_path


def ask(capsys, *arguments: str) -> tuple[int, str]:
    code = cli.run(list(arguments))
    return code, capsys.readouterr().out


def test_a_new_kind_is_listed_shown_explained_and_checked(rooms, capsys):
    """Räume: one schema, no code."""
    folder = ("-C", str(rooms))
    code, out = ask(capsys, "validate", *folder, "--format", "concise")
    assert (code, out.strip()) == (0, "")
    code, out = ask(capsys, "list", "raeume", "--stufenlos", "true", "--gemeinde", "Mölln", "--format", "ids", *folder)
    assert (code, out.split()) == (0, ["grosser-saal"])
    code, out = ask(capsys, "list", "raeume", "--stufenlos", "false", "--format", "ids", *folder)
    assert out == ""
    code, out = ask(capsys, "show", "grosser-saal", *folder)
    assert code == 0
    assert "Großer Saal" in out
    assert "Sitzplätze" in out
    code, out = ask(capsys, "search", "Saal", *folder)
    assert (code, "Großer Saal" in out) == (0, True)
    code, out = ask(capsys, "explain", "raum", *folder)
    assert "Wem er gehört" in out


def test_a_new_kind_is_judged(rooms, capsys):
    broken = rooms / "data/raeume/kleiner-saal.yaml"
    broken.write_text(
        'status: aktiv\nname: Kleiner Saal\ngemeinde: "01053090"\nplätze: 12\nnutzbar_fuer: [sprachen]\n', "utf-8"
    )
    code, out = ask(capsys, "validate", "-C", str(rooms), "--format", "concise")
    assert code == 1
    assert re.findall(r":(\d+:\d+).*?(FH\d{3})", out) == [("4:1", "FH102"), ("5:16", "FH105")]


def test_a_new_kind_is_made_by_new(rooms, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: SIM115
    fields = ("--set", "name=Küche", "--set", "status=aktiv", "--set", "gemeinde=Mölln")
    code, _ = ask(capsys, "new", "raum", "-C", str(rooms), "--no-input", *fields)
    assert code == 0
    text = (rooms / "data/raeume/kueche.yaml").read_text("utf-8")
    assert "name: Küche" in text
    assert 'gemeinde: "01053090"' in text


def test_own_fields_words_and_duties_hold(rooms, capsys):
    """An own field is typed, an own word known, an optional field required."""
    folder = rooms / "data/initiatives"
    folder.mkdir()
    text = (
        "name: Schraube locker\nart: repaircafe\nstatus: aktiv\nkurzbeschreibung: Wir reparieren gemeinsam.\n"
        'gemeinde: "01053090"\nkontakt:\n  email: hallo@schraube.example\nx_gruendung: Aus dem Kirchenkaffee.\n'
    )
    (folder / "schraube-locker.yaml").write_text(text, "utf-8")
    _, out = ask(capsys, "validate", "schraube-locker", "-C", str(rooms), "--format", "concise", "--select", "FH1")
    assert re.findall(r"FH1\d\d", out) == ["FH103"]
    assert "gruendungsjahr" in out
    (folder / "schraube-locker.yaml").write_text(
        text.replace("Aus dem Kirchenkaffee.", "[a, b]") + "gruendungsjahr: 2015\n", "utf-8"
    )
    _, out = ask(capsys, "validate", "schraube-locker", "-C", str(rooms), "--format", "concise", "--select", "FH1")
    assert re.findall(r"FH1\d\d", out) == ["FH104"]
