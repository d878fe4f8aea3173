"""Changed-only reporting: all rules see everything, and only what a change touches or causes counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from projects import SETTINGS, as_yaml
from repositories import begin, commit, git, group, put

CAFE = "data/initiatives/cafe-ankommen.yaml"
RAD = "data/initiatives/radhaus.yaml"
AWO = "data/partners/awo.yaml"


def partner(**fields: object) -> str:
    contact = {"web": "https://awo.example"}
    known = {"name": "AWO", "status": "aktiv", "rollen": ["traeger"], "kontakt": contact, "geprueft_am": "2026-02-01"}
    return as_yaml({**known, **fields})


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """One sound group, one with an old error of its own, a partner both name."""
    settings = SETTINGS.replace("2026-11-02", "2026-06-01")
    folder = begin(tmp_path / "register", {})
    put(folder, "fh.yaml", settings)
    put(folder, CAFE, group(traeger="awo"))
    put(folder, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}, gruendungsjahr="bald"))
    put(folder, AWO, partner())
    commit(folder, "2026-03-10")
    return folder


def found(told) -> list[tuple[str, str]]:
    """Code and file of every finding."""
    return [(one["code"], one["path"]) for one in json.loads(told.out)["findings"]]


def test_the_error_of_somebody_else_is_one_note_and_not_mine(repo, fh):
    assert fh(repo, "validate").code == 1
    put(repo, CAFE, group(traeger="awo", gruendungsjahr=2015))
    told = fh(repo, "validate", "--changed", "--format", "json")
    assert told.code == 0
    assert found(told) == []
    assert "1 Befund in anderen Dateien besteht unabhängig davon und zählt hier nicht." in told.err


def test_a_preface_that_was_missing_before_is_not_mine(repo, fh):
    book = {"titel": "Heft", "herausgeber": "Stelle", "verantwortlich": "Leitung"}
    settings = (repo / "fh.yaml").read_text("utf-8")
    put(repo, "fh.yaml", settings + as_yaml({"verzeichnis": {**book, "abschnitte": [{"text": "texte/vorwort.md"}]}}))
    commit(repo, "2026-03-11")
    assert "FH711" in {code for code, _ in found(fh(repo, "validate", "--format", "json"))}
    put(repo, CAFE, group(traeger="awo", gruendungsjahr=2015))
    told = fh(repo, "validate", "--changed", "--format", "json")
    assert found(told) == []
    assert told.code == 0


def test_my_own_error_counts(repo, fh):
    put(repo, CAFE, group(traeger="awwo"))
    told = fh(repo, "validate", "--changed", "--format", "json")
    assert told.code == 1
    assert [path for _, path in found(told)] == [CAFE]


def test_what_i_break_elsewhere_counts_and_is_said(repo, fh):
    """The partner goes; the group that names it is not mine, but its finding is."""
    (repo / AWO).unlink()
    told = fh(repo, "validate", "--changed", "--format", "json")
    assert told.code == 1
    assert found(told) == [("FH201", CAFE)]
    assert "1 Befund in anderen Dateien ist eine Folge der Änderung." in told.err
    assert "Das folgt aus der Änderung an anderer Stelle." in fh(repo, "validate", "--changed").out


def test_what_was_broken_elsewhere_before_is_not_caused(repo, fh):
    """The reference dangled before; taking something else away changes nothing about it."""
    put(repo, CAFE, group(traeger="awwo"))
    commit(repo, "2026-03-20")
    put(repo, AWO, partner(kurzname="AWO"))
    told = fh(repo, "validate", "--changed", "--format", "json")
    assert (told.code, found(told)) == (0, [])
    assert "2 Befunde in anderen Dateien bestehen unabhängig davon" in told.err


def test_what_i_mend_is_said(repo, fh):
    put(repo, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}, gruendungsjahr=2015))
    told = fh(repo, "validate", "--changed")
    assert told.code == 0
    assert "1 Befund ist mit der Änderung behoben." in told.err


def test_a_table_can_cause_findings_everywhere(repo, fh):
    """With the list of Gemeinden every verdict may change, those of rules about one record included."""
    put(
        repo,
        "data/municipalities.csv",
        "ags,name,art,amt,einwohner,einwohner_stand,lat,lon\n01053032,Geesthacht,Stadt,,,,,\n",
    )
    told = fh(repo, "validate", "--changed", "--format", "json")
    assert CAFE in {path for _, path in found(told)}
    assert "Folge der Änderung" in told.err
    assert "1 Befund in anderen Dateien besteht unabhängig davon" in told.err


def test_the_verdicts_add_up(repo, fh):
    """What counts and what is foreign together are exactly the findings of the whole."""
    (repo / AWO).unlink()
    put(repo, CAFE, group(traeger="awo", gruendungsjahr="nie"))
    put(repo, "data/initiatives/neu.yaml", group(name="Neu", gemeinde="99999999"))
    whole = found(fh(repo, "validate", "--format", "json"))
    mine = found(fh(repo, "validate", "--changed", "--format", "json"))
    foreign = [(code, path) for code, path in whole if path == RAD]
    assert len(foreign) == 1
    assert sorted([*mine, *foreign]) == sorted(whole)


def test_a_count_that_grows_is_no_new_finding(repo, fh):
    """References to persons nobody can check are told once for all; another record with one makes it no news."""
    put(repo, "fh.yaml", (repo / "fh.yaml").read_text("utf-8") + "privat: ../nirgends\n")
    put(repo, CAFE, group(kontaktpersonen=["person-01"]))
    commit(repo, "2026-03-20")
    put(repo, "data/initiatives/aaa.yaml", group(name="Aaa", kontaktpersonen=["person-02"]))
    assert "2 Verweise" in fh(repo, "validate", "--format", "json").out
    told = fh(repo, "validate", "--changed", "--format", "json")
    assert "FH210" not in {code for code, _ in found(told)}
    assert "Folge der Änderung" not in told.err


def test_a_baseline_knows_a_finding_again_whose_count_grew(repo, tmp_path, fh):
    put(repo, "fh.yaml", (repo / "fh.yaml").read_text("utf-8") + "privat: ../nirgends\n")
    put(repo, CAFE, group(kontaktpersonen=["person-01"]))
    known = str(tmp_path / "bekannt.json")
    fh(repo, "validate", "--baseline", known)
    put(repo, CAFE, group(kontaktpersonen=["person-01", "person-02"]))
    assert found(fh(repo, "validate", "--baseline", known, "--format", "json")) == []


def test_since_counts_from_where_the_branch_began(repo, fh):
    """What others did on main meanwhile is not the branch's."""
    git(repo, "checkout", "-q", "-b", "beitrag")
    put(
        repo, "data/initiatives/neu.yaml", group(name="Neu", kontakt={"web": "https://neu.example"}, traeger="nirgends")
    )
    commit(repo, "2026-03-20")
    git(repo, "checkout", "-q", "main")
    put(
        repo,
        "data/initiatives/fremd.yaml",
        group(name="Fremd", kontakt={"web": "https://fremd.example"}, traeger="auch-nicht"),
    )
    commit(repo, "2026-03-21")
    git(repo, "checkout", "-q", "beitrag")
    told = fh(repo, "validate", "--since", "main", "--format", "json")
    assert {path for _, path in found(told)} == {"data/initiatives/neu.yaml"}
    git(repo, "merge", "-q", "-m", "zusammen", "main")
    told = fh(repo, "validate", "--since", "main", "--format", "json")
    assert {path for _, path in found(told)} == {"data/initiatives/neu.yaml"}


def test_since_a_day(repo, fh):
    put(repo, CAFE, group(traeger="awwo"))
    commit(repo, "2026-04-01")
    assert fh(repo, "validate", "--since", "2026-03-15").code == 1
    assert fh(repo, "validate", "--since", "2026-04-02").code == 0
    assert fh(repo, "validate", "--since", "gibtsnicht").code == 2


def test_staged_is_judged_as_it_is_staged(repo, fh):
    """An error that is staged and mended on disk still counts; one that is only on disk does not."""
    put(repo, CAFE, group(traeger="awwo"))
    git(repo, "add", CAFE)
    put(repo, CAFE, group(traeger="awo"))
    assert fh(repo, "validate", "--staged").code == 1
    git(repo, "reset", "-q", "--hard")
    put(repo, CAFE, group(traeger="awo", gruendungsjahr=2015))
    git(repo, "add", CAFE)
    put(repo, CAFE, group(traeger="awwo"))
    told = fh(repo, "validate", "--staged", "--format", "json")
    assert (told.code, found(told)) == (0, [])


@pytest.mark.skipif(os.name == "nt", reason="the hook is a shell script")
@pytest.mark.parametrize("place", ["", "Büro Süd"])
def test_in_a_hook_of_git(tmp_path, place):
    """`git commit -a` prepares its files aside and tells only hooks where; a project may lie below the top folder."""
    top = tmp_path / "top"
    folder = top / place
    put(folder, "fh.yaml", SETTINGS)
    put(folder, CAFE, group())
    git(top, "init", "-q", "-b", "main")
    commit(top, "2026-03-10")
    hook = top / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\nexec '{sys.executable}' -m fluechtlingshilfe_cli validate --staged -C '{folder}'\n", "utf-8"
    )
    hook.chmod(0o755)
    put(folder, CAFE, group(traeger="awwo"))
    refused = subprocess.run(["git", "commit", "-qam", "x"], cwd=top, capture_output=True, text=True, check=False)
    assert "FH201" in refused.stdout + refused.stderr
    assert refused.returncode == 1
    put(folder, CAFE, group(gruendungsjahr=2015))
    git(top, "commit", "-qam", "x")


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "rdjson", "junit"])
def test_services_are_told_files_by_their_place_in_the_repository(tmp_path, fh, form):
    """A registry may lie below the top folder; broken settings are told from there too."""
    folder = tmp_path / "top" / "register"
    put(folder, "fh.yaml", SETTINGS)
    put(folder, CAFE, group(traeger="awwo"))
    git(tmp_path / "top", "init", "-q", "-b", "main")
    assert f"register/{CAFE}" in fh(folder, "validate", "--format", form).out
    put(folder, "fh.yaml", f"{SETTINGS}unbekannt: ja\nkreis: [\n")
    broken = fh(folder, "validate", "--format", form)
    assert broken.code == 2
    assert "register/fh.yaml" in broken.out


def test_staged_reads_persons_from_disk(repo, fh):
    """The private folder is no part of the repository, and yet the state about to be stored is checked with it."""
    put(repo, "fh.yaml", (repo / "fh.yaml").read_text("utf-8") + "privat: ../privat\n")
    put(repo.parent, "privat/persons/person-01.yaml", as_yaml({"status": "aktiv", "name": "Anna"}))
    commit(repo, "2026-03-20")
    put(repo, CAFE, group(traeger="awo", kontaktpersonen=["person-01"]))
    git(repo, "add", CAFE)
    assert "FH201" not in {code for code, _ in found(fh(repo, "validate", "--staged", "--format", "json"))}
    put(repo, CAFE, group(traeger="awo", kontaktpersonen=["person-02"]))
    git(repo, "add", CAFE)
    assert fh(repo, "validate", "--staged").code == 1


def test_before_the_first_state_everything_counts(tmp_path, fh):
    folder = tmp_path / "r"
    folder.mkdir()
    git(folder, "init", "-q")
    put(folder, "fh.yaml", SETTINGS)
    put(folder, CAFE, group(traeger="awo"))
    told = fh(folder, "validate", "--changed", "--format", "json")
    assert told.code == 1
    assert {path for _, path in found(told)} == {CAFE}


def test_a_broken_state_before_is_no_obstacle(repo, fh):
    """Nobody can say what was found then; what changed counts, and the rest is somebody else's."""
    good = (repo / "fh.yaml").read_text("utf-8")
    put(repo, "fh.yaml", "name: [\n")
    commit(repo, "2026-03-20")
    put(repo, "fh.yaml", good)
    put(repo, CAFE, group(traeger="awwo"))
    told = fh(repo, "validate", "--changed", "--format", "json")
    assert told.code == 1
    assert {path for _, path in found(told)} == {CAFE}


def test_only_one_of_them(repo, fh):
    assert fh(repo, "validate", "--changed", "--staged").code == 2
    assert fh(repo, "validate", "--changed", "--at", "HEAD").code == 2


def test_a_shallow_clone_says_that_it_does_not_know(repo, tmp_path, fh):
    """Without a common state the one named is compared itself, and that is said."""
    git(repo, "checkout", "-q", "-b", "beitrag")
    put(repo, CAFE, group(traeger="awo", gruendungsjahr=2015))
    commit(repo, "2026-03-20")
    git(repo, "checkout", "-q", "main")
    put(repo, AWO, partner(kurzname="AWO"))
    commit(repo, "2026-03-21")
    shallow = tmp_path / "flach"
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", "-b", "beitrag", f"file://{repo}", str(shallow))
    told = fh(shallow, "validate", "--since", "origin/main")
    assert told.code == 0
    assert "der Verlauf ist unvollständig" in told.err


def test_a_baseline_begins_shrinks_and_never_grows(repo, tmp_path, fh):
    known = tmp_path / "bekannt.json"
    told = fh(repo, "validate", "--baseline", str(known))
    assert told.code == 0
    assert "Angelegt" in told.err
    assert len(json.loads(known.read_text("utf-8"))["findings"]) == 1
    put(repo, CAFE, group(traeger="awwo"))
    told = fh(repo, "validate", "--baseline", str(known), "--format", "json")
    assert told.code == 1
    assert {path for _, path in found(told)} == {CAFE}
    assert len(json.loads(known.read_text("utf-8"))["findings"]) == 1
    put(repo, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}))
    told = fh(repo, "validate", "--baseline", str(known))
    assert "1 Befund ist behoben und aus" in told.err
    assert json.loads(known.read_text("utf-8"))["findings"] == []
    put(repo, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}, gruendungsjahr="bald"))
    assert fh(repo, "validate", "--baseline", str(known)).code == 1
    assert json.loads(known.read_text("utf-8"))["findings"] == []


def test_a_baseline_stays_when_only_a_part_is_told(repo, tmp_path, fh):
    """What was not asked for is not mended."""
    known = tmp_path / "bekannt.json"
    fh(repo, "validate", "--baseline", str(known))
    before = known.read_bytes()
    assert fh(repo, "validate", "cafe-ankommen", "--baseline", str(known)).code == 0
    assert fh(repo, "validate", "--changed", "--baseline", str(known)).code == 0
    assert fh(repo, "validate", "--select", "FH7", "--baseline", str(known)).code == 0
    assert known.read_bytes() == before
    other = tmp_path / "andere.json"
    assert fh(repo, "validate", "cafe-ankommen", "--baseline", str(other)).code == 2
    assert not other.exists()


def test_a_baseline_knows_a_finding_on_another_line(repo, tmp_path, fh):
    known = tmp_path / "bekannt.json"
    fh(repo, "validate", "--baseline", str(known))
    put(repo, RAD, "# eine Zeile mehr\n" + (repo / RAD).read_text("utf-8"))
    assert fh(repo, "validate", "--baseline", str(known)).code == 0


def test_a_baseline_that_is_none(repo, tmp_path, fh):
    other = tmp_path / "notizen.json"
    other.write_text("[]", "utf-8")
    told = fh(repo, "validate", "--baseline", str(other))
    assert told.code == 2
    assert "ist keine Liste bekannter Befunde" in told.err


def test_a_baseline_holds_nothing_private(repo, tmp_path, fh):
    put(repo, "fh.yaml", (repo / "fh.yaml").read_text("utf-8") + "privat: ../privat\n")
    put(repo.parent, "privat/persons/person-01.yaml", "name: Geheim\nnonsens: ja\n")
    known = tmp_path / "bekannt.json"
    told = fh(repo, "validate", "--baseline", str(known))
    assert told.code == 1
    assert "person" not in known.read_text("utf-8")


def test_the_check_of_a_change_reads_only_what_differs(tmp_path, fh, monkeypatch):
    """Three changed files among 600: three verdicts of the state before, not 600."""
    from fluechtlingshilfe_cli.history import trees

    files = {f"data/initiatives/g{number}.yaml": group(name=f"Gruppe {number}") for number in range(600)}
    folder = begin(tmp_path / "r", files)
    for number in (3, 4, 5):
        put(folder, f"data/initiatives/g{number}.yaml", group(name=f"Anders {number}"))
    read: list[str] = []
    stream = trees.Tree.stream
    monkeypatch.setattr(trees.Tree, "stream", lambda self, names: stream(self, (read.append(n) or n for n in names)))
    fh(folder, "validate", "--changed", "--statistics", "--no-cache")
    assert len(read) == 3
