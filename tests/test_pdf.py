"""The printed directory: whole booklets, the text in them, and what must hold whatever a record says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from itertools import combinations
from math import hypot
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from canaries import MUNICIPALITIES
from fluechtlingshilfe_cli import cli
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.schemas.compiling import SchemaFault
from fluechtlingshilfe_cli.views.glyphs import MISSING, printable, titles_with
from fluechtlingshilfe_cli.views.maps import LARGE_NUMBER, NUMBER, district_map
from fluechtlingshilfe_cli.views.pdf import Layout, Printed, make, place_index
from fluechtlingshilfe_cli.views.qr import qr
from fluechtlingshilfe_cli.views.texts import texts
from projects import as_yaml, initiative, write

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = """\
format: 1
name: Register
kreis: "01053"
bundesland: SH
stichtag: "2026-11-02"
beispieldaten: true
koordinationsstelle: stelle
kontakt: {bezeichnung: Stelle Integration, telefon: "+49 4541 880100", email: info@stelle.example, web: https://stelle.example}
teilkreise:
  nord: {titel: Nordkreis, aemter: [Mölln, Ratzeburg, Lauenburgische Seen]}
  sued: {titel: Südkreis, aemter: [Geesthacht]}
verzeichnis: {titel: Gemeinsam ankommen, untertitel: Wer hilft wo, herausgeber: Stelle, verantwortlich: Leitung}
"""
OFFICE = as_yaml(
    {
        "name": "Stelle Integration",
        "status": "aktiv",
        "rollen": ["fachakteur_kreisweit"],
        "kontakt": {"telefon": "+49 4541 880100"},
        "geprueft_am": "2026-09-01",
    }
)
MAP = """\
{"type": "FeatureCollection", "licence": "© Vermessung", "features": [
{"type": "Feature", "properties": {"ags": "01053090"}, "geometry": {"type": "Polygon",
 "coordinates": [[[10.6, 53.6], [10.7, 53.6], [10.7, 53.7], [10.6, 53.7], [10.6, 53.6]]]}},
{"type": "Feature", "properties": {"ags": "01053032"}, "geometry": {"type": "Polygon",
 "coordinates": [[[10.6, 53.5], [10.7, 53.5], [10.7, 53.6], [10.6, 53.6], [10.6, 53.5]]]}}]}
"""
HOSTILE = (
    '#panic("x") $x^2$ *fett* _kursiv_ `code` @label <label> = Titel // weg \\ #set page(fill: red) [#import "x"] '
    "{{ 7 * 7 }} {% raw %} <script>alert(1)</script> &amp; | a\u202ebcd\u202c e\u200bf g\ufeffh 🎉👍🏽 汉 "
)


def offer(**fields: Any) -> dict[str, Any]:
    return {"id": "treff", "titel": "Offener Treff", "handlungsfeld": "sprache", "format": "vor_ort", **fields}


def project(folder: Path, *, settings: str = SETTINGS, **initiatives: str) -> Project:
    folder.mkdir(exist_ok=True)
    files: dict[str, str | bytes] = {"data/municipalities.csv": MUNICIPALITIES, "data/partners/stelle.yaml": OFFICE}
    for id, text in (initiatives or {"cafe": initiative(angebote=[offer()])}).items():
        files[f"data/initiatives/{id}.yaml"] = text
    return Project(write(folder, files, settings))


def booklet(project: Project, layout: Layout = Layout()) -> Printed:  # noqa: B008  (frozen)
    from fluechtlingshilfe_cli.publication import published
    from fluechtlingshilfe_cli.reading import load_registry
    from fluechtlingshilfe_cli.views import VIEWS

    registry, findings = load_registry(project)
    assert [finding.message for finding in findings] == []
    data = VIEWS["directory"].assemble(registry, published(registry, "druck"))
    return make(data, texts(project.resources), project, layout)


def read(content: bytes, folder: Path) -> str:
    """The text of a PDF as it is copied from it, on one line."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext fehlt (poppler-utils)")
    path = folder / "out.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    text = re.sub("[\u00ad-]\n(?=[a-zäöüß])|[\u200e\u2060\u202a-\u202e]", "", done.stdout.decode("utf-8"))
    return " ".join(unicodedata.normalize("NFKC", text).split())


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", content))


def test_the_same_data_give_the_same_bytes(tmp_path):
    one = booklet(project(tmp_path / "one"))
    other = booklet(project(tmp_path / "other"))
    assert one.content.startswith(b"%PDF-1.7")
    assert one.content == other.content


@pytest.mark.parametrize(
    "layout",
    [Layout(), Layout(large=True), Layout(paper="a4"), Layout(paper="a4", large=True), Layout(grey=True, bleed=True)],
    ids=["a5", "a5-gross", "a4", "a4-gross", "grau-beschnitt"],
)
def test_the_sheets_are_full_whatever_the_layout(tmp_path, layout):
    content = booklet(project(tmp_path), layout).content
    assert (pages(content) % 4, pages(content) >= 12) == (0, True)


def test_grey_has_no_colour(tmp_path):
    content = booklet(project(tmp_path), Layout(grey=True)).content
    assert b"/DeviceRGB" not in content
    assert b"/DeviceRGB" in booklet(project(tmp_path)).content or b"ICCBased" in content


def test_what_is_in_the_registry_can_be_read_in_the_booklet(tmp_path):
    cafe = initiative(
        name="Café Ankommen",
        sprachen=["ar", "ti", "uk"],
        angebote=[offer(titel="Übersetzen", zeiten={"regeln": [{"tag": "di", "von": "16:00", "bis": "18:00"}]})],
    )
    text = read(booklet(project(tmp_path, cafe=cafe)).content, tmp_path)
    for expected in (
        "Gemeinsam ankommen",
        "Beispieldaten – erfundene Einträge",
        "Dienstags 16–18 Uhr",
        "+49 40 66969123",
        "info@cafe-ankommen.example",
        "Geprüft 01.09.2026",
        "Arabisch العربية",
        "Tigrinya ትግርኛ",
        "Ukrainisch Українська",
    ):
        assert expected in text


def test_references_name_the_page_the_entry_stands_on(tmp_path):
    made = booklet(project(tmp_path))
    path = tmp_path / "x.pdf"
    path.write_bytes(made.content)
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext fehlt (poppler-utils)")
    sheets = [
        subprocess.run(
            ["pdftotext", "-raw", "-f", str(number), "-l", str(number), str(path), "-"], capture_output=True, check=True
        ).stdout.decode()
        for number in range(1, pages(made.content) + 1)
    ]
    there = next(number for number, sheet in enumerate(sheets, 1) if "Begegnungscafé\n" in sheet and "Mölln" in sheet)
    index = next(sheet for sheet in sheets if "Von A bis Z" in sheet and "Offener Treff" in sheet)
    assert f"Café Ankommen, Mölln {there}" in " ".join(index.replace("\u2060", "").split())


def test_a_card_stands_on_the_page_of_the_name_it_belongs_to(tmp_path):
    words = "Wir treffen uns zum Reden, Spielen und Kochen. " * 3
    many = {
        f"treff-{number}": initiative(
            name=f"Nachbarschaft {number}",
            kurzbeschreibung=words,
            kontakt={"bezeichnung": "Büro", "email": f"post@treff-{number}.example"},
            angebote=[offer(id=f"a{turn}", kurzbeschreibung=words) for turn in range(number % 4 + 1)],
        )
        for number in range(10, 26)
    }
    document = pdfium.PdfDocument(booklet(project(tmp_path, **many)).content)
    sheets = [page.get_textpage().get_text_range() for page in document]
    for number in range(10, 26):
        (there,) = (sheet for sheet in sheets if f"post@treff-{number}.example" in sheet)
        assert f"Nachbarschaft {number}" in there


def test_whatever_a_record_says_is_printed_as_text_and_breaks_nothing(tmp_path):
    hostile = initiative(
        name=HOSTILE[:110],
        kurzbeschreibung=HOSTILE[:270],
        beschreibung=(HOSTILE * 30)[:3990],
        anfahrt="W" * 290,
        angebote=[
            offer(
                titel=HOSTILE[:100],
                kurzbeschreibung=HOSTILE[:270],
                anmeldung="https://" + "a" * 150,
                unterlagen=["x" * 110],
            ),
            offer(id="zwei", titel="A" * 100),
        ],
    )
    made = booklet(project(tmp_path, boese=hostile, cafe=initiative(angebote=[offer()])))
    text = read(made.content, tmp_path)
    for expected in (
        '#panic("x") $x^2$ *fett* _kursiv_ `code` @label <label> = Titel // weg',
        "<script>alert(1)</script>",
        "{{ 7 * 7 }}",
        "abcd ef gh 🎉👍",
    ):
        assert expected in text
    assert made.missing == ("汉",)
    assert len(made.missing_in) == 1
    assert MISSING in text
    assert "Café Ankommen" in text
    assert pages(made.content) % 4 == 0


@pytest.mark.parametrize("layout", [Layout(), Layout(large=True)], ids=["a5", "a5-gross"])
def test_no_line_leaves_the_page(tmp_path, layout):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext fehlt (poppler-utils)")
    place = {"strasse": "W" * 80, "plz": "23879", "ort": "Mölln", "oeffentlich": True}
    contact = {"email": "m" * 60 + "@" + "m" * 40 + ".example", "web": "https://example.org/" + "m" * 100}
    wide = initiative(
        name="W" * 119,
        kurzbeschreibung="M" * 279,
        anschrift=place,
        anfahrt="m" * 290,
        kontakt=contact,
        angebote=[offer(titel="W" * 119, sprachen=["ar"])],
    )
    path = tmp_path / "x.pdf"
    path.write_bytes(booklet(project(tmp_path, breit=wide), layout).content)
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True).stdout.decode()
    words = re.findall(r'xMin="([0-9.]+)" yMin="[0-9.]+" xMax="([0-9.]+)" yMax="([0-9.]+)">W+<', boxes)
    assert len(words) > 20
    assert max(float(right) for _, right, _ in words) <= (148 - 15) / 25.4 * 72
    assert max(float(bottom) for *_, bottom in words) <= (210 - 15) / 25.4 * 72


def test_without_polygons_there_is_a_booklet_without_a_map(tmp_path):
    plain = project(tmp_path / "plain")
    assert district_map(plain, []) is None
    assert "Der Kreis auf einen Blick" not in read(booklet(plain).content, tmp_path)
    mapped = project(tmp_path / "mapped")
    (mapped.root / "data/municipalities.geojson").write_text(MAP, "utf-8")
    text = read(booklet(mapped).content, tmp_path)
    assert "Der Kreis auf einen Blick" in text
    assert "© Vermessung" in text


def test_the_map_knows_parts_borders_and_numbers(tmp_path):
    mapped = project(tmp_path)
    (mapped.root / "data/municipalities.geojson").write_text(MAP, "utf-8")
    place = {"ags": "01053090", "name": "Mölln", "anchor": "ort-01053090"}
    parts = [
        {"code": "nord", "number": 1, "municipalities": [place], "others": []},
        {"code": "sued", "number": 2, "municipalities": [], "others": []},
    ]
    drawn = district_map(mapped, parts)
    assert drawn is not None
    assert [(area["ags"], area["part"]) for area in drawn["areas"]] == [("01053032", 2), ("01053090", 1)]
    assert [(place["number"], place["name"], place["part"]) for place in drawn["places"]] == [(1, "Mölln", 1)]
    assert len(re.findall("[ML]", drawn["border"])) == 2
    assert drawn["source"] == "© Vermessung"


@pytest.mark.parametrize("radius", [NUMBER, LARGE_NUMBER])
def test_no_number_on_the_map_covers_another(tmp_path, radius):
    mapped = project(tmp_path)
    (mapped.root / "data/municipalities.geojson").write_text(MAP, "utf-8")
    places = [{"ags": "01053090", "name": f"Ort {number}", "anchor": ""} for number in range(4)]
    drawn = district_map(mapped, [{"code": "nord", "number": 1, "municipalities": places, "others": []}], radius)
    assert drawn is not None and drawn["radius"] == radius
    for one, other in combinations(drawn["places"], 2):
        assert hypot(one["x"] - other["x"], one["y"] - other["y"]) > 2 * radius


def test_broken_polygons_are_no_map(tmp_path):
    broken = project(tmp_path)
    (broken.root / "data/municipalities.geojson").write_text('{"features": [{}]}', "utf-8")
    assert district_map(broken, []) is None


def test_places_are_sorted_as_in_a_lexicon():
    names = ["Zarrentin", "Öttingen", "Oststeinbek", "Ahrensburg"]
    part = {"number": 1, "municipalities": [], "others": [{"name": name, "anchor": name} for name in names]}
    found = [(group["letter"], [one["name"] for one in group["names"]]) for group in place_index([part])]
    assert found == [("A", ["Ahrensburg"]), ("O", ["Oststeinbek", "Öttingen"]), ("Z", ["Zarrentin"])]


def test_text_for_print_holds_only_what_can_be_seen_and_set():
    missing: set[str] = set()
    assert printable("a\u202eb\u200bc\x07d\ufe0f", missing) == "abcd"
    assert printable("می‌خواهم", missing) == "می‌خواهم\u200e"
    assert printable("a" + "\u0301" * 50 + "b", missing) == "á" + "\u0301" * 3 + "b"
    assert printable({"name": "漢字", "anchor": "漢字"}, missing) == {"name": "□□", "anchor": "漢字"}
    assert missing == {"漢", "字"}
    said = [
        {"key": "initiative/a", "title": "Café", "offers": [{"key": "x", "title": "漢"}]},
        {"key": "b", "title": "B"},
    ]
    assert titles_with({"title": "字", "parts": said}, missing) == ("Café",)
    assert max(map(len, printable("a" * 5000, missing).split("\u200b"))) == 12


def test_a_code_is_drawn_square_by_square():
    code = qr("https://stelle.example")
    assert code is not None
    assert (code["size"], code["text"]) == (25, "https://stelle.example")
    assert code["d"].startswith("M0 0h7v1h-7z")
    assert qr("x" * 5000) is None


def test_a_project_replaces_a_chapter_and_finds_ours(tmp_path):
    own = project(tmp_path)
    folder = own.root / "templates"
    folder.mkdir()
    (folder / "directory.typ").write_text(
        '#import "default/print/page.typ": booklet, begin\n#import "default/print/settings.typ": d\n'
        '#show: booklet\n#begin("Nur ein Kapitel")\n#d.title #metadata(none) <end-of-text>\n',
        "utf-8",
    )
    text = read(booklet(own).content, tmp_path)
    assert "Nur ein Kapitel Gemeinsam ankommen" in text
    assert "Offener Treff" not in text


def test_a_faulty_template_is_said_with_its_line(tmp_path):
    own = project(tmp_path)
    (own.root / "templates").mkdir()
    (own.root / "templates" / "directory.typ").write_text("= Titel\n#nix()\n", "utf-8")
    with pytest.raises(SchemaFault, match=r"(?s)Die Druckvorlage ist fehlerhaft.*templates/directory\.typ:2:1"):
        booklet(own)


def test_the_command_writes_the_booklet(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(project(tmp_path).root)
    assert cli.run(["directory", "-o", "heft.pdf"]) == 0
    first = Path("heft.pdf").read_bytes()
    assert capsys.readouterr().err.splitlines()[-1] == "heft.pdf: 2 Einträge, 1 Angebot, 0 Veranstaltungen."
    assert cli.run(["directory", "-o", "heft.pdf"]) == 0
    assert Path("heft.pdf").read_bytes() == first
    assert cli.run(["directory", "-o", "heft.md", "--gross"]) == 2
    assert "»--gross« gibt es nur für PDF" in capsys.readouterr().err
    assert cli.run(["directory", "-o", "heft.pdf", "--papier", "b7"]) == 2
    assert "Möglich sind: a5, a4" in capsys.readouterr().err


def test_typst_is_loaded_only_for_a_booklet(tmp_path):
    own = project(tmp_path)
    code = (
        "import sys; from fluechtlingshilfe_cli import cli; "
        f"cli.run(['directory', '-C', {str(own.root)!r}, '-o', {str(tmp_path / 'x.md')!r}]); "
        "print([name for name in ('typst', 'segno') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
