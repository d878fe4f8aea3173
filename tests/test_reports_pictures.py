"""The pictures of reports: wellformed, told in words, readable without colour."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest

from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.views.pictures.network import Group, network
from fluechtlingshilfe_cli.views.reports import REPORTS, NotPossible, Options
from fluechtlingshilfe_cli.views.reports.formats import FORMATS
from fluechtlingshilfe_cli.views.reports.formats.terminal import bar, sparkline
from small_registries import registry
from small_reports import PARTS, group, odd, wishes


@pytest.fixture
def full(tmp_path) -> Registry:
    return odd(tmp_path)


@pytest.mark.parametrize("name", REPORTS)
def test_pictures_are_wellformed_and_told_in_words(full, name):
    """Title and description, nothing loaded from elsewhere, and the same data in a table of the same section."""
    from xml.etree import ElementTree

    for section in REPORTS[name].make(full, Options()).sections:
        for picture in section.pictures:
            root = ElementTree.fromstring(picture.svg)  # noqa: S314
            names = {child.tag.rpartition("}")[2]: child for child in root}
            assert root.get("role") == "img"
            assert root.get("aria-labelledby") == f"{names['title'].get('id')} {names['desc'].get('id')}"
            assert names["desc"].text == picture.alt
            assert "href" not in picture.svg and "<script" not in picture.svg and "\x1b" not in picture.svg
            shown = [one.name for report in [REPORTS[name].make(full, Options())] for one in report.tables()]
            assert picture.table in shown


def test_pictures_stand_in_word_and_as_png_with_words_for_those_who_hear_them(full):
    from docx import Document

    report = REPORTS["netzwerk"].make(full, Options())
    [picture] = [picture for section in report.sections for picture in section.pictures]
    raw = FORMATS["docx"].write(report, wishes(full))
    assert isinstance(raw, bytes)
    [shape] = Document(io.BytesIO(raw)).inline_shapes
    assert shape._inline.docPr.get("descr") == picture.alt
    png = FORMATS["png"].write(report, wishes(full))
    assert isinstance(png, bytes) and png.startswith(b"\x89PNG") and int.from_bytes(png[16:20], "big") == 1600
    with pytest.raises(NotPossible, match="Möglich sind: netz"):
        FORMATS["png"].write(report, wishes(full, picture="karte"))


def test_the_network_names_everybody_and_who_stands_alone(tmp_path):
    """Every initiative once, by part of the Kreis; a line per link, told apart by its dashes, not by colour alone."""
    agreed = [{"mit": "initiative/zwei", "am": "2026-03-14"}]
    source = registry(
        tmp_path,
        group("eins", traeger="stelle", abgestimmt_mit=agreed),
        group("zwei", gemeinde="01053032"),
        group("allein", name="Ganz <allein>"),
        ("partner/stelle", {"name": "Stelle", "rollen": ["traeger"]}),
        teilkreise=PARTS,
    )
    sections = REPORTS["netzwerk"].make(source, Options()).sections
    [picture] = [picture for section in sections for picture in section.pictures]
    assert "Netz aus 2 Initiativen und 1 Partnern; Verbindungen: Absprache 1, Träger 1." in picture.alt
    assert "Ohne Verbindung: Ganz <allein>." in picture.alt
    for words in (">Nordkreis<", ">Eins<", ">Zwei<", ">Stelle<", ">Ganz &lt;allein&gt;<", "Eins – Zwei: Absprache"):
        assert words in picture.svg
    assert picture.svg.count('stroke-dasharray="6 3"') == picture.svg.count("stroke-dasharray") == 2 - 0


def test_the_columns_of_the_net_begin_at_the_same_height():
    many = Group("Nordkreis", tuple((f"n{n}", f"Gruppe {n}") for n in range(9)))
    few = Group("Südkreis", (("s1", "Radhaus"), ("s2", "Ein langer Name, der zwei Zeilen braucht")))
    links = [*((f"n{n}", "p", "Träger") for n in range(9)), ("s1", "p", "Träger"), ("s2", "p", "Träger")]
    drawn = network([many, few], [("p", "AWO")], links, [])
    assert drawn is not None
    heads = re.findall(r'y="([\d.]+)"[^>]*font-weight="[^"]*"[^>]*>(Nordkreis|Träger und Partner|Südkreis)<', drawn.svg)
    assert len(heads) == 3 and len({y for y, _ in heads}) == 1


def test_nobody_linked_means_no_picture(tmp_path):
    sections = REPORTS["netzwerk"].make(registry(tmp_path, group("cafe")), Options()).sections
    assert [picture for section in sections for picture in section.pictures] == []


def test_the_timeline_shows_every_event_by_shape_not_by_colour_alone():
    from fluechtlingshilfe_cli.views.pictures.timeline import Mark, timeline

    marks = [
        Mark("Schulung", date(2026, 3, day), state, "<b>")
        for day, state in enumerate(("held", "planned", "dropped"), 1)
    ]
    drawn = timeline(marks, date(2026, 1, 1), date(2026, 12, 31), date(2026, 11, 2))
    assert drawn is not None
    assert drawn.svg.count("<circle") == 2 + 2 and drawn.svg.count('stroke-width="3"') == 1 + 1
    assert "&lt;b&gt;" in drawn.svg and "1 durchgeführt, 1 geplant, 1 ausgefallen" in drawn.alt
    assert timeline([], date(2026, 1, 1), date(2026, 12, 31), date(2026, 11, 2)) is None


def test_a_trend_needs_two_known_values_and_leaves_gaps():
    from fluechtlingshilfe_cli.views.pictures import trend

    days = [date(year, 12, 31) for year in (2023, 2024, 2025)]
    assert trend("X", [(days[0], None), (days[1], 4)]) is None
    drawn = trend("X", list(zip(days, (4, None, 8), strict=True)))
    assert drawn is not None and "31.12.2024 unbekannt" in drawn.alt and drawn.svg.count("<rect") == 3


def test_bars_and_sparklines_survive_odd_values():
    assert bar(0.5, 4) == "██░░" and bar(7, 4) == "████" and bar(-1, 4) == "░░░░"
    assert sparkline([1, 2, 3]) == "▁▅█" and sparkline([4, 4]) == "▄▄"
