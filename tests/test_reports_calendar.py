"""The year programme as a calendar."""

from __future__ import annotations

import re

import pytest

from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.views.reports import REPORTS, Options
from small_registries import registry
from small_reports import event, odd


@pytest.fixture
def full(tmp_path) -> Registry:
    return odd(tmp_path)


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
