"""`fh ci`: one verdict here, there and in the comment; what is compared, and what each service is given."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from changes import AWO, CAFE, OFFER, RAD, TODAY, merged, nowhere, on_github, on_gitlab, partner, proposed, rad, text
from projects import write
from repositories import Fh, caller, commit, git, group, put

BROKEN = "name: Café Ankommen\n  art: nichts\n"


@pytest.fixture
def fh(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Fh:
    nowhere(monkeypatch)
    return caller(capfd, monkeypatch)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return proposed(tmp_path)


def in_comment(comment: str) -> list[tuple[str, int, str]]:
    """File, line and code of every finding the comment tells."""
    found, file = [], ""
    for line in comment.splitlines():
        if named := re.match(r"\*\*.*`(.+)`", line):
            file = named[1]
        elif told := re.match(r"- \[?Zeile (\d+)\]?.*\((FH\d+)\)$", line):
            found.append((file, int(told[1]), told[2]))
    return sorted(found)


def in_json(told: str) -> list[tuple[str, int, str]]:
    return sorted((one["path"], one["line"], one["code"]) for one in json.loads(told)["findings"])


CHANGES: dict[str, dict[str, str | None]] = {
    "sound": {RAD: rad(gruendungsjahr=2015)},
    "form": {RAD: "# Notiz\n" + rad()},
    "error": {RAD: rad(gruendungsjahr="bald")},
    "warning": {RAD: rad(geprueft_am="2027-01-01")},
    "broken": {RAD: BROKEN},
    "caused elsewhere": {AWO: None},
    "renamed": {RAD: None, "data/initiatives/radhaus-gross.yaml": rad()},
    "settings": {"fh.yaml": TODAY.replace("Testkreis", "Kreis")},
}


@pytest.mark.parametrize(
    ("case", "old_errors", "strict"),
    [
        *((case, False, False) for case in CHANGES),
        *((case, True, False) for case in ("sound", "error", "caused elsewhere")),
        *((case, True, True) for case in ("sound", "warning")),
    ],
)
def test_the_verdict_is_the_same_here_there_and_in_the_comment(repo, fh, monkeypatch, case, old_errors, strict):
    """`fh validate --since` at home, `fh ci` on GitHub and on GitLab, and the text under the change."""
    if old_errors:
        git(repo, "switch", "-q", "main")
        put(repo, CAFE, group(traeger="awwo", gruendungsjahr="bald"))
        commit(repo, "2026-03-11")
        git(repo, "switch", "-q", "-C", "vorschlag")
    for name, content in CHANGES[case].items():
        (repo / name).unlink() if content is None else put(repo, name, content)
    commit(repo, "2026-03-12")
    more = ["--strict"] * strict
    home = fh(repo, "validate", "--since", "main", "--format", "json", *more)
    for service in (on_github, on_gitlab):
        service(repo, monkeypatch)
        there = fh(repo, "ci", *more)
        assert there.code == home.code
        assert text(repo, "befunde.json").strip() == home.out.strip()
        assert in_comment(text(repo)) == in_json(home.out)
        assert ("noch eine Änderung" in text(repo)) == bool(home.code)


def test_github_compares_with_what_the_change_was_merged_with(repo, fh, monkeypatch):
    """The target has moved on; its own changes are not those of the author, though the event names an older state."""
    put(repo, RAD, rad(gruendungsjahr="bald"))
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch)
    merged(repo)
    told = fh(repo, "ci")
    assert told.code == 1
    assert in_comment(text(repo)) == [(RAD, 10, "FH105")] or [one[0] for one in in_comment(text(repo))] == [RAD]
    assert "AWO" not in text(repo)


def test_a_push_is_checked_as_a_whole(repo, fh, monkeypatch):
    put(repo, CAFE, group(gruendungsjahr="bald"))
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch, pull_request=None, before="0" * 40)
    monkeypatch.delenv("GITHUB_BASE_REF")
    assert fh(repo, "ci").code == 1
    assert "## Eine Stelle braucht noch eine Änderung" in text(repo)
    assert "Was sich ändert" not in text(repo)


def test_without_any_service_a_state_can_be_named_and_without_git_all_is_checked(repo, fh, tmp_path):
    put(repo, RAD, rad(gruendungsjahr="bald"))
    told = fh(repo, "ci", "--since", "main")
    assert (told.code, "::error" in told.out) == (1, False)
    assert told.out.endswith("1 Fehler in 3 Dateien.\n")
    plain = tmp_path / "ohne"
    plain.mkdir()
    write(plain, {CAFE: group()}, TODAY)
    assert fh(plain, "ci").code == 0
    assert "## Alles in Ordnung" in text(plain)


def test_a_clone_without_the_state_before_says_what_to_load(repo, fh, monkeypatch, tmp_path):
    """Nothing is judged against the wrong state; the sentence names the line that is missing."""
    put(repo, RAD, rad(gruendungsjahr=2015))
    commit(repo, "2026-03-12")
    shallow = tmp_path / "flach"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "vorschlag", repo.as_uri(), str(shallow))
    on_github(repo, monkeypatch)
    told = fh(shallow, "ci")
    assert told.code == 2
    assert "fetch-depth: 0" in told.err
    assert "Das liegt nicht an Ihnen" in text(shallow) and "fetch-depth: 0" in text(shallow)
    on_gitlab(repo, monkeypatch)
    assert 'GIT_DEPTH: "0"' in fh(shallow, "ci").err


def test_two_states_deep_are_enough_for_the_merge(repo, fh, monkeypatch, tmp_path):
    """`fetch-depth: 2` brings the parents of the merge, and that is all there is to know."""
    put(repo, RAD, rad(gruendungsjahr="bald"))
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch)
    merged(repo)
    git(repo, "branch", "zusammen")
    shallow = tmp_path / "flach"
    git(tmp_path, "clone", "-q", "--depth", "2", "--branch", "zusammen", repo.as_uri(), str(shallow))
    assert fh(shallow, "ci").code == 1
    assert [one[0] for one in in_comment(text(shallow))] == [RAD]


def test_broken_settings_are_told_everywhere(repo, fh, monkeypatch):
    put(repo, "fh.yaml", TODAY.replace('"01053"', "[]"))
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch)
    assert fh(repo, "validate", "--since", "main").code == fh(repo, "ci").code == 2
    assert "## Die Einstellungen brauchen noch eine Änderung" in text(repo)
    assert in_json(text(repo, "befunde.json"))[0][0] == "fh.yaml"


def test_the_summary_of_the_run_is_the_comment_with_more_room(repo, fh, monkeypatch):
    put(repo, RAD, rad(gruendungsjahr=2015))
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch, summary=True)
    (repo.parent / "summary.md").write_text("vorher\n", "utf-8")
    fh(repo, "ci")
    assert (repo.parent / "summary.md").read_text("utf-8") == f"vorher\n{text(repo)}"


def test_files_are_named_from_the_root_of_the_repository(tmp_path, fh, monkeypatch):
    """A registry in a folder of a larger repository: annotations, links and suggestions name the whole path."""
    top = tmp_path / "alles"
    git(tmp_path, "init", "-q", "-b", "main", str(top))
    (top / "kreis").mkdir()
    write(top / "kreis", {RAD: rad()}, TODAY)
    commit(top, "2026-03-10")
    git(top, "switch", "-q", "-c", "vorschlag")
    put(top / "kreis", RAD, rad(geprueft_am="1.2.2026"))
    commit(top, "2026-03-12")
    on_github(top, monkeypatch)
    told = fh(top / "kreis", "ci")
    assert f"::error file=kreis/{RAD},line=" in told.out
    assert f"](https://github.example/freiwillige/register/edit/patch-1/kreis/{RAD}#L" in text(top / "kreis")
    assert [one["path"] for one in json.loads(text(top / "kreis", "vorschlaege.json"))] == [f"kreis/{RAD}"]
    assert json.loads(text(top / "kreis", "codequality.json"))[0]["location"]["path"] == f"kreis/{RAD}"


def suggested(folder: Path) -> list[tuple[str, int, str]]:
    """File, line and new line of every suggestion for one click."""
    blocks = re.compile(r"`{3,}suggestion\n(.*)\n`{3,}", re.DOTALL)
    return [
        (one["path"], one["line"], blocks.search(one["body"])[1])
        for one in json.loads(text(folder, "vorschlaege.json"))
    ]


def test_a_suggestion_is_the_whole_line_as_it_should_be(repo, fh, monkeypatch):
    put(repo, RAD, rad(geprueft_am=None) + "geprueft_am: 1.2.2026  # am Telefon\n")
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch)
    fh(repo, "ci")
    line = (repo / RAD).read_text("utf-8").count("\n")
    assert suggested(repo) == [(RAD, line, 'geprueft_am: "2026-02-01"  # am Telefon')]
    assert 'geprueft_am: "2026-02-01"  # am Telefon' in text(repo)


def test_no_suggestion_for_lines_that_the_service_does_not_show(repo, fh, monkeypatch):
    """An old slip far from the change counts, for its file was touched, but GitHub would refuse the suggestion."""
    git(repo, "switch", "-q", "main")
    put(repo, RAD, rad(geprueft_am=None) + "geprueft_am: 1.2.2026\n")
    commit(repo, "2026-03-11")
    git(repo, "switch", "-q", "-C", "vorschlag")
    put(repo, RAD, "# oben\n" + (repo / RAD).read_text("utf-8"))
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch)
    assert fh(repo, "ci").code == 1
    assert suggested(repo) == []
    assert 'geprueft_am: "2026-02-01"' in text(repo)


def test_no_suggestion_where_the_merge_moved_the_lines(repo, fh, monkeypatch):
    """Lines count in the author's file; after a merge within the file they may be others."""
    put(repo, RAD, rad(geprueft_am=None) + "geprueft_am: 1.2.2026\n")
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch)
    git(repo, "switch", "-q", "main")
    put(repo, RAD, "# oben\n" + rad())
    commit(repo, "2026-03-20")
    git(repo, "switch", "-q", "--detach")
    subprocess.run(["git", "merge", "-q", "--no-ff", "-m", "Merge", "vorschlag"], cwd=repo, check=True)
    assert fh(repo, "ci").code == 1
    assert suggested(repo) == []


def test_known_findings_do_not_count_and_their_list_is_left_alone(repo, fh, monkeypatch):
    put(repo, RAD, rad(gruendungsjahr="bald"))
    commit(repo, "2026-03-12")
    list_of_old = repo / "bekannt.json"
    fh(repo, "validate", "--baseline", str(list_of_old))
    put(repo, RAD, rad(gruendungsjahr="spät"))
    commit(repo, "2026-03-13")
    before = list_of_old.read_bytes()
    on_github(repo, monkeypatch)
    assert fh(repo, "ci", "--baseline", str(list_of_old)).code == 1
    put(repo, RAD, rad(gruendungsjahr="bald"))
    assert fh(repo, "ci", "--baseline", str(list_of_old)).code == 0
    assert list_of_old.read_bytes() == before


def test_nothing_private_is_in_any_file(tmp_path, fh, monkeypatch):
    """Also where the private folder is there: no name, no number, no finding of it."""
    private = tmp_path / "privat"
    person = "name: Erika Beispiel\ntelefon: 0049 4542 999888\nfunktion: Leitung\nkontakt_seit: gestern\n"
    put(private, "persons/erika.yaml", person)
    repo = proposed(tmp_path)
    put(repo, "fh.yaml", TODAY + "privat: ../privat\n")
    put(repo, RAD, rad(kontaktpersonen=["erika"], angebote=[{**OFFER, "titel": "Werkstatt"}]))
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch, summary=True)
    put(repo, AWO, partner(kurzname="AWO"))
    fh(repo, "ci")
    written = [path.read_text("utf-8") for path in (repo / "ausgabe/ci").iterdir()]
    assert len(written) == 6
    for told in (*written, (tmp_path / "summary.md").read_text("utf-8")):
        assert "999888" not in told and "Erika" not in told and "persons/" not in told
    assert "privaten Ordner" in text(repo)
