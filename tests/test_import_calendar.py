"""Calendars: every appointment at the day and hour it really has, exceptions included."""

from __future__ import annotations

import os
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.importing.sources import NotATable, read_source
from new_registries import TODAY, fh, new_registry, tree

ROOT = Path(__file__).parent.parent
REAL = Path(os.environ.get("FH_REAL", ROOT.parent / "shared" / "real"))
BERLIN = ZoneInfo("Europe/Berlin")

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//
BEGIN:VEVENT
UID:treff@test.example
SUMMARY:Offener Treff
DTSTART;TZID=Europe/Berlin:20260107T180000
DTEND;TZID=Europe/Berlin:20260107T200000
RRULE:FREQ=MONTHLY;BYDAY=1WE;UNTIL=20260630T215959Z
EXDATE;TZID=Europe/Berlin:20260304T180000
STATUS:CONFIRMED
LOCATION:Gemeindehaus
ORGANIZER;CN=Ottilie Beispiel:mailto:ottilie@privat.example
SEQUENCE:3
END:VEVENT
BEGIN:VEVENT
UID:treff@test.example
RECURRENCE-ID;TZID=Europe/Berlin:20260401T180000
SUMMARY:Offener Treff
LOCATION:Gemeindehaus
DTSTART;TZID=Europe/Berlin:20260402T190000
DTEND;TZID=Europe/Berlin:20260402T210000
END:VEVENT
BEGIN:VEVENT
UID:treff@test.example
RECURRENCE-ID;TZID=Europe/Berlin:20260506T180000
SUMMARY:Grillfest statt Treff
DTSTART;TZID=Europe/Berlin:20260506T160000
DTEND;TZID=Europe/Berlin:20260506T220000
END:VEVENT
BEGIN:VEVENT
UID:treff@test.example
RECURRENCE-ID;TZID=Europe/Berlin:20260603T180000
STATUS:CANCELLED
SUMMARY:Offener Treff
DTSTART;TZID=Europe/Berlin:20260603T180000
END:VEVENT
BEGIN:VEVENT
UID:tag@test.example
SUMMARY:Tag der offenen Tür
DTSTART;VALUE=DATE:20260620
DTEND;VALUE=DATE:20260622
END:VEVENT
BEGIN:VEVENT
UID:frueher@test.example
SUMMARY:Längst vorbei
DTSTART:20190620T160000Z
DURATION:PT2H
END:VEVENT
BEGIN:VEVENT
UID:sommer@test.example
SUMMARY:Sommerschulung
DTSTART:20260701T160000Z
DURATION:PT90M
END:VEVENT
BEGIN:VEVENT
UID:arzt@test.example
CLASS:PRIVATE
SUMMARY:Arzt
DTSTART:20260701T160000Z
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def root(tmp_path) -> Path:
    """A registry with a calendar beside it."""
    (tmp_path / "termine.ics").write_text(CALENDAR.replace("\n", "\r\n"), "utf-8")
    return new_registry(tmp_path)


def test_series_exceptions_and_days_become_trainings(root):
    done = fh(root, "import", "trainings", "../termine.ics", "--today", "2026-02-01")
    assert done.returncode == 0, done.stderr
    found = {path: read((root / path).read_bytes()).data for path in done.stdout.split()}
    days = {data["titel"]: [(day["von"], day["bis"]) for day in data["termine"]] for data in found.values()}
    assert days == {
        "Offener Treff": [
            ("2026-01-07T18:00", "2026-01-07T20:00"),
            ("2026-02-04T18:00", "2026-02-04T20:00"),
            ("2026-04-02T19:00", "2026-04-02T21:00"),
        ],
        "Tag der offenen Tür": [("2026-06-20T00:00", "2026-06-21T23:59")],
        "Sommerschulung": [("2026-07-01T18:00", "2026-07-01T19:30")],
        "Grillfest statt Treff": [("2026-05-06T16:00", "2026-05-06T22:00")],
    }
    treff = next(data for data in found.values() if data["titel"] == "Offener Treff")
    assert (treff["durchfuehrung"], treff["ort"]) == ("bestaetigt", "Gemeindehaus")
    report = (root / ".fh/import/termine.csv").read_text("utf-8-sig")
    assert "frueher@test.example;;Längst vorbei;kein Termin in 2026 und 2027, Beginn 20.06.2019;" in report
    assert "treff@test.example 2026-06-03T18:00;;Offener Treff;dieser Termin der Reihe ist abgesagt;" in report
    assert "arzt@test.example;;;im Kalender als privat gekennzeichnet;" in report
    assert "SEQUENCE=3" in report
    assert not any(b"Ottilie" in raw for raw in tree(root.parent).values() if b"BEGIN:VCALENDAR" not in raw)
    assert fh(root, "validate", "--today", TODAY).returncode == 0


def test_next_year_the_days_of_this_year_have_not_vanished(root):
    fh(root, "import", "trainings", "../termine.ics", "--today", "2026-02-01")
    done = fh(root, "import", "trainings", "../termine.ics", "--today", "2027-02-01")
    assert "Nicht mehr in der Liste" not in done.stderr
    assert done.stderr.endswith("0 Veranstaltungen angelegt, 0 erneuert, 0 unverändert.\n")


def test_a_calendar_is_no_list_of_initiatives(root):
    done = fh(root, "import", "initiatives", "../termine.ics")
    assert done.returncode == 2
    assert "keine »Initiativen«" in done.stderr


@pytest.mark.parametrize(
    "content", [b"BEGIN:VCALENDAR\r\n", b"BEGIN:VEVENT\r\nEND:VCALENDAR\r\n", b"\xff\xfe\x00", b""]
)
def test_a_broken_calendar_is_refused_or_empty(tmp_path, content):
    file = tmp_path / "x.ics"
    file.write_bytes(content)
    try:
        assert not read_source(file, "training", date(2026, 1, 1)).rows
    except NotATable as error:
        assert "x.ics" in str(error)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real calendar is not part of the project")
def test_a_real_calendar_agrees_with_another_expansion():
    """Every appointment of 2018 and 2019 at the same day and hour as recurring-ical-events says; ical.js agrees."""
    icalendar = pytest.importorskip("icalendar")
    recurring = pytest.importorskip("recurring_ical_events")
    file = REAL / "machbar_potsdam.ics"
    table = read_source(file, "training", date(2018, 6, 1))
    ours = sorted((begin, end) for row in table.rows for begin, end in row.cells["TERMINE"])
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    theirs = sorted(
        (local(event["DTSTART"].dt), local(event["DTEND"].dt, ends=True))
        for event in recurring.of(calendar).between(date(2018, 1, 1), date(2020, 1, 1))
        if local(event["DTSTART"].dt) >= "2018-01-01"
    )
    assert len(theirs) > 200
    assert ours == theirs


def local(moment: date, ends: bool = False) -> str:
    """A moment as the clocks of Berlin show it; a whole day ends a minute before the day its end names."""
    if not isinstance(moment, datetime):
        return (datetime.combine(moment, time()) - timedelta(minutes=ends)).isoformat(timespec="minutes")
    zoned = moment.astimezone(BERLIN) if moment.tzinfo else moment
    return zoned.replace(tzinfo=None).isoformat(timespec="minutes")
