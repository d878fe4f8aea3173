"""`fh list`: tables that fit the screen, formats for programs, and words when nothing is found."""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest
import yaml

from fluechtlingshilfe_cli.tables.layout import in_columns, padded
from projects import ROOT
from questions import fh, folder, group, offer


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return folder(tmp_path_factory.mktemp("list"))


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


def test_a_table_has_labels_names_and_german_days(root, capsys):
    assert fh(root, "list", "initiativen", "--gemeinde", "Mölln") == 0
    shown = capsys.readouterr()
    assert shown.out == (
        "Name           Art der Initiative  Gemeinde  Stand  Geprüft am\n"
        "─────────────  ──────────────────  ────────  ─────  ──────────\n"
        "Café Ankommen  Projekt             Mölln     aktiv  12.03.2026\n"
    )
    assert shown.err == "1 von 5 Initiativen\n"


def test_options_may_stand_before_the_kind_and_take_an_equals_sign(root, capsys):
    assert fh(root, "list", "--gemeinde=Mölln", "--status", "aktiv", "gruppen", "--format", "ids") == 0
    assert capsys.readouterr().out == "cafe-ankommen\n"


def test_columns_may_be_attributes_items_and_times(root, capsys):
    wanted = "id,teilkreis,ehrenamtliche.-1.anzahl,angebote.zeiten"
    fh(root, "list", "initiativen", "--name", "Radhaus", "--columns", wanted)
    assert capsys.readouterr().out.splitlines()[-1] == "radhaus  Südkreis       12  dienstags 16–18 Uhr"


def test_columns_of_the_same_name_say_where_they_are_from(root, capsys):
    fh(root, "list", "initiativen", "--columns", "sprachen,angebote.sprachen", "--limit", "1")
    assert capsys.readouterr().out.splitlines()[0] == "Sprachen  Angebote: Sprachen"


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_a_table_is_never_wider_than_the_screen(tmp_path, capsys, monkeypatch, width):
    long = group("Eine Gruppe mit einem ungewöhnlich langen Namen, den niemand abkürzt", "01053094")
    monkeypatch.setenv("COLUMNS", str(width))
    fh(folder(tmp_path, lang=long), "list", "initiativen", "--columns", "name,gemeinde,geprueft_am")
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    assert any("…" in line for line in lines)
    assert all(line.endswith("12.03.2026") for line in lines[2:]), "days are never cut"


def test_sorting_by_a_number_puts_missing_values_last_in_both_directions(tmp_path, capsys):
    root = folder(tmp_path, jung=group("Jung", "01053090", gruendungsjahr=2024))
    fh(root, "list", "initiativen", "--sort", "gruendungsjahr", "--format", "ids")
    up = capsys.readouterr().out.split()
    fh(root, "list", "initiativen", "--sort", "-gruendungsjahr", "--format", "ids")
    down = capsys.readouterr().out.split()
    assert (up[:2], down[:2]) == (["radhaus", "jung"], ["jung", "radhaus"])
    assert up[2:] == down[2:]


def test_without_a_wish_records_are_sorted_by_their_names(root, capsys):
    fh(root, "list", "initiativen", "--columns", "name", "--format", "csv")
    names = capsys.readouterr().out.splitlines()[1:]
    assert names == ["Alte Radstube", "Café Ankommen", "Dorfbus", "Radhaus", "Ruhige Runde"]


def test_json_keeps_types_and_holds_everything(root, capsys):
    fh(root, "list", "initiativen", "--name", "Radhaus", "--format", "json")
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["kind"], record["id"]) == ("initiative", "radhaus")
    assert record["gruendungsjahr"] == 2016
    assert record["ehrenamtliche"][1]["anzahl"] == 12


def test_json_of_chosen_columns_has_only_those(root, capsys):
    columns = "id,gemeinde,teilkreis,sprachen,gruendungsjahr"
    fh(root, "list", "initiativen", "--name", "Café", "--columns", columns, "--format", "jsonl")
    assert json.loads(capsys.readouterr().out) == {
        "id": "cafe-ankommen",
        "gemeinde": "01053090",
        "gemeinde.teilkreis": "nord",
        "sprachen": ["fa"],
        "gruendungsjahr": None,
    }


def test_yaml_reads_back_as_the_same_values(root, capsys):
    """Read by another YAML reader than ours, which takes »01053090« for a number where it is not quoted."""
    fh(root, "list", "initiativen", "--format", "json")
    as_json = json.loads(capsys.readouterr().out)
    fh(root, "list", "initiativen", "--format", "yaml")
    assert yaml.safe_load(capsys.readouterr().out) == as_json


def test_csv_is_safe_for_spreadsheets(tmp_path, capsys):
    root = folder(tmp_path, formel=group("=SUMME(A1)", "01053090", kontakt={"telefon": "+49 40 1"}))
    columns = "name,kontakt.telefon,plz,sprachen"
    fh(root, "list", "initiativen", "--gemeinde", "Mölln", "--columns", columns, "--format", "csv")
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert rows == [
        ["name", "kontakt.telefon", "anschrift.plz", "sprachen"],
        ["'=SUMME(A1)", "'+49 40 1", "", ""],
        ["Café Ankommen", "", "23879", "fa"],
    ]


def test_a_result_can_go_to_a_file(root, capsys, tmp_path):
    target = tmp_path / "namen.txt"
    assert fh(root, "list", "partner", "--format", "ids", "-o", str(target)) == 0
    assert target.read_bytes() == b"awo-kreis\n"
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == f"Geschrieben: {target}\n1 Partner\n"


def test_nothing_found_says_what_to_relax_and_is_no_failure(root, capsys):
    assert fh(root, "list", "initiativen", "--gemeinde", "Mölln", "--status", "pausiert") == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        "Auf alles zusammen passt nichts. Weniger streng gefragt:",
        "  ohne --gemeinde Mölln   1",
        "  ohne --status pausiert  1",
        "0 von 5 Initiativen",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["initiativn"], "Die Art »initiativn« gibt es nicht. Meinten Sie »Initiativen«?"),
        ([], "Es fehlt, was aufgelistet werden soll."),
        (["initiativen", "--gemeide", "Mölln"], "Ein Feld »gemeide« haben Initiativen nicht. Meinten Sie »gemeinde«?"),
        (["initiativen", "--gemeinde"], "Nach »--gemeinde« gehört ein Wert"),
        (["initiativen", "--format", "xml"], "Das Format »xml« gibt es nicht."),
        (["initiativen", "--kanal", "radio"], "Den Kanal »radio« gibt es nicht. Möglich sind: druck, web."),
        (["initiativen", "Mölln"], "Nach Wörtern sucht: fh search Mölln"),
    ],
)
def test_what_cannot_be_understood_is_exit_2_with_a_way_out(root, capsys, arguments, sentence):
    assert fh(root, "list", *arguments) == 2
    assert sentence in capsys.readouterr().err


def test_a_field_called_like_an_option_still_filters(tmp_path, capsys):
    far = group("Fern", "01053090", {**offer("a", "A", "sprache"), "format": "online"})
    assert fh(folder(tmp_path, fern=far), "list", "initiativen", "--format", "online", "--columns", "name") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Fern"


def test_a_channel_shows_only_what_it_may(tmp_path, capsys):
    draft = group("Plan", "01053090", status="entwurf")
    root = folder(tmp_path, plan=draft)
    fh(root, "list", "initiativen", "--kanal", "web", "--columns", "id,kontaktpersonen", "--format", "csv")
    shown = capsys.readouterr().out
    assert "plan" not in shown
    assert "person-1" not in shown


def test_private_values_appear_in_no_public_list(root, capsys):
    for form in ("table", "json", "csv", "yaml"):
        fh(root, "list", "initiativen", "--columns", "name,kontaktpersonen", "--format", form)
        shown = capsys.readouterr()
        assert "person-1" in shown.out
        assert "Kanarienvogel" not in shown.out + shown.err


def test_control_characters_and_wide_letters_do_not_break_a_table():
    lines = in_columns(["A", "B"], [["a\x1b[31m", "x"], ["日本", "y"]], 80)
    assert lines[2:] == ["a\ufffd[31m  x", "日本    y"]
    assert padded("Fahrradwerkstatt", 8) == "Fahrrad…"


COMMAND = [sys.executable, "-c", "from fluechtlingshilfe_cli.cli import main; main()", "list", "initiativen"]


def test_who_reads_only_the_beginning_is_not_told_of_faults() -> None:
    """As in `fh list initiativen | head -1`: the pipe is closed while, or before, the answer is written."""
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as done:
        assert done.stdout and done.stderr
        done.stdout.close()
        assert (done.wait(), done.stderr.read()) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="closing a stream beforehand needs a shell like sh")
def test_closed_streams_are_no_fault() -> None:
    done = subprocess.run(["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *COMMAND], cwd=ROOT, check=False)
    assert done.returncode == 0
