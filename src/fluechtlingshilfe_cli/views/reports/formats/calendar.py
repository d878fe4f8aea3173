"""The year programme as iCalendar: one entry per date, in local time with the rules of Europe/Berlin.

Importers are picky: UID stays the same for ever, DTSTART and DTEND are both there, never a series, never UTC for what
takes place in a room, and a cancelled event stays with STATUS:CANCELLED so that calendars can strike it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from .._events import Event
from .._scope import Scope

_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE""".splitlines()

_OCTETS = 75


def calendar(scope: Scope, events: list[Event], title: str) -> str:
    """The whole file, with CRLF and folded lines as RFC 5545 wants them."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fluechtlingshilfe-cli//fh report//DE", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(title)}", "X-WR-TIMEZONE:Europe/Berlin", *_ZONE]
    for event in events:
        for number, termin in enumerate(event.record["termine"], 1):
            lines += list(_entry(scope, event, number, termin["von"], termin["bis"]))
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in _folded(line))


def _entry(scope: Scope, event: Event, number: int, begin: str, end: str) -> Iterator[str]:
    record = event.record
    host = f"{scope.registry.project.settings.get('kreis', '')}.fluechtlingshilfe.invalid"
    yield "BEGIN:VEVENT"
    yield f"UID:{record.id}-{number}@{host}"
    yield f"DTSTAMP:{_stamp(scope, event)}"
    yield f"DTSTART;TZID=Europe/Berlin:{datetime.fromisoformat(begin):%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID=Europe/Berlin:{datetime.fromisoformat(end):%Y%m%dT%H%M%S}"
    part = f" ({number}/{event.evenings})" if event.evenings > 1 else ""
    yield f"SUMMARY:{_escaped(record.title + part)}"
    if text := _description(scope, event):
        yield f"DESCRIPTION:{_escaped(text)}"
    if where := _where(scope, event):
        yield f"LOCATION:{_escaped(where)}"
    word = scope.registry.vocabulary("durchfuehrung").words.get(str(record["durchfuehrung"]))
    yield f"STATUS:{word.attributes.get('ical', 'CONFIRMED') if word else 'CONFIRMED'}"
    yield f"CATEGORIES:{_escaped(scope.label('veranstaltungsarten', record['art']))}"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _stamp(scope: Scope, event: Event) -> str:
    """When the entry was last changed, never the clock: the same data give the same file."""
    day = event.record["letzte_aenderung"] or event.record["geprueft_am"] or scope.as_of.isoformat()
    return f"{date.fromisoformat(day):%Y%m%d}T000000Z"


def _description(scope: Scope, event: Event) -> str:
    record = event.record
    lines = [str(record["kurzbeschreibung"] or "").strip()]
    if record["format"] != "vor_ort" and record["online_zugang"]:
        lines.append(str(record["online_zugang"]))
    if units := record["dauer_ue"]:
        lines.append(f"{units:g} Unterrichtseinheiten".replace(".", ","))
    if until := (record["anmeldung"] or {}).get("bis"):
        lines.append(f"Anmeldung bis {'.'.join(reversed(until.split('-')))}")
    lines.append(f"Kosten: {scope.label('kostenarten', record['kosten'] or 'kostenlos')}")
    return "\n".join(" ".join(line.split()) for line in lines if line)


def _where(scope: Scope, event: Event) -> str:
    record = event.record
    town = scope.label("gemeinden", record["gemeinde"])
    place = str(record["ort"] or "")
    if place and town and town not in place:
        place = f"{place}, {town}"
    return place or town or ("Online" if record["format"] == "online" else "")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never cut within a letter."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += octets
    yield piece
