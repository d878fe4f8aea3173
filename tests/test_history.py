"""As it was: states by day or name, in every shape a repository can have, and the life of a record."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fluechtlingshilfe_cli.history import day_of, end_of_day, find_repository, trees
from fluechtlingshilfe_cli.past import project_at
from fluechtlingshilfe_cli.reading import load_registry
from projects import SETTINGS, as_yaml
from repositories import begin, commit, git, group, put

CAFE = "data/initiatives/cafe-ankommen.yaml"
RAD = "data/initiatives/radhaus.yaml"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Three states: 10 March one group, 20 March two, 5 April the first is called differently."""
    folder = begin(tmp_path / "register")
    put(folder, RAD, group(name="Radhaus"))
    commit(folder, "2026-03-20")
    put(folder, CAFE, group(name="Café Neu"))
    commit(folder, "2026-04-05")
    return folder


def ids(told) -> list[str]:
    assert told.code == 0, told.err
    return told.out.split()


def test_a_day_ends_in_berlin():
    """Our rule for summer time agrees with the time zone data, every day and at the hours around each turn."""
    day = date(2000, 1, 1)
    while day < date(2040, 1, 1):
        following = day + timedelta(days=1)
        midnight = datetime(following.year, following.month, following.day, tzinfo=BERLIN)
        assert end_of_day(day) == int(midnight.timestamp()) - 1
        day = following
    for year in range(2000, 2040):
        for month in (3, 10):
            start = int(datetime(year, month, 24, tzinfo=BERLIN).timestamp())
            for moment in range(start, start + 8 * 86400, 1800):
                assert day_of(moment) == datetime.fromtimestamp(moment, BERLIN).date()


def test_a_day_means_the_last_state_by_its_end(repo, fh):
    assert ids(fh(repo, "list", "initiativen", "--format", "ids", "--at", "2026-03-19")) == ["cafe-ankommen"]
    assert ids(fh(repo, "list", "initiativen", "--format", "ids", "--at", "20.03.2026")) == ["cafe-ankommen", "radhaus"]


def test_a_state_saved_shortly_before_midnight_belongs_to_the_day_in_berlin(tmp_path, fh):
    folder = begin(tmp_path / "r")
    put(folder, RAD, group(name="Radhaus"))
    commit(folder, "2026-07-01T21:59:59+00:00")
    put(folder, CAFE, group(name="Danach"))
    commit(folder, "2026-07-01T22:00:00+00:00")
    told = fh(folder, "list", "initiativen", "--at", "2026-07-01", "--columns", "name", "--format", "csv")
    assert "Radhaus" in told.out
    assert "Café Ankommen" in told.out


def test_a_merge_counts_when_it_was_merged(tmp_path, fh):
    """What was written on a branch on the 12th and merged on the 20th was not in the registry on the 15th."""
    folder = begin(tmp_path / "r")
    git(folder, "checkout", "-q", "-b", "seite")
    put(folder, RAD, group(name="Radhaus"))
    commit(folder, "2026-03-12")
    git(folder, "checkout", "-q", "main")
    put(folder, CAFE, group(name="Café Neu"))
    commit(folder, "2026-03-14")
    git(folder, "merge", "-q", "-m", "zusammen", "seite", day="2026-03-20T12:00:00+01:00")
    assert ids(fh(folder, "list", "initiativen", "--format", "ids", "--at", "2026-03-15")) == ["cafe-ankommen"]
    assert ids(fh(folder, "list", "initiativen", "--format", "ids", "--at", "2026-03-20")) == [
        "cafe-ankommen",
        "radhaus",
    ]


def test_the_day_becomes_the_stichtag_unless_told(repo):
    project, revision = project_at(repo, "2026-03-25")
    assert (project.as_of, revision.day) == (date(2026, 3, 25), date(2026, 3, 25))
    by_name, revision = project_at(repo, "HEAD")
    assert by_name.as_of == revision.day == date(2026, 4, 5)
    asked, _ = project_at(repo, "HEAD", date(2027, 1, 1))
    assert asked.as_of == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["show", "cafe-ankommen"], "Café Ankommen"),
        (["search", "Ankommen"], "Café Ankommen"),
        (["list", "initiativen"], "Café Ankommen"),
        (["directory", "--format", "md"], "Café Ankommen"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_every_reading_command_shows_the_past(repo, fh, command, said):
    told = fh(repo, *command, "--at", "2026-03-20")
    assert told.code == 0, told.err
    assert said in told.out
    assert "Café Neu" not in told.out
    assert "So war das Register am 20.03.2026" in told.err


def test_settings_schemas_and_words_come_from_the_state_too(tmp_path, fh):
    """The own kind, the own word and the label of the Teilkreis are those of then."""
    note = {"title": "Fahrrad", "x-fh-ordner": "data/bikes", "x-fh-titel": "name", "type": "object"}
    note |= {
        "properties": {
            "name": {"title": "Name", "type": "string"},
            "farbe": {"title": "Farbe", "x-fh-vokabular": "farben"},
        }
    }
    note["properties"]["farbe"]["type"] = "string"
    folder = begin(
        tmp_path / "r",
        {
            "schemas/bike.schema.json": json.dumps(note),
            "vocabularies/farben.yaml": "woerter:\n  rot:\n    bezeichnung: Knallrot\n",
            "data/bikes/eins.yaml": "name: Eins\nfarbe: rot\n",
        },
    )
    for name in ("schemas/bike.schema.json", "vocabularies/farben.yaml", "data/bikes/eins.yaml"):
        (folder / name).unlink()
    commit(folder, "2026-04-01")
    assert fh(folder, "list", "bike").code == 2
    told = fh(folder, "list", "bike", "--at", "2026-03-15", "--columns", "name,farbe")
    assert "Knallrot" in told.out, told.err


def test_an_unknown_state_is_a_sentence(repo, fh):
    git(repo, "tag", "ausgabe-2026")
    told = fh(repo, "list", "initiativen", "--at", "ausgbe-2026")
    assert (told.code, told.out) == (2, "")
    assert "Den Stand »ausgbe-2026« gibt es nicht. Meinten Sie »ausgabe-2026«?" in told.err
    early = fh(repo, "list", "initiativen", "--at", "2026-03-01").err
    assert "Am 01.03.2026 gab es noch keinen gespeicherten Stand; der älteste ist vom 10.03.2026.\n" in early
    assert "Möglich ist jeder Tag ab dann, einzugeben als 2026-03-10." in early
    assert "Den 31.02.2026 gibt es nicht." in fh(repo, "list", "initiativen", "--at", "2026-02-31").err
    assert fh(repo, "list", "initiativen", "--at=--help").code == 2


def test_detached_head(repo, fh):
    git(repo, "checkout", "-q", "HEAD~1")
    assert ids(fh(repo, "list", "initiativen", "--format", "ids", "--at", "2026-03-15")) == ["cafe-ankommen"]
    assert fh(repo, "diff", "HEAD..main").code == 0


def test_work_tree_of_its_own(repo, tmp_path, fh):
    other = tmp_path / "zweiter Baum"
    git(repo, "worktree", "add", "-q", "-b", "neben", str(other))
    assert ids(fh(other, "list", "initiativen", "--format", "ids", "--at", "2026-03-15")) == ["cafe-ankommen"]


def test_spaces_and_umlauts_in_paths(tmp_path, fh):
    folder = begin(tmp_path / "Meine Prüfung é" / "Ordner mit Leerzeichen")
    put(folder, "data/initiatives/Süd Kreis/radhaus.yaml", group(name="Radhaus"))
    commit(folder, "2026-03-20")
    put(folder, "data/initiatives/Süd Kreis/radhaus.yaml", group(name="Anders"))
    told = fh(folder, "show", "radhaus", "--at", "HEAD")
    assert "Radhaus" in told.out
    assert "data/initiatives/Süd Kreis/radhaus.yaml" in told.out
    assert "Radhaus → Anders" in fh(folder, "diff").out


def test_a_bare_repository(repo, tmp_path, fh):
    bare = tmp_path / "ablage.git"
    git(tmp_path, "clone", "-q", "--bare", str(repo), str(bare))
    assert ids(fh(bare, "list", "initiativen", "--format", "ids", "--at", "2026-03-15")) == ["cafe-ankommen"]
    told = fh(bare, "validate", "--at", "main", "--format", "concise")
    assert told.code == 0, told.err
    assert "Neu (1)" in fh(bare, "diff", "2026-03-15..2026-03-25").out


def test_a_project_in_a_folder_of_a_repository(tmp_path, fh):
    """Also asked from below, and when it lay elsewhere then."""
    top = tmp_path / "top"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    put(top, "kreis/fh.yaml", SETTINGS)
    put(top, f"kreis/{CAFE}", group())
    commit(top, "2026-03-10")
    git(top, "mv", "kreis", "register")
    commit(top, "2026-03-20")
    inside = top / "register" / "data" / "initiatives"
    assert ids(fh(inside, "list", "initiativen", "--format", "ids", "--at", "2026-03-25")) == ["cafe-ankommen"]
    assert ids(fh(inside, "list", "initiativen", "--format", "ids", "--at", "2026-03-15")) == ["cafe-ankommen"]


def test_long_ids_and_settings_of_ones_own(tmp_path, fh):
    """A repository with SHA-256, and a user whose git shows signatures, colours and other letters."""
    folder = tmp_path / "r"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main", "--object-format=sha256")
    for setting in ("color.ui=always", "log.showSignature=true", "i18n.logOutputEncoding=latin1", "diff.relative=true"):
        git(folder, "config", *setting.split("="))
    put(folder, "fh.yaml", SETTINGS)
    put(folder, CAFE, group())
    assert fh(folder, "save", "-m", "Änfang").code == 0
    put(folder, CAFE, group(name="Café Neu"))
    assert fh(folder, "save").code == 0
    assert "Café Ankommen → Café Neu" in fh(folder, "diff", "HEAD~1").out
    assert "Anna Beispiel: Änfang" in fh(folder, "log", "cafe-ankommen").out
    assert fh(folder, "validate", "--since", "HEAD~1").code == 0
    assert fh(folder, "undo", "--yes").code == 0
    assert (folder / CAFE).read_text("utf-8") == group()


def test_a_shallow_clone_says_what_it_lacks(repo, tmp_path, fh):
    shallow = tmp_path / "flach"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repo}", str(shallow))
    assert ids(fh(shallow, "list", "initiativen", "--format", "ids", "--at", "2026-05-01")) == [
        "cafe-ankommen",
        "radhaus",
    ]
    told = fh(shallow, "list", "initiativen", "--at", "2026-03-15")
    assert told.code == 2
    assert "enthält nur den jüngsten Teil des Verlaufs" in told.err


def test_no_repository_is_a_sentence_and_the_rest_works(tmp_path, fh, monkeypatch):
    folder = begin(tmp_path / "r")
    shutil.rmtree(folder / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    told = fh(folder, "list", "initiativen", "--at", "2026-03-15")
    assert told.code == 2
    assert "hat noch keinen Verlauf" in told.err
    assert ids(fh(folder, "list", "initiativen", "--format", "ids")) == ["cafe-ankommen"]


def test_no_git_is_one_clear_sentence_and_the_rest_works(repo, tmp_path, fh, monkeypatch):
    empty = tmp_path / "leer"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))
    for command in (["list", "initiativen", "--at", "2026-03-15"], ["diff"], ["log", "cafe-ankommen"]):
        told = fh(repo, *command)
        assert told.code == 2
        assert "Das Programm git ist nicht installiert" in told.err
    assert fh(repo, "validate").code == 0
    assert ids(fh(repo, "list", "initiativen", "--format", "ids")) == ["cafe-ankommen", "radhaus"]


def test_nothing_private_is_read_from_the_past(tmp_path, fh):
    """Even where the private folder was stored by mistake."""
    person = as_yaml({"status": "aktiv", "name": "Anna Geheim", "telefon": "+49 40 66969999"})
    folder = begin(tmp_path / "r")
    put(folder, "fh.yaml", f"{SETTINGS}privat: privat\n")
    put(folder, "privat/persons/person-01.yaml", person)
    commit(folder, "2026-03-20")
    assert "Geheim" in fh(folder, "show", "person/person-01").out
    for command in (
        ["show", "person/person-01"],
        ["list", "person", "--format", "json"],
        ["search", "Geheim", "--alle"],
    ):
        told = fh(folder, *command, "--at", "HEAD")
        assert "Geheim" not in told.out
        assert "66969999" not in told.out + told.err
    put(folder, "privat/persons/person-01.yaml", person.replace("Geheim", "Anders"))
    told = fh(folder, "diff", "-f", "json")
    assert "Anders" not in told.out
    assert json.loads(told.out)["groups"] == []
    assert fh(folder, "log", "person/person-01").code == 2


def test_the_past_equals_what_the_disk_was(repo):
    """All values, whichever way they were read."""
    project, _ = project_at(repo, "HEAD")
    past, _ = load_registry(project)
    from fluechtlingshilfe_cli.project import Project

    now, _ = load_registry(Project(repo))
    assert {record.key: record.data for record in past} == {record.key: record.data for record in now}
    assert [record.file for record in past] == [record.file for record in now]


def test_many_files_cost_few_processes(tmp_path, monkeypatch):
    """Never one process per file: 1,200 records, among them an empty and a broken one, in a handful of calls."""
    files = {f"data/initiatives/g{number}.yaml": group(name=f"Gruppe {number}") for number in range(1200)}
    files |= {"data/initiatives/leer.yaml": "", "data/initiatives/schief.yaml": "name: [\n"}
    folder = begin(tmp_path / "r", files)
    calls = []
    start = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *arguments, **more: calls.append(arguments) or start(*arguments, **more)
    )
    project, _ = project_at(folder, "HEAD")
    registry, findings = load_registry(project)
    assert len(registry) == 1200
    assert sorted(finding.path for finding in findings) == [
        "data/initiatives/leer.yaml",
        "data/initiatives/schief.yaml",
    ]
    assert len(calls) <= 8


def test_an_incomplete_clone_is_a_sentence(repo, fh):
    blob = git(repo, "rev-parse", f"HEAD:{CAFE}")
    (repo / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    told = fh(repo, "list", "initiativen", "--at", "HEAD")
    assert told.code == 2
    assert "unvollständig" in told.err


def test_verdicts_of_the_past_are_kept_by_content(tmp_path, monkeypatch):
    """A second look at a large state reads no record again, and a third at another state only what differs."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    files = {f"data/initiatives/g{number}.yaml": group(name=f"Gruppe {number}") for number in range(520)}
    folder = begin(tmp_path / "r", files)
    put(folder, "data/initiatives/g7.yaml", group(name="Anders"))
    commit(folder, "2026-04-01")
    read = []
    stream = trees.Tree.stream
    monkeypatch.setattr(trees.Tree, "stream", lambda self, names: stream(self, (read.append(n) or n for n in names)))
    counts = []
    for state in ("2026-03-15", "2026-03-15", "2026-04-02"):
        read.clear()
        registry, _ = load_registry(project_at(folder, state)[0])
        counts.append((len(registry), len(read)))
    assert counts == [(520, 520), (520, 0), (520, 1)]
    assert load_registry(project_at(folder, "2026-04-02")[0])[0].get("initiative", "g7").title == "Anders"


def test_the_life_of_a_record(tmp_path, fh):
    """Newest first, in field terms, through a renaming and a merge, form apart from content, the unsaved on top."""
    offer = {"id": "cafe", "titel": "Café", "handlungsfeld": "sprache", "format": "vor_ort"}
    folder = begin(tmp_path / "r")
    contact = {"email": "info@cafe-ankommen.example", "telefon": "+49 40 66969555"}
    put(folder, CAFE, group(kontakt=contact, angebote=[offer]))
    commit(folder, "2026-03-12", "Anruf")
    new = "data/initiatives/cafe-am-markt.yaml"
    git(folder, "mv", CAFE, new)
    commit(folder, "2026-04-01", "Umzug")
    git(folder, "checkout", "-q", "-b", "seite")
    put(folder, new, group(kontakt=contact, angebote=[offer], geprueft_am="2026-10-01"))
    commit(folder, "2026-04-03", "auf der Seite")
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "zusammen", "seite", day="2026-04-05T12:00:00+02:00")
    put(folder, new, "# nur eine Bemerkung\n" + (folder / new).read_text("utf-8"))
    commit(folder, "2026-04-06", "Bemerkung")
    put(folder, new, "name: [kaputt\n")
    commit(folder, "2026-04-07", "Versehen")
    put(folder, new, group(kontakt=contact, angebote=[offer], geprueft_am="2026-10-01", status="pausiert"))
    told = fh(folder, "log", "cafe-am-markt")
    assert told.out.splitlines() == [
        "noch nicht gespeichert: wieder lesbar",
        "07.04.2026: nicht lesbar",
        "            Anna Beispiel: Versehen",
        "06.04.2026: nur Schreibweise oder Änderungsdatum",
        "            Anna Beispiel: Bemerkung",
        "05.04.2026: Geprüft am 01.10.2026",
        "            Anna Beispiel: zusammen",
        "01.04.2026: umbenannt (vorher cafe-ankommen)",
        "            Anna Beispiel: Umzug",
        "12.03.2026: Telefon geändert, 1 Angebot neu",
        "            Anna Beispiel: Anruf",
        "10.03.2026: neu angelegt",
        "            Anna Beispiel: Anfang",
    ]
    assert told.err == "6 gespeicherte Änderungen an initiative/cafe-am-markt\n"
    before = fh(folder, "log", "cafe-ankommen").out
    assert before.startswith("01.04.2026: umbenannt in cafe-am-markt; weiter mit: fh log cafe-am-markt\n")
    steps = json.loads(fh(folder, "log", "cafe-am-markt", "--format", "json").out)["steps"]
    assert [step["what"] for step in steps] == [
        "changed",
        "unreadable",
        "form",
        "changed",
        "changed",
        "changed",
        "added",
    ]
    assert steps[5]["fields"][0] == {
        "how": "changed",
        "field": "kontakt.telefon",
        "old": "+49 40 66969123",
        "new": "+49 40 66969555",
    }


def test_the_life_of_a_record_that_is_gone(repo, fh):
    (repo / RAD).unlink()
    commit(repo, "2026-05-01", "weg")
    told = fh(repo, "log", "initiative/radhaus")
    assert told.out.splitlines()[0] == "01.05.2026: entfernt"
    assert fh(repo, "log", "gibtsnicht").code == 2


def test_paths_into_a_state_read_like_those_on_disk(repo):
    put(repo, "mit-bom.txt", b"\xef\xbb\xbfeins\r\nzwei")
    commit(repo, "2026-05-01")
    root = find_repository(repo).tree(find_repository(repo).revision("HEAD")).root
    for name in ("mit-bom.txt", "fh.yaml", "data", "fehlt"):
        assert ((root / name).is_file(), (root / name).is_dir()) == ((repo / name).is_file(), (repo / name).is_dir())
    assert (root / "mit-bom.txt").read_text("utf-8-sig") == (repo / "mit-bom.txt").read_text("utf-8-sig")
    found = sorted(path.name for path in (root / "data" / "initiatives").glob("*.yaml"))
    assert found == sorted(path.name for path in (repo / "data" / "initiatives").glob("*.yaml"))
    with pytest.raises(FileNotFoundError):
        (root / "fehlt").read_bytes()


def test_looking_changes_nothing(repo, fh):
    """Neither files nor the index nor references, not even a refreshed time."""

    def state() -> dict[str, tuple[int, bytes]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(repo.rglob("*"))
            if path.is_file()
        }

    os.utime(repo / CAFE, (1, 1))
    before = state()
    for command in (["list", "initiativen", "--at", "HEAD"], ["diff"], ["diff", "2026-03-15"], ["log", "radhaus"]):
        assert fh(repo, *command).code == 0
    assert state() == before
