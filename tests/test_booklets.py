"""Directories as fh.yaml describes them: sections, own texts, own choices, several of them, and what is wrong there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from canaries import MUNICIPALITIES
from fluechtlingshilfe_cli import cli
from fluechtlingshilfe_cli.booklets import UnknownDirectory
from fluechtlingshilfe_cli.checks import check
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.publication import published
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.views import VIEWS, pdf
from fluechtlingshilfe_cli.views.own_texts import own_text
from fluechtlingshilfe_cli.views.rendering import render
from fluechtlingshilfe_cli.views.texts import texts
from projects import SETTINGS, initiative, write

BOOK = """\
format: 1
teilkreise:
  nord: {titel: Nordkreis, aemter: [Mölln, Ratzeburg, Lauenburgische Seen]}
  sued: {titel: Südkreis, aemter: [Geesthacht]}
verzeichnis:
  titel: Gemeinsam ankommen
  herausgeber: Stelle
  verantwortlich: Leitung
"""
SECTIONS = """\
  abschnitte:
    - {was: register, titel: Namen}
    - text: texte/vorwort.md
    - {titel: Nur für Frauen, abfrage: [zielgruppen=Frauen]}
    - was: orte
"""


def offer(id: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, "titel": id.capitalize(), "handlungsfeld": "sprache", "format": "online", **fields}


FILES: dict[str, str | bytes] = {
    "data/municipalities.csv": MUNICIPALITIES,
    "data/initiatives/cafe.yaml": initiative(
        name="Café", angebote=[offer("chor"), offer("frauentreff", zielgruppen=["frauen"])]
    ),
    "data/initiatives/elbe.yaml": initiative(name="Elbtreff", gemeinde="01053032", angebote=[offer("rudern")]),
    "texte/vorwort.md": "---\ntitel: Grußwort\n---\nGuten *Tag* und **willkommen** bei <https://stelle.example>.\n",
}


def project(folder: Path, book: str = SECTIONS, files: dict[str, str | bytes] | None = None) -> Project:
    return Project(write(folder, FILES if files is None else FILES | files, SETTINGS + BOOK + book))


def data_of(one: Project, **options: Any) -> Any:
    registry, _ = load_registry(one)
    return VIEWS["directory"].assemble(registry, published(registry, "druck"), **options)


def rendered(one: Project, form: str, **options: Any) -> str:
    data = data_of(one, **options)
    return render(one.resources, VIEWS["directory"].templates[form], {"d": data, "t": texts(one.resources)})


def findings(one: Project) -> list[tuple[str, int, int, str]]:
    found = check(one).findings
    return [(f.code, f.span.line, f.span.column, f.message) for f in found if f.path == "fh.yaml"]


def test_sections_come_in_the_order_and_with_the_titles_of_the_settings(tmp_path: Path) -> None:
    one = project(tmp_path)
    found = [(section["code"], section["title"]) for section in data_of(one)["sections"]]
    assert found == [("register", "Namen"), ("text", "Grußwort"), ("abfrage", "Nur für Frauen"), ("orte", "Orte")]
    html, md = rendered(one, "html"), rendered(one, "md")
    assert re.findall("<h2>(?:<span.*?</span> )?(.*?)</h2>", html) == [
        *("Namen", "Grußwort", "Nur für Frauen", "Nordkreis", "Südkreis", "Impressum"),
    ]
    assert "Guten <em>Tag</em> und <strong>willkommen</strong>" in html
    assert "Guten *Tag* und **willkommen** bei [https" in md
    assert [line for line in md.splitlines() if line.startswith("## ")][1:4] == [
        *("## Namen", "## Grußwort", "## Nur für Frauen"),
    ]


def test_without_a_list_all_sections_come_that_have_content(tmp_path: Path) -> None:
    codes = [section["code"] for section in data_of(project(tmp_path, ""))["sections"]]
    assert "partner" not in codes and "sprachen" not in codes
    assert codes[:2] == ["anleitung", "notruf"] and codes[-2:] == ["aenderung", "datenschutz"]


def test_a_choice_lists_the_offers_that_fit_and_no_others_of_the_same_entry(tmp_path: Path) -> None:
    section = data_of(project(tmp_path))["sections"][2]
    assert [one["title"] for one in section["offers"]] == ["Frauentreff"]


def test_another_directory_has_its_own_title_and_choice(tmp_path: Path) -> None:
    book = (
        "verzeichnisse:\n"
        "  nord: {titel: Nur im Norden, abfrage: [teilkreis=Nordkreis]}\n"
        "  frauen: {titel: Für Frauen, abfrage: [zielgruppen=Frauen], abschnitte: [{was: orte}]}\n"
    )
    one = project(tmp_path, book)
    north, women = data_of(one, name="nord"), data_of(one, name="frauen")
    assert north["title"] == "Nur im Norden" and [part["code"] for part in north["parts"]] == ["nord"]
    assert north["counts"]["entries"] == 1 and north["counts"]["offers"] == 2
    entries = [entry for part in women["parts"] for place in part["municipalities"] for entry in place["entries"]]
    assert [(e["title"], [o["title"] for o in e["offers"]]) for e in entries] == [("Café", ["Frauentreff"])]
    assert "Chor" not in rendered(one, "html", name="frauen")
    with pytest.raises(UnknownDirectory, match="Bekannt sind: nord, frauen"):
        data_of(one, name="sued")


HOSTILE = """\
# Titel <script>alert(1)</script> {{ 7 * 7 }}
<b>fett</b> <img src=x onerror=alert(1)> [Klick](javascript:alert(1)) ![Bild](https://böse.example/x.png)

- # Überschrift in der Liste
- #let x = 1 $x^2$ {% raw %}

> ##### zu tief

###### ganz tief
"""


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_hostile_text_is_printed_as_text(form: str, tmp_path: Path) -> None:
    one = project(tmp_path, SECTIONS, {"texte/vorwort.md": HOSTILE})
    out = rendered(one, form).partition("</head>")[2] if form == "html" else rendered(one, form)
    signs = ("<script", "<b>fett", "<img", 'href="javascript') + (("](javascript",) if form == "md" else ())
    for sign in signs:
        assert sign not in re.sub(r"\\(.)", "", out), sign
    assert "7 * 7" in out.replace("\\", "") and "{% raw %}" in out.replace("\\", "")


def test_a_hostile_text_does_not_break_the_booklet(tmp_path: Path) -> None:
    one = project(tmp_path, SECTIONS, {"texte/vorwort.md": HOSTILE})
    assert pdf.make(data_of(one), texts(one.resources), one, pdf.Layout()).content.startswith(b"%PDF")


def test_a_text_becomes_blocks() -> None:
    found = own_text("# Titel\n\n#### Tief\n\nEin *Wort*  \nund [mehr](https://a.example).\n\n1. eins\n2. zwei\n")
    assert (found["title"], found["language"]) == ("Titel", "de")
    heading, paragraph, many = found["blocks"]
    assert (heading["kind"], heading["level"], heading["runs"][0]["text"]) == ("heading", 3, "Tief")
    assert [run["text"] for run in paragraph["runs"]] == ["Ein ", "Wort", "\n", "und ", "mehr", "."]
    assert paragraph["runs"][4]["href"] == "https://a.example"
    assert many["ordered"] and [item[0]["runs"][0]["text"] for item in many["items"]] == ["eins", "zwei"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("texte/fehlt.md", None, "Diese Datei gibt es nicht."),
        ("../draussen.md", None, "liegt nicht im Ordner des Registers"),
        ("/etc/hostname", None, "liegt nicht im Ordner des Registers"),
        ("texte/latin.md", "Grüße".encode("latin-1"), "kein Text in UTF-8"),
        ("texte/kopf.md", "---\ntitel: x\n", "hat kein Ende"),
    ],
)
def test_a_text_that_cannot_be_used_is_found_where_it_is_named(
    name: str, content: bytes | None, told: str, tmp_path: Path
) -> None:
    files = {} if content is None else {name: content}
    found = findings(project(tmp_path, f"  abschnitte:\n    - text: {name}\n", files))  # type: ignore[arg-type]
    line = (SETTINGS + BOOK).count("\n") + 2
    assert [(code, at, column) for code, at, column, _ in found] == [("FH711", line, 13)]
    assert told in found[0][3]


def test_a_link_that_leads_outside_and_the_private_folder_are_refused(tmp_path: Path) -> None:
    outside = tmp_path / "geheim.md"
    outside.write_text("Geheim", "utf-8")
    root = tmp_path / "register"
    root.mkdir()
    one = project(root, "  abschnitte:\n    - text: texte/link.md\n    - text: privat/notiz.md\nprivat: privat\n")
    (root / "texte/link.md").symlink_to(outside)
    (root / "privat").mkdir()
    (root / "privat/notiz.md").write_text("Vertraulich", "utf-8")
    assert [code for code, *_ in findings(Project(one.root))] == ["FH711", "FH711"]


def test_a_logo_needs_words_and_a_picture(tmp_path: Path) -> None:
    book = "  logos:\n    - {datei: a.svg, alternativtext: Drei Häuser}\n    - {datei: b.png, alternativtext: x}\n"
    svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>"
    one = project(tmp_path, book, {"a.svg": svg, "b.png": b"kein Bild"})
    assert [message for *_, message in findings(one)] == [
        "»b.png«: Das ist kein Bild in einem brauchbaren Format. Möglich sind SVG und PNG."
    ]
    one = project(tmp_path, book.replace("\n    - {datei: b.png, alternativtext: x}", ""), {"a.svg": svg})
    assert '<img src="data:image/svg+xml;base64,' in (html := rendered(one, "html")) and 'alt="Drei Häuser"' in html
    assert pdf.make(data_of(one), texts(one.resources), one, pdf.Layout()).content.startswith(b"%PDF")


def test_a_project_replaces_one_block_and_keeps_the_rest(tmp_path: Path) -> None:
    own = '{% extends "default:directory.html.j2" %}{% block places %}<p>Eigene {{ section.title }}</p>{% endblock %}'
    one = project(tmp_path, SECTIONS, {"templates/directory.html.j2": own})
    html = rendered(one, "html")
    assert "<p>Eigene Orte</p>" in html and "Grußwort" in html and 'class="place"' not in html


def test_a_directory_is_made_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project(tmp_path, "verzeichnisse:\n  nord: {titel: Nur im Norden, abfrage: [teilkreis=Nordkreis]}\n")
    assert cli.run(["directory", "nord", "-C", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("# Nur im Norden\n")
    assert cli.run(["directory", "sued", "-C", str(tmp_path)]) == 2
    assert "Bekannt sind: nord." in re.sub(r"\s+", " ", capsys.readouterr().err)


def test_codes_lead_to_the_entry_the_gemeinde_or_nowhere(tmp_path: Path) -> None:
    def anchors(qr: str) -> list[str]:
        book = f"  web_adresse: https://stelle.example/heft.html\n  qr: {qr}\n"
        return list(pdf._codes(data_of(project(tmp_path, book))))

    assert anchors("eintrag") == ["initiative--cafe", "initiative--elbe"]
    assert anchors("gemeinde") == ["ort-01053090", "ort-01053032"]
    assert anchors("aus") == []
    assert list(pdf._codes(data_of(project(tmp_path, "  qr: eintrag\n")))) == []


def test_the_page_tells_machines_what_it_shows(tmp_path: Path) -> None:
    """schema.org: an NGO with a catalogue of services; `<` never ends the script."""
    hostile = initiative(name="</script><script>alert(1)</script>", angebote=[offer("chor")])
    html = rendered(project(tmp_path, SECTIONS, {"data/initiatives/cafe.yaml": hostile}), "html")
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    graph = json.loads(script)["@graph"]
    assert [one["@type"] for one in graph] == ["NGO", "NGO"]
    assert graph[0]["name"] == "</script><script>alert(1)</script>"
    assert graph[0]["@id"] == "#initiative--cafe" and 'id="initiative--cafe"' in html
    service = graph[0]["hasOfferCatalog"]["itemListElement"][0]["itemOffered"]
    assert service["name"] == "Chor" and service["provider"] == {"@id": "#initiative--cafe"}
    assert html.count("<script") == 1
