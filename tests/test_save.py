"""The day's work recorded: what is stored, and under which words."""

from __future__ import annotations

from new_registries import new_registry, tree
from projects import SETTINGS, as_yaml
from repositories import commit, git, group, put
from states import CAFE, CHANGED, RAD, binned, message, state


def test_one_change_is_its_own_message(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    told = fh(repo, "save")
    assert told.code == 0, told.err
    assert told.out == "Gespeichert: Café Ankommen: Telefon geändert, 1 Angebot neu\n"
    assert told.err.endswith("1 Datei im Verlauf. Zurück geht es mit: fh undo\n")
    assert message(repo) == "Café Ankommen: Telefon geändert, 1 Angebot neu"
    assert git(repo, "status", "--porcelain") == ""
    assert fh(repo, "save").err == "Nichts zu speichern: Alles ist im Verlauf.\n"


def test_many_changes_are_counted_and_listed(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    for name in ("Radhaus", "Nähstube", "Lesekreis am Küchensee", "Gartenprojekt Hand in Hand"):
        put(
            repo,
            f"data/initiatives/{name[:3].lower().replace('ä', 'ae')}.yaml",
            group(name=name, kontakt={"web": f"https://{len(name)}.example"}),
        )
    assert fh(repo, "save").code == 0
    subject, _, body = message(repo).partition("\n\n")
    assert subject.startswith("5 Einträge: ")
    assert len(subject) <= 72
    assert "- Café Ankommen: Telefon geändert, 1 Angebot neu" in body.splitlines()
    assert "- Radhaus: neu angelegt" in body.splitlines()


def test_what_is_remembered_of_a_list_is_saved_with_the_registry(repo, fh):
    """A colleague goes on with the list where the first one stopped."""
    put(repo, CAFE, group(**CHANGED))
    put(repo, "importe/liste/entscheidungen.yaml", "doppelt:\n  Radhaus: neu\n")
    put(repo, "importe/liste/stand-initiative.json", "{}\n")
    told = fh(repo, "save")
    assert told.code == 0, told.err
    assert told.err.endswith("3 Dateien im Verlauf. Zurück geht es mit: fh undo\n")
    assert git(repo, "status", "--porcelain") == ""


def test_an_own_text_comes_first(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    assert fh(repo, "save", "-m", "Anruf von Frau M.").code == 0
    assert message(repo) == "Anruf von Frau M.\n\n- Café Ankommen: Telefon geändert, 1 Angebot neu"
    assert "66969555" not in message(repo)


def test_only_what_belongs_to_the_registry_is_stored(repo, fh):
    """Neither private files nor others, and what others prepared stays prepared."""
    put(repo, "fh.yaml", f"{SETTINGS}privat: privat\n")
    put(repo, "privat/persons/person-01.yaml", as_yaml({"status": "aktiv", "name": "Anna Geheim"}))
    put(repo, "brief.docx", b"\x00\x01")
    put(repo, "notiz.txt", "vorgemerkt")
    put(repo, "data/liste.xlsx", b"\x00")
    git(repo, "add", "notiz.txt")
    told = fh(repo, "save")
    assert told.code == 0, told.err
    stored = git(repo, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert stored == [CAFE, "fh.yaml"]
    assert "brief.docx" in told.err
    assert "person" not in told.out + told.err
    assert git(repo, "diff", "--cached", "--name-only") == "notiz.txt"


def test_errors_in_what_changed_stop_it_and_others_do_not(repo, fh):
    put(repo, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}, gruendungsjahr="bald"))
    before = state(repo)
    told = fh(repo, "save")
    assert told.code == 1
    assert "FH" in told.err
    assert "Trotzdem speichern: fh save --trotzdem" in told.err
    assert state(repo) == before
    assert fh(repo, "save", "--trotzdem").code == 0
    put(repo, CAFE, group(**CHANGED))
    assert fh(repo, "save").code == 0


def test_a_dry_run_stores_nothing(repo, fh):
    put(repo, CAFE, group(**CHANGED))
    before = state(repo)
    told = fh(repo, "save", "-n")
    assert (told.code, told.out) == (0, "Café Ankommen: Telefon geändert, 1 Angebot neu\n")
    assert state(repo) == before


def test_removed_renamed_and_only_rewritten_files(repo, fh):
    put(repo, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}))
    put(repo, "data/initiatives/form.yaml", group(name="Form", kontakt={"web": "https://form.example"}))
    commit(repo, "2026-03-20")
    (repo / RAD).unlink()
    (repo / CAFE).rename(repo / "data/initiatives/cafe-neu.yaml")
    put(repo, "data/initiatives/form.yaml", "# Bemerkung\n" + (repo / "data/initiatives/form.yaml").read_text("utf-8"))
    told = fh(repo, "save")
    assert told.out.splitlines() == [
        "Gespeichert: Radhaus: entfernt",
        "Gespeichert: Café Ankommen: umbenannt (vorher cafe-ankommen)",
        "Gespeichert: nur Schreibweise oder Änderungsdatum: 1 Datei",
    ]
    assert git(repo, "status", "--porcelain") == ""


def test_what_was_prepared_differently_is_kept(repo, fh):
    """A dirty index: the version prepared in git is neither stored nor on disk, so a copy goes to the bin."""
    put(repo, CAFE, group(gruendungsjahr=2014))
    git(repo, "add", CAFE)
    lost = (repo / CAFE).read_bytes()
    put(repo, CAFE, group(gruendungsjahr=2015))
    told = fh(repo, "save")
    assert told.code == 0, told.err
    assert binned(repo) == {f"2026-11-02-1/{CAFE}.vorgemerkt": lost}
    assert b"2015" in git(repo, "show", f"HEAD:{CAFE}").encode()


def test_without_a_history_it_is_begun_when_wanted(tmp_path, fh, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "r"
    put(folder, "fh.yaml", SETTINGS)
    put(folder, CAFE, group())
    told = fh(folder, "save")
    assert told.code == 1
    assert "Angelegt wird er mit: fh save --yes" in told.err
    assert not (folder / ".git").exists()
    told = fh(folder, "save", "--yes")
    assert told.code == 0, told.err
    assert message(folder) == "Anfang des Registers\n\n1 Initiative"
    assert git(folder, "ls-tree", "-r", "--name-only", "HEAD").splitlines() == [CAFE, "fh.yaml"]


def test_the_registry_speaks_where_git_knows_nobody(repo, fh, monkeypatch):
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(repo.parent))
    put(repo, CAFE, group(**CHANGED))
    assert fh(repo, "save").code == 0
    assert git(repo, "log", "-1", "--format=%an <%ae>") == "Flüchtlingshilfe Testkreis <register@localhost>"


def test_a_project_in_a_folder_of_a_repository(tmp_path, fh):
    """Only its own files, wherever the command is given."""
    top = tmp_path / "Büro Süd"
    put(top, "kreis/fh.yaml", SETTINGS)
    put(top, f"kreis/{CAFE}", group())
    put(top, "anderes.txt", "a")
    git(top, "init", "-q", "-b", "main")
    commit(top, "2026-03-10")
    put(top, f"kreis/{CAFE}", group(**CHANGED))
    put(top, "anderes.txt", "b")
    told = fh(top / "kreis" / "data", "save")
    assert told.code == 0, told.err
    assert git(top, "show", "--format=", "--name-only", "HEAD") == f"kreis/{CAFE}"
    assert fh(top / "kreis", "undo", "--yes").code == 0
    assert (top / "kreis" / CAFE).read_text("utf-8") == group()
    assert (top / "anderes.txt").read_text() == "b"


def test_uploading_only_if_set_up(repo, tmp_path, fh):
    far = tmp_path / "fern.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(far))
    git(repo, "remote", "add", "origin", str(far))
    put(repo, CAFE, group(**CHANGED))
    fh(repo, "save")
    assert git(far, "for-each-ref") == ""
    put(repo, "fh.yaml", f"{SETTINGS}speichern:\n  hochladen: true\n")
    told = fh(repo, "save")
    assert told.code == 0
    assert told.err.endswith("Hochgeladen.\n")
    assert git(far, "rev-parse", "main") == git(repo, "rev-parse", "HEAD")


def test_an_upload_that_fails_loses_nothing(repo, tmp_path, fh):
    """The work is saved all the same, and goes along the next time."""
    git(repo, "remote", "add", "origin", str(tmp_path / "weg.git"))
    put(repo, "fh.yaml", f"{SETTINGS}speichern:\n  hochladen: true\n")
    told = fh(repo, "save")
    assert told.code == 2
    assert "Gespeichert, aber noch nicht hochgeladen" in told.err
    assert git(repo, "status", "--porcelain") == ""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "weg.git")
    told = fh(repo, "save")
    assert told.code == 0
    assert "Hochgeladen." in told.err


def test_an_upload_others_were_quicker_than(repo, tmp_path, fh):
    far, other = tmp_path / "fern.git", tmp_path / "kollegin"
    put(repo, "fh.yaml", f"{SETTINGS}speichern:\n  hochladen: true\n")
    commit(repo, "2026-03-20")
    git(tmp_path, "clone", "-q", "--bare", str(repo), str(far))
    git(repo, "remote", "add", "origin", str(far))
    git(repo, "fetch", "-q")
    git(repo, "branch", "-q", "--set-upstream-to", "origin/main")
    git(tmp_path, "clone", "-q", str(far), str(other))
    put(other, RAD, group(name="Radhaus", kontakt={"web": "https://radhaus.example"}))
    assert fh(other, "save").code == 0
    put(repo, CAFE, group(**CHANGED))
    told = fh(repo, "save")
    assert told.code == 2
    assert "Jemand anderes hat inzwischen auch etwas hochgeladen" in told.err
    assert git(repo, "status", "--porcelain") == ""


def test_the_first_save_keeps_all_that_a_new_registry_comes_with(tmp_path, fh):
    """Nothing is left for the next time, and what the check-up finds then has nothing to do with the history."""
    folder = new_registry(tmp_path)
    first = fh(folder, "save", "--yes")
    assert first.code == 0, first.err
    assert "nicht zum Register" not in first.err
    assert git(folder, "status", "--porcelain") == ""
    stored = set(git(folder, "ls-tree", "-r", "--name-only", "HEAD").splitlines())
    assert {".gitignore", ".gitattributes", "README.md", ".github/workflows/pruefen.yml"} <= stored
    assert {name for name in tree(folder) if not name.startswith((".git/", ".fh/"))} == stored
    assert "Verlauf" not in fh(folder, "doctor").out.replace("Verlauf vorhanden", "")
    assert fh(folder, "save").err == "Nichts zu speichern: Alles ist im Verlauf.\n"


def test_texts_and_pictures_the_settings_name_are_saved_and_others_are_not(repo, fh):
    directory = {"titel": "Hilfe", "herausgeber": "Kreis", "verantwortlich": "Leitung"}
    sections = {"abschnitte": [{"text": "texte/vorwort.md"}]}
    put(repo, "fh.yaml", SETTINGS + as_yaml({"verzeichnis": {**directory, **sections}}))
    put(repo, "texte/vorwort.md", "Willkommen.")
    put(repo, "texte/entwurf.md", "Noch nicht.")
    told = fh(repo, "save", "--trotzdem")
    assert told.code == 0, told.err
    assert "texte/vorwort.md" in git(repo, "ls-files").splitlines()
    assert "texte/entwurf.md" in told.err
