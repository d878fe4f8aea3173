"""`fh validate` as people run it: exit codes, places, formats, fixes, standard input, cache."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from projects import Run, initiative, write

CAFE = "data/initiatives/cafe-ankommen.yaml"


def codes(text: str) -> list[str]:
    """The codes of a JSON report."""
    return [finding["code"] for finding in json.loads(text)["findings"]]


def test_a_sound_registry_is_in_order(fh: Run, tmp_path: Path) -> None:
    """No finding, exit code 0, and a sentence that says so."""
    write(tmp_path, {CAFE: initiative()})
    code, out, err = fh("validate")
    assert (code, out.strip(), err) == (0, "1 Datei geprüft, alles in Ordnung.", "")


def test_an_error_fails_and_names_the_place(fh: Run, tmp_path: Path) -> None:
    """The place is file, line and column; the record is named by its title."""
    write(tmp_path, {CAFE: initiative().replace("name:", "nmae:", 1)})
    code, out, _ = fh("validate", "--format", "concise")
    assert code == 1
    assert f"{CAFE}:1:1" in out
    assert "FH102" in out
    assert "»name«" in out


@pytest.mark.parametrize(("options", "expected"), [([], 0), (["--strict"], 1), (["--fail-on", "warning"], 1)])
def test_warnings_fail_only_when_asked(fh: Run, tmp_path: Path, options: list[str], expected: int) -> None:
    """A record nobody ever checked is a warning."""
    write(tmp_path, {CAFE: initiative(geprueft_am=None)})
    code, out, _ = fh("validate", "--format", "json", *options)
    assert (code, codes(out)) == (expected, ["FH312"])


def test_fail_on_never_reports_and_succeeds(fh: Run, tmp_path: Path) -> None:
    """For reports that must not stop a pipeline."""
    write(tmp_path, {CAFE: initiative(name=None)})
    code, out, _ = fh("validate", "--format", "json", "--fail-on", "never")
    assert (code, codes(out)) == (0, ["FH103"])


def test_paths_narrow_what_is_told_not_what_is_checked(fh: Run, tmp_path: Path) -> None:
    """A file, a folder and an id tell the same; the other record's finding stays away."""
    write(tmp_path, {CAFE: initiative(traeger="awo"), "data/initiatives/treff.yaml": initiative(name=None)})
    for place in (CAFE, "cafe-ankommen", "initiatives/cafe-ankommen"):
        code, out, _ = fh("validate", "--format", "json", place)
        assert (code, codes(out)) == (1, ["FH201"])
    assert codes(fh("validate", "--format", "json", "data")[1]) == ["FH201", "FH103"]


def test_an_unknown_place_is_a_usage_error(fh: Run, tmp_path: Path) -> None:
    """Nobody should take silence for a clean record."""
    write(tmp_path, {CAFE: initiative()})
    code, _, err = fh("validate", "caffee")
    assert code == 2
    assert "»caffee«" in err


def test_select_and_ignore_take_codes_and_their_beginnings(fh: Run, tmp_path: Path) -> None:
    """FH2 means all of FH2xx."""
    write(tmp_path, {CAFE: initiative(traeger="awo", geprueft_am=None)})
    assert sorted(codes(fh("validate", "--format", "json")[1])) == ["FH201", "FH312"]
    assert codes(fh("validate", "--format", "json", "--select", "FH2")[1]) == ["FH201"]
    assert codes(fh("validate", "--format", "json", "--ignore", "FH2")[1]) == ["FH312"]
    assert fh("validate", "--select", "FH999")[0] == 2


def test_standard_input_is_checked_as_the_file_it_will_become(
    fh: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other records are those on disk, the text is the one given."""
    write(tmp_path, {CAFE: initiative()})
    text = initiative(name=None).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    code, out, _ = fh("validate", "--format", "json", "-", "--stdin-filename", CAFE)
    assert (code, codes(out)) == (1, ["FH103"])


def test_fix_changes_the_form_and_keeps_everything_else(fh: Run, tmp_path: Path) -> None:
    """A German date and an unquoted one are rewritten; the comment, the order and the rest stay."""
    before = initiative(gemeinde=None).replace("'2026-09-01'", "01.09.2026   # am Telefon") + "gemeinde: '01053090'\n"
    write(tmp_path, {CAFE: before})
    code, out, _ = fh("validate", "--diff")
    assert code == 0
    assert (tmp_path / CAFE).read_text("utf-8") == before
    assert '+geprueft_am: "2026-09-01"   # am Telefon\n' in out
    assert fh("validate", "--fix")[0] == 0
    assert (tmp_path / CAFE).read_text("utf-8") == before.replace("01.09.2026", '"2026-09-01"')
    assert fh("validate")[0] == 0


def test_fix_quotes_what_other_readers_would_misread(fh: Run, tmp_path: Path) -> None:
    """An unquoted AGS is no finding for us, but other tools read a number."""
    write(tmp_path, {CAFE: initiative().replace("'01053090'", "01053090")})
    assert codes(fh("validate", "--format", "json")[1]) == []
    fh("validate", "--fix")
    assert 'gemeinde: "01053090"\n' in (tmp_path / CAFE).read_text("utf-8")


def test_broken_settings_are_told_and_exit_2(fh: Run, tmp_path: Path) -> None:
    """Nothing else is checked by rules nobody can trust."""
    write(tmp_path, {CAFE: initiative()}, settings="name: Test\nkreis: 1053\n")
    code, out, _ = fh("validate", "--format", "json")
    assert (code, codes(out)) == (2, ["FH107"])


def test_without_a_registry_it_says_how_to_begin(fh: Run) -> None:
    """Exit code 2 and the command that helps."""
    code, _, err = fh("validate")
    assert code == 2
    assert "fh init" in err


def test_private_records_show_neither_line_nor_value(fh: Run, tmp_path: Path) -> None:
    """In any format, a wrong value in a person's file stays in the file."""
    person = "name: Petra Muster\nstatus: aktiv\ntelefonn: 0171 3920099\nanrede: frou\n"
    settings = 'name: Test\nkreis: "01053"\nprivat: privat\nstichtag: "2026-11-02"\n'
    write(tmp_path, {CAFE: initiative(), "privat/persons/p-1.yaml": person}, settings)
    for form in ("full", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit", "rdjson", "markdown"):
        code, out, err = fh("validate", "--format", form)
        assert code == 1, form
        assert "p-1.yaml" in out, form
        for secret in ("Petra", "3920099", "frou", "telefonn"):
            assert secret not in out + err, (form, secret)


def test_cached_and_uncached_verdicts_are_equal(fh: Run, tmp_path: Path) -> None:
    """On two dates, before and after a change, with findings and without."""
    files = {f"data/initiatives/treff-{number}.yaml": initiative(name=f"Treff {number}") for number in range(520)}
    files["data/initiatives/treff-7.yaml"] = initiative(name="Treff sieben", geprueft_am="2026-13-01")
    write(tmp_path, {str(name): text for name, text in files.items()})
    for path in (tmp_path / "data").rglob("*.yaml"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    for day in ("2026-11-02", "2028-01-01"):
        plain = fh("validate", "--format", "json", "--no-cache", "--today", day)
        assert fh("validate", "--format", "json", "--today", day) == plain
        assert fh("validate", "--format", "json", "--today", day) == plain
    (tmp_path / "data/initiatives/treff-9.yaml").write_text(initiative(name=None), "utf-8")
    changed = fh("validate", "--format", "json")
    assert codes(changed[1]).count("FH103") == 1
    assert changed == fh("validate", "--format", "json", "--no-cache")
