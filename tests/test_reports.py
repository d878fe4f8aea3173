"""Reports: sensible on an empty registry as on a full one, honest about what nobody knows, the same in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fluechtlingshilfe_cli.cli import run
from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.views.pictures.network import Group, network
from fluechtlingshilfe_cli.views.reports import REPORTS, Before, NotPossible, Options, Report
from fluechtlingshilfe_cli.views.reports._events import participant_hours
from fluechtlingshilfe_cli.views.reports._report import Column, Figure, Section, Table
from fluechtlingshilfe_cli.views.reports.formats import FORMATS, Wishes
from fluechtlingshilfe_cli.views.reports.formats._plain import _columns
from fluechtlingshilfe_cli.views.reports.formats.terminal import bar, sparkline
from fluechtlingshilfe_cli.views.reports.overview import overview
from fluechtlingshilfe_cli.views.reports.saying import number
from small_registries import registry

ROOT = Path(__file__).resolve().parent.parent
PARTS = {"nord": {"titel": "Nordkreis", "gemeinden": ["01053090"]}, "sued": {"titel": "Südkreis"}}
PROMISE = {
    "id": "selbstfuersorge",
    "titel": "Selbstfürsorge",
    "was": "veranstaltung",
    "art": "selbstfuersorge",
    "mindestens": 2,
    "je": "teilkreis",
    "zeitraum": "jahr",
}


def group(id: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return f"initiative/{id}", {"name": id.title(), "art": "verein", "gemeinde": "01053090", **more}


def event(id: str, *evenings: str, **more: Any) -> tuple[str, dict[str, Any]]:
    data: dict[str, Any] = {
        "titel": id.title(),
        "art": "schulung",
        "durchfuehrung": "durchgefuehrt",
        "eigene_rolle": "durchgefuehrt",
        "format": "vor_ort",
        "veranstalter": ["partner/stelle"],
        "gemeinde": "01053090",
        "termine": [{"von": f"{day}T18:00", "bis": f"{day}T20:15"} for day in evenings],
    }
    return f"training/{id}", {**data, **more}


def attended(count: int, units: float | None = 3) -> dict[str, Any]:
    found: dict[str, Any] = {"auswertung": {"teilnehmende": count, "erhebung": "gezaehlt"}}
    return found | ({"dauer_ue": units} if units else {})


def figures(source: Registry, name: str = "kennzahlen", **options: Any) -> dict[str, Figure]:
    return {figure.name: figure for figure in REPORTS[name].make(source, Options(**options)).figures()}


def table(report: Report, name: str) -> Table:
    return next(table for table in report.tables() if table.name == name)


def wishes(source: Registry, **more: Any) -> Wishes:
    return Wishes(source.project.resources, **more)


def text(source: Registry, name: str, form: str = "terminal", **options: Any) -> str:
    written = FORMATS[form].write(REPORTS[name].make(source, Options(**options)), wishes(source))
    return written if isinstance(written, str) else written.decode("latin-1")


# --- nothing, one, and odd ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_an_empty_registry_is_no_accident(tmp_path, name, form):
    """Every report in every format, without settings, records, private folder, parts or promises."""
    source = registry(tmp_path, private=False)
    if form == "csv" and name in ("zusagen", "einwilligungen", "anfragen", "aenderungen"):
        with pytest.raises(NotPossible, match="heute keine Tabelle"):
            text(source, name, form)
    elif form == "png":
        with pytest.raises(NotPossible, match="heute kein Bild"):
            text(source, name, form)
    else:
        assert text(source, name, form)


@pytest.mark.parametrize("name", REPORTS)
def test_one_record(tmp_path, name):
    assert "unbekannt" not in REPORTS[name].title
    assert text(registry(tmp_path, group("cafe"), teilkreise=PARTS, zusagen=[PROMISE]), name)


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "zusagen"])
def test_a_part_without_municipalities(tmp_path, name):
    source = registry(tmp_path, group("cafe"), event("kurs", "2026-03-14"), teilkreise=PARTS)
    assert "Südkreis" in text(source, name, part="sued")


@pytest.mark.parametrize("year", [1999, 2025, 2027, 2100])
@pytest.mark.parametrize("name", REPORTS)
def test_a_year_without_trainings(tmp_path, name, year):
    source = registry(tmp_path, group("cafe"), event("kurs", "2026-03-14", **attended(8)), zusagen=[PROMISE])
    for half in (None, 1, 2):
        assert text(source, name, year=year, half=half)


def test_an_empty_registry_says_how_to_begin(tmp_path):
    screen = overview(registry(tmp_path), Options(), 80)
    assert "fh new initiative" in screen
    assert max(map(len, screen.splitlines())) <= 80


def test_an_unknown_part_is_named(tmp_path):
    with pytest.raises(NotPossible, match="Möglich sind: nord, sued"):
        REPORTS["kennzahlen"].make(registry(tmp_path, teilkreise=PARTS), Options(part="ost"))
    with pytest.raises(NotPossible, match="noch keine Teilkreise"):
        REPORTS["kennzahlen"].make(registry(tmp_path / "zwei"), Options(part="ost"))


# --- figures ------------------------------------------------------------------------------------------------------


def people(*entries: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"stichtag": day, "anzahl": count, "erhebung": "gemeldet"} for day, count in entries]


def test_december_is_chosen_by_its_own_day(tmp_path):
    """The number of 31 December, entered in late January, counts for the old year; a newer one does not replace it."""
    entry = people(("2024-12-31", 5), ("2025-12-31", 7), ("2026-01-20", 9))
    source = registry(tmp_path, group("cafe", ehrenamtliche=entry), today="2026-01-28")
    assert figures(source, year=2025)["ehrenamtliche"].value == 7
    assert figures(source, year=2025)["ehrenamtliche"].previous == 5
    assert figures(source)["ehrenamtliche"].value == 9
    assert figures(source, year=2025)["ehrenamtliche"].when == "Stichtag 31.12.2025"


def test_unknown_is_not_zero(tmp_path):
    """Who has said nothing is silent; nobody saying anything gives no number at all; zero said is zero."""
    old, none = group("alt", ehrenamtliche=people(("2020-12-31", 50))), group("still")
    quiet = figures(registry(tmp_path / "a", old, none))["ehrenamtliche"]
    assert (quiet.value, quiet.silent, quiet.asked) == (None, 2, 2)
    zero = figures(registry(tmp_path / "b", group("leer", ehrenamtliche=people(("2026-10-01", 0)))))["ehrenamtliche"]
    assert (zero.value, zero.silent) == (0, 0)
    assert number(quiet.value) == "unbekannt"


def test_only_own_events_count(tmp_path):
    source = registry(
        tmp_path,
        event("eigene", "2026-03-14", **attended(10)),
        event("gemeinsam", "2026-03-15", eigene_rolle="mitveranstaltet", **attended(20)),
        event("fremde", "2026-03-16", eigene_rolle="teilgenommen", **attended(400)),
        event("entwurf", "2026-03-17", status="entwurf", **attended(800)),
    )
    found = figures(source)
    assert (found["veranstaltungen"].value, found["teilnehmende"].value) == (2, 30)


def test_several_evenings_are_counted_each(tmp_path):
    """9 UE on three evenings with 18, 17 and 15 people are 150 participant hours, not 162."""
    evenings = [
        {"von": f"2026-05-{day}T18:00", "bis": f"2026-05-{day}T20:15", "teilnehmende": count}
        for day, count in ((5, 18), (12, 17), (19, 15))
        for day in (f"{day:02}",)
    ]
    source = registry(tmp_path, event("kurs", termine=evenings, **attended(18, 9)))
    assert figures(source)["teilnehmerstunden"].value == 150
    assert figures(source)["teilnehmende"].value == 18


@pytest.mark.parametrize(
    ("evenings", "units", "participants", "expected"),
    [
        ([("10:00", "16:00", None)], 7, 12, 84),
        ([("10:00", "16:00", None)], None, 12, None),
        ([("10:00", "16:00", None)], 7, None, None),
        # One evening without a number: the total counts for the whole.
        ([("18:00", "20:00", 8), ("18:00", "20:00", None)], 4, 9, 36),
        # A long and a short evening share the units by their length.
        ([("10:00", "14:00", 10), ("18:00", "20:00", 4)], 6, 10, 48),
        ([("18:00", "20:00", 0), ("18:00", "20:00", 0)], 4, 0, 0),
    ],
)
def test_participant_hours(tmp_path, evenings, units, participants, expected):
    termine = [
        {"von": f"2026-05-0{n}T{von}", "bis": f"2026-05-0{n}T{bis}", **({"teilnehmende": tn} if tn is not None else {})}
        for n, (von, bis, tn) in enumerate(evenings, 1)
    ]
    more = {"dauer_ue": units} if units else {}
    record = registry(tmp_path, event("kurs", termine=termine, **more)).of("training")[0]
    assert participant_hours(record, participants) == expected


def test_past_events_nobody_noted_are_silent(tmp_path):
    source = registry(tmp_path, event("kurs", "2026-10-08", durchfuehrung="geplant"))
    found = figures(source)["veranstaltungen"]
    assert (found.value, found.silent, found.asked) == (0, 1, 1)
    assert "fh set kurs durchfuehrung=durchgefuehrt" in " ".join(text(source, "schulungen").split())
    assert "fh set" not in text(source, "schulungen", channel="web")


def test_seen_from_an_earlier_day_later_events_are_still_planned(tmp_path):
    source = registry(tmp_path, event("kurs", "2026-09-10", **attended(8)), today="2026-06-01")
    assert figures(source)["veranstaltungen"].value == 0
    assert len(table(REPORTS["schulungen"].make(source, Options()), "geplant").rows) == 1


def test_ended_and_later_founded_initiatives_count_in_their_time(tmp_path):
    source = registry(
        tmp_path,
        group("alt", status="beendet", beendet_am="2026-03-31", gruendungsjahr=2015),
        group("neu", gruendungsjahr=2026),
        group("entwurf", status="entwurf"),
        group("immer"),
    )
    assert figures(source)["initiativen"].value == 2
    assert figures(source)["initiativen"].previous == 2
    assert figures(source, year=2026, half=1)["initiativen"].ids == ("initiative/immer", "initiative/neu")
    assert figures(source, year=2025)["initiativen"].ids == ("initiative/alt", "initiative/immer")


def test_consultations_are_unknown_without_the_private_folder(tmp_path):
    found = figures(registry(tmp_path, group("cafe"), private=False))
    assert found["beratungen"].value is None
    assert "privaten Ordner" in found["beratungen"].note
    assert "nicht da" in text(registry(tmp_path / "b", private=False), "einwilligungen")


def test_targets_stand_beside_the_year(tmp_path):
    goals = [{"kennzahl": "veranstaltungen", "wert": 10}, {"kennzahl": "veranstaltungen", "wert": 4, "jahr": 2026}]
    source = registry(tmp_path, event("kurs", "2026-03-14", **attended(8)), ziele=goals)
    assert figures(source)["veranstaltungen"].target == 4
    assert figures(source, year=2025)["veranstaltungen"].target == 10
    assert figures(source, half=1)["veranstaltungen"].target is None
    assert "25 % des Ziels" in text(source, "kennzahlen")


def test_a_promise_about_offers_says_nothing_of_other_years(tmp_path):
    promise = PROMISE | {"was": "angebot", "handlungsfeld": "sprache", "je": "kreis", "mindestens": 1}
    del promise["art"]
    source = registry(tmp_path, group("cafe"), zusagen=[promise])
    assert len(REPORTS["zusagen"].make(source, Options()).sections) == 1
    assert REPORTS["zusagen"].make(source, Options(year=2025)).sections == ()


def test_the_missing_rest_is_told_with_its_day(tmp_path):
    source = registry(
        tmp_path,
        event("atem", "2026-03-14", art="selbstfuersorge", fuer_teilkreis=["nord"]),
        teilkreise=PARTS,
        zusagen=[PROMISE],
    )
    said = " ".join(text(source, "zusagen").split())
    assert "Nordkreis 2026: 1 von 2 durchgeführt. Es fehlt noch 1 bis 31.12.2026." in said


# --- channels -----------------------------------------------------------------------------------------------------


@pytest.fixture
def small_groups(tmp_path) -> Registry:
    return registry(
        tmp_path,
        group("klein", ehrenamtliche=people(("2026-09-01", 3))),
        group("gross", ehrenamtliche=people(("2026-09-01", 40))),
        event("wenige", "2026-03-14", **attended(3, 7)),
        event("viele", "2026-04-14", **attended(20, 2)),
        teilkreise=PARTS,
    )


def test_few_people_are_hidden_in_public_also_in_totals(small_groups):
    """3 of 23 participants (21 of 61 hours): neither the cells nor any difference between totals show them."""
    shown = text(small_groups, "schulungen", channel="web")
    assert "<5" in shown and "mindestens 20" in shown
    assert not re.search(r"\b(23|21|61)\b", shown.replace("21.11", ""))
    numbers = figures(small_groups, channel="web")
    assert numbers["teilnehmende"].value == "mindestens 20"
    assert numbers["teilnehmerstunden"].value == "mindestens 40"
    assert numbers["ehrenamtliche"].value == "mindestens 40"
    kinds = table(REPORTS["kennzahlen"].make(small_groups, Options(channel="web")), "arten")
    assert kinds.rows[0][-2:] == ("mindestens 20", "mindestens 40")


def test_internally_nothing_is_hidden(small_groups):
    assert figures(small_groups)["teilnehmende"].value == 23
    assert "<5" not in text(small_groups, "schulungen")


def test_only_few_people_at_all(tmp_path):
    source = registry(tmp_path, event("wenige", "2026-03-14", **attended(2, 5)))
    assert figures(source, channel="druck")["teilnehmende"].value == "<5"
    assert figures(source, channel="druck")["teilnehmerstunden"].value == "<5"


def test_internal_reports_refuse_public_channels(tmp_path, capsys):
    folder = registry(tmp_path).project.root
    for name in ("einwilligungen", "aktualitaet", "parallel", "nachweis", "bedarf", "netzwerk"):
        assert REPORTS[name].internal
        assert run(["report", name, "--kanal", "web", "-C", str(folder)]) == 2
        assert "nur für den internen Gebrauch" in capsys.readouterr().err


def test_nothing_of_a_person_but_the_id(tmp_path):
    person = {"name": "Karin Lorenzen", "telefon": "+49 40 66969801", "email": "k.lorenzen@post.example"}
    source = registry(
        tmp_path,
        group("cafe", kontaktpersonen=["person-01"]),
        ("person/person-01", person),
        teilkreise=PARTS,
        zusagen=[PROMISE],
    )
    for name in REPORTS:
        for form in ("terminal", "md", "html", "json", "csv"):
            shown = text(source, name, form, before=Before(registry(tmp_path), date(2025, 12, 31)))
            assert "Lorenzen" not in shown and "66969801" not in shown
    assert "person-01" in text(source, "einwilligungen")


# --- formats ------------------------------------------------------------------------------------------------------


@pytest.fixture
def full(tmp_path) -> Registry:
    needs = {"titel": "=1+1", "art": "angebotsluecke", "handlungsfeld": "sprache", "gemeldet_am": "2026-03-14"}
    return registry(
        tmp_path,
        group("cafe", name='=HYPERLINK("x")', ehrenamtliche=people(("2026-09-01", 1234))),
        group("zwei", name="Zwei | <b>fett</b> & »so«", traeger="stelle"),
        ("partner/stelle", {"name": "Stelle", "rollen": ["traeger"]}),
        event("kurs", "2026-03-14", "2026-03-21", titel="+Kurs\x1b[31m", **attended(12, 2.5)),
        event(
            "bald",
            "2026-12-14",
            durchfuehrung="bestaetigt",
            anmeldung={"bis": "2026-12-01"},
            titel="Kurs; mit, Zeichen\\",
        ),
        ("need/luecke", needs),
        teilkreise=PARTS,
        zusagen=[PROMISE],
    )


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_the_same_data_give_the_same_bytes(full, name, form):
    """No clock, no order by chance; archives and their properties included."""
    same = Options(before=Before(full, date(2025, 12, 31)))
    if form == "png" and not any(section.pictures for section in REPORTS[name].make(full, same).sections):
        return
    first, second = (FORMATS[form].write(REPORTS[name].make(full, same), wishes(full, ids=True)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", REPORTS)
def test_screens_are_eighty_columns_wide_and_harmless(full, name):
    shown = text(full, name)
    assert [line for line in shown.splitlines() if len(line) > 80] == []
    assert "\x1b[31m" not in shown


@pytest.mark.parametrize("name", REPORTS)
def test_html_is_whole_and_escapes(full, name):
    page = text(full, name, "html")
    assert page.count("<table") == page.count("<caption") == page.count("</table>")
    assert "<b>fett</b>" not in page
    assert '<html lang="de">' in page and page.count("<h1>") == 1
    for cells in re.findall(r"<tr>.*?</tr>", page, re.DOTALL):
        assert "scope=" in cells


@pytest.mark.parametrize("name", REPORTS)
def test_markdown_tables_have_the_same_number_of_cells(full, name):
    for block in re.findall(r"(?:^\|.*\n)+", text(full, name, "md"), re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1, block


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("name", REPORTS)
def test_csv_comes_back_as_it_went(full, name, excel):
    report = REPORTS[name].make(full, Options())
    tables = [one.name for one in report.tables()] + (["kennzahlen"] if report.figures() else [])
    for wanted in tables:
        raw = FORMATS["csv"].write(report, wishes(full, table=wanted, excel=excel))
        assert isinstance(raw, str) and raw.startswith("\ufeff") == excel
        rows = list(csv.reader(io.StringIO(raw.removeprefix("\ufeff")), delimiter=";" if excel else ","))
        if wanted != "kennzahlen":
            assert rows[1:] == [[_as_csv(value, excel) for value in row] for row in table(report, wanted).rows]
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def _as_csv(value: Any, excel: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if excel else ".")
    return f"'{value}" if str(value).startswith(("=", "+", "-", "@")) else str(value)


def test_an_unknown_table_names_those_there_are(full):
    with pytest.raises(NotPossible, match="Möglich sind: kennzahlen, teilkreise, arten"):
        FORMATS["csv"].write(REPORTS["kennzahlen"].make(full, Options()), wishes(full, table="x"))


@pytest.mark.parametrize("name", REPORTS)
def test_workbooks_hold_types_and_no_formulas(full, name):
    from openpyxl import load_workbook

    report = REPORTS[name].make(full, Options())
    raw = FORMATS["xlsx"].write(report, wishes(full, ids=True))
    assert isinstance(raw, bytes)
    book = load_workbook(io.BytesIO(raw))
    tables = [*report.tables()]
    sheets = [sheet for sheet in book.worksheets if sheet.title not in ("Übersicht", "Kennzahlen", "Einzelnachweis")]
    assert len(sheets) == len(tables)
    for sheet, one in zip(sheets, tables, strict=True):
        assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref
        assert [cell.value for cell in sheet[1]] == [column.title for column in one.columns]
        for cells, row in zip(sheet.iter_rows(min_row=2), one.rows, strict=False):
            for cell, value in zip(cells, row, strict=True):
                assert cell.data_type != "f"
                if isinstance(value, date):
                    assert cell.value.date() == value and cell.number_format == "dd.mm.yyyy"
                elif isinstance(value, str):
                    assert (cell.value or "") == value.replace("\x1b", "")
                else:
                    assert cell.value == value


def test_codes_stay_text_in_a_workbook():
    """A postcode keeps its zero; a title like a formula is a title."""
    from openpyxl import load_workbook

    columns = (Column("plz", "PLZ", "code"), Column("titel", "Titel"), Column("tag", "Tag", "date"))
    one = Table("t", "T", columns, [("01067", "=1+1", date(2026, 3, 14))])
    report = Report("x", "X", "2026", date(2026, 11, 2), "R", (Section("S", tables=(one,)),))
    raw = FORMATS["xlsx"].write(report, Wishes(None))  # type: ignore[arg-type]
    assert isinstance(raw, bytes)
    sheet = load_workbook(io.BytesIO(raw)).worksheets[1]
    assert [cell.value for cell in sheet[2]][:2] == ["01067", "=1+1"]
    assert sheet["B2"].data_type == "s" and sheet["A2"].number_format == "@"


@pytest.mark.parametrize("name", REPORTS)
def test_word_documents_have_headings_tables_and_german(full, name):
    from docx import Document

    report = REPORTS[name].make(full, Options())
    raw = FORMATS["docx"].write(report, wishes(full))
    assert isinstance(raw, bytes)
    document = Document(io.BytesIO(raw))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [section.title for section in report.sections] == headings[: len(report.sections)]
    filled = sum(bool(section.figures) for section in report.sections) + sum(bool(one.rows) for one in report.tables())
    assert len(document.tables) == filled
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        body = package.read("word/document.xml").decode()
        assert 'w:val="de-DE"' in package.read("word/styles.xml").decode()
    assert body.count("<w:tblHeader/>") == filled == body.count("<w:tblCaption ")


def test_json_has_everything_typed(full):
    data = json.loads(text(full, "kennzahlen", "json"))
    assert data["schema_version"] == 1 and data["report"] == "kennzahlen"
    people = next(f for s in data["sections"] for f in s["figures"] if f["name"] == "ehrenamtliche")
    assert (people["value"], people["ohne_angabe"], people["erhebung"]) == (1234, 1, "gemeldet")
    assert "ids" not in people


def test_single_proof_lists_the_records(full):
    shown = FORMATS["terminal"].write(REPORTS["kennzahlen"].make(full, Options()), wishes(full, ids=True))
    assert isinstance(shown, str)
    assert "initiative/cafe" in shown and "training/kurs" in shown


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


def test_a_table_on_paper_gives_long_columns_room_and_lets_no_word_break():
    columns = (Column("name", "Name"), Column("ort", "Gemeinde"), Column("id", "Kennung", "code"), Column("was", "Was"))
    rows = [
        ("Café", "Lauenburg/Elbe, Mölln", "cafe-ankommen-lauenburg", "Sie fragen " * 12),
        ("Radhaus", "Mölln", "r", ""),
    ]
    name, place, key, what = _columns(Table("t", "", columns, rows))
    assert name["narrow"] and not place["narrow"] and key["code"] and not key["narrow"]
    assert place["weight"] >= len("Lauenburg") and key["weight"] >= len("lauenburg")
    assert what["weight"] > place["weight"] and what["weight"] > key["weight"]


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


def test_pdf_says_what_it_is(full):
    raw = FORMATS["pdf"].write(REPORTS["kennzahlen"].make(full, Options()), wishes(full))
    assert isinstance(raw, bytes)
    assert raw.startswith(b"%PDF-") and b"pdfuaid:part" in raw and b"/MarkInfo" in raw


def test_an_own_print_template_is_taken(tmp_path, capsys):
    root = registry(tmp_path, group("cafe")).project.root
    (root / "templates" / "reports").mkdir(parents=True)
    (root / "templates" / "reports" / "kennzahlen.typ").write_text("#let x = (", "utf-8")
    assert run(["report", "kennzahlen", "-o", str(tmp_path / "k.pdf"), "-C", str(root)]) == 2
    assert "Die Druckvorlage ist fehlerhaft" in capsys.readouterr().err


# --- calendar -----------------------------------------------------------------------------------------------------


def test_the_year_programme_reads_as_calendar(full):
    from icalendar import Calendar

    raw = REPORTS["schulungen"].extra["ics"](full, Options())
    assert max(len(line.encode()) for line in raw.split("\r\n")) <= 75
    entries = Calendar.from_ical(raw).walk("VEVENT")
    assert [str(one["UID"]) for one in entries] == [
        "kurs-1@01053.fluechtlingshilfe.invalid",
        "kurs-2@01053.fluechtlingshilfe.invalid",
        "bald-1@01053.fluechtlingshilfe.invalid",
    ]
    last = entries[-1]
    assert last["DTSTART"].params["TZID"] == last["DTEND"].params["TZID"] == "Europe/Berlin"
    assert last["DTSTART"].dt.isoformat() == "2026-12-14T18:00:00+01:00"
    assert last["DTEND"].dt.isoformat() == "2026-12-14T20:15:00+01:00"
    assert str(last["SUMMARY"]) == "Kurs; mit, Zeichen\\"
    assert str(last["STATUS"]) == "CONFIRMED"
    assert "RRULE" not in raw.split("END:VTIMEZONE")[1] and "DURATION" not in raw


def test_uids_do_not_change_with_the_text(tmp_path):
    before, after = (
        REPORTS["schulungen"].extra["ics"](
            registry(tmp_path / title, event("kurs", "2026-03-14", titel=title)), Options()
        )
        for title in ("alt", "neu")
    )
    assert re.findall("UID:.*", before) == re.findall("UID:.*", after)


def test_summer_time_is_told():
    """Clocks change on the last Sundays of March and October."""
    from fluechtlingshilfe_cli.views.reports.formats.calendar import _ZONE

    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in _ZONE and "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in _ZONE


# --- needs and overlaps -------------------------------------------------------------------------------------------


def offer(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "titel": id.title(), "handlungsfeld": "sprache", "format": "vor_ort", **more}


def test_the_best_answer_comes_first_with_reasons(tmp_path):
    """Noted beats near, near beats far, the language asked for beats another."""
    need = {
        "titel": "Konversation auf Tigrinya",
        "art": "angebotsluecke",
        "handlungsfeld": "sprache",
        "sprachen": ["ti"],
        "gemeinde": "01053090",
        "gemeldet_am": "2026-03-14",
        "nennungen": 3,
    }
    source = registry(
        tmp_path,
        group("hier", angebote=[offer("a", sprachen=["ar"])]),
        group("sprachlich", angebote=[offer("b", sprachen=["ti"])]),
        group("woanders", angebote=[offer("c", handlungsfeld="wohnen")]),
        ("need/tigrinya", need),
        (
            "need/leer",
            {"titel": "Wohnen", "art": "angebotsluecke", "handlungsfeld": "arbeit", "gemeldet_am": "2026-01-01"},
        ),
    )
    report = REPORTS["bedarf"].make(source, Options())
    answers = table(report, "antworten-tigrinya")
    assert [row[1] for row in answers.rows] == ["B", "A"]
    assert "auf Tigrinya" in answers.rows[0][-1] and "am Ort" in str(answers.rows[0][-1])
    assert figures(source, "bedarf")["bedarfe_ohne_antwort"].ids == ("need/leer",)


def test_a_cancelled_training_answers_nothing(tmp_path):
    need = {
        "titel": "Trauma",
        "art": "schulungsbedarf",
        "gemeldet_am": "2026-01-14",
        "gedeckt_durch": ["training/kurs"],
    }
    for happened, expected in (("abgesagt", 0), ("bestaetigt", 1)):
        source = registry(
            tmp_path / happened, event("kurs", "2026-12-01", durchfuehrung=happened), ("need/trauma", need)
        )
        assert figures(source, "bedarf")["bedarfe_mit_antwort"].value == expected


def test_overlaps_are_invitations_with_both_contacts(tmp_path):
    times = {"regeln": [{"tag": "mi", "von": "16:00", "bis": "18:00"}]}
    later = {"regeln": [{"tag": "mi", "von": "17:00", "bis": "19:00"}]}
    one = group("eins", kontakt={"telefon": "+49 40 66969120"}, angebote=[offer("a", zeiten=times)])
    other = group("zwei", kontakt={"email": "zwei@zwei.example"}, angebote=[offer("b", zeiten=later)])
    shown = text(registry(tmp_path / "a", one, other), "parallel")
    assert "+49 40 66969120" in " ".join(shown.split()) and "zwei@zwei.example" in shown
    agreed = group(
        "zwei",
        angebote=[offer("b", zeiten=later)],
        abgestimmt_mit=[{"mit": "initiative/eins", "am": "2026-02-10", "vereinbarung": "Getrennte Räume."}],
    )
    found = figures(registry(tmp_path / "b", one, agreed), "parallel")
    assert (found["ueberschneidungen"].value, found["abgestimmt"].value) == (0, 1)
    assert "Getrennte Räume." in " ".join(text(registry(tmp_path / "c", one, agreed), "parallel").split())


# --- on the command line ------------------------------------------------------------------------------------------


def test_the_overview_lists_every_report(tmp_path, capsys):
    folder = registry(tmp_path, group("cafe")).project.root
    assert run(["report", "-C", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in REPORTS)


def test_the_ending_of_the_file_says_the_format(tmp_path, capsys):
    folder = registry(tmp_path, group("cafe")).project.root
    for ending, start in ((".docx", b"PK"), (".xlsx", b"PK"), (".html", b"<!doctype"), (".md", b"# "), (".json", b"{")):
        target = tmp_path / f"bericht{ending}"
        assert run(["report", "kennzahlen", "-o", str(target), "-C", str(folder)]) == 0
        assert target.read_bytes().startswith(start)
    assert "Kennzahlen: 12 Kennzahlen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["kennzalen"], "Meinten Sie »kennzahlen«?"),
        (["kennzahlen", "--format", "xlsx"], "braucht eine Datei: -o kennzahlen.xlsx"),
        (["kennzahlen", "--format", "ics"], "gibt es für diesen Bericht nicht"),
        (["kennzahlen", "--kanal", "radio"], "Den Kanal »radio« gibt es nicht"),
        (["kennzahlen", "--kanal", "web", "--einzelnachweis"], "nur intern"),
        (["kennzahlen", "--format", "csv", "--tabelle", "x"], "Möglich sind: kennzahlen"),
        (["zusagen", "--teilkreis", "nord"], "für den ganzen Kreis"),
    ],
)
def test_what_cannot_be_is_explained(tmp_path, capsys, arguments, sentence):
    folder = registry(tmp_path, teilkreise=PARTS).project.root
    assert run(["report", *arguments, "-C", str(folder)]) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())


# --- a project's own reports --------------------------------------------------------------------------------------

OWN = """\
titel: Telefonliste
beschreibung: Alle Gruppen mit Nummer.
intern: "false"
einleitung: Für den Anrufbeantworter.
abschnitte:
  - titel: Gruppen in Mölln
    art: initiativen
    filter:
      gemeinde: Mölln
    wo: ["gruendungsjahr>=2015"]
    spalten: name,gemeinde,gruendungsjahr,geprueft_am
    ordnung: -gruendungsjahr
"""


def own(tmp_path: Path, description: str = OWN, **templates: str) -> Path:
    source = registry(tmp_path)
    root = source.project.root
    folder = root / "templates" / "reports"
    folder.mkdir(parents=True)
    (folder / "telefonliste.yaml").write_text(description, "utf-8")
    for name, content in templates.items():
        (folder / name.replace("_", ".")).write_text(content, "utf-8")
    (root / "data" / "initiatives").mkdir()
    for id, year in (("alt", 2001), ("eins", 2016), ("zwei", 2020)):
        (root / "data" / "initiatives" / f"{id}.yaml").write_text(
            f'name: {id}\nstatus: aktiv\nart: verein\nkurzbeschreibung: Text.\ngemeinde: "01053090"\n'
            f'kontakt:\n  email: {id}@{id}.example\ngruendungsjahr: {year}\ngeprueft_am: "2026-03-14"\n',
            "utf-8",
        )
    return root


def test_an_own_report_is_a_report_like_ours(tmp_path, capsys):
    root = own(tmp_path)
    assert run(["report", "-C", str(root)]) == 0
    assert "Alle Gruppen mit Nummer." in capsys.readouterr().out
    assert run(["report", "telefonliste", "--format", "csv", "-C", str(root)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "name,gemeinde,gruendungsjahr,geprueft_am",
        "zwei,Mölln,2020,2026-03-14",
        "eins,Mölln,2016,2026-03-14",
    ]
    assert run(["report", "telefonliste", "-o", str(tmp_path / "t.xlsx"), "-C", str(root)]) == 0


def test_an_own_template_lays_it_out(tmp_path, capsys):
    template = "{% for row in r.sections[0].tables[0].rows %}\n* {{ row[0].text }}\n{% endfor %}\n"
    root = own(tmp_path, telefonliste_md_j2=template)
    assert run(["report", "telefonliste", "--format", "md", "-C", str(root)]) == 0
    assert capsys.readouterr().out == "* zwei\n* eins\n"


def test_an_own_report_may_extend_ours(tmp_path, capsys):
    template = '{% extends "default:reports/report.md.j2" %}\n{% block lead %}\nNur für uns.\n{% endblock %}\n'
    root = own(tmp_path, telefonliste_md_j2=template)
    assert run(["report", "telefonliste", "--format", "md", "-C", str(root)]) == 0
    shown = capsys.readouterr().out
    assert "Nur für uns." in shown and "# Telefonliste" in shown


@pytest.mark.parametrize(
    ("description", "sentence"),
    [
        ("titel: X\n", "fehlt »abschnitte«"),
        ("titel: X\nabschnitt: 1\n", "»abschnitt« unbekannt"),
        ("titel: X\nabschnitte:\n  - titel: Y\n", "braucht jeder Abschnitt »art«"),
        ("titel: [\n", "nicht lesbar"),
        ("abschnitte:\n  - art: initiativen\n    spalten: nmae\n", "nmae"),
        ("abschnitte:\n  - art: personen\n", "gibt es nicht"),
    ],
)
def test_a_faulty_description_is_explained(tmp_path, capsys, description, sentence):
    root = own(tmp_path, description)
    assert run(["report", "telefonliste", "-C", str(root)]) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())


def test_the_example_of_the_handbook_works(tmp_path, capsys):
    """Description and template of docs/eigene-berichte.md, tried on the example registry."""
    page = (ROOT / "docs" / "eigene-berichte.md").read_text("utf-8")
    root = tmp_path / "register"
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copy(ROOT / "fh.yaml", root / "fh.yaml")
    (root / "templates" / "reports").mkdir(parents=True)
    blocks = re.findall(r"```(?:yaml|jinja)\n(?:# |\{# )(templates/\S+)(?: #\})?\n(.*?)```", page, re.DOTALL)
    assert [name for name, _ in blocks] == [
        "templates/reports/telefonliste.yaml",
        "templates/reports/telefonliste.md.j2",
    ]
    for name, content in blocks:
        (root / name).write_text(content, "utf-8")
    assert run(["report", "telefonliste", "--format", "md", "-C", str(root)]) == 0
    shown = capsys.readouterr().out
    assert (
        "## Im Nordkreis" in shown
        and "Café Ankommen" in shown
        and "Bitte nicht liegen lassen. Stand 02.11.2026" in shown
    )
    assert "Fahrradwerkstatt Elbe" not in shown
    commands = re.findall(r"^fh (report telefonliste.*)$", page, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        words = [str(root / word) if "." in word else word for word in command.split()]
        assert run([*words, "-C", str(root)]) == 0


# --- cost ---------------------------------------------------------------------------------------------------------


def many(folder: Path, count: int) -> Registry:
    """Groups that all meet in one town on the same day, and one need for every tenth of them: the worst case."""
    times = {"regeln": [{"tag": "mi", "von": "16:00", "bis": "18:00"}]}
    groups = [
        group(
            f"gruppe-{n}",
            name=f"Sonnenkreis {n}",
            angebote=[offer("a", zeiten=times)],
            ehrenamtliche=people(("2026-01-01", n % 50)),
        )
        for n in range(count)
    ]
    needs = [
        (
            f"need/bedarf-{n}",
            {
                "titel": f"Bedarf {n}",
                "art": "angebotsluecke",
                "handlungsfeld": "sprache",
                "gemeinde": "01053090",
                "gemeldet_am": "2026-03-14",
            },
        )
        for n in range(count // 10)
    ]
    return registry(folder, *groups, *needs, teilkreise=PARTS)


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_cost_grows_with_the_records_not_with_their_pairs(tmp_path, name):
    """Ten times the records: about ten times the lines run, a hundred times if somebody compares all with all."""

    def lines(folder: str, count: int) -> int:
        source = many(tmp_path / folder, count)
        asked = Options(before=Before(registry(tmp_path / f"{folder}-before"), date(2025, 12, 31)))
        return _lines_run(lambda: REPORTS[name].make(source, asked))

    lines("first", 10)  # what is loaded only once
    small, large = lines("small", 250), lines("large", 2500)
    assert large < 16 * small


def test_the_count_of_lines_tells_pairs_from_records():
    def pairs(count: int) -> int:
        return _lines_run(lambda: [(one, other) for one in range(count) for other in range(count)])

    assert pairs(600) > 90 * pairs(60)


def _lines_run(work: Any) -> int:
    """How many lines of Python run, every turn of a loop counted: work as a number no busy machine changes."""
    count = 0

    def traced(_frame: Any, what: str, _argument: Any) -> Any:
        nonlocal count
        count += what == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


# --- small things -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "unbekannt"), (0, "0"), (1234567, "1.234.567"), (2.5, "2,5"), (-3, "−3"), (0.1 + 0.2, "0,3"), ("<5", "<5")],
)
def test_numbers_are_german(value, shown):
    assert number(value) == shown


def test_signs_of_differences():
    assert [number(value, sign=True) for value in (3, -3, 0)] == ["+3", "−3", "±0"]


def test_bars_and_sparklines_survive_odd_values():
    assert bar(0.5, 4) == "██░░" and bar(7, 4) == "████" and bar(-1, 4) == "░░░░"
    assert sparkline([1, 2, 3]) == "▁▅█" and sparkline([4, 4]) == "▄▄"
