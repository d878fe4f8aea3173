"""People in a list: they go to the private folder, or are only counted."""

from __future__ import annotations

from fluechtlingshilfe_cli.documents import read
from imported_lists import guessed
from new_registries import TODAY, fh, tree

PEOPLE = """\
Name;Ort;Ansprechpartnerin;E-Mail;Bemerkung
Radhaus;Mölln;Frau Ottilie Beispielmann;ottilie.beispielmann@post.example;Schlüssel bei Herrn Kunibert Musterling
"""


def test_people_go_to_the_private_folder_and_into_no_record(root):
    done = guessed(root, "leute.csv", PEOPLE)
    assert done.returncode == 0, done.stderr
    record = (root / "data/initiatives/radhaus.yaml").read_text("utf-8")
    told = [
        path for path, raw in tree(root).items() if b"Ottilie" in raw or b"beispielmann" in raw or b"Kunibert" in raw
    ]
    assert told == [], "neither record, state nor report names them"
    ids = read(record.encode()).data["kontaktpersonen"]
    people = [read(next((root.parent).rglob(f"persons/{id}.yaml")).read_bytes()).data for id in ids]
    assert [person["name"] for person in people] == ["Ottilie Beispielmann", "Kunibert Musterling"]
    assert people[0]["email"] == "ottilie.beispielmann@post.example"
    assert not any("einwilligungen" in person for person in people)
    assert "2 Personen kommen in den privaten Ordner, ohne Einwilligung" in done.stderr
    before = {name: raw for name, raw in tree(root.parent).items() if "/.fh/" not in name}
    fh(root, "import", "initiatives", "../leute.csv", "--today", TODAY)
    assert {name: raw for name, raw in tree(root.parent).items() if "/.fh/" not in name} == before


def test_columns_about_people_are_recognised_and_each_keeps_its_number(root):
    """Two columns of people, one of them by its name alone: both go to the private folder, nothing to the record."""
    content = (
        "Name;Ort;Ansprechpartner;Leitung\n"
        "Radhaus;Mölln;Frau Ottilie Beispielmann;Herr Kunibert Musterling, Tel. 040 66969121\n"
        "Nähcafé;Mölln;Emerentia Probe;\n"
    )
    done = guessed(root, "leute.csv", content)
    assert [line.split()[-2:] for line in done.stdout.splitlines()[5:7]] == [["Kontaktpersonen", "Name"]] * 2
    assert not [name for name, raw in tree(root).items() if b"Emerentia" in raw or b"Kunibert" in raw]
    people = [read(path.read_bytes()).data for path in sorted(root.parent.rglob("persons/person-*.yaml"))]
    assert [(one["name"], one.get("telefon")) for one in people] == [
        ("Ottilie Beispielmann", None),
        ("Kunibert Musterling", "+49 40 66969121"),
        ("Emerentia Probe", None),
    ]


def test_a_newer_list_is_followed_for_people_without_telling_who(root):
    """Number and mailbox follow the list; what a person corrected stays and is asked about, and no value is shown."""
    row = "Radhaus;Mölln;Frau Ottilie Beispielmann, Tel. 040 66969781;ottilie.beispielmann@post.example"
    table = "Name;Ort;Ansprechpartnerin;E-Mail\n"
    guessed(root, "leute.csv", f"{table}{row}\n")
    file = next(root.parent.rglob("persons/person-01.yaml"))
    assert read(file.read_bytes()).data["telefon"] == "+49 40 66969781"
    newer = row.replace("66969781", "66969782").replace("@post.example", "@neu.example")
    (root.parent / "leute.csv").write_text(f"{table}{newer}\n", "utf-8")
    done = fh(root, "import", "initiatives", "../leute.csv", "--today", "2027-01-01")
    person = read(file.read_bytes()).data
    assert (person["telefon"], person["email"]) == ("+49 40 66969782", "ottilie.beispielmann@neu.example")
    assert person["letzte_aenderung"] == "2027-01-01"
    assert "Im privaten Ordner erneuert: 1\n  person-01: Telefon, E-Mail\n" in done.stderr

    file.write_text(file.read_text("utf-8").replace("+49 40 66969782", "+49 40 66969783"), "utf-8")
    newest = newer.replace("66969782", "66969784")
    (root.parent / "leute.csv").write_text(f"{table}{newest}\n", "utf-8")
    done = fh(root, "import", "initiatives", "../leute.csv", "--today", "2027-01-02")
    assert read(file.read_bytes()).data["telefon"] == "+49 40 66969783"
    assert "Zeile 2: radhaus (person-01.telefon" in done.stderr
    told = [name for name, raw in tree(root).items() if b"6696978" in raw or b"Ottilie" in raw]
    assert told == [], "neither record, state, decisions nor report show a value"
    assert "6696978" not in done.stdout + done.stderr

    decisions = root / "importe/leute/entscheidungen.yaml"
    decisions.write_text(decisions.read_text("utf-8").replace("telefon: offen", "telefon: liste"), "utf-8")
    fh(root, "import", "initiatives", "../leute.csv", "--today", "2027-01-03")
    assert read(file.read_bytes()).data["telefon"] == "+49 40 66969784"


def test_a_row_with_a_new_name_keeps_its_people(root):
    """Known again by its web address, its person is not made a second time."""
    row = "Radhaus;Mölln;Frau Ottilie Beispielmann;https://radhaus.example"
    table = "Name;Ort;Ansprechpartnerin;Homepage\n"
    guessed(root, "leute.csv", f"{table}{row}\n")
    (root.parent / "leute.csv").write_text(f"{table}{row.replace('Radhaus', 'Radwerk')}\n", "utf-8")
    for _ in range(2):
        fh(root, "import", "initiatives", "../leute.csv", "--today", TODAY)
        assert [path.name for path in root.parent.rglob("persons/person-*.yaml")] == ["person-01.yaml"]


def test_without_a_private_folder_people_are_only_counted(root):
    settings = (root / "fh.yaml").read_text("utf-8")
    (root / "fh.yaml").write_text(settings.replace("privat:", "# privat:"), "utf-8")
    done = guessed(root, "leute.csv", PEOPLE)
    assert done.returncode == 0, done.stderr
    assert not [path for path, raw in tree(root).items() if b"Ottilie" in raw or b"Kunibert" in raw]
    report = (root / ".fh/import/leute.csv").read_text("utf-8-sig")
    assert "E2;Bemerkung;;nennt Menschen, und der private Ordner fehlt (fh.yaml: privat);nicht übernommen\n" in report
