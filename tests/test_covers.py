"""The cover: which title a directory bears, in which language, and what a page says of one that is not translated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from canaries import MUNICIPALITIES
from fluechtlingshilfe_cli.checks import check
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.publication import published
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.views import VIEWS, pdf
from fluechtlingshilfe_cli.views.rendering import render
from fluechtlingshilfe_cli.views.texts import texts
from projects import SETTINGS, initiative, write

FILES: dict[str, str | bytes] = {
    "data/municipalities.csv": MUNICIPALITIES,
    "data/initiatives/cafe.yaml": initiative(),
}
COVERS = """\
verzeichnis:
  titel: Heft
  untertitel: Wer hilft wo
  herausgeber: Stelle
  verantwortlich: Leitung
  uebersetzungen: [{sprache: ar, titel: كتيب}, {sprache: tr, titel: Kitapçık, untertitel: Kim nerede yardım eder}]
ausgaben:
  "2027": {titel: Heft 2027, redaktionsschluss: "2027-06-30", uebersetzungen: [{sprache: ar, titel: كتيب 2027}]}
verzeichnisse:
  frauen: {titel: Für Frauen, uebersetzungen: [{sprache: tr, titel: Kadınlar için}]}
  arabisch: {titel: دليل, sprache: ar}
"""


def data_of(one: Project, **asked: str) -> Any:
    registry, _ = load_registry(one)
    return VIEWS["directory"].assemble(registry, published(registry, "druck"), **asked)


@pytest.mark.parametrize(
    ("language", "edition", "name", "title", "subtitle"),
    [
        ("de", "", "", ("Heft", "de", "ltr"), ("Wer hilft wo", "de", "ltr")),
        ("ar", "", "", ("كتيب", "ar", "rtl"), ("Wer hilft wo", "de", "ltr")),
        ("tr", "", "", ("Kitapçık", "tr", "ltr"), ("Kim nerede yardım eder", "tr", "ltr")),
        ("ar", "2027", "", ("كتيب 2027", "ar", "rtl"), ("Wer hilft wo", "de", "ltr")),
        ("tr", "2027", "", ("Heft 2027", "de", "ltr"), ("Kim nerede yardım eder", "tr", "ltr")),
        ("tr", "", "frauen", ("Kadınlar için", "tr", "ltr"), ("", "de", "ltr")),
        ("ar", "", "frauen", ("Für Frauen", "de", "ltr"), ("", "de", "ltr")),
        ("", "", "arabisch", ("دليل", "ar", "rtl"), ("", "ar", "rtl")),
        ("tr", "", "arabisch", ("دليل", "ar", "rtl"), ("", "ar", "rtl")),
    ],
)
def test_the_title_on_the_cover_is_in_the_language_or_says_in_which(
    language: str, edition: str, name: str, title: tuple[str, ...], subtitle: tuple[str, ...], tmp_path: Path
) -> None:
    one = Project(write(tmp_path, FILES, SETTINGS + COVERS))
    assert [found.message for found in check(one).findings if found.location.file == "fh.yaml"] == []
    data = data_of(one, edition=edition, language=language, name=name)
    for key, expected in (("title", title), ("subtitle", subtitle)):
        assert (data[key], data[f"{key}_language"], data[f"{key}_direction"]) == expected


def test_a_german_title_is_marked_in_a_page_of_another_language(tmp_path: Path) -> None:
    one = Project(write(tmp_path, FILES, SETTINGS + COVERS))
    data = {"d": data_of(one, language="ar"), "t": texts(one.resources, "ar")}
    page = render(one.resources, VIEWS["directory"].templates["html"], data)
    assert "<h1>كتيب</h1>" in page
    assert '<p class="subtitle"><span lang="de" dir="ltr">Wer hilft wo</span></p>' in page


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_a_printed_cover_begins_where_lines_of_its_language_begin(language: str, tmp_path: Path) -> None:
    one = Project(write(tmp_path, FILES, SETTINGS + COVERS))
    made = pdf.make(data_of(one, language=language), texts(one.resources, language), one, pdf.Layout())
    page = pypdfium2.PdfDocument(made.content)[0]
    text = page.get_textpage()
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    assert (left > page.get_width() - right) == (language == "ar")
