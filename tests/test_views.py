"""The directory: whole outputs, byte by byte, and what must hold for any data in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from canaries import MUNICIPALITIES
from fluechtlingshilfe_cli import cli
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.publication import published
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.resources import Resources
from fluechtlingshilfe_cli.schemas.compiling import SchemaFault
from fluechtlingshilfe_cli.views import VIEWS
from fluechtlingshilfe_cli.views.cover import UnknownEditionError
from fluechtlingshilfe_cli.views.rendering import markdown, render
from fluechtlingshilfe_cli.views.sorting import din_key, initial
from fluechtlingshilfe_cli.views.texts import texts
from projects import as_yaml, initiative, write

SETTINGS = """\
format: 1
name: Register
kreis: "01053"
bundesland: SH
stichtag: "2026-11-02"
beispieldaten: true
koordinationsstelle: stelle
privat: private
kontakt: {bezeichnung: Stelle Integration, telefon: "+49 4541 880100", email: info@stelle.example}
teilkreise:
  nord: {titel: Nordkreis, aemter: [Mölln, Ratzeburg, Lauenburgische Seen]}
  sued: {titel: Südkreis, aemter: [Geesthacht]}
ausgaben:
  "2027": {titel: Gemeinsam ankommen 2027, redaktionsschluss: "2027-06-30"}
verzeichnis:
  {titel: Gemeinsam ankommen, untertitel: Wer hilft wo, herausgeber: Stelle Integration, verantwortlich: Leitung}
"""
CAFE = initiative(
    kurzname="Café A.",
    traeger="stelle",
    anschrift={"strasse": "Am Markt 3", "plz": "23879", "ort": "Mölln", "oeffentlich": True},
    sprachen=["de", "ar"],
    einzugsgebiet=["01053107"],
    kontaktpersonen=["erika"],
    mitmachen={"gesucht": True, "wofuer": ["Kuchen backen"]},
    angebote=[
        {
            "id": "treff",
            "titel": "Offener Treff",
            "handlungsfeld": "begegnung_soziale_kontakte",
            "weitere_handlungsfelder": ["sprache"],
            "format": "vor_ort",
            "zeiten": {
                "regeln": [{"tag": "di", "von": "16:00", "bis": "18:00"}],
                "feiertage": "geschlossen",
                "hinweis": "Nicht in den Ferien.",
            },
            "sprachen": ["de", "uk"],
            "zielgruppen": ["frauen"],
            "alter_von": 16,
            "kosten": "spende",
        },
        {"id": "fort", "titel": "Alter Kurs", "handlungsfeld": "sprache", "format": "online", "status": "beendet"},
    ],
    letzte_aenderung="2026-03-12",
)
SHELTER = initiative(
    name="Zuflucht",
    status="pausiert",
    gemeinde="01053032",
    kontakt={"ueber": "koordinationsstelle"},
    geprueft_am=None,
    anschrift={"strasse": "Geheimer Gang 5", "plz": "21502", "ort": "Geesthacht", "oeffentlich": False},
    angebote=[
        {
            "id": "beratung",
            "titel": "Beratung",
            "handlungsfeld": "gesundheit_psychosoziales",
            "format": "vor_ort",
            "ort": "Hinterhaus 7",
            "gemeinde": "01053100",
            "zeiten": {"nach_vereinbarung": True},
        }
    ],
)
FILES: dict[str, str | bytes] = {
    "data/municipalities.csv": MUNICIPALITIES,
    "data/initiatives/cafe-ankommen.yaml": CAFE,
    "data/initiatives/zuflucht.yaml": SHELTER,
    "data/partners/stelle.yaml": as_yaml(
        {
            "status": "aktiv",
            "name": "Stelle Integration",
            "rollen": ["fachakteur_kreisweit"],
            "kontakt": {"email": "info@stelle.example"},
            "gemeinde": "01053100",
            "geprueft_am": "2026-08-01",
        }
    ),
    "data/trainings/2027/kraft.yaml": as_yaml(
        {
            "status": "aktiv",
            "titel": "Kraft schöpfen",
            "art": "selbstfuersorge",
            "termine": [
                {"von": "2026-10-01T10:00", "bis": "2026-10-01T12:00"},
                {"von": "2027-03-13T10:00", "bis": "2027-03-13T14:30"},
            ],
            "format": "vor_ort",
            "gemeinde": "01053100",
            "ort": "Gemeindehaus",
            "veranstalter": ["partner/stelle"],
            "durchfuehrung": "bestaetigt",
            "fuer_teilkreis": ["nord"],
            "plaetze": {"max": 12},
            "angemeldet": 12,
            "dauer_ue": 2.5,
        }
    ),
    "data/needs/fahrdienst.yaml": as_yaml(
        {
            "status": "aktiv",
            "titel": "Fahrdienst gesucht",
            "art": "gesuch",
            "gemeldet_am": "2026-09-01",
            "gesucht_anzahl": 3,
        }
    ),
    "private/persons/erika.yaml": as_yaml(
        {
            "status": "aktiv",
            "name": "Erika Beispiel",
            "telefon": "04542 123456",
            "einwilligungen": [{"umfang": ["name"], "kanaele": ["druck"], "erteilt_am": "2026-02-01"}],
        }
    ),
}
HOSTILE = (
    "# Überschrift <script>alert(1)</script> [Klick](javascript:alert) {{ 7 * 7 }} {% raw %} "
    '**fett** `code` | a | &amp; <img src=x onerror=y> "x" \u202egnihtemos\u202c \u200bleer 👩🏽\u200d🚀 \x1b[31m'
)


def data_of(folder: Path, files: dict[str, str | bytes] | None = None, channel: str = "druck", **options: Any) -> Any:
    """The data of the directory of a small registry."""
    project = Project(write(folder, FILES if files is None else files, SETTINGS))
    registry, findings = load_registry(project)
    assert [finding.message for finding in findings] == []
    return VIEWS["directory"].assemble(registry, published(registry, channel), **options)


def rendered(folder: Path, form: str, data: Any) -> str:
    """The finished text, without the style sheet, which says nothing about data."""
    resources = Resources(folder)
    text = render(resources, VIEWS["directory"].templates[form], {"d": data, "t": texts(resources)})
    return re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_the_whole_directory(tmp_path, golden, form):
    data = data_of(tmp_path, edition="2027")
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n" if form == "json" else rendered(tmp_path, form, data)
    golden(f"directory/small.{form}", text)


def test_the_same_data_gives_the_same_bytes(tmp_path):
    once, again = tmp_path / "once.html", tmp_path / "again.html"
    write(tmp_path, FILES, SETTINGS)
    for path in (once, again):
        assert cli.run(["directory", "-C", str(tmp_path), "--edition", "2027", "-o", str(path)]) == 0
    assert once.read_bytes() == again.read_bytes()


def test_hostile_text_is_printed_as_text(tmp_path):
    """Markup of any language in a record is words to be read, and no sign in it turns or colours the rest."""
    hostile = {"name": HOSTILE[:110], "beschreibung": HOSTILE + "x" * 3_000, "anfahrt": HOSTILE[:290]}
    record = json.dumps({"status": "aktiv", **_complete(), **hostile}, ensure_ascii=False)
    quoted = record.replace("\u202e", "\\u202e").replace("\u202c", "\\u202c")
    files = {**FILES, "data/initiatives/boese.yaml": quoted}
    data = data_of(tmp_path, files, channel="web")
    html, text = rendered(tmp_path, "html", data), rendered(tmp_path, "md", data)
    assert html.count("<script") == 1, "data for machines, see test_booklets"
    html = html.partition("</script>")[2]
    for output in (html, text):
        assert "\u202e" not in output
        assert "\x1b" not in output
        assert "{{ 7 * 7 }}" in output.replace("\\", "")
        assert "👩🏽\u200d🚀" in output
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert r"\<script\>alert(1)\</script\>" in text
    assert r"\[Klick\](javascript:alert)" in text
    assert r"\*\*fett\*\* \`code\` \| a \|" in text
    assert not re.search(r"^#+ Überschrift", text, re.MULTILINE)


def test_links_lead_only_where_they_can_do_no_harm(tmp_path):
    contact = {"web": "javascript:alert(1)", "email": "a@b.example?bcc=x", "telefon": "04542 123; x"}
    files = {**FILES, "data/initiatives/boese.yaml": initiative(name="Böse", kontakt=contact)}
    data = data_of(tmp_path, files)
    [entry] = [
        one
        for part in data["parts"]
        for place in part["municipalities"]
        for one in place["entries"]
        if one["title"] == "Böse"
    ]
    assert [way["href"] for way in entry["contact"]["ways"]] == [
        "tel:04542123",
        "mailto:a@b.example%3Fbcc%3Dx",
        "",
    ]
    assert 'href="javascript' not in rendered(tmp_path, "html", data)


def test_every_public_record_is_shown_wherever_it_lies(tmp_path):
    """Without a list of Gemeinden, with an unknown one, with none of the parts: nobody gets lost."""
    files = {name: text for name, text in FILES.items() if "municipalities" not in name}
    files["data/initiatives/fremd.yaml"] = initiative(name="Fremd", gemeinde="99999999")
    titles = {"Café Ankommen", "Zuflucht", "Fremd"}
    for number, chosen in enumerate((files, {**files, "data/municipalities.csv": MUNICIPALITIES})):
        (tmp_path / str(number)).mkdir()
        data = data_of(tmp_path / str(number), chosen)
        shown = [one["title"] for part in data["parts"] for place in part["municipalities"] for one in place["entries"]]
        assert sorted(shown) == sorted(titles)


def test_a_place_without_offers_points_to_who_serves_it_or_to_the_nearest(tmp_path):
    data = data_of(tmp_path)
    [salem] = data["parts"][0]["others"]
    assert (salem["name"], [one["title"] for one in salem["served_by"]]) == ("Salem", ["Café Ankommen"])
    assert (salem["nearest"]["name"], salem["nearest"]["km"]) == ("Mölln", 10)


def test_a_secret_place_is_nowhere(tmp_path):
    """Not in print, not on the web, in no format; readers are told to ask instead."""
    for number, channel in enumerate(("druck", "web")):
        (tmp_path / str(number)).mkdir()
        data = data_of(tmp_path / str(number), channel=channel)
        assert "Hinterhaus" not in json.dumps(data)
        assert "Geheimer Gang" not in json.dumps(data)
        assert "Ratzeburg, Ort auf Nachfrage" in json.dumps(data, ensure_ascii=False)


def test_what_is_over_is_not_announced(tmp_path):
    """Past dates, ended offers, records that are not valid (yet) and their links are left out; full ones say so."""
    files = {
        **FILES,
        "data/partners/stelle.yaml": str(FILES["data/partners/stelle.yaml"]) + "gueltig_bis: '2026-11-01'\n",
    }
    data = data_of(tmp_path, files)
    [group] = data["events"]
    assert [(event["title"], len(event["dates"]), event["full"]) for event in group["events"]] == [
        ("Kraft schöpfen", 1, True)
    ]
    assert group["events"][0]["organisers"] == [{"title": "Stelle Integration", "anchor": ""}]
    assert "Alter Kurs" not in json.dumps(data)
    assert '"angemeldet"' not in json.dumps(data)


def test_every_link_has_a_target(tmp_path):
    text = rendered(tmp_path, "html", data_of(tmp_path))
    targets = re.findall(r'\bid="([^"]+)"', text)
    assert len(targets) == len(set(targets))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(targets)


def test_example_data_say_so_on_every_output(tmp_path):
    data = data_of(tmp_path)
    for form in ("md", "html"):
        assert "Beispieldaten – erfundene Einträge" in rendered(tmp_path, form, data)
    assert data["notice"] == "Beispieldaten – erfundene Einträge"


def test_an_unknown_edition_names_those_there_are(tmp_path):
    with pytest.raises(UnknownEditionError, match=r"»2030« gibt es nicht. Bekannt sind: 2027\."):
        data_of(tmp_path, edition="2030")


def test_a_project_replaces_one_part_of_a_template(tmp_path):
    own = '{% extends "default:directory.md.j2" %}\n{% block cover %}# Unser Heft\n\n{% endblock %}\n'
    data = data_of(tmp_path, {**FILES, "templates/directory.md.j2": own, "templates/texts/de.yaml": "orte_titel: Wo\n"})
    text = rendered(tmp_path, "md", data)
    assert text.startswith("# Unser Heft\n\n## Inhalt\n")
    assert "## Wo: Nordkreis" in text


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{ d.titel }}", "has no attribute 'titel'"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% include '../fh.yaml' %}", "fh.yaml"),
        ("{% if %}", "Zeile 1"),
    ],
    ids=["unknown name", "sandbox", "outside", "syntax"],
)
def test_a_faulty_template_is_told_and_never_guessed(tmp_path, template, reason):
    write(tmp_path, {"templates/directory.md.j2": template}, SETTINGS)
    with pytest.raises(SchemaFault, match=r"directory\.md\.j2|fh\.yaml") as told:
        render(Resources(tmp_path), "directory.md.j2", {"d": {}, "t": {}})
    assert reason in str(told.value)


def test_names_sort_as_in_a_lexicon():
    """DIN 5007-1: ä is a, ß is ss, accents, case and signs do not count."""
    names = ["Zebra", "Äpfel", "apfel", "Café-Treff", "Cafe Zukunft", "Masse", "Maße", "Öl", "Ofen", "»Ahorn«"]
    expected = ["»Ahorn«", "apfel", "Äpfel", "Café-Treff", "Cafe Zukunft", "Masse", "Maße", "Ofen", "Öl", "Zebra"]
    assert sorted(names, key=din_key) == expected
    assert [initial(name) for name in ("Äpfel", "»Ahorn«", "3 Zimmer", "ßa", "Житло", "–")] == [
        "A",
        "A",
        "0–9",
        "S",
        "Ж",
        "0–9",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1. Samstag", r"1\. Samstag"),
        ("1.5 Stunden", "1.5 Stunden"),
        ("- Strich", r"\- Strich"),
        ("+49 40", "+49 40"),
        ("# Titel", r"\# Titel"),
        ("#tag", "#tag"),
        ("---", r"\---"),
        ("a\n\n# b", "a # b"),
        ("https://x.example", r"https\://x.example"),
        ("R&B &amp; &#65;", r"R\&B \&amp; \&#65;"),
        ("  # x", r" \# x"),
    ],
)
def test_markdown_signs_are_escaped_where_they_would_act(value, expected):
    assert str(markdown(value)) == expected


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--format", "docx"], "Das Format »docx« gibt es nicht"),
        (["--kanal", "intern"], "Den Kanal »intern« gibt es nicht"),
        (["--edition", "1999"], "Die Ausgabe »1999« gibt es nicht"),
    ],
)
def test_the_command_names_what_is_possible(tmp_path, capsys, options, sentence):
    write(tmp_path, FILES, SETTINGS)
    assert cli.run(["directory", "-C", str(tmp_path), *options]) == 2
    assert sentence in capsys.readouterr().err


def test_the_command_says_what_it_left_out(tmp_path, capsys):
    files = {**FILES, "data/initiatives/neu.yaml": initiative(status="entwurf", name="Neu")}
    write(tmp_path, files, SETTINGS)
    assert cli.run(["directory", "-C", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("> **Beispieldaten – erfundene Einträge**\n\n# Gemeinsam ankommen\n")
    assert told.err.splitlines() == [
        "Nicht gedruckt: 1 Entwurf",
        "Nicht gedruckt: 1 vertraulicher Ort",
        "Nicht gedruckt: 1 Ansprechperson (in Teilen, so weit reicht die Einwilligung nicht)",
        "3 Einträge, 2 Angebote, 1 Veranstaltung.",
    ]


def test_the_command_refuses_while_there_are_errors(tmp_path, capsys):
    write(tmp_path, {**FILES, "data/initiatives/kaputt.yaml": "nmae: x\nstatus: aktiv\n"}, SETTINGS)
    out = tmp_path / "heft.html"
    assert cli.run(["directory", "-C", str(tmp_path), "-o", str(out)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "fh validate" in told.err
    assert not out.exists()


def _complete() -> dict[str, Any]:
    return {
        "art": "begegnungscafe",
        "kurzbeschreibung": HOSTILE,
        "gemeinde": "01053090",
        "kontakt": {"email": "a@b.example"},
        "anschrift": {"strasse": HOSTILE[:80], "plz": "23879", "ort": "Mölln", "oeffentlich": True},
    }
