"""Reports: sensible on an empty registry as on one record, asked for on the command line."""

from __future__ import annotations

import pytest

from fluechtlingshilfe_cli.cli import run
from fluechtlingshilfe_cli.views.reports import REPORTS, NotPossible, Options
from fluechtlingshilfe_cli.views.reports.formats import FORMATS
from fluechtlingshilfe_cli.views.reports.overview import overview
from small_registries import registry
from small_reports import PARTS, PROMISE, attended, event, group, text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_an_empty_registry_is_no_accident(tmp_path, name, form):
    """Every report in every format, without settings, records, private folder, parts or promises."""
    source = registry(tmp_path, private=False)
    if form == "csv" and name in ("zusagen", "einwilligungen", "anfragen", "aenderungen"):
        with pytest.raises(NotPossible, match="heute keine Tabelle"):
            text(source, name, form)
    elif form == "png":
        with pytest.raises(NotPossible, match="heute kein Bild"):
            text(source, name, form)
    else:
        assert text(source, name, form)


@pytest.mark.parametrize("name", REPORTS)
def test_one_record(tmp_path, name):
    assert "unbekannt" not in REPORTS[name].title
    assert text(registry(tmp_path, group("cafe"), teilkreise=PARTS, zusagen=[PROMISE]), name)


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "zusagen"])
def test_a_part_without_municipalities(tmp_path, name):
    source = registry(tmp_path, group("cafe"), event("kurs", "2026-03-14"), teilkreise=PARTS)
    assert "Südkreis" in text(source, name, part="sued")


@pytest.mark.parametrize("year", [1999, 2025, 2027, 2100])
@pytest.mark.parametrize("name", REPORTS)
def test_a_year_without_trainings(tmp_path, name, year):
    source = registry(tmp_path, group("cafe"), event("kurs", "2026-03-14", **attended(8)), zusagen=[PROMISE])
    for half in (None, 1, 2):
        assert text(source, name, year=year, half=half)


def test_an_empty_registry_says_how_to_begin(tmp_path):
    screen = overview(registry(tmp_path), Options(), 80)
    assert "fh new initiative" in screen
    assert max(map(len, screen.splitlines())) <= 80


def test_an_unknown_part_is_named(tmp_path):
    with pytest.raises(NotPossible, match="Möglich sind: nord, sued"):
        REPORTS["kennzahlen"].make(registry(tmp_path, teilkreise=PARTS), Options(part="ost"))
    with pytest.raises(NotPossible, match="noch keine Teilkreise"):
        REPORTS["kennzahlen"].make(registry(tmp_path / "zwei"), Options(part="ost"))


def test_the_overview_lists_every_report(tmp_path, capsys):
    folder = registry(tmp_path, group("cafe")).project.root
    assert run(["report", "-C", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in REPORTS)


def test_the_ending_of_the_file_says_the_format(tmp_path, capsys):
    folder = registry(tmp_path, group("cafe")).project.root
    for ending, start in ((".docx", b"PK"), (".xlsx", b"PK"), (".html", b"<!doctype"), (".md", b"# "), (".json", b"{")):
        target = tmp_path / f"bericht{ending}"
        assert run(["report", "kennzahlen", "-o", str(target), "-C", str(folder)]) == 0
        assert target.read_bytes().startswith(start)
    assert "Kennzahlen: 12 Kennzahlen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["kennzalen"], "Meinten Sie »kennzahlen«?"),
        (["kennzahlen", "--format", "xlsx"], "braucht eine Datei: -o kennzahlen.xlsx"),
        (["kennzahlen", "--format", "ics"], "gibt es für diesen Bericht nicht"),
        (["kennzahlen", "--kanal", "radio"], "Den Kanal »radio« gibt es nicht"),
        (["kennzahlen", "--kanal", "web", "--einzelnachweis"], "nur intern"),
        (["kennzahlen", "--format", "csv", "--tabelle", "x"], "Möglich sind: kennzahlen"),
        (["zusagen", "--teilkreis", "nord"], "für den ganzen Kreis"),
    ],
)
def test_what_cannot_be_is_explained(tmp_path, capsys, arguments, sentence):
    folder = registry(tmp_path, teilkreise=PARTS).project.root
    assert run(["report", *arguments, "-C", str(folder)]) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())
