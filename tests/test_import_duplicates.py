"""What a list and the registry both know is decided once; stopped in the middle, nothing is there."""

from __future__ import annotations

from datetime import date

import pytest

from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.project import Project
from imported_lists import guessed, planned, values
from new_registries import TODAY, fh, tree

TWIN = "status: entwurf\nname: Radhaus Mölln\ngemeinde: '01053090'\nkontakt:\n  telefon: '+49 40 66969126'\n"
LIST = "Name;Ort;Telefon;Homepage\nRadhaus;Mölln;040 66969126;rad.example\nNähcafé;Mölln;;\n"


def test_a_probable_duplicate_waits_and_is_decided_once(root):
    twin = root / "data/initiatives/rad.yaml"
    twin.write_text(TWIN, "utf-8")
    done = guessed(root, "liste.csv", LIST)
    assert done.stdout.splitlines()[-1:] == ["data/initiatives/naehcafe.yaml"]
    assert "Zeile 2: Radhaus – wie »rad« (ähnlicher Name, gleiche Gemeinde," in done.stderr
    decisions = root / "importe/liste/entscheidungen.yaml"
    assert "»Radhaus Mölln« – ähnlicher Name, gleiche Gemeinde, gleiche Telefonnummer" in decisions.read_text("utf-8")

    decisions.write_text(decisions.read_text("utf-8").replace("Radhaus: offen", "Radhaus: rad"), "utf-8")
    done = fh(root, "import", "initiatives", "../liste.csv", "--today", TODAY)
    assert values(root, "data/initiatives/rad.yaml") == {
        "status": "entwurf",
        "name": "Radhaus Mölln",
        "gemeinde": "01053090",
        "kontakt": {"telefon": "+49 40 66969126", "web": "https://rad.example"},
    }
    again = fh(root, "import", "initiatives", "../liste.csv", "--today", TODAY)
    assert again.stderr.endswith("0 Initiativen angelegt, 0 erneuert, 2 unverändert.\n")


def test_what_is_judged_new_is_not_asked_again_by_anybody(root):
    """The pair stands in the settings, where checking looks too; the rest of the settings stays as it was."""
    (root / "data/initiatives/rad.yaml").write_text(TWIN, "utf-8")
    (root.parent / "antworten.csv").write_text("schluessel;antwort\nRadhaus;neu\n", "utf-8")
    before = (root / "fh.yaml").read_text("utf-8")
    done = guessed(root, "liste.csv", LIST, "initiatives", "--decisions", "../antworten.csv")
    assert "vermerkt in fh.yaml (keine_dubletten): 1\n  initiative/radhaus – initiative/rad\n" in done.stderr
    after = (root / "fh.yaml").read_text("utf-8")
    assert read(after.encode()).data["keine_dubletten"] == [
        {
            "a": "initiative/radhaus",
            "b": "initiative/rad",
            "grund": "Bei der Übernahme der Liste »liste« am 02.11.2026 als verschieden beurteilt.",
        }
    ]
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert fh(root, "import", "initiatives", "../liste.csv", "--today", TODAY).returncode == 0
    assert (root / "fh.yaml").read_text("utf-8") == after
    assert "FH703" not in fh(root, "validate", "--today", TODAY).stdout


def test_a_decision_that_names_nothing_is_told(root):
    (root.parent / "antworten.csv").write_text("schluessel;antwort\nRadhaus;rda\n", "utf-8")
    done = guessed(root, "liste.csv", LIST, "initiatives", "--decisions", "../antworten.csv")
    assert "Zeile 2: Radhaus – die Entscheidung »rda« nennt keinen Eintrag" in done.stderr
    assert not (root / "data/initiatives/radhaus.yaml").exists()


@pytest.mark.parametrize(("answer", "file"), [("neu", True), ("auslassen", False)])
def test_decisions_of_a_table(root, answer, file):
    (root / "data/initiatives/rad.yaml").write_text(TWIN, "utf-8")
    (root.parent / "antworten.csv").write_text(f"schluessel;antwort\nRadhaus;{answer}\n", "utf-8")
    done = guessed(root, "liste.csv", LIST, "initiatives", "--decisions", "../antworten.csv")
    assert done.returncode == 0, done.stderr
    assert (root / "data/initiatives/radhaus.yaml").exists() == file
    assert "Vielleicht schon da" not in done.stderr


def test_pairs_known_to_be_different_are_not_asked_again(root):
    (root / "data/initiatives/rad.yaml").write_text(TWIN, "utf-8")
    with (root / "fh.yaml").open("a", encoding="utf-8") as file:
        file.write("keine_dubletten:\n  - {a: initiative/rad, b: initiative/radhaus, grund: zwei Häuser}\n")
    guessed(root, "liste.csv", LIST)
    assert (root / "data/initiatives/radhaus.yaml").exists()


def test_stopped_while_writing_nothing_is_there(root, monkeypatch):
    """Ctrl-C in the middle of the files: all are taken back, and the next run does it all."""
    from fluechtlingshilfe_cli import together

    (root.parent / "liste.csv").write_text(LIST, "utf-8")
    fh(root, "import", "initiatives", "../liste.csv", "--guess")
    before = tree(root)
    project = Project(root, date(2026, 11, 2))
    plan = planned(project, root.parent / "liste.csv")
    written = []

    def interrupted(path, content):
        if written:
            raise KeyboardInterrupt
        written.append(path)
        path.write_bytes(content)

    monkeypatch.setattr(together, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        together.write_together(plan.files)
    assert tree(root) == before


def test_on_a_terminal_the_guess_is_shown_and_duplicates_are_asked(root):
    """Driven as a new user would: look, say yes, say what it is; nothing typed that was not suggested."""
    from terminal_sessions import session

    (root / "data/initiatives/rad.yaml").write_text(TWIN, "utf-8")
    (root.parent / "liste.csv").write_text(LIST, "utf-8")
    code, shown = session(root, ["import", "initiatives", "../liste.csv", "--guess", "--today", TODAY], ["j", "1"])
    assert code == 0, shown
    assert "Telefon   040 66969126  Kontakt: Telefon" in shown
    assert "Damit übernehmen?" in shown
    assert "1 ist »Radhaus Mölln« (ähnlicher Name, gleiche Gemeinde, gleiche" in shown
    assert shown.endswith("1 Initiative angelegt, 1 erneuert, 0 unverändert.\n")
    assert "Radhaus: rad" in (root / "importe/liste/entscheidungen.yaml").read_text("utf-8")


def test_stopped_at_a_question_only_the_answers_are_kept(root):
    from terminal_sessions import session

    (root / "data/initiatives/rad.yaml").write_text(TWIN, "utf-8")
    (root / "data/initiatives/naeh.yaml").write_text("status: entwurf\nname: Nähcafé\ngemeinde: '01053090'\n", "utf-8")
    (root.parent / "liste.csv").write_text(LIST, "utf-8")
    fh(root, "import", "initiatives", "../liste.csv", "--guess")
    before = tree(root)
    code, shown = session(root, ["import", "initiatives", "../liste.csv", "--today", TODAY], ["auslassen"])
    assert code == 130, shown
    decisions = "importe/liste/entscheidungen.yaml"
    after = tree(root)
    assert {name for name in after if after[name] != before.get(name)} == {decisions}
    assert read(after[decisions]).data == {"doppelt": {"Radhaus": "auslassen", "Nähcafé": "offen"}}


IN_USE = """\
status: aktiv
name: Radhaus Mölln
art: projekt
kurzbeschreibung: Wir schrauben.
gemeinde: '01053090'
kontakt:
  telefon: '+49 40 66969126'
"""


def test_a_record_in_use_gets_no_section_that_is_not_complete(root):
    """An offer without what every offer needs would keep the whole entry from being published."""
    (root / "data/initiatives/rad.yaml").write_text(IN_USE, "utf-8")
    (root.parent / "antworten.csv").write_text("schluessel;antwort\nRadhaus;rad\n", "utf-8")
    content = "Name;Ort;Telefon;Angebot Titel\nRadhaus;Mölln;040 66969126;Reparatur-Treff\n"
    mapping = (
        "schluessel: Name\nfelder:\n  name: Name\n  gemeinde: Ort\n  kontakt.telefon: Telefon\n"
        "  angebote.titel: Angebot Titel\n"
    )
    (root.parent / "liste.csv").write_text(content, "utf-8")
    (root.parent / "zuordnung.yaml").write_text(mapping, "utf-8")
    command = ("import", "initiatives", "../liste.csv", "--mapping", "../zuordnung.yaml", "--no-input", "--yes")
    done = fh(root, *command, "--decisions", "../antworten.csv", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    found = values(root, "data/initiatives/rad.yaml")
    assert "angebote" not in found
    assert "Reparatur-Treff" in str(found["x_import_angebot_titel"]), found
    assert fh(root, "validate", "--today", TODAY).returncode == 0
    again = fh(root, *command, "--today", TODAY)
    assert again.stderr.endswith("0 Initiativen angelegt, 0 erneuert, 1 unverändert.\n")
