"""`fh init`: a registry for any Kreis that is complete, clean, and never in anybody's way."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest

from fluechtlingshilfe_cli import together
from fluechtlingshilfe_cli.districts import districts, homes, meant, municipalities, similar
from fluechtlingshilfe_cli.gv100 import NotOfficial, read_gv100
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.starting import MARK
from new_registries import TODAY, fh, new_registry, tree

GEO = Path(os.environ.get("FH_GEO", Path(__file__).parent.parent.parent / "shared" / "geo" / "check_only"))


def gv100_line(kind: str, ags: str, name: str, code: str, verband: str = "", people: int = 0, plz: str = "") -> str:
    """A line of the official list with our own content, in its fixed columns."""
    several = "*****" if plz.endswith("*") else ""
    line = f"{kind}20250831{ags:<8}{verband:<4}{name:<50}{'':<50}{code:<2}{'':<4}{100:011}{people:011}{0:011}{'':<4}"
    return f"{line}{plz.rstrip('*'):<5}{several:<5}".ljust(220)


OFFICIAL = "\ufeff" + "\n".join(
    [
        gv100_line("40", "01053", "Herzogtum Lauenburg", "43"),
        gv100_line("50", "01053", "Breitenfelde", "51", "5313"),
        gv100_line("50", "01053", "Mölln, Stadt", "50", "0090"),
        gv100_line("60", "01053002", "Alt-Mölln", "64", "5313", 845, "23881"),
        gv100_line("60", "01053090", "Mölln, Stadt", "63", "0090", 19000, "23879*"),
        gv100_line("60", "01053105", "Sachsenwald (Forstgutsbez.),gemfr.Geb.", "66", "9105", 0, "21521"),
    ]
)


@pytest.mark.parametrize("kreis", ["01053", "09184", "08111", "11000", "16063"])
def test_a_fresh_registry_has_no_errors(tmp_path, kreis):
    """Kreis, Landkreis, Stadtkreis, a Land that is one city, and a Kreis changed since 2016."""
    root = new_registry(tmp_path, kreis)
    done = fh(root, "validate", "--format", "json", "--today", TODAY)
    assert done.returncode == 0, done.stdout
    assert '"errors": 0' in done.stdout
    project = Project(root)
    assert project.findings == []
    assert project.settings["kreis"] == kreis
    gemeinden = project.vocabularies["gemeinden"].words
    assert gemeinden and all(ags.startswith(kreis) for ags in gemeinden)
    for folder in ("data/initiatives", "data/partners"):
        (example,) = (root / folder).glob("*.yaml")
        text = example.read_text("utf-8")
        assert MARK in text
        assert "status: entwurf" in text
        assert f'letzte_aenderung: "{TODAY}"' in text
        assert set(re.findall(r'^ *gemeinde: "(\d+)"', text, re.MULTILINE)) <= gemeinden.keys()


def test_what_belongs_to_a_registry_is_there(tmp_path):
    root = new_registry(tmp_path)
    names = set(tree(root))
    assert names >= {
        "fh.yaml", "README.md", "data/municipalities.csv", ".gitignore", ".gitattributes", ".editorconfig",
        ".github/workflows/pruefen.yml", ".github/workflows/kommentar.yml",
        ".vscode/settings.json", ".vscode/extensions.json",
        "data/trainings/.gitkeep", "data/needs/.gitkeep", ".fh/schema/initiative.schema.json",
        ".fh/schema/project.schema.json",
    }  # fmt: skip
    assert set(tree(tmp_path / "register-privat")) == {
        "LIESMICH.md", "enquiries/.gitkeep", "notes/.gitkeep", "persons/.gitkeep",
    }  # fmt: skip
    assert (tmp_path / "register-privat").stat().st_mode & 0o077 == 0
    assert Project(root).private == root / "../register-privat"
    assert sorted(os.listdir(tmp_path)) == ["register", "register-privat"]


def test_the_same_day_gives_the_same_bytes(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert tree(new_registry(tmp_path / "a")) == tree(new_registry(tmp_path / "b"))


def test_the_suggestions_in_the_settings_are_valid_once_the_sign_is_gone(tmp_path):
    """Every commented section of fh.yaml works when its `# ` is deleted, as the file promises."""
    root = new_registry(tmp_path)
    settings = root / "fh.yaml"
    text = settings.read_text("utf-8")
    lines = [re.sub(r"^# (?=(  )*(- )?[a-z_\"0-9]+:)", "", line) for line in text.splitlines()]
    settings.write_text("\n".join(line for line in lines if "$schema" not in line) + "\n", "utf-8")
    project = Project(root)
    assert project.findings == []
    assert {"teilkreise", "zusagen", "ausgaben", "verzeichnis", "ausnahmen"} <= project.settings.keys()
    assert project.settings["kontakt"]["sprechzeiten"] == "Mo bis Do 9–12 Uhr"


def test_an_existing_registry_is_never_touched(tmp_path):
    root = new_registry(tmp_path)
    before = tree(tmp_path)
    for arguments in (["register"], ["register/data/neu"], ["."]):
        folder = root if arguments == ["."] else tmp_path
        done = fh(folder, "init", *arguments, "--kreis", "01053")
        assert done.returncode == 2
        assert "schon ein Register" in done.stderr
    assert tree(tmp_path) == before


def test_a_folder_with_other_things_is_refused_but_a_new_repository_is_not(tmp_path):
    (tmp_path / "voll").mkdir()
    (tmp_path / "voll" / "Urlaub.docx").write_text("x")
    done = fh(tmp_path, "init", "voll", "--kreis", "01053")
    assert done.returncode == 2
    assert "nicht leer (Urlaub.docx)" in done.stderr
    assert os.listdir(tmp_path / "voll") == ["Urlaub.docx"]

    (tmp_path / "neu" / ".git").mkdir(parents=True)
    assert fh(tmp_path / "neu", "init", "--kreis", "01053").returncode == 0
    assert (tmp_path / "neu" / "fh.yaml").is_file()


def test_a_failure_half_way_leaves_nothing(tmp_path, monkeypatch):
    """Moving the third entry fails: the folder is as it was before."""
    target = tmp_path / "register"
    target.mkdir()
    (target / ".git").mkdir()
    rename, moved = Path.rename, []

    def failing(self, to):
        if len(moved) == 2:
            raise OSError(28, "full")
        moved.append(to)
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="full"):
        together.make_folder(target, {"fh.yaml": b"x", "data/a.yaml": b"x", ".github/b.yml": b"x", "README.md": b"x"})
    assert os.listdir(target) == [".git"]
    assert len(moved) == 2


def test_dry_run_makes_nothing(tmp_path):
    done = fh(tmp_path, "init", "register", "--kreis", "01053", "--dry-run")
    assert done.returncode == 0
    assert "Angelegt würde" in done.stdout
    assert os.listdir(tmp_path) == []


def test_the_end_tells_the_next_three_commands(tmp_path):
    done = fh(tmp_path, "init", "register", "--kreis", "01053")
    after = done.stdout.partition("Wie es weitergeht:")[2]
    assert [line[2:].split("  ")[0] for line in after.strip("\n").splitlines()] == [
        "cd register", "fh validate", "fh new initiative",
    ]  # fmt: skip
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("01053", ["01053"]),
        ("1053", ["01053"]),
        ("01053090", ["01053"]),
        ("Herzogtum Lauenburg", ["01053"]),
        ("kreis herzogtum lauenburg", ["01053"]),
        ("Landkreis Herzogtum Lauenburg", ["01053"]),
        ("lauenburg", ["01053"]),
        ("München", ["09162", "09184"]),
        ("Muenchen", ["09162", "09184"]),
        ("Landkreis München", ["09184"]),
        ("Stadtkreis Stuttgart", ["08111"]),
        ("99999", []),
        ("", []),
    ],
)
def test_which_kreis_is_meant(text, codes):
    assert [district.code for district in meant(text, districts())] == codes


def test_an_ambiguous_name_lists_the_choices(tmp_path):
    done = fh(tmp_path, "init", "x", "--kreis", "München")
    assert done.returncode == 2
    assert "mehrdeutig" in done.stderr
    assert "09162  München, Stadt" in done.stderr
    assert "09184  Landkreis München" in done.stderr


def test_slips_and_municipalities_are_answered_with_a_kreis(tmp_path):
    assert [district.name for district in similar("Hanover", districts())] == ["Region Hannover"]
    assert "Kreis Herzogtum Lauenburg" in [district.name for district in homes("Ratzeburg", districts())]
    assert "eine Gemeinde. Sie liegt in:" in fh(tmp_path, "init", "x", "--kreis", "Ratzeburg").stderr
    assert fh(tmp_path, "init", "x").stderr.startswith("Nicht möglich: Für welchen Kreis?")


def test_the_bundled_list_covers_all_of_germany():
    all_of_them = districts()
    assert len(all_of_them) == 400
    assert sum(len(municipalities(land)) for land in {district.code[:2] for district in all_of_them}) > 11_000


def test_the_official_list_brings_population_and_postcodes(tmp_path):
    """Invented lines in the official columns: a town with several postcodes stays out of the list of postcodes."""
    file = tmp_path / "GV100AD.txt"
    file.write_text(OFFICIAL, "utf-8")
    root = new_registry(tmp_path, "01053", "--gv100", str(file))
    lines = (root / "data/municipalities.csv").read_text("utf-8").splitlines()
    assert lines[2:] == [
        "ags,name,art,amt,einwohner,einwohner_stand,lat,lon",
        "01053002,Alt-Mölln,Gemeinde,Breitenfelde,845,2024-12-31,,",
        "01053090,Mölln,Stadt,Mölln,19000,2024-12-31,,",
        "01053105,Sachsenwald (Forstgutsbezirk),Gemeindefreies Gebiet,Sachsenwald (Forstgutsbezirk),0,2024-12-31,,",
    ]
    assert "Gebietsstand 31.08.2025" in lines[0]
    plz = (root / "data/plz.csv").read_text("utf-8").splitlines()
    assert plz[2:] == ["plz,ort,ags", "21521,Sachsenwald (Forstgutsbezirk),01053105", "23881,Alt-Mölln,01053002"]
    example = (root / "data/initiatives/beispiel-initiative.yaml").read_text("utf-8")
    assert 'plz: "23881"' in example
    assert "ort: Alt-Mölln" in example
    assert fh(root, "validate", "--strict").returncode == 0


def test_an_existing_registry_takes_a_newer_list_and_keeps_the_spots(tmp_path):
    root = new_registry(tmp_path)
    places = root / "data/municipalities.csv"
    places.write_text(
        places.read_text("utf-8").replace(
            "Alt-Mölln,Gemeinde,Breitenfelde,,,,", "Alt-Mölln,Gemeinde,Breitenfelde,,,53.6,10.7"
        ),
        "utf-8",
    )
    file = tmp_path / "GV100AD.txt"
    file.write_text(OFFICIAL, "utf-8")
    done = fh(root, "init", "--nur-gemeinden", "--gv100", str(file), "--einwohner-stand", "2025-06-30")
    assert done.returncode == 0, done.stderr
    assert "01053002,Alt-Mölln,Gemeinde,Breitenfelde,845,2025-06-30,53.6,10.7" in places.read_text("utf-8")
    assert "- 01053001 Albsfelde" in done.stdout


def test_another_file_is_told_from_the_official_list(tmp_path):
    for content in (b"ags;name\n1;2\n", b"PK\x03\x04", b"\x1f\x8bxx", b"\xff\xfe", b""):
        file = tmp_path / "liste.txt"
        file.write_bytes(content)
        with pytest.raises(NotOfficial, match="ist nicht das amtliche Gemeindeverzeichnis"):
            read_gv100(file)


@pytest.mark.skipif(not (GEO / "GV100AD_31082025.txt.gz").is_file(), reason="the official file is not passed on")
def test_the_whole_official_list_is_read_as_its_makers_mean_it():
    """Against tables made from the same file by somebody else: every name, Amt, postcode and population."""
    official = read_gv100(GEO / "GV100AD_31082025.txt.gz")
    assert official.as_of.isoformat() == "2025-08-31"
    with (GEO / "kreise_de.csv").open(encoding="utf-8-sig") as file:
        assert {row["kreis"] for row in csv.DictReader(file)} == {district.code for district in official.districts}
    with (GEO / "gemeinden_de.csv").open(encoding="utf-8-sig") as file:
        assert {row["ags"]: row["plz"] for row in csv.DictReader(file)} == {
            place.ags: place.plz for place in official.municipalities
        }
    with (GEO / "herzogtum_lauenburg.csv").open(encoding="utf-8-sig") as file:
        expected = [
            (
                r["ags"],
                r["name"],
                r["art"].casefold(),
                r["verband"].removeprefix("Amt "),
                r["einwohner_2024"],
                r["plz"],
                r["plz_mehrere"],
            )
            for r in csv.DictReader(file)
        ]
    assert expected == [
        (p.ags, p.name, p.art.casefold(), p.amt, p.population, p.plz, str(int(p.several_plz)))
        for p in official.of("01053")
    ]
