"""The day of the last change is true: checked against the change itself, in real repositories."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from projects import SETTINGS
from repositories import Fh, Told, begin, commit, git, group, put

CAFE = "data/initiatives/cafe-ankommen.yaml"
RAD = "data/initiatives/radhaus.yaml"
OLD = "2026-01-15"
TODAY = "2026-06-01"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """One group, changed last in January, saved in March; today is in June."""
    folder = begin(tmp_path / "register", {})
    put(folder, "fh.yaml", SETTINGS.replace("2026-11-02", TODAY))
    put(folder, CAFE, group(letzte_aenderung=OLD))
    commit(folder, "2026-03-10")
    return folder


def days(told: Told) -> list[tuple[str, int, str]]:
    """Code, line and suggested day of the findings about days."""
    return [
        (one["code"], one["line"], one["suggestions"][0]["edit"]["replacement"].strip('"'))
        for one in json.loads(told.out)["findings"]
        if one["code"] in ("FH314", "FH315")
    ]


def asked(fh: Fh, folder: Path, *scope: str) -> list[tuple[str, int, str]]:
    return days(fh(folder, "validate", *(scope or ("--changed",)), "--format", "json"))


def test_another_content_with_the_old_day_is_found_and_set(repo, fh):
    put(repo, CAFE, group(name="Café Willkommen", letzte_aenderung=OLD))
    line = (repo / CAFE).read_text("utf-8").splitlines().index(f"letzte_aenderung: '{OLD}'") + 1
    assert asked(fh, repo) == [("FH314", line, TODAY)]
    assert fh(repo, "validate", "--changed", "--fix").code == 0
    assert f'letzte_aenderung: "{TODAY}"' in (repo / CAFE).read_text("utf-8")
    assert asked(fh, repo) == []


def test_a_new_day_without_another_content_is_found_and_taken_back(repo, fh):
    put(repo, CAFE, group(letzte_aenderung=TODAY))
    assert [(code, day) for code, _, day in asked(fh, repo)] == [("FH315", OLD)]
    fh(repo, "validate", "--changed", "--fix")
    assert f'letzte_aenderung: "{OLD}"' in (repo / CAFE).read_text("utf-8")
    assert asked(fh, repo) == []


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(group(letzte_aenderung=OLD).replace("art: beg", "art:   beg") + "# Bemerkung\n", id="form"),
        pytest.param(group(letzte_aenderung=OLD, geprueft_am="2026-05-30", geprueft_wie="besuch"), id="checked"),
        pytest.param(group(letzte_aenderung=TODAY, name="Café"), id="changed with its day"),
        pytest.param(group(letzte_aenderung="2026-05-02", name="Café"), id="changed some weeks ago"),
        pytest.param(group(name="Café"), id="no day claims nothing"),
        pytest.param(group(letzte_aenderung=OLD), id="nothing"),
    ],
)
def test_what_is_in_order(repo, fh, now):
    put(repo, CAFE, now)
    assert asked(fh, repo) == []


def test_order_alone_is_neither_content_nor_a_wrong_day(repo, fh):
    put(repo, CAFE, group(letzte_aenderung=OLD, sprachen=["de", "en"]))
    commit(repo, "2026-03-11")
    for day in (OLD, TODAY):
        put(repo, CAFE, group(letzte_aenderung=day, sprachen=["en", "de"]))
        assert asked(fh, repo) == []


def test_two_changes_on_one_day_need_one_day(repo, fh):
    """Saved today, changed again today: the day is right as it is."""
    put(repo, CAFE, group(name="Café A", letzte_aenderung=TODAY))
    commit(repo, TODAY)
    put(repo, CAFE, group(name="Café B", letzte_aenderung=TODAY))
    assert asked(fh, repo) == []


def test_a_branch_is_held_against_where_it_began(repo, fh):
    """Also after main went on and was merged: others' days are not mine."""
    put(repo, RAD, group(name="Radhaus", letzte_aenderung=OLD, kontakt={"web": "https://radhaus.example"}))
    commit(repo, "2026-03-11")
    git(repo, "switch", "-q", "-c", "zweig")
    put(repo, CAFE, group(name="Café Willkommen", letzte_aenderung=OLD))
    commit(repo, "2026-03-12")
    git(repo, "switch", "-q", "main")
    put(repo, RAD, group(name="Radhof", letzte_aenderung=OLD, kontakt={"web": "https://radhaus.example"}))
    commit(repo, "2026-03-13")
    git(repo, "switch", "-q", "zweig")
    assert [(code, day) for code, _, day in asked(fh, repo, "--since", "main")] == [("FH314", TODAY)]
    git(repo, "merge", "-q", "-m", "Zusammen", "main", day="2026-03-14T12:00:00+01:00")
    assert [(code, day) for code, _, day in asked(fh, repo, "--since", "main")] == [("FH314", TODAY)]


def test_while_merging_nobody_knows_whose_day_is_right(repo, fh):
    git(repo, "switch", "-q", "-c", "zweig")
    put(repo, CAFE, group(name="Café Zweig", letzte_aenderung="2026-03-12"))
    commit(repo, "2026-03-12")
    git(repo, "switch", "-q", "main")
    put(repo, CAFE, group(beschreibung="Neu.", letzte_aenderung="2026-03-13"))
    commit(repo, "2026-03-13")
    with pytest.raises(AssertionError, match="git merge"):
        git(repo, "merge", "-q", "zweig")
    put(repo, CAFE, group(name="Café Zweig", beschreibung="Neu.", letzte_aenderung="2026-03-13"))
    assert asked(fh, repo) == []
    git(repo, "add", "-A")
    assert asked(fh, repo, "--staged") == []


def test_a_shallow_clone_that_does_not_know_where_a_branch_began_says_nothing(repo, tmp_path, fh):
    """Held against the tip of main, the changes of others would look like mine, backwards."""
    git(repo, "switch", "-q", "-c", "zweig")
    put(repo, CAFE, group(name="Café Zweig", letzte_aenderung="2026-03-12"))
    commit(repo, "2026-03-12")
    git(repo, "switch", "-q", "main")
    put(repo, CAFE, group(name="Café Main", letzte_aenderung="2026-03-13"))
    commit(repo, "2026-03-13")
    clone = tmp_path / "flach"
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", "-b", "zweig", repo.as_uri(), str(clone))
    told = fh(clone, "validate", "--since", "origin/main", "--format", "json")
    assert days(told) == []
    assert "der Verlauf ist unvollständig" in told.err


def test_a_shallow_clone_that_knows_the_base_is_checked(repo, tmp_path, fh):
    put(repo, CAFE, group(name="Café Willkommen", letzte_aenderung=OLD))
    commit(repo, "2026-03-12")
    clone = tmp_path / "flach"
    git(tmp_path, "clone", "-q", "--depth", "2", repo.as_uri(), str(clone))
    assert [(code, day) for code, _, day in asked(fh, clone, "--since", "HEAD^")] == [("FH314", TODAY)]


def test_a_mass_change_is_marked_and_leaves_the_days(repo, fh):
    """What is marked is no change of content; what is changed on top of it is."""
    base = git(repo, "rev-parse", "HEAD")
    put(repo, RAD, group(name="Radhaus", letzte_aenderung=OLD, kontakt={"web": "https://radhaus.example"}))
    commit(repo, "2026-03-11")
    for name in (CAFE, RAD):
        put(repo, name, (repo / name).read_text("utf-8").replace("Formularen", "Briefen"))
    told = fh(repo, "save", "--umstellung", "-m", "Wortwahl")
    assert told.code == 0
    assert "Tag der letzten" not in told.err
    assert git(repo, "log", "-1", "--format=%s|%(trailers:key=Umstellung)").split("|") == ["Wortwahl", "Umstellung: ja"]
    assert asked(fh, repo, "--since", base) == []
    put(repo, CAFE, (repo / CAFE).read_text("utf-8").replace("Café Ankommen", "Café Willkommen"))
    assert [code for code, _, _ in asked(fh, repo, "--since", base)] == ["FH314"]


def test_who_is_named_otherwise_since_a_rename_did_not_change(repo, fh):
    awo = "name: AWO\nstatus: aktiv\nrollen: [traeger]\nkontakt: {web: https://awo.example}\n"
    put(repo, "data/partners/awo.yaml", awo)
    put(repo, CAFE, group(letzte_aenderung=OLD, traeger="awo"))
    commit(repo, "2026-03-11")
    assert fh(repo, "rename", "partner/awo", "awo-lauenburg", "--yes").code == 0
    assert "traeger: awo-lauenburg" in (repo / CAFE).read_text("utf-8")
    assert asked(fh, repo) == []


def test_saving_sets_the_day_that_an_editor_left(repo, fh):
    put(repo, CAFE, group(name="Café Willkommen", letzte_aenderung=OLD))
    assert fh(repo, "save", "--dry-run").code == 0
    assert OLD in (repo / CAFE).read_text("utf-8")
    told = fh(repo, "save")
    assert told.code == 0
    assert f"Tag der letzten Änderung eingetragen: {CAFE}." in told.err
    assert f'letzte_aenderung: "{TODAY}"' in git(repo, "show", f"HEAD:{CAFE}")
    assert git(repo, "status", "--porcelain") == ""


def test_an_exception_hides_it_and_is_not_called_useless(repo, fh):
    put(
        repo,
        "fh.yaml",
        (repo / "fh.yaml").read_text("utf-8")
        + ("ausnahmen:\n- {regel: FH314, datensatz: initiative/cafe-ankommen, grund: Beispiel, bis: '2026-12-31'}\n"),
    )
    commit(repo, "2026-03-11")
    put(repo, CAFE, group(name="Café Willkommen", letzte_aenderung=OLD))
    assert asked(fh, repo) == []
    assert "FH901" not in fh(repo, "validate").out
