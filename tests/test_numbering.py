"""Numbers of entries: given once, kept through new ids, never given again; a table that was tampered with is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from fluechtlingshilfe_cli import cli, numbering
from fluechtlingshilfe_cli.checks import check
from fluechtlingshilfe_cli.project import Project
from projects import initiative, write

HEAD = "Nummer;Eintrag;Vorher;Ausgabe;Vergeben am\n"
A, B, C = "initiative/a", "initiative/b", "initiative/c"


def table(root: Path, *lines: str, text: str = "") -> Path:
    """A project with the table and the records a, b and c."""
    files: dict[str, str | bytes] = {}
    for name, title in (("a", "Café Ankommen"), ("b", "Radwerkstatt"), ("c", "Lotsendienst")):
        contact = {"email": f"info@{name}-gruppe.example"}
        files[f"data/initiatives/{name}.yaml"] = initiative(name=title, kontakt=contact)
    files[numbering.FILE] = text or HEAD + "".join(f"{line}\n" for line in lines)
    return write(root, files)


def told(root: Path) -> list[tuple[int, str]]:
    return [(one.span.line, one.message) for one in check(Project(root)).findings if one.path == numbering.FILE]


def test_numbers_go_on_after_the_last_one_ever_given(tmp_path):
    root = table(tmp_path, f"1;{A};;2026;2026-07-01", "2;initiative/zu-ende;;2026;2026-07-01")
    text, new = numbering.extended(root, [C, A, B], "2027", "2027-07-01")
    assert new == {C: 3, B: 4}
    assert text.splitlines()[3:] == [f"3;{C};;2027;2027-07-01", f"4;{B};;2027;2027-07-01"]
    assert text.startswith((root / numbering.FILE).read_text("utf-8"))


def test_a_number_follows_its_record_to_another_id(tmp_path):
    root = table(tmp_path, f"1;{A};;2026;2026-07-01")
    text = numbering.renamed(root, A, B, "2026-09-01")
    assert text == HEAD + f"1;{A};;2026;2026-07-01\n1;{B};{A};;2026-09-01\n"
    table(tmp_path, text=text or "")
    assert numbering.numbers_of(numbering.rows(root), [B]) == {B: 1}
    assert numbering.renamed(root, C, "initiative/d", "2026-09-01") is None
    assert told(root) == []


def test_an_id_taken_again_gets_a_number_of_its_own(tmp_path):
    root = table(tmp_path, f"1;{A};;2026;2026-07-01", f"1;{B};{A};;2026-09-01")
    assert numbering.numbers_of(numbering.rows(root), [A, B]) == {B: 1}
    text, new = numbering.extended(root, [A, B], "2027", "2027-07-01")
    assert new == {A: 2}
    table(tmp_path, text=text)
    assert numbering.numbers_of(numbering.rows(root), [A, B]) == {A: 2, B: 1}
    assert told(root) == []


def test_an_id_that_is_taken_back_keeps_its_number(tmp_path):
    root = table(tmp_path, f"1;{A};;2026;2026-07-01", f"1;{B};{A};;2026-09-01", f"1;{A};{B};;2026-09-02")
    assert numbering.numbers_of(numbering.rows(root), [A, B]) == {A: 1}
    assert told(root) == []


def test_a_file_saved_by_a_spreadsheet_is_read_and_kept_as_it_is(tmp_path):
    written = "\ufeff" + HEAD.replace("\n", "\r\n") + f"1;{A};;2026;01.07.2026\r\n"
    root = table(tmp_path, text=written)
    assert told(root) == []
    assert numbering.extended(root, [B], "2027", "2027-07-01")[0] == f"{written}2;{B};;2027;2027-07-01\r\n"


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        ([f"1;{A};;;", f"1;{B};;;"], 3, f"Die Nummer 1 ist schon vergeben, in Zeile 2 an »{A}«."),
        ([f"1;{A};;;", f"2;{A};;;"], 3, f"»{A}« hat schon die Nummer 1, aus Zeile 2."),
        ([f"1;{A};;;", f"3;{B};;;", f"4;{C};;;"], 3, "Hier müsste die Nummer 2 stehen, nicht 3."),
        ([f"2;{A};;;"], 2, "Hier müsste die Nummer 1 stehen, nicht 2."),
        ([f"1;{A};;;", f"1;{B};{C};;"], 3, f"»{C}« hatte die Nummer 1 vorher nicht."),
        (["1;initiative/weg;;;"], 2, "Den Eintrag »initiative/weg« mit der Nummer 1 gibt es nicht."),
        ([f"1;{A};;;", f"eins;{B};;;"], 3, "»eins« ist keine Nummer."),
        ([f"1;{A};;;", f";{B};;;"], 3, "Hier fehlt die Nummer."),
        ([f"1;{A};;;", f"-2;{B};;;"], 3, "»-2« ist keine Nummer."),
        ([f"1;{A};;;", "2"], 3, "Zur Nummer 2 fehlt der Eintrag."),
    ],
)
def test_what_is_wrong_with_a_row_is_told_at_its_line(tmp_path, lines, line, message):
    assert told(table(tmp_path, *lines)) == [(line, message)]


@pytest.mark.parametrize("content", ["Nr;Name\n1;x\n", "", HEAD.replace(";", ",")])
def test_another_header_is_told_once(tmp_path, content):
    root = table(tmp_path)
    (root / numbering.FILE).write_text(content, "utf-8")
    assert [line for line, _ in told(root)] == [1]


def test_another_encoding_is_told(tmp_path):
    root = table(tmp_path)
    (root / numbering.FILE).write_bytes(b"Nummer;Eintr\xe4ge\n")
    assert told(root) == [(1, "Die Datei ist nicht als UTF-8 gespeichert.")]


def test_rename_takes_the_number_along(tmp_path, monkeypatch, capsys):
    root = table(tmp_path, f"1;{A};;2026;2026-07-01", f"2;{B};;2026;2026-07-01")
    monkeypatch.chdir(root)
    assert cli.run(["rename", "a", "a-neu", "--dry-run"]) == 0
    assert len(numbering.rows(root)) == 2
    assert cli.run(["rename", "a", "a-neu", "--yes"]) == 0
    assert "Die Nummer im gedruckten Verzeichnis bleibt" in capsys.readouterr().out
    assert (root / numbering.FILE).read_text("utf-8").splitlines()[3:] == [f"1;initiative/a-neu;{A};;2026-11-02"]
    assert told(root) == []
    assert cli.run(["rename", "a-neu", "a", "--yes"]) == 0
    assert numbering.numbers_of(numbering.rows(root), [A, B]) == {A: 1, B: 2}
    assert told(root) == []
