"""`fh report aktualitaet`: the traffic light of all entries, and a work list for each responsible office."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from ...freshness import WATCHED_KINDS, Ampel, ampel, is_watched, noted_check, period, responsible
from ...records import Record
from ...registry import Registry
from ...vouching import overtaken
from ._figures import keys
from ._report import Column, Figure, Options, Paragraph, Report, Section, Table, Value, report
from ._scope import Scope
from ._whole import whole
from .saying import many, number

_LIGHTS: dict[Ampel, str] = {"gruen": "grün", "gelb": "gelb", "rot": "rot"}
_NOBODY = "niemand eingetragen"


@report(
    "aktualitaet",
    "Aktualität",
    "Ampel und Arbeitsliste für jede zuständige Stelle.",
    internal=True,
)
def aktualitaet(registry: Registry, options: Options) -> Report:
    """Which entries were checked lately, and whom to ask next."""
    scope = Scope(registry, options)
    watched = [
        record
        for kind in WATCHED_KINDS
        for record in registry.of(kind)
        if is_watched(record) and scope.belongs(record["gemeinde"])
    ]
    settings = registry.project.settings
    lights = {record.key: ampel(record, settings, registry.as_of) for record in watched}
    by_office: defaultdict[str, list[Record]] = defaultdict(list)
    for record in watched:
        office = responsible(record, registry)
        by_office[office.title if office else _NOBODY].append(record)
    offices = sorted(by_office, key=lambda name: (name == _NOBODY, -len(by_office[name]), name))
    sections = [
        Section(
            "Im Überblick",
            (_said(watched, lights),),
            _figures(scope, watched, lights),
            (_table(by_office, offices, lights),),
        ),
        *(_work(scope, name, by_office[name], lights) for name in offices),
    ]
    notes = [
        _meaning(settings.get("aktualitaet") or {}, period(settings)),
        "Stimmt ein Eintrag noch, genügt: fh confirm KENNUNG. Geändert werden muss dafür nichts.",
        "Überholt: Kontakt oder Anschrift wurden nach der Prüfung geändert; sie gilt nicht mehr.",
        "Entwürfe und Beendetes stehen hier nicht.",
    ]
    day = f"Stichtag {scope.as_of:%d.%m.%Y}" + (f" · {scope.part_words}" if scope.part else "")
    return whole(scope, aktualitaet, sections, notes=notes, period=day, main="stellen")


def _meaning(settings: dict[str, object], months: int) -> str:
    began = str(settings.get("abfrage_begonnen") or "")
    if not began:
        return f"Grün: in den letzten {number(months)} Monaten geprüft. Rot: länger nicht, noch nie oder überholt."
    day = ".".join(reversed(began.split("-")))
    return (
        f"Grün: seit Beginn der letzten Abfrage ({day}) geprüft. Gelb: davor, aber in den letzten {number(months)} "
        "Monaten. Rot: länger nicht, noch nie oder überholt."
    )


def _said(watched: Sequence[Record], lights: dict[str, Ampel]) -> Paragraph:
    if not watched:
        return Paragraph("Es gibt noch keine Einträge, die geprüft werden müssten.")
    count = Counter(lights.values())
    share = round(100 * count["gruen"] / len(watched))
    text = f"{number(share)} % sind frisch bestätigt."
    if count["rot"]:
        text += f" Zuerst {many(count['rot'], 'roten Eintrag', 'rote Einträge')} nachfragen"
        text += f", dann {many(count['gelb'], 'gelben', 'gelbe')}." if count["gelb"] else "."
    return Paragraph(text)


def _figures(scope: Scope, watched: Sequence[Record], lights: dict[str, Ampel]) -> tuple[Figure, ...]:
    day = f"Stichtag {scope.as_of:%d.%m.%Y}"
    found = []
    for light, word in _LIGHTS.items():
        mine = [record for record in watched if lights[record.key] == light]
        never = sum(noted_check(record) is None for record in mine)
        passed = sum(bool(overtaken(record)) for record in mine)
        known = ((never, "noch nie geprüft"), (passed, "mit überholter Prüfung"))
        told = ", ".join(f"{number(count)} {words}" for count, words in known if count)
        found.append(
            Figure(
                *(f"ampel_{light}", f"Ampel {word}", len(mine), day),
                methods=(("gezaehlt", len(mine)),) if mine else (),
                asked=len(watched),
                ids=keys(mine),
                note=f"davon {told}" if told else "",
            )
        )
    return tuple(found)


def _table(by_office: dict[str, list[Record]], offices: Sequence[str], lights: dict[str, Ampel]) -> Table:
    columns = (
        Column("zustaendig", "Zuständig"),
        *(Column(light, word, "number") for light, word in _LIGHTS.items()),
        Column("eintraege", "Einträge", "number"),
    )
    rows: list[tuple[Value, ...]] = []
    for name in offices:
        count = Counter(lights[record.key] for record in by_office[name])
        rows.append((name, *(count[light] for light in _LIGHTS), len(by_office[name])))
    return Table("stellen", "", columns, rows)


def _work(scope: Scope, office: str, records: Sequence[Record], lights: dict[str, Ampel]) -> Section:
    columns = (
        Column("ampel", "Ampel"),
        Column("eintrag", "Eintrag"),
        Column("kennung", "Kennung", "code"),
        Column("gemeinde", "Gemeinde", on_screen=False),
        Column("geprueft_am", "Zuletzt geprüft", "date", "geprüft"),
        Column("geprueft_wie", "Wie", on_screen=False),
        Column("letzte_aenderung", "Letzte Änderung", "date", "geändert", on_screen=False),
    )
    order = list(_LIGHTS)[::-1]
    due = sorted(
        (record for record in records if lights[record.key] != "gruen"),
        key=lambda record: (order.index(lights[record.key]), record["geprueft_am"] or "", record.key),
    )
    rows = [
        (
            _LIGHTS[lights[record.key]],
            record.title,
            record.id,
            scope.label("gemeinden", record["gemeinde"]),
            "überholt" if overtaken(record) else noted_check(record) or "noch nie",
            scope.label("pruefwege", record["geprueft_wie"]),
            date.fromisoformat(record["letzte_aenderung"]) if record["letzte_aenderung"] else "",
        )
        for record in due
    ]
    name = f"arbeitsliste-{len(records)}-{due[0].id}" if due else f"arbeitsliste-{records[0].id}"
    return Section(
        f"Arbeitsliste: {office}",
        tables=(Table(name, "", columns, rows, empty="Alles frisch bestätigt.", ids=keys(due)),),
    )
