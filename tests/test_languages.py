"""Directories in other languages: complete files of texts, translated passages, directions, days and times."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from canaries import MUNICIPALITIES
from fluechtlingshilfe_cli import cli
from fluechtlingshilfe_cli.checks import check
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.publication import published
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.resources import Resources, defaults
from fluechtlingshilfe_cli.schemas.vocabularies import Vocabularies
from fluechtlingshilfe_cli.translating import digest, translatable
from fluechtlingshilfe_cli.views import VIEWS, pdf
from fluechtlingshilfe_cli.views._context import Context
from fluechtlingshilfe_cli.views.rendering import render
from fluechtlingshilfe_cli.views.saying import day_said, times_said
from fluechtlingshilfe_cli.views.texts import UnknownLanguage, explanations, labels, languages, texts, times
from projects import SETTINGS, initiative, write

FOLDER = defaults() / "templates" / "texts"
LANGUAGES = ["ar", "de", "en", "fa", "fr", "ru", "tr", "uk"]
PRINTED = (
    *("initiativarten", "partnerrollen", "handlungsfelder", "formate", "zielgruppen", "kostenarten"),
    *("aufenthaltsstatus", "barrierefreiheit", "eigenschaften", "veranstaltungsarten", "durchfuehrung", "sprachen"),
)
GERMAN = "Ein offener Nachmittag mit Kaffee."


def content(language: str) -> dict[str, Any]:
    return dict(yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8")))


def test_there_are_eight_languages() -> None:
    assert languages(Resources(None)) == LANGUAGES
    with pytest.raises(UnknownLanguage, match="»xx« gibt es noch nicht"):
        texts(Resources(None), "xx")


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "de"])
def test_a_language_has_all_texts_with_the_same_gaps_and_says_whether_it_was_checked(language: str) -> None:
    german = {key: text for key, text in content("de").items() if isinstance(text, str) and key != "sprache"}
    own = {key: text for key, text in content(language).items() if isinstance(text, str) and key != "sprache"}
    assert own.keys() == german.keys()
    gaps = {key: set(re.findall(r"\{\w+\}", text)) for key, text in own.items()}
    assert gaps == {key: set(re.findall(r"\{\w+\}", text)) for key, text in german.items()}
    assert len(own["monate_kurz"].split()) == 12
    assert content(language)["pruefung"]["geprueft"] in ("nein", "muttersprachlich", False)
    phrases = content(language)["zeiten"]
    assert phrases.keys() == content("en")["zeiten"].keys()
    assert [len(phrases[key]) for key in ("wochentage", "monate", "nter", "letzter", "ordnung")] == [7, 12, 7, 7, 5]


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "de"])
def test_every_word_a_directory_prints_has_a_label(language: str) -> None:
    vocabularies, own = Vocabularies(Resources(None)), labels(Resources(None), language)
    missing = [
        f"{name}/{code}"
        for name in PRINTED
        for code, word in vocabularies[name].words.items()
        if code not in own.get(name, {}) and language not in word.labels
    ]
    assert missing == []
    unknown = [
        f"{name}/{code}" for name, words in own.items() for code in words if code not in vocabularies[name].words
    ]
    assert unknown == []


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "de"])
def test_every_explanation_a_directory_prints_is_there_in_every_language(language: str) -> None:
    vocabularies, own = Vocabularies(Resources(None)), explanations(Resources(None), language)
    german = {
        name: {code for code, word in vocabularies[name].words.items() if word.attributes.get("erklaerung")} - {"alle"}
        for name in ("handlungsfelder", "zielgruppen")
    }
    assert {name: set(words) for name, words in own.items()} == german


def context(language: str) -> Context:
    bundled = Resources(None)
    return Context(None, None, texts(bundled, language), language, {}, times(bundled, language))  # type: ignore[arg-type]


RULE = {"tag": "di", "von": "16:00", "bis": "18:00"}


@pytest.mark.parametrize(
    ("language", "zeiten", "said"),
    [
        ("de", {"regeln": [RULE]}, "dienstags 16–18 Uhr"),
        ("en", {"regeln": [RULE]}, "every Tuesday 16:00–18:00"),
        ("en", {"regeln": [RULE | {"nte": [2, -1]}]}, "2nd Tuesday and last Tuesday of the month 16:00–18:00"),
        ("uk", {"regeln": [RULE, RULE | {"tag": "do"}]}, "щотижня: вівторок і четвер 16:00–18:00"),
        ("ru", {"regeln": [RULE | {"nte": [1], "tag": "mi"}]}, "ежемесячно: 1-я среда 16:00–18:00"),
        ("ar", {"regeln": [RULE | {"art": "nach_anmeldung"}]}, "أيام الثلاثاء من 16:00 إلى 18:00 (مع التسجيل)"),
        ("fa", {"regeln": [RULE], "nach_vereinbarung": True}, "هر سه‌شنبه از ساعت 16:00 تا 18:00؛ با وقت قبلی"),
        ("tr", {"regeln": [RULE | {"bis": None}]}, "her Salı 16:00 itibarıyla"),
        ("fr", {"regeln": [RULE | {"rhythmus": "zweiwoechentlich_gerade"}]}, None),
        ("en", {}, ""),
    ],
)
def test_times_are_said_in_the_language(language: str, zeiten: dict[str, Any], said: str | None) -> None:
    expected = said if said is not None else "toutes les deux semaines : mardi de 16:00 à 18:00 (semaines paires)"
    assert times_said(context(language), zeiten) == expected


def test_days_are_said_in_the_language() -> None:
    day = date(2026, 11, 3)
    assert day_said(context("de"), day) == "Dienstag, 3. November 2026"
    assert day_said(context("uk"), day) == "вівторок, 3 листопада 2026"
    assert day_said(context("ar"), day) == "الثلاثاء 3.11.2026"


def translation(language: str, field: str, text: str, original: str, **more: str) -> dict[str, str]:
    return {"sprache": language, "feld": field, "text": text, "quelle_hash": digest(original), "art": "mensch", **more}


def project(folder: Path, *translated: dict[str, str], **fields: Any) -> Project:
    treff = {"id": "treff", "titel": "Offener Treff", "handlungsfeld": "sprache", "format": "online"}
    cafe = initiative(kurzbeschreibung=GERMAN, uebersetzungen=list(translated), angebote=[treff], **fields)
    files: dict[str, str | bytes] = {"data/municipalities.csv": MUNICIPALITIES, "data/initiatives/cafe.yaml": cafe}
    book = "verzeichnis: {titel: Heft, herausgeber: Stelle, verantwortlich: Leitung}\n"
    return Project(write(folder, files, SETTINGS + book))


def data_of(one: Project, language: str) -> Any:
    registry, _ = load_registry(one)
    return VIEWS["directory"].assemble(registry, published(registry, "web"), language=language)


def rendered(one: Project, language: str, form: str = "html") -> str:
    words = texts(one.resources, language)
    return render(one.resources, VIEWS["directory"].templates[form], {"d": data_of(one, language), "t": words})


def test_a_translation_by_a_person_stands_in_place_of_the_german_text(tmp_path: Path) -> None:
    one = project(tmp_path, translation("ar", "kurzbeschreibung", "بعد ظهر مفتوح", GERMAN))
    html = rendered(one, "ar")
    assert (
        '<p class="summary" lang="ar" dir="rtl">بعد ظهر مفتوح</p>' in html
        and GERMAN not in html.partition("</head>")[2]
    )
    assert GERMAN in rendered(one, "uk") and "بعد" not in rendered(one, "uk")
    assert GERMAN in rendered(one, "de")


def test_a_project_names_the_parts_of_its_kreis_in_other_languages(tmp_path: Path) -> None:
    own = {"templates/texts/ar.yaml": "woerter:\n  teilkreise:\n    nord: الشمال (Nordkreis)\n"}
    project(tmp_path)
    settings = (tmp_path / "fh.yaml").read_text("utf-8")
    write(tmp_path, own, f"{settings}teilkreise:\n  nord: {{titel: Nordkreis, aemter: [Mölln]}}\n")
    titles = {name: data_of(Project(tmp_path), name)["parts"][0]["title"] for name in ("ar", "de")}
    assert titles == {"ar": "الشمال (Nordkreis)", "de": "Nordkreis"}


SECTIONS = """\
  abschnitte:
    - titel: Nur Online
      abfrage: [format=online]
      uebersetzungen: [{sprache: ar, titel: عبر الإنترنت}]
    - titel: Wer spricht was
      was: register
    - text: vorwort.md
      uebersetzungen: [{sprache: ar, text: vorwort.ar.md}, {sprache: uk, titel: Вітання}]
    - was: felder
"""


def with_sections(folder: Path) -> Project:
    project(folder)
    own: dict[str, str | bytes] = {
        "vorwort.md": "# Grußwort\n\nGuten Tag.\n",
        "vorwort.ar.md": "# كلمة ترحيب\n\nأهلا بكم.\n",
    }
    book = "verzeichnis:\n  titel: Heft\n  herausgeber: Stelle\n  verantwortlich: Leitung\n"
    return Project(write(folder, own, SETTINGS + book + SECTIONS))


def test_titles_and_texts_of_sections_are_those_of_the_language_and_else_marked_as_german(tmp_path: Path) -> None:
    one = with_sections(tmp_path)
    assert [found.message for found in check(one).findings if found.location.file == "fh.yaml"] == []
    assert [(section["title"], section["title_language"]) for section in data_of(one, "ar")["sections"]] == [
        *(("عبر الإنترنت", "ar"), ("Wer spricht was", "de"), ("كلمة ترحيب", "ar"), ("المواضيع", "ar"))
    ]
    titles = [(section["title"], section["title_language"]) for section in data_of(one, "uk")["sections"]]
    assert titles[:3] == [("Nur Online", "de"), ("Wer spricht was", "de"), ("Вітання", "uk")]
    assert [section["title"] for section in data_of(one, "de")["sections"]][2] == "Grußwort"
    html = rendered(one, "ar")
    assert '<h2><span lang="de" dir="ltr">Wer spricht was</span></h2>' in html and "<h2>عبر الإنترنت</h2>" in html
    assert "<h2>كلمة ترحيب</h2>\n  <p>أهلا بكم.</p>" in html
    ukrainian = rendered(one, "uk")
    assert '<h2><span lang="de">Nur Online</span></h2>' in ukrainian
    assert 'lang="de" dir="ltr">\n  <h2 lang="uk" dir="ltr">Вітання</h2>\n  <p>Guten Tag.</p>' in ukrainian


def test_a_topic_is_explained_in_the_language_or_not_at_all(tmp_path: Path) -> None:
    one = project(tmp_path)
    [german], [english] = (data_of(one, language)["fields"]["groups"] for language in ("de", "en"))
    assert german["explanation"].startswith("Sprachcafés, Lerngruppen")
    assert english["explanation"].startswith("Language cafés, study groups")
    registry, _ = load_registry(one)
    untranslated = Context(registry, published(registry, "web"), {}, "en")
    assert untranslated.explanation("handlungsfelder", "sprache") == ""


def test_an_abbreviation_is_german_and_what_it_means_is_not(tmp_path: Path) -> None:
    treff = {"id": "treff", "titel": "Besuch in der Kita", "handlungsfeld": "sprache", "format": "online"}
    cafe = initiative(angebote=[treff])
    book = "verzeichnis: {titel: Heft, herausgeber: Stelle, verantwortlich: Leitung}\n"
    files: dict[str, str | bytes] = {"data/municipalities.csv": MUNICIPALITIES, "data/initiatives/cafe.yaml": cafe}
    one = Project(write(tmp_path, files, SETTINGS + book))
    german = '<span lang="de" dir="ltr">Kindertagesstätte</span>'
    assert f"<dd>{german} – روضة أطفال</dd>" in rendered(one, "ar")
    assert "<dd>Kindertagesstätte</dd>" in rendered(one, "de")


def test_a_machine_translation_says_so(tmp_path: Path) -> None:
    one = project(tmp_path, translation("uk", "kurzbeschreibung", "Відкрито", GERMAN, art="maschine"))
    assert 'lang="uk" dir="ltr">Відкрито <span class="tag">машинний переклад</span></p>' in rendered(one, "uk")
    assert "Відкрито (машинний переклад)" in rendered(one, "uk", "md")


def test_the_german_name_stays_beside_a_translated_one(tmp_path: Path) -> None:
    one = project(tmp_path, translation("ar", "angebote/treff/titel", "لقاء مفتوح", "Offener Treff"))
    assert (
        '<span lang="ar" dir="rtl">لقاء مفتوح</span> <span class="original" lang="de" dir="ltr">Offener Treff</span>'
    ) in rendered(one, "ar")
    assert "**لقاء مفتوح (Offener Treff)**" in rendered(one, "ar", "md")
    names = [name["name"] for letter in data_of(one, "ar")["index"] for name in letter["names"]]
    assert names == ["Café Ankommen", "Offener Treff"]


def test_a_stale_translation_is_left_out_told_and_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = project(tmp_path, translation("en", "kurzbeschreibung", "An old text.", "Früher hieß es anders."))
    assert "An old text." not in rendered(one, "en") and GERMAN in rendered(one, "en")
    assert [(f.code, f.pointer) for f in check(one).findings if f.code == "FH511"] == [
        ("FH511", "/uebersetzungen/0/text")
    ]
    assert cli.run(["directory", "--sprache", "en", "-C", str(tmp_path)]) == 0
    told = re.sub(r"\s+", " ", capsys.readouterr().err)
    assert "1 veraltete Übersetzung (der deutsche Text ist neuer): initiative/cafe: kurzbeschreibung" in told


def test_in_arabic_the_page_runs_from_right_and_german_words_and_numbers_do_not(tmp_path: Path) -> None:
    anschrift = {"strasse": "Am Markt 3", "plz": "23879", "ort": "Mölln", "oeffentlich": True}
    html = rendered(project(tmp_path, anschrift=anschrift), "ar")
    assert '<html lang="ar" dir="rtl">' in html
    assert '<span lang="de" dir="ltr">Am Markt 3</span>' in html
    assert '<bdi dir="ltr">+49 40 66969123</bdi>' in html and '<bdi dir="ltr">116 117</bdi>' in html
    assert 'lang="de"' not in rendered(Project(tmp_path), "de").replace('<html lang="de"', "")
    assert "لم يراجع" in html and "noch niemand durchgesehen" in html


@pytest.mark.parametrize("language", ["ar", "uk"])
def test_a_booklet_in_another_language_is_made(language: str, tmp_path: Path) -> None:
    one = project(
        tmp_path, translation(language, "kurzbeschreibung", texts(Resources(None), language)["aenderung"], GERMAN)
    )
    printed = pdf.make(data_of(one, language), texts(one.resources, language), one, pdf.Layout())
    assert printed.content.startswith(b"%PDF") and printed.missing == ()
    assert f"/Lang({language})/StructTreeRoot".encode() in printed.content


def places_of(content: bytes, words: str) -> dict[int, float]:
    """Where words begin first on the pages that have them: page to share of the width, counted from the left."""
    found: dict[int, float] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        text = page.get_textpage()
        if (hit := text.search(words).get_next()) is not None:
            found[number] = text.get_charbox(hit[0])[0] / page.get_width()
    return found


def test_an_arabic_booklet_opens_to_the_right_and_its_lines_keep_their_order(tmp_path: Path) -> None:
    """The first page of two lies on the right, its number at the outer edge, the name of the booklet at the spine."""
    anschrift = {"strasse": "Am Markt 3", "plz": "23879", "ort": "Mölln", "oeffentlich": True}
    one = project(tmp_path, anschrift=anschrift)
    printed = pdf.make(data_of(one, "ar"), texts(one.resources, "ar"), one, pdf.Layout())
    names = places_of(printed.content, "Heft")
    assert len(names) > 5
    assert {number % 2 for number, place in names.items() if number > 3 and place > 0.6} == {1}
    for words in ("66969123", "Mölln"):  # beside their labels, which stand on the right
        assert min(places_of(printed.content, words).values()) > 0.3
    assert "← ص" in printed.text and "→" not in printed.text


@pytest.fixture
def fh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str) -> tuple[int, str]:
        code = cli.run([*arguments, "-C", str(tmp_path)])
        caught = capsys.readouterr()
        return code, caught.out + caught.err

    return run


def test_a_translation_is_noted_with_what_it_was_made_from(fh: Any, tmp_path: Path) -> None:
    project(tmp_path)
    code, out = fh("translate", "cafe", "Englisch", "kurzbeschreibung=Open afternoon.", "--no-input")
    assert code == 0, out
    record = yaml.safe_load((tmp_path / "data/initiatives/cafe.yaml").read_text("utf-8"))
    assert record["uebersetzungen"] == [translation("en", "kurzbeschreibung", "Open afternoon.", GERMAN)]
    fh("set", "cafe", "kurzbeschreibung=Ganz anders.", "--no-input")
    assert [f.code for f in check(Project(tmp_path)).findings if f.code.startswith("FH51")] == ["FH511"]
    fh("translate", "cafe", "en", "--passt", "--no-input")
    assert [f.code for f in check(Project(tmp_path)).findings if f.code.startswith("FH51")] == []
    fh("translate", "cafe", "en", "kurzbeschreibung=Quite different.", "--maschinell", "--no-input")
    record = yaml.safe_load((tmp_path / "data/initiatives/cafe.yaml").read_text("utf-8"))
    assert [(one["text"], one["art"]) for one in record["uebersetzungen"]] == [("Quite different.", "maschine")]


def test_what_is_translated_is_shown(fh: Any, tmp_path: Path) -> None:
    project(tmp_path, translation("en", "kurzbeschreibung", "Open afternoon.", GERMAN))
    code, out = fh("translate", "cafe", "en")
    assert code == 0
    assert re.findall(r"^(\S+) +(\S+/?\S*)$", out, re.MULTILINE) == [
        ("übersetzt", "kurzbeschreibung"),
        ("fehlt", "angebote/treff/titel"),
    ]
    assert "1 von 2 Texten übersetzt." in out


def test_a_name_is_not_translated(fh: Any, tmp_path: Path) -> None:
    one = project(tmp_path)
    code, out = fh("translate", "cafe", "en", "name=Café Arrival", "--no-input")
    assert code == 2 and "»name« gibt es hier nicht, oder es wird nicht übersetzt." in re.sub(r"[\s│]+", " ", out)
    registry, _ = load_registry(one)
    assert list(translatable(registry.of("initiative")[0])) == ["kurzbeschreibung", "angebote/treff/titel"]
